"""The small demo school's friend requests and concerns over two years: invented, everyday, and none of them grave."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from policydesk.actions import incident_steps as steps
from policydesk.actions.incidents import Logged, log_friend_request, report_concern
from policydesk.actions.relationships import AdviceDraft, RelationshipDraft, declare_relationship, record_advice
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.dates import academic_year_start
from policydesk.demo.concern_steps import LEAD, OFFICE, DemoConcern, close
from policydesk.demo.concerns import CONCERNS
from policydesk.demo.events import Cast, Event
from policydesk.queries.incidents import id_of_number
from policydesk.rules.incident_parts import (
    Answered,
    Concern,
    Discussed,
    FriendRequest,
)
from policydesk.store import Txn
from policydesk.terms_incidents import (
    About,
    Agency,
    Answer,
    RelationshipKind,
    Requester,
)


@dataclass(frozen=True)
class Happening:
    """Something that a user of the demo school records on a day; `happens` is given what the register knows so far."""

    days_ago: int
    by: str
    happens: Callable[[Txn, Mapping[str, int], dict[str, int]], None] = field(compare=False)


def incident_events(cast: Cast) -> Iterator[Event]:
    """Tell everything about incidents, from two years ago until today."""
    known: dict[str, int] = {}

    def told(one: Happening) -> Callable[[Txn], None]:
        return lambda txn: one.happens(txn, cast.staff, known)

    for number, one in enumerate((*_requests(), *_concerns(), *_others())):
        yield Event(cast.today - timedelta(days=one.days_ago), 1000 + number, told(one), one.by)


# friend requests: (days ago, staff member, from, who, platform, answer, more)

_REQUESTS: tuple[tuple[int, str, Requester, str, str, Answer, dict[str, Any]], ...] = (
    (655, "Owen Tredinnick", Requester.CURRENT_PUPIL, "K.B.", "Instagram", Answer.DECLINED, {"talk": "Year 6"}),
    (610, "Łukasz Wójcik", Requester.CURRENT_PUPIL, "T.A.", "Roblox", Answer.DECLINED, {"talk": "Year 5"}),
    (560, "Ruth Pennywell", Requester.PARENT, "Mrs D.", "Facebook", Answer.DECLINED, {}),
    (505, "Tobias Fenwright", Requester.CURRENT_PUPIL, "J.S.", "Snapchat", Answer.DECLINED, {"talk": "Year 6"}),
    (430, "Jia Wen Tan", Requester.CURRENT_PUPIL, "L.T.", "WhatsApp", Answer.ACCEPTED, {"family": "niece"}),
    (372, "Beatrix Holloway", Requester.FORMER_PUPIL, "H.W.", "Facebook", Answer.DECLINED, {}),
    (330, "Owen Tredinnick", Requester.TRUST_PUPIL, "R.M.", "Instagram", Answer.DECLINED, {"school": "Fernleigh"}),
    (268, "Cecily Marchbank", Requester.CURRENT_PUPIL, "E.F.", "YouTube", Answer.DECLINED, {"talk": "Year 4"}),
    (205, "Callum Strang", Requester.CURRENT_PUPIL, "P.N.", "Discord", Answer.DECLINED, {"talk": "Year 6"}),
    (150, "Claire Vandermolen", Requester.PARENT, "Mr O.", "Facebook", Answer.DECLINED, {}),
    (96, "Ivo Kessler", Requester.CURRENT_PUPIL, "S.G.", "TikTok", Answer.ACCEPTED, {"ended": 3, "talk": "Year 6"}),
    (41, "Ayşe Çelik", Requester.CURRENT_PUPIL, "B.K.", "Instagram", Answer.DECLINED, {"talk": "Year 4"}),
    (16, "Dafydd Penhallow", Requester.CURRENT_PUPIL, "M.R.", "Roblox", Answer.DECLINED, {}),
    (4, "Tobias Fenwright", Requester.CURRENT_PUPIL, "A.D.", "Snapchat", Answer.PENDING, {}),
)


def _requests() -> Iterator[Happening]:
    for number, (days, staff, sender, person, platform, answer, more) in enumerate(_REQUESTS):
        yield Happening(days, OFFICE, _logs(number, staff, sender, person, platform, answer, more))
        if "ended" in more:
            ended = more["ended"]
            yield Happening(days - ended, LEAD, _adds(f"request {number}", _ends_contact))
            yield Happening(days - 5, LEAD, _adds(f"request {number}", _talks(more["talk"])))
            yield Happening(days - 12, LEAD, _adds(f"concern of request {number}", close("Contact ended; warned")))


def _logs(
    number: int, staff: str, sender: Requester, person: str, platform: str, answer: Answer, more: dict[str, Any]
) -> Callable[[Txn, Mapping[str, int], dict[str, int]], None]:
    def happens(txn: Txn, people: Mapping[str, int], known: dict[str, int]) -> None:
        talk = more.get("talk") if "ended" not in more else None
        logged = log_friend_request(
            txn,
            FriendRequest(
                staff_id=people[staff],
                staff_name="",
                sender=sender,
                person=person,
                received_on=txn.today - timedelta(days=1),
                answer=answer,
                platform=platform,
                other_school=more.get("school", ""),
                is_family="family" in more,
                relationship=more.get("family", ""),
                discussed_on=txn.today if talk else None,
                discussed_with=talk or "",
                told=(Agency.HEADTEACHER,),
            ),
        )
        known[f"request {number}"] = logged.id
        if logged.concern:
            known[f"concern of request {number}"] = id_of_number(txn.session, logged.concern) or 0

    return happens


def _ends_contact(txn: Txn, incident_id: int) -> None:
    steps.answer_request(txn, incident_id, Answered(Answer.DECLINED, txn.today, "Contact ended and blocked"))


def _talks(group: str) -> Callable[[Txn, int], Any]:
    return lambda txn, incident_id: steps.discuss(txn, incident_id, Discussed(txn.today, group))


# concerns


def _reports(one: DemoConcern, name: str) -> Callable[[Txn, Mapping[str, int], dict[str, int]], None]:
    def happens(txn: Txn, people: Mapping[str, int], known: dict[str, int]) -> None:
        staff = one.about is About.STAFF
        logged: Logged = report_concern(
            txn,
            Concern(
                kind=one.kind,
                category=one.category,
                severity=one.severity,
                about=one.about,
                narrative=one.words,
                reported_at=txn.now,
                discovered_at=txn.now - timedelta(hours=3),
                occurred_on=txn.today - timedelta(days=1),
                about_staff_id=people[one.who] if staff else None,
                about_name="" if staff else one.who,
                **one.more,
            ),
        )
        known[name] = logged.id

    return happens


def _adds(name: str, do: Callable[[Txn, int], Any]) -> Callable[[Txn, Mapping[str, int], dict[str, int]], None]:
    return lambda txn, _people, known: do(txn, known[name])


def _concerns() -> Iterator[Happening]:
    for number, one in enumerate(CONCERNS):
        name = f"concern {number}"
        yield Happening(one.days, one.by, _reports(one, name))
        for after, by, do in one.steps:
            yield Happening(one.days - after, by, _adds(name, do))


# what else belongs to it


def _others() -> Iterator[Happening]:
    def declares(txn: Txn, people: Mapping[str, int], _known: dict[str, int]) -> None:
        for name, kind, other, relationship in (
            ("Jia Wen Tan", RelationshipKind.FAMILY_PUPIL, "L.T.", "niece"),
            ("Ruth Pennywell", RelationshipKind.ALSO_PARENT, "two children in Years 2 and 4", ""),
            ("Henry Castellan", RelationshipKind.ALSO_PARENT, "one child in Year 5", ""),
            ("Winifred Oakes", RelationshipKind.PARENT_FRIEND, "Mrs P.", "school friend"),
            ("Tobias Fenwright", RelationshipKind.TUTOR_OR_COACH, "three pupils of the swimming club", ""),
        ):
            declare_relationship(
                txn,
                RelationshipDraft(people[name], kind, other, txn.today, relationship, keeps_confidentiality=True),
            )

    def advises(subject: str, advice: str, who: str) -> Callable[[Txn, Mapping[str, int], dict[str, int]], None]:
        def happens(txn: Txn, people: Mapping[str, int], _known: dict[str, int]) -> None:
            record_advice(txn, AdviceDraft(txn.today, subject, advice, LEAD, people[who]))

        return happens

    def releases(txn: Txn, _people: Mapping[str, int], _known: dict[str, int]) -> None:
        this_year = academic_year_start(txn.today)
        release_figures(txn, ReleaseDraft(date(this_year.year - 1, 9, 1), this_year - timedelta(days=1)))

    yield Happening(500, OFFICE, declares)
    yield Happening(
        340, OFFICE, advises("A class page of a sports club", "Kept apart from the school", "Tobias Fenwright")
    )
    yield Happening(120, OFFICE, advises("Privacy settings", "Friends only; old posts limited", "Jia Wen Tan"))
    yield Happening(
        30, OFFICE, advises("A reunion group with former pupils", "Not while they are under 18", "Ivo Kessler")
    )
    yield Happening(20, LEAD, releases)
