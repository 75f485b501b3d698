"""Files written whole or not at all: a temporary file, flushed to the disk, takes the old one's place."""

import contextlib
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from policydesk.errors import DiskFull, ReadOnlyPlace, StoreTrouble

BUSY_WINDOWS_ERRORS = frozenset({5, 32})
"""What Windows answers while a virus scanner or an indexer holds a file."""

BUSY_SECONDS = 2.0
"""How long a rename is tried again while another program holds the file."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, also after a power cut.

    Raises DiskFull, ReadOnlyPlace or StoreTrouble; nothing half-written stays behind.
    """
    fill_whole(path, lambda part: part.write(content))


def fill_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file in the same way bit by bit, so that a long one is never in memory as a whole."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as part:
            fill(part)
            part.flush()
            os.fsync(part.fileno())
        put_in_place(beside, path)
    except OSError as trouble:
        raise worded(trouble, path) from trouble
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished file over its place and flush the folder; waits out a virus scanner for up to two seconds."""
    patiently(lambda: part.replace(path))
    flush_folder(path.parent)


def patiently(act: Callable[[], object]) -> None:
    """Do something to a file, again and again for two seconds while Windows says another program holds it."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            act()
        except OSError as trouble:
            if getattr(trouble, "winerror", None) not in BUSY_WINDOWS_ERRORS or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system has such a thing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def worded(trouble: OSError, path: Path) -> StoreTrouble:
    """Return what the system says about a file as one sentence for a person."""
    place = path.parent.name or str(path.parent)
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"There is no room left in “{place}”. Free some space, then try again; nothing was lost.")
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ReadOnlyPlace(f"“{path.name}” cannot be written in “{place}”. Choose a folder that you may write to.")
    if trouble.errno == errno.ENOENT:
        return StoreTrouble(f"The folder “{place}” is not there any more. Choose another one.")
    return StoreTrouble(f"“{path.name}” could not be written ({trouble.strerror}). Check the disk, then try again.")
