"""Incidents in the governors' report: numbers that tell nobody apart, released without a key, newer ones with it."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from policydesk.actions import incident_steps as steps
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.headless_papers import verify_paper
from policydesk.models import ReleasedFigures
from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render, render_page, render_sheet
from policydesk.rules.incident_parts import Discussed
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_incidents import Answer, Category, Impact, Requester
from tests.conftest import StoppedClock
from tests.reports.walk import heard
from tests.stories import TODAY
from tests.stories_incidents import NOW, concern, friend_request, read_all, signed_in, staffed

REPORT = report_named("governors")


@pytest.fixture
def lead(register: Register, clock: StoppedClock) -> Iterator[Register]:
    """The DSL of a school with six requests in the autumn of 2025 and two since September 2026; three concerns."""
    staff = staffed(register)
    for number in range(6):
        received = date(2025, 11, 3) + timedelta(days=number)
        friend_request(register, staff["Ben Okoro"], person=f"Kit Barlow{number}", received_on=received)
    for received in (date(2026, 9, 9), date(2026, 11, 18)):
        friend_request(register, staff["Ben Okoro"], person="Ada Finch", received_on=received)
    for category in (Category.COPYRIGHT, Category.COPYRIGHT, Category.GROOMING):
        concern(register, category=category, narrative="Marmalade", about_name="Zanzibar Quill")
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as opened:
        yield opened


def release(register: Register) -> None:
    with register.writing() as txn:
        release_figures(txn, ReleaseDraft(date(2025, 9, 1), date(2026, 8, 31)))


def paper(register: Register, as_at: date = TODAY, **options: object) -> bytes:
    with register.reading() as session:
        gathered = gather(session, REPORT, as_at, Options(**options))
    return render(REPORT, gathered, Printing(NOW, register.actor.name, str(register.seal())))


def words(register: Register, as_at: date = TODAY, **options: object) -> str:
    return heard(paper(register, as_at, **options)).words


def test_without_a_key_it_says_when_the_figures_were_released_and_nothing_newer(lead: Register) -> None:
    release(lead)
    lead.close()
    with signed_in(lead.folder, "Vi Viewer") as viewer:
        said = words(viewer)
    period = "1 September 2025 to 31 August 2026"
    assert f"6 friend requests and no concerns were recorded from {period} (released 20 November 2026)." in said
    assert f"{period}, released 20 November 2026 Friend requests 6 – Pupil of this school 6" in said
    assert "Friend requests and concerns Sealed: the DSL knows – – –" in said
    assert "New figures about incidents were released since 20 August 2026." in said
    assert "not released yet" not in said


def test_with_a_key_what_was_recorded_since_stands_beside_it_with_small_numbers_hidden(lead: Register) -> None:
    release(lead)
    said = words(lead, incidents=read_all(lead))
    since = "from 1 September to 20 November 2026"
    assert f"Fewer than 5 friend requests and fewer than 5 concerns were recorded {since} (not released yet)." in said
    assert "Friend requests 6 fewer than 5" in said
    assert "Concerns 0 fewer than 5" in said
    assert "What is not released yet is for the governors’ meeting alone." in said
    assert "Friend requests recorded since 1 September 2026 not shown not shown not shown" in said
    for name in ("Barlow", "Finch", "Okoro", "Marmalade", "Zanzibar", "Grooming", "FR-2026", "C-2026"):
        assert name not in said


def test_nothing_released_and_nothing_opened_is_said_and_proposed(lead: Register) -> None:
    said = words(lead)
    assert "No figures about friend requests and concerns have been released." in said
    assert "No figures were released up to this day. A DSL or the headteacher does it." in said
    assert "Have figures about incidents released: there are none yet" in said


def test_a_release_of_a_later_day_is_not_known_yet(lead: Register) -> None:
    release(lead)
    assert "have been released" in words(lead, date(2026, 11, 19))


def test_what_was_added_to_a_record_later_is_not_known_on_an_earlier_day(lead: Register, clock: StoppedClock) -> None:
    records = read_all(lead)
    before = words(lead, incidents=records)
    clock.advance(days=5)
    with lead.writing() as txn:
        for one in records[:6]:
            steps.discuss(txn, one.id, Discussed(date(2026, 11, 24), "Year 5"))
    assert words(lead, incidents=read_all(lead)) == before
    assert words(lead, date(2026, 11, 25), incidents=read_all(lead)) != before


def test_from_two_days_side_by_side_no_small_number_can_be_subtracted(register: Register, clock: StoppedClock) -> None:
    staff = staffed(register)
    for _number in range(6):
        friend_request(register, staff["Ben Okoro"], received_on=date(2026, 11, 16), sender=Requester.UNKNOWN,
                       answer=Answer.PENDING)  # fmt: skip
    clock.advance(days=4)
    friend_request(register, staff["Ben Okoro"], received_on=date(2026, 11, 23))
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as lead:
        said = words(lead, date(2026, 11, 24), compare_with=TODAY, incidents=read_all(lead))
    assert "Friend requests recorded since 1 September 2026 not shown 7 not shown" in said
    assert "Friend requests and concerns Needs attention 0 6 0" in said


def test_the_summary_has_a_page_of_its_own_for_what_is_not_released(lead: Register) -> None:
    release(lead)
    summary = report_named("incident-summary")
    with lead.reading() as session:
        gathered = gather(session, summary, TODAY, Options(incidents=read_all(lead)))
        bare = gather(session, summary, TODAY, Options())
    printing = Printing(NOW, "Dana Lead", "AD06-38F7 / 250")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render(summary, gathered, printing))).pages]
    assert len(pages) == 2
    assert "Not released yet" not in pages[0]
    assert "1 September 2026 to 20 November 2026 Not released yet" in " ".join(pages[1].split())
    assert "Pupil of this school, not discussed in class 6" in " ".join(pages[0].split())
    page = render_page(summary, bare, printing).decode()
    assert "Friend requests, by talk with the class" in page
    assert "Not released yet" not in page
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_sheet(summary, bare, printing)))
    said = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "Pupil of this school, not discussed in class" in said


def test_a_release_of_before_stands_beside_newer_figures_and_says_what_it_did_not_count(lead: Register) -> None:
    release(lead)
    with lead.writing() as txn:
        kept = txn.session.query(ReleasedFigures).one()
        tables = [one for one in kept.figures["tables"] if "how they stood" not in one["title"]]
        kept.figures = {**kept.figures, "tables": tables, "times": kept.figures["times"][2:]}
        txn.record(Topic.INCIDENTS, 0, "As an older PolicyDesk kept it")
    for number in range(5):
        concern(lead, occurred_on=date(2026, 9, 10 + number), impact=(Impact.REPUTATION,))
    said = words(lead, incidents=read_all(lead))
    assert "– Open for 30 days or less – 8" in said
    assert "Days until a concern was reported (middle, longest) – 0, 0" in said
    assert "– by what they touch 0 not shown" in said, "five of eight have it, so three have not"


def test_the_web_page_has_the_same_figures(lead: Register) -> None:
    release(lead)
    with lead.reading() as session:
        gathered = gather(session, REPORT, TODAY, Options(incidents=read_all(lead)))
    page = render_page(REPORT, gathered, Printing(NOW, "Dana Lead", "AD06-38F7 / 250")).decode()
    assert '<th scope="row">Friend requests</th><td class="right">6</td><td class="right">fewer than 5</td>' in page
    assert "Barlow" not in page


def test_a_paper_with_open_incidents_is_checked_by_who_can_open_them(
    lead: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, plain = tmp_path / "with.pdf", tmp_path / "without.pdf"
    file.write_bytes(paper(lead, incidents=read_all(lead)))
    plain.write_bytes(paper(lead))
    assert verify_paper(lead, file) == verify_paper(lead, plain) == 0
    capsys.readouterr()
    lead.close()
    with signed_in(lead.folder, "Vi Viewer") as viewer:
        assert verify_paper(viewer, plain) == 0
        assert verify_paper(viewer, file) == 1
    assert "counts incidents that were open when it was printed. A DSL or the headteacher" in capsys.readouterr().out
