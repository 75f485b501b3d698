"""The figures of policies, reviews, accounts, findings, incidents and what is kept, with every place that says them."""

import re
from collections import Counter

from policydesk.terms import Urgency
from tests.figures.day import ACCOUNTS, HEAD, LEAD, OFFICE, OLD, SCHEDULE, VIEWER, Day, Figure, paper, rows_with
from tests.figures.paper import Rows, number

PAST = "Policies past their review date"


def _planned(day: Day) -> tuple[int, int]:
    """Return how many planned reviews are overdue, and of how many."""
    found = re.search(r"(\d+) of (\d+) planned reviews? (?:is|are) overdue", day["governors"].words)
    if found:
        return int(found[1]), int(found[2])
    return 0, len(_due(day)) + day["governors"].number(r"(\d+) others? (?:is|are) not listed here")


def _due(day: Day) -> Rows:
    tables = day["governors"].tables["Reviews"]
    return [row for table in tables if table[0][0] == "Due" for row in table[1:]]


def _accounts(day: Day) -> Rows:
    return day["governors"].under("Official accounts and their moderators")


def _covered(day: Day) -> int:
    there = [(*map(int, re.findall(r"\d+", row[3])), row[4]) for row in _accounts(day)]
    return sum(now >= wanted and gap == "No gap ahead" for now, wanted, gap in there)


def _register(day: Day) -> tuple[int, int, int]:
    return day[ACCOUNTS].numbers(
        r", (\d+) accounts? speaks? in the school’s name\. Of them (\w+) (?:is|are) approved, and (\w+) ha"
    )


def _spoken(day: Day) -> tuple[int, int, int]:
    return day["governors"].numbers(
        r"(\d+) official accounts? speaks? for the school: (\w+) (?:is|are) approved, and (\w+) ha"
    )


def _missing(day: Day) -> int:
    """Return how many lines stand under what is missing of the accounts."""
    tables = day[ACCOUNTS].tables.values()
    return sum(len(one) - 1 for some in tables for one in some if one[0] == ["What", "How urgent", "Clause"])


def _rules(day: Day) -> Rows:
    told = [*day["governors"].under("Actions proposed"), *day["governors"].under("What else the policies ask for")]
    return [row for row in told if row]


def _year(day: Day, standing: str) -> int:
    planner = day["year-planner"]
    return sum(row[2] == standing for tables in planner.tables.values() for one in tables for row in one[1:])


def _total(day: Day, group: str) -> tuple[int, ...]:
    """Return how many of a log the summary says that were released; none where the number is hidden."""
    summary = day["incident-summary"]
    rows = summary.under(f"{group}, by term")
    found = [row[1] for row in rows if row[0] == "All"] or re.findall(rf"{group}, by term (\d+) in all", summary.words)
    return tuple(map(int, found))


def _released(day: Day) -> int:
    return sum(sum(_total(day, group)) for group in ("Friend requests", "Concerns"))


