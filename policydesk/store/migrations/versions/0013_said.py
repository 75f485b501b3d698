"""The thirteenth shape: what was said of policies, versions, guidance, posts, people and the school until then."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables, and take over what was kept of versions and of the school's e-mail domain.

    Of the files that are there nobody knows on which day each came to its version.
    """
    op.add_column("version_file", sa.Column("attached_on", sa.Date(), nullable=True))
    op.create_table(
        "earlier_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("policy_type", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("monitored_by", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("adapted_on", sa.Date(), nullable=True),
        sa.Column("related", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["staff_member.id"], name="fk_earlier_policy_owner_id"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_earlier_policy_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_policy"),
    )
    op.create_index("ix_earlier_policy_policy", "earlier_policy", ["policy_id"], unique=False)
    op.create_table(
        "earlier_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("approved_by_name", sa.String(), nullable=False),
        sa.Column("approved_by_body", sa.String(), nullable=False),
        sa.Column("approved_on", sa.String(length=10), nullable=True),
        sa.Column("review_interval_months", sa.Integer(), nullable=True),
        sa.Column("paper_only", sa.Boolean(), nullable=False),
        sa.Column("needs_acknowledging", sa.Boolean(), nullable=False),
        sa.Column("renewal", sa.String(), nullable=False),
        sa.Column("days_to_acknowledge", sa.Integer(), nullable=False),
        sa.Column("induction_days", sa.Integer(), nullable=False),
        sa.Column("legislation", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_earlier_version_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_version"),
    )
    op.create_index("ix_earlier_version_version", "earlier_version", ["version_id"], unique=False)
    op.create_table(
        "earlier_adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adoption_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("signed_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoption.id"], name="fk_earlier_adoption_adoption_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_adoption"),
    )
    op.create_index("ix_earlier_adoption_adoption", "earlier_adoption", ["adoption_id"], unique=False)
    op.create_table(
        "earlier_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["guidance_edition.id"], name="fk_earlier_edition_edition_id"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_earlier_edition_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_edition"),
    )
    op.create_index("ix_earlier_edition_edition", "earlier_edition", ["edition_id"], unique=False)
    op.create_table(
        "earlier_appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_earlier_appointment_appointment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_appointment"),
    )
    op.create_index("ix_earlier_appointment_appointment", "earlier_appointment", ["appointment_id"], unique=False)
    op.create_table(
        "earlier_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_earlier_name_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_name"),
    )
    op.create_index("ix_earlier_name_staff", "earlier_name", ["staff_id"], unique=False)
    op.create_table(
        "earlier_school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("email_domain", sa.String(), nullable=False),
        sa.Column("due_soon_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_school"),
    )
    _take_over()


def _take_over() -> None:
    """What a version asked and whom it bound is kept with the rest of it, which nobody kept: that is as it is now."""
    op.execute("""
        INSERT INTO earlier_version
            (version_id, replaced_on, approved_by_name, approved_by_body, approved_on, review_interval_months,
             paper_only, needs_acknowledging, renewal, days_to_acknowledge, induction_days, legislation,
             choices, categories)
        SELECT d.version_id, d.replaced_on, v.approved_by_name, v.approved_by_body, v.approved_on,
               v.review_interval_months, v.paper_only, v.needs_acknowledging, v.renewal, v.days_to_acknowledge,
               v.induction_days, v.legislation, d.choices, d.categories
        FROM earlier_demands d JOIN policy_version v ON v.id = d.version_id ORDER BY d.replaced_on, d.id""")
    op.execute("""
        INSERT INTO earlier_school (replaced_on, email_domain, due_soon_days)
        SELECT d.replaced_on, d.email_domain, s.due_soon_days FROM earlier_domain d CROSS JOIN school s
        ORDER BY d.replaced_on, d.id""")
    op.drop_table("earlier_demands")
    op.drop_table("earlier_domain")
