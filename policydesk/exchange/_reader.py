"""The process that reads a file from outside: it may run out of time or memory, or die, and the desk stays up.

It is given the file's bytes, never its name, and answers with lines of JSON: about the sheet, then one row per
line, then how many. It knows neither the register nor the window.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import BinaryIO

from policydesk.errors import Refusal
from policydesk.exchange import _workbook
from policydesk.exchange._text import EMPTY, read_text
from policydesk.exchange.limits import Limits

ARGUMENT = "--read-a-table"
"""How a frozen PolicyDesk is asked to be the reading process instead of the desk."""


def request(limits: Limits, sheet: str, what: str = "table") -> bytes:
    """Return the line that goes before the file's bytes; `what` is "table" or "policy"."""
    return json.dumps({"limits": asdict(limits), "sheet": sheet, "what": what}).encode() + b"\n"


def main() -> int:
    """Read one file from standard input and answer on standard output; returns the process's exit code."""
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answer:
        head = json.loads(asked.readline())
        limits = Limits(**head["limits"])
        hold_back(limits)
        data = asked.read()
        if head["what"] == "policy":
            # Loaded only here: a list of staff is read without what reads documents.
            from policydesk.exchange import _policy

            said = _policy.answers(data, limits)
        else:
            said = answers(data, head["sheet"], limits)
        for line in said:
            _say(answer, line)
    return 0


def serve_if_asked() -> None:
    """Be the reading process where the command line says so: the first thing a frozen PolicyDesk does."""
    if sys.argv[1:2] == [ARGUMENT]:
        raise SystemExit(main())


def hold_back(limits: Limits) -> None:
    """Take away from this process the memory, the time and the crash file that it must not use."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: the measures before parsing and the time limit hold there
        return
    seconds = int(limits.seconds) + 1
    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):  # macOS refuses some limits; the others still hold
            continue


def answers(data: bytes, sheet: str, limits: Limits) -> Iterator[object]:
    """Yield what is said about one file: the sheet, each row, the end; or, at any point, why it cannot be read."""
    try:
        if not data:
            raise Refusal(EMPTY)
        if data.startswith((_workbook.PACKED, _workbook.OLE)):
            found = _workbook.read_workbook(data, sheet, limits)
        else:
            found = _workbook.Sheet("", (), read_text(data, limits))
        yield {"sheet": found.name, "sheets": found.names}
        count = 0
        for row in _within(found.rows, limits):
            yield row
            count += 1
        if not count:
            raise Refusal(EMPTY)
        yield {"rows": count}
    except Refusal as refusal:
        yield {"refusal": refusal.says}


def _within(rows: Iterable[tuple[str, ...]], limits: Limits) -> Iterator[tuple[str, ...]]:
    """Yield rows without the empty cells at their ends and the empty rows at the end of all, counting as it goes."""
    number = characters = empty = 0
    for row in rows:
        number += 1
        width = max((index + 1 for index, cell in enumerate(row) if cell.strip()), default=0)
        if not width:
            empty += 1
            continue
        if number > limits.rows:
            raise _workbook.too_many_rows(limits)
        if width > limits.columns:
            raise _workbook.too_many_columns(limits)
        longest = max(map(len, row))
        characters += sum(map(len, row))
        if longest > limits.cell_characters:
            raise Refusal(
                f"Row {number} of the selected file has a cell of more than {limits.cell_characters:,} characters."
            )
        if characters > limits.characters:
            raise Refusal(_workbook.TOO_BIG_UNPACKED)
        for _ in range(empty):
            yield ()
        empty = 0
        yield row[:width]


def _say(answer: BinaryIO, line: object) -> None:
    answer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    raise SystemExit(main())
