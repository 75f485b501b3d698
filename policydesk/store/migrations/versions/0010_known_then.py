"""The tenth shape: what was known of roles, firms and policies before it changed, and approvals that are taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables, empty; of the roles and firms that are there nobody knows when they were entered."""
    op.add_column("staff_role", sa.Column("recorded_on", sa.Date(), nullable=True))
    op.add_column("outside_access", sa.Column("recorded_on", sa.Date(), nullable=True))
    _earlier_roles()
    _earlier_access()
    _earlier_demands()
    op.create_table(
        "earlier_domain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_domain", sa.String(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_domain"),
    )
    _withdrawals()


def _earlier_roles() -> None:
    op.create_table(
        "earlier_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_noted_on", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["staff_role.id"], name="fk_earlier_role_role_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_role"),
    )
    op.create_index("ix_earlier_role_role", "earlier_role", ["role_id", "replaced_on"], unique=False)


def _earlier_access() -> None:
    op.create_table(
        "earlier_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["access_id"], ["outside_access.id"], name="fk_earlier_access_access_id"),
        sa.ForeignKeyConstraint(["account_id"], ["official_account.id"], name="fk_earlier_access_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_access"),
    )
    op.create_index("ix_earlier_access_access", "earlier_access", ["access_id", "replaced_on"], unique=False)


def _earlier_demands() -> None:
    op.create_table(
        "earlier_demands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_earlier_demands_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_demands"),
    )
    op.create_index("ix_earlier_demands_version", "earlier_demands", ["version_id", "replaced_on"], unique=False)


def _withdrawals() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_as", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="ck_withdrawal_has_a_reason"),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name="fk_withdrawal_approval_id"),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["staff_member.id"], name="fk_withdrawal_withdrawn_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.UniqueConstraint("approval_id", name="uq_withdrawal_approval_id"),
    )
