"""The box for a day and a time: read as people write them, kept on the school's clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.moment_box import MomentBox, read_time

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 7, 3, 9, 5, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("2 p.m.", time(14)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("12 am", time(0)),
        ("12:15 pm", time(12, 15)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("24:00", None),
        ("9:60", None),
        ("13 pm", None),
        ("0 am", None),
        ("half past two", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


def box(qtbot: QtBot) -> MomentBox:
    made = MomentBox(NOW)
    qtbot.addWidget(made)
    made.name_it("Received")
    return made


def test_a_moment_is_on_the_schools_clock_in_summer_and_winter(qtbot: QtBot) -> None:
    made = box(qtbot)
    for day, utc_hour in (("3 7 2026", 13), ("3 12 2026", 14)):
        made.day.edit.setText(day)
        made.time.setText("2pm")
        value = made.value()
        assert value is not None
        assert value.astimezone(UTC).hour == utc_hour
        made.set_value(value.astimezone(UTC))
        assert made.time.text() == "14:00"


def test_what_is_missing_or_wrong_is_said_and_marked_where_it_is(qtbot: QtBot) -> None:
    made = box(qtbot)
    assert made.is_empty()
    assert made.problem() == ""
    made.day.edit.setText("today")
    assert not made.is_empty()
    assert made.problem() == "Received needs a time, for example 14:30 or 2.30pm"
    made.set_wrong(made.problem())
    assert made.time.property("wrong") is True
    assert not made.day.control.property("wrong")
    made.time.setText("9:15")
    made.day.edit.setText("31 2 2026")
    assert made.problem() == "Received must be a real date, for example 27 3 2026"
    made.set_wrong(made.problem())
    assert made.day.control.property("wrong") is True
    assert not made.time.property("wrong")
    made.day.edit.setText("")
    assert made.problem() == "Received needs a day as well as a time"


def test_a_time_is_shown_as_it_was_read(qtbot: QtBot) -> None:
    made = box(qtbot)
    made.time.setText("9.5")
    made.time.editingFinished.emit()
    assert made.time.text() == "9.5"
    made.time.setText("9 pm")
    made.time.editingFinished.emit()
    assert made.time.text() == "21:00"
    assert made.time.accessibleName() == "Received, time"
