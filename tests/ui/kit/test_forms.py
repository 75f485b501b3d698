"""Forms: what is wrong stands on top and at its box, nothing typed is lost, and leaving asks first."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from policydesk.errors import Refusal, Refusals
from policydesk.terms import Role
from policydesk.ui.kit.choice_box import ChoiceBox, TermChecks, TickBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.messages import Message
from tests.hands import button, dialog, fill, has_button, part, press, save, seen, until

PARTS = (
    Field("name", "Full name", lambda: TextBox(longest=20), "As on the contract.", "Enter the full name"),
    Field("leaves", "", lambda: TickBox("They are leaving")),
    Section("About leaving", "Only where somebody leaves.", when=lambda values: bool(values["leaves"])),
    Field(
        "why",
        "Reason",
        lambda: ChoiceBox([("retired", "Retired"), ("moved", "Moved away")], none="Choose a reason"),
        required="Choose why",
        when=lambda values: bool(values["leaves"]),
    ),
    Field("days", "Days", lambda: NumberBox(1, 30, "days")),
    Field("notes", "Notes (optional)", NotesBox),
    Field("roles", "Roles", lambda: TermChecks((Role.VIEWER, Role.DSL))),
)


class Desk(QWidget):
    """A window with a form, and what the form handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[dict[str, Any]] = []
        self.heard: list[object] = []
        self.refusal: Exception | None = None

    def keep(self, values: dict[str, Any]) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.saved.append(values)
        return f"kept {len(self.saved)}"

    def open(self, **more: Any) -> FormDialog:
        form = FormDialog(self, "Add somebody", PARTS, verb="&Add them", save=self.keep, then=self.heard.append, **more)
        form.open()
        return form


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_the_first_box_has_the_focus_and_every_box_its_name_and_hint(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    until(qtbot, lambda: form.focusWidget() is part(form, QLineEdit, "Full name"))
    assert part(form, QLineEdit, "Full name").accessibleDescription() == "As on the contract."
    assert part(form, QCheckBox, "They are leaving")
    assert part(form, QPlainTextEdit, "Notes (optional)")
    assert form.windowTitle() == "Add somebody"
    assert "days" in seen(form)


def test_what_is_missing_stands_on_top_and_at_its_box_and_nothing_is_saved(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Days", "31")
    assert save(qtbot, form) == ("Enter the full name", "Days must be a number from 1 to 30, for example 1.")
    assert form.windowTitle() == "Error: Add somebody"
    assert form.summary.hasFocus()
    assert "Enter the full name" in seen(form)
    box = part(form, QLineEdit, "Full name")
    assert box.accessibleDescription() == "Problem: Enter the full name. As on the contract."
    assert box.property("wrong") is True
    assert desk.saved == []
    qtbot.keyClick(button(form, "Days must be a number from 1 to 30, for example 1."), Qt.Key.Key_Space)
    assert part(form, QLineEdit, "Days").hasFocus()
    assert part(form, QLineEdit, "Days").text() == "31"
    form.summary.setFocus()
    qtbot.keyClick(form.summary, Qt.Key.Key_Return)
    assert box.hasFocus()


def test_once_put_right_it_is_saved_and_the_form_goes(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    save(qtbot, form)
    fill(form, "Full name", "  Bea   Quill ")
    form.input_of("roles").set_value({Role.DSL})
    assert save(qtbot, form) == ()
    assert desk.heard == ["kept 1"]
    values = desk.saved[0]
    assert values["name"] == "Bea Quill"
    assert values["roles"] == {Role.DSL}
    assert "why" not in values, "what is not asked is not handed over"


def test_a_question_appears_where_it_applies_and_is_then_needed(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    assert "About leaving" not in seen(form)
    qtbot.keyClick(part(form, QCheckBox, "They are leaving"), Qt.Key.Key_Space)
    assert "About leaving" in seen(form)
    assert save(qtbot, form) == ("Choose why",)
    reason = part(form, QComboBox, "Reason")
    reason.setFocus()
    qtbot.keyClicks(reason, "Moved")
    assert save(qtbot, form) == ()
    assert desk.saved[0]["why"] == "moved"


def test_what_the_register_refuses_is_said_at_its_box_and_nothing_typed_is_lost(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    desk.refusal = Refusals((Refusal("Bea Quill is listed already.", "name"), Refusal("The day is over.", "no_box")))
    assert save(qtbot, form) == ("Bea Quill is listed already.", "The day is over.")
    assert form.rows["name"].message.text() == "Bea Quill is listed already."
    assert part(form, QLineEdit, "Full name").text() == "Bea Quill"
    qtbot.keyClick(button(form, "The day is over."), Qt.Key.Key_Space)
    assert form.isVisible()
    desk.refusal = Refusal("Only on Mondays.")
    assert save(qtbot, form) == ("Only on Mondays.",)
    assert not form.rows["name"].message.isVisible()
    desk.refusal = None
    assert save(qtbot, form) == ()


def test_only_the_first_of_two_problems_of_a_box_stands_beside_it(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    desk.refusal = Refusals((Refusal("First.", "name"), Refusal("Second.", "name")))
    assert save(qtbot, form) == ("First.", "Second.")
    assert form.rows["name"].message.text() == "First."


def test_a_form_nobody_typed_in_closes_without_a_question(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open(values={"name": "Bea Quill"})
    press(qtbot, form, "Esc")
    assert not desk.findChildren(Message)
    assert desk.saved == []


@pytest.mark.parametrize("how", ["Esc", "the button", "the window's cross"])
def test_leaving_what_was_typed_asks_first(qtbot: QtBot, desk: Desk, how: str) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")

    def leave() -> None:
        if how == "Esc":
            press(qtbot, form, "Esc")
        elif how == "the button":
            qtbot.keyClick(button(form, "Cancel"), Qt.Key.Key_Space)
        else:
            form.close()

    leave()
    assert form.isVisible()
    qtbot.keyClick(button(dialog(Message), "Keep editing"), Qt.Key.Key_Space)
    assert part(form, QLineEdit, "Full name").text() == "Bea Quill"
    gone: list[int] = []
    form.finished.connect(gone.append)
    leave()
    qtbot.keyClick(button(dialog(Message), "Leave without saving"), Qt.Key.Key_Space)
    assert gone == [0]
    assert desk.saved == []


def test_save_and_next_asks_the_same_again_from_the_start(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open(again="Add and &next", values={"days": 7})
    fill(form, "Full name", "Bea Quill")
    fill(form, "Days", "12")
    qtbot.keyClick(part(form, QCheckBox, "They are leaving"), Qt.Key.Key_Space)
    qtbot.keyClick(button(form, "Add and next"), Qt.Key.Key_Space)
    assert form.summary.sentences == ("Choose why",)
    qtbot.keyClick(part(form, QCheckBox, "They are leaving"), Qt.Key.Key_Space)
    qtbot.keyClick(button(form, "Add and next"), Qt.Key.Key_Space)
    assert form.isVisible()
    assert [one["name"] for one in desk.saved] == ["Bea Quill"]
    assert part(form, QLineEdit, "Full name").text() == ""
    assert part(form, QLineEdit, "Days").text() == "7"
    assert part(form, QLineEdit, "Full name").hasFocus()
    press(qtbot, form, "Esc")
    assert not [one for one in desk.findChildren(Message) if one.isVisible()], "nothing is left unsaved"


def test_without_a_second_button_there_is_one_verb_and_cancel(desk: Desk) -> None:
    form = desk.open(intro="Everybody is listed once.", danger=True)
    assert has_button(form, "Add them")
    assert has_button(form, "Cancel")
    assert "Everybody is listed once." in seen(form)


def test_saving_twice_at_once_saves_once(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    keep = desk.keep

    def keep_while_it_is_pressed_again(values: dict[str, Any]) -> str:
        form.save()
        return keep(values)

    form._save = keep_while_it_is_pressed_again
    form.save()
    assert len(desk.saved) == 1


def test_what_goes_wrong_unexpectedly_leaves_the_form_open_to_be_saved_again(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    desk.refusal = RuntimeError("a mistake")
    with pytest.raises(RuntimeError):
        form.save()
    assert form.isVisible()
    desk.refusal = None
    assert save(qtbot, form) == ()
    assert len(desk.saved) == 1


def test_too_long_words_are_said_and_not_cut(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea " + "q" * 20)
    assert save(qtbot, form) == ("Full name has 24 letters and 20 fit. Shorten it.",)
    assert part(form, QLineEdit, "Full name").text() == "Bea " + "q" * 20


def test_a_form_fits_on_the_screen_however_much_it_asks(qtbot: QtBot, desk: Desk) -> None:
    many = [Field(f"box_{number}", f"Question {number}", TextBox, required="Answer") for number in range(60)]
    form = FormDialog(desk, "A long form", many, verb="&Save", save=desk.keep)
    form.open()
    assert form.height() <= form.screen().availableSize().height()
    assert len(save(qtbot, form)) == 60
    assert form.area.verticalScrollBar().value() == 0, "what is wrong is in view"
    QApplication.processEvents()
    links = [one for one in form.findChildren(QPushButton) if one.objectName() == "problem_60"]
    qtbot.keyClick(links[0], Qt.Key.Key_Space)
    box = part(form, QLineEdit, "Question 59")
    assert box.hasFocus()
    assert form.area.viewport().rect().contains(box.mapTo(form.area.viewport(), box.rect().center()))


def test_leaving_a_form_with_keys_to_save_in_the_notes(qtbot: QtBot, desk: Desk) -> None:
    form = desk.open()
    fill(form, "Full name", "Bea Quill")
    notes = part(form, QPlainTextEdit, "Notes (optional)")
    notes.setFocus()
    qtbot.keyClicks(notes, "First line")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClicks(notes, "second line")
    assert form.isVisible(), "Enter is a new line here"
    press(qtbot, form, "Ctrl+Return")
    assert desk.saved[0]["notes"] == "First line\nsecond line"


@pytest.mark.parametrize("verb", ["&Add them", "&Close it", "&Change the number"])
def test_no_letter_means_both_the_verb_and_cancel(qtbot: QtBot, verb: str) -> None:
    form = FormDialog(None, "Something", PARTS, verb=verb, save=lambda values: values)
    qtbot.addWidget(form)
    letter = verb[1].lower()
    assert f"&{letter}" not in form.cancel.text().lower()
    assert form.cancel.accessibleName() == "Cancel"


def test_enter_goes_on_to_the_next_question_and_at_the_end_to_the_verb(desk: Desk, qtbot: QtBot) -> None:
    made = desk.open(values={"name": "Ada Quist", "days": 3})
    name, days = made.input_of("name").control, made.input_of("days").control
    until(qtbot, name.hasFocus)
    assert isinstance(name, QLineEdit)
    assert name.selectedText() == "Ada Quist"
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert made.input_of("leaves").control.hasFocus()
    days.setFocus()
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert made.input_of("notes").control.hasFocus()
    assert desk.saved == []


def test_enter_saves_a_form_that_asks_one_thing(desk: Desk, qtbot: QtBot) -> None:
    made = FormDialog(desk, "One thing", PARTS[:1], verb="&Keep it", save=desk.keep)
    made.open()
    box = made.input_of("name").control
    until(qtbot, box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Enter the full name" in seen(made)
    box.setFocus()
    qtbot.keyClicks(box, "Ada Quist")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.saved == [{"name": "Ada Quist"}]
