"""Who may decide what on a day: posts that the policy in force names, line managers, moderators of the account."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.terms_accounts import ApprovalKind

LINE_MANAGER = "line_manager"
"""As what somebody decides who is the asker's line manager; a post's value stands for a post."""

MODERATOR = "moderator"
"""As what somebody decides who is an approved moderator of the account."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who may decide; `as_what` is the value of their post, LINE_MANAGER or MODERATOR."""

    staff_id: int
    full_name: str
    as_what: str


def who_may_decide(
    session: Session, kind: ApprovalKind, account_id: int | None, on: date, asked_by_id: int | None = None
) -> tuple[Decider, ...]:
    """Return who may decide something on a day, heads first; each person once."""
    raise NotImplementedError
