"""The demo school's 22 concerns, as they would be written down: what was seen, what was done, how it ended."""

from typing import Any

from policydesk.demo.concern_steps import HEAD, LEAD, OFFICE, DemoConcern, close, entry, refer, tell
from policydesk.terms_incidents import (
    About,
    Agency,
    AllegationOutcome,
    Category,
    ConcernKind,
    Impact,
    Information,
    Severity,
    Source,
)

K, C, A = ConcernKind, Category, About

_LOW: dict[str, Any] = {"rationale": "A lapse, put right at once", "action": "Reminded of the code of conduct"}


def _low(days: int, who: str, category: Category, words: str, *, by: str = OFFICE, after: int = 4) -> DemoConcern:
    done = close("Low level; talked through with them", **_LOW)
    return DemoConcern(days, by, K.LOW_LEVEL, category, A.STAFF, who, words, ((after, LEAD, done),))


CONCERNS: tuple[DemoConcern, ...] = (
    DemoConcern(
        690, OFFICE, K.POLICY_BREACH, C.COPYRIGHT, A.STAFF, "Cecily Marchbank",
        "A recording from the summer concert with commercial backing music was on the open video channel.",
        ((1, LEAD, entry("Taken down by the music teacher.")), (6, LEAD, close("Taken down; licences explained"))),
    ),
    _low(640, "Winifred Oakes", C.PERSONAL_VIEW, "Posted about the new lunch menu as if it came from the school."),
    DemoConcern(
        598, OFFICE, K.PUPIL_BEHAVIOUR, C.PUPIL_TO_STAFF, A.PUPIL, "N.P.",
        "A group chat of Year 6 pupils had an unkind drawing of a teacher.",
        (
            (0, LEAD, refer(Agency.CPOMS, "CP-1184", "Logged there")),
            (2, LEAD, tell(Agency.PARENTS, "By telephone; they were helpful")),
            (9, LEAD, close("Apology given; lesson on kindness online")),
        ),
        more={"platform": "WhatsApp", "source": Source.PARENT},
    ),
    DemoConcern(
        561, OFFICE, K.POLICY_BREACH, C.PHOTOGRAPH, A.STAFF, "Eleanor Duckworth-Hay",
        "A class photograph was on a private page; two pupils have no permission for photographs.",
        ((1, LEAD, entry("Taken down the same day.")), (5, LEAD, close("Taken down; permissions list shown"))),
        more={"impact": (Impact.SAFEGUARDING,), "platform": "Facebook"},
    ),
    DemoConcern(
        520, LEAD, K.ABOUT_A_PUPIL, C.DISCLOSURE, A.PUPIL, "C.L.",
        "Said in a lesson that older children leave them out of an online game.",
        ((0, LEAD, refer(Agency.CPOMS, "CP-1207", "Logged there")), (14, LEAD, close("Support in class"))),
    ),
    _low(301, "Tobias Fenwright", C.MISUSE, "Used the school tablet for a club’s results at lunch time."),
    DemoConcern(
        441, OFFICE, K.POLICY_BREACH, C.DATA, A.STAFF, "Marta Lindqvist",
        "A trip list with addresses went to one parent by mistake. It was deleted and that was confirmed.",
        (
            (1, LEAD, tell(Agency.DATA_PROTECTION_OFFICER)),
            (2, LEAD, refer(Agency.ICO, "ICO-5521", "No further action")),
            (20, LEAD, close("Reported; lists now go through the office mailbox only")),
        ),
        more={"information": (Information.PERSONAL,), "source": Source.SELF},
    ),
    DemoConcern(
        402, OFFICE, K.POLICY_BREACH, C.MEDIA, A.OUTSIDE, "A local newspaper",
        "Asked staff by private message about the new crossing.",
        ((0, LEAD, tell(Agency.MEDIA_TEAM)), (3, LEAD, close("Answered by the media contact"))),
    ),
    DemoConcern(
        366, HEAD, K.ALLEGATION, C.PUPIL_CONTACT, A.STAFF, "Gareth Maddox",
        "A parent believed that he had written to their child on a game. The account proved to be a cousin’s.",
        (
            (0, LEAD, refer(Agency.LADO, "LADO-2291", "Advice given; not met")),
            (1, LEAD, entry("Spoke with the parent and with Mr Maddox separately.")),
            (12, HEAD, close("Mistaken identity", outcome=AllegationOutcome.UNFOUNDED, copy_given=True)),
        ),
        Severity.HARM_THRESHOLD,
        {"source": Source.PARENT},
    ),
    DemoConcern(
        331, OFFICE, K.POLICY_BREACH, C.IMPERSONATION, A.UNKNOWN, "",
        "A page with the school’s logo that nobody here made offers second-hand uniforms.",
        ((1, LEAD, refer(Agency.PLATFORM, "R-88201", "Taken down")), (8, LEAD, close("Taken down by the platform"))),
    ),
    DemoConcern(
        295, OFFICE, K.PUPIL_BEHAVIOUR, C.PUPIL_TO_STAFF, A.PUPIL, "D.M.",
        "Commented rudely under a video of the sports day.",
        ((1, LEAD, tell(Agency.SENIOR_LEADER)), (4, LEAD, close("Spoken with; comment removed"))),
        more={"platform": "YouTube"},
    ),
    _low(252, "Tobias Fenwright", C.PARENT_CONTACT, "Answered a parent’s question about training late at night."),
    DemoConcern(
        214, OFFICE, K.POLICY_BREACH, C.CONTRACTOR, A.CONTRACTOR, "Brightmop Services",
        "A cleaner’s post showed a corridor with a display of pupils’ names.",
        ((0, LEAD, tell(Agency.EMPLOYER, "Its manager, by telephone")), (7, LEAD, close("Post removed by the firm"))),
        more={"firm": "Brightmop Services"},
    ),
    DemoConcern(
        187, OFFICE, K.POLICY_BREACH, C.HACKED, A.STAFF, "Callum Strang",
        "The class blog’s password was guessed and a silly picture put up.",
        ((0, LEAD, tell(Agency.IT)), (2, LEAD, close("Password changed; two-step sign-in switched on"))),
        more={"impact": (Impact.MALWARE, Impact.REPUTATION)},
    ),
    _low(118, "Tobias Fenwright", C.DISREPUTE, "A joke about a rival school under a match report.", by=HEAD),
    DemoConcern(
        93, OFFICE, K.ABOUT_A_PUPIL, C.BULLYING, A.PUPIL, "O.H.",
        "Two pupils fell out over a message in a class group.",
        (
            (0, LEAD, refer(Agency.CPOMS, "CP-1333", "Logged there")),
            (3, LEAD, entry("Both families spoken with.")),
            (15, LEAD, close("Friends again; watched at break time")),
        ),
    ),
    DemoConcern(
        58, OFFICE, K.POLICY_BREACH, C.DEFAMATION, A.PARENT, "Mr V.",
        "Complained about a teacher by name in a community group instead of coming to school.",
        ((1, HEAD, tell(Agency.CHAIR_OF_GOVERNORS)), (11, HEAD, close("Met the parent; the post was taken down"))),
        more={"platform": "Facebook", "source": Source.COMMUNITY},
    ),
    DemoConcern(
        33, OFFICE, K.PUPIL_BEHAVIOUR, C.PUPIL_TO_STAFF, A.PUPIL, "J.R.",
        "Made a pretend profile of a member of staff, with a cartoon as its picture.",
        ((1, LEAD, entry("Profile removed by the pupil at home.", "Meet the family", 6)),),
        more={"platform": "Instagram"},
    ),
    DemoConcern(
        19, OFFICE, K.POLICY_BREACH, C.DISREPUTE, A.STAFF, "Rowan Ellery",
        "A governor felt that a comment of the headteacher in a town group was short-tempered.",
        more={"source": Source.GOVERNOR},
    ),
    DemoConcern(
        9, OFFICE, K.POLICY_BREACH, C.PROMOTION, A.CONTRACTOR, "Kickabout Club",
        "The coach’s club used a picture of school children in an advertisement.",
        more={"firm": "Kickabout Club"},
    ),
    DemoConcern(
        0, OFFICE, K.ALLEGATION, C.PUPIL_CONTACT, A.STAFF, "Zofia Kamińska",
        "A pupil said that the supply teacher follows them on a drawing site. Not looked into yet.",
        (),
        Severity.HARM_THRESHOLD,
        {"source": Source.PUPIL},
    ),
)  # fmt: skip
"""From two years ago until today; with the one that an accepted request opens there are 22 in the log."""
