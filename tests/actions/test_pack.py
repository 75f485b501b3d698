"""The school changes the rule pack: from a day on, with reason and source, never backwards, and can give it back."""

from datetime import date

import pytest

from policydesk.actions.consultation import AnswerDraft, record_answers
from policydesk.actions.pack import NO_REASON, NO_SOURCE, PackBackDraft, PackDraft, change_pack, give_back
from policydesk.actions.undo import undo
from policydesk.errors import Refusal
from policydesk.models import RulePackEdit
from policydesk.queries.due import findings
from policydesk.queries.pack import rule_pack
from policydesk.queries.pack_table import PackRow, PackTable, pack_table
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import Audience
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire
from tests.stories_accounts import a_live_account, approve_account, go_live, moderate, propose

AGE = "platforms/platform/facebook/minimum_age"


def draft(**changed: object) -> PackDraft:
    given = {"line": AGE, "value": 16, "from_on": TODAY, "reason": "The law asks for it.", "source": "Hansard"}
    return PackDraft(**{**given, **changed})


def change(register: Register, **changed: object) -> int:
    with register.writing() as txn:
        return change_pack(txn, draft(**changed))


def table(register: Register, as_at: date = TODAY) -> PackTable:
    with register.reading() as session:
        return pack_table(session, as_at)


def line(register: Register, key: str = AGE, as_at: date = TODAY) -> PackRow:
    return next(row for row in table(register, as_at).rows if row.line.key == key)


def age(register: Register, as_at: date) -> int | None:
    with register.reading() as session:
        return rule_pack(session, as_at).platform("facebook").minimum_age


def test_a_change_counts_from_its_day_and_is_on_the_trail(register: Register) -> None:
    change(register, from_on=days(30))
    assert (age(register, days(29)), age(register, days(30))) == (13, 16)
    row = line(register)
    assert (row.shown, row.is_changed, [one.value for one in row.planned]) == ("13 years", True, ["16"])
    later = line(register, as_at=days(30))
    assert (later.shown, later.source, later.as_of) == ("16 years", "Hansard", TODAY)
    assert table(register, days(30)).pack.words == "Rule pack 2026-11 (with 1 change by the school)"
    assert register.last_change.topics == {Topic.RULE_PACK}
    assert register.last_change.words == "Facebook, minimum age: 16 years from 20 December 2026"


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"value": 99}, "value", "Enter a number of years from 0 to 25."),
        ({"from_on": days(-1)}, "from_on", "Enter today or a later day. Earlier days keep what was known then."),
        ({"from_on": None}, "from_on", "Enter the day from which it counts."),
        ({"from_on": date(2226, 1, 1)}, "from_on", "Check the year: 2226 cannot be right."),
        ({"reason": "  "}, "reason", NO_REASON),
        ({"source": ""}, "source", NO_SOURCE),
    ],
)
def test_each_mistake_is_said_at_its_field(
    register: Register, changed: dict[str, object], field: str, says: str
) -> None:
    assert refused(register, change_pack, draft(**changed)) == {field: says}
    assert not line(register).is_changed


def test_all_mistakes_are_said_at_once_and_what_is_gone_is_refused(register: Register) -> None:
    said = refused(register, change_pack, draft(value=99, reason="", source=""))
    assert said == {"value": "Enter a number of years from 0 to 25.", "reason": NO_REASON, "source": NO_SOURCE}
    said = refused(register, change_pack, draft(line="platforms/platform/nowhere/minimum_age"))
    assert said == {"": "This is no longer in the rule pack. Close the form and look again."}


def test_what_is_given_back_stays_in_the_history_and_on_its_days(register: Register, clock: StoppedClock) -> None:
    change(register)
    change(register, value=15, from_on=days(60))
    clock.advance(days=10)
    with register.writing() as txn:
        assert give_back(txn, PackBackDraft(AGE, "It was a mistake.")) == 2
    assert [age(register, days(on)) for on in (-1, 0, 9, 10, 60)] == [13, 16, 16, 13, 13]
    row = line(register, as_at=days(10))
    assert not row.is_changed
    assert [(one.value, one.withdrawn_because) for one in row.history] == [
        ("15", "It was a mistake."),
        ("16", "It was a mistake."),
    ]
    assert line(register, as_at=days(9)).is_changed, "nine days in, nobody had given it back"
    said = refused(register, give_back, PackBackDraft(AGE, "Again"))
    assert said == {"": "This is as PolicyDesk has it already. Close the form and look again."}


def test_both_can_be_undone(register: Register) -> None:
    change(register)
    with register.writing() as txn:
        give_back(txn, PackBackDraft(AGE, "It was a mistake."))
    with register.writing() as txn:
        undo(txn, register.last_change)
    assert age(register, TODAY) == 16


def test_the_page_shows_where_policydesk_has_moved_on(register: Register) -> None:
    change(register)
    assert not line(register).moved_on
    with register.writing() as txn:
        row = txn.session.get_one(RulePackEdit, 1)
        row.shipped, row.pack = "12", "2025-11"
        txn.record(Topic.RULE_PACK, 1, "As if an older PolicyDesk had noted it")
    assert line(register).moved_on
    assert age(register, TODAY) == 16, "the school's own value stays"


def test_findings_follow_the_pack_of_the_day(register: Register, clock: StoppedClock) -> None:
    a_live_account(register, audience=frozenset({Audience.PUPILS}), youngest_age=13)
    assert "account.minimum_age" not in rules(register, days(30))
    change(register, from_on=days(30))
    assert "account.minimum_age" not in rules(register, days(29))
    assert "account.minimum_age" in rules(register, days(30))


def test_an_account_goes_live_by_the_pack_of_its_day(register: Register) -> None:
    change(register)
    account_id = propose(register, audience=frozenset({Audience.PUPILS}), youngest_age=13)
    approve_account(register, account_id, on=TODAY)
    for name in ("Mo", "Max"):
        moderate(register, account_id, hire(register, name))
    with pytest.raises(Refusal, match="Pupils of 13 are too young for Facebook, which asks for 16"):
        go_live(register, account_id, on=TODAY)


def test_periods_are_those_of_the_pack(register: Register, clock: StoppedClock) -> None:
    key = "periods/period/confirm_connections/value"
    niamh = hire(register, "Niamh")
    with register.writing() as txn:
        record_answers(txn, AnswerDraft((niamh,), TODAY, is_nil=True))
    clock.advance(days=200)
    assert "declaration.old" not in rules(register, days(200))
    change(register, line=key, value=6, from_on=days(200))
    with register.reading() as session:
        (found,) = (one for one in findings(session, days(200)) if one.rule == "declaration.old")
    assert found.says.endswith("within the last 6 months.")


def rules(register: Register, as_at: date) -> set[str]:
    with register.reading() as session:
        return {one.rule for one in findings(session, as_at)}
