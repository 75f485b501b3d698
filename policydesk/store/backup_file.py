"""A backup as a file: what it says of itself in clear, the ways to open it, and the encrypted register behind.

    mark | length of the head | head (JSON) | SHA-256 of all before | MAC of all before | encrypted register

Reading it needs neither the database nor a password; whoever has the key sees by the MAC that nobody changed it.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from policydesk.dates import written
from policydesk.errors import RegisterDamaged, RegisterTooNew, StoreTrouble
from policydesk.store.atomic import worded

SUFFIX = ".pdbackup"
BACKUPS = "backups"
"""Folder of a register's own backups, inside the register's folder."""

FORMAT = 1
MARK = b"PDBACKUP"

_LENGTH_BYTES = 4
_DIGEST_BYTES = 32
_LONGEST_HEAD = 16 * 1024 * 1024
_AT_ONCE = 1024 * 1024
_ZONE = ZoneInfo("Europe/London")


def _on() -> None:
    """Go on to the next block: nobody is waiting for news."""


@dataclass(frozen=True)
class BackupInfo:
    """What a backup says of itself; `problems` is how many things the check of the register found when it was made."""

    file: Path
    school: str
    register_id: str
    is_demo: bool
    program: str
    made_at: datetime
    made_by: str
    why: str
    schema: int
    seal_code: str
    seal_number: int
    counts: Mapping[str, int]
    problems: int
    keys: bytes
    size: int
    sha256: str
    starts_at: int
    signed: bytes
    mac: bytes

    @property
    def says_when(self) -> str:
        """When it was made, on the school's clock: "19 November 2026, 16:02"."""
        at = self.made_at.astimezone(_ZONE)
        return f"{written(at.date())}, {at:%H:%M}"

    def is_whole(self, progress: Callable[[], object] = _on) -> bool:
        """Whether every byte of the register in it is as it was written; reads the whole file."""
        try:
            with self.file.open("rb") as file:
                file.seek(self.starts_at)
                digest, size = _digest(file, progress)
        except OSError:
            return False
        return size == self.size and digest == self.sha256

    def is_genuine(self, file_key: bytes) -> bool:
        """Whether PolicyDesk wrote what it says of itself, with this register's key."""
        return hmac.compare_digest(self.mac, _mac(file_key, self.signed))


def read_backup(file: Path) -> BackupInfo:
    """Read what a backup says of itself.

    Raises RegisterDamaged where it is no backup or not whole at its beginning, RegisterTooNew where a newer PolicyDesk
    made it, StoreTrouble where it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            mark = opened.read(len(MARK))
            if mark != MARK:
                raise RegisterDamaged(f"“{file.name}” is not a backup of PolicyDesk. Choose a {SUFFIX} file.")
            length = opened.read(_LENGTH_BYTES)
            head = opened.read(min(int.from_bytes(length, "big"), _LONGEST_HEAD))
            digest = opened.read(_DIGEST_BYTES)
            mac = opened.read(_DIGEST_BYTES)
            starts_at = opened.tell()
    except FileNotFoundError:
        raise StoreTrouble(f"The backup “{file.name}” is not there any more. Choose another one.") from None
    except OSError as trouble:
        raise StoreTrouble(f"“{file.name}” could not be read ({trouble.strerror}). Choose another backup.") from trouble
    signed = mark + length + head
    if len(mac) != _DIGEST_BYTES or hashlib.sha256(signed).digest() != digest:
        raise damaged(file)
    return _understood(file, head, starts_at, signed, mac)


def damaged(file: Path) -> RegisterDamaged:
    """Return the refusal of a backup that is not whole."""
    return RegisterDamaged(f"The backup “{file.name}” is damaged. Choose another backup.")


def too_new() -> RegisterTooNew:
    """Return the refusal of a backup that a newer PolicyDesk made."""
    return RegisterTooNew("A newer PolicyDesk made this backup. Install that version to restore it.")


def _understood(file: Path, head: bytes, starts_at: int, signed: bytes, mac: bytes) -> BackupInfo:
    try:
        said: dict[str, Any] = json.loads(head)
        if int(said["format"]) > FORMAT:
            raise too_new()
        return BackupInfo(
            file=file,
            school=str(said["school"]),
            register_id=str(said["register_id"]),
            is_demo=bool(said["is_demo"]),
            program=str(said["program"]),
            made_at=datetime.fromisoformat(said["made_at"]).astimezone(UTC),
            made_by=str(said["made_by"]),
            why=str(said["why"]),
            schema=int(said["schema"]),
            seal_code=str(said["seal"]["code"]),
            seal_number=int(said["seal"]["number"]),
            counts={str(table): int(rows) for table, rows in said["counts"].items()},
            problems=int(said["problems"]),
            keys=str(said["keys"]).encode(),
            size=int(said["payload"]["size"]),
            sha256=str(said["payload"]["sha256"]),
            starts_at=starts_at,
            signed=signed,
            mac=mac,
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as trouble:
        raise damaged(file) from trouble


def write_backup(file: Path, said: Mapping[str, Any], payload: Path, file_key: bytes) -> None:
    """Write a new backup file: what it says, and the encrypted register from `payload`; flushed to the disk.

    Raises OSError; the caller removes what was half written.
    """
    with payload.open("rb") as source:
        digest, size = _digest(source, _on)
        head = json.dumps(
            {**said, "format": FORMAT, "payload": {"size": size, "sha256": digest}},
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        ).encode()
        signed = MARK + len(head).to_bytes(_LENGTH_BYTES, "big") + head
        source.seek(0)
        with file.open("xb") as target:
            target.write(signed + hashlib.sha256(signed).digest() + _mac(file_key, signed))
            while block := source.read(_AT_ONCE):
                target.write(block)
            target.flush()
            os.fsync(target.fileno())


def unpack(info: BackupInfo, place: Path, progress: Callable[[], object] = _on) -> None:
    """Write the encrypted register in a backup to a new file, flushed to the disk.

    Raises RegisterDamaged where a byte is not as it was written, StoreTrouble for the disk.
    """
    try:
        with info.file.open("rb") as source:
            source.seek(info.starts_at)
            with place.open("xb") as target:
                digest, size = _digest(source, progress, target)
                target.flush()
                os.fsync(target.fileno())
    except OSError as trouble:
        raise worded(trouble, place) from trouble
    if size != info.size or digest != info.sha256:
        raise damaged(info.file)


def list_backups(folder: Path) -> tuple[BackupInfo, ...]:
    """Return the backups in a folder, newest first, by what they say of themselves; other files are passed over."""
    found = []
    try:
        files = [each for each in folder.iterdir() if each.name.endswith(SUFFIX) and not each.name.startswith(".")]
    except OSError:
        return ()
    for file in files:
        try:
            found.append(read_backup(file))
        except StoreTrouble:
            continue
    return tuple(sorted(found, key=lambda info: (info.made_at, info.seal_number, info.file.name), reverse=True))


def _digest(source: BinaryIO, progress: Callable[[], object], target: BinaryIO | None = None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(_AT_ONCE):
        digest.update(block)
        size += len(block)
        if target is not None:
            target.write(block)
        progress()
    return digest.hexdigest(), size


def _mac(file_key: bytes, signed: bytes) -> bytes:
    from policydesk.store.keys import derived, mac

    return mac(derived(file_key, "backup"), signed)
