"""What is said of one account on a day: the answers to the questions of the standard's appendix."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from policydesk.models import AccountRecord, StaffMember
from policydesk.terms_accounts import Audience, ContentRule, Engagement, LoginIdentity, TwoStep


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


def answers_on(session: Session, as_at: date, account_id: int) -> AccountAnswers:
    """Return what was said of an account on a day; before the first record, the first."""
    later = case((AccountRecord.recorded_on > as_at, AccountRecord.recorded_on))
    asked = (
        select(AccountRecord)
        .where(AccountRecord.account_id == account_id)
        .order_by(AccountRecord.recorded_on > as_at, later, AccountRecord.recorded_on.desc())
    )
    record = session.scalars(asked.limit(1)).one()
    people = (record.content_delegated_by_id, record.responsible_leader_id, record.credentials_holder_id)
    known = select(StaffMember.id, StaffMember.full_name).where(StaffMember.id.in_([one for one in people if one]))
    names = {row.id: row.full_name for row in session.execute(known)}
    worked_out: dict[str, Any] = {
        "audience": frozenset(Audience(one) for one in record.audience),
        "engagement": Engagement(record.engagement),
        "content_rule": ContentRule(record.content_rule),
        "login_identity": LoginIdentity(record.login_identity),
        "two_step": TwoStep(record.two_step),
        "content_delegated_by": names.get(record.content_delegated_by_id or 0, ""),
        "responsible_leader": names.get(record.responsible_leader_id or 0, ""),
        "credentials_holder": names.get(record.credentials_holder_id or 0, ""),
    }
    same = {one.name: getattr(record, one.name) for one in fields(AccountAnswers) if one.name not in worked_out}
    return AccountAnswers(**same, **worked_out)
