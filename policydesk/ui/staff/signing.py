"""What one person signed: a tick for each policy they have still to acknowledge, and when and how."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.acknowledgements import AcknowledgementDraft, record_all
from policydesk.actions.documents import FileDraft
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.staff_detail import StaffDetail
from policydesk.terms import AckState
from policydesk.ui.acknowledgements.fields import read_evidence, record_fields
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import TickBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog

WAITING = frozenset(state for state in AckState if state.wants_signature or state is AckState.DECLINED)
"""States of what somebody can still sign."""


def ask_what_was_signed(parent: QWidget, desk: Desk, person: StaffDetail, say: Callable[[str], object]) -> bool:
    """Ask which policies a person signed and record them as one change; False where nothing is left to sign."""
    waiting = tuple(one for one in person.asked if one.state in WAITING)
    name = person.row.full_name
    ticks = tuple(
        Field(f"version_{one.version_id}", "", partial(TickBox, f"{one.title}, version {one.label}")) for one in waiting
    )
    if not ticks:
        return False
    only = {ticks[0].name: True} if len(ticks) == 1 else {}
    FormDialog(
        parent,
        f"What {name} signed",
        (*ticks, *record_fields(desk.today)),
        verb="&Record",
        values={"signed_on": desk.today, **only},
        save=lambda values: _record(desk, person.row.id, values),
        then=lambda count: say(f"Recorded {counted(count, 'acknowledgement')} of {name}"),
    ).open()
    return True


def _record(desk: Desk, staff_id: int, values: dict[str, Any]) -> int:
    ticks = {name: on for name, on in values.items() if name.startswith("version_")}
    signed = [int(name.removeprefix("version_")) for name, on in ticks.items() if on]
    if not signed:
        raise Refusal("Tick at least one policy.")
    evidence = read_evidence(values)
    file = FileDraft(*evidence) if evidence else None
    return desk.act(
        record_all,
        [
            AcknowledgementDraft(
                (staff_id,), version, values["signed_on"], values["method"], values["understanding"], file
            )
            for version in signed
        ],
    )
