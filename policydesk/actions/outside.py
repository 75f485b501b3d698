"""What can be done about what stands beside the accounts: pages of others, firms with access, permissions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.account_rows import newest_record, same_account
from policydesk.actions.checks import Checks, found
from policydesk.actions.corrected import NO_REASON, NOTHING, keep_correction, standing
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.actions.earlier import keep_as_known
from policydesk.dates import written
from policydesk.models import EarlierDisclaimer, OutsideAccess, Permission, UnofficialPage
from policydesk.rules.platforms import OTHER, code_with_name, platforms, read_identity
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import AccessLevel, Disclaimer, PermissionKind


@dataclass(frozen=True)
class PageDraft:
    """A page that names the school and is run by others; `noted_on` is today unless it is said.

    `other_platform` is the name of a platform that has no code of its own.
    """

    name: str
    platform: str
    address: str = ""
    run_by: str = ""
    contact: str = ""
    disclaimer: Disclaimer = Disclaimer.NOT_ASKED
    disclaimer_on: date | None = None
    noted_on: date | None = None
    notes: str = ""
    other_platform: str = ""


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
    """Who permitted whom or what to be named or shown, until when, inclusive; a pupil stands there by reference."""

    kind: PermissionKind
    subject: str
    given_by: str
    given_on: date
    account_id: int | None = None
    expires_on: date | None = None
    reference: str = ""
    notes: str = ""
    evidence: FileDraft | None = None


_PERMITTED = ("kind", "subject", "given_by", "given_on", "account_id", "expires_on", "reference", "notes")


def note_page(txn: Txn, draft: PageDraft) -> int:
    """Note a page that names the school and is not the school's; returns its id. Raises Refusal naming the fields."""
    page = UnofficialPage(noted_on=draft.noted_on or txn.today)
    _write_page(txn, page, draft)
    txn.session.add(page)
    txn.session.flush()
    txn.record(Topic.ACCOUNTS, 0, f"Noted the page “{page.name}”, which others run")
    return page.id


def change_page(txn: Txn, page_id: int, draft: PageDraft) -> None:
    """Change what is said of a page that others run."""
    page = found(txn.session, UnofficialPage, page_id, "page")
    before, since = page.disclaimer, page.disclaimer_on or page.noted_on
    _write_page(txn, page, draft)
    if page.disclaimer_on is not None and since < page.disclaimer_on:
        txn.session.add(EarlierDisclaimer(page_id=page_id, disclaimer=before, since=since))
    page.noted_on = draft.noted_on or page.noted_on
    txn.record(Topic.ACCOUNTS, 0, f"Changed what is said of the page “{page.name}”")


def close_page(txn: Txn, page_id: int, on: date) -> None:
    """Note since when a page that others ran has been gone."""
    page = found(txn.session, UnofficialPage, page_id, "page")
    checks = Checks()
    checks.refuse_if(page.closed_on is not None, f"It has been gone since {written(page.closed_on)}.", "on")
    checks.on_a_past_day(on, txn.today, "on")
    early = on < page.noted_on
    checks.refuse_if(early, f"It was noted on {written(page.noted_on)}. Enter that day or a later one.", "on")
    checks.done()
    page.closed_on = on
    txn.record(Topic.ACCOUNTS, 0, f"The page “{page.name}” has been gone since {written(on)}")


def give_access(txn: Txn, draft: AccessDraft) -> int:
    """Note that a firm may get into an account (R96); returns the access's id. Raises Refusal naming the fields."""
    access = OutsideAccess(recorded_on=txn.today)
    name = _write_access(txn, access, draft)
    txn.session.add(access)
    txn.session.flush()
    words = f"{access.firm} has access to “{name}” from {written(draft.from_on)}: {draft.level.label}"
    txn.record(Topic.ACCOUNTS, draft.account_id, words)
    return access.id


def change_access(txn: Txn, access_id: int, draft: AccessDraft) -> None:
    """Change what is said of a firm's access, for example the agreement that was missing; earlier days keep theirs."""
    access = found(txn.session, OutsideAccess, access_id, "access")
    keep_as_known(access, txn)
    name = _write_access(txn, access, draft)
    txn.record(Topic.ACCOUNTS, draft.account_id, f"Changed what is said of {access.firm}’s access to “{name}”")


def end_access(txn: Txn, access_id: int, ended_on: date) -> None:
    """End a firm's access; `ended_on` is its last day, inclusive."""
    access = found(txn.session, OutsideAccess, access_id, "access")
    checks = Checks()
    checks.in_living_memory(ended_on, txn.today, "ended_on")
    early = ended_on < access.from_on
    checks.refuse_if(
        early, f"The access began on {written(access.from_on)}. Enter that day or a later one.", "ended_on"
    )
    checks.done()
    keep_as_known(access, txn)
    access.ended_on = ended_on
    name = newest_record(txn, access.account_id).name
    words = f"{access.firm} has access to “{name}” until {written(ended_on)}"
    txn.record(Topic.ACCOUNTS, access.account_id, words)


def record_permission(txn: Txn, draft: PermissionDraft) -> int:
    """Note a permission to name or show somebody or something (AT A.4.6); returns its id."""
    checks = Checks()
    row = Permission()
    _write_permission(txn, checks, row, draft)
    checks.done()
    row.evidence_id = keep_document(txn, draft.evidence) if draft.evidence else None
    txn.session.add(row)
    txn.session.flush()
    words = f"Noted a permission of {written(draft.given_on)}: {draft.kind.label}, {row.subject}"
    txn.record(Topic.ACCOUNTS, draft.account_id or 0, words)
    return row.id


