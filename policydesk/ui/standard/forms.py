"""The forms that change the standard: another one, a number, a rule; each asks for the reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from policydesk.actions.standard import (
    NumberDraft,
    RuleDraft,
    StandardDraft,
    choose_standard,
    set_number,
    switch_rule,
)
from policydesk.queries.standard import DemandRow
from policydesk.rules.standard import NUMBERS, SHIPPED, Standard, standard_named
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox, TickBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, NumberBox

REASON = Field("reason", "Why", NotesBox, "Kept with the date and your name.", "Say why.")

Then = Callable[[object], object]


def ask_standard(parent: QWidget, desk: Desk, now: Standard, then: Then) -> None:
    """Ask to which standard the school is held; all of them are described side by side."""
    every = [standard_named(code) for code in SHIPPED]
    FormDialog(
        parent,
        "Choose the standard",
        (
            Field("code", "Standard", lambda: ChoiceBox([(one.code, one.short) for one in every])),
            REASON,
            *(Section(one.short, " ".join(one.says)) for one in every),
        ),
        intro="From today on. Earlier days keep the standard that was in force then; numbers and rules begin afresh.",
        verb="&Use this standard",
        values={"code": now.code},
        save=lambda values: desk.act(choose_standard, StandardDraft(**values)),
        then=then,
    ).open()


def ask_number(parent: QWidget, desk: Desk, row: DemandRow, then: Then) -> None:
    """Ask for a number instead of the standard’s, or give it back."""
    number = next(one for one in NUMBERS if one.name == row.name)
    unit = f"{number.unit}s"
    back = Field("back", "", lambda: TickBox("As the policy or the standard says"))
    FormDialog(
        parent,
        number.asks,
        (
            *((back,) if row.is_switched else ()),
            Field(
                "value",
                "Number from today on",
                lambda: NumberBox(number.lowest, number.highest, unit),
                f"From {number.lowest} to {number.highest}.",
                when=lambda values: not values.get("back"),
            ),
            REASON,
        ),
        intro=row.whence,
        verb="&Change the number",
        values={"value": row.number},
        save=lambda values: desk.act(
            set_number, NumberDraft(row.name, None if values.get("back") else values["value"], values["reason"])
        ),
        then=then,
    ).open()


def ask_rule(parent: QWidget, desk: Desk, row: DemandRow, then: Then) -> None:
    """Ask why a rule is switched off or on; one that was switched goes back to what the standard says."""
    on = None if row.is_switched else not row.is_on
    verb = "&Leave it to the standard" if on is None else "&Switch on" if on else "&Switch off"
    FormDialog(
        parent,
        verb.replace("&", ""),
        (REASON,),
        intro=f"{row.demand} From today on. Earlier days stay as they were.",
        verb=verb,
        save=lambda values: desk.act(switch_rule, RuleDraft(row.name, on, values["reason"])),
        then=then,
    ).open()
