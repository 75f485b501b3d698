"""The school adds to the rule pack: from a day on, with source and day, never twice, and takes it out again."""

from datetime import date

import pytest

from policydesk.actions.pack import NO_REASON, NO_SOURCE, PackBackDraft, PackDraft, change_pack, give_back
from policydesk.actions.pack_entries import EntryDraft, TakeOutDraft, add_entry, take_out
from policydesk.actions.undo import undo
from policydesk.errors import Refusal
from policydesk.queries.due import findings
from policydesk.queries.pack import rule_pack
from policydesk.queries.pack_table import PackRow, pack_table
from policydesk.rules.pack import RulePack
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import Audience
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire
from tests.stories_accounts import a_live_account, approve_account, go_live, moderate, propose

GONE = "This is no longer in the rule pack. Close the form and look again."

DOJO = {"name": "ClassDojo", "also": "Class Dojo", "minimum_age": 14, "closed_on": None}
AGE = "platforms/platform/own classdojo/minimum_age"


def draft(**changed: object) -> EntryDraft:
    given = {"list": "platforms/platform", "facts": DOJO, "from_on": TODAY, "as_of": days(-3)}
    about = {"reason": "Year 6 uses it.", "source": "classdojo.com, terms of service"}
    return EntryDraft(**{**given, **about, **changed})


def add(register: Register, **changed: object) -> int:
    with register.writing() as txn:
        return add_entry(txn, draft(**changed))


def remove(register: Register, entry_id: int, reason: str = "Nobody uses it.") -> None:
    with register.writing() as txn:
        take_out(txn, TakeOutDraft(entry_id, reason))


def rows(register: Register, entry_id: int, as_at: date = TODAY) -> list[PackRow]:
    with register.reading() as session:
        return [row for row in pack_table(session, as_at).rows if row.line.entry == entry_id]


def pack(register: Register, as_at: date) -> RulePack:
    with register.reading() as session:
        return rule_pack(session, as_at)


def age(register: Register, as_at: date) -> int | None:
    return pack(register, as_at).platform("other", "ClassDojo").minimum_age


def rules(register: Register, as_at: date) -> set[str]:
    with register.reading() as session:
        return {one.rule for one in findings(session, as_at)}


def test_an_entry_counts_from_its_day_and_is_on_the_trail(register: Register) -> None:
    entry_id = add(register, from_on=days(30))
    assert (age(register, days(29)), age(register, days(30))) == (13, 14)
    asked = rows(register, entry_id)
    assert [(row.line.asks, row.shown, row.is_ahead) for row in asked] == [
        ("Minimum age", "14 years", True),
        ("Closed on", "–", True),
    ]
    assert (asked[0].source, asked[0].as_of) == ("classdojo.com, terms of service", days(-3))
    assert pack(register, days(30)).words == "Rule pack 2026-11 (with 1 entry by the school)"
    assert pack(register, days(29)).words == "Rule pack 2026-11"
    assert register.last_change.topics == {Topic.RULE_PACK}
    assert register.last_change.words == "Added to the rule pack: ClassDojo, from 20 December 2026"


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"facts": {**DOJO, "name": "  face-book "}}, "name",
         "This is in the rule pack already: “Facebook”. Find it in the list and change it there."),
        ({"facts": {**DOJO, "name": "x" * 10_000}}, "name", "Shorten this to 200 characters; it has 10,000."),
        ({"facts": {**DOJO, "closed_on": "31 February"}}, "closed_on", "This is no day. Enter one such as 1 9 2026."),
        ({"from_on": days(-1)}, "from_on", "Enter today or a later day. Earlier days keep what was known then."),
        ({"from_on": None}, "from_on", "Enter the day from which it counts."),
        ({"from_on": date(2226, 1, 1)}, "from_on", "Check the year: 2226 cannot be right."),
        ({"as_of": None}, "as_of", "Enter the day on which you looked it up."),
        ({"as_of": days(1)}, "as_of", "This date is in the future. Enter the day on which it happened."),
        ({"reason": " "}, "reason", NO_REASON),
        ({"source": ""}, "source", NO_SOURCE),
    ],
)  # fmt: skip
def test_each_mistake_is_said_at_its_field(
    register: Register, changed: dict[str, object], field: str, says: str
) -> None:
    assert refused(register, add_entry, draft(**changed)) == {field: says}
    assert pack(register, TODAY).entries == ()


def test_all_mistakes_are_said_at_once(register: Register) -> None:
    said = refused(register, add_entry, draft(facts={}, from_on=None, reason="", source=""))
    assert set(said) == {"name", "from_on", "reason", "source"}