def correct_permission(txn: Txn, permission_id: int, draft: PermissionDraft, reason: str) -> None:
    """Put right what was noted of a permission; raises Refusal naming the fields."""
    row = found(txn.session, Permission, permission_id, "permission")
    checks = Checks()
    why = checks.reason(reason, "reason", NO_REASON)
    before = standing(row, _PERMITTED)
    with txn.session.no_autoflush:
        _write_permission(txn, checks, row, draft)
        late = row.withdrawn_on is not None and draft.given_on > row.withdrawn_on
        checks.refuse_if(
            late, f"It was withdrawn on {written(row.withdrawn_on)}. Enter that day or an earlier one.", "given_on"
        )
        checks.refuse_if(draft.evidence is None and standing(row, before) == before, NOTHING)
        checks.done()
    words = keep_correction(txn, row, draft.evidence, before)
    what = f"Corrected a permission, {PermissionKind(row.kind).label.lower()}: {words}. Reason: {why}"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, what)


def withdraw_permission(txn: Txn, permission_id: int, on: date) -> None:
    """Note that a permission does not hold from a day on."""
    row = found(txn.session, Permission, permission_id, "permission")
    checks = Checks()
    checks.refuse_if(row.withdrawn_on is not None, f"It was withdrawn on {written(row.withdrawn_on)} already.", "on")
    checks.on_a_past_day(on, txn.today, "on")
    checks.refuse_if(
        on < row.given_on, f"It was given on {written(row.given_on)}. Enter that day or a later one.", "on"
    )
    checks.done()
    row.withdrawn_on = on
    kind = PermissionKind(row.kind).label
    words = f"The permission does not hold from {written(on)}: {kind}, {row.subject}"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, words)


def _write_permission(txn: Txn, checks: Checks, row: Permission, draft: PermissionDraft) -> None:
    """Set what is said of a permission, and gather what is wrong with it."""
    row.kind, row.account_id, row.given_on, row.expires_on = (
        draft.kind, draft.account_id, draft.given_on, draft.expires_on
    )  # fmt: skip
    row.subject = checks.name(
        draft.subject, "Enter who or what may be named or shown; a pupil by reference.", "subject"
    )
    row.given_by = checks.name(draft.given_by, "Enter who gave the permission.", "given_by")
    row.reference = checks.line(draft.reference, "reference")
    row.notes = checks.notes(draft.notes, "notes")
    checks.on_a_past_day(draft.given_on, txn.today, "given_on")
    checks.in_living_memory(draft.expires_on, txn.today, "expires_on")
    checks.in_order(draft.given_on, draft.expires_on, "expires_on")
    if draft.account_id is not None:
        newest_record(txn, draft.account_id)


def _write_page(txn: Txn, page: UnofficialPage, draft: PageDraft) -> None:
    checks = Checks()
    name = checks.name(draft.name, "Enter what the page is called.", "name")
    run_by, contact = checks.line(draft.run_by, "run_by"), checks.line(draft.contact, "contact")
    notes, other = checks.notes(draft.notes, "notes"), checks.line(draft.other_platform, "other_platform")
    checks.on_a_past_day(draft.noted_on, txn.today, "noted_on")
    checks.on_a_past_day(draft.disclaimer_on, txn.today, "disclaimer_on")
    known = draft.platform in {one.code for one in platforms()}
    checks.refuse_if(not known, "Select the platform.", "platform")
    identity = read_identity(draft.platform if known else OTHER, "", draft.address)
    for field, says in identity.problems:
        checks.refuse_if(says, says, field)
    ours = same_account(txn, identity.match_key)
    checks.refuse_if(ours, f"This is “{ours}”, an official account. Check the address.", "address")
    theirs = _same_page(txn, identity.match_key, page.id)
    checks.refuse_if(theirs, f"This is “{theirs}”, which is noted already. Check the address.", "address")
    checks.done()
    page.name, page.platform = name, code_with_name(draft.platform, other)
    page.run_by, page.contact, page.notes = run_by, contact, notes
    page.address, page.match_key = identity.address, identity.match_key
    is_new = page.id is None
    stands = page.disclaimer == draft.disclaimer or (is_new and draft.disclaimer is Disclaimer.NOT_ASKED)
    page.disclaimer_on = draft.disclaimer_on or (page.disclaimer_on if stands else txn.today)
    page.disclaimer = draft.disclaimer


def _same_page(txn: Txn, match_key: str, own_id: int | None) -> str | None:
    asked = select(UnofficialPage.name).where(
        UnofficialPage.match_key == match_key, UnofficialPage.id != (own_id or 0), UnofficialPage.closed_on.is_(None)
    )
    with txn.session.no_autoflush:
        return txn.session.scalars(asked.limit(1)).first() if match_key else None


def _write_access(txn: Txn, access: OutsideAccess, draft: AccessDraft) -> str:
    """Set what is said of a firm's access; returns the account's name."""
    account = newest_record(txn, draft.account_id).name
    checks = Checks()
    firm = checks.name(draft.firm, "Enter the firm's name.", "firm")
    contact, agreement = checks.line(draft.contact, "contact"), checks.line(draft.agreement, "agreement")
    checks.no_password(draft.contact, "contact")
    checks.no_password(draft.agreement, "agreement")
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    checks.on_a_past_day(draft.agreed_on, txn.today, "agreed_on")
    checks.refuse_if(
        access.ended_on is not None and draft.from_on > access.ended_on,
        f"The access ended on {written(access.ended_on)}. Enter that day or an earlier one.",
        "from_on",
    )
    checks.done()
    access.account_id, access.firm, access.contact = draft.account_id, firm, contact
    access.agreement, access.agreed_on = agreement, draft.agreed_on
    access.level, access.from_on = draft.level, draft.from_on
    return account
