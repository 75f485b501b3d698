"""The clocks of a concern: what has to be done by when, counted on the school's calendar and wall clock.

Working days leave out weekends and the bank holidays of England. A day runs from midnight to midnight in London, so
a report at 00:00 belongs to the new day, and 72 hours are 72 hours also where the clocks change in between.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from policydesk.dates import written
from policydesk.rules.bank_holidays import bank_holidays
from policydesk.rules.incident_parts import Concern, NotReferred, Referral
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import ZONE, local_day
from policydesk.terms_incidents import Agency, Category, ClockKind, ConcernKind, Information, Severity

DAY_ENDS = time(16, 0)
"""When the LADO's office is taken to close."""

ICO_HOURS = 72

STOPPED_BY = {
    ClockKind.AT_ONCE: frozenset({Agency.POLICE, Agency.CEOP, Agency.CHILDRENS_SOCIAL_CARE}),
    ClockKind.LADO: frozenset({Agency.LADO}),
    ClockKind.ICO: frozenset({Agency.ICO}),
}
"""A referral to one of these is the act that satisfies the clock."""

CLAUSES = {
    ClockKind.AT_ONCE: "AT A.2.3, A.5.6",
    ClockKind.LADO: "KCSIE Part four",
    ClockKind.ICO: "UK GDPR Article 33",
}
"""Why each clock runs."""


@dataclass(frozen=True)
class Clock:
    """One thing to be done by a moment; `stopped_at` is when it was done, or decided against with a reason."""

    kind: ClockKind
    begins: datetime
    deadline: datetime
    stopped_at: datetime | None = None
    reason: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it still has to be done."""
        return self.stopped_at is None

    def is_missed(self, now: datetime) -> bool:
        """Whether the deadline has passed, or had passed when it was done."""
        return (self.stopped_at or now) > self.deadline

    def words(self, now: datetime) -> str:
        """Say what to do by when: "Tell the LADO by 4 pm tomorrow", or when it was done."""
        who = self.kind.label
        if self.stopped_at is not None:
            if self.reason:
                return f"{who}: not referred. {self.reason}"
            late = ", after the deadline" if self.is_missed(now) else ""
            return f"{who} told {moment(self.stopped_at, now)}{late}"
        left = self.deadline - now
        if self.kind is ClockKind.AT_ONCE:
            return (
                f"Tell the police, CEOP or children’s social care now: {ago(now - self.begins)} since it was reported"
            )
        if left < timedelta(0):
            return f"Tell the {who}: it was due by {moment(self.deadline, now)}"
        return f"Tell the {who} by {moment(self.deadline, now)}: {ago(left)} left"

    def on_paper(self, printed_at: datetime) -> str:
        """Say the same with full dates and times, for whoever reads it on another day."""
        who = self.kind.label
        if self.stopped_at is not None:
            at = moment_words(self.stopped_at)
            late = ", after the deadline" if self.is_missed(printed_at) else ""
            return f"{who}: not referred, {at}. {self.reason.rstrip('.')}" if self.reason else f"{who} told {at}{late}"
        if self.kind is ClockKind.AT_ONCE:
            return f"{who}: to be told at once; reported {moment_words(self.begins)}"
        passed = ", which has passed" if self.is_missed(printed_at) else ""
        return f"{who}: to be told by {moment_words(self.deadline)}{passed}"


def clocks(record: Record) -> tuple[Clock, ...]:
    """Return every clock that a concern has, each stopped by the act that satisfies it."""
    concern = record.concern
    if concern is None:
        return ()
    return tuple(_stopped(record, kind, begins, deadline) for kind, begins, deadline in _due(concern))


def first_clocks(concern: Concern) -> tuple[Clock, ...]:
    """Return the clocks that begin with a concern as it was reported, for whoever reported it and cannot open it."""
    return tuple(Clock(kind, begins, deadline) for kind, begins, deadline in _due(concern))


def running(record: Record) -> tuple[Clock, ...]:
    """Return the clocks that nothing has stopped."""
    return tuple(one for one in clocks(record) if one.is_running)


def _due(concern: Concern) -> Iterator[tuple[ClockKind, datetime, datetime]]:
    reported = concern.reported_at
    if concern.severity is Severity.ILLEGAL_OR_HARM or concern.category in {Category.ILLEGAL, Category.GROOMING}:
        yield ClockKind.AT_ONCE, reported, end_of_day(local_day(reported))
    meets = concern.severity is not Severity.LOW_LEVEL and concern.about.works_here
    if concern.kind is ConcernKind.ALLEGATION or meets:
        yield ClockKind.LADO, reported, lado_deadline(reported)
    breach = concern.category is Category.DATA and (
        not concern.information or Information.PERSONAL in concern.information
    )
    if breach:
        yield ClockKind.ICO, concern.discovered_at, ico_deadline(concern.discovered_at)


def _stopped(record: Record, kind: ClockKind, begins: datetime, deadline: datetime) -> Clock:
    acts = [(one.referred_at, "") for one in record.of(Referral) if one.to in STOPPED_BY[kind]]
    acts += [
        (kept.at, kept.part.reason)
        for kept in record.kept(NotReferred)
        if isinstance(kept.part, NotReferred) and kept.part.clock is kind
    ]
    if not acts:
        return Clock(kind, begins, deadline)
    stopped_at, reason = min(acts)
    return Clock(kind, begins, deadline, stopped_at, reason)


def lado_deadline(reported: datetime) -> datetime:
    """Return the end of the first working day after the day of the report (within one working day)."""
    day = next_working_day(local_day(reported))
    return datetime.combine(day, DAY_ENDS, ZONE).astimezone(UTC)


def ico_deadline(aware: datetime) -> datetime:
    """Return the moment 72 hours after the school became aware, whatever the wall clock does meanwhile."""
    return aware.astimezone(UTC) + timedelta(hours=ICO_HOURS)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in London: the next midnight less a second."""
    return datetime.combine(day + timedelta(days=1), time(0), ZONE).astimezone(UTC) - timedelta(seconds=1)


def next_working_day(day: date) -> date:
    """Return the first working day after a day."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday of England."""
    return day.weekday() < 5 and not bank_holidays(day, day)


def moment(when: datetime, now: datetime) -> str:
    """Return a moment as people say it: "4 pm tomorrow", "09:40 on 3 September 2026"."""
    local, today = when.astimezone(ZONE), local_day(now)
    hour = local.strftime("%H:%M")
    if not local.minute:
        hour = f"{local.hour % 12 or 12} {'am' if local.hour < 12 else 'pm'}"
    if hour == "12 am":
        hour = "midnight"
    elif hour == "12 pm":
        hour = "noon"
    days = (local.date() - today).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return f"{hour} {named[days]}" if days in named else f"{hour} on {written(local.date())}"


def moment_words(when: datetime) -> str:
    """Return a moment on the school's clock: "20 November 2026, 09:40"."""
    local = when.astimezone(ZONE)
    return f"{written(local.date())}, {local:%H:%M}"


def ago(span: timedelta) -> str:
    """Return a length of time in its largest unit, rounded down: "2 days", "5 hours", "20 minutes"."""
    seconds = max(0, int(span.total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"
