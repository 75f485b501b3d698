"""What can be asked about one official account: its answers, its life, who moderates it, what is open."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.queries.account_logs import AccessRow, ApprovalRow, PermissionRow
from policydesk.queries.accounts import AccountRow
from policydesk.queries.history import HistoryRow
from policydesk.rules.account_checklist import ItemState
from policydesk.rules.cover import Interval, Spell
from policydesk.rules.standard import ChecklistItem
from policydesk.terms_accounts import (
    AccountState,
    Audience,
    ContentRule,
    Engagement,
    EvaluationResult,
    LoginIdentity,
    ModeratorRole,
    TickAnswer,
    TwoStep,
)

WINDOW_DAYS = 92
"""Days ahead for which the detail of an account shows its cover."""


@dataclass(frozen=True, slots=True)
class AccountAnswers:
    """What is said of an account on a day, since `recorded_on`; people by id and by name."""

    recorded_on: date
    name: str
    platform: str
    other_platform: str
    handle: str
    address: str
    purpose: str
    strong_reason: str
    intended_outcome: str
    permitted_uses: str
    not_for: str
    audience: frozenset[Audience]
    youngest_age: int | None
    minimum_age_reason: str
    discussed_with_head_on: date | None
    engagement: Engagement
    pupils_contribute: bool
    content_rule: ContentRule
    content_delegated_by_id: int | None
    content_delegated_by: str
    content_delegated_on: date | None
    hours_per_week: int | None
    post_frequency: str
    responsible_leader_id: int | None
    responsible_leader: str
    evaluation_criteria: str
    exit_strategy: str
    planned_end_on: date | None
    guidance_followed: str
    vetting_method: str
    risk_assessed_on: date | None
    risk_assessed_by: str
    risk_notes: str
    advice_from: str
    intervention_plan: str
    recovery_plan: str
    house_rules_at: str
    terms_of_use_at: str
    website_page: str
    views_disclaimer: bool
    login_identity: LoginIdentity
    login_email: str
    credentials_kept: str
    credentials_holder_id: int | None
    credentials_holder: str
    two_step: TwoStep
    recovery_address: str
    notes: str


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
class ModeratorRow:
    """One turn of a moderator, past, running or to come, both days inclusive.

    `last_day` is the day on which it ends in fact, and `leaves` is whether that is because they leave the school.
    `owes` is whether they have still to acknowledge the social media policy in force.
    """

    id: int
    staff_id: int
    full_name: str
    role: ModeratorRole
    from_on: date
    until_on: date | None
    in_holidays: bool
    approved_by_id: int | None
    approved_by: str
    approved_on: date | None
    last_day: date | None
    leaves: bool
    is_running: bool
    trained_until: date | None
    bound: bool
    owes: bool


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One question of the checklist and its newest answer; a “yes” holds until `valid_until`, inclusive."""

    item: ChecklistItem
    state: ItemState
    answer: TickAnswer | None = None
    ticked_on: date | None = None
    ticked_by: str = ""
    note: str = ""
    evidence_id: int | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class TickRow:
    """One answer to a question of the checklist as it was given, also where a newer one counts."""

    id: int
    item: str
    answer: TickAnswer
    ticked_on: date
    ticked_by: str
    note: str
    evidence_id: int | None


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
    raise NotImplementedError
