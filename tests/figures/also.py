"""The figures that governors ask for beside the others: refusals, accounts in numbers, the media, disposal."""

from collections.abc import Callable

from policydesk.reports.governors_also import LINES
from policydesk.terms import AckState
from tests.figures.day import Day, Figure, paper
from tests.figures.paper import number

STARTERS, ACCOUNTS = "Starters, refusals, exemptions and guidance", "Official accounts and their moderators"


def _line(heading: str, begins: str) -> Callable[[Day], int]:
    """Read the number in the line of the governors' report that begins with some words."""
    return lambda day: next(
        number(row[1].split(" ")[0]) for row in day["governors"].under(heading) if row[0].startswith(begins)
    )


def _state(state: AckState) -> Callable[[Day], int]:
    return lambda day: sum(one is state for one in day.pairs.values())


def _rule(rule: str) -> Callable[[Day], int]:
    return lambda day: sum(one["rule"] == rule for one in day.found)


def _of_policy(title: str) -> Callable[[Day], int]:
    """Read how many have acknowledged a policy off the governors' own table of policies."""
    return lambda day: sum(
        number(row[2])
        for row in day["governors"].under("Acknowledgements")
        if row[0].startswith(title) and row[-1].endswith("%")
    )


ALSO = (
    Figure(
        "acknowledgements declined",
        {
            "governors": _line(STARTERS, "Acknowledgements declined"),
            "register": _state(AckState.DECLINED),
        },
    ),
    Figure(
        "acknowledgements that nobody is asked for",
        {
            "governors": _line(STARTERS, "Acknowledgements from which"),
            "register": _state(AckState.EXEMPT),
        },
    ),
    *(
        Figure(words[0].lower() + words[1:], {"governors": _line(ACCOUNTS, words), "command": _rule(rule)})
        for words, rule in LINES
    ),
    Figure(
        "enquiries from the media since the earlier day",
        {
            "governors": lambda day: day["governors"].number(r"(\d+) media enquir(?:y|ies)"),
            "register": lambda day: day.counts["enquiries"],
        },
    ),
    Figure(
        "records that are due for disposal, to governors",
        {
            "governors": paper("governors", r"; (\w+) (?:record is|records are|is) due for disposal"),
            "retention": lambda day: day["retention"].number(r"(\d+) records? (?:is|are) due for disposal"),
        },
    ),
    Figure(
        "legal holds",
        {
            "governors": paper("governors", r"(\w+) legal holds? (?:is|are) in force\. Holds on"),
            "retention": paper("retention", r"(\w+) legal holds? (?:is|are) in force"),
            "retention, lines": lambda day: len(day["retention"].under("Under legal hold")),
        },
    ),
    Figure(
        "who has read the guidance about online safety",
        {
            "governors": _line(STARTERS, "People who have read Online safety"),
            "governors, policy": _of_policy("Online Safety Policy"),
        },
    ),
)
