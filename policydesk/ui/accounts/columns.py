"""How the list of official accounts looks, as data."""

from datetime import date

from policydesk.dates import written
from policydesk.queries.accounts import AccountRow
from policydesk.terms_accounts import AccountState
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark, short

STATE_MARKS = {
    AccountState.PROPOSED: Mark("○", AccountState.PROPOSED.label, Tone.INFO),
    AccountState.APPROVED: Mark("◔", AccountState.APPROVED.label, Tone.INFO),
    AccountState.LIVE: Mark("✓", AccountState.LIVE.label, Tone.GOOD),
    AccountState.SUSPENDED: Mark("–", AccountState.SUSPENDED.label, Tone.WARN),
    AccountState.CLOSED: Mark("·", AccountState.CLOSED.label, Tone.QUIET),
}
"""Where an account stands in its life."""

NOTHING = Mark("", "", Tone.QUIET)
HELD = frozenset({AccountState.LIVE, AccountState.SUSPENDED})
"""States in which an account is held to everything."""


def columns(as_at: date) -> tuple[Column[AccountRow], ...]:
    """Return the columns; what is late depends on the day."""
    return (
        Column("Account", lambda row: row.name, width=27, key="name", tip=lambda row: row.name),
        marked("State", lambda row: STATE_MARKS[row.state], width=10, key="state",
               sort=lambda row: list(AccountState).index(row.state)),
        marked("Moderators", moderators_mark, width=8, key="moderators", tip=moderators_tip,
               sort=lambda row: len(row.moderators)),
        marked("Next gap", lambda row: gap_mark(row, as_at), width=12, key="gap",
               sort=lambda row: _iso(row.gap_from) if row.state is not AccountState.CLOSED else ""),
        marked("Last moderated", lambda row: checked_mark(row, as_at), width=13, key="checked",
               sort=lambda row: _iso(row.last_checked_on)),
        Column("Platform", lambda row: row.platform_name, width=11, key="platform"),
        Column("Name on the platform", lambda row: row.handle, width=18, key="handle",
               tip=lambda row: row.address),
        marked("Evaluation due", lambda row: due_mark(row.evaluation_due_on, as_at), width=13, key="evaluation",
               sort=lambda row: _iso(row.evaluation_due_on)),
        marked("Planned end", lambda row: due_mark(_end(row), as_at), width=13, key="planned_end",
               sort=lambda row: _iso(row.planned_end_on)),
    )  # fmt: skip


def has_too_few(row: AccountRow) -> bool:
    """Whether fewer moderators than the minimum are approved and in post; a closed account needs none."""
    return row.state is not AccountState.CLOSED and len(row.moderators) < row.minimum


def is_neglected(row: AccountRow, as_at: date) -> bool:
    """Whether nobody has looked at a live account in time."""
    return row.state in HELD and row.check_due_on is not None and row.check_due_on < as_at


def moderators_mark(row: AccountRow) -> Mark:
    """Return how many moderators there are: "✓ 2 of 2", "! 1 of 2"."""
    if row.state is AccountState.CLOSED:
        return NOTHING
    words = f"{len(row.moderators)} of {row.minimum}"
    if has_too_few(row):
        return Mark("!", words, Tone.BAD if row.state in HELD else Tone.WARN)
    away = len(row.moderators) - row.available
    return Mark("✓", words, Tone.GOOD, f"({away} away)" if away else "")


def moderators_tip(row: AccountRow) -> str:
    """Return the moderators' names."""
    return ", ".join(row.moderators) or "Nobody is an approved moderator."


def gap_mark(row: AccountRow, as_at: date) -> Mark:
    """Return the first day ahead without enough moderators."""
    if row.gap_from is None or row.state is AccountState.CLOSED:
        return NOTHING
    if row.gap_from <= as_at:
        return Mark("!", "Now", Tone.BAD)
    return Mark("◔", short(row.gap_from), Tone.WARN)


def checked_mark(row: AccountRow, as_at: date) -> Mark:
    """Return when somebody last looked at the account, and whether that is too long ago."""
    words = short(row.last_checked_on) if row.last_checked_on else "Never"
    if is_neglected(row, as_at):
        return Mark("!", words, Tone.BAD)
    return Mark("", words, Tone.QUIET) if row.last_checked_on else NOTHING


def due_mark(day: date | None, as_at: date) -> Mark:
    """Return a day by which something is due; late where it has passed."""
    if day is None:
        return NOTHING
    return Mark("!" if day < as_at else "", short(day), Tone.BAD if day < as_at else Tone.QUIET)


def since_words(row: AccountRow) -> str:
    """Say the state and since when: "Live since 14 September 2026"."""
    return f"{row.state.label} since {written(row.since)}"


def _end(row: AccountRow) -> date | None:
    return None if row.state is AccountState.CLOSED else row.planned_end_on


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
