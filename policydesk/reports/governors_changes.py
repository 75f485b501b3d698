"""What changed since the earlier day of the governors' report, and what its findings ask governors to do."""

from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.reports.governors_facts import GovernorsFacts
from policydesk.reports.governors_incidents import KINDS
from policydesk.reports.governors_method import ELSE
from policydesk.reports.governors_summary import covered
from policydesk.reports.paper.told import Head
from policydesk.rules.masking import HIDDEN, shown
from policydesk.terms import Urgency

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

NOTHING = "Nothing is overdue or due within a week."


def changes(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell each figure of both days and by how much it changed, and whether incident figures were released since."""
    now, then = facts.now, facts.then
    lines = [
        ("People who are asked for anything", now.figures.people, then.figures.people),
        ("Acknowledgements asked for", now.figures.asked, then.figures.asked),
        ("Acknowledgements given", now.figures.up_to_date, then.figures.up_to_date),
        ("Acknowledgements overdue", now.figures.overdue, then.figures.overdue),
        ("Policies in force", now.figures.policies_in_force, then.figures.policies_in_force),
        ("Policies past their review date", now.figures.reviews_overdue, then.figures.reviews_overdue),
        ("Official accounts that speak for the school", len(now.speaking), len(then.speaking)),
        ("Official accounts with enough moderators", covered(now), covered(then)),
        ("Reviews overdue, of all that are planned", len(facts.reviews.overdue), facts.reviews.overdue_then),
        ("Findings overdue", now.count(Urgency.OVERDUE), then.count(Urgency.OVERDUE)),
    ]
    heads = (Head("Figure", 5.6), Head(written(then.as_at), 2.1, right=True), Head(written(now.as_at), 2.1, right=True),
             Head("Change", 1.32, right=True))  # fmt: skip
    rows: list[tuple[Any, ...]] = [(words, before, after, _change(after - before)) for words, after, before in lines]
    return [
        *parts.heading(f"What changed since {written(then.as_at)}"),
        parts.table(heads, [*rows, *_incident_lines(facts)]),
        *_release_says(facts, parts),
    ]


def _incident_lines(facts: GovernorsFacts) -> list[tuple[str, str, str, str]]:
    """Return a line for each log that was opened; neither day nor the change gives a small number away."""
    opened = facts.incidents.opened
    if opened is None:
        return []
    told = []
    for (_kind, group, _one), counts in zip(KINDS, facts.incidents.before, strict=True):
        then, since = (count for _name, count in counts.counts)
        words = f"{group} recorded since {written(opened.first)}"
        change = HIDDEN if since is None else _change(since)
        told.append((words, shown(then), shown(counts.total), change))
    return told


def _release_says(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    released = facts.incidents.released
    if released is None:
        return []
    new = "New figures about incidents were" if facts.incidents.new_release else "No figures about incidents were"
    return [parts.space(3), parts.words(f"{new} released since {written(facts.then.as_at)}.")]


def _change(by: int) -> str:
    return f"{by:+,}" if by else "–"


def actions(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell what is overdue or due within a week, each with its clause."""
    told = parts.heading("Actions proposed")
    rest = len(facts.demands) - len(facts.pressing)
    more = f" {counted(rest, 'other demand is', 'other demands are')} not met either: see “{ELSE}”." if rest else ""
    if not facts.pressing:
        return [*told, parts.words(f"{NOTHING}{more}")]
    heads = (Head("What the policies ask for", 5.4), Head("Overdue", 1.05, right=True),
             Head("This week", 1.25, right=True), Head("Clause", 2.5))  # fmt: skip
    rows = [(one.asks, one.overdue, one.this_week, one.clause) for one in facts.pressing]
    says = "For each of these, governors agree who puts it right and by when." + more
    return [*told, parts.words(says), parts.table(heads, rows)]
