"""What the register knows of the logs beside the accounts, as the rules look at it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from policydesk.models import Approval, MediaEnquiry, StaffMember, UnofficialPage
from policydesk.queries.account_logs import ZONE, end_of
from policydesk.queries.outside import ACCESS_KNOWN, disclaimer_of, disclaimers_before
from policydesk.rules.account_facts import AccessFacts, EnquiryFacts, PageFacts, WaitingFacts
from policydesk.terms_accounts import ApprovalKind, Disclaimer


def waiting_facts(
    session: Session, as_at: date, names: Mapping[int, str], closed: frozenset[int]
) -> tuple[WaitingFacts, ...]:
    """Return what was asked for and not decided by a day, the oldest first; what is for a closed account is over."""
    asked = (
        select(Approval, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == Approval.asked_by_id)
        .where(Approval.asked_on <= as_at, or_(Approval.decided_on.is_(None), Approval.decided_on > as_at))
        .order_by(Approval.asked_on, Approval.id)
    )
    return tuple(
        WaitingFacts(
            approval_id=one.id,
            kind=ApprovalKind(one.kind),
            account_id=one.account_id,
            what=_what(one, names),
            asked_by=name or "",
            asked_on=one.asked_on,
        )
        for one, name in session.execute(asked)
        if one.account_id not in closed
    )


def enquiry_facts(session: Session, as_at: date) -> tuple[EnquiryFacts, ...]:
    """Return the questions from the media that had not gone to the headteacher when a day was over."""
    over = end_of(as_at)
    asked = (
        select(MediaEnquiry.id, MediaEnquiry.outlet, MediaEnquiry.received_at)
        .where(
            MediaEnquiry.received_at < over,
            or_(MediaEnquiry.forwarded_at.is_(None), MediaEnquiry.forwarded_at >= over),
        )
        .order_by(MediaEnquiry.received_at, MediaEnquiry.id)
    )
    return tuple(
        EnquiryFacts(one, outlet, received_at.astimezone(ZONE).date())
        for one, outlet, received_at in session.execute(asked)
    )


def page_facts(session: Session, as_at: date) -> tuple[PageFacts, ...]:
    """Return the pages of others that did not say on a day that they are not the school's."""
    before = disclaimers_before(session, as_at)
    asked = (
        select(UnofficialPage)
        .where(
            UnofficialPage.noted_on <= as_at,
            or_(UnofficialPage.closed_on.is_(None), UnofficialPage.closed_on > as_at),
            or_(UnofficialPage.disclaimer != Disclaimer.SHOWN, UnofficialPage.disclaimer_on > as_at),
        )
        .order_by(UnofficialPage.id)
    )
    stands = ((one, disclaimer_of(one, as_at, before)[0]) for one in session.scalars(asked))
    return tuple(
        PageFacts(one.id, one.name, one.run_by, disclaimer, one.noted_on)
        for one, disclaimer in stands
        if disclaimer is not Disclaimer.SHOWN
    )


def firm_facts(session: Session, as_at: date, names: Mapping[int, str]) -> tuple[AccessFacts, ...]:
    """Return the firms that may get into an open account on a day without an agreement by then."""
    rows = session.execute(
        text(f"""
            WITH {ACCESS_KNOWN}
            SELECT id, firm, account_id, from_on FROM access_known
            WHERE from_on <= :known AND (ended_on IS NULL OR ended_on >= :known)
              AND (agreement = '' OR agreed_on > :known)
            ORDER BY id"""),
        {"known": as_at.isoformat()},
    )
    return tuple(
        AccessFacts(one, firm, names[account_id], date.fromisoformat(from_on))
        for one, firm, account_id, from_on in rows
        if account_id in names
    )


def _what(one: Approval, names: Mapping[int, str]) -> str:
    account = names.get(one.account_id or 0, "")
    return account or one.title if one.kind == ApprovalKind.CREATE_ACCOUNT else one.title or account
