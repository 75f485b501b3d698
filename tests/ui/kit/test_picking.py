"""Picking dates, people, files and folders: what is odd about each, and what the keyboard does."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from policydesk.dates import RoughDate
from policydesk.names import fold
from policydesk.ui.kit.date_box import EXAMPLE, DateBox, RoughDateBox
from policydesk.ui.kit.file_box import NONE_CHOSEN, FileBox
from policydesk.ui.kit.filter_bar import Chip, FilterBar
from policydesk.ui.kit.folder_box import FolderBox
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.password_box import PasswordBox, strength_words
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from tests.hands import button, fill, has_button, part, seen, until
from tests.stories import TODAY


class Form(QWidget):
    """A window with boxes on it."""

    def put(self, box: Input, label: str, hint: str = "") -> None:
        box.name_it(label, hint)
        layout = self.layout() or QVBoxLayout(self)
        layout.addWidget(box)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def typed(form: Form, name: str, words: str) -> QLineEdit:
    """Type into a box and leave it with Tab."""
    box = fill(form, name, words)
    box.editingFinished.emit()
    return box


class TestDates:
    """Dates are read as people in the United Kingdom write them."""

    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            ("3/4/2026", "3 April 2026"),
            ("3.4.26", "3 April 2026"),
            ("2026-04-03", "3 April 2026"),
            ("3rd Apr 2026", "3 April 2026"),
            ("Sep 2026", "September 2026"),
            ("sept 2026", "September 2026"),
            ("09/2026", "September 2026"),
            ("2026", "2026"),
            ("TODAY", "20 November 2026"),
        ],
    )
    def test_the_day_comes_first_and_a_month_or_year_may_be_enough(self, form: Form, words: str, shown: str) -> None:
        box = RoughDateBox(TODAY)
        form.put(box, "In force from")
        assert typed(form, "In force from", words).text() == shown
        assert box.problem() == ""

    @pytest.mark.parametrize(
        "words",
        [
            "31/9/2026",
            "29 2 2026",
            "0/1/2026",
            "00/00/2026",
            "2026-00-05",
            "2026-05-00",
            "13 2026",
            "soon",
            "2026-13-01",
        ],
    )
    def test_a_day_that_cannot_be_is_left_as_typed_and_said(self, form: Form, words: str) -> None:
        box = RoughDateBox(TODAY)
        form.put(box, "In force from")
        assert typed(form, "In force from", words).text() == words
        assert box.value() is None
        says = "In force from must be a real date, for example 27 3 2026, September 2026 or 2026"
        assert box.problem() == says

    def test_where_a_day_is_needed_a_month_is_not_enough(self, form: Form) -> None:
        box = DateBox(TODAY)
        form.put(box, "Signed on")
        typed(form, "Signed on", "Sep 2026")
        assert box.value() is None
        assert "must be a real date" in box.problem()
        typed(form, "Signed on", "29 2 2028")
        assert box.value() == date(2028, 2, 29)

    def test_it_says_how_a_date_may_be_typed_and_names_its_calendar(self, form: Form) -> None:
        form.put(DateBox(TODAY), "Signed on")
        form.put(DateBox(TODAY), "Due on", "The last day.")
        assert part(form, QLineEdit, "Signed on").accessibleDescription() == EXAMPLE
        assert part(form, QLineEdit, "Due on").accessibleDescription() == "The last day."
        assert has_button(form, "Calendar: Signed on")

    def test_the_calendar_opens_on_what_was_typed_and_takes_a_day(self, qtbot: QtBot, form: Form) -> None:
        box = RoughDateBox(TODAY)
        form.put(box, "Signed on")
        told: list[bool] = []
        box.changed.connect(lambda: told.append(True))
        box.set_value(RoughDate(2027, 3))
        qtbot.mouseClick(button(form, "Calendar: Signed on"), Qt.MouseButton.LeftButton)
        (menu,) = [one for one in box.findChildren(QMenu) if one.isVisible()]
        calendar = menu.findChild(QCalendarWidget)
        assert calendar is not None
        assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
        assert calendar.selectedDate().toPython() == date(2027, 3, 1)
        calendar.clicked.emit(calendar.selectedDate().addDays(4))
        assert box.edit.text() == "5 March 2027"
        assert box.value() == RoughDate(2027, 3, 5)
        assert told == [True]
        assert not menu.isVisible()

    def test_nothing_typed_is_no_problem_of_the_boxs_own(self, form: Form) -> None:
        box = DateBox(TODAY)
        form.put(box, "Signed on")
        typed(form, "Signed on", "  ")
        assert box.is_empty()
        assert box.problem() == ""
        box.set_value(None)
        assert box.edit.text() == ""


STAFF = (
    Choice(1, "Łukasz Wójcik", "Year 5 teacher"),
    Choice(2, "Ayşe Çelik", "Cook"),
    Choice(3, "Niamh Ní Bhraonáin", "Year 3 teacher"),
    Choice(4, "Niamh Fox", "Caretaker"),
)


def find(text: str) -> list[Choice]:
    return [one for one in STAFF if all(word in fold(one.words) for word in fold(text).split())]


class TestPeople:
    """A person by any part of the name."""

    @pytest.mark.parametrize(
        ("words", "found"), [("wojcik", 1), ("CELIK", 2), ("ni bhra", 3), ("fox niamh", 4), ("łuk", 1)]
    )
    def test_accents_capitals_and_the_order_of_names_do_not_matter(
        self, form: Form, qtbot: QtBot, words: str, found: int
    ) -> None:
        box = PersonPicker(find)
        form.put(box, "Who")
        fill(form, "Who", words)
        until(qtbot, lambda: box.problem() == "")
        assert box.value() == found
        assert box.picked == STAFF[found - 1]
        assert part(form, QLineEdit, "Who").text() == STAFF[found - 1].words

    def test_who_matches_is_listed_with_what_tells_them_apart_and_taken_with_enter(
        self, form: Form, qtbot: QtBot
    ) -> None:
        box = PersonPicker(find)
        form.put(box, "Who")
        edit = fill(form, "Who", "niamh")
        popup = box._completer.popup()
        assert popup is not None
        until(qtbot, popup.isVisible)
        assert popup.accessibleName() == "Each person that matches"
        model = popup.model()
        listed = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert listed == ["Niamh Ní Bhraonáin – Year 3 teacher", "Niamh Fox – Caretaker"]
        assert box.value() is None
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        until(qtbot, lambda: box.value() == 4)
        assert box.problem() == ""
        assert edit.text().startswith("Niamh Fox")

    def test_nobody_is_taken_where_several_or_none_could_be_meant(self, form: Form) -> None:
        box = PersonPicker(find, what="colleague")
        form.put(box, "Who")
        fill(form, "Who", "niamh")
        assert box.problem() == "More than one colleague is meant by “niamh”. Choose one from the list"
        fill(form, "Who", "zebra")
        assert box.problem() == "No colleague is called “zebra”. Choose one from the list"
        assert box.value() is None
        fill(form, "Who", "")
        assert box.is_empty()
        assert box.problem() == ""

    def test_leaving_the_box_takes_the_only_one_who_can_be_meant(self, form: Form, qtbot: QtBot) -> None:
        box = PersonPicker(find)
        form.put(box, "Who")
        form.put(PersonPicker(find), "Line manager")
        fill(form, "Who", "celik")
        popup = box._completer.popup()
        assert popup is not None
        until(qtbot, popup.isVisible)
        qtbot.keyClick(popup, Qt.Key.Key_Tab)
        assert part(form, QLineEdit, "Line manager").hasFocus()
        assert part(form, QLineEdit, "Who").text() == "Ayşe Çelik"

    def test_typing_on_after_picking_means_somebody_else(self, form: Form) -> None:
        box = PersonPicker(find)
        form.put(box, "Who")
        box.set_value(STAFF[0])
        assert box.value() == 1
        fill(form, "Who", "fox")
        assert box.problem() == ""
        assert box.value() == 4


def carried(*urls: QUrl) -> QMimeData:
    content = QMimeData()
    content.setUrls(list(urls))
    return content


def drag(box: FileBox, content: QMimeData) -> bool:
    """Carry something over a box; returns whether it would take it."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, content, left, none)
    event.ignore()
    QApplication.sendEvent(box, event)
    return event.isAccepted()


