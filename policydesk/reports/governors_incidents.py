"""Incidents in the governors' report: the figures that were released, and, where a key is at hand, those since then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from policydesk.counts import listed
from policydesk.dates import academic_year_start, written
from policydesk.queries.incident_settings import ReleaseRow, figure_terms, releases, watching
from policydesk.reports.paper.told import Head
from policydesk.reports.paper.words import span
from policydesk.rules.figures import Figures
from policydesk.rules.figures_counts import BY_MARKS, OTHERS_STOOD, figures_of
from policydesk.rules.incidents import Record, known_on
from policydesk.rules.incidents_due import incident_findings
from policydesk.rules.masking import NOTE, SMALLEST, Masked, masked, shown
from policydesk.rules.redaction import Level, redacted
from policydesk.rules.school_terms import division
from policydesk.rules.wall_clock import ZONE, local_day
from policydesk.terms import Urgency
from policydesk.terms_incidents import IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

FEW = f"fewer than {SMALLEST}"

UNCOUNTED = "–"
"""What stands where a release does not say something, because it was not counted then or would say too much."""

MIDDLE = "The middle is what half of them took at most."

MARKS = "What one concern touches, and each agency it was referred to, is counted in a line of its own."

KINDS = (
    (IncidentKind.FRIEND_REQUEST, "Friend requests", "friend request"),
    (IncidentKind.CONCERN, "Concerns", "concern"),
)
"""The two logs: their heading in figures, and one of them."""


@dataclass(frozen=True)
class Period:
    """The figures of some days, both inclusive; `note` says how they came to be known."""

    first: date
    last: date
    figures: Figures
    note: str

    def total(self, group: str) -> int | None:
        """Return how many there were of a log; None for so few that their number is hidden."""
        return next(one.counts.total for one in self.figures.tables if one.title == f"{group}, by term")


@dataclass(frozen=True)
class IncidentFacts:
    """What governors learn of incidents: `released` by whoever held a key, `opened` now by whoever prints.

    `before` are, for each log, the counts of `opened` up to the earlier day and since, masked together. `urgent` is
    how many things are so urgent; None where nobody opened anything.
    """

    released: Period | None
    opened: Period | None
    new_release: bool
    before: tuple[Masked, ...] = ()
    urgent: tuple[int, int, int] | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that there are figures of, the earlier first."""
        return tuple(one for one in (self.released, self.opened) if one is not None)

    def is_behind(self, as_at: date) -> bool:
        """Whether nothing is known of the school year before this one, or of this one."""
        last = max((one.last for one in self.periods), default=date.min)
        return last < academic_year_start(as_at) - timedelta(days=1)


def gather_incidents(
    session: "Session", as_at: date, earlier: date, records: tuple[Record, ...] | None
) -> IncidentFacts:
    """Ask for the figures released up to a day, and count what was opened since the days they cover."""
    kept = releases(session)
    latest, before = _up_to(kept, as_at), _up_to(kept, earlier)
    released = None if latest is None else released_period(latest)
    new_release = latest is not None and (before is None or before.id != latest.id)
    if records is None:
        return IncidentFacts(released, None, new_release)
    known = known_on(records, as_at)
    first = _begins(as_at, released)
    found = incident_findings(known, datetime.combine(as_at, time(), ZONE), watching(session, as_at))
    urgent = [sum(one.urgency is each for one in found) for each in Urgency]
    return IncidentFacts(
        released,
        opened_since(session, as_at, known, released),
        new_release,
        _before(known, known_on(records, earlier), first, as_at, earlier),
        (urgent[0], urgent[1], urgent[2]),
    )


def _up_to(kept: tuple[ReleaseRow, ...], day: date) -> ReleaseRow | None:
    return next((one for one in kept if local_day(one.released_at) <= day), None)


def released_period(row: ReleaseRow) -> Period:
    """Return what was released of some days."""
    note = f"released {written(local_day(row.released_at))}"
    return Period(row.from_on, row.until_on, Figures.from_json(row.figures), note)


def opened_since(session: "Session", as_at: date, known: tuple[Record, ...], released: Period | None) -> Period | None:
    """Count what somebody opened, of the days since those that were released; None where there are no such days."""
    first = _begins(as_at, released)
    if first > as_at:
        return None
    terms = division(first, as_at, figure_terms(session))
    within = (one for one in known if first <= one.happened_on <= as_at)
    rows = (redacted(one, Level.GOVERNORS, terms.name_of, as_at) for one in within)
    return Period(first, as_at, figures_of(rows, terms, stood_on=as_at), "not released yet")


def _begins(as_at: date, released: Period | None) -> date:
    """Return the first day of what is not released: of the school year at the earliest."""
    begins = academic_year_start(as_at)
    return begins if released is None else max(begins, released.last + timedelta(days=1))


def _before(
    known: tuple[Record, ...], known_then: tuple[Record, ...], first: date, last: date, earlier: date
) -> tuple[Masked, ...]:
    """Return for each log what was there on the earlier day, and what came since, so that neither gives one away."""
    told = []
    for kind, _group, _one in KINDS:
        now = sum(one.kind is kind and first <= one.happened_on <= last for one in known)
        then = sum(one.kind is kind and first <= one.happened_on <= earlier for one in known_then)
        told.append(masked({"then": min(then, now), "since": now - min(then, now)}))
    return tuple(told)


