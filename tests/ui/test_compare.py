"""The page that compares two days, reached from Today."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.due import findings
from policydesk.queries.over_time import month_days
from policydesk.terms import Urgency
from policydesk.ui.compare.page import ComparePage
from policydesk.ui.main_window import MainWindow
from tests.hands import button, fill, seen, until
from tests.stories import TODAY, hire, publish, sign, write_policy


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
    assert "Nothing is different" in seen(page)
    assert "The register was begun on 20 November 2026" in seen(page)
    version = publish(register, write_policy(register))
    page.refresh()
    says = seen(page)
    assert "From 1 August 2026 to 20 November 2026: 1 thing got better" in says
    assert "The school has no social media policy in force." in says
    assert "Bea Quill has not acknowledged Social Media Policy, version 1. It was due by 15 September 2026." in says
    assert "Acknowledgements up to date: nobody asked before, 0 of 1 (0 %) then." in says
    sign(register, version, bea)
    page.set_days(date(2026, 9, 2), TODAY)
    assert "0 of 1 (0 %) before, 1 of 1 (100 %) then, 100 points more." in seen(page)


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
