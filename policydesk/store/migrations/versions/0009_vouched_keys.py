"""The ninth shape: whose public keys are genuine."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table, empty: the first reader of incidents who signs in vouches for the keys that are there."""
    op.create_table(
        "vouched_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("voucher", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=False),
        sa.Column("vouched_by", sa.String(), nullable=False),
        sa.Column("vouched_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_vouched_key_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vouched_key"),
        sa.UniqueConstraint("user_id", name="uq_vouched_key_user_id"),
    )
