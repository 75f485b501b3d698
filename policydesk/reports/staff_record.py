"""One member of staff's record: everything the register holds about them, for the person and for their file."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.person_record import PersonRecord, names_of_others, person_record
from policydesk.queries.staff import StaffFilter, staff_ids
from policydesk.queries.staff_detail import StaffDetail, staff_detail
from policydesk.reports.paper.told import Head
from policydesk.reports.person_parts import beside
from policydesk.reports.report import Options, Report
from policydesk.rules.redaction import without_names

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

LEFT_OUT = (
    "Who typed an entry into the register, who manages you and who gave advice: other people’s data.",
    "The names of pupils, parents and others in declared connections: other people’s data.",
    "Full names of other members of staff in notes, tasks and advice: other people’s data.",
    "Records that are sealed for the designated safeguarding lead. Whether there are any is not said here; ask them.",
    "Scanned forms and other files. They are kept with the acknowledgements and can be printed from there.",
)
"""What a record leaves out, so that the person can ask for it."""


@dataclass(frozen=True)
class RecordFacts:
    """Everything about one person."""

    as_at: date
    person: StaffDetail
    more: PersonRecord


def gather(session: "Session", as_at: date, options: Options) -> RecordFacts:
    """Ask for one person's record; the first by name where nobody is chosen."""
    staff_id = options.staff_id
    if staff_id is None:
        staff_id = next(iter(staff_ids(session, as_at, StaffFilter(status="all"))), None)
    found = None if staff_id is None else staff_detail(session, as_at, staff_id)
    if found is None:
        raise Refusal("Nobody is in the register yet. Add staff first.")
    names, own = names_of_others(session, found.row.id), found.row.full_name
    more = person_record(session, as_at, found.row.id)
    return RecordFacts(as_at, without_names(found, names, own), without_names(more, names, own))


def title_of(facts: RecordFacts) -> str:
    """Name the sheet, so that the person stands on every page."""
    return f"Record of {facts.person.row.full_name}"


def story(facts: RecordFacts, parts: "Parts") -> list[Any]:
    """Tell the record, and what it leaves out."""
    person = facts.person
    return [
        parts.words(title_of(facts), "title"),
        parts.words(f"What the school’s register of social media policies holds on {written(facts.as_at)}.", "lead"),
        *_about(facts, parts),
        *_spells(person, parts),
        *_asked(person, parts),
        *_answers(person, parts),
        *_exemptions(person, parts),
        *beside(facts.more, parts),
        *_left_out(parts),
    ]


def _left_out(parts: "Parts") -> list[Any]:
    """Tell what the record leaves out, all of it on one page: a person reads it to know what to ask for."""
    *before, heading = parts.heading("What is left out of this record")
    return [*before, parts.together(heading, *parts.points(LEFT_OUT))]


def _about(facts: RecordFacts, parts: "Parts") -> list[Any]:
    person, row = facts.person, facts.person.row
    known = (
        ("Name", row.full_name),
        ("Known as", row.known_as),
        ("E-mail", row.email),
        ("Staff reference", row.reference),
        ("Privacy settings checked", written(person.privacy_checked_on)),
        ("Notes", person.notes),
    )
    rows = [(words, value) for words, value in known if value]
    return [*parts.heading("About you"), parts.table((Head("What", 2), Head("In the register", 6)), rows)]


def _spells(person: StaffDetail, parts: "Parts") -> list[Any]:
    heads = (Head("As", 3), Head("Job or post", 3), Head("From", 2), Head("Until", 2))
    rows: list[tuple[Any, ...]] = [
        (
            one.category.label,
            ", ".join(filter(None, (one.job_title, one.employer))),
            one.started_on,
            one.ended_on or "–",
        )
        for one in person.roles
    ]
    rows += [("Appointed", one.post.label, one.from_on, one.until_on or "–") for one in person.appointments]
    told = parts.heading("When you were here, and as what")
    return [*told, parts.table(heads, rows) if rows else parts.words("Nothing is recorded.")]


def _asked(person: StaffDetail, parts: "Parts") -> list[Any]:
    told = parts.heading("What you are asked to acknowledge")
    if not person.asked:
        return [*told, parts.words("Nothing.")]
    heads = (Head("Policy", 4), Head("State", 2), Head("Due", 2), Head("Acknowledged", 2))
    rows = [
        (f"{one.title}, version {one.label}", one.state.label, one.due_on, one.signed_on or "–") for one in person.asked
    ]
    return [*told, parts.table(heads, rows)]


def _answers(person: StaffDetail, parts: "Parts") -> list[Any]:
    told = parts.heading("Every answer that was recorded")
    if not person.answers:
        return [*told, parts.words("None.")]
    heads = (Head("Day", 2), Head("Policy", 3.7), Head("Answer", 1.9), Head("How", 2.1), Head("Note", 2))
    rows = [
        (
            one.signed_on,
            f"{one.title}, version {one.label}",
            "Declined" if one.declined else "Acknowledged",
            one.method.label,
            "; ".join(filter(None, (one.decline_reason, one.understanding, _voided(one.voided_on, one.void_reason))))
            or "–",
        )
        for one in person.answers
    ]
    return [*told, parts.table(heads, rows)]


def _voided(on: date | None, why: str) -> str:
    return f"Taken back {written(on)}: {why}" if on is not None else ""


def _exemptions(person: StaffDetail, parts: "Parts") -> list[Any]:
    if not person.exemptions:
        return []
    heads = (Head("Policy", 3), Head("Reason", 3), Head("From", 2), Head("Until", 2))
    rows = [(one.title, one.reason, one.from_on, one.until_on or "–") for one in person.exemptions]
    return [*parts.heading("What you are not asked for"), parts.table(heads, rows)]


REPORT = Report(
    id="staff-record",
    title="Record of a member of staff",
    says="Everything the register holds about one person, for them or for their file, and what is left out.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=80,
    wants_person=True,
)
