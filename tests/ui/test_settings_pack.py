"""The rule pack in Settings: found by words and kinds, changed with every mistake said, and given back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.pack import RulePackPage, RulePackPart
from policydesk.ui.settings.page import SettingsPage
from tests.hands import button, fill, form, has_button, press, save, seen, until


def pack(window: MainWindow) -> RulePackPage:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Rule pack")
    shown = page.part
    assert isinstance(shown, RulePackPart)
    return shown.page


def find(page: RulePackPage, words: str, count: int) -> None:
    page.filters.text.setText(words)
    page.filters.changed.emit()
    assert page.lines.rowCount() == count
    first = page.lines.id_at(0)
    assert first is not None
    page.view.select_id(first)


def test_every_line_is_listed_with_its_source_and_narrowed_by_words_and_kind(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    assert "Rule pack 2026-11, gone through on 26 November 2026." in seen(page)
    qtbot.keyClick(button(page, "Periods"), Qt.Key.Key_Space)
    until(qtbot, lambda: page.lines.rowCount() == 6)
    qtbot.keyClick(button(page, "Periods"), Qt.Key.Key_Space)
    find(page, "facebook 13", 1)
    says = seen(page)
    assert "13 years" in says
    assert "announced on 15 June 2026" in says
    assert "As of 20 January 2026." in says
    page.filters.text.setText("nothing is called so")
    until(qtbot, lambda: "Nothing matches the filter." in seen(page))


def test_an_age_is_changed_after_every_mistake_and_given_back(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    find(page, "facebook 13", 1)
    assert not page.action("rule_pack.back").isEnabled()
    press(qtbot, window, "F2")
    form().input_of("from_on").set_value(None)
    assert save(qtbot, form()) == ("Enter the day", "Say why", "Enter the source")
    form().input_of("value").set_value(16)
    fill(form(), "From", "1 11 2026")
    form().input_of("reason").set_value("The law changes.")
    form().input_of("source").set_value("Statutory instrument")
    assert save(qtbot, form()) == ("Enter today or a later day. Earlier days keep what was known then.",)
    fill(form(), "From", "1 4 2027")
    assert save(qtbot, form()) == ()
    assert "Changed Facebook." in seen(window)
    says = seen(page)
    assert "Changes on 1 April 2027" in says
    assert "16 years from 1 April 2027." in says
    assert "entered 20 November 2026 by Alex Morgan. The law changes. Source: Statutory instrument." in says
    qtbot.keyClick(button(page, "As PolicyDesk has it…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Say why",)
    form().input_of("reason").set_value("It was put off.")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "Given back 20 November 2026 by Alex Morgan: It was put off." in seen(page))
    press(qtbot, window, "Ctrl+Z")
    until(qtbot, lambda: "Changes on 1 April 2027" in seen(page))


def test_laws_days_and_editions_have_boxes_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    for words, value, wrong, right in (
        ("keeping children safe in education edition", "2026", "This is what PolicyDesk says already", "2027"),
        ("counter-terrorism", "89", "Enter years of four figures", "2015, 2019"),
    ):
        find(page, words, 1)
        page.change()
        form().input_of("value").set_value(value)
        form().input_of("reason").set_value("New.")
        form().input_of("source").set_value("gov.uk")
        (said,) = save(qtbot, form())
        assert said.startswith(wrong)
        form().input_of("value").set_value(right)
        assert save(qtbot, form()) == ()
        until(qtbot, lambda right=right: right in seen(page))
    qtbot.keyClick(button(page, "Changed by the school"), Qt.Key.Key_Space)
    page.filters.text.clear()
    until(qtbot, lambda: page.lines.rowCount() == 2)


def test_the_desk_of_an_earlier_day_only_looks(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = pack(demo_window)
    assert has_button(page, "Change the value…")
    demo_window.desk.set_as_at(demo_window.desk.today.replace(day=1))
    page = pack(demo_window)
    assert not has_button(page, "Change the value…")


def test_the_focus_goes_with_the_tab(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    page.view.setFocus()
    press(qtbot, window, "Ctrl+Shift+Tab")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    assert settings.part.isAncestorOf(window.focusWidget())
    press(qtbot, window, "Ctrl+Tab")
    assert page.isAncestorOf(window.focusWidget())
