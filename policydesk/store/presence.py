"""Who has the register open: words for the person who finds it in use. The lock itself is the database's own.

Read before the database library is loaded, so nothing here imports it.
"""

import contextlib
import getpass
import hashlib
import json
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from policydesk.dates import written
from policydesk.errors import RegisterInUse, StoreTrouble
from policydesk.store.atomic import write_whole
from policydesk.store.file_names import WHO_FILE

_ZONE = ZoneInfo("Europe/London")
_LONGEST = 4_096
"""Bytes of the file that are read; a longer one is not ours."""


@dataclass(frozen=True)
class Presence:
    """One person with the register open: on which computer, since when, in which process."""

    user: str
    machine: str
    since: datetime
    pid: int


def say_open(folder: Path, user: str, now: datetime) -> None:
    """Leave word of who has the register open; a folder that takes no file keeps nobody from working."""
    content = {"user": user, "machine": platform.node(), "since": now.isoformat(timespec="seconds"), "pid": os.getpid()}
    with contextlib.suppress(StoreTrouble):
        write_whole(folder / WHO_FILE, json.dumps(content, ensure_ascii=False).encode())


def say_closed(folder: Path) -> None:
    """Take the word back, where it is ours."""
    found = who(folder)
    if found is not None and (found.machine, found.pid) == (platform.node(), os.getpid()):
        with contextlib.suppress(OSError):
            (folder / WHO_FILE).unlink()


def who(folder: Path) -> Presence | None:
    """Return who said last that they have the register open, or None; a file left by a crash says so too."""
    try:
        with (folder / WHO_FILE).open("rb") as file:
            said = json.loads(file.read(_LONGEST))
        since = datetime.fromisoformat(said["since"])
        if since.tzinfo is None:
            return None
        return Presence(_short(said["user"]), _short(said["machine"]), since, int(said["pid"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def in_use(folder: Path, now: datetime) -> RegisterInUse:
    """Return the refusal for a register that another process holds, with who and since when where that is known."""
    found = who(folder)
    if found is None:
        return RegisterInUse("This register is open in another PolicyDesk. Close it there, then try again.")
    same = found.machine == platform.node()
    since = _when(found.since, now)
    place = "this computer" if same else found.machine
    return RegisterInUse(
        f"{found.user} has the register open on {place} since {since}. Close it there, then try again.",
        who=found.user,
        since=since,
        same_machine=same,
    )


def socket_name(folder: Path) -> str:
    """Return the short name under which the desk of this register and this user answers a second start."""
    place = os.path.normcase(folder.resolve())
    mark = hashlib.sha256(f"{_login()}|{place}".encode(errors="surrogatepass")).hexdigest()
    return f"policydesk-{mark[:16]}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def _short(text: object) -> str:
    """Return a name as one plain line; who.json may be anybody's."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in str(text)).split())
    return plain[:200] or "Somebody"


def _when(since: datetime, now: datetime) -> str:
    at, today = since.astimezone(_ZONE), now.astimezone(_ZONE).date()
    time = f"{at:%H:%M}"
    return time if at.date() == today else f"{written(at.date())}, {time}"
