"""The files of the register that somebody outside may want to see: policies, signed sheets, proof about accounts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.terms import FileKind


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file with what it belongs to; `usual` is whether an evidence pack has it unless something else is chosen."""

    id: int
    group: str
    says: str
    file_name: str
    media_type: str
    size: int
    usual: bool

    @property
    def key(self) -> str:
        """The word by which it is chosen."""
        return f"file-{self.id}"


POLICIES, SIGNED, ACCOUNTS, REVIEWS = "Policies", "Signed sheets", "Official accounts", "Reviews and discussions"

_FOUND = """
SELECT :policies AS grouped, p.title || ', version ' || v.label AS belongs, f.kind AS kind, f.document_id AS document_id
FROM version_file f JOIN policy_version v ON v.id = f.version_id JOIN policy p ON p.id = v.policy_id
WHERE v.published_on <= :as_at
UNION SELECT :policies, p.title || ', version ' || v.label, 'signed_copy', a.document_id
FROM adoption a JOIN policy_version v ON v.id = a.version_id JOIN policy p ON p.id = v.policy_id
WHERE a.document_id IS NOT NULL AND v.published_on <= :as_at
UNION SELECT :signed, p.title || ', version ' || v.label, '', k.evidence_id
FROM acknowledgement k JOIN policy_version v ON v.id = k.version_id JOIN policy p ON p.id = v.policy_id
WHERE k.evidence_id IS NOT NULL AND k.signed_on <= :as_at AND k.voided_on IS NULL
UNION SELECT :accounts, coalesce(nullif(a.title, ''), r.name, 'Approval'), '', a.evidence_id
FROM approval a LEFT JOIN account_record r ON r.account_id = a.account_id
WHERE a.evidence_id IS NOT NULL AND a.asked_on <= :as_at
UNION SELECT :accounts, r.name, '', t.evidence_id
FROM checklist_tick t JOIN account_record r ON r.account_id = t.account_id
WHERE t.evidence_id IS NOT NULL AND t.ticked_on <= :as_at
UNION SELECT :reviews, coalesce(p.title, 'Review'), '', w.evidence_id
FROM review w JOIN review_schedule s ON s.id = w.schedule_id LEFT JOIN policy p ON p.id = s.policy_id
WHERE w.evidence_id IS NOT NULL AND w.done_on <= :as_at
UNION SELECT :reviews, p.title || ', discussion', '', e.evidence_id
FROM engagement e JOIN policy p ON p.id = e.policy_id
WHERE e.evidence_id IS NOT NULL AND e.held_on <= :as_at"""
"""Every file that is no evidence of an incident, with what it belongs to; those about a single person are left out."""


def attachments(session: Session, as_at: date) -> tuple[AttachmentRow, ...]:
    """Return the files kept by a day, each once, in the order in which a pack has them."""
    asked = text(
        f"SELECT d.id, x.grouped, min(x.belongs), min(x.kind), d.file_name, d.media_type, d.size FROM ({_FOUND}) x "
        "JOIN document d ON d.id = x.document_id WHERE d.added_on <= :as_at GROUP BY d.id "
        "ORDER BY x.grouped = :reviews, x.grouped = :accounts, x.grouped = :signed, 3, 4, d.id"
    )
    named = {"policies": POLICIES, "signed": SIGNED, "accounts": ACCOUNTS, "reviews": REVIEWS}
    rows = session.execute(asked, {**named, "as_at": as_at.isoformat()}).all()
    in_force = _in_force(session, as_at)
    return tuple(
        AttachmentRow(
            row[0],
            row[1],
            f"{row[2]}: {FileKind(row[3]).label.lower()}" if row[3] else row[2],
            row[4],
            row[5],
            row[6],
            row[1] == POLICIES and row[0] in in_force,
        )
        for row in rows
    )


def _in_force(session: Session, as_at: date) -> frozenset[int]:
    """Return the ids of the files that belong to the versions in force."""
    from policydesk.queries.policies import policies

    versions = [one.current.id for one in policies(session, as_at) if one.current is not None]
    files = text(
        "SELECT version_id, document_id FROM version_file UNION "
        "SELECT version_id, document_id FROM adoption WHERE document_id IS NOT NULL"
    )
    return frozenset(document for version, document in session.execute(files) if version in versions)
