"""Who may decide what on a day: posts that the policy in force names, line managers, moderators of the account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from policydesk.models import AccountRecord, Appointment, StaffMember, StaffRole
from policydesk.queries.demands import demands_on, held_on, in_post, moderators_on
from policydesk.rules.standard import Demands
from policydesk.terms import Post
from policydesk.terms_accounts import ApprovalKind, ContentRule

LINE_MANAGER = "line_manager"
"""As what somebody decides who is the asker's line manager; a post's value stands for a post."""

MODERATOR = "moderator"
"""As what somebody decides who is an approved moderator of the account."""

_AS_WHAT = {LINE_MANAGER: "line manager", MODERATOR: "moderator"}


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who may decide; `as_what` is the value of their post, LINE_MANAGER or MODERATOR."""

    staff_id: int
    full_name: str
    as_what: str

    @property
    def words(self) -> str:
        """The person and what makes them the one: "Ines Elcock (headteacher)"."""
        return f"{self.full_name} ({as_words(self.as_what)})"


def as_words(as_what: str) -> str:
    """Return as what somebody decides, as it stands inside a sentence: "headteacher", "line manager"."""
    label = _AS_WHAT.get(as_what) or (Post(as_what).label if as_what in list(Post) else as_what)
    return label[:1].lower() + label[1:]


def who_may_decide(
    session: Session, kind: ApprovalKind, account_id: int | None, on: date, asked_by_id: int | None = None
) -> tuple[Decider, ...]:
    """Return who may decide something on a day, heads first; each person once."""
    demands = demands_on(session, on)
    found = [*holders(session, demands.approver_posts, on)]
    if kind is ApprovalKind.CONTENT:
        found += _for_content(session, demands, account_id, on, asked_by_id)
    elif kind is ApprovalKind.OUTSIDE_FRIEND:
        found += _moderators(session, account_id, on)
    elif demands.line_manager_may_approve:
        found += _line_manager(session, asked_by_id, on)
    first: dict[int, Decider] = {}
    for one in found:
        first.setdefault(one.staff_id, one)
    return tuple(first.values())


def holders(session: Session, posts: Iterable[Post], on: date) -> tuple[Decider, ...]:
    """Return who is in office in one of these posts on a day and still in post at the school."""
    asked = (
        select(Appointment.staff_id, StaffMember.full_name, Appointment.post)
        .join(StaffMember, StaffMember.id == Appointment.staff_id)
        .where(
            Appointment.post.in_([one.value for one in posts]),
            Appointment.from_on <= on,
            or_(Appointment.until_on.is_(None), Appointment.until_on >= on),
            select(StaffRole.id).where(StaffRole.staff_id == Appointment.staff_id, held_on(on)).exists(),
        )
        .order_by(Appointment.id)
    )
    order = [one.value for one in Post]
    rows = sorted(session.execute(asked), key=lambda row: order.index(row.post))
    return tuple(Decider(row.staff_id, row.full_name, row.post) for row in rows)


def _for_content(
    session: Session, demands: Demands, account_id: int | None, on: date, asked_by_id: int | None
) -> tuple[Decider, ...]:
    """Return who agrees to content beside the heads: CP must 2 and AT A.3.4 differ, so the version's choice says it."""
    rule = _content_rule(session, account_id, on)
    if rule is ContentRule.HEADTEACHER:
        return ()
    if demands.content_approval == "line_manager_or_head":
        return _line_manager(session, asked_by_id, on)
    if demands.content_approval != "delegated":
        return ()
    alone = rule is not ContentRule.TWO_PERSON
    return tuple(one for one in _moderators(session, account_id, on) if alone or one.staff_id != asked_by_id)


def _content_rule(session: Session, account_id: int | None, on: date) -> ContentRule:
    asked = (
        select(AccountRecord.content_rule)
        .where(AccountRecord.account_id == account_id)
        .order_by(
            AccountRecord.recorded_on > on,
            func.abs(func.julianday(AccountRecord.recorded_on) - func.julianday(on.isoformat())),
        )
    )
    kept = session.scalars(asked.limit(1)).first()
    return ContentRule.DELEGATED if kept is None else ContentRule(kept)


def _moderators(session: Session, account_id: int | None, on: date) -> tuple[Decider, ...]:
    if account_id is None:
        return ()
    asked = select(StaffMember).where(StaffMember.id.in_(moderators_on(session, account_id, on)))
    people = session.scalars(asked.order_by(StaffMember.sort_name))
    return tuple(Decider(one.id, one.full_name, MODERATOR) for one in people)


def _line_manager(session: Session, asked_by_id: int | None, on: date) -> tuple[Decider, ...]:
    member = None if asked_by_id is None else session.get(StaffMember, asked_by_id)
    if member is None or member.line_manager_id is None or not in_post(session, member.line_manager_id, on):
        return ()
    manager = session.get_one(StaffMember, member.line_manager_id)
    return (Decider(manager.id, manager.full_name, LINE_MANAGER),)
