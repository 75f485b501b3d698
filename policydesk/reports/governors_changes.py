"""What changed since the earlier day of the governors' report, and what its findings ask governors to do."""

from typing import TYPE_CHECKING, Any

from policydesk.dates import academic_year_name, written
from policydesk.reports.governors_facts import GovernorsFacts
from policydesk.reports.governors_incidents import KINDS
from policydesk.reports.governors_method import ELSE
from policydesk.reports.governors_summary import covered
from policydesk.reports.told import Head
from policydesk.reports.words import counted
from policydesk.rules.masking import HIDDEN, shown
from policydesk.terms import Urgency

if TYPE_CHECKING:
    from policydesk.reports.parts import Parts


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
    heads = (Head("Figure", 4.9), Head(written(then.as_at), 2.1, right=True), Head(written(now.as_at), 2.1, right=True),
             Head("Change", 1.2, right=True))  # fmt: skip
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
    """Tell what governors are asked to note and to agree, each with its clause."""
    told = [*parts.heading("Actions proposed"), *_incident_actions(facts, parts)]
    if not facts.pressing:
        none = "Nothing is overdue or due within a week" + (". No action is proposed." if len(told) == 2 else ".")
        return [*told, parts.words(none)]
    heads = (Head("What the policies ask for", 5.2), Head("Not so", 1.1, right=True),
             Head("Overdue", 1.2, right=True), Head("Clause", 2.4))  # fmt: skip
    rows = [(one.asks, one.count, one.overdue, one.clause) for one in facts.pressing]
    rest = len(facts.demands) - len(rows)
    more = f" {counted(rest, 'other demand is', 'other demands are')} not met either: see “{ELSE}”." if rest else ""
    return [
        *told,
        parts.words("Governors are asked to note what is overdue, and to agree who puts it right and by when." + more),
        parts.table(heads, rows),
    ]


def _incident_actions(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Propose what governors can ask of those who hold the keys; nothing where all of it is in order."""
    urgent, told = facts.incidents.urgent, []
    if urgent is not None and (urgent[0] or urgent[1]):
        told.append(
            "Governors are asked to hear from the DSL what is being done about friend requests and concerns that want "
            "attention (AN 4.1-4.7; AT 6.5)."
        )
    if facts.incidents.is_behind(facts.as_at):
        year = academic_year_name(facts.as_at)
        told.append(f"Governors are asked to have figures about incidents released: there are none yet for {year}, nor "
                    "for the year before (AN 4; AT 9).")  # fmt: skip
    return [parts.words(says) for says in told]
