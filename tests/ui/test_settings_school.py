"""Settings, the school: wrong numbers are said at their box, and only a picture becomes the logo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from policydesk.queries.school import school_row
from policydesk.store.users import add_user
from policydesk.terms import Role
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.school import SchoolPart
from tests.conftest import QUICK
from tests.hands import button, fill, form, has_button, part, press, save, seen


@pytest.fixture
def school(window: MainWindow) -> SchoolPart:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("School")
    assert isinstance(page.part, SchoolPart)
    return page.part


def change(qtbot: QtBot, school: SchoolPart) -> None:
    qtbot.keyClick(button(school, "Change details…"), Qt.Key.Key_Space)


def test_it_says_what_is_known_and_what_is_not(school: SchoolPart) -> None:
    assert school.facts.fact("School name") == "Longacre Primary School"
    assert school.facts.fact("URN") == "Not given"
    assert school.facts.fact("Due soon") == "28 days before the date"
    assert "No logo. It stands at the top of every report." in seen(school)
    assert not has_button(school, "Remove the logo")


@pytest.mark.parametrize(
    ("box", "words", "says"),
    [
        ("School name", "   ", "Enter the school’s name."),
        ("URN (optional)", "12AB56", "A URN is a number, for example 123456."),
        ("URN (optional)", "1234", "A URN is a number, for example 123456."),
        ("DfE number (optional)", "8732345678", "A DfE number has three and four digits, for example 873/2345."),
        (
            "E-mail domain (optional)",
            "office@longacre.example",
            "Write the domain like longacre.example, without a name before it.",
        ),
        ("Due soon", "", "Enter a number of days from 1 to 180, for example 28."),
        ("Due soon", "0", "Due soon must be a number from 1 to 180, for example 1."),
        ("Due soon", "181", "Due soon must be a number from 1 to 180, for example 1."),
        ("Due soon", "four weeks", "Due soon must be a number from 1 to 180, for example 1."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    window: MainWindow, school: SchoolPart, qtbot: QtBot, box: str, words: str, says: str
) -> None:
    before = window.desk.ask(school_row)
    change(qtbot, school)
    fill(form(), box, words)
    assert save(qtbot, form()) == (says,)
    assert says in seen(form())
    assert window.desk.ask(school_row) == before


def test_several_wrong_answers_are_said_together(school: SchoolPart, qtbot: QtBot) -> None:
    change(qtbot, school)
    fill(form(), "URN (optional)", "x")
    fill(form(), "DfE number (optional)", "y")
    assert len(save(qtbot, form())) == 2


def test_everything_is_changed_shown_and_undone(window: MainWindow, school: SchoolPart, qtbot: QtBot) -> None:
    change(qtbot, school)
    fill(form(), "URN (optional)", "123456")
    fill(form(), "DfE number (optional)", "873/2345")
    part(form(), QPlainTextEdit, "Address (optional)").setPlainText("1 Long Lane\nLongacre")
    fill(form(), "E-mail domain (optional)", "@Longacre.example")
    fill(form(), "Due soon", "14")
    assert save(qtbot, form()) == ()
    assert "Changed the school’s details." in seen(window)
    facts = [school.facts.fact(one) for one in ("URN", "DfE number", "Address", "E-mail domain", "Due soon")]
    assert facts == ["123456", "873/2345", "1 Long Lane\nLongacre", "longacre.example", "14 days before the date"]
    press(qtbot, window, "Ctrl+Z")
    assert school.facts.fact("URN") == "Not given"
    assert school.facts.fact("Due soon") == "28 days before the date"


def picture(kind: str = "PNG", side: int = 40) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(content.data())


def choose(
    qtbot: QtBot, school: SchoolPart, file: Path, monkeypatch: pytest.MonkeyPatch, words: str = "Choose a logo…"
) -> tuple[str, ...]:
    """Choose a file as the logo; returns what is said against it."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(file), ""))
    qtbot.keyClick(button(school, words), Qt.Key.Key_Space)
    qtbot.keyClick(button(form(), "Logo, Choose a file…"), Qt.Key.Key_Space)
    return save(qtbot, form())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", b"only words"),
        ("logo.txt", b"only words"),
        ("logo.pdf", b"%PDF-1.7"),
        ("logo.exe", b"MZ\0\0\0"),
        ("logo.png", b""),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(2 * 1024 * 1024)),
    ],
    ids=["words", "a letter", "a document", "a program", "empty", "too large"],
)
def test_what_is_no_picture_does_not_become_the_logo(
    window: MainWindow,
    school: SchoolPart,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (says,) = choose(qtbot, school, file, monkeypatch)
    if len(content) < 2 * 1024 * 1024:
        assert says == f"“{name}” is not a PNG or JPEG picture of up to 2 MB. Choose another one."
    assert form().rows["logo"].message.text() == says
    assert window.desk.ask(school_row).logo is None


def test_a_damaged_picture_is_refused_while_it_can_be_changed(
    window: MainWindow, school: SchoolPart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n and nothing else")
    says = choose(qtbot, school, file, monkeypatch)
    assert says == ("“logo.png” is damaged: its picture cannot be shown. Choose another one.",)
    file.write_bytes(picture())
    assert save(qtbot, form()) == ()
    assert window.desk.ask(school_row).logo == picture()


def test_a_picture_that_cannot_be_read_is_said(
    school: SchoolPart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(picture())

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    says = choose(qtbot, school, file, monkeypatch)
    assert says == ("“logo.png” could not be read (Permission denied). Choose another file.",)


def test_a_logo_is_shown_replaced_and_removed_and_removing_is_undone(
    window: MainWindow, school: SchoolPart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    png, jpeg = tmp_path / "logo.png", tmp_path / "logo.jpg"
    png.write_bytes(picture())
    jpeg.write_bytes(picture("JPEG", 400))
    assert choose(qtbot, school, png, monkeypatch) == ()
    assert school.logo.isVisible()
    assert school.logo.accessibleName() == "Logo of Longacre Primary School"
    assert "No logo" not in seen(school)
    assert choose(qtbot, school, jpeg, monkeypatch, "Choose another logo…") == ()
    assert window.desk.ask(school_row).logo == jpeg.read_bytes()
    qtbot.keyClick(button(school, "Remove the logo"), Qt.Key.Key_Space)
    assert "Removed the school’s logo." in seen(window)
    assert "No logo" in seen(school)
    press(qtbot, window, "Ctrl+Z")
    assert window.desk.ask(school_row).logo == jpeg.read_bytes()
    assert school.logo.isVisible()


def test_a_viewer_reads_everything_and_changes_nothing(window: MainWindow) -> None:
    add_user(window.desk.register, "Ruth Penhale", "harbour violin 42 ladder", frozenset({Role.VIEWER}), kdf=QUICK)
    window.desk.register.sign_in("Ruth Penhale")
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    assert "Longacre Primary School" in seen(page)
    assert not has_button(page, "Change details…")
    assert not has_button(page, "Choose a logo…")
