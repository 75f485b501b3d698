"""What can be done about files: keeping them inside the register, and with a version of a policy."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from policydesk.actions.checks import Checks, found
from policydesk.errors import Refusal
from policydesk.models import Document, Policy, PolicyVersion, VersionFile
from policydesk.store import Txn
from policydesk.terms import FileKind, Topic

LARGEST = 50 * 1024 * 1024
"""Bytes a file may have."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)

_PROMISED = {
    ".pdf": "a PDF",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".png": "a picture",
    ".jpg": "a picture",
    ".jpeg": "a picture",
}
"""What a file's name promises; plain text under such a name is something else."""


@dataclass(frozen=True)
class FileDraft:
    """A file as it was chosen: its name and its bytes."""

    file_name: str
    content: bytes


def keep_document(txn: Txn, draft: FileDraft) -> int:
    """Keep a file inside the register and return its id; the same bytes are kept once.

    Raises Refusal where the file is empty, over 50 MB or of a kind that is not a document.
    """
    media_type = kind_of(draft)
    digest = hashlib.sha256(draft.content).hexdigest()
    kept = txn.session.scalar(select(Document.id).where(Document.sha256 == digest))
    if kept is not None:
        return kept
    document = Document(
        sha256=digest,
        file_name=draft.file_name[-200:],
        media_type=media_type,
        size=len(draft.content),
        added_on=txn.today,
        content=draft.content,
    )
    txn.session.add(document)
    txn.session.flush()
    txn.record(Topic.POLICIES, 0, f"Kept the file “{document.file_name}”")
    return document.id


def attach_file(
    txn: Txn,
    version_id: int,
    draft: FileDraft,
    kind: FileKind = FileKind.POLICY,
    title: str = "",
    platform: str = "",
    consulted: str = "",
) -> int:
    """Keep a file with a version: the policy, an appendix for a platform, guidance, the signed copy (R16, R17).

    A draft's policy document is replaced; a published version's is fixed. Returns the id of the version's file.
    """
    version = found(txn.session, PolicyVersion, version_id, "version")
    checks = Checks()
    title, platform = checks.line(title, "title"), checks.line(platform, "platform")
    consulted = checks.notes(consulted, "consulted")
    asked = select(VersionFile).where(VersionFile.version_id == version_id, VersionFile.kind == FileKind.POLICY)
    old = txn.session.scalars(asked).first() if kind is FileKind.POLICY else None
    checks.refuse_if(
        old is not None and version.published_on is not None,
        f"Version {version.label} is published and has its document. Add a new version for a changed text.",
        "file",
    )
    checks.done()
    document_id = keep_document(txn, draft)
    if old is not None:
        txn.session.delete(old)
    file = VersionFile(version_id=version_id, document_id=document_id, kind=kind, attached_on=txn.today)
    file.title, file.platform, file.consulted = title, platform, consulted
    txn.session.add(file)
    txn.session.flush()
    policy = txn.session.get_one(Policy, version.policy_id)
    txn.record(
        Topic.POLICIES,
        policy.id,
        f"Added “{draft.file_name}” to {policy.title}, version {version.label} ({kind.label})",
    )
    return file.id


def detach_file(txn: Txn, file_id: int) -> None:
    """Take a file away from a version that is still a draft; raises Refusal where it is published."""
    file = found(txn.session, VersionFile, file_id, "file")
    version = txn.session.get_one(PolicyVersion, file.version_id)
    if version.published_on is not None:
        raise Refusal(f"Version {version.label} is published, so its files stay with it.", "file")
    txn.session.delete(file)
    policy = txn.session.get_one(Policy, version.policy_id)
    txn.record(Topic.POLICIES, policy.id, f"Took a file away from {policy.title}, version {version.label}")


def kind_of(draft: FileDraft) -> str:
    """Return a file's media type as its content shows it, whatever its name says; raises Refusal."""
    name, content = draft.file_name, draft.content
    if not content:
        raise Refusal(f"“{name}” is empty. Choose the file that has the document.", "file")
    if len(content) > LARGEST:
        size = len(content) / 1024 / 1024
        raise Refusal(f"“{name}” has {size:.0f} MB; up to 50 MB fit. Save it smaller, for example as a PDF.", "file")
    found_type = _type(content)
    if found_type is None:
        raise Refusal(f"“{name}” is not a PDF, a Word or text document, nor a picture. Save it as a PDF first.", "file")
    kind = _PROMISED.get(Path(name).suffix.lower())
    if kind is not None and found_type == "text/plain":  # often the page of a web site saved under the name of its link
        raise Refusal(f"“{name}” is named like {kind}, but is none. Open it and save it again as a PDF.", "file")
    return found_type


def _type(content: bytes) -> str | None:
    if b"%PDF-" in content[:1024]:
        return PDF
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if b"\0" in content:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "text/plain"


def _zipped(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return ODT if archive.read("mimetype").decode("ascii", "replace").strip() == ODT else None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return None
    return None
