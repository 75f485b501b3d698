"""The two recovery sheets, printed once when a register is made: what each opens, and where to keep it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydesk.dates import written

if TYPE_CHECKING:
    from policydesk.store import RecoverySheets

KEEP = (
    "Keep this sheet on paper, away from the computer: in the school's safe, in a closed envelope.",
    "Do not photograph it, send it or keep it as a file.",
    "A newer sheet makes this one worthless. Destroy it then.",
)


def recovery_sheets(school: str, folder: Path, sheets: "RecoverySheets", today: date) -> bytes:
    """Return both sheets as a PDF of two pages; the codes stand in large groups."""
    from policydesk.reports.paper.frame import build
    from policydesk.reports.paper.furniture import Sheet
    from policydesk.reports.paper.parts import Parts

    parts = Parts()
    register = _sheet(
        parts,
        "Recovery sheet: the register",
        sheets.register_code,
        f"With this code anybody can open the register of {school} and give a user a new password. "
        "It is for the headteacher.",
        "start PolicyDesk, choose “I have forgotten it”",
        folder,
        today,
    )
    safeguarding = _sheet(
        parts,
        "Recovery sheet: safeguarding",
        sheets.safeguarding_code,
        "With this code confidential safeguarding records can be opened again when nobody who may read them can sign "
        "in. It is for the designated safeguarding lead and is kept apart from the other sheet.",
        "go to Incidents, choose “Let somebody in”",
        folder,
        today,
    )
    sheet = Sheet(school, "Recovery sheets", today, "", datetime.combine(today, time(12, 0)), "PolicyDesk")
    return build(sheet, parts, [*register, parts.page_break(), *safeguarding])


def _sheet(parts: Any, title: str, code: str, opens: str, use: str, folder: Path, today: date) -> list[Any]:
    return [
        parts.words(title, "title"),
        parts.words(opens, "lead"),
        parts.space(18),
        parts.words("Recovery code", "quiet"),
        *(parts.words(line, "code") for line in _lines(code)),
        parts.space(18),
        *parts.points(KEEP, "large"),
        parts.space(18),
        parts.words(f"Register: {folder.name}. Made on {written(today)}.", "quiet"),
        parts.words(f"To use it: {use}, and type the code.", "quiet"),
    ]


def _lines(code: str) -> list[str]:
    """Break a code between its groups, three to a line."""
    groups = code.split("-")
    return ["  ".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
