"""What the policies ask of incidents: answered, talked about, referred in time, never left without a next step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policydesk.dates import add_months, written
from policydesk.rules.clocks import CLAUSES, clocks
from policydesk.rules.findings import Finding
from policydesk.rules.friend_requests import is_breach
from policydesk.rules.incident_parts import Referral, Told
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import local_day
from policydesk.terms import Topic, Urgency
from policydesk.terms_incidents import OPEN_DAYS, About, Answer, Category, ConcernKind, Requester


@dataclass(frozen=True)
class Watching:
    """How the school watches: the pattern's threshold and the days after which something has aged."""

    pattern_count: int = 3
    pattern_months: int = 12
    pending_days: int = 2
    discussion_days: int = 5
    idle_days: int = 10
    open_days: int = OPEN_DAYS
    class_discussion: bool = True


@dataclass(frozen=True)
class Pattern:
    """Low-level concerns about one person within the months watched."""

    name: str
    count: int
    first_on: date
    last_on: date
    numbers: tuple[str, ...]
    newest_id: int


def incident_findings(records: Iterable[Record], now: datetime, watching: Watching) -> tuple[Finding, ...]:
    """Return what wants attention about the incidents that somebody has the keys of."""
    kept = tuple(records)
    today = local_day(now)
    found: list[Finding] = []
    for record in kept:
        if record.request is not None:
            found += _about_request(record, today, watching)
        elif record.closing is None:
            found += _about_concern(record, today, now, watching)
        else:
            found += _about_closed(record)
    for pattern in patterns(kept, today, watching):
        if pattern.count >= watching.pattern_count:
            found.append(_of_pattern(pattern))
    return tuple(found)


def patterns(records: Iterable[Record], today: date, watching: Watching) -> tuple[Pattern, ...]:
    """Return how many low-level concerns there are about each person in the months watched, the most first."""
    since = add_months(today, -watching.pattern_months)
    by_person: dict[tuple[int, str], list[Record]] = defaultdict(list)
    for record in records:
        concern = record.concern
        if concern is None or concern.kind is not ConcernKind.LOW_LEVEL or record.happened_on < since:
            continue
        if concern.about_staff_id is not None or concern.about_name:
            by_person[concern.about_staff_id or 0, concern.about_name].append(record)
    found = [_pattern(name, some) for (_staff, name), some in by_person.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name)))


def _pattern(name: str, some: list[Record]) -> Pattern:
    in_order = sorted(some, key=lambda one: (one.happened_on, one.id))
    return Pattern(
        name,
        len(some),
        in_order[0].happened_on,
        in_order[-1].happened_on,
        tuple(one.number for one in in_order),
        in_order[-1].id,
    )


def _about_request(record: Record, today: date, watching: Watching) -> Iterator[Finding]:
    request = record.request
    assert request is not None
    if record.closing is not None or request.is_family:
        return
    age = (today - request.received_on).days
    if record.answer is Answer.PENDING and age >= watching.pending_days:
        yield _finding(
            record, "request_pending", "AT 6.5; AN 4.4", Urgency.THIS_WEEK,
            f"{record.number}: the friend request to {request.staff_name} of {written(request.received_on)} "
            "is still pending. The policy says decline.",
            since=request.received_on,
        )  # fmt: skip
    if record.answer is Answer.ACCEPTED and is_breach(request, Answer.ACCEPTED):
        yield _finding(
            record, "request_accepted", "AT 6.5; CP 11", Urgency.OVERDUE,
            f"{record.number}: {request.staff_name} accepted a pupil who is not family. "
            "The contact has to end, and the concern is looked into.",
            since=request.received_on,
        )  # fmt: skip
    asked = watching.class_discussion and request.sender is Requester.CURRENT_PUPIL
    if asked and record.discussed is None and age >= watching.discussion_days:
        yield _finding(
            record, "class_discussion", "AT 6.5", Urgency.SOON,
            f"{record.number}: nothing says that it was discussed in general terms with the class.",
            since=request.received_on,
        )  # fmt: skip


