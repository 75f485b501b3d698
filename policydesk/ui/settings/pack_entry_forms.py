"""The forms for the school's own entries in the rule pack: which kind, what it says, and taking it out."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.pack_entries import EntryDraft, TakeOutDraft, add_entry, take_out
from policydesk.queries.pack import rule_pack
from policydesk.queries.pack_table import PackRow
from policydesk.rules.pack_additions import ADDITIONS, Addition, Question, addition
from policydesk.rules.pack_entry_values import LONGEST_NAME, asked_for
from policydesk.rules.pack_values import FIRST_LAW, HIGHEST_AGE, LONGEST
from policydesk.terms_pack import PackForm
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import Input, NotesBox, NumberBox, TextBox
from policydesk.ui.settings.pack_forms import REASON, SOURCE, Then

ABOUT = ("from_on", "as_of", "reason", "source")
"""What is asked of every entry."""


def ask_kind(parent: QWidget, desk: Desk, then: Then) -> None:
    """Ask what kind of entry is added, and go on to its questions."""
    choices = [(one.list, one.label) for one in ADDITIONS]
    none = "Select what it is"
    which = Field("list", "What is added", lambda: ChoiceBox(choices, none=none), "", f"{none}.")
    form = FormDialog(
        parent,
        "Add to the rule pack",
        (which,),
        intro="What PolicyDesk does not know yet. It counts from a day on, and can be taken out again.",
        verb="&Next",
        save=lambda values: values["list"],
    )
    chosen: list[str] = []
    form.saved.connect(chosen.append)
    form.accepted.connect(lambda: ask_entry(parent, desk, addition(chosen[0]), then))
    form.open()


def ask_entry(parent: QWidget, desk: Desk, kind: Addition, then: Then) -> None:
    """Ask what the entry says, from which day it counts, when it was looked up, why, and where it is written."""
    today = desk.today
    series = [one.title for one in desk.ask(rule_pack, today).knowledge.series]
    FormDialog(
        parent,
        f"Add {kind.label[0].lower()}{kind.label[1:]}",
        (
            *(_field(one, kind, today, series) for one in kind.questions),
            Section("From when, and from where"),
            Field(
                "from_on", "In the rule pack from", lambda: DateBox(today), "Today or a later day.", "Enter the day."
            ),
            Field(
                "as_of", "Looked up on", lambda: DateBox(today), "As of when it is known to be so.", "Enter the day."
            ),
            REASON,
            SOURCE,
        ),
        intro=f"{kind.hint} Earlier days keep what was known then.",
        verb="&Add it",
        values={"from_on": today, "as_of": today},
        save=lambda values: desk.act(add_entry, _draft(kind, values)),
        then=then,
    ).open()


def ask_out(parent: QWidget, desk: Desk, row: PackRow, then: Then) -> None:
    """Ask why an entry of the school's own no longer counts."""
    entry = row.entry
    assert entry is not None
    FormDialog(
        parent,
        "Take the entry out",
        (REASON,),
        intro=f"{row.line.name} no longer counts from today on, and neither does what was changed of it. It stays in "
        "the history, and counts for the days on which it was in force.",
        verb="&Take it out",
        save=lambda values: desk.act(take_out, TakeOutDraft(entry.id, values["reason"])),
        then=then,
    ).open()


def _draft(kind: Addition, values: dict[str, Any]) -> EntryDraft:
    facts = {one.name: values.get(one.name) for one in kind.questions}
    return EntryDraft(kind.list, facts, **{name: values[name] for name in ABOUT})


def _field(question: Question, kind: Addition, today: date, series: list[str]) -> Field:
    required = "" if question.optional else asked_for(question)
    longest = LONGEST_NAME if question.name in kind.named else LONGEST
    return Field(
        question.name, question.asks, lambda: _box(question.form, longest, today, series), question.hint, required
    )


def _box(form: PackForm, longest: int, today: date, series: list[str]) -> Input:
    if form is PackForm.AGE:
        return NumberBox(0, HIGHEST_AGE, "years")
    if form is PackForm.YEAR:
        return NumberBox(FIRST_LAW, today.year + 1)
    if form is PackForm.DAY:
        return DateBox(today)
    if form is PackForm.PHRASES:
        return NotesBox(lines=2)
    if form is PackForm.SERIES:
        return ChoiceBox([(one, one) for one in series], none="Select the guidance")
    return TextBox(longest=longest)
