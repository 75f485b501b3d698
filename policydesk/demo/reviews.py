"""The small demo school's reviews, discussions, editions of guidance and yearly declarations."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from policydesk.actions.consultation import (
    AnswerDraft,
    EditionDraft,
    EngagementDraft,
    add_edition,
    ask_declarations,
    record_answers,
    record_discussion,
)
from policydesk.actions.reviews import CompletionDraft, TriggerDraft, complete_review, trigger_review
from policydesk.actions.schedules import ScheduleDraft, add_schedule, plan_policy
from policydesk.dates import academic_year_start
from policydesk.demo.events import Cast, Event
from policydesk.demo.people import PEOPLE
from policydesk.queries.incident_settings import relationships
from policydesk.queries.reviews import agenda
from policydesk.store import Txn
from policydesk.terms import StaffCategory
from policydesk.terms_reviews import (
    Discussion,
    Every,
    Group,
    Nth,
    ReviewKind,
    ReviewOutcome,
    Trigger,
    Weekday,
)

SOCIAL, SAFEGUARDING, CONDUCT = "Social Media Policy", "Safeguarding and Child Protection Policy", "Code of Conduct"
FILTERING, LEAVER = "Filtering and monitoring", "Olive Thackery"

DISCUSSED = (
    (770, frozenset({Group.STAFF, Group.UNIONS}), Discussion.MEETING, "Staff meeting with both union representatives",
     "Staff asked what to do when a parent sends a friend request.", "The policy says whom to tell of a request."),
    (130, frozenset({Group.PARENTS, Group.PUPILS}), Discussion.SURVEY, "84 families, school council",
     "Parents want to know which class accounts there are.", "The website lists the official accounts."),
)  # fmt: skip
"""How many days ago the social media policy was discussed, with whom, how, and what changed."""


def review_events(cast: Cast) -> Iterator[Event]:
    """Yield everything about reviews that happened at the small school."""

    def on(days_ago: int, happens: Callable[[Txn], None], place: int = 8) -> Event:
        return Event(cast.today - timedelta(days=days_ago), place, happens)

    yield on(400, _plans(cast))
    for days_ago in (360, 330, 300, 270, 240, 210, 180, 150, 120, 90, 60):
        yield on(days_ago, _completes(cast))
    yield on(200, lambda txn: _plan_of(txn, cast, SAFEGUARDING))
    yield on(120, lambda txn: _plan_of_conduct(txn, cast))
    yield on(12, lambda txn: _asks_for_review(txn, cast))
    for days_ago, met_with, method, who, said, changed in DISCUSSED:
        draft = (met_with, method, who, said, changed)
        yield on(days_ago, _discusses(cast, draft))
    yield from _guidance(cast)
    yield from _declarations(cast)


def _plans(cast: Cast) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        once_in_six: dict[str, Any] = {"nth": Nth.FIRST, "weekday": Weekday.MONDAY, "count": 6}
        planned: tuple[tuple[str, ReviewKind, str, Every, int, dict[str, Any]], ...] = (
            (FILTERING, ReviewKind.OTHER, "Samira Haddad", Every.MONTHS, -370, {}),
            ("Notices about filming at events", ReviewKind.OTHER, LEAVER, Every.YEARS, -20, {}),
            ("", ReviewKind.REGISTER, "Marta Lindqvist", Every.TERM_ENDS, 28, {}),
            ("Passwords of shared accounts", ReviewKind.OTHER, "Marta Lindqvist", Every.WEEKDAY, 17,
             once_in_six),
        )  # fmt: skip
        for title, kind, person, every, ahead, about in planned:
            due_on = cast.today + timedelta(days=ahead)
            draft = ScheduleDraft(kind, due_on, every, title=title, person_id=cast.staff[person], **about)
            add_schedule(txn, draft)

    return happens


def _completes(_cast: Cast) -> Callable[[Txn], None]:
    """Whoever sees to something does it within a few days, and forgets the last one."""

    def happens(txn: Txn) -> None:
        for row in agenda(txn.session, txn.today):
            if row.title == FILTERING and row.due_on <= txn.today + timedelta(days=14):
                draft = CompletionDraft(
                    row.id, txn.today, ReviewOutcome.NO_CHANGE, "Log of the filter read.", row.person
                )
                complete_review(txn, draft)

    return happens


def _plan_of(txn: Txn, cast: Cast, title: str) -> None:
    plan_policy(txn, cast.policies[title])


def _plan_of_conduct(txn: Txn, cast: Cast) -> None:
    """The governors plan another month than the version's paper says."""
    due_on = cast.today + timedelta(days=75)
    draft = ScheduleDraft(
        ReviewKind.POLICY, due_on, policy_id=cast.policies[CONDUCT], person_id=cast.staff["Rowan Ellery"]
    )
    add_schedule(txn, draft)


