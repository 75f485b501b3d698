"""Named people look after an account, bound by the policy and in post; one takes over from another everywhere."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.moderators import (
    ModeratorDraft,
    ReplaceDraft,
    appoint_moderator,
    change_moderator,
    end_moderator,
    replace_moderator,
)
from policydesk.actions.staff import mark_leaving
from policydesk.actions.undo import undo
from policydesk.models import Moderator
from policydesk.queries.demands import moderators_on
from policydesk.store import Register
from policydesk.terms import StaffCategory
from policydesk.terms_accounts import ModeratorRole
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import APPROVED, a_live_account, appoint_head, close, moderate, propose

ADMINISTRATOR, MODERATOR = ModeratorRole.ADMINISTRATOR, ModeratorRole.MODERATOR


def turns(register: Register, account_id: int | None = None) -> list[tuple[int, str, date, date | None]]:
    """Return who has which role from when until when."""
    with register.reading() as session:
        asked = select(Moderator).order_by(Moderator.account_id, Moderator.from_on, Moderator.id)
        rows = session.scalars(asked if account_id is None else asked.where(Moderator.account_id == account_id))
        return [(one.staff_id, one.role, one.from_on, one.until_on) for one in rows]


def there(register: Register, account_id: int, on: date) -> tuple[int, ...]:
    with register.reading() as session:
        return moderators_on(session, account_id, on)


def draft(staff_id: int, **about) -> ModeratorDraft:
    return ModeratorDraft(**{"role": ADMINISTRATOR, "from_on": APPROVED, **about, "staff_id": staff_id})


@pytest.mark.requirement("R63", "R64")
def test_a_turn_holds_from_its_first_to_its_last_day(register: Register) -> None:
    account, bea = propose(register), hire(register)
    moderate(register, account, bea, from_on=TODAY, until_on=days(3))
    assert [there(register, account, days(count)) for count in (-1, 0, 3, 4)] == [(), (bea,), (bea,), ()]


def test_a_turn_counts_from_the_day_of_its_approval(register: Register) -> None:
    account, bea, head = propose(register), hire(register), appoint_head(register)
    moderate(register, account, bea, approved_by_id=head, approved_on=TODAY)
    assert there(register, account, days(-1)) == ()
    assert there(register, account, TODAY) == (bea,)


@pytest.mark.requirement("R65")
def test_only_people_in_post_moderate(register: Register) -> None:
    account = propose(register)
    gone, later = hire(register, ended_on=date(2026, 9, 8)), hire(register, "Bo Fox", started_on=date(2026, 9, 10))
    for staff_id in (gone, later):
        says = refused(register, appoint_moderator, account, draft(staff_id))["staff_id"]
        assert "is not in post on 9 September 2026" in says


@pytest.mark.requirement("R65")
def test_only_people_whom_the_policy_binds_moderate(register: Register) -> None:
    publish(register, write_policy(register))
    account, helper = propose(register), hire(register, category=StaffCategory.VOLUNTEER)
    says = refused(register, appoint_moderator, account, draft(helper))["staff_id"]
    assert "Social Media Policy, version 1, does not bind Bea Quill" in says
    before = draft(helper, from_on=date(2026, 8, 31))
    with register.writing() as txn:
        appoint_moderator(txn, account, before)


def test_one_person_does_not_have_two_turns_at_once(register: Register) -> None:
    account, bea = propose(register), hire(register)
    moderate(register, account, bea, until_on=TODAY)
    wrong = refused(register, appoint_moderator, account, draft(bea, from_on=TODAY))
    assert "moderates it from 9 September 2026 until 20 November 2026 already" in wrong["from_on"]
    moderate(register, account, bea, from_on=days(1))
    moderate(register, propose(register, "Another page"), bea)


def test_the_last_day_is_not_before_the_first(register: Register) -> None:
    wrong = refused(register, appoint_moderator, propose(register), draft(hire(register), until_on=date(2026, 9, 8)))
    assert "before the first day" in wrong["until_on"]


@pytest.mark.requirement("R64")
def test_a_moderator_is_approved_by_somebody_who_may(register: Register) -> None:
    account, bea, bo = propose(register), hire(register), hire(register, "Bo Fox")
    head = appoint_head(register)
    wrong = refused(register, appoint_moderator, account, draft(bea, approved_by_id=bo, approved_on=APPROVED))
    assert "It was for Ines Elcock (headteacher) to approve" in wrong["approved_by_id"]
    assert (
        "day of the approval"
        in refused(register, appoint_moderator, account, draft(bea, approved_by_id=head))["approved_on"]
    )
    assert (
        "who approved"
        in refused(register, appoint_moderator, account, draft(bea, approved_on=APPROVED))["approved_by_id"]
    )
    future = draft(bea, approved_by_id=head, approved_on=days(1))
    assert "in the future" in refused(register, appoint_moderator, account, future)["approved_on"]


def test_nobody_is_appointed_to_a_closed_account(register: Register) -> None:
    account = propose(register)
    close(register, account)
    assert "is closed" in refused(register, appoint_moderator, account, draft(hire(register)))["account_id"]


def test_another_role_begins_today_and_what_was_before_stays(register: Register) -> None:
    account, bea, head = propose(register), hire(register), appoint_head(register)
    turn = moderate(register, account, bea)
    changed = draft(bea, role=MODERATOR, in_holidays=True, approved_by_id=head, approved_on=APPROVED)
    with register.writing() as txn:
        change_moderator(txn, turn, changed)
    assert turns(register) == [(bea, "administrator", APPROVED, days(-1)), (bea, "moderator", TODAY, None)]
    assert there(register, account, days(-1)) == there(register, account, TODAY) == (bea,)


def test_a_turn_that_has_not_begun_is_changed_as_it_is(register: Register) -> None:
    account, bea, head = propose(register), hire(register), appoint_head(register)
    turn = moderate(register, account, bea, from_on=days(5))
    changed = draft(bea, role=MODERATOR, from_on=days(7), approved_by_id=head, approved_on=TODAY)
    with register.writing() as txn:
        change_moderator(txn, turn, changed)
    assert turns(register) == [(bea, "moderator", days(7), None)]


def test_a_turn_stays_its_own_persons(register: Register) -> None:
    account = propose(register)
    turn = moderate(register, account, hire(register))
    assert "somebody else’s" in refused(register, change_moderator, turn, draft(hire(register, "Bo Fox")))["staff_id"]


def test_a_turn_is_approved_later(register: Register) -> None:
    account, bea, head = propose(register), hire(register), appoint_head(register)
    turn = moderate(register, account, bea, approved_by_id=None, approved_on=None)
    assert there(register, account, TODAY) == ()
    with register.writing() as txn:
        change_moderator(txn, turn, draft(bea, approved_by_id=head, approved_on=TODAY))
    assert turns(register) == [(bea, "administrator", APPROVED, None)]
    assert there(register, account, TODAY) == (bea,)


def test_the_register_knows_since_when_an_end_is_known(register: Register) -> None:
    account, bea, head = propose(register), hire(register), appoint_head(register)
    turn = moderate(register, account, bea)
    assert "began on 9 September 2026" in refused(register, end_moderator, turn, date(2026, 9, 8))["until_on"]
    with register.writing() as txn:
        end_moderator(txn, turn, days(30))
    with register.reading() as session:
        row = session.get_one(Moderator, turn)
        assert (row.until_on, row.end_noted_on) == (days(30), TODAY)
    with register.writing() as txn:
        change_moderator(txn, turn, draft(bea, approved_by_id=head, approved_on=APPROVED))
    with register.reading() as session:
        row = session.get_one(Moderator, turn)
        assert (row.until_on, row.end_noted_on) == (None, None)


@pytest.mark.requirement("R47", "R63")
def test_a_leavers_turn_ends_on_the_last_day_by_itself(register: Register) -> None:
    account, bea = propose(register), hire(register)
    moderate(register, account, bea)
    with register.writing() as txn:
        mark_leaving(txn, bea, TODAY)
    assert there(register, account, TODAY) == (bea,)
    assert there(register, account, days(1)) == ()


@pytest.mark.requirement("R63")
def test_one_moderator_takes_over_from_another_everywhere(register: Register) -> None:
    bea, bo, cara = hire(register), hire(register, "Bo Fox"), hire(register, "Cara Evans")
    first = a_live_account(register, "Facebook", (bea, bo))
    second = a_live_account(register, "Classes", (bea, cara))
    closed = propose(register, "Old page")
    moderate(register, closed, bea)
    close(register, closed)
    head = appoint_head(register)
    with register.writing() as txn:
        assert replace_moderator(txn, ReplaceDraft(bea, cara, days(10), head, TODAY)) == 2
    assert there(register, first, days(9)) == (bea, bo)
    assert there(register, first, days(10)) == (bo, cara)
    assert there(register, second, days(10)) == (cara,)
    assert turns(register, closed) == [(bea, "administrator", APPROVED, None)]
    assert turns(register, first)[-1] == (cara, "administrator", days(10), None)


def test_a_handing_over_keeps_role_and_end_and_turns_that_have_not_begun(register: Register) -> None:
    bea, cara, account = hire(register), hire(register, "Cara Evans"), propose(register)
    moderate(register, account, bea, role=MODERATOR, until_on=days(40), in_holidays=True)
    moderate(register, account, bea, from_on=days(50))
    with register.writing() as txn:
        assert replace_moderator(txn, ReplaceDraft(bea, cara, days(10))) == 1
    assert turns(register, account) == [
        (bea, "moderator", APPROVED, days(9)),
        (cara, "moderator", days(10), days(40)),
        (cara, "administrator", days(50), None),
    ]


def test_only_the_accounts_that_were_selected_are_handed_over(register: Register) -> None:
    bea, cara = hire(register), hire(register, "Cara Evans")
    first, second = propose(register, "One"), propose(register, "Two")
    for account in (first, second):
        moderate(register, account, bea)
    with register.writing() as txn:
        assert replace_moderator(txn, ReplaceDraft(bea, cara, TODAY, account_ids=(second,))) == 1
    assert turns(register, first) == [(bea, "administrator", APPROVED, None)]


def test_a_handing_over_that_cannot_be_is_refused(register: Register) -> None:
    bea, gone = hire(register), hire(register, "Bo Fox", ended_on=TODAY)
    nothing = refused(register, replace_moderator, ReplaceDraft(bea, bea, TODAY))
    assert "somebody else" in nothing["new_staff_id"]
    assert "moderates no account from 20 November 2026 on" in nothing["old_staff_id"]
    moderate(register, propose(register), bea)
    says = refused(register, replace_moderator, ReplaceDraft(bea, gone, days(1)))["new_staff_id"]
    assert "Bo Fox is not in post on 21 November 2026" in says


def test_a_handing_over_is_undone_everywhere_at_once(register: Register) -> None:
    bea, cara, account = hire(register), hire(register, "Cara Evans"), propose(register)
    moderate(register, account, bea, until_on=days(40))
    moderate(register, account, bea, from_on=days(50))
    before = turns(register)
    with register.writing() as txn:
        replace_moderator(txn, ReplaceDraft(bea, cara, TODAY))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert turns(register) == before
    assert register.verify().is_sound


def test_an_appointment_is_undone(register: Register) -> None:
    moderate(register, propose(register), hire(register))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert turns(register) == []
