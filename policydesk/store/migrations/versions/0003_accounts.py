"""The third shape: official accounts with all that is said and logged of them, terms, absences, training."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, empty, and let a role say when its last day was noted, known of none yet."""
    op.create_table(
        "official_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_official_account"),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("break_from", sa.Date(), nullable=True),
        sa.Column("break_until", sa.Date(), nullable=True),
        sa.CheckConstraint("(break_from IS NULL) = (break_until IS NULL)", name="ck_term_break_is_whole"),
        sa.CheckConstraint(
            "break_from IS NULL OR (break_from > first_on AND break_until >= break_from AND break_until < last_on)",
            name="ck_term_break_is_inside",
        ),
        sa.CheckConstraint("last_on >= first_on", name="ck_term_ends_after_start"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sa.UniqueConstraint("first_on", name="uq_term_first_on"),
    )
    op.create_table(
        "unofficial_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("match_key", sa.String(), nullable=False),
        sa.Column("run_by", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("disclaimer", sa.String(), nullable=False),
        sa.Column("disclaimer_on", sa.Date(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unofficial_page"),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("until_on >= from_on", name="ck_absence_ends_after_start"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_absence_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
    )
    op.create_index("ix_absence_staff", "absence", ["staff_id", "from_on"], unique=False)
    op.create_table(
        "account_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("other_platform", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("match_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("strong_reason", sa.String(), nullable=False),
        sa.Column("intended_outcome", sa.String(), nullable=False),
        sa.Column("permitted_uses", sa.String(), nullable=False),
        sa.Column("not_for", sa.String(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("youngest_age", sa.Integer(), nullable=True),
        sa.Column("minimum_age_reason", sa.String(), nullable=False),
        sa.Column("discussed_with_head_on", sa.Date(), nullable=True),
        sa.Column("engagement", sa.String(), nullable=False),
        sa.Column("pupils_contribute", sa.Boolean(), nullable=False),
        sa.Column("content_rule", sa.String(), nullable=False),
        sa.Column("content_delegated_by_id", sa.Integer(), nullable=True),
        sa.Column("content_delegated_on", sa.Date(), nullable=True),
        sa.Column("hours_per_week", sa.Integer(), nullable=True),
        sa.Column("post_frequency", sa.String(), nullable=False),
        sa.Column("responsible_leader_id", sa.Integer(), nullable=True),
        sa.Column("evaluation_criteria", sa.String(), nullable=False),
        sa.Column("exit_strategy", sa.String(), nullable=False),
        sa.Column("planned_end_on", sa.Date(), nullable=True),
        sa.Column("guidance_followed", sa.String(), nullable=False),
        sa.Column("vetting_method", sa.String(), nullable=False),
        sa.Column("risk_assessed_on", sa.Date(), nullable=True),
        sa.Column("risk_assessed_by", sa.String(), nullable=False),
        sa.Column("risk_notes", sa.String(), nullable=False),
        sa.Column("advice_from", sa.String(), nullable=False),
        sa.Column("intervention_plan", sa.String(), nullable=False),
        sa.Column("recovery_plan", sa.String(), nullable=False),
        sa.Column("house_rules_at", sa.String(), nullable=False),
        sa.Column("terms_of_use_at", sa.String(), nullable=False),
        sa.Column("website_page", sa.String(), nullable=False),
        sa.Column("views_disclaimer", sa.Boolean(), nullable=False),
        sa.Column("login_identity", sa.String(), nullable=False),
        sa.Column("login_email", sa.String(), nullable=False),
        sa.Column("credentials_kept", sa.String(), nullable=False),
        sa.Column("credentials_holder_id", sa.Integer(), nullable=True),
        sa.Column("two_step", sa.String(), nullable=False),
        sa.Column("recovery_address", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name="ck_account_record_has_name"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_account_record_account_id"),
        sa.ForeignKeyConstraint(
            ["content_delegated_by_id"], ["staff_member.id"], name="fk_account_record_content_delegated_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["credentials_holder_id"], ["staff_member.id"], name="fk_account_record_credentials_holder_id"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_leader_id"], ["staff_member.id"], name="fk_account_record_responsible_leader_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_record"),
        sa.UniqueConstraint("account_id", "recorded_on", name="uq_account_record_account_id_recorded_on"),
    )
    op.create_index("ix_account_record_match", "account_record", ["platform", "match_key"], unique=False)
    op.create_table(
        "account_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_account_step_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_step"),
    )
    op.create_index("ix_account_step_account", "account_step", ["account_id", "on_day"], unique=False)
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_as", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("permission_reference", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(decision = 'pending') = (decided_on IS NULL)", name="ck_approval_decided_when"),
        sa.CheckConstraint("(decided_on IS NULL) = (decided_by_id IS NULL)", name="ck_approval_decided_by_somebody"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_approval_account_id"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["staff_member.id"], name="fk_approval_asked_by_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["staff_member.id"], name="fk_approval_decided_by_id"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_approval_evidence_id"),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
    )
    op.create_index("ix_approval_account", "approval", ["account_id", "kind"], unique=False)
    op.create_table(
        "checklist_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=False),
        sa.Column("ticked_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_checklist_tick_account_id"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_checklist_tick_evidence_id"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_tick"),
    )
    op.create_index("ix_checklist_tick_account", "checklist_tick", ["account_id", "item", "ticked_on"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("evaluated_by", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_evaluation_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation"),
    )
    op.create_index("ix_evaluation_account", "evaluation", ["account_id", "evaluated_on"], unique=False)
    op.create_table(
        "media_enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("enquirer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("forwarded_at", sa.DateTime(), nullable=True),
        sa.Column("forwarded_to_id", sa.Integer(), nullable=True),
        sa.Column("reply_approved_by_id", sa.Integer(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(forwarded_at IS NULL) = (forwarded_to_id IS NULL)", name="ck_media_enquiry_forwarded_to_somebody"
        ),
        sa.CheckConstraint(
            "closed_on IS NULL OR forwarded_at IS NOT NULL", name="ck_media_enquiry_closed_after_forwarding"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_media_enquiry_account_id"),
        sa.ForeignKeyConstraint(["forwarded_to_id"], ["staff_member.id"], name="fk_media_enquiry_forwarded_to_id"),
        sa.ForeignKeyConstraint(["received_by_id"], ["staff_member.id"], name="fk_media_enquiry_received_by_id"),
        sa.ForeignKeyConstraint(
            ["reply_approved_by_id"], ["staff_member.id"], name="fk_media_enquiry_reply_approved_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_media_enquiry"),
    )
    op.create_index("ix_media_enquiry_account_id", "media_enquiry", ["account_id"], unique=False)
    op.create_table(
        "moderation_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("removed_what", sa.String(), nullable=False),
        sa.Column("followers_vetted", sa.Boolean(), nullable=False),
        sa.Column("concern_reference", sa.String(), nullable=False),
        sa.CheckConstraint("removed >= 0", name="ck_moderation_check_removed_not_negative"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_moderation_check_account_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_moderation_check_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_check"),
    )
    op.create_index("ix_moderation_check_account", "moderation_check", ["account_id", "checked_on"], unique=False)
    op.create_table(
        "moderator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("in_holidays", sa.Boolean(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("end_noted_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (approved_by_id IS NULL)", name="ck_moderator_approved_by_somebody"
        ),
        sa.CheckConstraint("(until_on IS NULL) = (end_noted_on IS NULL)", name="ck_moderator_end_is_noted"),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ck_moderator_ends_after_start"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_moderator_account_id"),
        sa.ForeignKeyConstraint(["approved_by_id"], ["staff_member.id"], name="fk_moderator_approved_by_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_moderator_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_moderator"),
    )
    op.create_index("ix_moderator_account", "moderator", ["account_id", "staff_id", "from_on"], unique=False)
    op.create_index("ix_moderator_staff", "moderator", ["staff_id"], unique=False)
    op.create_table(
        "outside_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= from_on", name="ck_outside_access_ends_after_start"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_outside_access_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outside_access"),
    )
    op.create_index("ix_outside_access_account_id", "outside_access", ["account_id"], unique=False)
    op.create_table(
        "permission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_permission_account_id"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_permission_evidence_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permission"),
    )
    op.create_index("ix_permission_account_id", "permission", ["account_id"], unique=False)
    op.create_table(
        "training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("expires_on >= trained_on", name="ck_training_expires_after_training"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_training_evidence_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_training_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training"),
    )
    op.create_index("ix_training_staff", "training", ["staff_id", "trained_on"], unique=False)
    op.add_column("staff_role", sa.Column("end_noted_on", sa.Date(), nullable=True))
    op.add_column("staff_role", sa.Column("no_contact_reminded_on", sa.Date(), nullable=True))
