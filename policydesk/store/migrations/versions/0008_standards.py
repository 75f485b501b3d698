"""The eighth shape: which standard holds from which day and what was changed of it, and the care for findings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, empty: the school's standard and its numbers are as they were."""
    op.create_table(
        "standard_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="ck_standard_setting_has_a_reason"),
        sa.PrimaryKeyConstraint("id", name="pk_standard_setting"),
    )
    op.create_index("ix_standard_setting_from_on", "standard_setting", ["from_on"], unique=False)
    op.create_table(
        "finding_care",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("put_off_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(put_off_until IS NULL) = (reason = '')", name="ck_finding_care_put_off_for_a_reason"),
        sa.ForeignKeyConstraint(["assigned_to_id"], ["staff_member.id"], name="fk_finding_care_assigned_to_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding_care"),
    )
    op.create_index("ix_finding_care_finding", "finding_care", ["finding", "noted_on"], unique=False)
