"""A register is made from a backup in a new folder, checked in full; nothing that exists is touched."""

import hashlib
import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from policydesk.errors import Refusal, RegisterDamaged, RegisterTooNew, StoreTrouble, WrongPassword
from policydesk.models import AuditEntry, StaffMember
from policydesk.store import Register, backup_file, open_register, places, schema
from policydesk.store.backup import make_backup
from policydesk.store.restore import read_backup, restore_backup
from tests.conftest import PASSWORD, StoppedClock
from tests.store.test_backup import add_person, names_in


@pytest.fixture
def backup(register: Register, tmp_path: Path, clock: StoppedClock) -> Path:
    """A backup with Ben Okoro in it, made on 19 November; the register itself has gone on since."""
    clock.now = datetime(2026, 11, 19, 16, 2, tzinfo=UTC)
    add_person(register, "Ben Okoro")
    file = make_backup(register, tmp_path / "longacre.pdbackup").file
    clock.advance(days=1)
    add_person(register, "Cara Evans")
    return file


def restored(file: Path, to: Path, clock: StoppedClock, **changed: str) -> Register:
    asked = {"user_name": "Alex Morgan", "password": PASSWORD, **changed}
    return restore_backup(file, to, clock=clock, **asked)


def test_a_restored_register_holds_what_the_backup_held(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    again = restored(backup, tmp_path / "again.policydesk", clock)
    with again.reading() as session:
        assert session.scalars(select(StaffMember.full_name)).all() == ["Ben Okoro"]
    assert again.verify().problems == ()
    assert again.folder == tmp_path / "again.policydesk"
    assert again.actor.name == "Alex Morgan"
    again.close()
    assert names_in(tmp_path) == ["again.policydesk", "longacre.pdbackup", "longacre.policydesk"]
    assert names_in(tmp_path / "again.policydesk") == ["register.db", "register.db-journal", "register.keys"]


def test_the_audit_trail_says_from_which_backup(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    said = read_backup(backup)
    again = restored(backup, tmp_path / "again.policydesk", clock)
    with again.reading() as session:
        last = session.scalars(select(AuditEntry.body).order_by(AuditEntry.id.desc())).first()
    again.close()
    assert last is not None
    assert "Restored from the backup of 19 November 2026, 16:02" in last
    assert f"seal {said.seal_code} / {said.seal_number}" in last


def test_the_open_register_and_the_backup_stay_as_they_are(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    seal, content = register.seal(), backup.read_bytes()
    restored(backup, tmp_path / "again.policydesk", clock).close()
    assert register.seal() == seal
    assert register.verify().is_sound
    assert backup.read_bytes() == content


def test_a_restored_register_opens_like_any_other(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    restored(backup, tmp_path / "deep" / "down" / "again", clock).close()
    open_register(tmp_path / "deep" / "down" / "again", user_name="Alex Morgan", password=PASSWORD, clock=clock).close()


def test_an_empty_folder_will_do_and_a_full_one_is_refused(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    (tmp_path / "empty").mkdir()
    restored(backup, tmp_path / "empty", clock).close()
    before = (tmp_path / "empty" / "register.db").read_bytes()
    for taken in (tmp_path / "empty", backup):
        with pytest.raises(Refusal, match="there already") as refused:
            restored(backup, taken, clock)
        assert refused.value.field == "to"
    assert (tmp_path / "empty" / "register.db").read_bytes() == before


def test_a_wrong_password_is_said_with_the_day_it_belongs_to(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    with pytest.raises(WrongPassword, match="password Alex Morgan had on 19 November 2026, 16:02"):
        restored(backup, tmp_path / "new" / "again", clock, password="not this one")
    with pytest.raises(Refusal, match="Its users are Alex Morgan") as refused:
        restored(backup, tmp_path / "new" / "again", clock, user_name="Priya Shah")
    assert refused.value.field == "user_name"
    assert not (tmp_path / "new").exists()


def test_a_network_drive_is_refused(
    backup: Path, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_file_system", lambda folder: "nfs")
    with pytest.raises(Refusal, match="network drive"):
        restored(backup, tmp_path / "again", clock)


def test_a_file_that_is_no_backup_is_said(tmp_path: Path, clock: StoppedClock) -> None:
    for content in (b"", b"PD", b"SQLite format 3\0" * 10, b"PDBACKUP", b"PDBACKUP\xff\xff\xff\xff"):
        (tmp_path / "file.pdbackup").write_bytes(content)
        with pytest.raises(RegisterDamaged, match="Choose a"):
            restored(tmp_path / "file.pdbackup", tmp_path / "again", clock)
    with pytest.raises(StoreTrouble, match="not there any more"):
        restored(tmp_path / "gone.pdbackup", tmp_path / "again", clock)
    with pytest.raises(StoreTrouble, match="could not be read"):
        restored(tmp_path, tmp_path / "again", clock)
    assert names_in(tmp_path) == ["file.pdbackup"]


def test_a_newer_backup_is_refused(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA - 1)
    with pytest.raises(RegisterTooNew, match="newer PolicyDesk made this backup"):
        restored(backup, tmp_path / "again", clock)
    monkeypatch.undo()
    monkeypatch.setattr(backup_file, "FORMAT", backup_file.FORMAT + 1)
    newer = make_backup(register, tmp_path / "newer.pdbackup").file
    monkeypatch.undo()
    with pytest.raises(RegisterTooNew, match="newer PolicyDesk made this backup"):
        restored(newer, tmp_path / "again", clock)
    assert not (tmp_path / "again").exists()


def test_flipping_any_byte_is_refused(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    content = bytearray(backup.read_bytes())
    spoilt = tmp_path / "spoilt.pdbackup"
    head = read_backup(backup).starts_at
    draw = random.Random(20261120)
    places_to_spoil = [draw.randrange(head) for _ in range(20)] + [
        draw.randrange(head, len(content)) for _ in range(40)
    ]
    places_to_spoil += [0, 8, 9, 10, 11, head - 1, head, len(content) - 1]
    for at in places_to_spoil:
        content[at] ^= 1 << draw.randrange(8)
        spoilt.write_bytes(content)
        content[:] = backup.read_bytes()
        with pytest.raises(RegisterDamaged):
            restored(spoilt, tmp_path / "again", clock)
        assert not (tmp_path / "again").exists()


def test_a_shortened_or_lengthened_backup_is_refused(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    content = backup.read_bytes()
    spoilt = tmp_path / "spoilt.pdbackup"
    for changed in (content[:-1], content + b"\0", content[: len(content) // 2], content[:4_000], content[:100]):
        spoilt.write_bytes(changed)
        with pytest.raises(RegisterDamaged, match=r"“spoilt.pdbackup” is damaged. Choose another backup"):
            restored(spoilt, tmp_path / "again", clock)
    assert names_in(tmp_path) == ["longacre.pdbackup", "longacre.policydesk", "spoilt.pdbackup"]


def rewritten(info: backup_file.BackupInfo, key: bytes, place: Path, **changed: object) -> Path:
    """Write a backup anew with other words about itself, as somebody with this key could."""
    said = json.loads(info.signed[len(backup_file.MARK) + 4 :])
    payload = place.with_suffix(".db")
    payload.write_bytes(info.file.read_bytes()[info.starts_at :])
    backup_file.write_backup(place, {**said, **changed}, payload, key)
    return place


def test_what_a_backup_says_of_itself_cannot_be_changed_without_the_key(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    forged = rewritten(read_backup(backup), b"\7" * 32, tmp_path / "forged.pdbackup", why="nothing to see")
    with pytest.raises(RegisterDamaged, match="changed by something other than PolicyDesk"):
        restored(forged, tmp_path / "again", clock)


@pytest.mark.parametrize(
    "changed",
    [
        {"problems": 3},
        {"seal": {"code": "0000-0000-0000-0000-0000", "number": 2}},
        {"counts": {"staff_member": 55}},
        {"keys": "{}"},
    ],
)
def test_what_a_backup_says_of_itself_must_be_so(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock, changed: dict[str, object]
) -> None:
    key = register.secrets.file_key
    wrong = rewritten(read_backup(backup), key, tmp_path / "wrong.pdbackup", **changed)
    with pytest.raises(RegisterDamaged, match=r"“wrong.pdbackup” is damaged"):
        restored(wrong, tmp_path / "again", clock)
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("content", ["null", "[1]", '"text"', "{}", '{"format": "x"}', "[" * 50_000])
def test_a_head_that_makes_no_sense_is_damage(tmp_path: Path, content: str) -> None:
    head = content.encode()
    signed = backup_file.MARK + len(head).to_bytes(4, "big") + head
    file = tmp_path / "file.pdbackup"
    file.write_bytes(signed + hashlib.sha256(signed).digest() + b"\0" * 32)
    with pytest.raises(RegisterDamaged, match="is damaged"):
        read_backup(file)


def test_another_registers_payload_is_refused(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    info = read_backup(backup)
    payload = tmp_path / "payload"
    payload.write_bytes(b"\x55" * 8_192)
    said = json.loads(info.signed[len(backup_file.MARK) + 4 :])
    backup_file.write_backup(tmp_path / "wrong.pdbackup", said, payload, register.secrets.file_key)
    with pytest.raises(RegisterDamaged, match=r"“wrong.pdbackup” is damaged"):
        restored(tmp_path / "wrong.pdbackup", tmp_path / "again", clock)


def test_a_backup_of_an_edited_register_is_restored_as_it_was(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    register._connection.execute("UPDATE staff_member SET email = 'x@y' WHERE id = 1")
    edited = make_backup(register, tmp_path / "edited.pdbackup").file
    again = restored(edited, tmp_path / "again", clock)
    assert again.verify().problems == ("Staff member 1 was changed without a record: email.",)
    again.close()


def test_a_restore_can_be_stopped_at_every_step(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    steps: list[tuple[int, int]] = []
    how = {"user_name": "Alex Morgan", "password": PASSWORD, "clock": clock}
    restore_backup(backup, tmp_path / "whole", **how, progress=lambda done, of: steps.append((done, of))).close()
    assert steps == [(done, len(steps) - 1) for done in range(len(steps))]
    for stop in range(len(steps)):

        def halt(done: int, of: int, stop: int = stop) -> None:
            if done == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            restore_backup(backup, tmp_path / "new" / "stopped", **how, progress=halt)
        assert not (tmp_path / "new").exists()


def test_a_file_in_the_way_of_the_folders_above_is_said(backup: Path, tmp_path: Path, clock: StoppedClock) -> None:
    with pytest.raises(StoreTrouble):
        restored(backup, backup / "below" / "again", clock)


def test_a_password_that_costs_too_much_to_check_is_damage(
    register: Register, backup: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    slots = tuple(replace(slot, memory_kib=0) if slot.kind == "user" else slot for slot in register.keys.slots)
    keys = replace(register.keys, slots=slots).signed(register.secrets.file_key).to_bytes().decode()
    wrong = rewritten(read_backup(backup), register.secrets.file_key, tmp_path / "wrong.pdbackup", keys=keys)
    with pytest.raises(RegisterDamaged, match=r"“wrong.pdbackup” is damaged"):
        restored(wrong, tmp_path / "again", clock)


def test_windows_makes_way_for_the_register_in_an_empty_folder(
    backup: Path, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "again").mkdir()
    rename = Path.rename

    def as_windows_does(path: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", as_windows_does)
    restored(backup, tmp_path / "again", clock).close()
