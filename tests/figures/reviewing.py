"""The figures of policies, reviews and official accounts, with every place that says them."""

import re

from tests.figures.day import ACCOUNTS, HEAD, OFFICE, OLD, SCHEDULE, VIEWER, Day, Figure, paper, rows_with
from tests.figures.paper import Rows

PAST = "Policies past their review date"


def _planned(day: Day) -> tuple[int, int]:
    """Return how many planned reviews are overdue, and of how many."""
    found = re.search(r"(\d+) of (\d+) planned reviews? (?:is|are) overdue", day["governors"].words)
    if found:
        return int(found[1]), int(found[2])
    return 0, len(_due(day)) + day["governors"].number(r"(\d+) others? (?:is|are) not listed here")


def _due(day: Day) -> Rows:
    tables = day["governors"].tables["Reviews"]
    return [row for table in tables if table[0][1] == "Due" for row in table[1:]]


def _accounts(day: Day) -> Rows:
    day["governors"].under("Official accounts and their moderators")
    return day["governors"].tables["Official accounts and their moderators"][0][1:]


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


def _year(day: Day, standing: str) -> int:
    planner = day["year-planner"]
    return sum(row[2] == standing for tables in planner.tables.values() for one in tables for row in one[1:])


REVIEWING = (
    Figure(
        "policies in force",
        {
            "governors": paper("governors", r"([\d,]+) polic(?:y is|ies are) in force"),
            "governors, what changed": lambda day: day.line("Policies in force"),
            "governors, each policy": lambda day: sum(
                row[2] != "Not in force" for row in day["governors"].under("Each policy")
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
)


def _policies(day: Day) -> Rows:
    return day["policy-register"].under("Policy register")
