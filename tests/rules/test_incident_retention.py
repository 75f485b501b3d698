"""How long an incident is kept: every line of the school's retention table, and a legal hold above all of them."""

from datetime import UTC, date, datetime

import pytest

from policydesk.rules.incident_parts import Answered, Born, Closing, Concern, FriendRequest, Hold, Part
from policydesk.rules.incident_retention import end_of_school_year, keeping
from policydesk.rules.incident_story import Kept
from policydesk.rules.incidents import Record
from policydesk.rules.pack import AS_SHIPPED
from policydesk.terms_incidents import (
    About,
    AllegationOutcome,
    Answer,
    Category,
    ConcernKind,
    IncidentKind,
    Requester,
    Severity,
)

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CLOSED = date(2026, 12, 1)


def record(first: Part, *later: Part) -> Record:
    kind = IncidentKind.FRIEND_REQUEST if isinstance(first, FriendRequest) else IncidentKind.CONCERN
    kept = tuple(Kept(number, part, AT, "Dana Lead") for number, part in enumerate((first, *later), start=1))
    return Record(1, "C-2026-001", kind, AT, "Dana Lead", None, kept)


def concern(**about: object) -> Concern:
    asked = {
        "kind": ConcernKind.POLICY_BREACH,
        "category": Category.OTHER,
        "severity": Severity.LOW_LEVEL,
        "about": About.STAFF,
        "narrative": "x",
        "reported_at": AT,
        "discovered_at": AT,
        **about,
    }
    return Concern(**asked)


ALLEGATION = {"kind": ConcernKind.ALLEGATION}


@pytest.mark.requirement("R112")
@pytest.mark.parametrize(
    ("about", "closing", "until", "source"),
    [
        (ALLEGATION, Closing(CLOSED, outcome=AllegationOutcome.SUBSTANTIATED), date(2036, 11, 20), "KCSIE Part four"),
        (ALLEGATION, Closing(CLOSED, outcome=AllegationOutcome.UNFOUNDED), date(2036, 11, 20), "KCSIE Part four"),
        (ALLEGATION, Closing(CLOSED, outcome=AllegationOutcome.UNSUBSTANTIATED), date(2036, 11, 20), "KCSIE Part four"),
        (ALLEGATION, Closing(CLOSED, outcome=AllegationOutcome.MALICIOUS), CLOSED, "KCSIE Part four"),
        (ALLEGATION, Closing(CLOSED, outcome=AllegationOutcome.FALSE), CLOSED, "KCSIE Part four"),
        (
            ALLEGATION,
            Closing(CLOSED, outcome=AllegationOutcome.FALSE, consents_to_keep=True),
            date(2036, 11, 20),
            "KCSIE Part four",
        ),
        ({"severity": Severity.HARM_THRESHOLD}, Closing(CLOSED), date(2036, 11, 20), "KCSIE Part four"),
        ({"kind": ConcernKind.LOW_LEVEL}, Closing(CLOSED), None, "KCSIE Part four"),
        (
            {"kind": ConcernKind.ABOUT_A_PUPIL, "about": About.PUPIL, "pupil_born_on": date(2016, 2, 29)},
            Closing(CLOSED),
            date(2041, 2, 28),
            "IRMS toolkit for schools",
        ),
        ({"kind": ConcernKind.ABOUT_A_PUPIL}, Closing(CLOSED), date(2051, 11, 20), "IRMS toolkit for schools"),
        ({"about": About.PARENT}, Closing(CLOSED), date(2032, 11, 20), AS_SHIPPED.words),
    ],
)
def test_each_kind_is_kept_as_the_table_says(about, closing: Closing, until: date | None, source: str) -> None:
    kept = keeping(record(concern(**about), closing), closing, AS_SHIPPED)
    assert (kept.until, kept.source) == (until, source)
    assert kept.words


def test_an_open_concern_is_kept_whatever_it_is_about() -> None:
    assert keeping(record(concern(**ALLEGATION)), None, AS_SHIPPED).until is None


@pytest.mark.requirement("R100")
def test_a_friend_request_is_kept_six_years_from_its_record_answered_or_not() -> None:
    request = FriendRequest(1, "Ben Okoro", Requester.CURRENT_PUPIL, "K.B.", date(2026, 11, 18), Answer.PENDING)
    assert keeping(record(request), None, AS_SHIPPED).until == date(2032, 11, 20)
    answered = record(request, Answered(Answer.DECLINED, date(2026, 11, 19)))
    assert keeping(answered, None, AS_SHIPPED).until == date(2032, 11, 20)


@pytest.mark.parametrize("first", [concern(**ALLEGATION), concern(kind=ConcernKind.LOW_LEVEL), concern()])
def test_a_legal_hold_stops_disposal_and_its_end_brings_the_day_back(first: Concern) -> None:
    closing = Closing(CLOSED, outcome=AllegationOutcome.FALSE if first.kind is ConcernKind.ALLEGATION else None)
    before = keeping(record(first, closing), closing, AS_SHIPPED)
    held = keeping(record(first, closing, Hold(True, "Inquiry")), closing, AS_SHIPPED)
    assert (held.until, held.source) == (None, "Legal hold")
    lifted = record(first, closing, Hold(True, "Inquiry"), Hold(False, "Over"))
    assert keeping(lifted, closing, AS_SHIPPED) == before


@pytest.mark.requirement("R112")
def test_a_date_of_birth_that_is_entered_later_counts_and_the_last_one_that_was_entered() -> None:
    first, closing = concern(kind=ConcernKind.ABOUT_A_PUPIL, about=About.PUPIL), Closing(CLOSED)
    born, put_right = Born(date(2016, 2, 29)), Born(date(2017, 3, 1))
    without = keeping(record(first, closing), closing, AS_SHIPPED)
    assert without.words == "25 years; enter the pupil’s date of birth"
    assert keeping(record(first, born, closing), closing, AS_SHIPPED).until == date(2041, 2, 28)
    kept = keeping(record(first, born, closing, put_right), closing, AS_SHIPPED)
    assert (kept.until, kept.words) == (date(2042, 3, 1), "25 years from the pupil’s date of birth")


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2041, 2, 28), date(2041, 8, 31)),
        (date(2041, 8, 31), date(2041, 8, 31)),
        (date(2041, 9, 1), date(2042, 8, 31)),
    ],
)
def test_the_envelope_says_the_school_year_alone_so_that_no_birthday_can_be_read_off_it(day: date, ends: date) -> None:
    assert end_of_school_year(day) == ends
