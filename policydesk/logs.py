"""The log: what happened and where in the program, never about whom. No names, values, SQL parameters or messages."""

import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "policydesk.log"
_BYTES, _KEPT = 512 * 1024, 4

log = logging.getLogger("policydesk")


def start_log(folder: Path) -> Path | None:
    """Write the log into this folder from now on; returns its path, or None where the folder cannot be written to."""
    path = folder / LOG_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for old in list(log.handlers):
        log.removeHandler(old)
        old.close()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    return path


def note_mistake(mistake: BaseException) -> str:
    """Log an unexpected error as its kind and places, and return the short number a person can quote."""
    number = f"E-{os.urandom(3).hex().upper()}"
    log.error("%s\n%s", number, scrubbed(mistake))
    return number


def scrubbed(mistake: BaseException) -> str:
    """Return the kind of an error and the lines it went through: no message, no values, no folders of this computer."""
    lines: list[str] = []
    known: set[int] = set()
    seen: BaseException | None = mistake
    while seen is not None and id(seen) not in known:
        known.add(id(seen))
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in _frames(seen)]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _frames(mistake: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(mistake.__traceback__))
