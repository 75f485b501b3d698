"""What is printed says what the register says, in every person's own letters, and nothing typed is ever markup."""

import io
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from pypdf import PdfReader

from policydesk.actions.documents import FileDraft
from policydesk.actions.school import set_logo
from policydesk.errors import Refusal
from policydesk.models import School, StaffMember
from policydesk.queries.acknowledgement_figures import policy_figures, whole_figures
from policydesk.queries.acknowledgements import pairs
from policydesk.queries.due import today_figures
from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.paper.words import percent
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.reports.sheets import recovery_sheets
from policydesk.store import RecoverySheets, Register
from policydesk.store.health import health_of
from policydesk.terms import AckState, StaffCategory, Topic
from tests.stories import TODAY, hire, publish, sign, two_policies, write_policy

PRINTING = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")


def printed(register: Register, name: str, as_at: date = TODAY, **options: object) -> PdfReader:
    """Return a report as it would come out of the printer."""
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options(look=lambda: health_of(register), **options))
    return PdfReader(io.BytesIO(render(report, gathered, PRINTING)))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.fixture(scope="module")
def school(shared_register: Register) -> Register:
    """Five people, two policies; one signed, one is a governor, one policy binds everybody."""
    people = [
        hire(shared_register, name) for name in ("Łukasz Wójcik", "Ayşe Çelik", "Niamh Ní Bhraonáin", "Bea Quill")
    ]
    hire(shared_register, "Di Oak", category=StaffCategory.GOVERNOR)
    version = two_policies(shared_register)
    sign(shared_register, version, people[3])
    return shared_register


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.id)
def test_every_page_says_school_day_seal_and_its_number(school: Register, report) -> None:
    pdf = printed(school, report.id, incidents=())
    for number, page in enumerate(pdf.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "Longacre Primary School" in text
        assert "As at 20 November 2026" in text
        assert "Register seal AD06-38F7 / 250" in text
        assert f"Page {number} of {len(pdf.pages)}" in text
        if not report.offers_parts:
            assert page.mediabox.width == pytest.approx(report.paper.value[0], abs=1)
    assert len(pdf.pages) > 0


@pytest.mark.requirement("R38")
def test_the_governors_figures_are_the_registers(school: Register) -> None:
    with school.reading() as session:
        figures = today_figures(session, TODAY)
        by_policy, by_category = policy_figures(session, TODAY), whole_figures(session, TODAY).categories
    text = words(printed(school, "governors-acknowledgements"))
    assert f"{figures.up_to_date} of {figures.asked}" in text
    assert f"{figures.all_done} of {figures.people}" in text
    for one in by_policy:
        assert f"{one.title}, version {one.label} {one.asked} {one.acknowledged} {one.overdue}" in text
        assert f"{one.exempt} {percent(one.acknowledged, one.asked)}" in text
    people, asked, given, late = (
        sum(getattr(row, what) for row in by_category) for what in ("people", "asked", "up_to_date", "overdue")
    )
    assert f"Smaller categories {people} {asked} {given} {late}" in text, "nobody is told by a line of their own"


def test_names_stand_in_the_governors_report_only_where_they_are_asked_for(school: Register) -> None:
    assert "Ayşe" not in words(printed(school, "governors-acknowledgements"))
    assert "Ayşe Çelik" in words(printed(school, "governors-acknowledgements", names=True))


def test_a_percentage_is_a_hundred_only_where_it_is_true() -> None:
    assert (percent(199, 200), percent(200, 200), percent(0, 0)) == ("99 %", "100 %", "–")


def test_a_past_day_is_printed_as_it_was(school: Register) -> None:
    text = words(printed(school, "governors-acknowledgements", date(2026, 8, 31)))
    assert "On 31 August 2026 nobody was asked to acknowledge a policy." in text


def test_who_is_outstanding_is_listed_by_person_and_by_policy(school: Register) -> None:
    with school.reading() as session:
        open_pairs = pairs(session, TODAY, {AckState.OVERDUE})
    text = words(printed(school, "outstanding"))
    assert f"5 people have {len(open_pairs)} acknowledgements still to give" in text
    assert "Code of Conduct, version 1: 5 people" in text
    assert "Social Media Policy, version 3: 3 people" in text


def test_a_sign_off_sheet_numbers_everybody_who_has_not_signed_by_surname(school: Register) -> None:
    text = words(printed(school, "sign-off-sheet"))
    order = [
        text.index(f"{number} {name}")
        for number, name in ((1, "Niamh Ní Bhraonáin"), (2, "Ayşe Çelik"), (3, "Łukasz Wójcik"))
    ]
    assert order == sorted(order)
    assert "Bea Quill" not in text
    assert "I have read & understood <this>." in text


def test_policy_and_version_stand_on_every_page_of_a_long_sheet(register: Register) -> None:
    for number in range(60):
        hire(register, f"Person Number{number:02d}")
    publish(register, write_policy(register), "3")
    pdf = printed(register, "sign-off-sheet")
    assert len(pdf.pages) > 1
    for page in pdf.pages:
        assert "Social Media Policy, version 3" in page.extract_text()
        assert "Signature" in page.extract_text()


def test_each_slip_has_its_own_name_words_and_day(school: Register) -> None:
    text = words(printed(school, "slips"))
    assert text.count("I have read & understood <this>.") == 3
    assert text.count("hand this in to the office by 20 November 2026") == 3


def test_another_policys_sheet_can_be_asked_for(school: Register) -> None:
    with school.reading() as session:
        other = next(one for one in policy_figures(session, TODAY) if one.title == "Code of Conduct")
    assert "Bea Quill" in words(printed(school, "sign-off-sheet", version_id=other.version_id))


def test_an_empty_register_prints_sentences_or_says_what_is_missing(register: Register) -> None:
    assert "nobody was asked" in words(printed(register, "governors-acknowledgements"))
    assert "nobody was asked" in words(printed(register, "outstanding"))
    with pytest.raises(Refusal, match="Publish one first"):
        printed(register, "sign-off-sheet")
    publish(register, write_policy(register))
    assert "Everybody has acknowledged this version" in words(printed(register, "sign-off-sheet"))
    assert "Everybody has acknowledged Social Media Policy" in words(printed(register, "slips"))


@pytest.mark.parametrize(
    "name",
    [
        "<b>Bold</b> & Co",
        '<font color="[[[getattr...">',
        "<img src='/etc/hostname'/>",
        "</para>",
        "&amp; &lt;",
        "a\u202eb",
    ],
)
def test_what_looks_like_markup_prints_as_typed(register: Register, name: str) -> None:
    hire(register, name)
    publish(register, write_policy(register))
    expected = " ".join(name.replace("\u202e", "").split())
    for report in ("outstanding", "sign-off-sheet", "slips"):
        assert expected in words(printed(register, report))


def test_a_word_of_five_thousand_letters_breaks_nothing(register: Register) -> None:
    staff = hire(register)
    with register.writing() as txn:
        txn.session.get_one(StaffMember, staff).full_name = "Q" * 5000
        txn.record(Topic.STAFF, staff, "A long name")
    publish(register, write_policy(register))
    for report in ("outstanding", "sign-off-sheet", "slips"):
        text = "".join(page.extract_text() for page in printed(register, report).pages)
        assert text.count("Q") >= 5000


@pytest.mark.parametrize(
    "name", ["ಅನನ್ಯ ರಾವ್", "ليلى بن حدو", "שרה כהן", "अनन्या", "অনন্যা", "ਸਿਮਰਨ", "தமிழ்", "ქეთი", "Ανδρέας", "Юлія"]
)
def test_names_in_other_scripts_have_their_letters(register: Register, name: str) -> None:
    hire(register, name)
    publish(register, write_policy(register))
    pdf = printed(register, "outstanding")
    assert "no font for" not in words(pdf)
    assert "�" not in words(pdf)


def test_a_letter_that_no_font_has_is_said_on_the_page(register: Register) -> None:
    hire(register, "王小明")
    publish(register, write_policy(register))
    said = words(printed(register, "outstanding"))
    assert "� stands for a letter that PolicyDesk has no font for" in said
    assert "���" in said


def test_a_long_name_of_a_school_stands_clear_of_the_title(register: Register) -> None:
    with register.writing() as txn:
        txn.session.get_one(School, 1).name = "The <&> Academy of " + "Saint Bartholomew and All Angels " * 5
        txn.record(Topic.SCHOOL, 1, "Renamed")
    found: dict[str, float] = {}

    def note(text: str, page: list[float], at: list[float], _font: object, _size: float) -> None:
        if text.strip() and page[5] + at[5] > 765:
            found.setdefault(text.strip()[:30], page[5] + at[5])

    printed(register, "outstanding").pages[0].extract_text(visitor_text=note)
    tops = sorted(found.values(), reverse=True)
    assert len(tops) >= 3
    assert all(high - low > 8 for high, low in pairwise(tops))


def test_a_logo_stands_on_the_page_and_a_broken_one_does_not_stop_it(register: Register) -> None:
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * 4 for _ in range(4))
    header = (4).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    for content, images in ((picture, 1), (b"\x89PNG\r\n\x1a\nbroken", 0)):
        with register.writing() as txn:
            set_logo(txn, FileDraft("logo.png", content))
        assert len(printed(register, "outstanding").pages[0].images) == images


def test_the_same_facts_give_the_same_bytes(school: Register) -> None:
    report = report_named("governors-acknowledgements")
    with school.reading() as session:
        gathered = gather(session, report, TODAY, Options())
    assert render(report, gathered, PRINTING) == render(report, gathered, PRINTING)


def test_a_report_nobody_knows_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(Refusal, match="governors, governors-acknowledgements, acknowledgement-register, outstanding"):
        report_named("everything")


def test_each_recovery_sheet_has_its_code_on_a_page_of_its_own(tmp_path) -> None:
    sheets = RecoverySheets(
        "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ", "KKKK-LLLL-MMMM-NNNN-PPPP-QQQQ-RRRR-SSSS-TTTT"
    )
    pdf = PdfReader(io.BytesIO(recovery_sheets("Longacre", tmp_path / "x.policydesk", sheets, TODAY)))
    assert len(pdf.pages) == 2
    for page, code in zip(pdf.pages, (sheets.register_code, sheets.safeguarding_code), strict=True):
        text = " ".join(page.extract_text().split())
        assert code.replace("-", " ") in text
        assert "Longacre" in text