def incidents(facts: IncidentFacts, parts: "Parts") -> list[Any]:
    """Tell the figures in one table: a line for each log and kind, a column for each period."""
    told = parts.heading("Friend requests and concerns")
    if not facts.periods:
        return [
            *told,
            parts.words("No figures were released up to this day. A DSL or the headteacher does it."),
        ]
    wide = 5.4 / (1 + len(facts.periods))
    heads = (Head("What was recorded", 5), *(Head(f"{span(one.first, one.last)}, {one.note}", wide, right=True)
             for one in facts.periods))  # fmt: skip
    rows = [row for _kind, group, _one in KINDS for row in _rows(group, facts.periods)]
    rows += _times(facts.periods)
    return [*told, parts.table(heads, rows), parts.space(3), parts.words(_note(facts), "quiet")]


def _rows(group: str, periods: tuple[Period, ...]) -> list[tuple[str, ...]]:
    """Return the lines of one log: all of it, each kind that was counted anywhere, and what had to be hidden."""
    told = [(group, *(_total(one, group) for one in periods))]
    tables = [{one.title: dict(one.counts.counts) for one in each.figures.tables} for each in periods]
    wholly_hidden: dict[tuple[str, ...], list[str]] = {}
    for title in dict.fromkeys(title for each in tables for title in each if _belongs(title, group)):
        counts = [each.get(title) for each in tables]
        names = dict.fromkeys(name for each in counts for name in each or ())
        seen = [name for name in names if any((each or {}).get(name) for each in counts)]
        among = ", other than allegations" if title == OTHERS_STOOD else ""
        told += [(f"– {name}{among}", *(_cell(each, name) for each in counts)) for name in seen]
        rest = [each is not None and any(name not in seen and each[name] is None for name in each) for each in counts]
        if any(rest):
            what = f"by {title.partition(', by ')[2]}{among}"
            cells = tuple(
                UNCOUNTED if each is None else shown(None if hides else 0)
                for each, hides in zip(counts, rest, strict=True)
            )
            if seen:
                told.append((f"– the rest, {what}", *cells))
            else:
                wholly_hidden.setdefault(cells, []).append(what)
    return [*told, *((f"– {listed(several)}", *cells) for cells, several in wholly_hidden.items())]


def _belongs(title: str, group: str) -> bool:
    """Whether a table tells more of one log; how allegations ended is for the summary alone."""
    of_group = title.startswith(f"{group}, by ") and not title.endswith("by term")
    return of_group or (title == OTHERS_STOOD and group == "Concerns")


def _cell(counts: Mapping[str, int | None] | None, name: str) -> str:
    return UNCOUNTED if counts is None else shown(counts.get(name, 0))


def _times(periods: tuple[Period, ...]) -> list[tuple[str, ...]]:
    """Return a line for how long each thing took."""
    found = [{one.title: one.days for one in each.figures.times} for each in periods]
    told = []
    for title in dict.fromkeys(title for each in found for title in each):
        cells = (_spell(each[title]) if title in each else UNCOUNTED for each in found)
        told.append((f"{title} (middle, longest)", *cells))
    return told


def _spell(days: tuple[int, int] | None) -> str:
    return "too few" if days is None else f"{days[0]}, {days[1]}"


def _total(period: Period, group: str) -> str:
    total = period.total(group)
    return FEW if total is None else f"{total:,}"


def _note(facts: IncidentFacts) -> str:
    yet = "What is not released yet is for the governors’ meeting alone. " if facts.opened else ""
    days = " and ".join(written(one.figures.stood_on) for one in facts.periods if one.figures.stood_on)
    stood = f"How concerns stood is told for {days}. " if days else ""
    marks = f"{MARKS} " if any(map(_shows_marks, facts.periods)) else ""
    return f"{yet}{stood}{marks}{MIDDLE} {NOTE} Records that whoever counted them may not open are not among them."


def _shows_marks(period: Period) -> bool:
    """Whether a line is printed that counts what one record may have several of."""
    tables = (one for one in period.figures.tables if one.title in BY_MARKS)
    return any(count for one in tables for _name, count in one.counts.counts)


def said_of_incidents(facts: IncidentFacts) -> str:
    """Return what the first page says of the newest period."""
    if not facts.periods:
        return "No figures about friend requests and concerns have been released."
    newest = facts.periods[-1]
    days = span(newest.first, newest.last)
    says = f"{'on' if newest.first == newest.last else 'from'} {days} ({newest.note})"
    totals = [(newest.total(group), one) for _kind, group, one in KINDS]
    if all(total == 0 for total, _one in totals):
        return f"No friend request and no concern was recorded {says}."
    totals.sort(key=lambda one: one[0] is None)  # a known number first: "7 concerns and fewer than 5 friend requests"
    words = " and ".join(_counted(total, one) for total, one in totals)
    return f"{words[0].upper()}{words[1:]} were recorded {says}."


def _counted(total: int | None, one: str) -> str:
    return f"{FEW if total is None else f'{total:,}' if total else 'no'} {one}s"
