"""Papers on the command line: printing a report, sending its tables to a spreadsheet, checking a paper later."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from policydesk.actions.incident_steps import note_report
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.headless_accounts import account_named
from policydesk.names import fold
from policydesk.queries.acknowledgements import current_versions
from policydesk.queries.attachments import attachments
from policydesk.queries.history import entry_hash
from policydesk.queries.incidents import openable
from policydesk.queries.staff import find_staff
from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.checking import check_paper
from policydesk.reports.evidence_pack import INCIDENTS, offered
from policydesk.reports.report import (
    Gathered,
    Options,
    Printing,
    Report,
    gather,
    render_into,
    render_page,
    render_sheet,
)
from policydesk.rules.readers import READS
from policydesk.store import Register
from policydesk.store.atomic import fill_whole
from policydesk.store.audit import seal_code
from policydesk.store.health import health_of
from policydesk.store.register import ZONE
from policydesk.terms import StaffCategory
from policydesk.terms_incidents import Category, IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.rules.incidents import Record


@dataclass(frozen=True)
class Chosen:
    """What somebody wrote after the report's name; `form` is the kind of file, the one of its ending where empty."""

    policy: str | None = None
    names: bool = False
    account: str | None = None
    person: str | None = None
    first: date | None = None
    last: date | None = None
    compare_with: date | None = None
    form: str = ""
    kind: IncidentKind | None = None
    category: Category | None = None
    is_open: bool | None = None
    include: tuple[str, ...] = ()
    held: StaffCategory | None = None


def list_reports() -> int:
    """Print every report's name and what it is for."""
    for one in reports():
        print(f"{one.id:28}{one.title}: {one.says}")
    return 0


def report(register: Register, name: str, out: Path, day: date, chosen: Chosen) -> int:
    """Write one report; the whole file or none."""
    wanted = report_named(name)
    if wanted.wants_person and chosen.person is None:
        raise Refusal("Say whose record: --person NAME.")
    _check_asked(wanted, chosen)
    form = chosen.form or out.suffix.lstrip(".").lower()
    with register.reading() as session:
        sealed = _incidents(session, register) if wanted.takes_incidents else None
        options = Options(
            version_id=None if chosen.policy is None else _version_of(session, day, chosen.policy),
            names=chosen.names,
            account_id=None if chosen.account is None else account_named(session, day, chosen.account),
            first=chosen.first,
            last=chosen.last,
            compare_with=chosen.compare_with,
            staff_id=None if chosen.person is None else _person(session, day, chosen.person),
            incidents=sealed,
            held=chosen.held,
            kind=chosen.kind,
            category=chosen.category,
            is_open=chosen.is_open,
            included=_included(session, register, day, chosen.include) if wanted.offers_parts else (),
            look=(lambda: health_of(register)) if wanted.wants_look else None,
        )
        gathered = gather(session, wanted, day, options)
    printing = Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))
    if sealed is not None:
        with register.writing() as txn:
            note_report(txn, wanted.title)
    fill_whole(out, lambda file: _write(file, form, wanted, gathered, printing))
    print(f"{wanted.title}: {out}")
    return 0


def _write(file: BinaryIO, form: str, report: Report, gathered: Gathered, printing: Printing) -> None:
    """Write a report as the kind of file that was asked for; a paper where it is none that is known."""
    if form == "xlsx":
        file.write(render_sheet(report, gathered, printing))
    elif form == "html":
        file.write(render_page(report, gathered, printing))
    else:
        render_into(file, report, gathered, printing)


def verify_paper(register: Register, file: Path) -> int:
    """Print whether a paper's figures still follow from the register; exit code 1 where they do not."""
    try:
        content = file.read_bytes()
    except OSError:
        raise Refusal(f"“{file.name}” could not be read. Check where it is, then try again.") from None
    with register.reading() as session:

        def seal_at(number: int) -> str | None:
            found = entry_hash(session, number)
            return None if found is None else f"{seal_code(found)} / {number}"

        checked = check_paper(session, content, seal_at, _incidents(session, register))
    print(checked.says)
    return 0 if checked.holds else 1


def _check_asked(report: Report, chosen: Chosen) -> None:
    """Check that a report asks for everything that was chosen; raises Refusal, so that no choice is lost unseen."""
    window = report.wants_window is not None
    asked = (
        ("--policy", chosen.policy, report.wants_version or report.offers_version),
        ("--account", chosen.account, bool(report.wants_account)),
        ("--person", chosen.person, report.wants_person or report.offers_person),
        ("--staff-category", chosen.held, report.offers_held),
        ("--compare-with", chosen.compare_with, report.offers_comparison),
        ("--from", chosen.first, window),
        ("--until", chosen.last, window),
        ("--kind", chosen.kind, report.offers_kinds),
        ("--category", chosen.category, report.offers_kinds),
        ("--closed" if chosen.is_open is False else "--open", chosen.is_open, report.offers_open),
        ("--include", chosen.include or None, report.offers_parts),
        ("--names", chosen.names or None, report.offers_names),
    )
    wrong = next((option for option, value, offered in asked if value is not None and not offered), None)
    if wrong is not None:
        raise Refusal(f"The report “{report.title}” has no choice {wrong}. Leave it out.")


def _included(session: "Session", register: Register, day: date, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a pack that somebody named: reports by their ids, files by their names or numbers."""
    files = attachments(session, day)
    known = {fold(one.id): (one.id,) for one in offered()}
    for one in files:
        known[fold(one.key)] = (one.key,)
        known[fold(one.file_name)] = (*known.get(fold(one.file_name), ()), one.key)
    wrong = next((one for one in named if fold(one) not in known), None)
    if wrong is not None:
        names = ", ".join([*(one.id for one in offered()), *(f"{one.key} ({one.file_name})" for one in files)])
        raise Refusal(f"A pack cannot have “{wrong}”. It can have: {names}.")
    if INCIDENTS in named and not register.actor.roles & READS:
        raise Refusal(
            "Only somebody who may open incidents puts their summary into a pack. Sign in as a DSL with --user."
        )
    return tuple(key for one in named for key in known[fold(one)])


def _incidents(session: "Session", register: Register) -> "tuple[Record, ...] | None":
    if not register.actor.roles & READS:
        return None
    return openable(session, register.vault, register.actor.user_id)


def _person(session: "Session", day: date, name: str) -> int:
    found = find_staff(session, day, name)
    exact = [one for one in found if fold(one.full_name) == fold(name)] or list(found)
    if len(exact) != 1:
        names = ", ".join(one.full_name for one in exact)
        says = (
            f"Several people are called so: {names}."
            if names
            else f"On {written(day)} the register has nobody of that name."
        )
        raise Refusal(f"{says} Write the full name as it stands in the register.")
    return exact[0].id


def _version_of(session: "Session", day: date, title: str) -> int:
    heads = current_versions(session, day)
    found = next((one.version_id for one in heads if fold(one.title) == fold(title)), None)
    if found is None:
        titles = ", ".join(one.title for one in heads) or "none"
        raise Refusal(f"No policy called “{title}” is in force on that day. In force are: {titles}.")
    return found
