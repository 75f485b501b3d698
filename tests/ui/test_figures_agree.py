"""Every figure is the same on each paper, on Today for each role, on the command line and counted in the register.

Which figures there are, and where each stands, is in tests/figures: `ACKNOWLEDGING`, `REVIEWING` and `FINDING`. Papers
are read from what the reports tell; the last test holds that against the files that are printed.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from policydesk.dates import MONTHS
from policydesk.demo import DEMO_PASSWORD
from policydesk.headless import findings
from policydesk.queries.incident_settings import class_discussion_asked
from policydesk.queries.incidents import openable
from policydesk.queries.today import today_head
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Options, Printing, Report, gather, render
from policydesk.rules.incidents import Record, open_on
from policydesk.store import Register, open_register
from policydesk.ui.kit.collector import Collector
from tests.conftest import StoppedClock, demo_copy
from tests.figures.acknowledging import ACKNOWLEDGING
from tests.figures.also import ALSO
from tests.figures.counting import counts_of, incident_counts, pairs_of
from tests.figures.day import HEAD, LEAD, OFFICE, VIEWER, Day, Figure
from tests.figures.finding import FINDING
from tests.figures.hearing import parts_of
from tests.figures.paper import Paper, number, printed_paper, told_paper
from tests.figures.reviewing import REVIEWING
from tests.figures.today import TodayRead, read_today
from tests.figures.uncompared import UNCOMPARED
from tests.reports.walk import heard
from tests.stories import TODAY
from tests.ui.conftest import desk_on

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

JULY, OCTOBER = date(2026, 7, 31), date(2025, 10, 31)
DAYS = (TODAY, JULY, OCTOBER)
EARLIER = {TODAY: JULY, JULY: OCTOBER, OCTOBER: date(2025, 6, 30)}
"""The earlier day that the governors' report of each day is compared with."""

PRINTING = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex", "AD06 / 250")

FIGURES = (*ACKNOWLEDGING, *REVIEWING, *FINDING, *ALSO)


def told_reports() -> list[Report]:
    return [one for one in reports() if not (one.wants_keys or one.wants_look or one.offers_parts)]


def options_of(report: Report, day: date) -> Options:
    return Options(compare_with=EARLIER[day]) if report.offers_comparison else Options()


@contextmanager
def signed_in(folder: Path, who: str) -> Iterator[Register]:
    register = open_register(folder, user_name=who, password=DEMO_PASSWORD, clock=StoppedClock())
    yield register
    register.close()


