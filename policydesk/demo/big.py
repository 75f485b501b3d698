"""The large and the stress school: many years of a big school, made in bulk through the same models."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from policydesk.actions.versions import DEFAULT_STATEMENT
from policydesk.dates import RoughDate, academic_year_start
from policydesk.models import (
    Acknowledgement,
    Appointment,
    Policy,
    PolicyVersion,
    StaffMember,
    StaffRole,
    VersionCategory,
)
from policydesk.names import sort_name
from policydesk.rules.choices import DEFAULT_CHOICES
from policydesk.store import Register
from policydesk.terms import AckMethod, ApprovalBody, PolicyType, Post, StaffCategory, Topic

Progress = Callable[[int, int], None]

FIRST = [
    "Ada",
    "Bashir",
    "Cora",
    "Dilys",
    "Emrys",
    "Farid",
    "Greta",
    "Hugo",
    "Isla",
    "Jonas",
    "Keziah",
    "Linus",
    "Mabel",
    "Nadia",
    "Otto",
    "Petra",
    "Quentin",
    "Rosa",
    "Stellan",
    "Tamsin",
    "Ulla",
    "Verity",
    "Wilf",
    "Xanthe",
    "Yusuf",
    "Zelda",
    "Agata",
    "Bram",
    "Chidi",
    "Delphine",
]
LAST = [
    "Amberley",
    "Birchall",
    "Calloway",
    "Dunmore",
    "Elverson",
    "Fairbrook",
    "Gantry",
    "Hartnoll",
    "Inglewood",
    "Jessamy",
    "Kettlewell",
    "Larkrise",
    "Merrow",
    "Netherby",
    "Ollerton",
    "Pemberley",
    "Quayle",
    "Ravensworth",
    "Saltmarsh",
    "Thornbury",
    "Underhay",
    "Vennings",
    "Wetherell",
    "Yelland",
    "Zouch",
    "Ashcombe",
    "Bramhope",
    "Coldstream",
    "Dovecote",
    "Eastnor",
]
CATEGORIES = (
    *(StaffCategory.TEACHING,) * 9,
    *(StaffCategory.SUPPORT,) * 7,
    *(StaffCategory.GOVERNOR, StaffCategory.AGENCY_OR_SUPPLY, StaffCategory.VOLUNTEER, StaffCategory.CONTRACTOR),
)
TYPES = tuple(PolicyType)


@dataclass(frozen=True)
class Size:
    """How big a school is: people, policies, versions of each policy, and the years they are spread over.

    `all_bound` gives every version an answer from everybody, for a number of acknowledgements that is known.
    """

    staff: int
    policies: int
    versions: int
    years: int
    all_bound: bool = False


LARGE = Size(staff=400, policies=40, versions=7, years=20)
STRESS = Size(staff=10_000, policies=20, versions=5, years=5, all_bound=True)


def fill(register: Register, size: Size, today: date, progress: Progress) -> None:
    """Fill an empty register in bulk; `progress` is told how many versions are done, of how many."""
    chance = random.Random(size.staff)  # noqa: S311 - an invented school, no secret
    people = _people(register, size, today, chance)
    versions = _policies(register, size, today)
    for number, version in enumerate(versions, start=1):
        _answers(register, size, version, people, today, chance)
        progress(number, len(versions))


@dataclass(frozen=True)
class _Spell:
    staff_id: int
    category: StaffCategory
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class _Version:
    id: int
    in_force: date
    is_last: bool
    categories: frozenset[StaffCategory]


def _people(register: Register, size: Size, today: date, chance: random.Random) -> list[_Spell]:
    spells = _spells(size, today, chance)
    names = [_name(number) for number in range(1, size.staff + 1)]
    with register.writing() as txn:
        txn.bulk(
            StaffMember,
            [
                {"id": number, "full_name": name, "sort_name": sort_name(name), "reference": f"P{number:05d}"}
                for number, name in enumerate(names, start=1)
            ],
        )
        txn.bulk(
            StaffRole,
            [
                {
                    "staff_id": one.staff_id,
                    "category": one.category,
                    "job_title": one.category.label,
                    "started_on": one.started_on,
                    "ended_on": one.ended_on,
                }
                for one in spells
            ],
        )
        here = [one for one in spells if one.ended_on is None]
        posts = (Post.HEADTEACHER, Post.CHAIR_OF_GOVERNORS, Post.DSL, Post.DEPUTY_DSL, Post.SENIOR_LEADER)
        txn.bulk(
            Appointment,
            [
                {"staff_id": one.staff_id, "post": post, "from_on": one.started_on}
                for one, post in zip(here, posts, strict=False)
            ],
        )
        txn.record(Topic.STAFF, 0, f"Brought in {size.staff:,} people of the demo school")
    return spells


def _spells(size: Size, today: date, chance: random.Random) -> list[_Spell]:
    spells = []
    for number in range(1, size.staff + 1):
        category = CATEGORIES[number % len(CATEGORIES)]
        began = today - timedelta(days=chance.randrange(30, size.years * 365 + 1500))
        stays = size.all_bound or chance.random() < 0.7
        leaves = None if stays else began + timedelta(days=chance.randrange(200, 3000))
        if size.all_bound:
            began = today - timedelta(days=size.years * 365 + 400)
        spells.append(_Spell(number, category, began, None if leaves is None or leaves > today else leaves))
    return spells


def _name(number: int) -> str:
    first, rest = FIRST[number % len(FIRST)], number // len(FIRST)
    last, again = LAST[rest % len(LAST)], rest // len(LAST)
    return f"{first} {last}" if not again else f"{first} {LAST[again % len(LAST)]}-{last}"


def _policies(register: Register, size: Size, today: date) -> list[_Version]:
    gap = max(1, size.years // size.versions)
    made: list[_Version] = []
    rows: list[dict[str, Any]] = []
    with register.writing() as txn:
        txn.bulk(Policy, [_policy(number) for number in range(1, size.policies + 1)])
        for policy in range(1, size.policies + 1):
            year = (
                academic_year_start(today - timedelta(days=60)) if policy % 3 else today - timedelta(days=40 + policy)
            )
            for version in range(size.versions):
                in_force = _years_before(year, (size.versions - 1 - version) * gap)
                bound = frozenset(StaffCategory) if policy % 2 or size.all_bound else frozenset(CATEGORIES[5:12])
                made.append(_Version(len(made) + 1, in_force, version == size.versions - 1, bound))
                rows.append(_version(made[-1], policy, version))
        txn.bulk(PolicyVersion, rows)
        bound_rows = [{"version_id": one.id, "category": each} for one in made for each in sorted(one.categories)]
        txn.bulk(VersionCategory, bound_rows)
        txn.record(Topic.POLICIES, 0, f"Brought in {size.policies} policies of the demo school")
    return made


def _policy(number: int) -> dict[str, Any]:
    kind = TYPES[(number - 1) % len(TYPES)]
    round_number = (number - 1) // len(TYPES)
    title = f"{kind.label} policy" if not round_number else f"{kind.label} policy, part {round_number + 1}"
    return {"id": number, "title": title, "policy_type": kind, "owner_id": number, "monitored_by": "Governors"}


def _version(version: _Version, policy: int, number: int) -> dict[str, Any]:
    in_force = version.in_force
    return {
        "id": version.id,
        "policy_id": policy,
        "label": f"{number + 1}.0",
        "published_on": in_force - timedelta(days=14),
        "in_force_from": RoughDate.of(in_force),
        "approved_by_body": ApprovalBody.FULL_GOVERNING_BODY,
        "approved_on": RoughDate.of(in_force - timedelta(days=30)),
        "next_review_due": RoughDate(in_force.year + 1, in_force.month),
        "review_interval_months": 12,
        "paper_only": True,
        "statement": DEFAULT_STATEMENT,
        "legislation": ["Data Protection Act 2018"],
        "choices": dict(DEFAULT_CHOICES),
        "epoch": version.id,
    }


def _answers(
    register: Register, size: Size, version: _Version, people: list[_Spell], today: date, chance: random.Random
) -> None:
    rows = list(_rows(size, version, people, today, chance))
    if not rows:
        return
    with register.writing() as txn:
        txn.bulk(Acknowledgement, rows)
        txn.record(Topic.ACKNOWLEDGEMENTS, version.id, f"Brought in {len(rows):,} acknowledgements of the demo school")


def _rows(
    size: Size, version: _Version, people: list[_Spell], today: date, chance: random.Random
) -> Iterator[dict[str, Any]]:
    methods = (AckMethod.MEETING_REGISTER, AckMethod.PAPER_SIGNATURE, AckMethod.EMAIL_REPLY)
    for one in people:
        day = max(version.in_force, one.started_on) + timedelta(days=chance.randrange(13))
        here = one.ended_on is None or one.ended_on >= day
        if one.category not in version.categories or not here or day > today:
            continue
        if not size.all_bound and chance.random() > (0.94 if version.is_last else 0.98):
            continue
        yield {
            "staff_id": one.staff_id,
            "version_id": version.id,
            "signed_on": day,
            "method": methods[one.staff_id % 3],
            "recorded_by": "Marta Lindqvist",
            "recorded_at": datetime.combine(day, time(15, 30), UTC),
        }


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))
