"""Alt and a letter means one thing at a time: on every page with the menus, and in every form."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget

from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from tests.hands import close_forms, dialog

FORMS = {
    "staff": [
        "staff.add", "staff.edit", "staff.leave", "staff.appoint", "staff.category", "staff.import",
        "staff.absence", "staff.training", "staff.sign",
    ],
    "policies": ["policies.add", "policies.edit", "policies.version", "policies.adopt", "policies.withdraw"],
    "acknowledgements": [
        "acknowledgements.record", "acknowledgements.meeting", "acknowledgements.refuse", "acknowledgements.exempt",
    ],
    "accounts": [
        "accounts.propose", "accounts.existing", "accounts.edit", "accounts.approve", "accounts.step",
        "accounts.appoint", "accounts.tick", "accounts.check", "accounts.evaluate", "accounts.content",
        "accounts.absence", "accounts.train", "accounts.replace",
    ],
    "accounts_log": [
        "accounts_log.ask", "accounts_log.enquiry", "accounts_log.note", "accounts_log.firm",
        "accounts_log.permission",
    ],
    "settings": ["settings.terms"],
}  # fmt: skip
"""The forms of each page, by the command that opens them."""


def letters(texts: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        _before, mark, after = text.replace("&&", "").partition("&")
        if mark:
            found[after[0].lower()] += 1
    return found


def used_twice(texts: list[str]) -> dict[str, int]:
    return {letter: count for letter, count in letters(texts).items() if count > 1}


def texts_in(widget: QWidget) -> list[str]:
    texts = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return texts + [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.buddy() is not None]


def test_no_letter_means_two_things_on_a_page(demo_window: MainWindow) -> None:
    twice = {}
    for page in pages():
        demo_window.go_to(page.id)
        menus = [action.text() for action in demo_window.menuBar().actions()]
        twice[page.id] = used_twice(menus + texts_in(demo_window))
    assert twice == {page.id: {} for page in pages()}


@pytest.mark.parametrize("page", FORMS)
def test_no_letter_means_two_things_in_a_form(demo_window: MainWindow, page: str) -> None:
    looked_at = []
    for command in FORMS[page]:
        demo_window.go_to(page)
        if command == "staff.sign":
            demo_window.page.filters.press("not_signed")
        demo_window.page.run(command)
        open_form = dialog()
        no_letter_is_used_twice(open_form, command)
        looked_at.append(open_form.windowTitle())
        close_forms(demo_window)
    assert len(set(looked_at)) == len(FORMS[page]), "each command has a form of its own"


def no_letter_is_used_twice(open_form: QDialog, command: str) -> None:
    """Look at a form, and at each step of one that has several."""
    for step in range(3):
        assert used_twice(texts_in(open_form)) == {}, (command, step)
        stack = getattr(open_form, "stack", None)
        if stack is None:
            break
        stack.setCurrentIndex(step + 1)
        open_form.back_button.setVisible(True)
        if step:
            open_form.next_button.set_words("&Confirm")
