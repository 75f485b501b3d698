"""The demo school is the same each time, believable, and gives every rule something to find."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.demo.big import Size, fill
from policydesk.demo.people import PEOPLE, SCHOOL, USERS
from policydesk.queries.acknowledgements import acknowledgement_history, current_versions, pairs
from policydesk.queries.due import findings, today_figures
from policydesk.queries.given_by_month import given_on
from policydesk.queries.incident_settings import releases, watching
from policydesk.queries.incidents import openable
from policydesk.queries.policies import policies
from policydesk.queries.readers import holders
from policydesk.queries.retention import holds_on, kept_until
from policydesk.queries.school import school_row, users
from policydesk.queries.staff import StaffFilter, staff_ids
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.incidents_due import incident_findings
from policydesk.store import Register, open_register
from policydesk.store.slots import open_user_slot
from policydesk.store.vault import Vault
from policydesk.terms import AckState, Role, StaffCategory
from policydesk.terms_retention import KeptKind
from tests.conftest import StoppedClock
from tests.stories import TODAY


@pytest.fixture(scope="module")
def school(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The small demo school, opened by its office manager."""
    folder = Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("demo") / "demo.policydesk"))
    register = open_register(folder, user_name=USERS[0][0], password=DEMO_PASSWORD, clock=StoppedClock())
    yield register
    register.close()


def test_the_school_is_marked_as_a_demo_and_has_a_user_for_every_role(school) -> None:
    with school.reading() as session:
        assert school_row(session).is_demo
        assert school_row(session).name == SCHOOL
        found = users(session)
    assert {role for user in found for role in user.roles} == set(Role)
    only_looking = [user.name for user in found if set(user.roles) == {Role.VIEWER}]
    assert only_looking == ["Shabnam Qureshi-Lowe"]
    assert {user.name for user in found} <= {person.name for person in PEOPLE}
    assert school.keys.is_demo


def test_forty_five_people_cover_every_category(school) -> None:
    with school.reading() as session:
        assert len(staff_ids(session, TODAY, StaffFilter(status="all"))) == 45 == len(PEOPLE)
    assert {person.category for person in PEOPLE} == set(StaffCategory)


def test_six_policies_have_two_to_four_versions_each(school) -> None:
    with school.reading() as session:
        kept = policies(session, TODAY)
    assert len(kept) == 6
    assert all(2 <= len(policy.versions) <= 4 for policy in kept)


def test_every_rule_finds_something_in_its_two_years(school) -> None:
    found: set[str] = set()
    with school.reading() as session:
        for back in (0, 400, 830):
            found |= {one.rule for one in findings(session, TODAY - timedelta(days=back))}
    assert {rule.id for rule in ALL_RULES} <= found


def test_two_years_of_signatures_have_gaps_but_not_many(school) -> None:
    with school.reading() as session:
        for day in (date(2025, 5, 1), date(2026, 3, 1)):
            (then,) = given_on(session, (day,))
            assert 0.85 < then.up_to_date / then.asked < 1
        today = today_figures(session, TODAY)
    assert 0 < today.all_done < today.people


@pytest.mark.parametrize("back", [0, 20, 60, 200, 400])
def test_what_today_counts_as_overdue_is_what_a_list_of_names_has(school, back: int) -> None:
    day = TODAY - timedelta(days=back)
    with school.reading() as session:
        late = [pair for pair in pairs(session, day) if pair.days_overdue]
        figures = today_figures(session, day)
        waiting = [pair for pair in pairs(session, day) if pair.state is not AckState.EXEMPT]
    assert figures.overdue == len(late)
    assert figures.asked == len(waiting)
    assert figures.people == len({pair.staff_id for pair in waiting})
    unfinished = {pair.staff_id for pair in waiting if pair.state is not AckState.ACKNOWLEDGED}
    assert figures.all_done == figures.people - len(unfinished)


def test_its_trail_is_whole_and_tells_the_story_on_the_days_it_happened(school) -> None:
    assert school.verify().is_sound
    with school.reading() as session:
        for answer in acknowledgement_history(session):
            assert answer.signed_on <= TODAY


def test_the_same_day_gives_the_same_school(school, tmp_path: Path, clock) -> None:
    build_demo(tmp_path / "again.policydesk", clock=clock)
    again = open_register(tmp_path / "again.policydesk", user_name=USERS[0][0], password=DEMO_PASSWORD, clock=clock)
    with again.reading() as session, school.reading() as other:
        assert findings(session, TODAY) == findings(other, TODAY)
        assert acknowledgement_history(session) == acknowledgement_history(other)
    again.close()


@pytest.mark.parametrize("day", [date(2027, 9, 2), date(2028, 2, 29)])
def test_on_any_other_day_it_can_be_made_too(tmp_path: Path, clock, day: date) -> None:
    clock.now = clock.now.replace(year=day.year, month=day.month, day=day.day)
    build_demo(tmp_path / "later.policydesk", clock=clock)
    later = open_register(tmp_path / "later.policydesk", user_name=USERS[0][0], password=DEMO_PASSWORD, clock=clock)
    with later.reading() as session:
        assert findings(session, day)
    later.close()


@pytest.mark.parametrize("all_bound", [True, False])
def test_a_big_school_is_made_in_bulk_and_reads_like_any_other(register, all_bound: bool) -> None:
    size = Size(staff=60, policies=4, versions=3, years=6, all_bound=all_bound)
    steps: list[tuple[int, int]] = []
    fill(register, size, TODAY, lambda done, of: steps.append((done, of)))
    assert steps[-1] == (12, 12)
    assert register.verify().is_sound
    with register.reading() as session:
        assert len(current_versions(session, TODAY)) == 4
        (now,) = given_on(session, (TODAY,))
        assert now.asked > 0
        assert (now.up_to_date == now.asked) is all_bound


def test_a_size_that_is_not_there_is_refused(tmp_path: Path, clock) -> None:
    with pytest.raises(ValueError, match="huge"):
        build_demo(tmp_path / "huge.policydesk", "huge", clock=clock)


def test_two_old_incidents_are_due_for_disposal_and_two_records_are_held(school) -> None:
    with school.reading() as session:
        due = [one for one in kept_until(session, TODAY, TODAY) if one.keep_until < TODAY]
        held = [one.says for one in holds_on(session, TODAY)]
    assert [(one.says, one.kind) for one in due] == [
        ("FR-2019-001", KeptKind.FRIEND_REQUEST), ("C-2019-001", KeptKind.CONCERN)
    ]  # fmt: skip
    assert held == ["Marcus Adeyemi-Cole"]


def test_sixteen_friend_requests_and_twenty_three_concerns_give_the_dsl_something_to_do(school) -> None:
    slot = school.keys.slot("user", "Samira Haddad")
    key = open_user_slot(school.keys, slot, DEMO_PASSWORD).personal
    with school.reading() as session:
        (lead,) = (one.user_id for one in holders(session) if one.name == "Samira Haddad")
        records = openable(session, Vault(lambda: school.keys, key), lead)
        watched = watching(session, TODAY)
        assert len(releases(session)) == 1
    found = {one.rule.removeprefix("incident.") for one in incident_findings(records, school.clock(), watched)}
    assert sum(one.request is not None for one in records) == 16
    assert sum(one.concern is not None for one in records) == 23
    wanted = {"request_pending", "class_discussion", "clock.lado", "pattern", "next_step", "contractor_not_passed_on"}
    assert found >= wanted
    assert [one.number for one in records if one.on_hold] == ["FR-2019-002"]
    assert school.verify().is_sound
