"""The cover calendar: whoever looks, points, walks with the arrows or listens learns the same about each day."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from policydesk.rules.cover import Interval, Spell
from policydesk.ui.kit import cover_calendar
from policydesk.ui.kit.cover_calendar import CoverCalendar
from policydesk.ui.kit.cover_words import Cover, explained, stretch
from policydesk.ui.theme import Look, Theme

NAMES = {1: "Bea Quill", 2: "Cara <b>Evans</b>"}
COVER = Cover(
    intervals=(
        Interval(date(2026, 8, 3), date(2026, 8, 21), 2, (1, 2)),
        Interval(date(2026, 8, 22), date(2026, 8, 30), 0, ()),
        Interval(date(2026, 8, 31), date(2026, 9, 12), 1, (2,)),
        Interval(date(2026, 9, 13), date(2026, 10, 4), 2, (1, 2)),
    ),
    minimum=2,
    holidays=(Spell(date(2026, 8, 3), date(2026, 9, 2)),),
    names=NAMES,
    today=date(2026, 8, 10),
)


def calendar(qtbot: QtBot, width: int = 420) -> CoverCalendar:
    made = CoverCalendar()
    qtbot.addWidget(made)
    made.show_cover("School Facebook page", COVER)
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made


def test_the_list_says_the_same_as_the_calendar() -> None:
    assert COVER.lines() == (
        (False, "3 to 21 August 2026: 2 (Bea Quill, Cara <b>Evans</b>)"),
        (True, "22 to 30 August 2026: nobody, 2 needed"),
        (True, "31 August to 12 September 2026: 1 (Cara <b>Evans</b>), 2 needed"),
        (False, "13 September to 4 October 2026: 2 (Bea Quill, Cara <b>Evans</b>)"),
    )
    assert explained(COVER)[0] == "Hatched: fewer than 2 moderators."
    assert explained(Cover(COVER.intervals[:1]))[0] == "No day is hatched: enough are always there."


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 8, 22), date(2026, 8, 22), "22 August 2026"),
        (date(2026, 8, 22), date(2026, 8, 30), "22 to 30 August 2026"),
        (date(2026, 8, 22), date(2026, 9, 1), "22 August to 1 September 2026"),
        (date(2026, 12, 22), date(2027, 1, 4), "22 December 2026 to 4 January 2027"),
    ],
)
def test_days_are_said_without_repeating_month_and_year(first: date, last: date, words: str) -> None:
    assert stretch(first, last) == words


def test_every_day_of_the_window_has_its_place_and_no_two_share_one(qtbot: QtBot) -> None:
    for width in (180, 420, 1200):
        shown = calendar(qtbot, width)
        days = [
            COVER.intervals[0].first.fromordinal(n)
            for n in range(date(2026, 8, 3).toordinal(), date(2026, 10, 5).toordinal())
        ]
        places = [shown.place_of(day) for day in days]
        assert all(shown.rect().contains(place) for place in places), width
        assert not any(one.intersects(other) for n, one in enumerate(places) for other in places[n + 1 :])
        assert [shown.day_at(place.center()) for place in places] == days


def test_the_arrows_walk_the_days_and_each_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(cover_calendar, "announce", lambda _widget, says: heard.append(says))
    shown = calendar(qtbot)
    assert shown.accessibleName() == "Cover calendar of School Facebook page, with gaps"
    assert shown.cursor_day == date(2026, 8, 10)
    assert shown.accessibleDescription().endswith("School holiday. Today.")
    steps = (
        (Qt.Key.Key_Right, date(2026, 8, 11)),
        (Qt.Key.Key_Down, date(2026, 8, 18)),
        (Qt.Key.Key_Up, date(2026, 8, 11)),
        (Qt.Key.Key_Left, date(2026, 8, 10)),
        (Qt.Key.Key_End, date(2026, 10, 4)),
        (Qt.Key.Key_Home, date(2026, 8, 3)),
        (Qt.Key.Key_Left, date(2026, 8, 3)),
        (Qt.Key.Key_PageDown, date(2026, 8, 31)),
    )
    for key, day in steps:
        qtbot.keyClick(shown, key)
        assert shown.cursor_day == day
    says = "Monday 31 August 2026: 1 of 2 moderators, too few (Cara <b>Evans</b>). School holiday."
    assert heard[-1] == shown.accessibleDescription() == says
    assert len(heard) == len(steps) - 1  # where there is no earlier day nothing is said again
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.place_of(date(2026, 8, 22)).center())
    assert heard[-1] == "Saturday 22 August 2026: 0 of 2 moderators, too few (nobody). School holiday."


def test_pointing_at_a_day_says_it_and_a_name_is_never_markup(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = calendar(qtbot)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_rest: said.append(text))
    monkeypatch.setattr(QToolTip, "hideText", lambda: said.append("nothing"))
    for at in (shown.place_of(date(2026, 9, 12)).center(), QPoint(shown.width() - 1, 0)):
        QApplication.sendEvent(shown, QHelpEvent(QEvent.Type.ToolTip, at, shown.mapToGlobal(at)))
    assert "Cara &lt;b&gt;Evans&lt;/b&gt;" in said[0]
    assert said[1] == "nothing"


def test_a_gap_is_told_from_another_day_without_any_colour(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, Look.LIGHT)
    for look in (Look.LIGHT, Look.DARK):
        theme.set_look(look)
        shown = calendar(qtbot)
        picture = shown.grab().toImage()
        gap, plain = shown.place_of(date(2026, 8, 29)), shown.place_of(date(2026, 8, 15))  # both Saturdays
        paper = picture.pixelColor(plain.center().x(), plain.top() + 4).lightness()
        edges = [abs(picture.pixelColor(box.left() + 1, box.center().y()).lightness() - paper) for box in (gap, plain)]
        assert edges[0] > 2 * edges[1] > 0, look
        shades = {
            picture.pixelColor(gap.left() + across, gap.top() + 5).lightness() // 8
            for across in range(5, gap.width() - 5)
        }
        assert len(shades) > 1, look


def test_without_days_there_is_nothing_to_see_or_to_walk(qtbot: QtBot) -> None:
    shown = calendar(qtbot)
    shown.show_cover("School Facebook page", Cover())
    assert not shown.isVisible()
    assert shown.cursor_day is None
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.cursor_day is None
