"""The governors' report: every sentence and figure is the register's, on paper, in the sheet and on the web page."""

import io
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from pypdf import PdfReader

from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.errors import Refusal
from policydesk.queries.due import findings, today_figures
from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.governors_summary import rag
from policydesk.reports.paper.charts import shares
from policydesk.reports.paper.proof import proof_of
from policydesk.reports.paper.told import Rag
from policydesk.reports.paper.words import percent
from policydesk.reports.report import Gathered, Options, Printing, gather, render, render_page
from policydesk.reports.smaller import grouped, note
from policydesk.store import Register
from policydesk.terms import PolicyType, Post, StaffCategory, Topic, Urgency
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire, publish, sign, two_policies, write_policy
from tests.stories_accounts import a_live_account

AT = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")


@pytest.fixture(scope="module")
def school(shared_register: Register) -> Register:
    """Five people and a head, two policies; three signatures, the last of them this month; one live account."""
    people = [
        hire(shared_register, name) for name in ("Łukasz Wójcik", "Ayşe Çelik", "Niamh Ní Bhraonáin", "Bea Quill")
    ]
    hire(shared_register, "Di Oak", category=StaffCategory.GOVERNOR)
    version = two_policies(shared_register, "Code of <Conduct>")
    sign(shared_register, version, people[2], people[3])
    sign(shared_register, version, people[0], on=date(2026, 11, 12))
    a_live_account(shared_register, moderators=(people[0], people[1]))
    return shared_register


def asked(register: Register, as_at: date = TODAY, **options: object) -> Gathered:
    with register.reading() as session:
        return gather(session, report_named("governors"), as_at, Options(**options))


def paper(register: Register, as_at: date = TODAY, **options: object) -> Heard:
    return heard(render(report_named("governors"), asked(register, as_at, **options), AT))


def test_it_is_the_first_that_is_offered() -> None:
    assert reports()[0].id == "governors"


def test_the_summary_says_the_figures_in_sentences_and_compares_them(school: Register) -> None:
    said = paper(school, compare_with=date(2026, 10, 31)).words
    assert (
        "3 of 5 people (60 %) have acknowledged the current Social Media Policy, up from 2 on 31 October 2026." in said
    )
    assert "2 policies are in force, and none is past its review date." in said
    assert "1 official account speaks for the school: 1 is approved, and none has enough moderators" in said
    assert "None of the 6 people who are asked for anything has acknowledged every policy that binds them" in said
    assert "What changed since 31 October 2026" in said
    assert "Acknowledgements given 2 3 +1" in said


def test_without_an_earlier_day_it_looks_back_about_a_term(school: Register) -> None:
    assert "What changed since 20 August 2026" in paper(school).words
    with pytest.raises(Refusal, match="Compare with a day before 20 November 2026"):
        paper(school, compare_with=date(2027, 1, 1))


def test_its_figures_are_those_of_today_and_of_the_findings(school: Register) -> None:
    with school.reading() as session:
        figures, found = today_figures(session, TODAY), findings(session, TODAY)
    said = paper(school).words
    overdue = sum(one.urgency is Urgency.OVERDUE for one in found)
    assert f"{percent(figures.up_to_date, figures.asked)} of the acknowledgements asked for are given" in said
    assert f"{figures.overdue} acknowledgements overdue" in said
    assert f"{overdue} findings overdue" in said
    accounts = [one.urgency for one in found if one.topic is Topic.ACCOUNTS]
    counts = [accounts.count(one) for one in (Urgency.OVERDUE, Urgency.THIS_WEEK, Urgency.SOON)]
    words = rag(counts[0], counts[1]).words
    assert f"Official accounts and their moderators {words} {counts[0]} {counts[1]} {counts[2]}" in said
    for one in figures.figures:
        assert f"{one.title}, version {one.label} {one.asked} {one.acknowledged}" in said


def test_red_is_what_is_overdue_and_amber_what_is_due_within_a_week() -> None:
    assert (rag(1, 0), rag(0, 1), rag(0, 0)) == (Rag.RED, Rag.AMBER, Rag.GREEN)


def test_names_of_staff_stand_only_in_the_annex_and_only_where_they_are_asked_for(school: Register) -> None:
    assert "Ayşe" not in paper(school).words
    assert "Ayşe Çelik" in paper(school, names=True).words


@pytest.mark.parametrize("counts", [(37, 0, 4, 1), (9999, 1, 1, 1), (1, 0, 0, 9999), (0, 0, 0, 0)])
def test_each_part_of_a_bar_has_room_for_its_number(counts: tuple[int, ...]) -> None:
    wide = shares(counts, 313)
    assert all(points >= 7 + 5 * len(f"{count:,}") for count, points in zip(counts, wide, strict=True) if count)
    assert sum(wide) == pytest.approx(313 if any(counts) else 0)


def test_charts_have_a_sentence_and_the_same_numbers_as_a_table(school: Register) -> None:
    document = paper(school).document
    stacked, months = [one.alt for one in document.all("Figure")]
    assert "Social Media Policy, version 3: 3 acknowledged, 0 still to do, 2 overdue, 0 declined" in stacked
    assert "Nov 26: 3 of" in months
    rows = [[cell.words for cell in row.kids] for row in document.all("TR")]
    assert ["Social Media Policy, version 3", "5", "3", "0", "2", "0", "60 %"] in rows


def test_it_keeps_to_four_to_eight_pages(school: Register) -> None:
    assert 4 <= len(paper(school).pdf.pages) <= 8


def test_an_empty_register_prints_sentences(register: Register) -> None:
    said = paper(register).words
    assert "nobody was asked to acknowledge a policy" in said
    assert "No official account speaks for the school." in said
    assert "No policy was in force on 20 November 2026." in said


