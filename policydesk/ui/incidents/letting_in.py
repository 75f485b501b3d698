"""Letting somebody in: another reader, with the key at hand or the recovery sheet, or the newest sheet itself."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.envelopes import let_in, let_in_with_sheet
from policydesk.actions.vouching import let_sheet_in
from policydesk.counts import counted_or_no
from policydesk.errors import Refusal, StoreTrouble
from policydesk.queries.readers import holders
from policydesk.rules.readers import Holder
from policydesk.store.sealed import sheet_vault
from policydesk.store.vault import Vault
from policydesk.store.vouching import sheet_waits
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import TextBox

NEWEST_SHEET = 0
"""Stands for the safeguarding sheet among the users, whose ids begin with 1."""

NOBODY_TO_LET_IN = "Add the DSL or the headteacher first: Settings, Users, “Add user”. Then let them in here."

INTRO = (
    "They can open these records from then on; records about themselves are left out. When somebody leaves, their keys "
    "go: they open nothing new, but what they read or printed, and backups made before, cannot be taken back."
)


def letting_in(
    page: QWidget, desk: Desk, said: Callable[[str], object], ids: tuple[int, ...], *, by_sheet: bool
) -> FormDialog | None:
    """Return the form that asks whom to let in; None where there is nobody."""
    me, vault = desk.actor.user_id, desk.register.vault
    people = [(one.user_id, _whom(one, vault)) for one in desk.ask(holders) if by_sheet or one.user_id != me]
    waits = not by_sheet and desk.ask(sheet_waits, vault)
    if waits:
        people.append((NEWEST_SHEET, "The newest safeguarding recovery sheet"))
    if not people:
        return None

    def save(values: dict[str, Any]) -> int:
        user_id = values["user_id"]
        if not by_sheet and user_id != NEWEST_SHEET:
            return desk.act(let_in, user_id, ids)
        sheet = _sheet(desk, values["code"])
        if user_id == NEWEST_SHEET:
            return desk.act(let_sheet_in, sheet)
        return desk.act(let_in_with_sheet, user_id, sheet)

    return FormDialog(
        page,
        "Let somebody in",
        _fields(people, by_sheet=by_sheet, waits=waits),
        intro=INTRO,
        verb="&Let in",
        save=save,
        then=lambda count: said(f"Let in: {counted_or_no(count, 'record')}{'' if count else ' more'}."),
    )


def _fields(people: Sequence[tuple[int, str]], *, by_sheet: bool, waits: bool) -> tuple[Field, ...]:
    who = Field(
        "user_id", "Who", lambda: ChoiceBox(people, none="Select a user"),
        "Whoever is let in for the first time finds the code of their key in Settings, Users, on their own screen. "
        "Go on only where it is the same.", "Select a user.",
    )  # fmt: skip
    label, hint = "Code of the safeguarding recovery sheet", "Nine groups of four letters and digits."
    if by_sheet:
        return who, Field("code", label, TextBox, hint, "Enter the code.")
    if waits:
        return who, Field("code", f"{label} (optional)", TextBox, f"Only to let the newest sheet itself in. {hint}")
    return (who,)


def _whom(holder: Holder, vault: Vault) -> str:
    """Name a user, with the code of their key where nobody has vouched for it yet."""
    public = None if holder.is_vouched else vault.key_of_user(holder.name)
    return holder.name if public is None else f"{holder.name}, not let in yet: key {public.code}"


def _sheet(desk: Desk, code: str) -> Vault:
    try:
        return sheet_vault(desk.register, code)
    except StoreTrouble as trouble:
        raise Refusal(trouble.says, "code") from trouble
