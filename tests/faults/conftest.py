"""A register on a disk that is watched, with people and a policy that they have not signed yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from policydesk.actions.acknowledgements import AcknowledgementDraft, record_acknowledgements
from policydesk.store import Register, open_register
from policydesk.terms import AckMethod
from policydesk.ui.desk import Desk
from tests.conftest import PASSWORD, StoppedClock
from tests.faults.disk import Disk
from tests.faults.door import stand_at_the_door
from tests.faults.vfs import Shim
from tests.stories import TODAY, hire, publish, write_policy

PEOPLE = 40


@dataclass(frozen=True)
class School:
    """A closed register: its folder, the version to sign, and who has to sign it."""

    folder: Path
    version_id: int
    staff: tuple[int, ...]


@pytest.fixture
def school(register: Register) -> School:
    """A closed register in which nobody has signed yet."""
    staff = tuple(hire(register, f"Person {number}") for number in range(PEOPLE))
    version_id = publish(register, write_policy(register))
    register.close()
    return School(register.folder, version_id, staff)


@pytest.fixture
def disk(school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """The disk under the register; refuses nothing until it is told to."""
    watched = Disk(tmp_path)
    stand_at_the_door(watched, monkeypatch)
    with Shim(watched).in_place():
        yield watched


def reopened(folder: Path) -> Register:
    """Open a register as its user would."""
    return open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())


def sign(register: Register, school: School, number: int) -> None:
    """Record one person's signature as the window does; when it returns, the window says that it is recorded."""
    draft = AcknowledgementDraft((school.staff[number],), school.version_id, TODAY, AckMethod.PAPER_SIGNATURE)
    Desk(register).act(record_acknowledgements, draft)


def signed(register: Register, school: School) -> set[int]:
    """Return the numbers of those whose signature the register has."""
    with register.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT staff_id FROM acknowledgement")
        return {school.staff.index(row[0]) for row in rows}
