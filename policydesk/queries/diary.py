"""What goes into other programs' calendars: reviews, deadlines, appointments, training and days without cover."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from policydesk.dates import written
from policydesk.queries.account_facts import official_facts
from policydesk.queries.acknowledgements import pairs
from policydesk.queries.cover_diary import CoverGap, cover_gaps, gaps_ahead
from policydesk.queries.posts import kept_posts
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.queries.reviews_done import done_reviews
from policydesk.queries.states import pair_states
from policydesk.rules.recurrence import in_words
from policydesk.terms import AckState, Post

KEPT = timedelta(days=400)
"""How long something that is over is still said to be over, so that calendars take it out."""

ALARM = 14
"""Days before something from which a calendar reminds of it, or its own lead time where that is shorter."""

_UNSIGNED = frozenset(state for state in AckState if state.wants_signature)


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One all-day entry; `uid` is its name for ever, `last` its last day, `over` that it is to be taken out."""

    uid: str
    day: date
    says: str
    about: str = ""
    last: date | None = None
    alarm_days: int | None = None
    over: bool = False


def diary(
    session: Session, as_at: date, staff_id: int | None = None, *, with_closed: bool = True
) -> tuple[DiaryEntry, ...]:
    """Return what there is to do from a day on, for everybody or one person; nothing about incidents is in it.

    Gaps in cover that were closed since are looked for only `with_closed`: each day of a term on which something
    changed is looked at, all from one reading.
    """
    found = [
        *_reviews(session, as_at, staff_id),
        *_acknowledgements(session, as_at, staff_id),
        *_trainings(session, as_at, staff_id),
        *_appointments(session, as_at, staff_id),
        *(_accounts(session, as_at, with_closed=with_closed) if staff_id is None else ()),
    ]
    known: dict[str, DiaryEntry] = {}
    for entry in found:
        if entry.uid not in known or known[entry.uid].over:
            known[entry.uid] = entry
    return tuple(sorted(known.values(), key=lambda one: (one.day, one.says, one.uid)))


def _reviews(session: Session, as_at: date, staff_id: int | None) -> Iterator[DiaryEntry]:
    once = _once_theirs(session, staff_id)
    for row in agenda(session, as_at):
        theirs = staff_id is None or row.person_id == staff_id
        if theirs or row.schedule_id in once:
            yield _review(row, over=not theirs)
    for done in done_reviews(session, as_at, since=as_at - KEPT):
        if staff_id is None or done.person_id == staff_id or done.schedule_id in once:
            yield DiaryEntry(done.uid, done.due_on, done.name, f"Done on {written(done.done_on)}.", over=True)
    for ended in _ended(session, as_at):
        if staff_id is None or ended["schedule_id"] in once:
            yield DiaryEntry(ended["uid"], date.fromisoformat(ended["due_on"]), "Review", "Ended.", over=True)


def _review(row: ReviewRow, *, over: bool) -> DiaryEntry:
    who = f"Responsible: {row.person}. " if row.person else ""
    because = f"Because of: {row.because.label.lower()}. " if row.because else f"Repeats {in_words(row.rhythm)}. "
    return DiaryEntry(
        row.uid, row.due_on, row.name, f"{who}{because}{row.reason}".strip(), None, min(ALARM, row.lead_days), over
    )


def _once_theirs(session: Session, staff_id: int | None) -> frozenset[int]:
    """Return the schedules that a person ever saw to: what was given to somebody else leaves their calendar."""
    found = session.execute(
        text("SELECT schedule_id FROM review_terms WHERE person_id = :person"), {"person": staff_id}
    )
    return frozenset(found.scalars())


def _ended(session: Session, as_at: date) -> Iterable[RowMapping]:
    return session.execute(
        text("""
            SELECT r.uid, r.due_on, s.id AS schedule_id
            FROM review r JOIN review_schedule s ON s.id = r.schedule_id LEFT JOIN policy p ON p.id = s.policy_id
            WHERE r.done_on IS NULL AND (s.ended_on BETWEEN :since AND :as_at
                                         OR p.withdrawn_on BETWEEN :since AND :as_at)"""),
        {"as_at": as_at.isoformat(), "since": (as_at - KEPT).isoformat()},
    ).mappings()


