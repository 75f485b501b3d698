"""The page that lists every demand is true: its rules exist, every rule stands there, every line has an answer."""

import re

import pytest

from policydesk.rules.catalogue import ALL_RULES
from tests.house.files import ROOT

TEXT = (ROOT / "docs/standards.md").read_text(encoding="utf-8")
LINES = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TEXT.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| demand"))
]
RULES = {rule.id for rule in ALL_RULES}


def named() -> set[str]:
    return {name for _demand, _clause, answer in LINES for name in re.findall(r"`([a-z_.]+)`", answer)}


def test_every_rule_of_the_catalogue_stands_beside_the_demand_it_checks() -> None:
    assert RULES - named() == set(), "write these rules into docs/standards.md, beside the demand they check"


def test_every_rule_that_is_named_is_checked() -> None:
    assert named() - RULES == set()


@pytest.mark.parametrize(("demand", "clause", "answer"), LINES)
def test_every_demand_has_its_rule_or_the_reason_why_there_is_none(demand: str, clause: str, answer: str) -> None:
    assert re.search(r"\b(AN|AT|CP|AW|BP|NCSC)\b", clause), demand
    if answer.startswith("Not checked"):
        assert re.fullmatch(r"Not checked: [a-z].{20,}[^.]", answer), demand
    else:
        assert re.fullmatch(r"`[a-z_.]+`(, `[a-z_.]+`)*", answer), demand


def test_all_six_parts_of_the_register_are_gone_through() -> None:
    parts = ("People", "Policies and their versions", "Acknowledgements", "Official accounts", "Incidents", "Reviews")
    assert [heading.split(". ")[1] for heading in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)] == list(parts)
