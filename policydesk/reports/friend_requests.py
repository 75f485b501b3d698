"""The friend-request log for the headteacher: staff by name, pupils by initials, what was done and when."""

from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.reports.incident_log import LogFacts, gather_requests
from policydesk.reports.report import Paper, Report
from policydesk.rules.incidents import Record
from policydesk.rules.redaction import Level, redacted

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts


def story(facts: LogFacts, parts: "Parts") -> list[Any]:
    """Tell the log."""
    from policydesk.reports.paper.parts import Head

    told = [parts.words("Friend requests", "title"), parts.words(Level.HEAD.words, "lead")]
    if facts.says:
        told.append(parts.words(facts.says))
    if not facts.records:
        none = "No friend request was recorded. A nil return is evidence too."
        return [*told, parts.words(none if facts.is_whole else "None of these was recorded.")]
    count = counted(len(facts.records), "request")
    told.append(parts.words(f"{count} up to {written(facts.as_at)}." if facts.is_whole else f"{count}."))
    heads = (
        Head("Number", 1.3), Head("Received", 2.1), Head("Staff member", 2.2), Head("From", 3.6),
        Head("Platform", 1.3), Head("Done", 3.2), Head("Discussed in class", 2.25),
    )  # fmt: skip
    return [*told, parts.space(3), parts.table(heads, [_row(one) for one in facts.records])]


def _row(record: Record) -> tuple[str, ...]:
    seen = redacted(record, Level.HEAD)
    done = "Family" if seen["is_family"] else (record.answer.label if record.answer is not None else "")
    answered = f", {written(seen['answered_on'])}" if seen["answered_on"] and not seen["is_family"] else ""
    return (
        seen["number"],
        written(seen["received_on"]),
        seen["staff_name"],
        f"{seen['person']} ({seen['sender'].label})",
        seen["platform"] or "–",
        f"{done}{answered}",
        written(seen["discussed_on"], none="–"),
    )


REPORT = Report(
    id="friend-requests",
    title="Friend-request log",
    says="Friend requests with the staff named and pupils by initials. For the headteacher.",
    gather=gather_requests,
    story=story,
    place=61,
    paper=Paper.A4_LANDSCAPE,
    watermark="CONFIDENTIAL",
    wants_keys=True,
    wants_window=("Without it, from the first request on.", "Without it, up to the day above."),
    offers_open=True,
)
