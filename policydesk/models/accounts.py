"""The official accounts: what speaks in the school's name, what was said of it when, and the steps of its life."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class OfficialAccount(Base):
    """An account, page or channel that represents the school (CP must 1, AT A.3.1). What is said of it is dated."""

    __tablename__ = "official_account"

    added_on: Mapped[date]


class AccountRecord(Base):
    """The answers about one account as they stood from a day on, until the next record; one for each day.

    A change writes a new record, so that the register still knows what was true on any earlier day.
    """

    __tablename__ = "account_record"
    __table_args__ = (
        UniqueConstraint("account_id", "recorded_on"),
        CheckConstraint("name <> ''", name="has_name"),
        Index("ix_account_record_match", "platform", "match_key"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    recorded_on: Mapped[date]
    # which account
    name: Mapped[str]
    platform: Mapped[str]
    other_platform: Mapped[str] = mapped_column(default="")
    handle: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    match_key: Mapped[str] = mapped_column(default="")
    # purpose (A.1.2, A.3.1)
    purpose: Mapped[str] = mapped_column(default="")
    strong_reason: Mapped[str] = mapped_column(default="")
    intended_outcome: Mapped[str] = mapped_column(default="")
    permitted_uses: Mapped[str] = mapped_column(default="")
    not_for: Mapped[str] = mapped_column(default="")
    # audience (A.1.3, A.2.5)
    audience: Mapped[list[str]] = mapped_column(JSON, default=list)
    youngest_age: Mapped[int | None]
    minimum_age_reason: Mapped[str] = mapped_column(default="")
    discussed_with_head_on: Mapped[date | None]
    # interaction (A.1.3, A.5.1)
    engagement: Mapped[str] = mapped_column(default="broadcast")
    pupils_contribute: Mapped[bool] = mapped_column(default=False)
    content_rule: Mapped[str] = mapped_column(default="delegated")
    content_delegated_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    content_delegated_on: Mapped[date | None]
    # effort (A.1.4, A.1.5)
    hours_per_week: Mapped[int | None]
    post_frequency: Mapped[str] = mapped_column(default="")
    responsible_leader_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    # evaluation (A.1.7)
    evaluation_criteria: Mapped[str] = mapped_column(default="")
    # exit (A.1.6)
    exit_strategy: Mapped[str] = mapped_column(default="")
    planned_end_on: Mapped[date | None]
    # safety (A.2.4-A.2.7, A.5.5, A.5.7)
    guidance_followed: Mapped[str] = mapped_column(default="")
    vetting_method: Mapped[str] = mapped_column(default="")
    risk_assessed_on: Mapped[date | None]
    risk_assessed_by: Mapped[str] = mapped_column(default="")
    risk_notes: Mapped[str] = mapped_column(default="")
    advice_from: Mapped[str] = mapped_column(default="")
    intervention_plan: Mapped[str] = mapped_column(default="")
    recovery_plan: Mapped[str] = mapped_column(default="")
    # what people see (A.4.1, A.4.7, A.4.10)
    house_rules_at: Mapped[str] = mapped_column(default="")
    terms_of_use_at: Mapped[str] = mapped_column(default="")
    website_page: Mapped[str] = mapped_column(default="")
    views_disclaimer: Mapped[bool] = mapped_column(default=False)
    # sign-in: where it is kept and who holds it, never the password itself
    login_identity: Mapped[str] = mapped_column(default="role_mailbox")
    login_email: Mapped[str] = mapped_column(default="")
    credentials_kept: Mapped[str] = mapped_column(default="")
    credentials_holder_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    two_step: Mapped[str] = mapped_column(default="unknown")
    recovery_address: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class AccountStep(Base):
    """One step of an account's life: the state it entered, on which day, who took it, and the note.

    `override_reason` is the headteacher's written reason for going live although something was missing.
    """

    __tablename__ = "account_step"
    __table_args__ = (Index("ix_account_step_account", "account_id", "on_day"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    state: Mapped[str]
    on_day: Mapped[date]
    by_name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    override_reason: Mapped[str] = mapped_column(default="")
    recorded_on: Mapped[date]
