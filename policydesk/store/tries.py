"""Wrong passwords are counted, and after five the next try waits longer each time, also after a restart."""

import contextlib
import json
from datetime import datetime
from pathlib import Path

from policydesk.errors import StoreTrouble, WrongPassword
from policydesk.store.atomic import write_whole

TRIES_FILE = "register.tries"
FREE_TRIES = 5
FIRST_WAIT = 60.0
LONGEST_WAIT = 900.0
"""Seconds: after five wrong tries one minute, doubling up to a quarter of an hour."""


def refuse_while_waiting(folder: Path, name: str, now: datetime) -> None:
    """Raise WrongPassword where this user has to wait; a clock put back does not shorten the wait."""
    wrong, last = _read(folder).get(name, (0, 0.0))
    wait = _wait(wrong)
    passed = now.timestamp() - last
    left = wait - passed if passed >= 0 else wait
    if wait and left > 0:
        raise WrongPassword(f"Wait {_in_words(left)}, then try again.", wait_seconds=left)


def count_wrong(folder: Path, name: str, now: datetime) -> WrongPassword:
    """Count one more wrong password and return what to tell the person."""
    known = _read(folder)
    wrong = known.get(name, (0, 0.0))[0] + 1
    _write(folder, {**known, name: (wrong, now.timestamp())})
    left = FREE_TRIES - wrong
    if left > 0:
        tries = "1 try" if left == 1 else f"{left} tries"
        return WrongPassword(
            f"That password does not open this register. {tries} left before a one-minute wait.", tries_left=left
        )
    wait = _wait(wrong)
    return WrongPassword(
        f"That password does not open this register. Wait {_in_words(wait)}, then try again.", wait_seconds=wait
    )


def forget(folder: Path, name: str) -> None:
    """Start counting anew after the right password."""
    known = _read(folder)
    if name in known:
        _write(folder, {other: seen for other, seen in known.items() if other != name})


def _wait(wrong: int) -> float:
    return 0.0 if wrong < FREE_TRIES else min(FIRST_WAIT * 2.0 ** min(wrong - FREE_TRIES, 10), LONGEST_WAIT)


def _in_words(seconds: float) -> str:
    if seconds < 60:
        whole = max(1, round(seconds))
        return "1 second" if whole == 1 else f"{whole} seconds"
    minutes = round(seconds / 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _read(folder: Path) -> dict[str, tuple[int, float]]:
    try:
        return {
            name: (int(wrong), float(at))
            for name, (wrong, at) in json.loads((folder / TRIES_FILE).read_bytes()).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(folder: Path, known: dict[str, tuple[int, float]]) -> None:
    # A folder that cannot be written to must not keep anybody from reading their register.
    with contextlib.suppress(StoreTrouble):
        write_whole(folder / TRIES_FILE, json.dumps(known).encode())
