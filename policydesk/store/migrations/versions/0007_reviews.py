"""The seventh shape: reviews and schedules, discussions, editions of guidance, declarations, words of reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "reminder_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_words"),
        sa.UniqueConstraint("about", "form", name="uq_reminder_words_about_form"),
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("is_nil", sa.Boolean(), nullable=True),
        sa.Column("keeps_confidence", sa.Boolean(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("(answered_on IS NULL) = (is_nil IS NULL)", name="ck_declaration_answer_is_whole"),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= asked_on", name="ck_declaration_answered_after_asked"
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_declaration_evidence_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_declaration_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_declaration"),
    )
    op.create_index("ix_declaration_staff", "declaration", ["staff_id", "asked_on"], unique=False)
    op.create_table(
        "engagement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("met_with", sa.JSON(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_engagement_evidence_id"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_engagement_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_engagement"),
    )
    op.create_index("ix_engagement_policy", "engagement", ["policy_id", "held_on"], unique=False)
    op.create_table(
        "guidance_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_guidance_edition_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guidance_edition"),
        sa.UniqueConstraint("name", "edition", name="uq_guidance_edition_name_edition"),
    )
    op.create_table(
        "review_schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.CheckConstraint("(ended_on IS NULL) = (end_reason = '')", name="ck_review_schedule_end_has_reason"),
        sa.CheckConstraint("policy_id IS NULL OR account_id IS NULL", name="ck_review_schedule_one_subject"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_review_schedule_account_id"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_review_schedule_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_schedule"),
    )
    op.create_index("ix_review_schedule_account_id", "review_schedule", ["account_id"], unique=False)
    op.create_index("ix_review_schedule_policy_id", "review_schedule", ["policy_id"], unique=False)
    op.create_table(
        "guidance_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.CheckConstraint("parts <> ''", name="ck_guidance_reading_has_parts"),
        sa.ForeignKeyConstraint(["edition_id"], ["guidance_edition.id"], name="fk_guidance_reading_edition_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guidance_reading"),
        sa.UniqueConstraint("edition_id", "category", name="uq_guidance_reading_edition_id_category"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("anchor_day", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("(done_on IS NULL) = (outcome = '')", name="ck_review_done_has_outcome"),
        sa.CheckConstraint("anchor_day BETWEEN 1 AND 31", name="ck_review_anchor_in_month"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_review_evidence_id"),
        sa.ForeignKeyConstraint(["schedule_id"], ["review_schedule.id"], name="fk_review_schedule_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_due", "review", ["due_on"], unique=False)
    op.create_index("ix_review_schedule", "review", ["schedule_id", "done_on"], unique=False)
    op.create_table(
        "review_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("nth", sa.String(), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("count_from", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 1", name="ck_review_terms_count_positive"),
        sa.CheckConstraint("lead_days >= 0", name="ck_review_terms_lead_not_negative"),
        sa.ForeignKeyConstraint(["person_id"], ["staff_member.id"], name="fk_review_terms_person_id"),
        sa.ForeignKeyConstraint(["schedule_id"], ["review_schedule.id"], name="fk_review_terms_schedule_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_terms"),
        sa.UniqueConstraint("schedule_id", "recorded_on", name="uq_review_terms_schedule_id_recorded_on"),
    )
    op.create_table(
        "version_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("next_review_due", sa.String(length=10), nullable=True),
        sa.Column("last_reviewed_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_version_dates_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_dates"),
    )
    op.create_index("ix_version_dates_version", "version_dates", ["version_id", "changed_on"], unique=False)
