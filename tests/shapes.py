"""A register's shape of tomorrow, so that today's tests can bring a register up to date."""

import compileall
import shutil
from pathlib import Path

import pytest

from policydesk.store import schema

NOW = schema.SCHEMA
NEXT = NOW + 1

NEXT_STEP = '''
"""A further shape: staff have a room, appointments are rebuilt, and every name is written anew."""

import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "NOW"


def upgrade():
    op.add_column("staff_member", sa.Column("room", sa.String(), nullable=False, server_default="Hall"))
    with op.batch_alter_table("policy_version") as table:
        table.add_column(sa.Column("colour", sa.String(), nullable=True))
        table.alter_column("summary_of_changes", nullable=True)
    for letter in "abcdefghijklmnopqrst":
        op.execute(f"UPDATE staff_member SET notes = notes || '{letter}'")
    op.create_table("room", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String()))
    op.execute("INSERT INTO room (id, name) VALUES (1, 'Hall')")
'''.replace("NEXT", schema.revision(NEXT)).replace("NOW", schema.revision(NOW))
"""The step from today's shape to the next."""

NEXT_FILE = f"{schema.revision(NEXT)}_next.py"


def know_the_next_shape(scripts: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make the program one whose newest shape is the next; returns the folder of its steps."""
    versions = scripts / "versions"
    versions.mkdir(parents=True)
    for step in (schema.MIGRATIONS / "versions").glob("0*.py"):
        shutil.copy(step, versions / step.name)
    (versions / NEXT_FILE).write_text(NEXT_STEP)
    compileall.compile_dir(versions, quiet=1)  # Alembic reads them each time that a register is opened
    patch.setattr(schema, "SCHEMA", NEXT)
    patch.setattr(schema, "MIGRATIONS", scripts)
    return scripts
