"""What can be said of a concern is kept, read by the DSL in words, and offered on the form."""

from typing import Any

import pytest

from policydesk.rules.incident_lines import reported
from policydesk.store import Register
from policydesk.terms_incidents import (
    About,
    Category,
    Characteristic,
    ConcernKind,
    Impact,
    Information,
    Requester,
    Source,
)
from tests.stories_incidents import NOW, concern, friend_request, read, signed_in, staffed


@pytest.fixture
def lead(register: Register, clock):
    """The DSL, signed in, with the id of a member of staff."""
    staff = staffed(register)
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as opened:
        yield opened, staff["Ben Okoro"]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        pytest.param(
            {"information": (Information.CONFIDENCE, Information.PERSONAL)},
            ("Disclosed", "Given in confidence, Identifies a person"),
            marks=pytest.mark.requirement("R31"),
        ),
        pytest.param(
            {"claim_risk": True},
            ("Claim", "Somebody may claim against the school"),
            marks=pytest.mark.requirement("R32"),
        ),
        pytest.param(
            {"legal_advice": "Local authority’s solicitor"},
            ("Legal advice", "Local authority’s solicitor"),
            marks=pytest.mark.requirement("R33"),
        ),
        pytest.param(
            {"category": Category.PERSONAL_GAIN},
            ("What happened", "Information gained at work used for gain"),
            marks=pytest.mark.requirement("R49"),
        ),
        pytest.param(
            {"about": About.CONTRACTOR, "firm": "Brightmop Services", "source": Source.CONTRACTOR},
            ("Firm", "Brightmop Services"),
            marks=pytest.mark.requirement("R53", "R110"),
        ),
        pytest.param(
            {"impact": (Impact.REPUTATION, Impact.MALWARE)},
            ("Touches", "Reputation, Malware"),
            marks=pytest.mark.requirement("R114", "R125"),
        ),
        pytest.param(
            {"category": Category.BULLYING, "prejudice": (Characteristic.RACE, Characteristic.RELIGION)},
            ("Prejudice about", "Race, Religion or belief"),
            marks=pytest.mark.requirement("R117"),
        ),
        pytest.param(
            {"source": Source.GOVERNOR, "reporter": "A parent governor"},
            ("Came from", "Governor: A parent governor"),
            marks=pytest.mark.requirement("R122"),
        ),
        pytest.param(
            {"source": Source.MONITORING},
            ("Came from", "Monitoring by the school"),
            marks=pytest.mark.requirement("R123"),
        ),
        pytest.param({"outside_work": True}, ("Outside work", "Yes"), marks=pytest.mark.requirement("R124")),
        pytest.param(
            {"source": Source.SELF},
            ("Came from", "The person it is about (self-report)"),
            marks=pytest.mark.requirement("R126"),
        ),
        pytest.param(
            {"captured_before_removal": True, "removed_at": NOW, "removed_by": "The platform"},
            ("Taken down by", "The platform"),
            marks=pytest.mark.requirement("R127"),
        ),
        ({"source": Source.ANONYMOUS}, ("Came from", "Anonymous")),
    ],
)
def test_what_is_said_of_a_concern_is_read_by_the_dsl(lead, about: dict[str, Any], words: tuple[str, str]) -> None:
    register, _staff = lead
    posted = concern(register, **about)
    assert words in reported(read(register, posted.id))


@pytest.mark.requirement("R113", "R115", "R116", "R118", "R119", "R120", "R121")
@pytest.mark.parametrize("category", list(Category))
def test_a_concern_is_sorted_by_what_was_done_and_says_the_platform_second(lead, category: Category) -> None:
    register, _staff = lead
    posted = concern(register, category=category, kind=ConcernKind.POLICY_BREACH, platform="Instagram")
    labels = [label for label, _words in reported(read(register, posted.id))]
    assert ("What happened", category.label) in reported(read(register, posted.id))
    assert labels.index("What happened") < labels.index("Platform")


@pytest.mark.requirement("R54", "R103")
def test_a_pupil_of_another_school_of_the_trust_is_asked_for_with_the_school(lead) -> None:
    register, staff_id = lead
    posted = friend_request(register, staff_id, sender=Requester.TRUST_PUPIL, other_school="Fernleigh Junior School")
    lines = dict(reported(read(register, posted.id)))
    assert lines["Their school"] == "Fernleigh Junior School"
    assert "Pupil of another school of the trust" in lines["From"]
