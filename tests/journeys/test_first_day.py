"""From an empty disk to a printed report: the first day of an office manager, through the window."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from policydesk.app import application
from policydesk.cli import main
from policydesk.program import Program
from policydesk.queries.due import today_figures
from policydesk.store import open_register
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.ui.acknowledgements.meeting import MeetingDialog
from policydesk.ui.acknowledgements.page import AcknowledgementsPage
from policydesk.ui.commands import command
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.remembered import Remembered
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.staff.import_wizard import ImportWizard
from policydesk.ui.welcome.make import CHECK, PLACE, SHEETS, MakeWalk
from policydesk.ui.welcome.window import WelcomeWindow
from tests.conftest import PASSWORD, StoppedClock, stretch_at_once
from tests.hands import button, dialog, fill, part, press, seen, until
from tests.stories import TODAY

STAFF = """Staff list of Longacre Primary School
Surname,Forename,Work email,Staff type,Post,Start date,Payroll number,Password
Wójcik,Łukasz,l.wojcik@longacre.example,Teaching,Year 5 teacher,01/09/2024,1001,secret
Çelik,Ayşe,a.celik@longacre.example,Teaching,Year 4 teacher,01/09/2023,1002,secret
Ní Bhraonáin,Niamh,n.nibhraonain@longacre.example,Teaching,Year 3 teacher,01/09/2021,1003,secret
Oakes,Winifred,w.oakes@longacre.example,Support,Cook,05/01/2019,1004,secret
Fox,Bo,bo@,Support,Caretaker,31/02/2020,1005,secret
"""


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """PolicyDesk as it is started for the first time on a computer; passwords are stretched for nothing."""
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "home"))
    stretch_at_once(monkeypatch)
    monkeypatch.setattr("policydesk.store.process.harden_process", lambda: None)
    started = Program(application(), Remembered(tmp_path / "settings"), clock)
    assert started.show_first(None)
    yield started
    started.close()
    if started.window is not None:
        started.window.close()
        started.window.deleteLater()


def make_the_register(qtbot: QtBot, program: Program) -> MainWindow:
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow)
    qtbot.keyClick(button(welcome, "Make a new register"), Qt.Key.Key_Space)
    walk = welcome.walks["make"]
    assert isinstance(walk, MakeWalk)
    qtbot.keyClick(fill(welcome, "School name", "Longacre Primary School"), Qt.Key.Key_Return)
    fill(welcome, "Your name", "Alex Morgan")
    qtbot.keyClick(part(welcome, QCheckBox, "Office manager"), Qt.Key.Key_Space)
    qtbot.keyClick(fill(welcome, "Password", PASSWORD), Qt.Key.Key_Return)
    assert walk.at == PLACE
    press(qtbot, welcome, "Return")
    until(qtbot, lambda: walk.at == SHEETS)
    assert walk._made is not None
    sheets = walk._made.sheets
    press(qtbot, welcome, "Alt+N")
    until(qtbot, lambda: walk.at == CHECK)
    fill(welcome, "Sheet 1, the register: last two groups", sheets.register_code[-9:])
    last = fill(welcome, "Sheet 2, safeguarding: last two groups", sheets.safeguarding_code[-9:])
    qtbot.keyClick(last, Qt.Key.Key_Return)
    until(qtbot, lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    return program.window


def bring_in_the_staff(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(STAFF, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    qtbot.keyClick(button(window, "Import staff"), Qt.Key.Key_Space)
    wizard = dialog(ImportWizard)
    assert isinstance(wizard, ImportWizard)
    wizard.next()
    assert "Choose the file with the staff list." in seen(wizard)
    wizard.file.input.choose()
    wizard.next()
    until(qtbot, lambda: "check the columns" in seen(wizard))
    wizard.next()
    until(qtbot, lambda: "check what would change" in seen(wizard))
    assert "This will add 4 people." in seen(wizard)
    wizard.next()
    until(qtbot, lambda: "4 people added" in seen(window))


def add_the_policy(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = tmp_path / "policy.pdf"
    paper.write_bytes(b"%PDF-1.7 Social media policy")
    window.go_to("policies")
    qtbot.keyClick(button(window, "Add policy…"), Qt.Key.Key_Space)
    form = dialog(FormDialog)
    press(qtbot, form, "Ctrl+S")
    assert "Enter the policy’s title." in seen(form)
    fill(form, "Title", "Social Media Policy")
    press(qtbot, form, "Ctrl+S")
    until(qtbot, lambda: dialog(FormDialog).windowTitle() == "A new version of Social Media Policy")
    form = dialog(FormDialog)
    assert isinstance(form, FormDialog)
    fill(form, "Version", "1")
    fill(form, "In force from", "31 2 2026")
    press(qtbot, form, "Ctrl+S")
    assert "real date" in seen(form)
    fill(form, "In force from", "Nov 2026")
    form.input_of("document").set_value(paper)
    press(qtbot, form, "Ctrl+S")
    until(qtbot, lambda: not form.isVisible())
    window.run(command("policies.publish"))
    question = dialog(Message)
    assert "4 people are asked to acknowledge it" in seen(question)
    qtbot.keyClick(button(question, "Publish version 1"), Qt.Key.Key_Space)
    until(qtbot, lambda: "Published version 1" in seen(window))


def save_report(qtbot: QtBot, window: MainWindow, which: str, file: Path) -> str:
    window.go_to("reports")
    page = window.page
    assert isinstance(page, ReportsPage)
    page.show_gallery()
    qtbot.keyClick(button(page, which), Qt.Key.Key_Return)
    until(qtbot, lambda: not window.desk.jobs.busy)
    assert page.preview.pages > 0
    page.save_to(file)
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file.read_bytes())).pages)
    return " ".join(text.split())


def sign_at_the_meeting(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to("acknowledgements")
    page = window.page
    assert isinstance(page, AcknowledgementsPage)
    press(qtbot, window, "Ctrl+Shift+M")
    meeting = dialog(MeetingDialog)
    assert isinstance(meeting, MeetingDialog)
    assert not meeting.record_button.isEnabled()
    for letters in ("woj", "cel", "oak"):
        box = fill(meeting, "Find a name", letters)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "3 of 4 people signed" in seen(meeting)
    fill(meeting, "Date on the sheet", "tomorrow")
    press(qtbot, meeting, "Ctrl+Return")
    assert "in the future" in seen(meeting)
    fill(meeting, "Date on the sheet", "today")
    press(qtbot, meeting, "Ctrl+Return")
    until(qtbot, lambda: "Recorded 3 acknowledgements" in seen(window))
    page.filters.press("not_signed")
    assert [page.model.row_at(number).full_name for number in range(page.model.rowCount())] == ["Niamh Ní Bhraonáin"]


@pytest.mark.requirement("R1", "R38")
def test_a_school_starts_its_register_and_prints_the_governors_report(
    qtbot: QtBot, program: Program, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    window = make_the_register(qtbot, program)
    folder = window.desk.register.folder
    assert "The school has no social media policy in force." in seen(window)
    bring_in_the_staff(qtbot, window, tmp_path, monkeypatch)
    add_the_policy(qtbot, window, tmp_path, monkeypatch)
    sheet = save_report(qtbot, window, "Sign-off sheet", tmp_path / "sheet.pdf")
    assert "1 Niamh Ní Bhraonáin" in sheet
    assert "Bo Fox" not in sheet
    sign_at_the_meeting(qtbot, window)
    report = save_report(qtbot, window, "Governors’ acknowledgement report", tmp_path / "governors.pdf")
    figures = window.desk.ask(today_figures, TODAY)
    assert (figures.up_to_date, figures.asked) == (3, 4)
    assert "3 of 4" in report
    assert str(window.desk.register.seal()) in report
    program.close()
    assert list_backups(folder / BACKUPS)[0].counts["staff_member"] == 4
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    assert main(["verify", "--register", str(folder)]) == 0
    assert "The register is sound" in capsys.readouterr().out
    open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()


def test_nothing_typed_is_lost_when_a_form_is_left_by_mistake(qtbot: QtBot, program: Program) -> None:
    window = make_the_register(qtbot, program)
    window.go_to("staff")
    press(qtbot, window, "Ctrl+N")
    form = dialog(FormDialog)
    fill(form, "Full name", "Bea Quill")
    press(qtbot, form, "Esc")
    question = dialog(Message)
    assert "not saved" in seen(question) + question.windowTitle()
    qtbot.keyClick(button(question, "Keep editing"), Qt.Key.Key_Space)
    assert part(form, QLineEdit, "Full name").text() == "Bea Quill"
    assert isinstance(form, QDialog)
    form._typed = False
    form.reject()
