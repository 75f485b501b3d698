"""What is taken out of the register when a record is disposed of, kind by kind, as data.

Rows that figures of past days count stay, without a person in them; what says something about somebody goes. The audit
trail keeps codes of the old values and no value, so that a check of the register still finds everything in order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import (
    Absence,
    AccountRecord,
    AccountStep,
    Acknowledgement,
    Adoption,
    Advice,
    Approval,
    Base,
    ChecklistTick,
    Declaration,
    DeclaredRelationship,
    Document,
    EarlierAbsence,
    Evaluation,
    Exemption,
    FindingCare,
    Incident,
    IncidentKey,
    IncidentOpening,
    IncidentPart,
    ModerationCheck,
    OutsideAccess,
    Permission,
    PolicyVersion,
    StaffMember,
    StaffRole,
    Training,
    VersionFile,
)
from policydesk.terms_retention import KeptKind

GONE = "Disposed of"
"""What stands where something has to stand."""


@dataclass(frozen=True)
class Emptied:
    """Rows of one table that belong to a record: those columns are emptied, or with none named the rows are removed.

    `required` are columns that cannot be empty; where they say something they say from then on that it is gone.
    """

    model: type[Base]
    link: str
    columns: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    removed: bool = False
    files: tuple[str, ...] = field(default=())


KINDS: Mapping[KeptKind, tuple[Emptied, ...]] = {
    KeptKind.STAFF: (
        Emptied(StaffRole, "staff_id", ("job_title", "employer")),
        Emptied(Acknowledgement, "staff_id", ("understanding",), ("decline_reason", "void_reason"),
                files=("evidence_id",)),
        Emptied(Exemption, "staff_id", (), ("reason",)),
        Emptied(Training, "staff_id", files=("evidence_id",)),
        Emptied(Declaration, "staff_id", files=("evidence_id",)),
        Emptied(DeclaredRelationship, "staff_id", removed=True),
        Emptied(Advice, "staff_id", removed=True),
        Emptied(Absence, "staff_id", removed=True),
        Emptied(EarlierAbsence, "staff_id", removed=True),
    ),
    KeptKind.VERSION: (
        Emptied(VersionFile, "version_id", removed=True, files=("document_id",)),
        Emptied(Adoption, "version_id", (), ("name",), files=("document_id",)),
        Emptied(PolicyVersion, "id", ("approved_by_name", "minute_reference", "summary_of_changes")),
    ),
    KeptKind.ACCOUNT: (
        Emptied(AccountRecord, "account_id", (
            "content_delegated_by_id", "responsible_leader_id", "credentials_holder_id", "risk_assessed_by",
            "risk_notes", "advice_from", "intervention_plan", "recovery_plan", "guidance_followed", "vetting_method",
            "login_email", "credentials_kept", "recovery_address", "evaluation_criteria", "notes",
        )),
        Emptied(AccountStep, "account_id", ("note",), ("by_name", "override_reason")),
        Emptied(ModerationCheck, "account_id", ("found", "removed_what", "concern_reference")),
        Emptied(ChecklistTick, "account_id", ("note",), ("ticked_by",), files=("evidence_id",)),
        Emptied(Evaluation, "account_id", ("notes",), ("evaluated_by",)),
        Emptied(Approval, "account_id", ("title", "address", "conditions", "permission_reference", "notes"),
                files=("evidence_id",)),
        Emptied(OutsideAccess, "account_id", ("contact",)),
        Emptied(Permission, "account_id", ("reference", "notes"), ("subject", "given_by"), files=("evidence_id",)),
    ),
    KeptKind.FRIEND_REQUEST: (
        Emptied(IncidentOpening, "incident_id", removed=True),
        Emptied(IncidentKey, "incident_id", removed=True),
        Emptied(IncidentPart, "incident_id", removed=True),
        Emptied(Incident, "id", removed=True),
    ),
    KeptKind.CONCERN: (
        Emptied(IncidentOpening, "incident_id", removed=True),
        Emptied(IncidentKey, "incident_id", removed=True),
        Emptied(IncidentPart, "incident_id", removed=True),
        Emptied(Incident, "id", removed=True),
    ),
}  # fmt: skip
"""What goes with each kind of record."""

SAYS: Mapping[KeptKind, str] = {
    KeptKind.STAFF: (
        "Erased are the name, e-mail address, staff reference, notes, job titles, absences, declared connections, "
        "advice, the words of answers and exemptions, and scans that prove nobody else’s answer. The dates stay under "
        "a number, so that past figures stay true."
    ),
    KeptKind.VERSION: (
        "Erased are its files, the signatories’ names and the notes on its approval. Its title, number and dates stay, "
        "so that past figures stay true."
    ),
    KeptKind.ACCOUNT: (
        "Erased are who ran and evaluated it, sign-in details, notes, moderation notes, permissions and their files. "
        "Its name, platform, dates and moderators’ turns stay; the turns go with each moderator’s own record."
    ),
    KeptKind.FRIEND_REQUEST: "Erased is the whole record with its evidence and its keys. Only the number stays.",
    KeptKind.CONCERN: "Erased is the whole record with its evidence and its keys. Only the number stays.",
}
"""What goes and what stays, in words, for whoever confirms."""


def erase(session: Session, kind: KeptKind, record_id: int) -> int:
    """Take a record's content out of the register; returns how many entries were erased or emptied."""
    count = 0
    files: set[int] = set()
    for one in KINDS[kind]:
        for row in session.scalars(select(one.model).where(getattr(one.model, one.link) == record_id)):
            count += 1
            files |= {getattr(row, name) for name in one.files} - {None}
            if one.removed:
                session.delete(row)
            else:
                _empty(row, one)
        session.flush()
    if kind is KeptKind.STAFF:
        count += _forget_person(session, record_id)
    return count + _drop_files(session, files)


def _empty(row: Base, what: Emptied) -> None:
    for name in (*what.columns, *what.files):
        setattr(row, name, None if name.endswith("_id") else "")
    for name in what.required:
        if getattr(row, name):
            setattr(row, name, GONE)


def _forget_person(session: Session, staff_id: int) -> int:
    """Leave a number where a person was."""
    person = session.get_one(StaffMember, staff_id)
    said = select(FindingCare).where(FindingCare.says.contains(person.full_name, autoescape=True))
    named = list(session.scalars(said))
    for care in named:
        care.says = GONE
    person.full_name = f"Former member of staff {staff_id}"
    person.sort_name = person.full_name.casefold()
    person.known_as = person.email = person.reference = person.notes = ""
    person.line_manager_id = person.privacy_checked_on = None
    session.flush()
    return 1 + len(named)


def _drop_files(session: Session, files: Iterable[int]) -> int:
    """Remove the files that nothing else in the register needs."""
    count = 0
    for file_id in sorted(files):
        if not any(_needs(session, table, file_id) for table in _links()):
            session.delete(session.get_one(Document, file_id))
            count += 1
    session.flush()
    return count


def _needs(session: Session, column: Any, file_id: int) -> bool:
    return session.scalars(select(column).where(column == file_id).limit(1)).first() is not None


def _links() -> tuple[Any, ...]:
    """Return every column of the register that points to a file."""
    return tuple(
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == Document.__tablename__ for key in column.foreign_keys)
    )
