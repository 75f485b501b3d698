"""What can be asked about one official account: its answers, its life, who moderates it, what is open."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import AccountStep, Evaluation, ModerationCheck, StaffMember
from policydesk.queries.account_answers import AccountAnswers, answers_on
from policydesk.queries.account_checklist import ChecklistRow, TickRow, checklist_row, tick_rows
from policydesk.queries.account_cover import account_cover, school_holidays
from policydesk.queries.account_logs import (
    AccessRow,
    ApprovalRow,
    PermissionRow,
    approvals,
    outside_access,
    permissions,
)
from policydesk.queries.account_moderators import ModeratorRow, moderator_rows
from policydesk.queries.accounts import AccountRow, account_rows
from policydesk.queries.demands import school_standard, version_in_force
from policydesk.queries.history import HistoryRow, history
from policydesk.rules.account_life import next_states
from policydesk.rules.cover import Interval, Spell, gaps
from policydesk.rules.standard import ChecklistItem, Standard
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, Audience, Engagement, EvaluationResult

__all__ = [
    "AccountAnswers",
    "AccountDetail",
    "CheckRow",
    "ChecklistRow",
    "EvaluationRow",
    "ModeratorRow",
    "StepRow",
    "TickRow",
    "account_detail",
    "items_asked",
]

WINDOW_DAYS = 92
"""Days ahead for which the detail of an account shows its cover."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of an account's life."""

    id: int
    state: AccountState
    on_day: date
    by_name: str
    note: str
    override_reason: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One look at an account: by whom, what was found and removed."""

    id: int
    checked_on: date
    staff_id: int
    full_name: str
    found: str
    removed: int
    removed_what: str
    followers_vetted: bool
    concern_reference: str


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """An account's success weighed against its purpose."""

    id: int
    evaluated_on: date
    evaluated_by: str
    result: EvaluationResult
    notes: str


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """Everything the register has about one account, as at a day.

    `cover` tiles the window; `gaps` are its days with fewer moderators than `minimum`; `holidays` are the school's.
    """

    row: AccountRow
    answers: AccountAnswers
    steps: tuple[StepRow, ...]
    moderators: tuple[ModeratorRow, ...]
    checklist: tuple[ChecklistRow, ...]
    ticks: tuple[TickRow, ...]
    approvals: tuple[ApprovalRow, ...]
    checks: tuple[CheckRow, ...]
    evaluations: tuple[EvaluationRow, ...]
    firms: tuple[AccessRow, ...]
    permissions: tuple[PermissionRow, ...]
    cover: tuple[Interval, ...]
    gaps: tuple[Interval, ...]
    holidays: tuple[Spell, ...]
    minimum: int
    next_states: tuple[AccountState, ...]
    history: tuple[HistoryRow, ...]


def account_detail(
    session: Session, as_at: date, account_id: int, first: date | None = None, last: date | None = None
) -> AccountDetail | None:
    """Return everything about one account; None where there is none on the day.

    Cover is shown from a first to a last day; without them from the day itself on.
    """
    row = next(iter(account_rows(session, as_at, (account_id,))), None)
    if row is None:
        return None
    version = version_in_force(session, as_at)
    answers = answers_on(session, as_at, account_id)
    ticks = tick_rows(session, as_at, account_id)
    begins = first or as_at
    ends = last or begins + timedelta(days=WINDOW_DAYS)
    cover = account_cover(session, begins, ends, (account_id,), known_by=as_at)[account_id]
    return AccountDetail(
        row=row,
        answers=answers,
        steps=_steps(session, as_at, account_id),
        moderators=moderator_rows(session, as_at, account_id, version),
        checklist=tuple(
            checklist_row(item, ticks, as_at) for item in items_asked(school_standard(session, as_at), answers)
        ),
        ticks=ticks,
        approvals=approvals(session, as_at, account_id=account_id),
        checks=_checks(session, as_at, account_id),
        evaluations=_evaluations(session, as_at, account_id),
        firms=outside_access(session, as_at, account_id=account_id),
        permissions=permissions(session, as_at, account_id=account_id),
        cover=cover,
        gaps=gaps(cover, row.minimum),
        holidays=school_holidays(session, begins, ends, as_at),
        minimum=row.minimum,
        next_states=next_states(row.state),
        history=history(session, Topic.ACCOUNTS, account_id, 50),
    )


def items_asked(standard: Standard, answers: AccountAnswers) -> tuple[ChecklistItem, ...]:
    """Return the questions of the checklist that are asked of an account with these answers."""
    return standard.items_for(
        pupils=answers.pupils_contribute or Audience.PUPILS in answers.audience,
        contributions=answers.pupils_contribute or answers.engagement is not Engagement.BROADCAST,
    )


def _steps(session: Session, as_at: date, account_id: int) -> tuple[StepRow, ...]:
    asked = (
        select(AccountStep)
        .where(AccountStep.account_id == account_id, AccountStep.on_day <= as_at)
        .order_by(AccountStep.on_day, AccountStep.id)
    )
    return tuple(
        StepRow(one.id, AccountState(one.state), one.on_day, one.by_name, one.note, one.override_reason)
        for one in session.scalars(asked)
    )


def _checks(session: Session, as_at: date, account_id: int) -> tuple[CheckRow, ...]:
    asked = (
        select(ModerationCheck, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == ModerationCheck.staff_id)
        .where(ModerationCheck.account_id == account_id, ModerationCheck.checked_on <= as_at)
        .order_by(ModerationCheck.checked_on.desc(), ModerationCheck.id.desc())
    )
    same = ("id", "checked_on", "staff_id", "found", "removed", "removed_what", "followers_vetted", "concern_reference")
    return tuple(
        CheckRow(**{each: getattr(one, each) for each in same}, full_name=name) for one, name in session.execute(asked)
    )


def _evaluations(session: Session, as_at: date, account_id: int) -> tuple[EvaluationRow, ...]:
    asked = (
        select(Evaluation)
        .where(Evaluation.account_id == account_id, Evaluation.evaluated_on <= as_at)
        .order_by(Evaluation.evaluated_on.desc(), Evaluation.id.desc())
    )
    return tuple(
        EvaluationRow(one.id, one.evaluated_on, one.evaluated_by, EvaluationResult(one.result), one.notes)
        for one in session.scalars(asked)
    )
