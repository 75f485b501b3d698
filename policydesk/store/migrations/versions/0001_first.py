"""The first shape of the register: the school, its users, staff, policies, acknowledgements and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first shape in an empty file."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sa.UniqueConstraint("hash", name="uq_audit_entry_hash"),
        sa.UniqueConstraint("previous", name="uq_audit_entry_previous"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size = length(content)", name="ck_document_size_is_true"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
    )
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("line_manager_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["line_manager_id"], ["staff_member.id"], name="fk_staff_member_line_manager_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_member"),
    )
    op.create_index("ix_staff_member_email", "staff_member", ["email"], unique=False)
    op.create_index("ix_staff_member_reference", "staff_member", ["reference"], unique=False)
    op.create_index("ix_staff_member_sort_name", "staff_member", ["sort_name"], unique=False)
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("name", name="uq_user_name"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ck_appointment_ends_after_start"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_appointment_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_post", "appointment", ["post"], unique=False)
    op.create_index("ix_appointment_staff_id", "appointment", ["staff_id"], unique=False)
    op.create_table(
        "audit_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name="fk_audit_row_entry_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit_row"),
    )
    op.create_index("ix_audit_row_entry_id", "audit_row", ["entry_id"], unique=False)
    op.create_index("ix_audit_row_subject", "audit_row", ["table_name", "row_id", "entry_id"], unique=False)
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("policy_type", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("monitored_by", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("originating_body", sa.String(), nullable=False),
        sa.Column("template_source", sa.String(), nullable=False),
        sa.Column("template_version", sa.String(), nullable=False),
        sa.Column("adapted_on", sa.Date(), nullable=True),
        sa.Column("adapted_by", sa.String(), nullable=False),
        sa.Column("covers_personal_use", sa.Boolean(), nullable=False),
        sa.Column("covers_official_use", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["staff_member.id"], name="fk_policy_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
        sa.UniqueConstraint("title", name="uq_policy_title"),
    )
    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_preference_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_preference"),
        sa.UniqueConstraint("user_id", "key", name="uq_preference_user_id_key"),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("dfe_number", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email_domain", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("due_soon_days", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_school_only_one"),
        sa.ForeignKeyConstraint(["logo_id"], ["document.id"], name="fk_school_logo_id"),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
    )
    op.create_table(
        "staff_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ck_staff_role_ends_after_start"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_staff_role_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_role"),
    )
    op.create_index(
        "ix_staff_role_member", "staff_role", ["staff_id", "category", "started_on", "ended_on"], unique=False
    )
    op.create_table(
        "user_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_user_role_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_user_role"),
        sa.UniqueConstraint("user_id", "role", name="uq_user_role_user_id_role"),
    )
    op.create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="ck_exemption_has_reason"),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ck_exemption_ends_after_start"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_exemption_policy_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_exemption_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exemption"),
    )
    op.create_index("ix_exemption_pair", "exemption", ["staff_id", "policy_id"], unique=False)
    op.create_table(
        "policy_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("policy_id <> related_id", name="ck_policy_relation_not_to_itself"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_relation_policy_id"),
        sa.ForeignKeyConstraint(["related_id"], ["policy.id"], name="fk_policy_relation_related_id"),
        sa.PrimaryKeyConstraint("id", name="pk_policy_relation"),
        sa.UniqueConstraint("policy_id", "related_id", name="uq_policy_relation_policy_id_related_id"),
    )
    op.create_table(
        "policy_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.String(length=10), nullable=True),
        sa.Column("approved_by_name", sa.String(), nullable=False),
        sa.Column("approved_by_body", sa.String(), nullable=False),
        sa.Column("minute_reference", sa.String(), nullable=False),
        sa.Column("approved_on", sa.String(length=10), nullable=True),
        sa.Column("last_reviewed_on", sa.String(length=10), nullable=True),
        sa.Column("next_review_due", sa.String(length=10), nullable=True),
        sa.Column("review_interval_months", sa.Integer(), nullable=True),
        sa.Column("summary_of_changes", sa.String(), nullable=False),
        sa.Column("paper_only", sa.Boolean(), nullable=False),
        sa.Column("needs_acknowledging", sa.Boolean(), nullable=False),
        sa.Column("ask_again", sa.String(), nullable=False),
        sa.Column("renewal", sa.String(), nullable=False),
        sa.Column("days_to_acknowledge", sa.Integer(), nullable=False),
        sa.Column("induction_days", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("legislation", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "days_to_acknowledge >= 0 AND induction_days >= 0", name="ck_policy_version_days_not_negative"
        ),
        sa.CheckConstraint(
            "published_on IS NULL OR in_force_from IS NOT NULL", name="ck_policy_version_published_has_force"
        ),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_version_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_policy_version"),
        sa.UniqueConstraint("policy_id", "label", name="uq_policy_version_policy_id_label"),
    )
    op.create_index("ix_policy_version_policy_id", "policy_version", ["policy_id"], unique=False)
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("decline_reason", sa.String(), nullable=False),
        sa.Column("understanding", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("voided_by", sa.String(), nullable=False),
        sa.CheckConstraint("(voided_on IS NULL) = (void_reason = '')", name="ck_acknowledgement_void_has_reason"),
        sa.CheckConstraint("declined = 0 OR decline_reason <> ''", name="ck_acknowledgement_decline_has_reason"),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"], name="fk_acknowledgement_evidence_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_acknowledgement_staff_id"),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_acknowledgement_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgement"),
    )
    op.create_index("ix_acknowledgement_pair", "acknowledgement", ["staff_id", "version_id", "signed_on"], unique=False)
    op.create_index("ix_acknowledgement_version", "acknowledgement", ["version_id", "signed_on"], unique=False)
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("signed_on", sa.String(length=10), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_adoption_document_id"),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_adoption_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_adoption"),
        sa.UniqueConstraint("version_id", "role", name="uq_adoption_version_id_role"),
    )
    op.create_table(
        "version_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_version_category_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_category"),
        sa.UniqueConstraint("version_id", "category", name="uq_version_category_version_id_category"),
    )
    op.create_table(
        "version_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("consulted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_version_file_document_id"),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_version_file_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_file"),
    )
    op.create_index("ix_version_file_version_id", "version_file", ["version_id"], unique=False)
    for table in ("audit_entry", "audit_row"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
            )
