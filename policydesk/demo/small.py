"""The small demo school: a few records of long ago, then two years, told as they happened, as the window does it."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from policydesk.actions.acknowledgements import (
    AcknowledgementDraft,
    ExemptionDraft,
    RefusalDraft,
    exempt,
    record_acknowledgements,
    record_refusal,
)
from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.documents import FileDraft, attach_file
from policydesk.actions.policies import PolicyDraft, add_policy, change_policy
from policydesk.actions.staff import RoleDraft, StaffDraft, add_role, add_staff, change_role, main_role
from policydesk.actions.versions import (
    AdoptionDraft,
    VersionDraft,
    add_version,
    change_version,
    publish_version,
    sign_adoption,
)
from policydesk.dates import RoughDate, academic_year_start
from policydesk.demo.accounts import account_events
from policydesk.demo.around_accounts import around_events
from policydesk.demo.events import Cast, Event
from policydesk.demo.incidents import incident_events
from policydesk.demo.long_ago import founded, oldest_events
from policydesk.demo.papers import policy_paper
from policydesk.demo.people import APPOINTMENTS, PEOPLE, SCHOOL, Person
from policydesk.demo.policies import DemoPolicy, Version, demo_policies
from policydesk.demo.reviews import review_events
from policydesk.names import fold
from policydesk.store import Txn
from policydesk.terms import AckMethod, AdoptionRole, FileKind, Post, StaffCategory

DECLINES = ("Edwin Farrow", "Social Media Policy", "3")
"""Who declined what; everybody else who has not signed simply has not."""

EXEMPT = ("Yvonne Abernethy", "Code of Conduct")

SLOW = {"Nathan Briarley", "Freya Lindgren-Shaw"}
"""New starters who have signed nothing yet."""


def events(today: date) -> list[Event]:
    """Return everything that happened at the small school up to a day, in order."""
    cast = Cast(today)
    told = (account_events, around_events, incident_events, oldest_events, review_events)
    found = [*_people(cast), *_policies(cast), *(event for one in told for event in one(cast))]
    return sorted(event for event in found if event.day <= today)


def begins(today: date) -> date:
    """Return the day on which the school entered its staff and its policies; its oldest records came before."""
    oldest = min(version.published for policy in demo_policies(today) for version in policy.versions)
    return oldest - timedelta(days=14)


def _people(cast: Cast) -> Iterator[Event]:
    first = begins(cast.today)
    for person in PEOPLE:
        started = cast.today - timedelta(days=person.started)
        known = founded(cast.today) if person is PEOPLE[0] else first  # whom the oldest records are about
        yield Event(max(known, started), 1, _hires(cast, person, started))
        if person.left is not None:
            last = cast.today - timedelta(days=person.left)
            yield Event(last, 9, _leaves(cast, person, last))
    for name, post, since, until in APPOINTMENTS:
        from_on = cast.today - timedelta(days=since)
        draft = (post, from_on, None if until is None else cast.today - timedelta(days=until))
        yield Event(max(first, from_on), 2, _appoints(cast, name, draft))


def _hires(cast: Cast, person: Person, started: date) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        number = len(cast.staff) + 1
        *given, last = [part.strip("’'") for part in fold(person.name).replace("’", "").split()]
        outside = person.category in {StaffCategory.CONTRACTOR, StaffCategory.THIRD_PARTY_PROVIDER, StaffCategory.OTHER}
        staff_id = add_staff(
            txn,
            StaffDraft(
                full_name=person.name,
                category=person.category,
                started_on=started,
                known_as=person.known_as,
                job_title=person.job_title,
                employer=person.employer,
                email="" if outside else f"{given[-1][0]}.{last.replace(' ', '')}@thistlewick.example",
                reference=f"T{1000 + number}",
            ),
        )
        if person.also is not None:
            add_role(txn, staff_id, RoleDraft(person.also, started, job_title="Teaching assistant"))
        cast.staff[person.name] = staff_id

    return happens


def _leaves(cast: Cast, person: Person, last: date) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        role = main_role(txn, cast.staff[person.name])
        if role is not None:
            draft = RoleDraft(person.category, role.started_on, last, role.job_title, role.employer)
            change_role(txn, role.id, draft)

    return happens


def _appoints(cast: Cast, name: str, draft: tuple[Post, date, date | None]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        post, from_on, until_on = draft
        appoint(txn, AppointmentDraft(cast.staff[name], post, from_on, until_on))

    return happens


def _policies(cast: Cast) -> Iterator[Event]:
    kept = demo_policies(cast.today)
    for policy in kept:
        for version in policy.versions:
            yield Event(version.published, 3, _publishes(cast, policy, version))
            if not version.stays_draft:
                yield from _signatures(cast, policy, version)
            if version.revised is not None:
                yield Event(version.revised[0], 7, _revises(cast, policy, version))
    yield Event(max(one.versions[0].published for one in kept) + timedelta(days=1), 4, _relates(cast, kept))
    name, title, label = DECLINES
    yield Event(cast.today - timedelta(days=30), 6, _declines(cast, name, (title, label)))
    yield Event(cast.today - timedelta(days=60), 6, _exempts(cast, *EXEMPT))


def _publishes(cast: Cast, policy: DemoPolicy, version: Version) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        if policy.title not in cast.policies:
            draft = PolicyDraft(policy.title, owner_id=cast.staff.get(policy.owner), **policy.about)
            cast.policies[policy.title] = add_policy(txn, draft)
        version_id = add_version(txn, cast.policies[policy.title], VersionDraft(version.label, **version.about))
        cast.versions[policy.title, version.label] = version_id
        if version.has_document:
            content = policy_paper(SCHOOL, policy.title, version.label)
            name = f"{policy.title} {version.label.replace('/', '-')}.pdf"
            attach_file(txn, version_id, FileDraft(name, content), FileKind.POLICY)
        if version.stays_draft:
            return
        publish_version(txn, version_id)
        for role, name in zip(
            (AdoptionRole.HEADTEACHER, AdoptionRole.CHAIR_OF_GOVERNORS), version.adopted, strict=True
        ):
            if name:
                sign_adoption(txn, version_id, AdoptionDraft(role, name, RoughDate.of(txn.today)))

    return happens


def _revises(cast: Cast, policy: DemoPolicy, version: Version) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        changes = version.revised[1] if version.revised else {}
        draft = VersionDraft(version.label, **{**version.about, **changes})
        change_version(txn, cast.versions[policy.title, version.label], draft)

    return happens


def _relates(cast: Cast, kept: tuple[DemoPolicy, ...]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        for policy in kept:
            if policy.related:
                related = tuple(cast.policies[title] for title in policy.related)
                draft = PolicyDraft(
                    policy.title, owner_id=cast.staff.get(policy.owner), related_ids=related, **policy.about
                )
                change_policy(txn, cast.policies[policy.title], draft)

    return happens


def _signatures(cast: Cast, policy: DemoPolicy, version: Version) -> Iterator[Event]:
    """Some sign at a meeting, some later by themselves, and some not at all: the same ones each time it is made."""
    chance = random.Random(f"{policy.title} {version.label}")  # noqa: S311 - an invented school, no secret
    percent, within = version.signed
    begins_on = max(version.published, version.about["in_force_from"].first)
    meeting = begins_on + timedelta(days=min(3, within))
    by_day: dict[date, list[str]] = {}
    for person in PEOPLE:
        signs = chance.randrange(100) < percent
        late = chance.randrange(within + 1)
        at_meeting = chance.randrange(100) < 70
        if not signs or person.name in SLOW or (person.name, policy.title, version.label) == DECLINES:
            continue
        started = cast.today - timedelta(days=person.started)
        day = meeting if at_meeting else begins_on + timedelta(days=late)
        by_day.setdefault(max(day, started + timedelta(days=late % 6)), []).append(person.name)
        if version.renewed and chance.randrange(100) < version.renewed:
            again = academic_year_start(cast.today - timedelta(days=60)) + timedelta(days=1 + late)
            if again > day:
                by_day.setdefault(max(again, started + timedelta(days=2)), []).append(person.name)
    for day, names in sorted(by_day.items()):
        if day <= cast.today:
            yield Event(day, 5, _signs(cast, policy, version, names, at_meeting=day == meeting))


def _signs(
    cast: Cast, policy: DemoPolicy, version: Version, names: list[str], *, at_meeting: bool
) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        bound = version.about["categories"]
        here = [one for one in PEOPLE if one.name in names and (one.category in bound or one.also in bound)]
        here = [one for one in here if one.left is None or cast.today - timedelta(days=one.left) >= txn.today]
        if here:
            draft = AcknowledgementDraft(
                staff_ids=tuple(cast.staff[one.name] for one in here),
                version_id=cast.versions[policy.title, version.label],
                signed_on=txn.today,
                method=AckMethod.MEETING_REGISTER if at_meeting else AckMethod.PAPER_SIGNATURE,
                understanding="Read through together at the staff meeting." if at_meeting else "",
            )
            record_acknowledgements(txn, draft)

    return happens


def _declines(cast: Cast, name: str, what: tuple[str, str]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        draft = RefusalDraft(
            cast.staff[name],
            cast.versions[what],
            txn.today,
            AckMethod.VERBAL,
            "Says that the rule on private accounts goes too far; wants to talk to the headteacher.",
        )
        record_refusal(txn, draft)

    return happens


def _exempts(cast: Cast, name: str, title: str) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        draft = ExemptionDraft(
            cast.staff[name], cast.policies[title], "Signed the code of conduct of her own school.", txn.today
        )
        exempt(txn, draft)

    return happens
