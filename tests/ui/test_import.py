"""Bringing in a staff list: nothing is written before it is confirmed, and whatever is wrong is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from policydesk.queries.staff import find_staff
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.terms import StaffCategory, Topic
from policydesk.ui.main_window import MainWindow
from policydesk.ui.staff.import_wizard import CHECK, CHOOSE, COLUMNS, ImportWizard
from tests.hands import button, dialog, fill, part, press, seen, until
from tests.stories import TODAY, hire

GOOD = """Forename,Surname,Email,Staff type,Start date,Payroll number,Password
Łukasz,Wójcik,l.wojcik@longacre.example,Teaching,01/09/2024,1001,secret
Winifred,Oakes,w.oakes@longacre.example,Support,05/01/2019,1002,secret
"""


@pytest.fixture
def wizard(window: MainWindow) -> ImportWizard:
    hire(window.desk.register, "Gwen Left", email="g.left@longacre.example", reference="0999")
    window.go_to("staff")
    window.page.run("staff.import")
    found = dialog(ImportWizard)
    assert isinstance(found, ImportWizard)
    return found


def names(window: MainWindow) -> list[str]:
    return sorted(row.full_name for row in window.desk.ask(find_staff, TODAY, ""))


def choose(qtbot: QtBot, wizard: ImportWizard, file: Path) -> None:
    wizard.file.input.set_value(file)
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    until(qtbot, lambda: wizard.next_button.isEnabled())


def compare(qtbot: QtBot, wizard: ImportWizard) -> str:
    qtbot.keyClick(button(wizard, "Next"), Qt.Key.Key_Space)
    until(qtbot, lambda: wizard.stack.currentIndex() == CHECK or wizard.summary.sentences)
    return seen(wizard)


def lines(wizard: ImportWizard) -> list[str]:
    model = wizard.preview.model()
    found = []
    for number in range(model.rowCount()):
        group = model.index(number, 0)
        found.append(str(group.data()))
        found += [str(model.index(row, 0, group).data()) for row in range(model.rowCount(group))]
    return found


def test_a_list_is_brought_in_after_it_was_looked_at(
    window: MainWindow, wizard: ImportWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(GOOD, encoding="utf-8")
    told: list[frozenset[Topic]] = []
    window.desk.changed.connect(told.append)
    choose(qtbot, wizard, file)
    assert wizard.stack.currentIndex() == COLUMNS
    says = compare(qtbot, wizard)
    assert "This will add 2 people." in says
    shown = lines(wizard)
    assert any("Łukasz Wójcik" in line for line in shown)
    assert not any("secret" in line for line in shown)
    assert any("Gwen Left" in line for line in shown)
    assert names(window) == ["Gwen Left"]
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    until(qtbot, lambda: "Imported the list: 2 people added." in seen(window))
    assert names(window) == ["Gwen Left", "Winifred Oakes", "Łukasz Wójcik"]
    assert told[-1] >= {Topic.STAFF, Topic.BACKUPS}
    assert "an import of staff" in list_backups(window.desk.register.folder / BACKUPS)[0].why
    press(qtbot, window, "Ctrl+Z")
    assert names(window) == ["Gwen Left"]


def test_the_same_list_a_second_time_changes_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(GOOD, encoding="utf-8")
    for says in ("This will add 2 people.", "Nothing would change: the register has it all."):
        window.go_to("staff")
        window.page.run("staff.import")
        wizard = dialog(ImportWizard)
        assert isinstance(wizard, ImportWizard)
        choose(qtbot, wizard, file)
        assert says in compare(qtbot, wizard)
        if "add" in says:
            qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
            until(qtbot, lambda: "Imported the list" in seen(window))
        else:
            assert not wizard.next_button.isEnabled()


def test_rows_with_a_problem_are_listed_with_their_number_and_good_ones_go_in(
    wizard: ImportWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(GOOD + "Bo,Fox,bo@,Support,31/02/2020,1003,x\n", encoding="utf-8")
    choose(qtbot, wizard, file)
    assert "This will add 2 people." in compare(qtbot, wizard)
    assert any(line.startswith("Row 4: ") for line in lines(wizard))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("staff.xlsx", b"PK\x03\x04 this is no workbook", "is damaged or cut short"),
        ("empty.csv", b"", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0", "must be an Excel file or a CSV"),
    ],
)
def test_a_file_that_is_no_list_is_said_and_the_window_stays(
    wizard: ImportWizard, qtbot: QtBot, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    choose(qtbot, wizard, file)
    assert wizard.stack.currentIndex() == CHOOSE
    assert says in wizard.summary.sentences[0]
    assert wizard.isVisible()


def test_no_file_and_a_wrong_date_are_said(wizard: ImportWizard, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    assert wizard.summary.sentences == ("Choose the file with the staff list.",)
    file = tmp_path / "staff.csv"
    file.write_text(GOOD, encoding="utf-8")
    wizard.file.input.set_value(file)
    fill(wizard, "First day, where the list does not say it (optional)", "31 2 2026")
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    assert "real date" in wizard.summary.sentences[0]


def test_going_back_keeps_what_was_chosen_and_cancelling_writes_nothing(
    window: MainWindow, wizard: ImportWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("Name,Start date\nBen Okoro,01/09/2024\n", encoding="utf-8")
    choose(qtbot, wizard, file)
    assert "1 person has no category." in compare(qtbot, wizard)
    assert not wizard.next_button.isEnabled()
    for _step in range(2):
        qtbot.keyClick(button(wizard, "Back"), Qt.Key.Key_Space)
    assert wizard.stack.currentIndex() == CHOOSE
    assert wizard.file.input.value() == file
    wizard.category.input.set_value(StaffCategory.SUPPORT)
    choose(qtbot, wizard, file)
    assert "This will add 1 person." in compare(qtbot, wizard)
    press(qtbot, wizard, "Esc")
    assert names(window) == ["Gwen Left"]


def test_a_column_that_was_guessed_wrongly_is_put_right(wizard: ImportWizard, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("Surname,Forename,Nickname,Staff type,Start date\nOkoro,Ben,Benny,Teaching,01/09/2024\n", "utf-8")
    choose(qtbot, wizard, file)
    box = part(wizard, QComboBox, "What Nickname says")
    box.setCurrentText("Known as")
    box.activated.emit(box.currentIndex())
    compare(qtbot, wizard)
    assert any("Ben Okoro" in line for line in lines(wizard))


def test_who_is_missing_from_the_list_leaves_only_when_ticked(
    window: MainWindow, wizard: ImportWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(GOOD, encoding="utf-8")
    choose(qtbot, wizard, file)
    compare(qtbot, wizard)
    model = wizard.preview.model()
    groups = [model.index(number, 0) for number in range(model.rowCount())]
    missing = next(one for one in groups if "not in this file" in str(one.data()))
    line = model.index(0, 0, missing)
    assert Qt.CheckState(line.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked
    model.setData(line, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert "This will add 2 people and give 1 person a last day." in seen(wizard)
