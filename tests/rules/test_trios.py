"""For every rule: a school in which it speaks, one in which it just does not, and the day on which it begins to."""

from collections.abc import Mapping

import pytest

from policydesk.rules.catalogue import ALL_RULES
from tests.rules.trios import Trio, speaks
from tests.rules.trios_accounts import ACCOUNT_TRIOS
from tests.rules.trios_school import school_trios


@pytest.fixture(scope="module")
def trios(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Trio]:
    return {**ACCOUNT_TRIOS, **school_trios(tmp_path_factory.mktemp("trios"))}


def test_every_rule_of_the_catalogue_has_its_two_schools_and_its_day(trios: Mapping[str, Trio]) -> None:
    rules = {rule.id for rule in ALL_RULES}
    assert rules - trios.keys() == set(), "add these to tests/rules/trios_school.py or trios_accounts.py"
    assert trios.keys() - rules == set(), "there is no such rule"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_from_its_day_on_and_of_nothing_that_is_just_right(rule, trios: Mapping[str, Trio]) -> None:
    trio = trios[rule.id]
    assert {day: speaks(rule, trio.school, day, trio.subject) for day in trio.days} == trio.days
    assert [day for day in trio.days if speaks(rule, trio.twin, day, trio.twin_subject)] == []
