"""The figures of findings, incidents and of what is kept, with every place that says them."""

import re
from collections import Counter

from policydesk.terms import Urgency
from tests.figures.day import ACCOUNTS, HEAD, LEAD, OFFICE, VIEWER, Day, Figure, paper
from tests.figures.paper import Rows, number


def _missing(day: Day) -> int:
    """Return how many lines stand under what is missing of the accounts."""
    tables = day[ACCOUNTS].tables.values()
    return sum(len(one) - 1 for some in tables for one in some if one[0] == ["What", "How urgent", "Clause"])


def _rules(day: Day) -> Rows:
    told = [*day["governors"].under("Actions proposed"), *day["governors"].under("What else the policies ask for")]
    return [row for row in told if row]


def _total(day: Day, group: str) -> tuple[int, ...]:
    """Return how many of a log the summary says that were released; none where the number is hidden."""
    summary = day["incident-summary"]
    rows = summary.under(f"{group}, by term")
    found = [row[1] for row in rows if row[0] == "All"] or re.findall(
        rf"{group}, by term(?:, by [a-z ]+)* (\d+) in all", summary.words
    )
    return tuple(map(int, found))


def _released(day: Day) -> int:
    return sum(sum(_total(day, group)) for group in ("Friend requests", "Concerns"))


FINDING = (
    Figure(
        "findings",
        {
            "command": lambda day: day.urgent(),
            "governors, areas": lambda day: day.area(2, 3, 4) + day.urgent(Urgency.FOR_INFORMATION),
            "governors, demands": lambda day: sum(number(cell) for row in _rules(day) for cell in row[1:3]),
            **{
                f"Today, {who}": lambda day, who=who: day.shown(who) + day.today[who].put_off
                for who in (OFFICE, LEAD, HEAD, VIEWER)
            },
        },
    ),
    Figure(
        "findings overdue",
        {
            "command": lambda day: day.urgent(Urgency.OVERDUE),
            "governors, card": paper("governors", r"(\d+) findings overdue"),
            "governors, areas": lambda day: day.area(2),
            "governors, actions": lambda day: sum(number(row[1]) for row in day["governors"].under("Actions proposed")),
            "governors, asked": lambda day: day["governors"].number(r"Note the (\d+) findings? that"),
            "governors, what changed": lambda day: day.line("Findings overdue"),
            "Today": lambda day: day.shown(OFFICE, Urgency.OVERDUE) + day.counts["overdue and put off"],
            "Today, DSL": lambda day: day.shown(LEAD, Urgency.OVERDUE) + day.counts["overdue and put off"],
            "Today, note": lambda day: (
                number((day.today[OFFICE].note or "0").split(" ")[0]) + day.counts["overdue and put off"]
            ),
        },
    ),
    Figure(
        "findings due within a week",
        {
            "command": lambda day: day.urgent(Urgency.THIS_WEEK),
            "governors, areas": lambda day: day.area(3),
            "governors, actions": lambda day: sum(number(row[2]) for row in day["governors"].under("Actions proposed")),
        },
    ),
    Figure(
        "findings that can wait",
        {
            "command": lambda day: day.urgent(Urgency.SOON),
            "governors, areas": lambda day: day.area(4),
            "governors, what else": lambda day: sum(
                number(row[1]) for row in day["governors"].under("What else the policies ask for")
            ),
        },
    ),
    Figure(
        "the number beside Today's name",
        {
            "badge": lambda day: day.today[OFFICE].badge,
            "groups": lambda day: day.shown(OFFICE, Urgency.OVERDUE, Urgency.THIS_WEEK),
        },
    ),
    Figure(
        "demands that are not met",
        {
            "governors": lambda day: (
                len(day["governors"].under("Actions proposed"))
                + day["governors"].number(r"(\d+) other demands? (?:is|are) not met")
            ),
            "governors, lines": lambda day: len({row[0] for row in _rules(day)}),
            "command": lambda day: len(Counter(_rule(one["rule"]) for one in day.found)),
        },
    ),
    Figure(
        "what is missing of the official accounts",
        {
            ACCOUNTS: _missing,
            "command": lambda day: sum(one["topic"] == "accounts" for one in day.found),
        },
    ),
    Figure(
        "people who have to confirm their connections",
        {
            "declaration-sheet": lambda day: len(day["declaration-sheet"].under("Declaration of connections")),
            "declaration-forms": lambda day: day["declaration-forms"].words.count("What I declare"),
            "register": lambda day: day.counts["not confirmed"],
        },
    ),
    Figure(
        "incidents in the latest release",
        {
            "incident-summary": _released,
            "governors": lambda day: sum(
                number(row[1])
                for row in day["governors"].under("Friend requests and concerns")
                if row[0] in {"Friend requests", "Concerns"} and row[1].isdigit()
            ),
            "Today, viewer": lambda day: day.today[VIEWER].figure("incidents, as released"),
        },
    ),
    Figure(
        "friend requests on record",
        {
            "friend-requests": lambda day: day.opened["friend-requests"].number(r"(\d+) requests? up to"),
            "friend-requests, lines": lambda day: len(day.opened["friend-requests"].under("Friend requests")),
            "incident-log": lambda day: day.opened["incident-log"].number(r"Friend requests: (\d+) record"),
            "register": lambda day: day.counts["friend requests"],
        },
    ),
    Figure(
        "concerns on record",
        {
            "incident-log": lambda day: day.opened["incident-log"].number(r"Concerns: (\d+) record"),
            "incident-log, lines": lambda day: len(day.opened["incident-log"].under("Concerns:")),
            "register": lambda day: day.counts["concerns"],
        },
    ),
    Figure(
        "incidents in which something is left to do",
        {
            "incident-log, open": lambda day: sum(
                int(one) for one in re.findall(r": (\d+) records?", day.opened["incident-log, open"].words)
            ),
            "Today, DSL": lambda day: day.today[LEAD].figure("open incidents"),
        },
    ),
    Figure(
        "incidents open to the head in which something is left to do",
        {
            "Today, head": lambda day: day.today[HEAD].figure("open incidents"),
            "register": lambda day: day.counts["open to the head"],
        },
    ),
    Figure(
        "incidents reported this term",
        {
            "Today": lambda day: day.today[OFFICE].figure("incidents reported this term"),
            "register": lambda day: day.counts["reported since last term"],
        },
    ),
    Figure(
        "records due for disposal",
        {
            "retention": lambda day: day["retention"].number(r"(\d+) records? (?:is|are) due for disposal"),
            "retention, lines": lambda day: len(day["retention"].under("Due now")),
        },
    ),
    Figure(
        "entries of the audit trail in three months",
        {
            "audit-trail": lambda day: day["audit-trail"].number(r"([\d,]+) entr(?:y|ies):"),
            "audit-trail, lines": lambda day: len(day["audit-trail"].under("Audit trail")),
            "register": lambda day: day.counts["audit entries"],
        },
    ),
    Figure(
        "things in the year planner",
        {
            "year-planner": lambda day: sum(
                map(int, re.findall(r"(\d+) things?, by month", day["year-planner"].words))
            ),
            "year-planner, lines": lambda day: sum(
                len(one) - 1 for tables in day["year-planner"].tables.values() for one in tables
            ),
            "year-planner-a3": lambda day: sum(
                map(int, re.findall(r"(\d+) things?, by month", day["year-planner-a3"].words))
            ),
        },
    ),
)


def _rule(rule: str) -> str:
    """Return the name of a demand: a review that is due is the one that would be overdue."""
    return rule.replace("review.due_soon", "review.overdue").replace("schedule.due", "schedule.overdue")
