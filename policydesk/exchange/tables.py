"""Any list a school has, read safely: a spreadsheet or CSV comes back as rows of text, or as one sentence of refusal.

The file is parsed in a process of its own with limits on time, memory and size, because a spreadsheet of one kilobyte
can make a parser abort whatever process it runs in (TRUST 5.12).
"""

import json
import os
import stat
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from policydesk.errors import Refusal
from policydesk.exchange import _reader
from policydesk.exchange._text import EMPTY
from policydesk.exchange.limits import LIMITS, Limits

__all__ = ["LIMITS", "Limits", "Table", "Words", "answer_of", "file_content", "read_table"]

_CANNOT = (
    "The selected file could not be read: it is damaged, or asks for more memory than reading a list may use. "
    "Save it as a CSV and select that."
)
_BYTES_PER_CHARACTER = 4
_BYTES_PER_CELL = 4
"""The quotation marks and the comma that JSON puts round a cell."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a refusal speaks of the kind of file: what it must be, and what to do where it is too large or too slow."""

    what: str
    too_large: str
    too_slow: str


LIST = Words(
    "an Excel file or a CSV", "Save only the list of staff in a file of its own.", "Save it as a CSV and select that."
)


@dataclass(frozen=True, slots=True)
class Table:
    """One list as text. `rows[n]` is row n + 1 of the file, empty rows included; cells at a row's end may be absent."""

    rows: tuple[tuple[str, ...], ...]
    file_name: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> str:
        """Return a cell by zero-based row and column, without the blanks round it; empty where the row is shorter."""
        cells = self.rows[row]
        return cells[column].strip() if column < len(cells) else ""


def read_table(path: Path, *, sheet: str = "", limits: Limits = LIMITS) -> Table:
    """Read a CSV (any usual encoding, comma, semicolon or tab), XLSX, XLS or ODS file, told apart by what is in them.

    `sheet` names a sheet of a workbook; without it the first visible one that holds anything is read. All cells come
    back as text: days as "2026-09-01", formulas as their last value, text that looks like a formula as that text.
    Raises Refusal, with one sentence that says what to do, for whatever cannot be read within the limits.
    """
    data = file_content(path, limits)
    if not data.strip(b"\0 \t\r\n"):
        raise Refusal(EMPTY, field="path")
    return _table(answer_of(data, "table", sheet, limits), path.name)


def file_content(path: Path, limits: Limits, words: Words = LIST) -> bytes:
    """Return the file's bytes, no more than allowed; anything but a plain file is refused before it is opened."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Refusal(f"A folder is selected. Select {words.what}.", field="path")
        if not stat.S_ISREG(about.st_mode):
            raise Refusal(f"The selected file must be {words.what}.", field="path")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as trouble:
        raise Refusal("The selected file is not there any more. Select it again.", field="path") from trouble
    except PermissionError as trouble:
        raise Refusal(
            "The selected file cannot be opened. Close it in other programs, or save a copy and select that.",
            field="path",
        ) from trouble
    except (OSError, ValueError) as trouble:
        raise Refusal(
            "The selected file cannot be read. Save a copy on this computer and select that.", field="path"
        ) from trouble
    if len(data) > limits.file_bytes:
        raise Refusal(
            f"The selected file is larger than {limits.file_bytes // 1024**2} MB. {words.too_large}",
            field="path",
        )
    return data


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, _reader.ARGUMENT]
    return [sys.executable, "-P", "-m", "policydesk.exchange._reader"]


def _environment() -> dict[str, str]:
    """Return the environment in which the reading process finds this same PolicyDesk, wherever it was started from."""
    home = str(Path(_reader.__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": home + (os.pathsep + before if before else "")}


def answer_of(data: bytes, what: str, sheet: str, limits: Limits, words: Words = LIST) -> bytes:
    """Let the reading process read, and return what it said; it is ended when its time is over."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module; the file goes in as bytes
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    overdue = threading.Event()

    def end() -> None:
        overdue.set()
        process.kill()

    clock = threading.Timer(limits.seconds, end)
    clock.start()
    most = limits.characters * _BYTES_PER_CHARACTER + limits.rows * limits.columns * _BYTES_PER_CELL
    try:
        with process:
            asking = threading.Thread(
                target=_feed, args=(process.stdin, _reader.request(limits, sheet, what) + data), daemon=True
            )
            asking.start()
            said = process.stdout.read(most) if process.stdout else b""
            if len(said) == most:
                process.kill()
            asking.join()
    finally:
        clock.cancel()
    if overdue.is_set():
        raise Refusal(
            f"Reading the selected file took more than {limits.seconds:g} seconds and was stopped. {words.too_slow}",
            field="path",
        )
    return said


def _feed(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        return
    try:
        with pipe:
            pipe.write(data)
    except OSError:  # the reading process ended early; its silence is the answer
        return


def _table(said: bytes, file_name: str) -> Table:
    """Turn the reading process's words into a table; whatever is not a whole answer is a file that cannot be read."""
    lines = said.splitlines()
    try:
        last = json.loads(lines[-1]) if lines else {}
        if "refusal" in last:
            raise Refusal(str(last["refusal"]), field="path")
        about = json.loads(lines[0])
        rows = tuple(tuple(map(str, json.loads(line))) for line in lines[1:-1])
        if last["rows"] != len(rows):
            raise Refusal(_CANNOT, field="path")
        return Table(rows, file_name, str(about["sheet"]), tuple(map(str, about["sheets"])))
    except (ValueError, KeyError, TypeError, IndexError) as trouble:
        raise Refusal(_CANNOT, field="path") from trouble