def _acknowledgements(session: Session, as_at: date, staff_id: int | None) -> Iterator[DiaryEntry]:
    if staff_id is not None:
        for pair in pairs(session, as_at, staff_id=staff_id):
            uid = f"acknowledge-{pair.version_id}-{staff_id}"
            name = f"{pair.title}, version {pair.label}"
            open_still = pair.state in _UNSIGNED
            yield DiaryEntry(uid, pair.due_on, f"Acknowledge {name}", "", None, 7, over=not open_still)
        return
    statement, parameters = pair_states(
        """SELECT version_id, title, label, sum(state IN :unsigned) AS waiting, count(*) AS asked,
                  max(due_on) AS last_due, max(CASE WHEN state IN :unsigned THEN due_on END) AS waiting_due
           FROM pair_state WHERE state IN :unsigned OR state = 'acknowledged' GROUP BY version_id""",
        as_at,
        unsigned=tuple(state.value for state in _UNSIGNED),
    )
    for row in session.execute(statement, parameters).all():
        day = date.fromisoformat(row.waiting_due or row.last_due)
        about = f"{row.waiting:,} of {row.asked:,} still to acknowledge it as at {written(as_at)}."
        if row.waiting or day >= as_at - KEPT:
            says = f"Everybody acknowledges {row.title}, version {row.label}"
            yield DiaryEntry(f"acknowledge-{row.version_id}", day, says, about, None, 7, over=not row.waiting)


def _trainings(session: Session, as_at: date, staff_id: int | None) -> Iterator[DiaryEntry]:
    rows = session.execute(
        text("""
            SELECT t.staff_id, m.full_name, max(t.expires_on) AS expires_on
            FROM training t JOIN staff_member m ON m.id = t.staff_id
            WHERE t.trained_on <= :as_at AND (:person IS NULL OR t.staff_id = :person)
            GROUP BY t.staff_id HAVING max(t.expires_on) >= :as_at"""),
        {"as_at": as_at.isoformat(), "person": staff_id},
    )
    for row in rows:
        day = date.fromisoformat(row.expires_on)
        yield DiaryEntry(f"training-{row.staff_id}", day, f"Moderator’s training of {row.full_name} ends", "", None, 28)


def _appointments(session: Session, as_at: date, staff_id: int | None) -> Iterator[DiaryEntry]:
    posts = kept_posts(session)
    for row, name in posts.rows:
        until = posts.until(row, as_at)
        if until is not None and row.from_on <= as_at <= until and staff_id in {None, row.staff_id}:
            says = f"{name}’s appointment ends: {Post(row.post).label}"
            yield DiaryEntry(f"appointment-{row.id}", until, says, "", None, 28)


def _accounts(session: Session, as_at: date, *, with_closed: bool) -> Iterator[DiaryEntry]:
    for account in official_facts(session, as_at).accounts:
        for name, says, day in (
            ("evaluate", f"Evaluate {account.name}", account.evaluation_due_on),
            ("end", f"Planned end of {account.name}", account.planned_end_on),
        ):
            if day is not None:
                yield DiaryEntry(f"{name}-{account.account_id}", day, says, "", None, ALARM)
    ahead, closed = cover_gaps(session, as_at) if with_closed else (gaps_ahead(session, as_at), ())
    for gap in ahead:
        about = f"{gap.available} there from {written(gap.began)} to {written(gap.last)}."
        yield DiaryEntry(gap.uid, max(gap.began, as_at), _too_few(gap), about, gap.last, 7)
    for gap in closed:
        yield DiaryEntry(gap.uid, gap.began, _too_few(gap), "There is cover now.", gap.last, over=True)


def _too_few(gap: CoverGap) -> str:
    return f"Too few moderators: {gap.account}"
