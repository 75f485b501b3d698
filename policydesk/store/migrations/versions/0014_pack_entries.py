"""The fourteenth shape: the school's own entries in the rule pack."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table, empty: the school has added nothing to the rule pack."""
    op.create_table(
        "rule_pack_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=False),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="ck_rule_pack_entry_has_a_reason"),
        sa.CheckConstraint("source <> ''", name="ck_rule_pack_entry_has_a_source"),
        sa.CheckConstraint("from_on >= noted_on", name="ck_rule_pack_entry_never_backwards"),
        sa.CheckConstraint("as_of <= noted_on", name="ck_rule_pack_entry_looked_up_before"),
        sa.CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_because = '')", name="ck_rule_pack_entry_withdrawn_for_a_reason"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rule_pack_entry"),
    )
    op.create_index("ix_rule_pack_entry_from_on", "rule_pack_entry", ["from_on"], unique=False)
