"""The boxes of forms: dates as people type them, people by any part of the name, files and folders."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from policydesk.dates import RoughDate
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.date_box import DateBox, RoughDateBox
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.filter_bar import Chip, FilterBar
from policydesk.ui.kit.folder_box import FolderBox
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.labels import PlainLabel
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from tests.hands import until
from tests.stories import TODAY


@pytest.mark.parametrize(
    ("typed", "read", "shown"),
    [
        ("27 3 2026", date(2026, 3, 27), "27 March 2026"),
        ("27/03/26", date(2026, 3, 27), "27 March 2026"),
        ("2026-03-27", date(2026, 3, 27), "27 March 2026"),
        ("27 mar 2026", date(2026, 3, 27), "27 March 2026"),
        ("today", TODAY, "20 November 2026"),
        ("yesterday", date(2026, 11, 19), "19 November 2026"),
    ],
)
def test_a_day_is_read_as_it_is_typed_and_shown_as_it_was_read(
    qtbot: QtBot, typed: str, read: date, shown: str
) -> None:
    box = DateBox(TODAY)
    qtbot.addWidget(box)
    box.edit.setText(typed)
    assert box.value() == read
    assert box.problem() == ""
    box.edit.editingFinished.emit()
    assert box.edit.text() == shown


@pytest.mark.parametrize("typed", ["31 2 2026", "x", "September 2026", "13/13/2026"])
def test_what_is_no_day_is_said(qtbot: QtBot, typed: str) -> None:
    box = DateBox(TODAY)
    qtbot.addWidget(box)
    box.name_it("First day")
    box.edit.setText(typed)
    assert box.value() is None
    assert box.problem() == "First day must be a real date, for example 27 3 2026"


def test_a_month_or_a_year_is_enough_where_it_may_be(qtbot: QtBot) -> None:
    box = RoughDateBox(TODAY)
    qtbot.addWidget(box)
    known = (("Sep 2026", RoughDate(2026, 9)), ("2026", RoughDate(2026)), ("1 9 2026", RoughDate(2026, 9, 1)))
    for typed, read in known:
        box.edit.setText(typed)
        assert box.value() == read
    box.set_value(RoughDate(2026, 9))
    assert box.edit.text() == "September 2026"


def test_today_and_the_calendar_have_keys(qtbot: QtBot) -> None:
    box = DateBox(TODAY)
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClick(box.edit, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert box.value() == TODAY
    qtbot.keyClick(box.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (menu,) = [one for one in box.findChildren(QMenu) if one.isVisible()]
    calendar = menu.findChild(QCalendarWidget)
    assert calendar is not None
    qtbot.keyClick(calendar, Qt.Key.Key_Right)
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert box.value() != TODAY


PEOPLE = [Choice(1, "Łukasz Wójcik", "Teacher"), Choice(2, "Ben Okoro", "Cook"), Choice(3, "Ben Okoro", "Teacher")]


def picker(qtbot: QtBot) -> PersonPicker:
    from policydesk.names import fold

    box = PersonPicker(lambda text: [one for one in PEOPLE if fold(text.split(" – ")[0]) in fold(one.words)])
    qtbot.addWidget(box)
    box.show()
    return box


def test_a_person_is_picked_by_any_part_of_the_name_without_accents(qtbot: QtBot) -> None:
    box = picker(qtbot)
    qtbot.keyClicks(box.edit, "wojc")
    assert box.problem() == ""
    assert box.value() == 1
    assert box.edit.text() == "Łukasz Wójcik"


def test_two_of_the_same_name_have_to_be_told_apart(qtbot: QtBot) -> None:
    box = picker(qtbot)
    qtbot.keyClicks(box.edit, "ben okoro")
    assert box.problem() == "More than one person is meant by “ben okoro”. Choose one from the list"
    box._on_picked("Ben Okoro – Teacher")
    assert box.value() == 3
    qtbot.keyClick(box.edit, Qt.Key.Key_Backspace)
    assert box.value() is None


def test_a_file_is_chosen_dropped_taken_away_and_checked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = FileBox("Documents (*.pdf)")
    qtbot.addWidget(box)
    box.show()
    assert box.value() is None
    file = tmp_path / "policy.pdf"
    file.write_bytes(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    box.choose()
    assert box.value() == file
    assert box.problem() == ""
    file.unlink()
    assert "policy.pdf" in box.problem()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    box.choose()
    assert box.value() == file
    box.set_value(None)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF")
    drop(box, other)
    assert box.value() == other


def drop(box: FileBox, file: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    box.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, left, none))


def test_a_folder_is_chosen(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = FolderBox()
    qtbot.addWidget(box)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    box.choose()
    assert box.value() == tmp_path


def test_numbers_and_words_have_their_limits(qtbot: QtBot) -> None:
    number = NumberBox(1, 365)
    qtbot.addWidget(number)
    number.name_it("Days")
    for typed in ("0", "366", "x", "1.5"):
        number.edit.setText(typed)
        assert number.problem() == "Days must be a number from 1 to 365, for example 1"
    number.edit.setText("14")
    assert (number.value(), number.problem()) == (14, "")
    words = TextBox(longest=10)
    qtbot.addWidget(words)
    words.name_it("Name")
    words.set_value("n" * 11)
    assert words.problem() == "Name has 11 letters and 10 fit. Shorten it"
    assert words.value() == "n" * 11
    notes = NotesBox()
    qtbot.addWidget(notes)
    notes.set_value("one\ntwo")
    assert notes.value() == "one\ntwo"


def test_a_wheel_over_a_list_changes_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox([(1, "One"), (2, "Two")], none="Choose")
    qtbot.addWidget(box)
    box.show()
    assert box.value() is None
    box.set_value(7)
    assert box.value() is None
    box.set_value(2)
    box.set_choices([(2, "Two"), (3, "Three")])
    assert box.value() == 2
    box.set_choices([(3, "Three")])
    assert box.value() is None


def test_chips_of_one_group_put_each_other_out(qtbot: QtBot) -> None:
    bar = FilterBar("things", (Chip("a", "A", "kind"), Chip("b", "B", "kind"), Chip("c", "C")))
    qtbot.addWidget(bar)
    bar.show()
    told: list[bool] = []
    bar.changed.connect(lambda: told.append(True))
    for name in "abc":
        qtbot.keyClick(bar._chips[name][1], Qt.Key.Key_Space)
    assert bar.pressed == {"b", "c"}
    qtbot.keyClicks(bar.text, "wor")
    kept = bar.state()
    until(qtbot, lambda: len(told) >= 4)
    bar.clear()
    assert not bar.is_on
    bar.restore(kept)
    assert bar.pressed == {"b", "c"}
    assert bar.words == "wor"
    bar.word_chip("a", "A (7)")
    assert bar._chips["a"][1].text() == "A (7)"


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button("&Do it", lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 3


def test_an_empty_page_shows_all_of_its_sentence(qtbot: QtBot) -> None:
    words = "No staff yet. Bring in a list from Excel or your MIS, or add one person. " * 2
    empty = EmptyState(words, "Import staff")
    qtbot.addWidget(empty)
    empty.resize(500, 400)
    empty.show()
    QApplication.processEvents()
    label = empty.findChild(PlainLabel)
    assert label is not None
    assert label.height() >= label.heightForWidth(label.width())
    assert label.width() > 300


def test_a_box_for_notes_begins_small_and_grows_with_what_is_written(qtbot: QtBot) -> None:
    box = NotesBox(lines=2)
    qtbot.addWidget(box)
    box.show()
    first = box.sizeHint().height()
    box.set_value("One line\nand another\nand a third\nand a fourth")
    assert box.sizeHint().height() > first
    grown = box.sizeHint().height()
    box.set_value("\n".join(str(number) for number in range(200)))
    assert grown < box.sizeHint().height() < 6 * grown
    box.set_value("")
    assert box.sizeHint().height() == first
