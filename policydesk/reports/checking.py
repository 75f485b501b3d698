"""Whether the figures on a paper still follow from the register, and what to say about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk import __version__
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.reports.catalogue import report_named
from policydesk.reports.paper.proof import Proof, proof_of
from policydesk.reports.report import OPENED, Options, Printing, gather, render
from policydesk.rules.incidents import Record
from policydesk.terms import StaffCategory
from policydesk.terms_incidents import Category, IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOT_OURS = "This is not a PDF that PolicyDesk printed, or its properties were removed, so it cannot be checked."

OF_A_MOMENT = (
    "its seal is in the audit trail. It says how the register stood in that moment, which cannot be worked out again. "
    "Print it again and compare both."
)
TERMS: dict[str, Callable[[str], Any]] = {"held": StaffCategory, "kind": IncidentKind, "category": Category}
"""Choices that are words of the school, which a paper keeps as they are stored."""

NEEDS_KEY = "counts incidents that were open when it was printed. A DSL or the headteacher can check it."


@dataclass(frozen=True)
class Checked:
    """The outcome in sentences; `holds` only where the register gives the same figures today."""

    holds: bool
    says: str


def check_paper(
    session: "Session",
    content: bytes,
    seal_at: Callable[[int], str | None],
    incidents: tuple[Record, ...] | None = None,
) -> Checked:
    """Work a paper's figures out again and compare; `seal_at` returns the register's seal after one audit entry.

    `incidents` are what whoever checks can open; a paper about incidents cannot be checked without them.
    """
    proof = proof_of(content)
    if proof is None:
        return Checked(holds=False, says=NOT_OURS)
    if not _sealed_here(proof, seal_at):
        says = f"This paper was not printed from this register: its seal {proof.seal} is not in the audit trail."
        return Checked(holds=False, says=says)
    try:
        report = report_named(proof.report)
        if report.wants_look:
            return Checked(holds=False, says=f"{_name(proof, report.title)}: {OF_A_MOMENT}")
        if report.uses_keys and incidents is None and OPENED in proof.options:
            return Checked(holds=False, says=f"{_name(proof, report.title)} {NEEDS_KEY}")
        incidents = incidents if report.wants_keys or OPENED in proof.options else None
        gathered = gather(session, report, proof.as_at, replace(options_of(proof), incidents=incidents))
    except Refusal as refusal:
        says = f"{_name(proof, proof.report)} can no longer be printed from this register. {refusal.says}"
        return Checked(holds=False, says=says)
    again = render(report, gathered, Printing(proof.printed_at, proof.printed_by, proof.seal))
    now, name = proof_of(again), _name(proof, report.title)
    assert now is not None
    if now.figures != proof.figures:
        return Checked(holds=False, says=f"{name}: {_changed(proof)}")
    if again == content:
        return Checked(
            holds=True, says=f"{name}: the figures follow from the register, and the file is as it was made."
        )
    return Checked(holds=True, says=f"{name}: {_altered(proof, now)}")


def options_of(proof: Proof) -> Options:
    """Return what was chosen when a paper was printed."""
    days = {"first", "last", "compare_with"}
    chosen: dict[str, Any] = {
        key: date.fromisoformat(str(value)) if key in days else value for key, value in proof.options.items()
    }
    for key, kind in TERMS.items():
        if key in chosen:
            chosen[key] = kind(chosen[key])
    if "included" in chosen:
        chosen["included"] = tuple(chosen["included"])
    known = {key: value for key, value in chosen.items() if key in Options.__dataclass_fields__}
    return replace(Options(), **known)


def _sealed_here(proof: Proof, seal_at: Callable[[int], str | None]) -> bool:
    number = proof.seal.rpartition("/")[2].strip()
    return number.isdecimal() and seal_at(int(number)) == proof.seal


def _name(proof: Proof, title: str) -> str:
    return f"{title} as at {written(proof.as_at)}, printed {written(proof.printed_at.date())} by {proof.printed_by}"


def _changed(proof: Proof) -> str:
    says = (
        "the register gives other figures for that day now. Something dated that day or earlier was recorded or "
        "corrected since. Print the report again and compare both."
    )
    if OPENED in proof.options:
        says += f" It counts incidents: check it as {proof.printed_by}, who may open others than you."
    if proof.made_with != __version__:
        says += f" The paper was made with PolicyDesk {proof.made_with}, this is {__version__}: it may count otherwise."
    return says


def _altered(proof: Proof, now: Proof) -> str:
    if proof.made_with != now.made_with:
        return (
            f"the figures follow from the register. The paper was made with PolicyDesk {proof.made_with}, this is "
            f"{now.made_with}, so the rest of the file was not compared."
        )
    return (
        "the figures it was made from follow from the register, but the file is not as PolicyDesk prints it now: it "
        "was saved or changed by another program, or something beside the figures, such as the logo, changed since. "
        "Compare what it says with a new print."
    )
