"""What can be asked about the files kept inside the register."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.errors import Refusal
from policydesk.models import Document


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file with its bytes; `sha256` is their fingerprint, in hex."""

    file_name: str
    media_type: str
    sha256: str
    added_on: date
    content: bytes


def document_content(session: Session, document_id: int) -> DocumentFile:
    """Return a file; raises Refusal where it is no longer in the register."""
    asked = select(Document.file_name, Document.media_type, Document.sha256, Document.added_on, Document.content).where(
        Document.id == document_id
    )
    row = session.execute(asked).one_or_none()
    if row is None:
        raise Refusal("This file is no longer in the register.")
    return DocumentFile(*row)
