"""What can be done about moderators: appointing, changing, ending, and replacing one by another everywhere."""

from dataclasses import dataclass
from datetime import date

from policydesk.store import Txn
from policydesk.terms_accounts import ModeratorRole


@dataclass(frozen=True)
class ModeratorDraft:
    """One turn of somebody as moderator, both days inclusive, and who approved it when."""

    staff_id: int
    role: ModeratorRole
    from_on: date
    until_on: date | None = None
    in_holidays: bool = False
    approved_by_id: int | None = None
    approved_on: date | None = None


@dataclass(frozen=True)
class ReplaceDraft:
    """Who takes over from whom from a day on; `account_ids` None means on every account."""

    old_staff_id: int
    new_staff_id: int
    from_on: date
    approved_by_id: int | None = None
    approved_on: date | None = None
    account_ids: tuple[int, ...] | None = None


def appoint_moderator(txn: Txn, account_id: int, draft: ModeratorDraft) -> int:
    """Appoint somebody whom the policy binds as moderator; returns the turn's id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_moderator(txn: Txn, moderator_id: int, draft: ModeratorDraft) -> None:
    """Change a turn; another role, or being there in the holidays, begins today where the turn runs already."""
    raise NotImplementedError


def end_moderator(txn: Txn, moderator_id: int, until_on: date) -> None:
    """End a turn; `until_on` is its last day, inclusive."""
    raise NotImplementedError


def replace_moderator(txn: Txn, draft: ReplaceDraft) -> int:
    """End somebody's turns and begin the same for somebody else; returns on how many accounts.

    Where the other person moderates already, the old turn only ends.
    """
    raise NotImplementedError
