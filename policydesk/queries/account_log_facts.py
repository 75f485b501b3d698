"""What the register knows of the logs beside the accounts, as the rules look at it on any of several days."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from policydesk.models import Approval, EarlierDisclaimer, MediaEnquiry, StaffMember, UnofficialPage
from policydesk.queries.account_logs import ZONE, end_of
from policydesk.queries.people import OPEN
from policydesk.rules.account_facts import AccessFacts, EnquiryFacts, PageFacts, WaitingFacts
from policydesk.terms_accounts import ApprovalKind, Disclaimer


class KeptWaiting:
    """Everything that was asked for and may wait for a decision on some days, the oldest first."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        asked = (
            select(Approval, StaffMember.full_name)
            .outerjoin(StaffMember, StaffMember.id == Approval.asked_by_id)
            .where(Approval.asked_on <= last, or_(Approval.decided_on.is_(None), Approval.decided_on > first))
            .order_by(Approval.asked_on, Approval.id)
        )
        self._rows = [(one, name or "") for one, name in session.execute(asked)]

    def on(self, day: date, names: Mapping[int, str], closed: frozenset[int]) -> tuple[WaitingFacts, ...]:
        """Return what waits on a day; what is for a closed account is over."""
        return tuple(
            WaitingFacts(one.id, ApprovalKind(one.kind), one.account_id, _what(one, names), name, one.asked_on)
            for one, name in self._rows
            if one.asked_on <= day and (one.decided_on is None or one.decided_on > day)
            if one.account_id not in closed
        )


class KeptEnquiries:
    """The questions from the media that may not have gone to the headteacher on some days, the oldest first."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        asked = (
            select(MediaEnquiry.id, MediaEnquiry.outlet, MediaEnquiry.received_at, MediaEnquiry.forwarded_at)
            .where(
                MediaEnquiry.received_at < end_of(last),
                or_(MediaEnquiry.forwarded_at.is_(None), MediaEnquiry.forwarded_at >= end_of(first)),
            )
            .order_by(MediaEnquiry.received_at, MediaEnquiry.id)
        )
        self._rows = session.execute(asked).all()

    def on(self, day: date) -> tuple[EnquiryFacts, ...]:
        """Return the questions that had not gone to the headteacher when a day was over."""
        over = end_of(day)
        return tuple(
            EnquiryFacts(one, outlet, received_at.astimezone(ZONE).date())
            for one, outlet, received_at, forwarded_at in self._rows
            if received_at < over and (forwarded_at is None or forwarded_at >= over)
        )


class KeptPages:
    """The pages of others, with where it stood with the line that says that they are not the school's."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        self._before: dict[int, list[EarlierDisclaimer]] = defaultdict(list)
        for one in session.scalars(select(EarlierDisclaimer).order_by(EarlierDisclaimer.since)):
            self._before[one.page_id].append(one)
        asked = select(UnofficialPage).where(
            UnofficialPage.noted_on <= last,
            or_(UnofficialPage.closed_on.is_(None), UnofficialPage.closed_on > first),
            or_(UnofficialPage.disclaimer != Disclaimer.SHOWN, UnofficialPage.disclaimer_on > first),
        )
        self._rows = session.scalars(asked.order_by(UnofficialPage.id)).all()

    def on(self, day: date) -> tuple[PageFacts, ...]:
        """Return the pages that did not say on a day that they are not the school's."""
        there = (one for one in self._rows if one.noted_on <= day and (one.closed_on is None or one.closed_on > day))
        stands = ((one, self._disclaimer(one, day)) for one in there)
        return tuple(
            PageFacts(one.id, one.name, one.run_by, disclaimer, one.noted_on)
            for one, disclaimer in stands
            if disclaimer is not Disclaimer.SHOWN
        )

    def _disclaimer(self, page: UnofficialPage, day: date) -> Disclaimer:
        if page.disclaimer_on is None or page.disclaimer_on <= day:
            return Disclaimer(page.disclaimer)
        before = [one.disclaimer for one in self._before[page.id] if one.since <= day]
        return Disclaimer(before[-1]) if before else Disclaimer.NOT_ASKED


class _Access(NamedTuple):
    """A firm's access as it is noted, or was until it was replaced."""

    id: int
    firm: str
    account_id: int
    from_on: str
    ended_on: str
    agreement: str
    agreed_on: str
    recorded_on: str
    replaced_on: str

    def is_known(self, day: str) -> bool:
        """Whether a day knew of it so."""
        return self.recorded_on <= day < self.replaced_on

    def lacks_agreement(self, day: str) -> bool:
        """Whether the firm may get in on a day without an agreement by then."""
        return self.from_on <= day <= self.ended_on and (not self.agreement or self.agreed_on > day)


_ACCESS = f"""
    firm, account_id, from_on, coalesce(ended_on, '{OPEN}'), agreement, coalesce(agreed_on, ''),
    coalesce(recorded_on, '')"""


class KeptFirms:
    """The firms with access to accounts, and what was known of each before it changed."""

    def __init__(self, session: Session) -> None:
        before = session.execute(text(f"SELECT access_id, {_ACCESS}, replaced_on FROM earlier_access ORDER BY id"))
        self._before: dict[int, list[_Access]] = defaultdict(list)
        for row in before:
            self._before[row[0]].append(_Access(*row))
        now = session.execute(text(f"SELECT id, {_ACCESS}, '{OPEN}' FROM outside_access ORDER BY id"))
        self._rows = [_Access(*row) for row in now]

    def on(self, as_at: date, names: Mapping[int, str]) -> tuple[AccessFacts, ...]:
        """Return the firms that may get into an open account on a day without an agreement by then."""
        day = as_at.isoformat()
        known = (self._known(one, day) for one in self._rows)
        return tuple(
            AccessFacts(one.id, one.firm, names[one.account_id], date.fromisoformat(one.from_on))
            for several in known
            for one in several
            if one.lacks_agreement(day) and one.account_id in names
        )

    def _known(self, now: _Access, day: str) -> list[_Access]:
        before = [one for one in self._before[now.id] if one.is_known(day)]
        return before or [one for one in (now,) if one.is_known(day)]


def _what(one: Approval, names: Mapping[int, str]) -> str:
    account = names.get(one.account_id or 0, "")
    return account or one.title if one.kind == ApprovalKind.CREATE_ACCOUNT else one.title or account