def _asks_for_review(txn: Txn, cast: Cast) -> None:
    row = next(row for row in agenda(txn.session, txn.today) if row.policy_id == cast.policies[SAFEGUARDING])
    if row.schedule_id is not None:
        due_on = cast.today + timedelta(days=16)
        trigger_review(txn, TriggerDraft(row.schedule_id, due_on, Trigger.GUIDANCE, "A new edition came in September."))


def _discusses(cast: Cast, about: tuple[frozenset[Group], Discussion, str, str, str]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        record_discussion(txn, EngagementDraft(cast.policies[SOCIAL], txn.today, *about))

    return happens


def _guidance(cast: Cast) -> Iterator[Event]:
    this = academic_year_start(cast.today)
    before = this.replace(year=this.year - 1)
    everybody = dict.fromkeys(StaffCategory, "Part one")
    for starts, readings, known in (
        (before, {**everybody, StaffCategory.TEACHING: "Part one and Annex B"}, cast.today - timedelta(days=500)),
        (this, everybody, this - timedelta(days=60)),
    ):
        draft = (("Keeping children safe in education", str(starts.year)), starts, readings, SAFEGUARDING)
        yield Event(known, 8, _adds_edition(cast, draft))
    working = {StaffCategory.TEACHING: "Chapter 1", StaffCategory.ELECTED_MEMBER: "Summary"}
    draft = (("Guidance for safer working practice", "2020"), date(2020, 4, 1), working, "")
    yield Event(cast.today - timedelta(days=480), 8, _adds_edition(cast, draft))
    safer = (("Online safety in schools", str(before.year - 3)), before.replace(year=before.year - 3), everybody,
             "Online Safety Policy")  # fmt: skip
    yield Event(cast.today - timedelta(days=470), 8, _adds_edition(cast, safer))


def _adds_edition(
    cast: Cast, about: tuple[tuple[str, str], date, dict[StaffCategory, str], str]
) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        (name, edition), starts, readings, policy = about
        policy_id = cast.policies.get(policy)
        add_edition(txn, EditionDraft(name, edition, starts, readings, "gov.uk", policy_id))

    return happens


def _declarations(cast: Cast) -> Iterator[Event]:
    """Asked each September; most answer in time, some do not."""
    for years_ago, slow in ((1, 9), (0, 6)):
        starts = academic_year_start(cast.today - timedelta(days=60))
        asked = starts.replace(year=starts.year - years_ago) + timedelta(days=8)
        here = [
            one.name
            for one in PEOPLE
            if cast.today - timedelta(days=one.started) <= asked
            and (one.left is None or cast.today - timedelta(days=one.left) > asked)
        ]
        yield Event(asked, 8, _asks(cast, here))
        yield Event(asked + timedelta(days=20), 8, _answers(cast, here[slow:]))


def _asks(cast: Cast, names: list[str]) -> Callable[[Txn], None]:
    return lambda txn: _done(ask_declarations(txn, [cast.staff[name] for name in names]))


def _answers(cast: Cast, names: list[str]) -> Callable[[Txn], None]:
    """Who has a connection says so; one person says so whose connection nobody wrote down."""

    def happens(txn: Txn) -> None:
        forgotten = cast.staff["Beatrix Holloway"]
        ids = tuple(cast.staff[name] for name in names)
        tied = tuple(one for one in ids if one == forgotten or relationships(txn.session, one, txn.today))
        record_answers(txn, AnswerDraft(tuple(one for one in ids if one not in tied), txn.today, is_nil=True))
        record_answers(txn, AnswerDraft(tied, txn.today, is_nil=False, keeps_confidence=True))

    return happens


def _done(_result: object) -> None:
    """Nothing is left to do."""
