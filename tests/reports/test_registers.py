"""Registers on paper: everybody's answers, every policy with its page to sign, one person's record, the audit trail."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from policydesk import cli
from policydesk.actions.relationships import RelationshipDraft, declare_relationship
from policydesk.errors import Refusal
from policydesk.queries.acknowledgements import pairs
from policydesk.reports.catalogue import report_named
from policydesk.reports.paper.frame import build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.parts import Head, Parts
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from policydesk.terms import AckState, PolicyType, StaffCategory
from policydesk.terms_incidents import RelationshipKind
from policydesk.terms_reviews import Every
from tests.conftest import PASSWORD
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account, absent
from tests.stories_reviews import plan

AT = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")


@pytest.fixture
def school(register: Register) -> Register:
    """Three people, two policies; two signatures."""
    people = [hire(register, name) for name in ("Bea Quill", "Ayşe Çelik", "Łukasz Wójcik")]
    version = publish(register, write_policy(register, owner_id=people[0]), "3", approved_by_name="Gwen Chair")
    publish(
        register,
        write_policy(register, "Code of Conduct", policy_type=PolicyType.CODE_OF_CONDUCT),
        categories=frozenset(StaffCategory),
    )
    sign(register, version, people[0], people[1])
    return register


def paper(register: Register, name: str, as_at: date = TODAY, **options: object) -> Heard:
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options(**options))
    return heard(render(report, gathered, AT))


def rows(found: Heard) -> list[list[str]]:
    return [[cell.says or cell.words for cell in row.kids] for row in found.document.all("TR")]


def test_everybody_stands_in_the_acknowledgement_register_with_their_answer(school: Register) -> None:
    found = paper(school, "acknowledgement-register")
    with school.reading() as session:
        everything = pairs(session, TODAY, frozenset(AckState) - {AckState.NOT_REQUIRED})
    assert "2 of 6 acknowledgements asked for are given. 3 people are asked" in found.words
    lines = rows(found)
    assert ["Bea Quill", "Teaching", "Acknowledged", "3 September 2026", "15 September 2026"] in lines
    assert sum(line[0] in {"Bea Quill", "Ayşe Çelik", "Łukasz Wójcik"} for line in lines) == 2 * len(everything)


def test_each_policy_has_its_lines_and_a_page_that_head_and_chair_sign(school: Register) -> None:
    found = paper(school, "policy-register")
    assert "2 policies are in the register on 20 November 2026; 2 of them have a version in force." in found.words
    assert ["Social Media Policy", "3", "Bea Quill", "1 September 2026", "Not set", "0 of 2"] in rows(found)
    assert ["Approved (minute)", "Gwen Chair"] in rows(found)
    assert ["Signed by", "Nobody yet"] in rows(found)
    signed = [page.extract_text() for page in found.pdf.pages if "Adoption of the" in page.extract_text()]
    assert len(signed) == 2
    assert all("Headteacher" in page and "Chair of governors" in page for page in signed)


def test_a_persons_record_has_everything_about_them_and_says_what_it_leaves_out(school: Register) -> None:
    found = paper(school, "staff-record", staff_id=2)
    assert "Record of Ayşe Çelik" in found.words
    assert ["3 September 2026", "Social Media Policy, version 3", "Acknowledged", "Paper signature", "–"] in rows(found)
    assert "Bea Quill" not in found.words
    assert "What is left out of this record" in found.words
    assert all("Record of Ayşe Çelik" in words for words in found.furniture)


def test_a_name_stands_once_for_the_lines_of_a_person_and_is_read_aloud_with_each(school: Register) -> None:
    found = paper(school, "outstanding")
    assert [row[:2] for row in rows(found)[1:5]] == [
        ["Ayşe Çelik", "Code of Conduct, version 1"],
        ["Bea Quill", "Code of Conduct, version 1"],
        ["Łukasz Wójcik", "Code of Conduct, version 1"],
        ["Łukasz Wójcik", "Social Media Policy, version 3"],
    ]
    drawn = found.pdf.pages[0].extract_text().partition("By policy")[0]
    assert drawn.count("Łukasz Wójcik") == 1


def test_a_page_begins_with_the_name_whose_lines_go_on() -> None:
    heads = (Head("Name", 3, once=True), Head("Policy", 4), Head("Days", 1, right=True))
    found = listed(*(("Bea Quill", f"Policy {number}", number) for number in range(90)), heads=heads)
    assert len(found.pdf.pages) > 2
    assert all(page.extract_text().count("Bea Quill") == 1 for page in found.pdf.pages)
    assert sum(row[0] == "Bea Quill" for row in rows(found)) == 90


def test_a_slip_says_whose_it_is_when_it_is_cut_off(school: Register) -> None:
    words = paper(school, "slips").words
    says = "Longacre Primary School. Sign and hand this in to the office by 20 November 2026."
    assert words.count(says) == words.count("Social Media Policy, version 3 I have read") == 1
    outline = paper(school, "slips").pdf.outline
    assert outline[0]["/Title"] == "Slips: Social Media Policy, version 3"
    assert [one["/Title"] for one in outline[1]] == ["Łukasz Wójcik"]


def test_a_record_of_nobody_is_refused(register: Register) -> None:
    with pytest.raises(Refusal, match="Add staff first"):
        paper(register, "staff-record")


def test_the_audit_trail_lists_the_entries_of_some_days(school: Register) -> None:
    found = paper(school, "audit-trail", first=TODAY, last=TODAY)
    assert "Recorded that 2 people acknowledged Social Media Policy" in found.words
    numbers = [int(line[0]) for line in rows(found)[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert "Nothing was recorded" in paper(school, "audit-trail", first=date(2026, 1, 1), last=date(2026, 1, 2)).words
    with pytest.raises(Refusal, match="is before the first, 20 November 2026"):
        paper(school, "audit-trail", first=TODAY, last=date(2026, 1, 1))


def test_an_empty_register_prints_sentences(register: Register) -> None:
    assert "nobody was asked to acknowledge a policy" in paper(register, "acknowledgement-register").words
    assert "No policy is in the register on this day." in paper(register, "policy-register").words


def test_one_line_writes_a_person_a_sheet_or_a_web_page(
    school: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    school.close()
    monkeypatch.setenv("POLICYDESK_REGISTER", str(school.folder))
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    for name, file, more, begins in (
        ("staff-record", "record.pdf", ["--person", "bea quill"], b"%PDF"),
        ("outstanding", "list.xlsx", [], b"PK"),
        ("governors", "page.html", ["--compare-with", "2026-10-31"], b"<!DOCTYPE html>"),
        ("governors", "page", ["--format", "xlsx"], b"PK"),
    ):
        assert cli.main(["report", name, "--out", str(tmp_path / file), "--as-at", "2026-11-20", *more]) == 0
        assert (tmp_path / file).read_bytes().startswith(begins)
    assert cli.main(["report", "staff-record", "--out", str(tmp_path / "x.pdf")]) == 2
    assert "Say whose record: --person NAME." in capsys.readouterr().err
    assert cli.main(["report", "staff-record", "--out", str(tmp_path / "x.pdf"), "--person", "Nobody"]) == 2
    assert "the register has nobody of that name" in capsys.readouterr().err
    for name, more in (
        ("governors", ["--person", "bea quill"]),
        ("staff-record", ["--person", "bea quill", "--policy", "Social Media Policy"]),
        ("year-planner", ["--from", "2026-11-01"]),
        ("outstanding", ["--closed"]),
    ):
        assert cli.main(["report", name, "--out", str(tmp_path / "x.pdf"), *more]) == 2
        assert f"has no choice {more[-2] if len(more) > 1 else more[0]}. Leave it out." in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
    assert cli.main(["verify", "--report", str(tmp_path / "record.pdf")]) == 0
    assert "the figures follow from the register" in capsys.readouterr().out
    assert cli.main(["verify", "--report", str(tmp_path / "no such file")]) == 2


SHEET = Sheet("A <b> & School", "A list", TODAY, "AD06-38F7 / 250", AT.printed_at, "Alex Morgan")


def listed(*lines: tuple[object, ...], heads: tuple[Head, ...] | None = None) -> Heard:
    parts = Parts()
    columns = heads or (Head("Name", 3), Head("Policy", 4), Head("Days", 1, right=True))
    return heard(build(SHEET, parts, [*parts.heading("Everybody"), parts.table(columns, lines)]))


def test_a_long_title_is_cut_short_and_the_day_and_who_printed_it_stay() -> None:
    parts = Parts()
    sheet = replace(SHEET, school="Saintly " * 24, title="W" * 200, printed_by="N" * 200)
    (words,) = heard(build(sheet, parts, [parts.words("李")])).furniture
    assert "W…. As at 20 November 2026." in words
    assert "Printed 20 November 2026, 09:05, by NNN" in words
    assert "Register seal AD06-38F7 / 250." in words
    assert "stands for a letter that PolicyDesk has no font for" in words


def test_a_row_that_is_cut_goes_on_under_the_headings_of_the_next_page_alone() -> None:
    found = listed(("Bea Quill", "A", 1), ("Ayşe Çelik", "Words and words. " * 400, 2))
    assert [page.extract_text().count("Policy") for page in found.pdf.pages] == [1] * len(found.pdf.pages)
    assert "Words and words." in found.pdf.pages[0].extract_text()


def test_no_row_is_cut_in_half_and_no_heading_stands_alone() -> None:
    found = listed(*((f"Person {number}", "Two lines of words " * (number % 9), number) for number in range(300)))
    lines = found.document.all("TR")
    assert len(lines) == 301
    assert all(len(set().union(*(cell.pages for cell in line.kids))) == 1 for line in lines)
    assert "Person 0" in found.pdf.pages[0].extract_text()
    for count in range(34, 52):
        parts = Parts()
        story = [*(parts.words("One line") for _number in range(count)), *parts.heading("Alone?")]
        story.append(parts.table((Head("Name", 1),), [("First row\nsecond line",)] * 30))
        for page in heard(build(SHEET, parts, story)).pdf.pages:
            text = page.extract_text()
            assert ("Alone?" in text) <= ("First row" in text)


@pytest.mark.parametrize("value", ["N" * 200, "W" * 5000, "ليلى بن حدو " * 30, "a" * 199 + " &<>", ""])
def test_names_of_every_kind_keep_to_the_page(value: str) -> None:
    found = listed((value, "Social Media Policy", 3), (value, value[:300], 4))
    assert not found.pieces
    cells = [cell.says or cell.words for cell in found.document.all("TD")]
    assert "".join(cells[0].split()) == "".join(value.split())


def test_a_school_of_any_name_and_sixty_columns_fit() -> None:
    heads = tuple(Head(f"P{number}", 1, right=True) for number in range(60))
    found = listed(tuple(range(60)), heads=heads)
    assert not found.pieces
    assert all(f"P{number}" in found.words.split() for number in range(60))
    assert "A <b> & School" in found.furniture[0]


def test_a_logo_of_thirty_megapixels_is_made_smaller_once() -> None:
    file = io.BytesIO()
    Image.new("RGB", (6000, 5000), "#1c4f93").save(file, "PNG")
    parts = Parts()
    sheet = replace(SHEET, logo=file.getvalue())
    content = build(sheet, parts, [parts.words("One"), parts.page_break(), parts.words("Two")])
    first, second = heard(content).pdf.pages
    (picture,) = first.images
    assert picture.image.size == (500, 417)
    assert [one.name for one in second.images] == [picture.name]
    assert len(content) < 60_000


def test_a_persons_record_has_what_stands_elsewhere_without_the_names_of_others(school: Register) -> None:
    moderator, other = hire(school, "Mo Ash"), hire(school, "Max Elm")
    a_live_account(school, "School page", (moderator, other))
    absent(school, moderator, date(2026, 10, 5), date(2026, 10, 9))
    tie = RelationshipDraft(moderator, RelationshipKind.FAMILY_PUPIL, "Kit Barlow", date(2026, 9, 3), "nephew")
    with school.writing() as txn:
        declare_relationship(txn, tie)
    found = paper(school, "staff-record", staff_id=moderator)
    assert ["School page", "Administrator", "9 September 2026", "–"] in rows(found)
    assert ["Leave", "5 October 2026", "9 October 2026"] in rows(found)
    assert ["A pupil is family", "nephew", "3 September 2026", "–", "–"] in rows(found)
    assert not any(name in found.words for name in ("Kit Barlow", "Max Elm"))
    assert "The names of pupils, parents and others in declared connections" in found.words


def test_a_persons_record_has_no_names_of_colleagues_in_what_was_written(school: Register) -> None:
    hire(school, "Łukasz Wójcik-Ray")
    person = hire(school, "Mo Ash", notes="Shares a room with Bea Quill and Łukasz Wójcik-Ray, not with Quilla Bea.")
    found = paper(school, "staff-record", staff_id=person)
    written = "Shares a room with (name left out) and (name left out), not with Quilla Bea."
    assert ["Notes", written] in rows(found)
    assert "Full names of other members of staff in notes, tasks and advice" in found.words


def test_the_review_schedule_says_what_is_overdue_and_what_comes(school: Register) -> None:
    plan(school, "Passwords", date(2026, 11, 2), every=Every.MONTHS, count=3)
    found = paper(school, "review-schedule")
    assert "1 review is planned on 20 November 2026; 1 is overdue." in found.words
    assert ["Passwords", "Every 3 months", "Nobody", "2 November 2026", "18"] in rows(found)
    assert "No review was recorded." in found.words


def test_no_report_takes_days_the_wrong_way_round(school: Register) -> None:
    for name in ("audit-trail", "moderator-cover", "review-schedule"):
        with pytest.raises(Refusal, match="The last day, 1 October 2026, is before the first, 1 November 2026"):
            paper(school, name, first=date(2026, 11, 1), last=date(2026, 10, 1))


def test_an_empty_register_has_a_review_schedule(register: Register) -> None:
    assert "No review is planned on 20 November 2026." in paper(register, "review-schedule").words
