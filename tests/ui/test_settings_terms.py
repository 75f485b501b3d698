"""The term dates in Settings: added, changed, removed, with every mistake said."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.calendar import terms
from policydesk.terms import Role
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.terms import TermsPart
from tests.hands import button, fill, form, has_button, press, save, seen


def terms_part(window: MainWindow) -> TermsPart:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Term dates")
    shown = page.part
    assert isinstance(shown, TermsPart)
    return shown


@pytest.mark.requirement("R63")
def test_a_term_is_added_after_every_mistake(window: MainWindow, qtbot: QtBot) -> None:
    shown = terms_part(window)
    assert "No term is recorded yet" in seen(shown)
    assert "England’s bank holidays are known already." in seen(shown)
    qtbot.keyClick(button(shown, "Add a term…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == (
        "Enter the name of the term.",
        "Enter the first day of the term.",
        "Enter the last day of the term.",
    )
    fill(form(), "Name", "Autumn term 2026")
    fill(form(), "First day", "18 12 2026")
    fill(form(), "Last day", "1 9 2026")
    assert save(qtbot, form())
    fill(form(), "First day", "1 9 2026")
    fill(form(), "Last day", "18 12 2026")
    fill(form(), "First day of the holiday (optional)", "26 10 2026")
    assert save(qtbot, form())
    fill(form(), "Last day of the holiday (optional)", "30 10 2026")
    assert save(qtbot, form()) == ()
    assert "Autumn term 2026: 1 September to 18 December 2026; half-term holiday 26 to 30 October 2026" in seen(shown)
    assert "Added a term." in seen(window)


def test_a_term_that_meets_another_is_refused_and_one_is_changed_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    shown = terms_part(window)
    for name, first, last in (("Autumn", "1 9 2026", "18 12 2026"), ("Spring", "4 1 2027", "25 3 2027")):
        shown.add()
        fill(form(), "Name", name)
        fill(form(), "First day", first)
        fill(form(), "Last day", last)
        assert save(qtbot, form()) == ()
    qtbot.keyClick(button(shown, "Change: Spring"), Qt.Key.Key_Space)
    fill(form(), "First day", "18 12 2026")
    assert "Autumn" in save(qtbot, form())[0]
    fill(form(), "First day", "5 1 2027")
    assert save(qtbot, form()) == ()
    assert "Spring: 5 January to 25 March 2027" in seen(shown)
    qtbot.keyClick(button(shown, "Remove: Spring"), Qt.Key.Key_Space)
    assert [row.name for row in window.desk.ask(terms)] == ["Autumn"]
    press(qtbot, window, "Ctrl+Z")
    assert [row.name for row in window.desk.ask(terms)] == ["Autumn", "Spring"]


def test_today_leads_straight_to_a_new_term(window: MainWindow) -> None:
    window.go_to("settings", None, "settings.terms")
    assert "Add a term" in seen(form())
    assert isinstance(window.page, SettingsPage)
    assert window.page.part.title == "Term dates"


def test_who_only_looks_changes_no_term(window: MainWindow, qtbot: QtBot) -> None:
    shown = terms_part(window)
    shown.add()
    fill(form(), "Name", "Autumn")
    fill(form(), "First day", "1 9 2026")
    fill(form(), "Last day", "18 12 2026")
    assert save(qtbot, form()) == ()
    register = window.desk.register
    actor = register.actor
    register.actor = type(actor)(**{**vars(actor), "roles": frozenset({Role.VIEWER})})
    shown.refresh()
    assert not has_button(shown, "Remove: Autumn")
    assert not has_button(shown, "Add a term…")
