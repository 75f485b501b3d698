"""The fifth shape: what the text check found in a policy and somebody let stand, with the reason."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "text_dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("dismissed_on", sa.Date(), nullable=False),
        sa.Column("dismissed_by", sa.String(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name="ck_text_dismissal_has_a_reason"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_text_dismissal_policy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_text_dismissal"),
        sa.UniqueConstraint("policy_id", "kind", "subject", name="uq_text_dismissal_policy_id_kind_subject"),
    )
