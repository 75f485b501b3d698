"""The forms that change the rule pack: another value from a day on, or PolicyDesk’s own again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.pack import PackBackDraft, PackDraft, change_pack, give_back
from policydesk.dates import written
from policydesk.queries.pack_table import PackRow
from policydesk.rules.pack_lines import PackLine
from policydesk.rules.pack_texts import NO, YES
from policydesk.terms_pack import PackForm
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import Input, NotesBox, NumberBox, TextBox

REASON = Field("reason", "Why", NotesBox, "Kept with the date and your name.", "Say why.")

SOURCE = Field("source", "Source", TextBox, "Where it is written: a title, an address, a letter.", "Enter the source.")

HINTS = {
    PackForm.YEARS: "Several with commas: 1989, 2004.",
    PackForm.EDITION: "Its name, such as 2027. It counts from the day below.",
    PackForm.DAY: EXAMPLE,
    PackForm.PHRASES: "Several with commas. They are looked for beside PolicyDesk’s own.",
    PackForm.SWITCH: "No: the text check leaves it out.",
}

Then = Callable[[object], object]


def ask_value(parent: QWidget, desk: Desk, row: PackRow, then: Then) -> None:
    """Ask for another value of a line, from which day, why, and where that is written."""
    line = row.line
    FormDialog(
        parent,
        f"Change: {line.name}",
        (
            Field("value", line.asks, lambda: _box(line, desk.today), _hint(line)),
            Field("from_on", "From", lambda: DateBox(desk.today), "Today or a later day.", "Enter the day."),
            REASON,
            SOURCE,
        ),
        intro=f"{'The entry' if line.entry else 'PolicyDesk'} says {line.shown(line.value)}, as of "
        f"{written(line.as_of)}. Source: {line.source.rstrip('.')}. Earlier days keep what was known then.",
        verb="&Change it",
        values={"value": _first(line, row.value), "from_on": desk.today},
        save=lambda values: desk.act(change_pack, PackDraft(line.key, **values)),
        then=then,
    ).open()


def ask_back(parent: QWidget, desk: Desk, row: PackRow, then: Then) -> None:
    """Ask why a line goes back to what PolicyDesk says."""
    FormDialog(
        parent,
        "As it was first entered" if row.entry else "As PolicyDesk has it",
        (REASON,),
        intro=f"{row.line.name}, {row.line.asks.lower()}: {row.line.shown(row.line.value)} from today on. "
        "What the school entered stays in the history, and counts for the days on which it was in force.",
        verb="&Give it back",
        save=lambda values: desk.act(give_back, PackBackDraft(row.line.key, values["reason"])),
        then=then,
    ).open()


def _box(line: PackLine, today: date) -> Input:
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        return NumberBox(line.lowest, line.highest, f"{line.unit}s")
    if line.form is PackForm.SWITCH:
        return ChoiceBox(((YES, "Yes"), (NO, "No")))
    if line.form is PackForm.PHRASES:
        return NotesBox(lines=2)
    return DateBox(today) if line.form is PackForm.DAY else TextBox()


def _hint(line: PackLine) -> str:
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        return f"From {line.lowest} to {line.highest}."
    return HINTS.get(line.form, "")


def _first(line: PackLine, value: str) -> Any:
    """Return a value as its box takes it."""
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        return int(value) if value else None
    if line.form is PackForm.DAY:
        return date.fromisoformat(value) if value else None
    return value
