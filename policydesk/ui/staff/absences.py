"""The forms about days on which somebody is away, and about the training of moderators."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.absences import (
    AbsenceDraft,
    TrainingDraft,
    cancel_absence,
    change_absence,
    record_absence,
    record_training,
)
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.calendar import AbsenceRow
from policydesk.terms_accounts import AbsenceKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.policies.fields import DOCUMENTS
from policydesk.ui.policies.forms import read_file

People = Sequence[tuple[int, str]]
Say = Callable[[str], object]


def absence_fields(today: date, people: People) -> tuple[Field, ...]:
    """Ask when somebody is away; no more of the reason than its kind."""
    who = Field("staff_id", "Who", lambda: ChoiceBox(people, none="Select somebody"), required="Select who is away.")
    return (
        *((who,) if people else ()),
        Field("kind", "Why", lambda: TermBox(AbsenceKind), "No more than this is kept."),
        Field("from_on", "First day away", lambda: DateBox(today), EXAMPLE, required="Enter the first day away."),
        Field("until_on", "Last day away", lambda: DateBox(today), required="Enter the last day away."),
    )


def ask_absence(parent: QWidget, desk: Desk, people: People, say: Say, *, before: AbsenceRow | None = None) -> None:
    """Record that somebody is away, or change what was recorded; a single person is not asked for."""
    only = people[0] if len(people) == 1 else None
    if not people:
        say("Nobody moderates this account now")
        return
    values: dict[str, Any] = {"from_on": desk.today}
    if before is not None:
        values = {"kind": before.kind, "from_on": before.from_on, "until_on": before.until_on}

    def keep(answers: dict[str, Any]) -> object:
        draft = AbsenceDraft(**({**answers, "staff_id": only[0]} if only else answers))
        return desk.act(record_absence, draft) if before is None else desk.act(change_absence, before.id, draft)

    FormDialog(
        parent,
        f"{only[1]} is away" if only else "Somebody is away",
        absence_fields(desk.today, () if only else people),
        intro="Accounts that they moderate may be without cover on these days; Today says so.",
        verb="&Record the absence" if before is None else "&Save",
        values=values,
        save=keep,
        then=lambda _done: say("Recorded the absence" if before is None else "Saved the absence"),
    ).open()


def take_away(desk: Desk, absence: AbsenceRow, say: Say) -> None:
    """Take an absence away that does not happen; Undo brings it back."""
    desk.act(cancel_absence, absence.id)
    say(f"{absence.full_name} is not away after all")


def training_fields(today: date, people: People) -> tuple[Field, ...]:
    """Ask what training people had; several are ticked."""
    ticks = tuple(Field(f"person_{one}", "", partial(TickBox, name)) for one, name in people)
    return (
        *(ticks if len(people) > 1 else ()),
        Field("trained_on", "Trained on", lambda: DateBox(today), EXAMPLE, required="Enter the day of the training."),
        Field("title", "Training (optional)", TextBox, "For example, moderating official accounts."),
        Field("expires_on", "Holds until (optional)", lambda: DateBox(today),
              "Leave empty for as long as the standard says."),
        Field("evidence", "Certificate (optional)", lambda: FileBox(DOCUMENTS)),
    )  # fmt: skip


def ask_training(parent: QWidget, desk: Desk, people: People, say: Say, *, ticked: Collection[int] = ()) -> None:
    """Record a training that people had; of several those are ticked who need it."""
    only = people[0] if len(people) == 1 else None
    FormDialog(
        parent,
        f"Training of {only[1]}" if only else "Training of moderators",
        training_fields(desk.today, people),
        verb="&Record the training",
        values={"trained_on": desk.today, **{f"person_{one}": one in ticked for one, _name in people}},
        save=lambda values: _record_training(desk, people, values),
        then=lambda ids: say(f"Recorded the training of {counted(len(ids), 'person', 'people')}"),
    ).open()


def _record_training(desk: Desk, people: People, values: dict[str, Any]) -> tuple[int, ...]:
    ids = tuple(one for one, _name in people if len(people) == 1 or values[f"person_{one}"])
    if not ids:
        raise Refusal("Tick who was trained.", f"person_{people[0][0]}")
    own = {name: value for name, value in values.items() if not name.startswith("person_")}
    return desk.act(record_training, TrainingDraft(ids, **{**own, "evidence": read_file(own["evidence"], "evidence")}))
