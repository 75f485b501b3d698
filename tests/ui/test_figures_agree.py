"""Every figure on every paper is the one that Today shows and that `policydesk findings` prints for the same day.

Today's heading is read off the screen, findings off the command line, papers out of the
files that are printed.
"""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from policydesk.dates import written
from policydesk.headless import findings
from policydesk.queries.due import today_figures
from policydesk.reports.catalogue import report_named
from policydesk.reports.governors_summary import AREAS
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.ui.main_window import MainWindow
from tests.hands import part
from tests.reports.walk import heard
from tests.stories import TODAY

DAYS = (TODAY, date(2026, 7, 31))

Rows = list[list[str]]


class Paper:
    """A printed report: its sentences in one text, and its tables by the heading that they stand under."""

    def __init__(self, window: MainWindow, name: str, day: date) -> None:
        report = report_named(name)
        with window.desk.register.reading() as session:
            gathered = gather(session, report, day, Options())
        pdf = render(report, gathered, Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex", "AD06 / 250"))
        document = heard(pdf).document
        self.words = " ".join(" ".join(one.says or one.words for one in document.all()).split())
        self.tables: dict[str, list[Rows]] = defaultdict(list)
        under = ""
        for one in document.all("H1", "H2", "H3", "Table"):
            if one.role != "Table":
                under = " ".join(one.words.split())
                continue
            rows = [[_text(cell) for cell in row.kids] for row in one.all("TR")]
            self.tables[under].append(rows)

    def rows(self, under: str) -> Rows:
        """Return the lines of the first table under a heading, without its own headings."""
        return self.tables[under][0][1:]

    def number(self, pattern: str) -> tuple[int, ...]:
        """Return the numbers that stand in a sentence; "None" and "none" are 0."""
        found = re.search(pattern, self.words)
        assert found, (pattern, self.words[:1500])
        return tuple(0 if one.lower() == "none" else int(one.replace(",", "")) for one in found.groups())


def _text(cell: Any) -> str:
    return " ".join(" ".join(one.says or one.words for one in cell.all()).split())


def on_screen(window: MainWindow, day: date) -> dict[str, tuple[int, ...]]:
    """Read who did everything off Today's heading; what it no longer shows as numbers, ask where it asks."""
    window.desk.set_as_at(None if day == TODAY else day)
    window.go_to("today")
    says = part(window.page, QLabel, "today_says").text()
    people, all_done = (int(one) for one in re.findall(r"(\d+) p\w+ \w+ asked .*; (\d+) of them", says)[0])
    figures = window.desk.ask(today_figures, day)
    return {
        "acknowledgements up to date": (figures.up_to_date, figures.asked),
        "people who have acknowledged everything": (all_done, people),
        "acknowledgements overdue": (figures.overdue,),
        "policy reviews overdue": (figures.reviews_overdue, figures.policies_in_force),
    }


def on_command_line(window: MainWindow, day: date, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    findings(window.desk.register, day, "json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return found


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("day", DAYS)
def test_every_figure_on_paper_is_the_one_on_screen_and_on_the_command_line(
    demo_window: MainWindow, capsys: pytest.CaptureFixture[str], day: date
) -> None:
    today, found = on_screen(demo_window, day), on_command_line(demo_window, day, capsys)
    given, asked = today["acknowledgements up to date"]
    all_done, people = today["people who have acknowledged everything"]
    (overdue,) = today["acknowledgements overdue"]
    reviews_overdue, in_force = today["policy reviews overdue"]
    urgent = Counter(one["urgency"] for one in found)

    paper = Paper(demo_window, "governors", day)
    _first_page(paper, found)
    assert paper.number(r"(\d+) % of the acknowledgements asked") == (100 * given // asked,)
    assert paper.number(r"given (\d+) acknowledgements overdue") == (overdue,)
    assert paper.number(r"(\d+) findings overdue") == (urgent["overdue"],)
    assert paper.number(r"(\w+) of the (\d+) people who are asked for anything") == (all_done, people)
    assert paper.number(r"binds them; (\d+) acknowledgements? (?:is|are) overdue") == (overdue,)
    assert paper.number(r"(\d+) polic(?:y is|ies are) in force")[0] == in_force
    past = re.search(r"(\d+) of them (?:is|are) past", paper.words)
    assert int(past[1] if past else 0) == reviews_overdue

    by_policy = [[int(one) for one in row[1:6]] for row in paper.rows("Acknowledgements")]
    sums = [sum(column) for column in zip(*by_policy, strict=True)]
    assert sums[:2] == [asked, given]
    assert sums[3] == overdue
    assert all(row[0] == sum(row[1:]) for row in by_policy)
    month = re.findall(r"(\d+) of (\d+), \d+ %", " ".join(one for one in _pictures(demo_window, day) if "month" in one))
    assert tuple(int(one) for one in month[-1]) == (given, asked)

    _changes(demo_window, paper, day)
    _demands(paper, found)
    _reviews(paper, found, day)
    speaking = _accounts(paper)

    old = Paper(demo_window, "governors-acknowledgements", day)
    assert old.number(r"(\d+) of (\d+) acknowledgements up to date") == (given, asked)
    assert old.number(r"(\d+) of (\d+) people who have acknowledged everything") == (all_done, people)
    assert old.number(r"(\d+) of (\d+) policy reviews overdue") == (reviews_overdue, in_force)
    assert old.number(r", (\d+) people were asked to acknowledge (\d+) policies. (\w+) of them")[::2] == (
        people,
        all_done,
    )
    declined = sums[4]
    assert old.number(r"everything (\d+) overdue or declined")[0] == overdue + declined
    for row, (title, *_rest) in zip(by_policy, paper.rows("Acknowledgements"), strict=True):
        same = next(one for one in old.rows("By policy") if one[0] == title)
        assert [int(one) for one in same[1:4]] == [row[0], row[1], int(same[3])]

    missing = Paper(demo_window, "outstanding", day)
    assert missing.number(r"(\d+) pe(?:ople have|rson has) (\d+) acknowledgements? still to give") == (
        people - all_done,
        asked - given,
    )
    register = Paper(demo_window, "acknowledgement-register", day)
    assert register.number(r"(\d+) of (\d+) acknowledgements asked for are given, by (\d+) ") == (given, asked, people)
    policies = Paper(demo_window, "policy-register", day)
    assert policies.number(r"in the register on [^;]*; (\d+) of them")[0] == in_force
    accounts = Paper(demo_window, "official-accounts", day)
    assert accounts.number(
        r", (\d+) accounts? speaks? in the school’s name. (\d+) of them \w+ approved, and (\d+)"
    ) == (speaking)
    summary = Paper(demo_window, "incident-summary", day)
    lines = {row[0]: row[1:] for table in paper.tables["Friend requests and concerns"] for row in table}
    for group in ("Friend requests", "Concerns"):
        all_of = (
            [row[1] for row in summary.tables[f"{group}, by term"][0] if row[0] == "All"]
            if (summary.tables[f"{group}, by term"])
            else re.findall(rf"{group}, by term (\d+) in all", summary.words)
        )
        assert lines.get(group, []) == all_of
    cover = Paper(demo_window, "moderator-cover", day)
    assert cover.number(r", \d+ of (\d+) accounts? ha(?:s|ve) days")[0] == speaking[0]


def _pictures(window: MainWindow, day: date) -> list[str]:
    report = report_named("governors")
    with window.desk.register.reading() as session:
        gathered = gather(session, report, day, Options())
    pdf = render(report, gathered, Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex", "AD06 / 250"))
    return [one.alt for one in heard(pdf).document.all("Figure")]


def _first_page(paper: Paper, found: list[dict[str, Any]]) -> None:
    """Each area counts the findings of its topics, and all areas together count each finding once."""
    rows = {row[0]: row[2:] for row in paper.rows("How each area stands")}
    everything = Counter((one["topic"], one["urgency"]) for one in found)
    for words, topics in AREAS:
        counts = [sum(everything[topic.value, urgency] for topic in topics)
                  for urgency in ("overdue", "this_week", "soon")]  # fmt: skip
        assert [int(one) for one in rows[words]] == counts, words
    assert {topic.value for _words, topics in AREAS for topic in topics} >= {one["topic"] for one in found}


def _changes(window: MainWindow, paper: Paper, day: date) -> None:
    """Each line of what changed says what Today says on the one day and on the other."""
    (under,) = (one for one in paper.tables if one.startswith("What changed since"))
    heads, *rows = paper.tables[under][0]
    lines = {row[0]: row[1:] for row in rows}
    earlier = next(one for one in (date(2026, 8, 20), date(2026, 4, 30)) if written(one) == heads[1])
    for column, one in enumerate((earlier, day)):
        today = on_screen(window, one)
        told = {
            "People who are asked for anything": today["people who have acknowledged everything"][1],
            "Acknowledgements asked for": today["acknowledgements up to date"][1],
            "Acknowledgements given": today["acknowledgements up to date"][0],
            "Acknowledgements overdue": today["acknowledgements overdue"][0],
            "Policies in force": today["policy reviews overdue"][1],
            "Policy reviews overdue": today["policy reviews overdue"][0],
        }
        assert {words: int(lines[words][column]) for words in told} == told
    for before, after, change in lines.values():
        assert change == (f"{int(after) - int(before):+d}" if before != after else "–")


def _demands(paper: Paper, found: list[dict[str, Any]]) -> None:
    """Actions and what else is not so, together, count every finding once, and every overdue one in its line."""
    actions = paper.rows("Actions proposed") if paper.tables["Actions proposed"] else []
    others = paper.tables["What else the policies ask for that is not so"]
    rest = others[0][1:] if others else []
    assert sum(int(row[1]) for row in actions) + sum(int(row[1]) for row in rest) == len(found)
    assert sorted(int(row[1]) for row in (*actions, *rest)) == sorted(Counter(map(_rule, found)).values())
    late = Counter(_rule(one) for one in found if one["urgency"] == "overdue")
    listed = sorted((int(row[2]) for row in actions if row[2] != "0"), reverse=True)
    assert listed == sorted(late.values(), reverse=True)[: len(listed)]
    assert len(listed) == len(late) or len(actions) == 12


def _rule(one: dict[str, Any]) -> str:
    """Return the name of a demand: a review that is due is the one that would be overdue."""
    return str(one["rule"]).replace("review.due_soon", "review.overdue").replace("schedule.due", "schedule.overdue")


def _reviews(paper: Paper, found: list[dict[str, Any]], day: date) -> None:
    """What is overdue by its date is what the findings say, and the sentence counts the lines."""
    due = [row for table in paper.tables["Reviews"] for row in table[1:] if table[0][0] == "Due"]
    late = [row for row in due if row[2].startswith("Overdue")]
    says = re.search(r"(\d+) of \d+ planned reviews? (?:is|are) overdue", paper.words)
    assert int(says[1] if says else 0) == len(late)
    names = " ".join(one["says"] for one in found if one["rule"] in {"schedule.overdue", "review.overdue"})
    assert all(row[0].removeprefix("Review of ") in names or ":" in row[0] for row in late)
    lines = {row[0]: row for row in next(v for k, v in paper.tables.items() if k.startswith("What changed"))[0]}
    assert int(lines["Reviews overdue, of all that are planned"][2]) == len(late)


def _accounts(paper: Paper) -> tuple[int, int, int]:
    """The sentence about accounts counts the lines of their table."""
    rows = paper.rows("Official accounts and their moderators")
    there = [[int(one) for one in re.findall(r"\d+", row[3])] for row in rows]
    counts = (
        len(rows),
        sum(row[2] == "Yes" for row in rows),
        sum(now >= needed and row[4] == "No gap ahead" for row, (now, needed) in zip(rows, there, strict=True)),
    )
    pattern = r"(\d+) official accounts? speaks? for the school: (\w+) (?:is|are) approved, and (\w+) ha"
    assert paper.number(pattern) == counts
    assert paper.number(r"overdue (\d+) of (\d+) official accounts") == (counts[2], counts[0])
    return counts
