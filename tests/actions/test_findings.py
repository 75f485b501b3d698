"""Findings are put off with a reason, given to somebody, and seen through; what is decided is kept with its day."""

from datetime import date

from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.findings import AssignDraft, PutOffDraft, assign, bring_back, put_off
from policydesk.actions.staff import mark_leaving
from policydesk.dates import RoughDate
from policydesk.queries.due import findings
from policydesk.queries.finding_care import Care, CaredFindings, care_history, cared_findings
from policydesk.queries.first_seen import FirstSeen, first_seen
from policydesk.store import Register
from policydesk.terms import Post, Topic
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, draft_version, hire, publish, write_policy

NO_HEAD = "post.vacant:0:headteacher"
NO_POLICY = "policy.none:0"


def cared(register: Register, as_at: date = TODAY) -> CaredFindings:
    with register.reading() as session:
        return cared_findings(session, as_at)


def put_it_off(register: Register, *names: str) -> None:
    with register.writing() as txn:
        put_off(txn, PutOffDraft(names, days(10), "The governors meet on 30 November."))


def give(register: Register, staff_id: int | None, *names: str) -> None:
    with register.writing() as txn:
        assign(txn, AssignDraft(names, staff_id))


def now(found: CaredFindings) -> set[str]:
    return {one.identity for one in found.now}


def test_what_is_put_off_comes_back_by_itself_after_the_day(register: Register) -> None:
    put_it_off(register, NO_HEAD)
    assert register.last_change.topics == {Topic.FINDINGS}
    assert "Put off until 30 November 2026: Nobody is recorded as headteacher." in register.last_change.words
    found = cared(register)
    assert [one.identity for one in found.put_off] == [NO_HEAD]
    assert NO_HEAD not in now(found)
    assert found.care[NO_HEAD].reason == "The governors meet on 30 November."
    assert [one.identity for one in cared(register, days(10)).put_off] == [NO_HEAD]
    assert NO_HEAD in now(cared(register, days(11)))


def test_what_was_put_off_today_was_not_put_off_yesterday(register: Register) -> None:
    put_it_off(register, NO_HEAD)
    assert NO_HEAD in now(cared(register, days(-1)))


def test_it_is_still_so_and_everything_else_says_it(register: Register) -> None:
    put_it_off(register, NO_HEAD)
    with register.reading() as session:
        assert NO_HEAD in {one.identity for one in findings(session, TODAY)}


def test_it_is_brought_back_by_hand(register: Register) -> None:
    put_it_off(register, NO_HEAD)
    with register.writing() as txn:
        bring_back(txn, (NO_HEAD,))
    assert NO_HEAD in now(cared(register))


def test_several_are_put_off_or_given_to_somebody_together(register: Register) -> None:
    bea = hire(register)
    put_it_off(register, NO_HEAD, NO_POLICY)
    give(register, bea, NO_HEAD, NO_POLICY)
    found = cared(register)
    assert {one.identity for one in found.put_off} == {NO_HEAD, NO_POLICY}
    assert {found.care[name].assigned_to for name in (NO_HEAD, NO_POLICY)} == {"Bea Quill"}
    give(register, None, NO_POLICY)
    assert cared(register).care[NO_POLICY].assigned_to == ""
    assert cared(register).care[NO_POLICY].is_put_off(TODAY)


def test_what_somebody_saw_through_is_listed_with_their_name(register: Register, clock: StoppedClock) -> None:
    bea = hire(register)
    give(register, bea, NO_POLICY)
    clock.advance(days=3)
    publish(register, write_policy(register), in_force_from=RoughDate.of(days(3)))
    (done,) = cared(register, days(3)).seen_through
    assert (done.finding, done.assigned_to, done.says) == (
        NO_POLICY, "Bea Quill", "The school has no social media policy in force.",
    )  # fmt: skip
    assert cared(register, days(2)).seen_through == ()
    assert cared(register, days(91)).seen_through == ()


def test_everything_that_was_decided_is_kept_in_its_order(register: Register, clock: StoppedClock) -> None:
    bea = hire(register)
    put_it_off(register, NO_HEAD)
    clock.advance(days=1)
    give(register, bea, NO_HEAD)
    with register.reading() as session:
        told = care_history(session, days(1), NO_HEAD)
    assert [(one.noted_on, one.noted_by, one.assigned_to) for one in told] == [
        (TODAY, "Alex Morgan", ""),
        (days(1), "Alex Morgan", "Bea Quill"),
    ]


def test_what_cannot_be_decided_is_refused_with_a_sentence(register: Register) -> None:
    gone = hire(register, "Ivy Stone", started_on=date(2020, 9, 1))
    with register.writing() as txn:
        mark_leaving(txn, gone, days(-1))
    assert refused(register, put_off, PutOffDraft((NO_HEAD,), TODAY, " ")) == {
        "reason": "Say why this can wait.",
        "until": "Choose a day after today.",
    }
    late = refused(register, put_off, PutOffDraft((NO_HEAD,), days(367), "Later"))
    assert late == {"until": "Choose a day within a year. It can be put off again then."}
    wrong = refused(register, assign, AssignDraft((NO_HEAD,), gone))
    assert wrong == {"staff_id": "Ivy Stone does not work here today. Choose somebody who does."}
    away = refused(register, put_off, PutOffDraft(("no.rule:1",), days(3), "Later"))
    assert away == {"": "This is no longer on Today. Close the form and look again."}


def test_since_when_something_is_so_is_found_in_the_facts(register: Register) -> None:
    hire(register, started_on=date(2026, 9, 20))
    publish(register, write_policy(register))
    with register.reading() as session:
        found = {one.rule: one for one in findings(session, TODAY)}
        assert first_seen(session, found["policy.owner"], TODAY) == FirstSeen(date(2026, 9, 1))
        assert first_seen(session, found["induction"], TODAY) == FirstSeen(date(2026, 9, 20))
        vacant = first_seen(session, found["post.vacant"], TODAY)
        assert (vacant.or_earlier, vacant.day.year) == (True, 2016)


def test_since_when_is_found_to_the_day_where_the_rule_does_not_say(register: Register) -> None:
    """The headteacher’s post is vacant from the day after the last one’s last day."""
    head = hire(register, "Ines Elcock", started_on=date(2016, 1, 1))
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(head, Post.HEADTEACHER, date(2016, 1, 1), days(-40)))
    with register.reading() as session:
        vacant = next(one for one in findings(session, TODAY) if one.identity == NO_HEAD)
        assert first_seen(session, vacant, TODAY) == FirstSeen(days(-39))


def test_a_care_of_nothing_is_put_off_never() -> None:
    assert not Care("a", "b").is_put_off(TODAY)


def test_what_is_decided_stays_when_the_missing_policy_is_begun_and_yesterday_knows_of_no_draft(
    register: Register, clock: StoppedClock
) -> None:
    put_it_off(register, NO_POLICY)
    before = [one.says for one in cared(register).put_off]
    clock.advance(days=1)
    draft_version(register, write_policy(register))
    found = cared(register, days(1))
    assert [one.identity for one in found.put_off] == [NO_POLICY]
    assert [one.leads_to for one in found.put_off] == [1]
    assert "Social Media Policy is a draft" in found.put_off[0].says
    assert [one.says for one in cared(register).put_off] == before
