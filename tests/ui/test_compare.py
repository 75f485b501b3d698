"""The page that compares two days, reached from Today."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.due import TodayFigures, findings
from policydesk.queries.over_time import Compared, MonthPoint, month_days
from policydesk.rules.compare import Comparison
from policydesk.terms import Urgency
from policydesk.ui.compare.page import ComparePage
from policydesk.ui.compare.words import headline, month_words, trend_sentence
from policydesk.ui.main_window import MainWindow
from tests.hands import button, fill, seen, until
from tests.stories import TODAY, hire, publish, sign, write_policy

NOTHING = TodayFigures(0, 0, 0, 0, 0, 0, 0, ())


def compare_page(window: MainWindow, qtbot: QtBot) -> ComparePage:
    window.go_to("today")
    qtbot.keyClick(button(window.page, "Compare with another day"), Qt.Key.Key_Space)
    page = window.page
    assert isinstance(page, ComparePage)
    return page


def test_what_got_better_and_what_is_new_stands_in_sentences(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    bea = hire(register)
    page = compare_page(window, qtbot)
    page.set_days(date(2026, 8, 1), TODAY)
    assert "Nothing changed from 1 August 2026 to 20 November 2026: " in seen(page)
    assert "things stand as before." in seen(page)
    assert "The register was begun on 20 November 2026" in seen(page)
    version = publish(register, write_policy(register))
    page.refresh()
    says = seen(page)
    assert "From 1 August 2026 to 20 November 2026: 1 thing got better" in says
    assert "The school has no social media policy in force." in says
    assert "Bea Quill has not acknowledged Social Media Policy, version 1. It was due by 15 September 2026." in says
    assert "Acknowledgements up to date: nobody asked before, 0 of 1 (0 %) then." in says
    assert "People who had done all of it: nobody asked before, 0 of 1 then." in says
    assert "Policies past their review date: none before, none then." in says
    sign(register, version, bea)
    page.set_days(date(2026, 9, 2), TODAY)
    assert "0 of 1 (0 %) before, 1 of 1 (100 %) then, 100 points more." in seen(page)


@pytest.mark.parametrize(
    ("gone", "worse", "new", "same", "says"),
    [
        (0, 0, 0, 0, "Nothing changed from {}: nothing wanted attention."),
        (0, 0, 0, 1, "Nothing changed from {}: 1 thing stands as before."),
        (1, 0, 0, 9, "From {}: 1 thing got better and nothing got worse."),
        (0, 2, 0, 0, "From {}: 2 things got worse and nothing got better."),
        (0, 0, 1, 0, "From {}: 1 thing is new and nothing got better."),
        (3, 0, 2, 0, "From {}: 3 things got better and 2 things are new."),
        (2, 1, 3, 1, "From {}: 2 things got better, 1 thing got worse and 3 things are new."),
    ],
)
def test_the_headline_names_only_the_sides_that_there_are(
    gone: int, worse: int, new: int, same: int, says: str
) -> None:
    changes = Comparison(("gone",) * gone, (), ("worse",) * worse, ("new",) * new, same)
    assert headline(Compared(date(2026, 8, 1), TODAY, NOTHING, NOTHING, changes)) == says.format(
        "1 August 2026 to 20 November 2026"
    )


def test_months_in_which_little_was_to_do_are_said_plainly() -> None:
    points = (MonthPoint(date(2026, 8, 31), 0, 0), MonthPoint(date(2026, 10, 31), 4, 0))
    assert (
        trend_sentence(points)
        == "31 August 2026: nothing to do. 31 October 2026: 4 things to do, none of them overdue."
    )
    assert month_words(MonthPoint(TODAY, 1, 1)) == "20 November 2026: 1 thing to do, it is overdue"


def test_days_that_cannot_be_compared_are_answered_with_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    page = compare_page(window, qtbot)
    for words, says in (
        ("never", "Enter two days, for example 31 7 2026."),
        ("21 11 2026", "Choose days that have come already."),
        ("1 8 2026", "The second day must come after the first."),
    ):
        page.set_days(date(2026, 9, 1), TODAY)
        fill(page, "Second day", words)
        qtbot.keyClick(button(page, "Compare"), Qt.Key.Key_Space)
        assert says in seen(page)


def test_the_months_are_those_of_the_days_themselves(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = compare_page(demo_window, qtbot)
    until(qtbot, lambda: len(page.chart.points) == 12)
    assert [one.day for one in page.chart.points] == list(month_days(TODAY, 1))
    assert [one.day for one in page.chart.points][-2:] == [date(2026, 10, 31), TODAY]
    for one in page.chart.points[::4]:
        found = demo_window.desk.ask(findings, one.day)
        assert (one.open, one.overdue) == (len(found), sum(f.urgency is Urgency.OVERDUE for f in found))
    assert "31 October 2026" in page.chart.accessibleDescription()


def test_it_begins_with_the_day_that_is_looked_at(demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.desk.set_as_at(date(2026, 7, 31))
    qtbot.keyClick(button(demo_window, "Compare with today"), Qt.Key.Key_Space)
    assert "From 31 July 2026 to 20 November 2026" in seen(demo_window.page)
