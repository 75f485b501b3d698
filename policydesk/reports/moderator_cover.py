"""Moderator cover: for some days, who looks after which account, where too few are there, and who is away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted, listed
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.account_cover import cover_facts, school_holidays, term_dates
from policydesk.queries.account_detail import WINDOW_DAYS
from policydesk.queries.accounts import HELD, AccountRow, account_rows, list_accounts, moderator_names
from policydesk.queries.calendar import AbsenceRow, absences
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.narrowed import check_order
from policydesk.reports.paper.words import span
from policydesk.reports.report import Options, Report
from policydesk.rules.cover import Interval, Spell, gaps
from policydesk.rules.term_time import unknown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

LONGEST = 731
"""Days that a window may have: two years."""


TOGETHER, MANY_GAPS = 200, 8
"""Days and gaps up to which an account's calendar stays on the page of its name."""

CALENDARS = 300
"""Calendars of accounts that are printed, a page or so for each."""


@dataclass(frozen=True)
class CoveredAccount:
    """One account with who is there on which days, and the runs of days on which they are too few."""

    row: AccountRow
    intervals: tuple[Interval, ...]
    gaps: tuple[Interval, ...]


@dataclass(frozen=True)
class CoverReport:
    """The days asked for, each account's cover, the moderators who are away, and the school's holidays."""

    as_at: date
    first: date
    last: date
    accounts: tuple[CoveredAccount, ...]
    names: Mapping[int, str]
    away: tuple[AbsenceRow, ...]
    holidays: tuple[Spell, ...]
    unknown: tuple[Spell, ...]
    one: bool


def gather(session: "Session", as_at: date, options: Options) -> CoverReport:
    """Ask who is there; raises Refusal where the days are in the wrong order or the account does not exist."""
    first, last = _window(as_at, options)
    if options.account_id is None:
        rows = tuple(one for one in list_accounts(session, as_at) if one.state in HELD)
    else:
        rows = account_rows(session, as_at, (options.account_id,))
        if not rows:
            raise Refusal(f"This account did not exist on {written(as_at)}. Select another one or a later day.")
    found = cover_facts(session, first, last, tuple(one.id for one in rows), known_by=as_at)
    covers = {one.id: found.of(one.id) for one in rows}
    moderators = {turn.staff_id for one in rows for turn in found.turns.get(one.id, ())}
    away = tuple(one for one in absences(session, first, last, known_by=as_at) if one.staff_id in moderators)
    terms = term_dates(session, as_at)
    return CoverReport(
        as_at,
        first,
        last,
        tuple(CoveredAccount(one, covers[one.id], gaps(covers[one.id], one.minimum)) for one in rows),
        {one: name for one, (_sorted_as, name) in moderator_names(session).items()},
        away,
        school_holidays(session, first, last, as_at),
        unknown(terms, first, last),
        options.account_id is not None,
    )


def _window(as_at: date, options: Options) -> tuple[date, date]:
    """Return the days asked for: three months from the day of the report where nobody says otherwise."""
    first = options.first or as_at
    last = options.last or first + timedelta(days=WINDOW_DAYS)
    check_order(first, last)
    if (last - first).days >= LONGEST:
        raise Refusal("Select at most two years, so that the calendar can be read.", "last")
    return first, last


def title_of(facts: CoverReport) -> str:
    """Name the sheet, so that the days stand on every page."""
    return f"Moderator cover, {span(facts.first, facts.last)}"


def story(facts: CoverReport, parts: "Parts") -> list[Any]:
    """Tell the report."""
    told = [parts.words("Moderator cover", "title"), parts.words(_lead(facts), "lead"), *_holidays(facts, parts)]
    if too_long(len(facts.accounts), parts, CALENDARS):
        told += _gaps_alone(facts, parts)
    else:
        told += _key(facts, parts)
        for account in facts.accounts:
            told += _account(facts, account, parts)
    return [*told, *_away(facts, parts)]


def _key(facts: CoverReport, parts: "Parts") -> list[Any]:
    from policydesk.reports.cover_calendar import calendar_key

    return [calendar_key(parts, holidays=bool(facts.holidays))] if facts.accounts else []


def _lead(facts: CoverReport) -> str:
    days = f"From {written(facts.first)} to {written(facts.last)}"
    if not facts.accounts:
        return f"{days} there is no account to look after: none speaks in the school’s name."
    short = [one for one in facts.accounts if one.gaps]
    if facts.one:
        (account,) = facts.accounts
        many = counted(len(account.gaps), "gap") if short else "no gap"
        return f"{days} the cover of {account.row.name} has {many}."
    if len(facts.accounts) == 1:
        has = "has days with too few moderators" if short else "has enough moderators on every day"
        return f"{days} the only account {has}."
    if not short:
        return f"{days} all {len(facts.accounts):,} accounts have enough moderators on every day."
    has = "has" if len(short) == 1 else "have"
    return f"{days}, {len(short):,} of {counted(len(facts.accounts), 'account')} {has} days with too few moderators."