REVIEWING = (
    Figure(
        "policies in force",
        {
            "governors": paper("governors", r"([\d,]+) polic(?:y is|ies are) in force"),
            "governors, what changed": lambda day: day.line("Policies in force"),
            "governors, each policy": lambda day: sum(
                row[1] != "None in force" for row in day["governors"].under("Each policy")
            ),
            OLD: paper(OLD, r"\d+ of (\d+) policies past their review date"),
            "policy-register": paper("policy-register", r"in the register on [^;]*; (\w+) of them"),
            "policy-register, lines": lambda day: sum(row[1] != "None" for row in _policies(day)),
        },
    ),
    Figure(
        "policies in the register",
        {
            "policy-register": paper("policy-register", r"(\d+) polic(?:y is|ies are) in the register on"),
            "policy-register, lines": lambda day: len(_policies(day)),
            "governors": lambda day: len(day["governors"].under("Each policy")),
        },
    ),
    Figure(
        "policies past their review date",
        {
            "governors": lambda day: day["governors"].number(r"in force; (\d+) of them (?:is|are) past"),
            "governors, what changed": lambda day: day.line(PAST),
            "governors, each policy": lambda day: sum(
                "overdue" in row[5] for row in day["governors"].under("Each policy")
            ),
            OLD: paper(OLD, r"(\d+) of \d+ policies past their review date"),
            "policy-register": lambda day: sum("overdue" in row[4] for row in _policies(day)),
        },
    ),
    Figure(
        "reviews that are planned",
        {
            "governors": lambda day: _planned(day)[1],
            SCHEDULE: paper(SCHEDULE, r"(\d+) reviews? (?:is|are) planned on"),
            f"{SCHEDULE}, lines": lambda day: (
                len(day[SCHEDULE].under("Overdue:")) + len(day[SCHEDULE].under("To come:"))
            ),
            "Today": lambda day: day.today[OFFICE].of("reviews on time")[1],
            "Today, viewer": lambda day: day.today[VIEWER].of("reviews on time")[1],
        },
    ),
    Figure(
        "reviews that are overdue",
        {
            "governors": lambda day: _planned(day)[0],
            "governors, lines": lambda day: rows_with(_due(day), 2, "Overdue"),
            "governors, what changed": lambda day: day.line("Reviews overdue, of all that are planned"),
            SCHEDULE: paper(SCHEDULE, r"; (\w+) (?:is|are) overdue\."),
            f"{SCHEDULE}, heading": lambda day: day[SCHEDULE].number(r"Overdue: (\d+)"),
            f"{SCHEDULE}, lines": lambda day: len(day[SCHEDULE].under("Overdue:")),
            "Today": lambda day: (lambda part, whole: whole - part)(*day.today[OFFICE].of("reviews on time")),
            "year-planner": lambda day: _year(day, "Overdue") + day.counts["overdue before this year"],
        },
    ),
    Figure(
        "reviews done since the earlier day",
        {
            "governors": lambda day: day["governors"].number(r"(\d+) reviews? (?:was|were) done since"),
            SCHEDULE: lambda day: day.counts["done since"],
        },
    ),
    Figure(
        "official accounts that speak for the school",
        {
            "governors": lambda day: _spoken(day)[0],
            "governors, card": lambda day: day["governors"].numbers(r"\d+ of (\d+) official accounts with enough")[0],
            "governors, lines": lambda day: len(_accounts(day)),
            "governors, what changed": lambda day: day.line("Official accounts that speak for the school"),
            ACCOUNTS: lambda day: _register(day)[0],
            f"{ACCOUNTS}, lines": lambda day: len(day[ACCOUNTS].under("Accounts that speak for the school")),
            "moderator-cover": paper("moderator-cover", r", \d+ of (\d+) accounts? ha(?:s|ve) days"),
            "Today": lambda day: day.today[HEAD].of("accounts fully covered")[1],
        },
    ),
    Figure(
        "of them approved",
        {
            "governors": lambda day: _spoken(day)[1],
            "governors, lines": lambda day: sum(row[2] == "Yes" for row in _accounts(day)),
            ACCOUNTS: lambda day: _register(day)[1],
        },
    ),
    Figure(
        "of them with enough moderators",
        {
            "governors": lambda day: _spoken(day)[2],
            "governors, card": lambda day: day["governors"].numbers(r"(\d+) of \d+ official accounts with enough")[0],
            "governors, lines": _covered,
            "governors, what changed": lambda day: day.line("Official accounts with enough moderators"),
            ACCOUNTS: lambda day: _register(day)[2],
            "Today": lambda day: day.today[OFFICE].of("accounts fully covered")[0],
            "Today, viewer": lambda day: day.today[VIEWER].of("accounts fully covered")[0],
        },
    ),
    Figure(
        "accounts with days on which moderators are too few, in three months",
        {
            "moderator-cover": paper("moderator-cover", r", (\d+) of \d+ accounts? ha(?:s|ve) days"),
            "moderator-cover, lines": lambda day: sum(
                any(row[0].endswith("(gap)") for row in one)
                for tables in day["moderator-cover"].tables.values()
                for one in tables
            ),
        },
    ),
    Figure(
        "findings",
        {
            "command": lambda day: day.urgent(),
            "governors, areas": lambda day: day.area(2, 3, 4) + day.urgent(Urgency.FOR_INFORMATION),
            "governors, demands": lambda day: sum(number(row[1]) for row in _rules(day)),
            **{
                f"Today, {who}": lambda day, who=who: day.shown(who) + day.today[who].put_off  # type: ignore[misc]
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
            "governors, what changed": lambda day: day.line("Findings overdue"),
            "Today": lambda day: day.shown(OFFICE, Urgency.OVERDUE) + day.counts["overdue and put off"],
            "Today, DSL": lambda day: day.shown(LEAD, Urgency.OVERDUE) + day.counts["overdue and put off"],
            "Today, note": lambda day: (
                number((day.today[OFFICE].note or "0").split(" ")[0]) + day.counts["overdue and put off"]
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
            "governors": lambda day: len(_rules(day)),
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


def _policies(day: Day) -> Rows:
    return day["policy-register"].under("Policy register")


def _rule(rule: str) -> str:
    """Return the name of a demand: a review that is due is the one that would be overdue."""
    return rule.replace("review.due_soon", "review.overdue").replace("schedule.due", "schedule.overdue")