@pytest.fixture(scope="module")
def told(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> dict[date, Day]:
    """Everything that is said of three days, gathered once."""
    folder, collector = demo_copy(demo_folder, tmp_path_factory.mktemp("figures")), Collector(qapp)
    seen: dict[date, dict[str, TodayRead]] = {day: {} for day in DAYS}
    records: dict[str, tuple[Record, ...]] = {}
    for who in (HEAD, VIEWER, LEAD, OFFICE):
        with signed_in(folder, who) as register:
            with register.reading() as session:
                records[who] = openable(session, register.vault, register.actor.user_id)
            with desk_on(register, qapp) as window:
                for day in DAYS:
                    seen[day][who] = read_today(window, day)
    collector.stop()
    collector.deleteLater()
    with signed_in(folder, OFFICE) as register:
        return {day: _day(register, day, seen[day], records) for day in DAYS}


def _day(register: Register, day: date, seen: dict[str, TodayRead], records: dict[str, tuple[Record, ...]]) -> Day:
    with register.reading() as session:
        papers = {
            one.id: told_paper(one, gather(session, one, day, options_of(one, day)).facts) for one in told_reports()
        }
        opened = {}
        for report in (one for one in reports() if one.takes_incidents):
            with_keys = replace(options_of(report, day), incidents=records[LEAD])
            opened[report.id] = told_paper(report, gather(session, report, day, with_keys).facts)
            if report.offers_open:
                still_open = gather(session, report, day, replace(with_keys, is_open=True)).facts
                opened[f"{report.id}, open"] = told_paper(report, still_open)
        began = today_head(session, day).then.day + timedelta(days=1)
        asked = class_discussion_asked(session, day)
        counts = {
            **counts_of(session, day, EARLIER[day], began),
            **incident_counts(records[LEAD], day),
            "open to the head": open_on(records[HEAD], day, class_discussion=asked),
        }
        pairs = pairs_of(session, day)
    said = io.StringIO()
    with redirect_stdout(said):
        findings(register, day, "json")
    return Day(day, papers, opened, seen, json.loads(said.getvalue())["findings"], pairs, counts)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("figure", FIGURES, ids=[one.what for one in FIGURES])
def test_a_figure_is_the_same_wherever_it_stands(told: dict[date, Day], figure: Figure, day: date) -> None:
    said = {where: read(told[day]) for where, read in figure.places.items()}
    assert len(set(said.values())) == 1, (figure.what, said)


def test_every_figure_is_there_on_some_day(told: dict[date, Day]) -> None:
    """A figure that is nothing on every day would be compared with nothing."""
    none = [one.what for one in FIGURES if not any(next(iter(one.places.values()))(told[day]) for day in DAYS)]
    assert none == [], none


def test_no_table_is_left_out(told: dict[date, Day]) -> None:
    """Every other table of every paper was read for some figure, so that a new one is compared or named above."""
    today = told[TODAY]
    for figure in FIGURES:
        for read in figure.places.values():
            read(today)
    for day in (TODAY,):
        test_each_category_has_the_same_figures_on_both_reports_for_governors(told, day)
        test_each_policy_has_the_same_figures_on_every_paper(told, day)
    unread = {
        f"{name}: {heading}"
        for name, paper in today.papers.items()
        for heading in paper.tables
        if heading not in paper.seen and not _is_read(paper, heading)
        and not heading.startswith(tuple(UNCOMPARED.get(name, {"nothing at all": ""})))
    }  # fmt: skip
    assert unread == set()


def _is_read(paper: Paper, heading: str) -> bool:
    """Return whether a heading says its own number, or has the tables of one account or version under it."""
    heads = paper.tables[heading][0][0]
    return bool(re.search(r": \d+ pe\w+$", heading)) or heads in (["What", "How urgent", "Clause"], ["No.", "Name"])


@pytest.mark.parametrize("day", DAYS)
def test_a_person_s_own_record_says_what_the_register_says(told: dict[date, Day], day: date) -> None:
    own = told[day]["staff-record"]
    name = re.search(r"Name \| (.*?) (?:E-mail|Known|Staff) ", own.words)
    assert name
    states = {row[0]: row[1] for row in own.under("What you are asked to acknowledge")}
    register = told[day]["acknowledgement-register"].under("By person")
    assert states == {row[1]: row[2] for row in register if row[0] == name[1]}


def test_what_was_told_of_an_earlier_day_is_what_that_day_s_own_paper_tells(told: dict[date, Day]) -> None:
    for day, before in ((TODAY, JULY), (JULY, OCTOBER)):
        now, then = (told[one]["governors"] for one in (day, before))
        own = {row[0]: row[2] for row in then.under("What changed since")}
        for words, earlier, today, change in now.under("What changed since"):
            assert words not in own or earlier == own[words], words
            if earlier.isdigit() and today.isdigit():
                assert change == (f"{int(today) - int(earlier):+,}" if today != earlier else "–"), words
        name = f"{MONTHS[before.month][:3]} {before.year % 100:02d}"
        for report in ("governors", "governors-acknowledgements"):
            months = {row[0]: row[1:] for row in told[day][report].under("Month by month")}
            if name in months:
                assert months[name] == told[before][report].under("Month by month")[-1][1:]


@pytest.mark.parametrize("day", DAYS)
def test_each_category_has_the_same_figures_on_both_reports_for_governors(told: dict[date, Day], day: date) -> None:
    old = {
        row[0]: (number(row[2]), number(row[3])) for row in told[day]["governors-acknowledgements"].under("By category")
    }
    sums: dict[str, tuple[int, int]] = {}
    for row in told[day]["governors"].under("By category and policy"):
        for part, whole in (map(int, cell.split(" of ")) for cell in row[1:] if cell != "–"):
            asked, given = sums.get(row[0], (0, 0))
            sums[row[0]] = asked + whole, given + part
    assert sums == old


@pytest.mark.parametrize("day", DAYS)
def test_each_policy_has_the_same_figures_on_every_paper(told: dict[date, Day], day: date) -> None:
    old = {row[0]: row for row in told[day]["governors-acknowledgements"].under("By policy") if len(row) == 9}
    register = told[day]["acknowledgement-register"]
    for row in (one for one in told[day]["governors"].under("Acknowledgements") if one[-1].endswith("%")):
        asked, given, to_do, late, declined = map(int, row[1:6])
        assert asked == given + to_do + late + declined
        was = [int(one) for one in old[row[0]][1:8]]
        assert was[:3] == [asked, given, late]
        assert was[3] + was[5] == to_do
        assert was[4] == declined
        states = [one[2] for one in register.under(row[0])]
        assert len(states) == asked + was[6]
        assert states.count("Acknowledged") == given


def test_what_is_told_is_what_is_printed(told: dict[date, Day], demo_folder: Path, tmp_path: Path) -> None:
    """The tables of every paper of today, as they stand in the file."""
    with signed_in(demo_copy(demo_folder, tmp_path), OFFICE) as register:
        for report in (one for one in told_reports() if not one.wants_account or one.wants_window):  # no form
            with register.reading() as session:
                gathered = gather(session, report, TODAY, options_of(report, TODAY))
            printed = printed_paper(heard(render(report, gathered, PRINTING)))
            assert _missing(report, printed, gathered.facts) == [], report.id


def _missing(report: Report, printed: Paper, facts: object) -> list[str]:
    """Return the lines of tables that are told and not printed."""
    on_paper = {_bare(" ".join(row)) for tables in printed.tables.values() for rows in tables for row in rows}
    told = [rows for tables in told_paper(report, facts).tables.values() for rows in tables]
    drawn = {tuple(head.words for head in one.heads) for one in parts_of(report, facts).tables}
    lines = [" ".join(row) for rows in told if tuple(rows[0]) in drawn for row in rows if len(row) <= 7]
    return [one for one in lines if _bare(one) not in on_paper]


def _bare(words: str) -> str:
    return "".join(words.split())
