"""A register's shape of tomorrow, so that today's tests can bring a register up to date."""

import shutil
from pathlib import Path

import pytest

from policydesk.store import schema

SECOND = '''
"""A second shape: staff have a room, appointments are rebuilt, and every name is written anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("staff_member", sa.Column("room", sa.String(), nullable=False, server_default="Hall"))
    with op.batch_alter_table("policy_version") as table:
        table.add_column(sa.Column("colour", sa.String(), nullable=True))
        table.alter_column("summary_of_changes", nullable=True)
    for letter in "abcdefghijklmnopqrst":
        op.execute(f"UPDATE staff_member SET notes = notes || '{letter}'")
    op.create_table("room", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String()))
    op.execute("INSERT INTO room (id, name) VALUES (1, 'Hall')")
'''
"""The step from the first shape to the second."""


def know_a_second_shape(scripts: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make the program one whose newest shape is the second; returns the folder of its steps."""
    (scripts / "versions").mkdir(parents=True)
    first = schema.MIGRATIONS / "versions" / "0001_first.py"
    shutil.copy(first, scripts / "versions" / first.name)
    (scripts / "versions" / "0002_second.py").write_text(SECOND)
    patch.setattr(schema, "SCHEMA", 2)
    patch.setattr(schema, "MIGRATIONS", scripts)
    return scripts
