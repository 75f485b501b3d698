"""Alt and a letter means one thing at a time: on every page with the menus, and in every form."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from tests.hands import dialog

FORMS = [
    ("staff", "staff.add"), ("staff", "staff.edit"), ("staff", "staff.leave"), ("staff", "staff.appoint"),
    ("staff", "staff.category"), ("staff", "staff.sign"), ("staff", "staff.import"), ("policies", "policies.add"),
    ("policies", "policies.edit"), ("policies", "policies.version"), ("policies", "policies.adopt"),
    ("policies", "policies.withdraw"), ("acknowledgements", "acknowledgements.record"),
    ("acknowledgements", "acknowledgements.meeting"), ("acknowledgements", "acknowledgements.refuse"),
    ("acknowledgements", "acknowledgements.exempt"), ("accounts", "accounts.propose"),
    ("accounts", "accounts.existing"), ("accounts", "accounts.edit"), ("accounts", "accounts.approve"),
    ("accounts", "accounts.step"), ("accounts", "accounts.appoint"), ("accounts", "accounts.tick"),
    ("accounts", "accounts.check"), ("accounts", "accounts.evaluate"), ("accounts", "accounts.content"),
    ("accounts", "accounts.absence"), ("accounts", "accounts.train"), ("accounts", "accounts.replace"),
    ("accounts_log", "accounts_log.ask"), ("accounts_log", "accounts_log.enquiry"),
    ("accounts_log", "accounts_log.note"), ("accounts_log", "accounts_log.firm"),
    ("accounts_log", "accounts_log.permission"), ("settings", "settings.terms"), ("staff", "staff.absence"),
    ("staff", "staff.training"),
]  # fmt: skip


def letters(texts: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        _before, mark, after = text.replace("&&", "").partition("&")
        if mark:
            found[after[0].lower()] += 1
    return found


def texts_in(widget: QWidget) -> list[str]:
    texts = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return texts + [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.buddy() is not None]


@pytest.mark.parametrize("page", [one.id for one in pages()])
def test_no_letter_means_two_things_on_a_page(demo_window: MainWindow, page: str) -> None:
    demo_window.go_to(page)
    menus = [action.text() for action in demo_window.menuBar().actions()]
    assert {letter: count for letter, count in letters(menus + texts_in(demo_window)).items() if count > 1} == {}


@pytest.mark.parametrize(("page", "command"), FORMS)
def test_no_letter_means_two_things_in_a_form(demo_window: MainWindow, qtbot: QtBot, page: str, command: str) -> None:
    demo_window.go_to(page)
    if command == "staff.sign":
        demo_window.page.filters.press("not_signed")
    demo_window.page.run(command)
    open_form = dialog()
    for step in range(3):
        found = letters(texts_in(open_form))
        assert {letter: count for letter, count in found.items() if count > 1} == {}, step
        stack = getattr(open_form, "stack", None)
        if stack is None:
            break
        stack.setCurrentIndex(step + 1)
        open_form.back_button.setVisible(True)
        if step:
            open_form.next_button.set_words("&Confirm")
