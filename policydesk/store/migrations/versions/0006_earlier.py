"""The sixth shape: what was known of absences, turns, terms and pages of others before somebody changed it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables, empty; of the terms that are there nobody knows when they were entered."""
    op.add_column("term", sa.Column("recorded_on", sa.Date(), nullable=True))
    op.create_table(
        "earlier_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.CheckConstraint("replaced_on > recorded_on", name="ck_earlier_absence_was_known"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_earlier_absence_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_absence"),
    )
    op.create_index("ix_earlier_absence_replaced", "earlier_absence", ["replaced_on"], unique=False)
    op.create_table(
        "earlier_turn",
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
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.CheckConstraint("replaced_on > recorded_on", name="ck_earlier_turn_was_known"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_earlier_turn_account_id"),
        sa.ForeignKeyConstraint(["approved_by_id"], ["staff_member.id"], name="fk_earlier_turn_approved_by_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_earlier_turn_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_turn"),
    )
    op.create_index("ix_earlier_turn_replaced", "earlier_turn", ["replaced_on"], unique=False)
    op.create_table(
        "earlier_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("break_from", sa.Date(), nullable=True),
        sa.Column("break_until", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_term"),
    )
    op.create_table(
        "earlier_disclaimer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("disclaimer", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["unofficial_page.id"], name="fk_earlier_disclaimer_page_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_disclaimer"),
    )
    op.create_index("ix_earlier_disclaimer_page_id", "earlier_disclaimer", ["page_id"], unique=False)
