"""The forms about moderators: appointing, changing, ending, and replacing one everywhere."""

from typing import Any

from policydesk.actions.moderators import (
    ModeratorDraft,
    ReplaceDraft,
    appoint_moderator,
    change_moderator,
    end_moderator,
    replace_moderator,
)
from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_detail import AccountDetail, ModeratorRow
from policydesk.terms_accounts import ModeratorRole
from policydesk.ui.accounts import work_fields
from policydesk.ui.accounts.asks import Asks


def appoint(asks: Asks, account: AccountDetail) -> None:
    """Appoint a moderator of an account."""
    approvers = asks.approvers(account.row.id)
    did, there = f"Appointed a moderator for {account.row.name}", len(account.row.moderators)

    def save(values: dict[str, Any]) -> str:
        asks.desk.act(appoint_moderator, account.row.id, _draft(values))
        return did if values.get("approved_by_id") else f"{did}, not approved yet: only approved moderators count"

    asks.form(
        f"A moderator for {account.row.name}",
        work_fields.moderator_fields(asks.today, asks.search, approvers, ask_who=True),
        intro=f"The policy asks for {counted(account.minimum, 'approved moderator')}; "
        f"{counted(there, 'is', 'are') if there else 'nobody is'} there.",
        verb="&Appoint",
        values={"from_on": asks.today, "approved_on": asks.today},
        save=save,
        then=asks.done,
        again="Appoint and &next",
    ).open()


def change(asks: Asks, turn: ModeratorRow, role: ModeratorRole | None = None, *, approve: bool = False) -> None:
    """Change somebody's turn as moderator; the form suggests a role where one is named, or the approval."""
    approvers = asks.approvers(None)
    if turn.approved_by_id is not None and turn.approved_by_id not in {one for one, _words in approvers}:
        approvers.append((turn.approved_by_id, turn.approved_by))
    by = approvers[0][0] if approve and len(approvers) == 1 else turn.approved_by_id
    names = ("role", "from_on", "until_on", "in_holidays")
    form = asks.form(
        f"{turn.full_name} as moderator",
        work_fields.moderator_fields(asks.today, asks.search, approvers, ask_who=False),
        f"Saved {turn.full_name}’s turn as moderator",
        verb="&Save",
        values={
            **{name: getattr(turn, name) for name in names},
            "role": role or turn.role,
            "approved_by_id": by,
            "approved_on": turn.approved_on or asks.today,
        },
        save=lambda values: asks.desk.act(change_moderator, turn.id, _draft({**values, "staff_id": turn.staff_id})),
    )
    form.begin_at("approved_by_id" if approve else "role")
    form.open()


def end(asks: Asks, turn: ModeratorRow) -> None:
    """End somebody's turn as moderator."""
    asks.form(
        f"{turn.full_name} stops moderating",
        work_fields.last_day_field(asks.today, "until_on", "Last day as moderator"),
        f"{turn.full_name} stops moderating",
        intro=f"Moderator since {written(turn.from_on)}.",
        verb="&End the turn",
        values={"until_on": turn.until_on or asks.today},
        save=lambda values: asks.desk.act(end_moderator, turn.id, values["until_on"]),
    ).open()


def replace(asks: Asks, people: list[tuple[int, str]], old: int | None = None, ids: tuple[int, ...] = ()) -> None:
    """Let somebody take over from somebody else: on the accounts that are selected, else on all."""
    where = f"on {counted(len(ids), 'account')}" if len(ids) > 1 else "on every account"
    asks.form(
        "Replace a moderator everywhere" if len(ids) < 2 else "Replace a moderator",
        work_fields.replace_fields(asks.today, people, asks.search, asks.approvers(None)),
        intro=f"The old turns end the day before, {where}. Who takes over gets the same turns.",
        verb="&Replace",
        values={"from_on": asks.today, "approved_on": asks.today, "old_staff_id": old},
        save=lambda values: asks.desk.act(
            replace_moderator, ReplaceDraft(**values, account_ids=ids if len(ids) > 1 else None)
        ),
        then=lambda count: asks.done(f"Replaced a moderator on {counted(count, 'account')}"),
    ).open()


def _draft(values: dict[str, Any]) -> ModeratorDraft:
    if values.get("approved_by_id") is None:
        values = {**values, "approved_on": None}
    return ModeratorDraft(**values)
