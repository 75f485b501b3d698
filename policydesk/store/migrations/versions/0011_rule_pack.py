"""The eleventh shape: what the school changed of the rule pack."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table, empty: the rule pack is as it ships."""
    op.create_table(
        "rule_pack_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("shipped", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=False),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="ck_rule_pack_edit_has_a_reason"),
        sa.CheckConstraint("from_on >= noted_on", name="ck_rule_pack_edit_never_backwards"),
        sa.CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_because = '')", name="ck_rule_pack_edit_withdrawn_for_a_reason"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rule_pack_edit"),
    )
    op.create_index("ix_rule_pack_edit_line", "rule_pack_edit", ["line", "from_on"], unique=False)
