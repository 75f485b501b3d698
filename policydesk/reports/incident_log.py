"""The incident log for the DSL: the records that whoever prints can open, of some days and kinds or all of them.

The friend-request log chooses its records by the same options.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.incident_settings import class_discussion_asked
from policydesk.reports.narrowed import check_order
from policydesk.reports.report import Options, Report
from policydesk.rules.clocks import running
from policydesk.rules.incidents import Record, known_on
from policydesk.rules.redaction import Level, redacted
from policydesk.terms_incidents import IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

NEEDS_KEYS = (
    "This report is printed by a DSL or the headteacher, who hold the keys of the records. "
    "Sign in as one of them and, in the window, open the sealed parts in Incidents first."
)


@dataclass(frozen=True)
class LogFacts:
    """What was unsealed, up to the day, the newest first."""

    as_at: date
    records: tuple[Record, ...]
    kinds: tuple[IncidentKind, ...] = tuple(IncidentKind)
    is_whole: bool = True
    """Whether nothing was left out, so that none is none."""
    says: str = ""
    """Which of the records were chosen, in words; empty for all of them."""


def unsealed(options: Options, as_at: date) -> tuple[Record, ...]:
    """Return the records one has unsealed, as known on a day, the newest first; raises Refusal without a key."""
    if options.incidents is None:
        raise Refusal(NEEDS_KEYS, "report")
    return tuple(sorted(known_on(options.incidents, as_at), key=lambda one: (one.recorded_at, one.id), reverse=True))


def gather(session: "Session", as_at: date, options: Options) -> LogFacts:
    """Take what was unsealed and chosen; raises Refusal where nothing can be, or the last day is before the first."""
    records = unsealed(options, as_at)
    check_order(options.first, options.last)
    if options.category and options.kind is IncidentKind.FRIEND_REQUEST:
        raise Refusal("A friend request has no category. Choose concerns, or all categories.", "category")
    asked = class_discussion_asked(session, as_at)
    found = tuple(one for one in records if _is_chosen(one, options, class_discussion=asked))
    wanted = options.kind or (IncidentKind.CONCERN if options.category else None)
    kinds = tuple(one for one in IncidentKind if wanted in {None, one})
    says = _chosen_words(options)
    return LogFacts(as_at, found, kinds, not says, says)


def gather_requests(session: "Session", as_at: date, options: Options) -> LogFacts:
    """Take the friend requests alone, by the same days and state; raises as `gather` does."""
    if options.kind is IncidentKind.CONCERN:
        raise Refusal("This log has no concerns. Choose the incident log for them.", "kind")
    facts = gather(session, as_at, replace(options, kind=IncidentKind.FRIEND_REQUEST))
    says = _chosen_words(replace(options, kind=None))
    return replace(facts, is_whole=not says, says=says)


def _is_chosen(record: Record, options: Options, *, class_discussion: bool) -> bool:
    day = record.happened_on
    if (options.first and day < options.first) or (options.last and day > options.last):
        return False
    if options.kind not in {None, record.kind}:
        return False
    if options.category is not None and (record.concern is None or record.concern.category is not options.category):
        return False
    return options.is_open is None or record.is_open(class_discussion=class_discussion) is options.is_open


def _chosen_words(options: Options) -> str:
    said = (
        f"from {written(options.first)}" if options.first else "",
        f"until {written(options.last)}" if options.last else "",
        f"{options.kind.label.lower()}s alone" if options.kind else "",
        f"category “{options.category.label}”" if options.category else "",
        "" if options.is_open is None else ("something left to do" if options.is_open else "nothing left to do"),
    )
    words = ", ".join(one for one in said if one)
    return f"Only some of the records: {words}." if words else ""


def story(facts: LogFacts, parts: "Parts") -> list[Any]:
    """Tell the log."""
    from policydesk.reports.paper.parts import Head

    told = [parts.words("Incident log", "title"), parts.words(Level.DSL.words, "lead")]
    if facts.says:
        told.append(parts.words(facts.says))
    for kind, heading in (
        (IncidentKind.CONCERN, "Concerns"),
        (IncidentKind.FRIEND_REQUEST, "Friend requests"),
    ):
        if kind not in facts.kinds:
            continue
        some = [one for one in facts.records if one.kind is kind]
        told += parts.heading(f"{heading}: {counted(len(some), 'record') if some else 'none'}")
        if some:
            heads = (Head("Number", 1.5), Head("Day", 2), Head("What", 4.4), Head("About", 2.2), Head("Status", 2))
            told.append(parts.table(heads, [_row(one) for one in some]))
        else:
            told.append(parts.words("Nothing of the kind was recorded."))
    return told


def _row(record: Record) -> tuple[str, ...]:
    seen = redacted(record, Level.DSL)
    clocks = ", ".join(one.kind.label for one in running(record)) if record.closing is None else ""
    status = f"{seen['status'].label}{f'; to be told: {clocks}' if clocks else ''}"
    if record.request is not None:
        what, about = f"{seen['sender'].label}, {seen['platform'] or 'platform not named'}", seen["staff_name"]
    else:
        what = f"{seen['first_kind'].label}: {seen['category'].label}"
        off = record.closing is not None and record.closing.is_taken_off  # what was malicious or false follows nobody
        about = seen["about"].label if off else seen["about_name"] or seen["about"].label
    return (seen["number"], written(seen["happened_on"]), what, about, status)


REPORT = Report(
    id="incident-log",
    title="Incident log",
    says="Every friend request and concern that you can open, with names. For the DSL alone.",
    gather=gather,
    story=story,
    place=62,
    watermark="CONFIDENTIAL",
    wants_keys=True,
    wants_window=("Without it, from the first record on.", "Without it, up to the day above."),
    offers_kinds=True,
    offers_open=True,
)