def test_nothing_is_added_twice_and_what_was_taken_out_may_be_added_again(register: Register) -> None:
    entry_id = add(register, from_on=days(30))
    again = draft(facts={**DOJO, "name": "Class-DOJO", "also": ""})
    assert refused(register, add_entry, again) == {
        "name": "This is in the rule pack already: “ClassDojo”. Find it in the list and change it there."
    }
    remove(register, entry_id)
    assert refused(register, take_out, TakeOutDraft(entry_id, "Again")) == {"": GONE}
    assert refused(register, take_out, TakeOutDraft(99, "Again")) == {"": GONE}
    add(register)
    assert age(register, TODAY) == 14


def test_what_is_taken_out_stays_on_its_days_with_what_was_changed_of_it(
    register: Register, clock: StoppedClock
) -> None:
    entry_id = add(register)
    with register.writing() as txn:
        change_pack(txn, PackDraft(AGE, 16, days(5), "Its terms changed.", "classdojo.com"))
    assert register.last_change.words == "ClassDojo, minimum age: 16 years from 25 November 2026"
    clock.advance(days=10)
    assert refused(register, take_out, TakeOutDraft(entry_id, " ")) == {"reason": NO_REASON}
    remove(register, entry_id)
    assert register.last_change.words == "Taken out of the rule pack: ClassDojo"
    assert [age(register, days(on)) for on in (-1, 0, 4, 5, 9, 10)] == [13, 14, 14, 16, 16, 13]
    (row, _closed) = rows(register, entry_id, days(10))
    assert (row.is_out, row.can_change, row.is_changed) == (True, False, False)
    assert row.entry is not None
    assert row.entry.withdrawn_because == "Nobody uses it."
    assert not rows(register, entry_id, days(9))[0].is_out, "nine days in, nobody had taken it out"
    said = refused(register, change_pack, PackDraft(AGE, 15, days(10), "Again", "classdojo.com"))
    assert said == {"": GONE}
    add(register, from_on=days(10))
    assert age(register, days(10)) == 14, "what was changed of the first is not taken over"


def test_a_line_of_an_entry_is_given_back_to_what_was_entered_first(register: Register) -> None:
    add(register)
    with register.writing() as txn:
        change_pack(txn, PackDraft(AGE, 16, TODAY, "Its terms changed.", "classdojo.com"))
    with register.writing() as txn:
        give_back(txn, PackBackDraft(AGE, "A slip."))
    assert register.last_change.words == "As it was first entered: ClassDojo, minimum age"
    assert age(register, TODAY) == 14


def test_adding_and_taking_out_can_be_undone(register: Register) -> None:
    entry_id = add(register)
    remove(register, entry_id)
    with register.writing() as txn:
        undo(txn, register.last_change)
    assert age(register, TODAY) == 14
    add(register, facts={**DOJO, "name": "Seesaw", "also": ""})
    with register.writing() as txn:
        undo(txn, register.last_change)
    assert [one.table["name"] for one in pack(register, TODAY).entries] == ["ClassDojo"]


def test_the_rules_about_accounts_follow_the_school_s_own_platform(register: Register, clock: StoppedClock) -> None:
    a_live_account(register, platform="other", other_platform="class dojo", audience=frozenset({Audience.PUPILS}),
                   youngest_age=13)  # fmt: skip
    add(register, from_on=days(30), facts={**DOJO, "closed_on": days(40)})
    assert "account.minimum_age" not in rules(register, days(29))
    with register.reading() as session:
        (found,) = (one for one in findings(session, days(30)) if one.rule == "account.minimum_age")
    assert found.clause == "AT 7.3; AT A.2.5", "the clause is cited as ever"
    assert "account.platform_defunct" not in rules(register, days(39))
    assert "account.platform_defunct" in rules(register, days(40))


def test_an_account_goes_live_by_the_school_s_own_age(register: Register) -> None:
    add(register)
    account_id = propose(
        register, platform="other", other_platform="ClassDojo", audience=frozenset({Audience.PUPILS}), youngest_age=13
    )
    approve_account(register, account_id, on=TODAY)
    for name in ("Mo", "Max"):
        moderate(register, account_id, hire(register, name))
    with pytest.raises(Refusal, match="Pupils of 13 are too young for ClassDojo, which asks for 14"):
        go_live(register, account_id, on=TODAY)


def test_a_row_of_the_list_keeps_its_id_whatever_is_added(register: Register) -> None:
    def ids() -> dict[str, int]:
        with register.reading() as session:
            return {row.line.key: row.id for row in pack_table(session, TODAY).rows}

    before = ids()
    entry_id = add(register)
    add(register, list="law/law", facts={"title": "Signals Act", "years": "2026"})
    after = ids()
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == len(after)
    remove(register, entry_id)
    assert ids() == after, "what is taken out is still there to be looked at"
