"""How a correction is kept: the row says what is right, and the history what it said before, with the reason."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from policydesk.actions.account_rows import name_of, newest_record
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.dates import written
from policydesk.models import Approval, Permission
from policydesk.store import Txn
from policydesk.terms_accounts import Decision, PermissionKind

NO_REASON = "Enter why it is corrected."
NOTHING = "Nothing is different. Change what was mistyped, or cancel."

_LABELS = {
    "title": "what exactly", "address": "web address", "permission_reference": "photo permission", "notes": "notes",
    "asked_by_id": "asked by", "asked_on": "asked on", "account_id": "account", "decision": "decision",
    "decided_by_id": "decided by", "decided_on": "decided on", "conditions": "conditions",
    "expires_on": "holds until", "kind": "permission for", "subject": "who or what", "given_by": "given by",
    "given_on": "given on", "reference": "reference",
}  # fmt: skip
"""How the history calls what was different before."""


def standing(row: Approval | Permission, names: Iterable[str]) -> dict[str, Any]:
    """Return what is noted now under these names."""
    return {name: getattr(row, name) for name in names}


def keep_correction(txn: Txn, row: Approval | Permission, evidence: FileDraft | None, before: Mapping[str, Any]) -> str:
    """Keep a corrected row with its new document; returns what it said before, for the history."""
    if evidence is not None:
        row.evidence_id = keep_document(txn, evidence)
    txn.session.flush()
    return "; ".join(_was(txn, row, before)) or "another document"


def _was(txn: Txn, row: Approval | Permission, before: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was different: "decided on was 3 May 2026"."""
    for name, value in before.items():
        if value != getattr(row, name):
            yield f"{_LABELS[name]} was {_words(txn, name, value)}"


def _words(txn: Txn, name: str, value: Any) -> str:
    if value is None or value == "":
        return "empty"
    if isinstance(value, date):
        return written(value)
    if name == "account_id":
        return f"“{newest_record(txn, value).name}”"
    if name.endswith("_id"):
        return name_of(txn, value)
    if name in {"decision", "kind"}:
        return (Decision if name == "decision" else PermissionKind)(value).label.lower()
    return f"“{value}”"
