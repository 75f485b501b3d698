"""Whoever holds the register's folder or a backup without a password learns no name from it."""

from pathlib import Path

from policydesk.models import StaffMember
from policydesk.store import create_register
from policydesk.store.backup import make_backup
from policydesk.store.restore import restore_backup
from policydesk.terms import Role, Topic
from tests.conftest import PASSWORD, QUICK, StoppedClock

NAME = "Zebedee Quixote"
NOTE = "Lives in Marchmont Crescent"


def test_no_file_holds_a_name_or_a_code_in_clear(tmp_path: Path, clock: StoppedClock) -> None:
    made = create_register(
        tmp_path / "longacre.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    )
    register, sheets = made.register, made.sheets
    hidden = [NAME, NOTE, PASSWORD, sheets.register_code, sheets.safeguarding_code]
    hidden += [sheets.register_code.replace("-", ""), sheets.safeguarding_code.replace("-", "")]
    with register.writing() as txn:
        for number in range(300):
            txn.session.add(StaffMember(full_name=f"{NAME} {number}", sort_name=NAME.lower(), notes=NOTE))
        txn.session.flush()
        txn.record(Topic.STAFF, 1, f"Added {NAME}")
    with register.writing() as txn:
        txn.session.get_one(StaffMember, 1).notes = NOTE * 2
        txn.session.flush()
        txn.record(Topic.STAFF, 1, f"Changed {NAME}")
        assert (register.folder / "register.db-journal").stat().st_size > 0
        assert_hidden(tmp_path, hidden)
    make_backup(register, progress=lambda done, of: assert_hidden(tmp_path, hidden))
    backup = make_backup(register, tmp_path / "copy.pdbackup").file
    restore_backup(
        backup,
        tmp_path / "again",
        user_name="Alex Morgan",
        password=PASSWORD,
        clock=clock,
        progress=lambda done, of: assert_hidden(tmp_path, hidden),
    ).close()
    assert_hidden(tmp_path, hidden)
    register.close()
    assert_hidden(tmp_path, hidden)


def assert_hidden(folder: Path, hidden: list[str]) -> None:
    """Look for each text in each file, as the usual ways of writing text put it down, in capitals and small letters."""
    looked = 0
    for file in folder.rglob("*"):
        if file.is_file() and file.name != "register.db":
            looked += 1
            content = file.read_bytes().lower()
            for text in hidden:
                for way in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert text.lower().encode(way) not in content, f"{text} in {file.name}"
    assert looked


def test_the_register_itself_holds_no_name_in_clear(tmp_path: Path, clock: StoppedClock) -> None:
    made = create_register(
        tmp_path / "longacre.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    ).register
    with made.writing() as txn:
        txn.session.add(StaffMember(full_name=NAME, sort_name=NAME.lower(), notes=NOTE))
        txn.session.flush()
        txn.record(Topic.STAFF, 1, f"Added {NAME}")
    made.close()
    content = (made.folder / "register.db").read_bytes()
    for text in (NAME, NOTE, "Longacre", "Alex Morgan", "staff_member", "CREATE TABLE"):
        assert text.lower().encode() not in content.lower()