def drop(box: FileBox, content: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    box.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, left, none))


class TestFiles:
    """A file by button or by dropping it."""

    @pytest.fixture
    def box(self, form: Form) -> FileBox:
        made = FileBox("Pictures (*.png)")
        form.put(made, "Logo")
        return made

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "logo & <crest>.png"
        file.write_bytes(b"\x89PNG")
        return file

    def test_what_is_chosen_is_named_as_it_is_and_can_be_taken_away(
        self, form: Form, box: FileBox, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert NONE_CHOSEN in seen(form)
        asked: list[tuple[object, ...]] = []

        def choose(*about: object) -> tuple[str, str]:
            asked.append(about[1:])
            return str(file), ""

        monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
        button(form, "Logo, Choose a file…").click()
        assert asked[0][-1] == "Pictures (*.png)"
        assert file.name in seen(form)
        button(form, "Remove, Logo").click()
        assert box.value() is None
        assert NONE_CHOSEN in seen(form)
        assert not has_button(form, "Remove, Logo")

    def test_one_file_is_taken_where_it_is_dropped_and_shown_while_it_is_over(self, box: FileBox, file: Path) -> None:
        assert drag(box, carried(QUrl.fromLocalFile(str(file))))
        assert box._frame.property("over") is True
        QApplication.sendEvent(box, QDragLeaveEvent())
        assert box._frame.property("over") is False
        drop(box, carried(QUrl.fromLocalFile(str(file))))
        assert box.value() == file

    def test_several_files_a_web_page_and_a_folder_are_not_taken(
        self, box: FileBox, file: Path, tmp_path: Path
    ) -> None:
        here = QUrl.fromLocalFile(str(file))
        for content in (carried(here, here), carried(QUrl("https://longacre.example/")), carried(), QMimeData()):
            assert not drag(box, content)
            drop(box, content)
            assert box.value() is None
        folder = carried(QUrl.fromLocalFile(str(tmp_path)))
        assert not drag(box, folder)
        drop(box, folder)
        assert box.value() is None

    def test_a_file_that_is_gone_is_said_by_name(self, box: FileBox, file: Path) -> None:
        box.set_value(file)
        assert box.problem() == ""
        file.unlink()
        assert box.problem() == "“logo & <crest>.png” is not there any more. Choose the file again"


class TestFolders:
    """A folder by name or by button."""

    def test_a_place_is_typed_with_or_without_quotes(self, form: Form, tmp_path: Path) -> None:
        box = FolderBox()
        form.put(box, "Folder")
        fill(form, "Folder", f' "{tmp_path}" ')
        assert box.value() == tmp_path
        assert box.problem() == ""
        fill(form, "Folder", "~/registers")
        assert box.value() == Path.home() / "registers"
        fill(form, "Folder", "registers")
        assert box.problem() == "Write the whole place, from the disk on, or choose it with the button"
        fill(form, "Folder", "")
        assert box.value() is None
        assert box.problem() == ""

    def test_choosing_begins_where_there_is_something_and_keeps_the_name(
        self, form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box = FolderBox()
        form.put(box, "Folder")
        box.set_value(tmp_path / "not yet" / "made" / "Longacre.policydesk")
        began: list[str] = []

        def choose(_window: object, _title: str, begin: str) -> str:
            began.append(begin)
            return str(tmp_path)

        monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
        button(form, "Choose, Folder").click()
        assert began == [str(tmp_path)]
        assert box.value() == tmp_path / "Longacre.policydesk"
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_about: "")
        button(form, "Choose, Folder").click()
        assert box.value() == tmp_path / "Longacre.policydesk"


class TestFilter:
    """Words and chips over a list."""

    def test_the_list_is_asked_once_when_typing_rests(self, qtbot: QtBot) -> None:
        bar = FilterBar("staff", (Chip("left", "Have left"),))
        qtbot.addWidget(bar)
        bar.show()
        told: list[str] = []
        bar.changed.connect(lambda: told.append(bar.words))
        fill(bar, "Filter staff", " woj ")
        assert told == []
        until(qtbot, lambda: told)
        assert told == ["woj"]
        assert bar.is_on

    def test_a_chip_counts_at_once_and_again_turns_it_off(self, qtbot: QtBot) -> None:
        bar = FilterBar("staff", (Chip("left", "Have left"),))
        qtbot.addWidget(bar)
        bar.show()
        chip = button(bar, "Have left")
        with qtbot.waitSignal(bar.changed):
            qtbot.keyClick(chip, Qt.Key.Key_Space)
        assert bar.pressed == {"left"}
        with qtbot.waitSignal(bar.changed):
            qtbot.keyClick(chip, Qt.Key.Key_Space)
        assert not bar.is_on

    def test_what_was_remembered_of_chips_that_are_gone_does_no_harm(self, qtbot: QtBot) -> None:
        bar = FilterBar("staff", (Chip("left", "Have left"),))
        qtbot.addWidget(bar)
        bar.restore("words\nno such chip\nleft")
        assert bar.words == "words"
        assert bar.pressed == {"left"}
        bar.restore("")
        assert not bar.is_on


class TestPasswords:
    """A password, hidden unless asked."""

    @pytest.mark.parametrize(
        ("password", "says"),
        [
            ("", ""),
            ("eleven lett", "Too short: 1 more letter needed. Three random words are good."),
            ("ten letter", "Too short: 2 more letters needed. Three random words are good."),
            ("aaaabbbbaaaa", "Easy to guess: it repeats the same letters."),
            ("maple kettle", "Good. Longer is stronger."),
            ("maple kettle orbit", "Strong"),
        ],
    )
    def test_how_good_it_is_is_said_in_words(self, password: str, says: str) -> None:
        assert strength_words(password) == says

    def test_it_is_shown_and_hidden_again(self, form: Form, qtbot: QtBot) -> None:
        box = PasswordBox(new=True)
        form.put(box, "New password")
        edit = fill(form, "New password", "maple kettle orbit")
        assert edit.echoMode() is QLineEdit.EchoMode.Password
        assert edit.displayText() != "maple kettle orbit"
        assert "Strong" in seen(form)
        qtbot.keyClick(button(form, "Show new password"), Qt.Key.Key_Space)
        assert edit.displayText() == "maple kettle orbit"
        assert edit.hasFocus()
        box.setEnabled(False)
        assert edit.displayText() != "maple kettle orbit"

    def test_caps_lock_is_said_while_typing(self, form: Form, qtbot: QtBot) -> None:
        form.put(PasswordBox(), "Password")
        edit = fill(form, "Password", "m")
        assert "Caps Lock" not in seen(form)
        qtbot.keyClick(edit, "M")
        assert "! Caps Lock is on" in seen(form)
        qtbot.keyClick(edit, Qt.Key.Key_CapsLock)
        assert "Caps Lock" not in seen(form)
