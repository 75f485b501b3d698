"""The evidence pack in the window: a tick for each report and file, and the paper that comes of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.reports.evidence_pack import USUAL
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.pack_box import KEY, PackBox

ROWS = [
    ("Reports", "governors", "Governors’ compliance report"),
    ("Reports", "slips", "Individual slips"),
    ("Policies", "file-3", "Social Media Policy, version 3: policy document (policy.pdf)"),
]


@pytest.fixture
def box(qtbot: QtBot) -> PackBox:
    made = PackBox()
    qtbot.addWidget(made)
    made.offer(ROWS, ("governors", "file-3"))
    return made


def tick(box: PackBox, key: str, on: bool = True) -> None:
    item = next(one for one in box._items() if one.data(0, KEY) == key)
    item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def test_the_usual_parts_are_ticked_and_need_no_words(box: PackBox) -> None:
    assert [one.text(0) for one in box._items() if one.checkState(0) == Qt.CheckState.Checked] == [
        ROWS[0][2], ROWS[2][2],
    ]  # fmt: skip
    assert box.value() == ()


def test_a_tick_is_a_choice_that_stays_when_the_day_changes(box: PackBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.changed):
        tick(box, "slips")
    tick(box, "governors", on=False)
    assert box.value() == ("slips", "file-3")
    box.offer(ROWS[:2], ("governors",))
    assert box.value() == ("slips",)
    box.set_value(None)
    assert box.value() == ()


def test_a_line_stays_while_it_is_ticked_though_the_parts_are_offered_again(box: PackBox, qtbot: QtBot) -> None:
    box.changed.connect(lambda: box.offer(ROWS, ("governors", "file-3")))
    box.show()
    line = box._items()[1]
    box.tree.setCurrentItem(line)
    for ticked in (True, False, True):
        qtbot.keyClick(box.tree, Qt.Key.Key_Space)
        assert box.tree.currentItem() is line
        assert ("slips" in box.value()) is ticked


def test_lines_are_high_enough_to_be_hit_and_say_all_their_words(box: PackBox) -> None:
    for item in box._items():
        assert item.sizeHint(0).height() >= 24
        assert item.toolTip(0) == item.text(0)


def test_an_office_manager_is_offered_no_summary_of_incidents(window: MainWindow, qtbot: QtBot) -> None:
    box = PackBox()
    qtbot.addWidget(box)
    box.offer_of(window.desk, window.desk.today)
    keys = [one.data(0, KEY) for one in box._items()]
    assert "incident-summary" not in keys
    assert set(USUAL) <= set(keys)
    assert not {"staff-record", "incident-log", "register-health", "evidence-pack"} & set(keys)