def _gaps_alone(facts: CoverReport, parts: "Parts") -> list[Any]:
    """Tell the gaps of all accounts in one list, where their calendars would be too many pages."""
    from policydesk.reports.paper.parts import Head

    count, rows = (
        len(facts.accounts),
        [
            (account.row.name, span(one.first, one.last), one.available, account.row.minimum)
            for account in facts.accounts
            for one in account.gaps
        ],
    )
    heads = (Head("Account", 5), Head("Days with too few", 5), Head("There", 1, right=True),
             Head("Needed", 1.1, right=True))  # fmt: skip
    if too_long(len(rows), parts):
        why = left_out(f"The {len(rows):,} gaps", len(rows) // A_PAGE, "one account, or fewer days")
        return [parts.words(why)]
    why = left_out(f"The calendars of {count:,} accounts", count, "one account", sheet=False)
    told = [parts.words(why), *parts.heading("Where too few moderators are there")]
    return [*told, parts.table(heads, rows) if rows else parts.words("Nowhere.")]


def _account(facts: CoverReport, account: CoveredAccount, parts: "Parts") -> list[Any]:
    from policydesk.reports.cover_calendar import cover_calendar
    from policydesk.reports.paper.parts import Head

    row = account.row
    where = ", ".join(filter(None, (row.platform_name, row.handle, row.state.label.lower())))
    begun = [*parts.heading(row.name), parts.words(f"{where}. {_needed(row.minimum)}", "quiet")]
    begun += [parts.words(f"Gap: {says}", "head") for says in _gaps(facts, account)]
    if not account.gaps:
        begun.append(parts.words("No gap: enough moderators are there on every day."))
    begun += cover_calendar(parts, account.intervals, row.minimum, facts.holidays)
    heads = (Head("Days", 4.5), Head("Moderators", 1.4, right=True), Head("Who is there", 4.9))
    rows = [
        (
            span(one.first, one.last) + (" (gap)" if one.available < row.minimum else ""),
            one.available,
            _who(facts, one),
        )
        for one in account.intervals
    ]
    is_short = (facts.last - facts.first).days < TOGETHER and len(account.gaps) < MANY_GAPS
    return [*([parts.together(*begun)] if is_short else begun), parts.table(heads, rows)]


def _needed(minimum: int) -> str:
    return f"{counted(minimum, 'moderator')} {'is' if minimum == 1 else 'are'} needed."


def _gaps(facts: CoverReport, account: CoveredAccount) -> list[str]:
    """Say each gap in words: "22 to 30 August 2026: nobody, 2 needed"."""
    return [f"{span(one.first, one.last)}: {_short(facts, account, one)}." for one in account.gaps]


def _short(facts: CoverReport, account: CoveredAccount, gap: Interval) -> str:
    """Say who is there in a gap; where it changes, when they are fewest."""
    counts = {one.available for one in account.intervals if gap.first <= one.first and one.last <= gap.last}
    who = f"only {_who(facts, gap)}" if gap.available else "nobody"
    return f"{'at times ' if len(counts) > 1 else ''}{who}, {account.row.minimum:,} needed"


def _who(facts: CoverReport, one: Interval) -> str:
    names = sorted(facts.names.get(staff_id, "somebody") for staff_id in one.staff_ids)
    return listed(names) if names else "Nobody"


def _away(facts: CoverReport, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    told = [*parts.heading("Who is away")]
    if not facts.away:
        return [*told, parts.words("No moderator has an absence recorded for these days.")]
    heads = (Head("Name", 4), Head("Days", 4), Head("Why", 3))
    rows = [(one.full_name, span(one.from_on, one.until_on), one.kind.label) for one in facts.away]
    return [*told, parts.table(heads, rows)]


def _holidays(facts: CoverReport, parts: "Parts") -> list[Any]:
    says = [span(max(one.first, facts.first), min(one.last or facts.last, facts.last)) for one in facts.holidays]
    days = f"School and bank holidays: {'; '.join(says)}." if says else "No school or bank holiday is in these days."
    told = [parts.words(f"{days} {_method(facts)}", "quiet")]
    if facts.unknown:
        days = "; ".join(span(one.first, min(one.last or facts.last, facts.last)) for one in facts.unknown)
        told.append(parts.words(f"The school’s term dates are not known for {days}, so these count as term.", "quiet"))
    return told


def _method(facts: CoverReport) -> str:
    return (
        "Counted are approved moderators in post who are not away; in school and bank holidays only those who said "
        f"that they moderate then. Planned with what the register knew on {written(facts.as_at)}."
    )


REPORT = Report(
    id="moderator-cover",
    title="Moderator cover",
    says="For some days: a calendar for each account, where too few moderators are there, and who is away.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=54,
    wants_account="All accounts",
    wants_window=("Without it, the day above.", "Without it, three months later."),
)
