"""What can be asked about what stands beside the accounts: pages of others, firms with access, permissions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import EarlierDisclaimer, Permission, UnofficialPage
from policydesk.names import fold
from policydesk.queries.account_states import shown_platform
from policydesk.queries.accounts import account_names
from policydesk.queries.people import day
from policydesk.rules.platforms import code_and_name
from policydesk.terms_accounts import AccessLevel, Disclaimer, PermissionKind

Names = Mapping[int, str]
"""The names of the accounts on a day, by id."""

_CHANGES = ("account_id", "firm", "agreement", "agreed_on", "from_on", "ended_on")

ACCESS_KNOWN = f"""
access_known AS (
    SELECT a.id, a.contact, a.level,
           {", ".join(f"CASE WHEN e.id IS NULL THEN a.{name} ELSE e.{name} END AS {name}" for name in _CHANGES)}
    FROM outside_access a LEFT JOIN earlier_access e
         ON e.access_id = a.id AND e.replaced_on > :known AND coalesce(e.recorded_on, '') <= :known
    WHERE e.id IS NOT NULL OR coalesce(a.recorded_on, '') <= :known
)"""
"""The firms with access as it was known on `:known`, whatever was changed or added since."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that names the school and is not the school's."""

    id: int
    name: str
    platform: str
    other_platform: str
    platform_name: str
    address: str
    run_by: str
    contact: str
    disclaimer: Disclaimer
    disclaimer_on: date | None
    noted_on: date
    closed_on: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """An outside firm that may get into an account, or could until `ended_on`, inclusive."""

    id: int
    account_id: int
    account: str
    firm: str
    contact: str
    agreement: str
    agreed_on: date | None
    level: AccessLevel
    from_on: date
    ended_on: date | None

    def is_open(self, as_at: date) -> bool:
        """Whether the firm may get in on a day."""
        return self.from_on <= as_at and (self.ended_on is None or self.ended_on >= as_at)


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A permission to name or show somebody or something; it holds until `expires_on`, inclusive."""

    id: int
    kind: PermissionKind
    subject: str
    account_id: int | None
    account: str
    given_by: str
    given_on: date
    expires_on: date | None
    withdrawn_on: date | None
    reference: str
    notes: str
    evidence_id: int | None

    def holds(self, as_at: date) -> bool:
        """Whether the permission holds on a day."""
        ended = self.withdrawn_on is not None and self.withdrawn_on <= as_at
        return self.given_on <= as_at and not ended and (self.expires_on is None or self.expires_on >= as_at)


def unofficial_pages(session: Session, as_at: date) -> tuple[PageRow, ...]:
    """Return the pages of others that were noted by a day, by name, those that are gone last."""
    asked, before = select(UnofficialPage).where(UnofficialPage.noted_on <= as_at), disclaimers_before(session, as_at)
    rows = [_page(one, as_at, before) for one in session.scalars(asked)]
    return tuple(sorted(rows, key=lambda row: (row.closed_on is not None, fold(row.name), row.id)))


def _page(one: UnofficialPage, as_at: date, before: "Before") -> PageRow:
    same = ("id", "name", "address", "run_by", "contact", "noted_on", "notes")
    code, other = code_and_name(one.platform)
    disclaimer, since = disclaimer_of(one, as_at, before)
    return PageRow(
        **{name: getattr(one, name) for name in same},
        platform=code,
        other_platform=other,
        platform_name=shown_platform(code, other),
        disclaimer=disclaimer,
        disclaimer_on=None if disclaimer is Disclaimer.NOT_ASKED else since,
        closed_on=one.closed_on if one.closed_on is not None and one.closed_on <= as_at else None,
    )


Before = Mapping[int, tuple[Disclaimer, date]]
"""How pages stood with their line before it last changed, and since when."""


def disclaimers_before(session: Session, as_at: date) -> Before:
    """Return how pages had stood with the line that they are not the school's, of what had begun by a day."""
    known = select(EarlierDisclaimer).where(EarlierDisclaimer.since <= as_at).order_by(EarlierDisclaimer.since)
    return {one.page_id: (Disclaimer(one.disclaimer), one.since) for one in session.scalars(known)}


def disclaimer_of(page: UnofficialPage, as_at: date, before: Before) -> tuple[Disclaimer, date | None]:
    """Return how a page stood with that line on a day, and since when."""
    if page.disclaimer_on is None or page.disclaimer_on <= as_at:
        return Disclaimer(page.disclaimer), page.disclaimer_on
    return before.get(page.id, (Disclaimer.NOT_ASKED, None))


def outside_access(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[AccessRow, ...]:
    """Return which firms may get into which account or could once, the newest first."""
    rows = session.execute(
        text(f"""
            WITH {ACCESS_KNOWN}
            SELECT id, account_id, firm, contact, agreement, agreed_on, level, from_on, ended_on FROM access_known
            WHERE from_on <= :known AND (:account IS NULL OR account_id = :account)
            ORDER BY from_on DESC, id DESC"""),
        {"known": as_at.isoformat(), "account": account_id},
    )
    names = dict(account_names(session, as_at))
    return tuple(
        AccessRow(
            id=row.id,
            account_id=row.account_id,
            account=name_in(names, row.account_id),
            firm=row.firm,
            contact=row.contact,
            agreement=row.agreement,
            agreed_on=day(row.agreed_on),
            level=AccessLevel(row.level),
            from_on=date.fromisoformat(row.from_on),
            ended_on=day(row.ended_on),
        )
        for row in rows
    )


def permissions(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[PermissionRow, ...]:
    """Return the permissions given by a day, the newest first."""
    asked = select(Permission).where(Permission.given_on <= as_at)
    asked = asked.order_by(Permission.given_on.desc(), Permission.id.desc())
    if account_id is not None:
        asked = asked.where(Permission.account_id == account_id)
    names = dict(account_names(session, as_at))
    same = ("id", "subject", "account_id", "given_by", "given_on", "expires_on", "reference", "notes", "evidence_id")
    return tuple(
        PermissionRow(
            **{name: getattr(one, name) for name in same},
            kind=PermissionKind(one.kind),
            account=name_in(names, one.account_id),
            withdrawn_on=one.withdrawn_on if one.withdrawn_on is not None and one.withdrawn_on <= as_at else None,
        )
        for one in session.scalars(asked)
    )


def name_in(names: Names, account_id: int | None) -> str:
    """Return the name of an account; "" where none is meant."""
    return "" if account_id is None else names.get(account_id, "")
