"""The fourth shape: friend requests and concerns in sealed envelopes, declared relationships, advice, figures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.UniqueConstraint("number", name="uq_incident_number"),
    )
    op.create_index("ix_incident_recorded", "incident", ["recorded_at"], unique=False)
    op.create_table(
        "incident_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupils_in_full", sa.Boolean(), nullable=False),
        sa.Column("pattern_count", sa.Integer(), nullable=False),
        sa.Column("pattern_months", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_incident_settings_only_one"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_settings"),
    )
    op.create_table(
        "released_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        sa.Column("released_by", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("envelopes", sa.JSON(), nullable=False),
        sa.CheckConstraint("until_on >= from_on", name="ck_released_figures_ends_after_start"),
        sa.PrimaryKeyConstraint("id", name="pk_released_figures"),
    )
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_advice_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_advice"),
    )
    op.create_table(
        "declared_relationship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_party", sa.String(), nullable=False),
        sa.Column("relationship", sa.String(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("keeps_confidentiality", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= declared_on", name="ck_declared_relationship_ends_after_start"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name="fk_declared_relationship_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_declared_relationship"),
    )
    op.create_index("ix_declared_relationship_staff_id", "declared_relationship", ["staff_id"], unique=False)
    op.create_table(
        "incident_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_for", sa.String(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_incident_key_incident_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_incident_key_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_key"),
        sa.UniqueConstraint("incident_id", "user_id", name="uq_incident_key_incident_id_user_id"),
    )
    op.create_index("ix_incident_key_user", "incident_key", ["user_id", "incident_id"], unique=False)
    op.create_table(
        "incident_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_incident_opening_incident_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_incident_opening_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_opening"),
    )
    op.create_index("ix_incident_opening_incident_id", "incident_opening", ["incident_id"], unique=False)
    op.create_table(
        "incident_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_incident_part_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_part"),
    )
    op.create_index("ix_incident_part_incident_id", "incident_part", ["incident_id"], unique=False)
