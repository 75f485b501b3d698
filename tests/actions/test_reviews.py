"""Reviews are planned, done, moved and asked for, and earlier days keep what was known on them."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policydesk.actions.reviews import CompletionDraft, TriggerDraft, move_review, trigger_review
from policydesk.actions.schedules import (
    ScheduleDraft,
    change_schedule,
    complete_unplanned,
    end_schedule,
    plan_policy,
    settle_dates,
)
from policydesk.actions.undo import undo
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.dates import RoughDate
from policydesk.errors import Refusal, Refusals
from policydesk.queries.due import findings
from policydesk.queries.policies import policy_detail
from policydesk.queries.reviews_done import done_reviews
from policydesk.store import Register
from policydesk.terms_reviews import CountFrom, Every, Nth, ReviewKind, ReviewOutcome, Trigger, Weekday
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import propose
from tests.stories_reviews import complete, due, plan


def said(register: Register, as_at: date = TODAY, prefix: str = "schedule.") -> list[str]:
    """What the rules about planned reviews say on a day."""
    with register.reading() as session:
        return [one.says for one in findings(session, as_at) if one.rule.startswith(prefix)]


def test_a_monthly_review_from_the_31st_goes_on_by_the_ends_of_months(register: Register) -> None:
    plan(register, due_on=date(2026, 10, 31), every=Every.MONTHS)
    (row,) = due(register)
    complete(register, row.id, date(2026, 11, 2))
    (row,) = due(register)
    assert (row.due_on, row.anchor_day) == (date(2026, 11, 30), 31)
    complete(register, row.id)
    (row,) = due(register)
    assert row.due_on == date(2026, 12, 31)


def test_a_review_that_was_done_stays_in_the_register_with_what_it_decided(register: Register) -> None:
    schedule_id = plan(register)
    (row,) = due(register)
    complete(register, row.id, notes="Two posters replaced", outcome=ReviewOutcome.CHANGED)
    with register.reading() as session:
        (done,) = done_reviews(session, TODAY, schedule_id=schedule_id)
    assert (done.done_by, done.outcome, done.notes) == ("Alex Morgan", ReviewOutcome.CHANGED, "Two posters replaced")
    assert due(register)[0].due_on == date(2027, 11, 20)


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"done_on": days(1)}, "done_on"),
        ({"outcome": None}, "outcome"),
        ({"next_due": TODAY}, "next_due"),
        ({"next_due": date(2126, 11, 20)}, "next_due"),
    ],
)
def test_a_review_that_cannot_be_so_is_refused(register: Register, about: dict[str, object], field: str) -> None:
    plan(register)
    (row,) = due(register)
    with pytest.raises(Refusal) as refused:
        complete(register, row.id, **about)
    assert refused.value.field == field
    assert due(register) == (row,)


def test_a_review_is_completed_once(register: Register) -> None:
    plan(register)
    (row,) = due(register)
    complete(register, row.id)
    with pytest.raises(Refusal, match="completed already"):
        complete(register, row.id)


def test_a_next_date_that_somebody_types_counts(register: Register) -> None:
    plan(register, every=Every.MONTHS, count_from=CountFrom.DUE_DATE)
    (row,) = due(register)
    complete(register, row.id, next_due=date(2027, 1, 31))
    (row,) = due(register)
    complete(register, row.id)
    assert due(register)[0].due_on == date(2027, 2, 28)


def test_what_is_reviewed_once_or_no_longer_needed_has_an_end(register: Register) -> None:
    plan(register, every=Every.ONCE)
    plan(register, title="Old leaflets")
    once, leaflets = sorted(due(register), key=lambda row: row.name != "Posters in the staff room")
    assert complete(register, once.id) is None
    assert complete(register, leaflets.id, outcome=ReviewOutcome.NOT_NEEDED) is None
    assert due(register) == ()


def test_each_term_needs_terms_or_a_date(register: Register) -> None:
    plan(register, every=Every.TERM_ENDS)
    (row,) = due(register)
    with pytest.raises(Refusal, match="No later term is in the register"):
        complete(register, row.id)
    with register.writing() as txn:
        add_term(txn, TermDraft("Spring 2027", date(2027, 1, 5), date(2027, 3, 25)))
    complete(register, row.id)
    assert due(register)[0].due_on == date(2027, 3, 25)


def test_a_weekday_of_the_month_needs_both_its_words(register: Register) -> None:
    with pytest.raises(Refusals):
        plan(register, every=Every.WEEKDAY)
    plan(register, every=Every.WEEKDAY, nth=Nth.SECOND, weekday=Weekday.TUESDAY, due_on=date(2026, 11, 10))
    (row,) = due(register)
    complete(register, row.id)
    assert due(register)[0].due_on == date(2026, 12, 8)


@pytest.mark.requirement("R7")
def test_a_review_is_asked_for_beside_the_schedule_and_leaves_it_alone(register: Register) -> None:
    schedule_id = plan(register, due_on=days(200))
    with pytest.raises(Refusal, match="Say what makes the review necessary"), register.writing() as txn:
        trigger_review(txn, TriggerDraft(schedule_id, days(5), Trigger.OTHER))
    with register.writing() as txn:
        trigger_review(txn, TriggerDraft(schedule_id, days(5), Trigger.NEW_PLATFORM, "Pupils use a new app"))
    beside, planned = due(register)
    assert (beside.due_on, beside.because) == (days(5), Trigger.NEW_PLATFORM)
    assert said(register) == ["Posters in the staff room is due on 25 November 2026, because of a new platform."]
    assert complete(register, beside.id) is None
    assert due(register) == (planned,)


def test_a_moved_review_keeps_its_old_date_and_its_reason_for_earlier_days(register: Register, clock) -> None:
    plan(register, due_on=days(3))
    clock.advance(days=10)
    (row,) = due(register, days(10))
    with register.writing() as txn:
        move_review(txn, row.id, days(60), "The governors meet later")
    assert [one.due_on for one in due(register, days(10))] == [days(60)]
    assert [one.due_on for one in due(register, days(9))] == [days(3)]
    assert said(register, days(9)) == ["Posters in the staff room was due by 23 November 2026."]


def test_changing_a_schedule_moves_what_is_due_and_keeps_what_was_said_before(register: Register, clock) -> None:
    schedule_id = plan(register, due_on=days(3))
    clock.advance(days=10)
    with register.writing() as txn:
        draft = ScheduleDraft(ReviewKind.OTHER, days(20), Every.WEEKS, 2, title="Notice boards")
        change_schedule(txn, schedule_id, draft)
    assert [(one.name, one.due_on) for one in due(register, days(10))] == [("Notice boards", days(20))]
    assert [(one.name, one.due_on) for one in due(register)] == [("Posters in the staff room", days(3))]


def test_an_ended_schedule_asks_for_nothing_more_but_did_before(register: Register, clock) -> None:
    schedule_id = plan(register)
    clock.advance(days=10)
    with pytest.raises(Refusal, match="Say why"), register.writing() as txn:
        end_schedule(txn, schedule_id, " ")
    with register.writing() as txn:
        end_schedule(txn, schedule_id, "The staff room has no posters any more")
    assert due(register, days(10)) == ()
    assert len(due(register, days(9))) == 1
    with pytest.raises(Refusal, match="has ended"), register.writing() as txn:
        end_schedule(txn, schedule_id, "Again")


def policy(register: Register, **about: object) -> int:
    """A policy whose version in force is to be reviewed in July 2027."""
    policy_id = write_policy(register)
    publish(register, policy_id, **{"next_review_due": RoughDate(2027, 7), **about})
    return policy_id


def version_dates(register: Register, policy_id: int, as_at: date = TODAY) -> tuple[str, str]:
    """The next and the last review of the version in force on a day."""
    with register.reading() as session:
        found = policy_detail(session, as_at, policy_id)
    assert found is not None
    assert found.current is not None
    return str(found.current.next_review_due), str(found.current.last_reviewed_on)


def test_a_version_says_when_its_policy_is_reviewed_until_a_schedule_does(register: Register) -> None:
    policy_id = policy(register, review_interval_months=24)
    (row,) = due(register)
    assert (row.id, row.schedule_id, row.due_words) == (-policy_id, None, "July 2027")
    with register.writing() as txn:
        plan_policy(txn, policy_id)
    (row,) = due(register)
    assert (row.due_on, row.rhythm.every, row.rhythm.count) == (date(2027, 7, 31), Every.YEARS, 2)
    with pytest.raises(Refusal, match="planned already"), register.writing() as txn:
        plan_policy(txn, policy_id)


def test_completing_a_policys_review_writes_the_versions_dates_and_earlier_days_keep_theirs(
    register: Register, clock
) -> None:
    policy_id = policy(register)
    clock.advance(days=250)
    done_on = days(250)
    with register.writing() as txn:
        draft = CompletionDraft(0, done_on, ReviewOutcome.NO_CHANGE, write_version=True)
        complete_unplanned(txn, policy_id, draft)
    assert version_dates(register, policy_id, done_on) == ("31 July 2028", "28 July 2027")
    assert version_dates(register, policy_id, days(249)) == ("July 2027", "None")
    assert said(register, done_on) == []


def test_a_version_and_its_schedule_never_disagree_in_silence(register: Register) -> None:
    policy_id = policy(register)
    schedule_id = plan(register, "", date(2027, 5, 3), kind=ReviewKind.POLICY, policy_id=policy_id)
    (sentence,) = said(register)
    assert sentence.startswith("Review of Social Media Policy is planned for 3 May 2027, but version 1 says July 2027.")
    with register.writing() as txn:
        settle_dates(txn, schedule_id, use_version=False)
    assert (said(register), version_dates(register, policy_id)[0]) == ([], "3 May 2027")
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    with register.writing() as txn:
        settle_dates(txn, schedule_id, use_version=True)
    assert (said(register), due(register)[0].due_on) == ([], date(2027, 7, 31))


def test_who_sees_to_a_review_and_has_left_is_named(register: Register) -> None:
    leaver = hire(register, ended_on=days(5))
    plan(register, due_on=days(300), person_id=leaver)
    assert said(register, days(5)) == []
    assert said(register, days(6)) == [
        "Bea Quill is to see to “Posters in the staff room” but no longer works here. Name somebody else."
    ]


@pytest.mark.parametrize(("ago", "says"), [(0, "is due on 20 November 2026"), (1, "was due by 19 November 2026")])
def test_a_review_is_overdue_from_the_day_after_it_was_due(register: Register, ago: int, says: str) -> None:
    plan(register, due_on=days(-ago))
    assert said(register) == [f"Posters in the staff room {says}."]


def test_an_account_that_was_neglected_is_found_by_its_own_rules_alone(register: Register) -> None:
    plan(register, "", days(-30), kind=ReviewKind.EVALUATION, account_id=propose(register))
    (row,) = due(register)
    assert row.name == "School Facebook page: evaluation"
    assert said(register) == []


@pytest.mark.parametrize(("lead", "count"), [(27, 0), (28, 1)])
def test_a_review_is_called_for_as_early_as_its_schedule_says(register: Register, lead: int, count: int) -> None:
    plan(register, due_on=days(28), lead_days=lead)
    assert len(said(register)) == count


def test_a_completed_review_is_undone_whole(register: Register) -> None:
    policy_id = policy(register)
    with register.writing() as txn:
        complete_unplanned(txn, policy_id, CompletionDraft(0, TODAY, ReviewOutcome.NO_CHANGE, write_version=True))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert version_dates(register, policy_id) == ("July 2027", "None")
    assert [row.id for row in due(register)] == [-policy_id]


later = st.tuples(st.sampled_from(["complete", "move", "end", "trigger", "change"]), st.integers(1, 300))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(later, min_size=1, max_size=5))
def test_what_is_done_later_changes_nothing_that_was_found_before(register: Register, clock, steps) -> None:
    start = clock.now
    clock.now = start
    schedule_id = plan(register, due_on=days(10), every=Every.MONTHS, count_from=CountFrom.DUE_DATE)
    before = said(register, days(15))
    day = 15
    for what, wait in steps:
        day += wait
        clock.advance(days=day - (clock.now - start).days)
        open_now = [row for row in due(register, days(day)) if row.schedule_id == schedule_id]
        if not open_now:
            break
        with register.writing() as txn:
            if what == "end":
                end_schedule(txn, schedule_id, "Enough")
            elif what == "move":
                move_review(txn, open_now[0].id, days(day + 500), "Later")
            elif what == "trigger":
                trigger_review(txn, TriggerDraft(schedule_id, days(day), Trigger.LAW))
            elif what == "change":
                change_schedule(txn, schedule_id, ScheduleDraft(ReviewKind.OTHER, days(day), title="Renamed"))
        if what == "complete":
            complete(register, open_now[0].id, days(day))
        assert said(register, days(15)) == before
    clock.now = start
    with register.writing() as txn:
        if any(row.schedule_id == schedule_id for row in due(register, days(2000))):
            end_schedule(txn, schedule_id, "The next example begins")
