"""What is found about incidents: pending, accepted, not talked about, clocks, no next step, patterns, loose ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from policydesk.rules.friend_requests import advice_on
from policydesk.rules.incident_parts import Closing, Concern, Entry, FriendRequest, Part, Referral, Told
from policydesk.rules.incident_story import Kept
from policydesk.rules.incidents import Record
from policydesk.rules.incidents_due import Watching, incident_findings, patterns
from policydesk.terms import Urgency
from policydesk.terms_incidents import (
    About,
    Agency,
    AllegationOutcome,
    Answer,
    Category,
    ConcernKind,
    IncidentKind,
    Requester,
    Severity,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

REQUEST = FriendRequest(1, "Ben Okoro", Requester.CURRENT_PUPIL, "Kit Barlow", date(2026, 11, 2), Answer.DECLINED)
CONCERN = Concern(
    ConcernKind.LOW_LEVEL, Category.OTHER, Severity.LOW_LEVEL, About.STAFF, "x", NOW, NOW, TODAY, 1, "Ben Okoro"
)


def record(first: Part, *later: Part, number: int = 1, at: datetime = NOW) -> Record:
    kind = IncidentKind.FRIEND_REQUEST if isinstance(first, FriendRequest) else IncidentKind.CONCERN
    kept = tuple(Kept(place, part, at, "Dana Lead") for place, part in enumerate((first, *later), start=1))
    return Record(number, f"{kind.letters}-2026-{number:03d}", kind, at, "Alex Morgan", None, kept)


def found(*records: Record, now: datetime = NOW, **watching: Any) -> dict[str, Any]:
    return {one.rule.removeprefix("incident."): one for one in incident_findings(records, now, Watching(**watching))}


@pytest.mark.requirement("R101", "R102")
@pytest.mark.parametrize(
    ("about", "rules"),
    [
        ({"answer": Answer.PENDING}, {"request_pending", "class_discussion"}),
        ({"answer": Answer.PENDING, "received_on": TODAY}, set()),
        ({"answer": Answer.ACCEPTED}, {"request_accepted", "class_discussion"}),
        ({"answer": Answer.ACCEPTED, "is_family": True}, set()),
        ({"answer": Answer.DECLINED}, {"class_discussion"}),
        ({"discussed_on": TODAY}, set()),
        ({"sender": Requester.FORMER_PUPIL}, set()),
    ],
)
def test_friend_requests_age(about: dict[str, Any], rules: set[str]) -> None:
    assert set(found(record(replace(REQUEST, **about)))) == rules


def test_the_talk_with_the_class_is_asked_for_only_where_the_policy_does() -> None:
    assert found(record(REQUEST), class_discussion=False) == {}


def test_a_running_clock_is_found_and_one_that_was_stopped_is_not() -> None:
    allegation = replace(CONCERN, kind=ConcernKind.ALLEGATION)
    running = found(record(allegation))["clock.lado"]
    assert running.due == date(2026, 11, 23)
    assert running.urgency is Urgency.THIS_WEEK
    assert running.clause == "KCSIE Part four"
    late = found(record(allegation), now=NOW + timedelta(days=4))["clock.lado"]
    assert late.urgency is Urgency.OVERDUE
    assert "clock.lado" not in found(record(allegation, Referral(Agency.LADO, NOW)))


def test_a_concern_without_a_next_step_for_ten_days_is_found() -> None:
    later = NOW + timedelta(days=10)
    assert "no_next_step" not in found(record(CONCERN), now=NOW + timedelta(days=9))
    assert "no_next_step" in found(record(CONCERN), now=later)
    planned = record(CONCERN, Entry(TODAY, "Talked", next_step="Meet", next_on=date(2026, 12, 1)))
    assert "no_next_step" not in found(planned, now=later)
    assert "next_step" in found(planned, now=datetime(2026, 12, 2, 9, 0, tzinfo=UTC))


def test_a_contractors_breach_is_passed_on() -> None:
    breach = replace(CONCERN, about=About.CONTRACTOR, kind=ConcernKind.POLICY_BREACH)
    assert found(record(breach))["contractor_not_passed_on"].clause == "AT 9.3.1"
    assert "contractor_not_passed_on" not in found(record(breach, Told(Agency.EMPLOYER, NOW)))


def test_what_is_closed_is_left_alone_unless_something_is_missing() -> None:
    assert found(record(CONCERN, Closing(TODAY, "Done")), now=NOW + timedelta(days=90)) == {}
    allegation = replace(CONCERN, kind=ConcernKind.ALLEGATION)
    assert set(found(record(allegation, Closing(TODAY, "Done")))) == {"closed_without_outcome"}
    false = Closing(TODAY, "Done", AllegationOutcome.MALICIOUS)
    assert set(found(record(allegation, false))) == {"take_off_the_record"}
    assert found(record(allegation, replace(false, consents_to_keep=True))) == {}


def test_low_level_concerns_about_one_person_make_a_pattern_within_the_months_watched() -> None:
    some = [
        record(replace(CONCERN, occurred_on=day), Closing(TODAY, "Done"), number=number)
        for number, day in enumerate((date(2025, 10, 1), date(2026, 1, 5), date(2026, 6, 1), TODAY), start=1)
    ]
    (pattern,) = patterns(some, TODAY, Watching())
    assert (pattern.count, pattern.first_on, pattern.numbers[0]) == (3, date(2026, 1, 5), "C-2026-002")
    assert "3 low-level concerns about Ben Okoro" in found(*some)["pattern"].says
    assert "pattern" not in found(*some, pattern_count=4)
    assert "pattern" in found(*some, pattern_count=4, pattern_months=24)
    assert patterns([record(replace(CONCERN, about_staff_id=None, about_name=""))], TODAY, Watching()) == ()


@pytest.mark.requirement("R51", "R103")
@pytest.mark.parametrize(
    ("about", "declared", "says"),
    [
        ({}, "", "general terms with the class"),
        ({"answer": Answer.PENDING}, "", "says decline"),
        ({"answer": Answer.ACCEPTED}, "", "A concern is opened"),
        ({"sender": Requester.TRUST_PUPIL, "answer": Answer.PENDING}, "", "says decline"),
        ({"is_family": True}, "", "Declare the relationship"),
        ({"is_family": True}, "A pupil is family: R.T., niece", "niece is declared in Staff"),
        ({}, "A pupil is family: R.T., niece", "If that is this person"),
        ({"sender": Requester.PARENT}, "", "headteacher decides"),
        ({"sender": Requester.UNKNOWN}, "", "Find out who it is"),
        ({"sender": Requester.FORMER_PUPIL}, "", "under 18"),
    ],
)
def test_the_advice_changes_with_what_is_known(about: dict[str, Any], declared: str, says: str) -> None:
    assert says in advice_on(replace(REQUEST, **about), declared)
