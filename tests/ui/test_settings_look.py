"""Settings, the look and what PolicyDesk is: each choice counts at once, is shown wherever it is made, and is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QRadioButton, QSlider
from pytestqt.qtbot import QtBot

from policydesk import __version__
from policydesk.store import Register
from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Words
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.settings import about as module
from policydesk.ui.settings.about import AboutPart
from policydesk.ui.settings.look import LookPart
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.part import Part
from policydesk.ui.theme import Look, Theme
from tests.hands import button, part, press, seen, until


class Kept(dict[str, str]):
    """Preferences that remember."""

    def keep(self, name: str, value: str) -> None:
        self[name] = value

    def read(self, name: str, default: str = "") -> str:
        return self.get(name, default)


@pytest.fixture(autouse=True)
def _as_before(window: MainWindow):
    yield
    window.theme.set_look(Look.LIGHT)
    window.theme.usual_size()


def shown(window: MainWindow, title: str) -> Part:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part(title)
    return page.part


@pytest.fixture
def look(window: MainWindow) -> LookPart:
    found = shown(window, "Look")
    assert isinstance(found, LookPart)
    return found


@pytest.mark.parametrize(
    ("words", "wanted"), [("Dark", Look.DARK), ("Light", Look.LIGHT), ("As the system", Look.SYSTEM)]
)
def test_colours_are_chosen_with_a_key_and_said(
    window: MainWindow, look: LookPart, qtbot: QtBot, words: str, wanted: Look
) -> None:
    window.theme.set_look(Look.DARK if wanted is Look.LIGHT else Look.LIGHT)
    choice = part(look, QRadioButton, words)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert window.theme.look is wanted
    assert choice.isChecked()
    assert f"Colours: {wanted.value}." in seen(window)


def test_a_choice_in_the_menu_is_seen_here(window: MainWindow, look: LookPart) -> None:
    window.commands.actions["view.dark"].trigger()
    assert part(look, QRadioButton, "Dark").isChecked()
    assert window.commands.actions["view.dark"].isChecked()
    part(look, QRadioButton, "Light").click()
    assert window.commands.actions["view.light"].isChecked()
    assert not window.commands.actions["view.dark"].isChecked()


def test_the_text_grows_with_keys_and_the_slider_goes_along(window: MainWindow, look: LookPart, qtbot: QtBot) -> None:
    slider = part(look, QSlider, "Text size")
    assert slider.accessibleDescription() == "100 per cent of the usual size"
    press(qtbot, window, "Ctrl++")
    assert slider.value() == 110
    assert "110 %" in seen(look)
    assert slider.accessibleDescription() == "110 per cent of the usual size"
    press(qtbot, window, "Ctrl+=")
    press(qtbot, window, "Ctrl+-")
    assert slider.value() == 110
    press(qtbot, window, "Ctrl+0")
    assert slider.value() == 100
    assert "Text size 100 %." in seen(window)


def test_the_slider_goes_in_steps_and_not_beyond_its_ends(window: MainWindow, look: LookPart, qtbot: QtBot) -> None:
    slider = part(look, QSlider, "Text size")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert window.theme.text_size == 110
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert window.theme.text_size == 200
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    press(qtbot, window, "Ctrl++")
    assert window.theme.text_size == 200
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert window.theme.text_size == 100


def test_while_the_slider_is_dragged_its_size_is_said_before_it_counts(window: MainWindow, look: LookPart) -> None:
    look.slider.setSliderDown(True)
    look.slider.setSliderPosition(143)
    assert "140 %" in seen(look)
    assert window.theme.text_size == 100
    look.slider.setSliderDown(False)
    assert window.theme.text_size == 140


@pytest.mark.parametrize("per_cent", [100, 150, 200])
def test_at_every_size_the_page_can_be_read_without_scrolling_sideways(
    window: MainWindow, look: LookPart, per_cent: int
) -> None:
    window.resize(1280, 800)
    window.theme.set_text_size(per_cent)
    for title in ("School", "Users", "This register", "Look", "About"):
        found = shown(window, title)
        QApplication.processEvents()
        area = window.stack.currentWidget()
        assert area.horizontalScrollBar().maximum() == 0, title
        assert found.isVisible()


def test_what_was_chosen_is_kept_for_next_time(
    window: MainWindow, register: Register, qapp: QApplication, qtbot: QtBot
) -> None:
    kept = Kept()
    other = MainWindow(Desk(register), pages(), theme=Theme(qapp, Look.LIGHT), preferences=kept)
    qtbot.addWidget(other)
    other.theme.set_look(Look.DARK)
    other.theme.set_text_size(130)
    assert (kept["look"], kept["text_size"]) == ("dark", "130")
    other.theme.set_look(Look.LIGHT)
    other.theme.usual_size()


class TestAbout:
    """What PolicyDesk is."""

    @pytest.fixture
    def about(self, window: MainWindow) -> AboutPart:
        found = shown(window, "About")
        assert isinstance(found, AboutPart)
        return found

    def test_the_facts_are_copied_for_who_helps_and_hold_no_names(
        self, window: MainWindow, about: AboutPart, qtbot: QtBot
    ) -> None:
        qtbot.keyClick(button(about, "Copy these details"), Qt.Key.Key_Space)
        copied = QGuiApplication.clipboard().text()
        assert copied.startswith(f"PolicyDesk {__version__}\n")
        assert "Python 3." in copied
        assert "Qt 6." in copied
        for private in ("Longacre", "Alex Morgan", str(window.desk.register.folder)):
            assert private not in copied
        assert "Copied the version and the system." in seen(window)

    def test_every_library_stands_with_its_version_and_licence(self, about: AboutPart) -> None:
        lines = part(about, Words, "licences").text().splitlines()
        assert len(lines) == len(module.LICENCES)
        for line, (name, what, licence) in zip(lines, module.LICENCES, strict=True):
            assert line.startswith(name.removesuffix("-Essentials"))
            assert line.endswith(f": {what}. {licence}.")
            assert any(letter.isdigit() for letter in line.split(":")[0].removeprefix(name)), line

    def test_a_library_that_tells_no_version_is_named_all_the_same(self) -> None:
        assert module._line("no-such-library", "nothing", "MIT") == "no-such-library: nothing. MIT."

    def test_the_logs_folder_is_opened(self, about: AboutPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
        qtbot.keyClick(button(about, "Open the log’s folder"), Qt.Key.Key_Space)
        assert about.facts.fact("Log").startswith(opened[0])


def test_the_parts_are_tabs_that_keep_their_place(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, "Users")
    window.go_to("today")
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    assert page.part.title == "Users"
    assert [page.tabs.tabText(number) for number in range(page.tabs.count())] == [
        "School",
        "Term dates",
        "Rule pack",
        "Users",
        "This register",
        "Retention",
        "Reminders",
        "Look",
        "About",
    ]
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    until(qtbot, lambda: page.part.title == "This register")
    assert [one.title for one in page.parts if one.isVisible()] == ["This register"]
    press(qtbot, window, "F6")
    assert page.part.isAncestorOf(QApplication.focusWidget())