def _about_concern(record: Record, today: date, now: datetime, watching: Watching) -> Iterator[Finding]:
    concern = record.concern
    assert concern is not None
    for clock in clocks(record):
        if clock.is_running:
            deadline = local_day(clock.deadline)
            late = clock.is_missed(now) or clock.deadline - now <= timedelta(hours=24)
            urgency = Urgency.OVERDUE if late else Urgency.THIS_WEEK
            yield _finding(
                record, f"clock.{clock.kind.value}", CLAUSES[clock.kind], urgency,
                f"{record.number}: {clock.words(now)}.", since=local_day(clock.begins), due=deadline,
            )  # fmt: skip
    quiet = (today - local_day(record.last_touched)).days
    planned = record.next_on
    if planned is not None and planned < local_day(record.last_touched):
        planned = None  # something was done after it
    if quiet >= watching.idle_days and planned is None:
        yield _finding(
            record, "no_next_step", "CP Scope; KCSIE Part four", Urgency.THIS_WEEK,
            f"{record.number}: nothing has been recorded for {quiet} days and no next step is planned.",
            since=local_day(record.last_touched),
        )  # fmt: skip
    elif planned is not None and planned <= today:
        yield _finding(
            record, "next_step", "CP Scope", Urgency.OVERDUE if planned < today else Urgency.THIS_WEEK,
            f"{record.number}: the next step was planned for {written(planned)}.", due=planned,
        )  # fmt: skip
    age = (today - local_day(concern.reported_at)).days
    if age >= watching.open_days:
        yield _finding(
            record, "open_long", "CP Scope", Urgency.SOON, f"{record.number} has been open for {age} days.",
            since=local_day(concern.reported_at),
        )  # fmt: skip
    contractor = concern.about is About.CONTRACTOR or concern.category is Category.CONTRACTOR
    if contractor and not any(record.of(Told)) and not any(record.of(Referral)):
        yield _finding(
            record, "contractor_not_passed_on", "AT 9.3.1", Urgency.OVERDUE,
            f"{record.number}: a contractor’s breach that nobody was told of yet.",
            since=local_day(concern.reported_at),
        )  # fmt: skip


def _about_closed(record: Record) -> Iterator[Finding]:
    closing = record.closing
    concern = record.concern
    assert closing is not None
    assert concern is not None
    if concern.kind is ConcernKind.ALLEGATION and closing.outcome is None:
        yield _finding(
            record, "closed_without_outcome", "KCSIE Part four", Urgency.THIS_WEEK,
            f"{record.number} is closed without an outcome. Reopen it and record one of the five.",
            since=closing.closed_on,
        )  # fmt: skip
    if closing.is_taken_off:
        assert closing.outcome is not None
        yield _finding(
            record, "take_off_the_record", "KCSIE Part four", Urgency.FOR_INFORMATION,
            f"{record.number} was found {closing.outcome.label.lower()}. "
            "It is to be taken off the person’s record unless they consent.",
            since=closing.closed_on,
        )  # fmt: skip


def _of_pattern(pattern: Pattern) -> Finding:
    return Finding(
        rule="incident.pattern",
        clause="KCSIE Part four",
        urgency=Urgency.THIS_WEEK,
        says=f"{pattern.count} low-level concerns about {pattern.name} between {written(pattern.first_on)} and "
        f"{written(pattern.last_on)}: look at them together ({', '.join(pattern.numbers)}).",
        topic=Topic.INCIDENTS,
        subject_id=pattern.newest_id,
        since=pattern.first_on,
        button="Show",
        command="incidents.open",
    )


def _finding(
    record: Record,
    rule: str,
    clause: str,
    urgency: Urgency,
    says: str,
    *,
    since: date | None = None,
    due: date | None = None,
) -> Finding:
    return Finding(
        rule=f"incident.{rule}",
        clause=clause,
        urgency=urgency,
        says=says,
        topic=Topic.INCIDENTS,
        subject_id=record.id,
        since=since,
        due=due,
        button="Open",
        command="incidents.open",
    )
