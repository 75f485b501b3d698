"""The figures of acknowledgements: each with every paper, page and count of the register that says it."""

import re

from policydesk.terms import AckState
from tests.figures.day import ASKED, HEAD, LEAD, OFFICE, OLD, OUT, VIEWER, Day, Figure, paper, rows_with, says
from tests.figures.paper import number

_GIVEN = r"([\d,]+) of ([\d,]+) acknowledgements asked for"


ACKNOWLEDGING = (
    Figure(
        "acknowledgements asked for",
        {
            "governors, by policy": lambda day: day.by_policy(1),
            "governors, what changed": lambda day: day.line("Acknowledgements asked for"),
            "governors, this month": lambda day: number(day["governors"].under("Month by month")[-1][2]),
            f"{OLD}, figure": paper(OLD, r"[\d,]+ of ([\d,]+) acknowledgements up to date"),
            f"{OLD}, by policy": lambda day: day.old_by_policy(1),
            f"{OLD}, this month": lambda day: number(day[OLD].under("Month by month")[-1][2]),
            f"{ASKED}, lead": lambda day: day[ASKED].numbers(_GIVEN)[1],
            f"{ASKED}, lines": lambda day: sum(row[2] != "Exempt" for row in day[ASKED].under("By person")),
            "register": lambda day: len(day.asked),
        },
    ),
    Figure(
        "acknowledgements given",
        {
            "governors, by policy": lambda day: day.by_policy(2),
            "governors, what changed": lambda day: day.line("Acknowledgements given"),
            "governors, this month": lambda day: number(day["governors"].under("Month by month")[-1][1]),
            f"{OLD}, figure": paper(OLD, r"([\d,]+) of [\d,]+ acknowledgements up to date"),
            f"{OLD}, by policy": lambda day: day.old_by_policy(2),
            f"{ASKED}, lead": lambda day: day[ASKED].numbers(_GIVEN)[0],
            f"{ASKED}, lines": lambda day: rows_with(day[ASKED].under("By person"), 2, "Acknowledged"),
            "register": lambda day: sum(one is AckState.ACKNOWLEDGED for one in day.asked),
        },
    ),
    Figure(
        "the part that is given, in per cent",
        {
            "governors, card": paper("governors", r"(\d+) % of the acknowledgements asked for are given"),
            "governors, by policy": lambda day: 100 * day.by_policy(2) // day.by_policy(1),
            "register": lambda day: 100 * day.asked.count(AckState.ACKNOWLEDGED) // len(day.asked),
        },
    ),
    Figure(
        "people who are asked for anything",
        {
            "Today": says(OFFICE, r"([\d,]+) p\w+ \w+ asked"),
            "Today, viewer": says(VIEWER, r"([\d,]+) p\w+ \w+ asked"),
            "Today, card": lambda day: day.today[OFFICE].of("staff up to date")[1],
            "governors": paper("governors", r"of the ([\d,]+) pe\w+ who (?:are|is) asked for anything"),
            "governors, what changed": lambda day: day.line("People who are asked for anything"),
            OLD: paper(OLD, r", ([\d,]+) pe\w+ (?:was|were) asked to acknowledge"),
            ASKED: paper(ASKED, r"given\. ([\d,]+) pe\w+ (?:is|are) asked on"),
            f"{ASKED}, names": lambda day: len({row[0] for row in day[ASKED].under("By person") if row[2] != "Exempt"}),
            "register": lambda day: len({one for (one, _v), state in day.pairs.items() if state.is_asked}),
        },
    ),
    Figure(
        "policies that are asked for",
        {
            "Today": says(OFFICE, r"asked to acknowledge ([\d,]+) polic"),
            OLD: paper(OLD, r"asked to acknowledge ([\d,]+) polic"),
            "governors, by policy": lambda day: day["governors"].under("Acknowledgements").__len__() // 2,
            ASKED: lambda day: len({row[1] for row in day[ASKED].under("By person")}),
            "register": lambda day: len({version for _staff, version in day.pairs}),
        },
    ),
    Figure(
        "people who did all of it",
        {
            "Today": says(OFFICE, r"; ([\d,]+) of them"),
            "Today, DSL": says(LEAD, r"; ([\d,]+) of them"),
            "Today, card": lambda day: day.today[VIEWER].of("staff up to date")[0],
            "governors": paper("governors", r"(\w+) of the [\d,]+ pe\w+ who (?:are|is) asked for anything"),
            OLD: paper(OLD, r"(\d+) of [\d,]+ people who have acknowledged everything"),
            f"{OLD}, lead": paper(OLD, r"(\w+) of them ha\w+ acknowledged everything"),
            "outstanding": lambda day: (
                len({row[0] for row in day[ASKED].under("By person") if row[2] != "Exempt"})
                - day[OUT].number(r"([\d,]+) pe\w+ ha\w+ [\d,]+ acknow")
            ),
        },
    ),
    Figure(
        "staff up to date, in per cent",
        {
            f"Today, {who}": lambda day, who=who: day.today[who].figure("staff up to date")
            for who in (OFFICE, LEAD, HEAD, VIEWER)
        }
        | {
            "worked out": lambda day: (
                100 * day.today[OFFICE].of("staff up to date")[0] // day.today[OFFICE].of("staff up to date")[1]
            )
        },
    ),
    Figure(
        "acknowledgements overdue",
        {
            "governors, card": paper("governors", r"([\d,]+) acknowledgements overdue"),
            "governors, sentence": paper("governors", r"binds them; ([\d,]+|no) acknowledgements? (?:is|are) overdue"),
            "governors, by policy": lambda day: day.by_policy(4),
            "governors, what changed": lambda day: day.line("Acknowledgements overdue"),
            f"{OLD}, figure less declined": lambda day: (
                day[OLD].numbers(r"everything ([\d,]+) overdue or declined")[0] - day.old_by_policy(5)
            ),
            f"{OLD}, by policy": lambda day: day.old_by_policy(3),
            f"{OLD}, bars": lambda day: sum(number(row[3]) for row in day[OLD].under("By policy") if len(row) == 5),
            OUT: lambda day: sum(bool(re.search(r", \d+ days?$", row[3])) for row in day[OUT].under("By person")),
        },
    ),
    Figure(
        "acknowledgements still to give, the declined among them",
        {
            f"{OUT}, lead": lambda day: day[OUT].number(r"ha\w+ ([\d,]+) acknowledgements? still to give"),
            f"{OUT}, by person": lambda day: len(day[OUT].under("By person")),
            f"{OUT}, headings": lambda day: sum(
                int(found[1])
                for one in day[OUT].tables
                if (found := re.search(r", version .*: (\d+) pe\w+$", one)) is not None
            ),
            "governors, by policy": lambda day: day.by_policy(3) + day.by_policy(4) + day.by_policy(5),
            OLD: lambda day: day.old_by_policy(3, 4, 5, 6),
            "register": lambda day: len(day.asked) - day.asked.count(AckState.ACKNOWLEDGED),
        },
    ),
    Figure(
        "declined",
        {
            "governors, by policy": lambda day: day.by_policy(5),
            OLD: lambda day: day.old_by_policy(5),
            OUT: lambda day: rows_with(day[OUT].under("By person"), 3, "Declined"),
            ASKED: lambda day: rows_with(day[ASKED].under("By person"), 2, "Declined"),
            "register": lambda day: day.asked.count(AckState.DECLINED),
        },
    ),
    Figure(
        "who has not signed the policy of the sheet",
        {
            "sign-off-sheet": lambda day: _to_sign(day, "sign-off-sheet"),
            "slips": lambda day: day["slips"].words.count("Sign and hand this in"),
            OUT: lambda day: sum(row[2] == _sheet(day) for row in day[OUT].under("By person")),
            "governors, by policy": lambda day: sum(
                number(row[1]) - number(row[2])
                for row in day["governors"].under("Acknowledgements")
                if row[0] == _sheet(day) and row[-1].endswith("%")
            ),
        },
    ),
)


def _sheet(day: Day) -> str:
    return next(iter(day["sign-off-sheet"].tables), "") or day["sign-off-sheet"].words.partition(" In force")[0]


def _to_sign(day: Day, report: str) -> int:
    return sum(len(rows) - 1 for tables in day[report].tables.values() for rows in tables)
