"""What can be done about what stands beside the accounts: pages of others, firms with access, permissions."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.documents import FileDraft
from policydesk.store import Txn
from policydesk.terms_accounts import AccessLevel, Disclaimer, PermissionKind


@dataclass(frozen=True)
class PageDraft:
    """A page that names the school and is run by others; `noted_on` is today unless it is said."""

    name: str
    platform: str
    address: str = ""
    run_by: str = ""
    contact: str = ""
    disclaimer: Disclaimer = Disclaimer.NOT_ASKED
    disclaimer_on: date | None = None
    noted_on: date | None = None
    notes: str = ""


@dataclass(frozen=True)
class AccessDraft:
    """A firm that may get into an account, how far, since when, and under which agreement."""

    account_id: int
    firm: str
    level: AccessLevel
    from_on: date
    contact: str = ""
    agreement: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class PermissionDraft:
    """Who permitted whom or what to be named or shown; a pupil by reference. `expires_on` is the last day, inclusive."""

    kind: PermissionKind
    subject: str
    given_by: str
    given_on: date
    account_id: int | None = None
    expires_on: date | None = None
    reference: str = ""
    notes: str = ""
    evidence: FileDraft | None = None


def note_page(txn: Txn, draft: PageDraft) -> int:
    """Note a page that names the school and is not the school's; returns its id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_page(txn: Txn, page_id: int, draft: PageDraft) -> None:
    """Change what is said of a page that others run."""
    raise NotImplementedError


def close_page(txn: Txn, page_id: int, on: date) -> None:
    """Note that a page that others ran is gone since a day."""
    raise NotImplementedError


def give_access(txn: Txn, draft: AccessDraft) -> int:
    """Note that a firm may get into an account (R96); returns the access's id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_access(txn: Txn, access_id: int, draft: AccessDraft) -> None:
    """Change what is said of a firm's access, for example the agreement that was missing."""
    raise NotImplementedError


def end_access(txn: Txn, access_id: int, ended_on: date) -> None:
    """End a firm's access; `ended_on` is its last day, inclusive."""
    raise NotImplementedError


def record_permission(txn: Txn, draft: PermissionDraft) -> int:
    """Note a permission to name or show somebody or something (AT A.4.6); returns its id."""
    raise NotImplementedError


def withdraw_permission(txn: Txn, permission_id: int, on: date) -> None:
    """Note that a permission does not hold from a day on."""
    raise NotImplementedError
