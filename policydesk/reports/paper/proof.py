"""What a paper says about itself, so that somebody can check later whether its figures follow from the register."""

import io
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from policydesk import __version__
from policydesk.reports.paper.told import Told, shown

BEGINS = "PolicyDesk paper "
"""The first words of the line in a file's properties."""


@dataclass(frozen=True)
class Proof:
    """Which report, as at which day, chosen how; the register's seal at that moment, and a digest of the figures."""

    report: str
    as_at: date
    options: dict[str, Any]
    seal: str
    figures: str
    printed_at: datetime
    printed_by: str
    made_with: str = __version__

    @property
    def line(self) -> str:
        """The line that stands in the file's properties."""
        return BEGINS + json.dumps(asdict(self), default=lambda day: day.isoformat(), ensure_ascii=True)

    @property
    def square(self) -> str:
        """The words in the square that a telephone reads: capitals, so that it stays small."""
        seal = self.seal.replace(" ", "")
        return f"POLICYDESK {self.report.upper()} {self.as_at.isoformat()} {seal} {self.figures}"


def digest(told: Iterable[Told]) -> str:
    """Return the digest of a paper's tables and figures, as they are printed."""
    taken = sha256()
    for one in told:
        taken.update(json.dumps([one.under, [head.words for head in one.heads]]).encode())
        for row in one.rows:
            taken.update(json.dumps([shown(value) for value in row]).encode())
    code = taken.hexdigest()[:16].upper()
    return "-".join(code[at : at + 4] for at in range(0, 16, 4))


def proof_of(content: bytes) -> Proof | None:
    """Return what a file says about itself; None where it is no paper of ours."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # that it is no PDF is said in one sentence
    try:
        about = PdfReader(io.BytesIO(content)).metadata
        line = "" if about is None else str(about.get("/Keywords", ""))
        if not line.startswith(BEGINS):
            return None
        found = json.loads(line.removeprefix(BEGINS))
        return Proof(
            **{
                **found,
                "as_at": date.fromisoformat(found["as_at"]),
                "printed_at": datetime.fromisoformat(found["printed_at"]),
            }
        )
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return None