def test_sixty_policies_stand_in_tables_beside_each_other(register: Register) -> None:
    hire(register)
    for number in range(60):
        publish(register, write_policy(register, f"Policy number {number:02d}", policy_type=PolicyType.OTHER))
    found = paper(register)
    assert not found.pieces
    assert all(f"Policy number {number:02d}" in found.words for number in range(60))


class Outline(HTMLParser):
    """What a page is made of: its tags in order, and the text of its title."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


def test_the_web_page_stands_alone_and_can_be_read_by_everybody(school: Register) -> None:
    page = render_page(report_named("governors"), asked(school), AT).decode()
    outline = Outline(page)
    tags = [tag for tag, _about in outline.tags]
    assert not outline.open
    assert not {"script", "img", "link", "iframe", "a", "form"} & set(tags)
    assert ("html", {"lang": "en-GB"}) in outline.tags
    assert tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-3]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(about["scope"] in {"col", "row"} for tag, about in outline.tags if tag == "th")
    assert {"header", "main", "footer", "title"} <= set(tags)
    assert "Code of &lt;Conduct&gt;" in page
    assert "Code of <Conduct>" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_word_longer_than_a_column_goes_on_in_the_next_line(register: Register) -> None:
    publish(register, write_policy(register, "<&>" * 50))
    page = render_page(report_named("governors"), asked(register), AT).decode()
    outline = Outline(page.replace("<wbr>", ""))
    assert not outline.open
    assert "&lt;&amp;&gt;" * 10 + "<wbr>" in page
    assert page.replace("<wbr>", "").count("&lt;&amp;&gt;" * 50) > 1


def test_tables_under_one_heading_have_names_of_their_own(school: Register) -> None:
    page = render_page(report_named("governors"), asked(school), AT).decode()
    names = [about["aria-label"] for tag, about in Outline(page).tags if tag == "div" and about.get("role") == "region"]
    assert len(set(names)) == len(names)


def test_the_web_page_has_the_papers_figures(school: Register) -> None:
    gathered = asked(school)
    page = render_page(report_named("governors"), gathered, AT).decode()
    proof = proof_of(render(report_named("governors"), gathered, AT))
    assert proof is not None
    assert "3 of 5 people (60 %) have acknowledged the current Social Media Policy" in page
    assert "Made 20 November 2026, 09:05, by Alex Morgan." in page


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("#16202b", "#9dbfe3"), ("#51606f", "#ffffff"), ("#51606f", "#eef2f6"), ("#1c6b3a", "#eef2f6"),
     ("#8a5300", "#eef2f6"), ("#9c1c1c", "#eef2f6"), ("#ffffff", "#1c4f93")],
)  # fmt: skip
def test_words_stand_out_from_what_is_behind_them(ink: str, paper: str) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(ink), light(paper)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_report_made_for_paper_says_so(school: Register) -> None:
    report = report_named("slips")
    with school.reading() as session:
        gathered = gather(session, report, TODAY, Options())
    with pytest.raises(Refusal, match="made for paper"):
        render_page(report, gathered, AT)


def test_pages_are_numbered_and_headings_can_be_jumped_to(school: Register) -> None:
    pdf = PdfReader(io.BytesIO(render(report_named("governors"), asked(school), AT)))
    title, below = pdf.outline
    assert title["/Title"] == "Social media policy: compliance report for governors"
    wanted = ["How each area stands", "Acknowledgements", "Each policy", "Actions proposed", "Signed"]
    titles = [one["/Title"] for one in below if not isinstance(one, list)]
    assert [one for one in titles if one in wanted] == wanted


def test_the_first_page_says_what_governors_are_asked_to_do(school: Register) -> None:
    found = paper(school)
    first = " ".join(found.pdf.pages[0].extract_text().split())
    with school.reading() as session:
        overdue = sum(one.urgency is Urgency.OVERDUE for one in findings(session, TODAY))
    assert f"Note the {overdue} findings that are overdue, and agree who puts each right and by when." in first
    assert "See that somebody in post is named as chair of governors" in first
    actions = [[cell.words for cell in row.kids] for row in found.document.all("TR")]
    assert sum(int(row[1]) for row in actions if len(row) == 4 and row[1].isdigit() and row[2].isdigit()) >= overdue


def test_who_has_left_is_not_named_as_if_still_there(register: Register) -> None:
    bea = hire(register, "Bea Quill", ended_on=date(2026, 11, 1))
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(bea, Post.MEDIA_CONTACT, date(2026, 9, 1)))
    said = paper(register).words
    assert "Media contact Bea Quill, who has left" in said


def test_the_annex_begins_a_page_of_its_own_so_that_it_can_be_taken_out(school: Register) -> None:
    pages = [page.extract_text() for page in paper(school, names=True).pdf.pages]
    assert [number for number, words in enumerate(pages) if "Annex for the office" in words] == [len(pages) - 1]
    assert not any("Ayşe Çelik" in words for words in pages[:-1])


def test_categories_of_a_few_people_stand_together() -> None:
    lines = grouped({StaffCategory.TEACHING: 12, StaffCategory.GOVERNOR: 4, StaffCategory.VOLUNTEER: 1})
    assert lines == {
        "Teaching": (StaffCategory.TEACHING,),
        "Smaller categories": (StaffCategory.GOVERNOR, StaffCategory.VOLUNTEER),
    }
    assert note(lines).endswith("have fewer than 5 people each: governor and volunteer.")
    alone = grouped({StaffCategory.TEACHING: 12, StaffCategory.GOVERNOR: 4})
    assert list(alone) == ["Teaching", "Governor"], "one alone cannot stand with others"
