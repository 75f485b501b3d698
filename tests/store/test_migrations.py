"""An older register is brought up to date wholly or not at all; a newer one is left as it is, to the byte."""

import random
import shutil
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from policydesk.errors import RegisterTooNew, StoreTrouble
from policydesk.models import Base
from policydesk.queries.history import history
from policydesk.queries.staff import StaffFilter, staff_ids
from policydesk.store import Register, open_register, schema
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.store.migrate import _run
from tests.conftest import PASSWORD, StoppedClock
from tests.killing import TIMERS, run_until_killed, usual
from tests.shapes import NEXT, NEXT_FILE, NEXT_STEP, NOW, know_the_next_shape
from tests.stories import TODAY, hire, publish, sign, write_policy


@pytest.fixture
def old(register: Register) -> Path:
    """A closed register of today's shape, with staff, a policy and a signature."""
    staff = [hire(register, f"Person {number}") for number in range(30)]
    sign(register, publish(register, write_policy(register)), *staff[:20])
    register.close()
    return register.folder


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program whose newest shape is the next."""
    return know_the_next_shape(tmp_path / "migrations", monkeypatch)


def opened(folder: Path) -> Register:
    return open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())


def shape(register: Register) -> tuple[int, str, bool]:
    """Return the file's number, Alembic's own, and whether the second shape's column is there."""
    with register.reading() as session:
        columns = [row.name for row in session.execute(text("PRAGMA table_info(staff_member)"))]
        alembic = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        return schema.shape_of(session.connection()), alembic, "room" in columns


def test_the_steps_make_the_very_tables_that_the_models_describe() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        _run(connection, schema.MIGRATIONS, schema.revision(schema.SCHEMA))
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        made = _shapes(connection)
    other = create_engine("sqlite://")
    with other.begin() as connection:
        schema.create(connection)
        assert _shapes(connection) == made
    engine.dispose()
    other.dispose()


def _shapes(connection) -> set[str]:
    """Return what SQLite says of every table, index and trigger, without regard to line breaks and order."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    plain = {}
    for name, sql in rows:
        if name != "alembic_version":
            inside = sql.replace("\n", " ").replace("\t", " ").replace('"', "").replace("'", "")
            plain[name] = " ".join(sorted(inside.replace(",", " ").replace("(", " ").replace(")", " ").split()))
    return {f"{name}: {words}" for name, words in plain.items()}


def test_an_older_register_is_brought_up_to_date_when_it_is_opened(old: Path, second: Path) -> None:
    register = opened(old)
    assert shape(register) == (NEXT, schema.revision(NEXT), True)
    assert register.verify().is_sound
    with register.reading() as session:
        assert f"up to date, from shape {NOW} to {NEXT}" in history(session)[0].words
        assert len(staff_ids(session, TODAY, StaffFilter())) == 30
        assert session.execute(text("SELECT count(*) FROM version_category")).scalar_one() == 2
        assert session.execute(text("SELECT count(*) FROM acknowledgement")).scalar_one() == 20
        with pytest.raises(Exception, match="FOREIGN KEY"):
            session.execute(text("DELETE FROM policy_version"))
    register.close()
    opened(old).close()
    assert [each.schema for each in list_backups(old / BACKUPS)] == [NOW]


def test_a_register_that_is_up_to_date_is_left_alone(old: Path) -> None:
    before = (old / "register.db").read_bytes()
    opened(old).close()
    assert (old / "register.db").read_bytes() == before
    assert list_backups(old / BACKUPS) == ()


def test_a_newer_register_is_refused_and_left_as_it_is_to_the_byte(
    old: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(old).close()
    before = {file: file.read_bytes() for file in sorted(old.iterdir()) if file.is_file()}
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    with pytest.raises(RegisterTooNew, match="nothing was changed"):
        opened(old)
    assert {file: file.read_bytes() for file in sorted(old.iterdir()) if file.is_file()} == before


def test_a_step_that_fails_leaves_the_register_as_it_was(old: Path, second: Path) -> None:
    (second / "versions" / NEXT_FILE).write_text(NEXT_STEP + '    op.execute("SELECT nothing FROM nowhere")\n')
    with pytest.raises(Exception, match="nowhere"):
        opened(old)
    (second / "versions" / NEXT_FILE).write_text(NEXT_STEP)
    register = opened(old)
    assert shape(register) == (NEXT, schema.revision(NEXT), True)
    assert register.verify().is_sound
    register.close()


def test_steps_that_leave_loose_ends_are_taken_back(old: Path, second: Path) -> None:
    loose = NEXT_STEP + '    op.execute("DELETE FROM policy")\n'
    (second / "versions" / NEXT_FILE).write_text(loose)
    with pytest.raises(StoreTrouble, match="nothing was changed"):
        opened(old)
    (second / "versions" / NEXT_FILE).write_text(NEXT_STEP)
    register = opened(old)
    assert register.verify().is_sound
    register.close()


def test_what_was_changed_behind_its_back_is_still_found_afterwards(old: Path, second: Path, monkeypatch) -> None:
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    register = opened(old)
    with Session(register._engine) as session:
        session.execute(text("UPDATE staff_member SET full_name = 'Somebody Else' WHERE id = 3"))
        session.commit()
    register.close()
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    register = opened(old)
    assert [found for found in register.verify().problems if "Staff member 3" in found or "staff" in found.lower()]
    assert not any("member 4 " in found for found in register.verify().problems)
    register.close()


KILLS = 200


@pytest.mark.slow
@pytest.mark.timeout(300)  # 25 s of processor time; the rest is for a machine that others use too
def test_two_hundred_kills_leave_no_half_migration(old: Path, second: Path, tmp_path: Path) -> None:
    chance = random.Random(200)
    opened(Path(shutil.copytree(old, tmp_path / "first"))).close()  # what is imported and worded once
    copies = [Path(shutil.copytree(old, tmp_path / f"whole {number}")) for number in range(3)]
    longest = usual(*(partial(opened, copy) for copy in copies))
    folder, halves, torn = tmp_path / "killed", 0, 0
    for number in range(KILLS):
        if not folder.exists():
            shutil.copytree(old, folder)
        which = number % len(TIMERS)
        run_until_killed(partial(opened, folder), which, chance.random() * 1.3 * longest[which])
        journal = folder / "register.db-journal"
        torn += journal.exists() and journal.stat().st_size > 0
        before = _shape_as_found(folder)
        assert before in {(NOW, schema.revision(NOW), False), (NEXT, schema.revision(NEXT), True)}
        halves += before[0] == NOW
        if before[0] == NEXT or number % 10 == 0:  # else the next one opens what this one left, and is killed at it
            _is_brought_up_to_date(folder, checked=number % 20 == 0)
            shutil.rmtree(folder)
    if folder.exists():
        _is_brought_up_to_date(folder, checked=True)
    assert KILLS / 3 < halves < KILLS
    assert torn > KILLS / 20, "some died with their hands in the file"


def _is_brought_up_to_date(folder: Path, *, checked: bool) -> None:
    """Open a register that was left in the middle, as whoever is not killed at it would."""
    register = opened(folder)
    assert shape(register) == (NEXT, schema.revision(NEXT), True)
    assert not checked or register.verify().is_sound
    register.close()


def _shape_as_found(folder: Path) -> tuple[int, str, bool]:
    """Look into a register without letting it be brought up to date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "bring_up_to_date", lambda *_values: None)
        register = opened(folder)
        found = shape(register)
        register.close()
    return found
