"""A register of every shape there ever was opens, for ever, with all that was in it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import written
from policydesk.queries.acknowledgements import pairs
from policydesk.queries.demands import version_in_force
from policydesk.queries.documents import document_content
from policydesk.queries.incidents import evidence_content
from policydesk.queries.policies import list_policies, policy_detail
from policydesk.queries.said import kept_school
from policydesk.queries.staff import StaffFilter, staff_ids, staff_rows
from policydesk.store import open_register, schema
from policydesk.store.schema import MIGRATIONS, SCHEMA
from policydesk.terms import AckState, FileKind
from tests.conftest import PASSWORD, StoppedClock
from tests.fixtures.make_register import REGISTERS, make
from tests.stories import TODAY, days
from tests.stories_incidents import concern, read_all

FIRST_SEALED = 4
"""The first shape that has incidents."""

kept = sorted(each.name for each in REGISTERS.iterdir())


def test_every_shape_has_its_register() -> None:
    steps = sorted((MIGRATIONS / "versions").glob("0*.py"))
    assert set(kept) == {f"schema-{int(step.name[:4])}" for step in steps}
    assert f"schema-{SCHEMA}" in kept


@pytest.mark.parametrize("which", kept)
def test_an_old_register_opens_with_all_that_was_in_it(which: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTERS / which, tmp_path / "school.policydesk"))
    _has_everything(folder)


def test_a_register_made_today_has_the_same_in_it(tmp_path: Path) -> None:
    make(tmp_path / "school.policydesk")
    _has_everything(tmp_path / "school.policydesk")


@pytest.mark.parametrize("which", [one for one in kept if int(one.removeprefix("schema-")) >= FIRST_SEALED])
def test_what_was_sealed_opens_for_ever(which: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTERS / which, tmp_path / "school.policydesk"))
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    told, asked = read_all(register)
    assert (told.number, asked.number) == ("C-2026-001", "FR-2026-001")
    assert told.concern is not None
    assert told.concern.narrative == "Said at the gate: “ünkind”"
    with register.reading() as session:
        content = evidence_content(session, register.vault, register.actor.user_id, told.parts[1].id)
    assert content == b"Words of the e-mail"
    register.close()


@pytest.mark.parametrize("which", kept)
def test_in_a_register_of_any_age_a_concern_can_be_reported_and_read(which: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTERS / which, tmp_path / "school.policydesk"))
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    posted = concern(register, narrative="Seen today")
    register.close()
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    assert read_all(register)[-1].number == posted.number
    register.close()


def test_what_was_kept_of_versions_and_of_the_domain_is_known_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register of the eleventh shape kept both in tables of their own."""
    folder = Path(shutil.copytree(REGISTERS / "schema-11", tmp_path / "school.policydesk"))
    with monkeypatch.context() as as_found:
        as_found.setattr(schema, "bring_up_to_date", lambda *_values: None)
        register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
        with Session(register._engine) as session:
            for choice, category, until in (("3", "governor", days(5)), ("4", "volunteer", days(9))):
                words = {"choices": f'{{"min_moderators": "{choice}"}}', "bound": f'["{category}"]', "until": until}
                session.execute(text("INSERT INTO earlier_demands VALUES (NULL, 1, :choices, :bound, :until)"), words)
            session.execute(text("INSERT INTO earlier_domain VALUES (NULL, 'longacre.example', :on)"), {"on": days(3)})
            session.commit()
        register.close()
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    with register.reading() as session:
        then, later, now = (version_in_force(session, day) for day in (TODAY, days(5), days(9)))
        assert (then.categories, later.categories) == ({"governor"}, {"volunteer"})
        assert [one.choices.get("min_moderators") for one in (then, later)] == ["3", "4"]
        assert now.categories == {"teaching", "support"}
        domains = [kept_school(session).email_domain(day) for day in (days(2), days(3))]
        assert domains[0] == "longacre.example"
        assert domains[1] != "longacre.example"
    register.close()


def _has_everything(folder: Path) -> None:
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    assert register.verify().problems == ()
    with register.reading() as session:
        people = staff_rows(session, TODAY, staff_ids(session, TODAY, StaffFilter()))
        assert [one.full_name for one in people] == [
            "Niamh Ní Bhraonáin",
            "Ayşe Çelik",
            "Winifred Oakes",
            "Łukasz Wójcik",
        ]
        assert [one.full_name for one in pairs(session, TODAY, frozenset({AckState.OVERDUE}))] == ["Winifred Oakes"]
        (policy,) = list_policies(session, TODAY)
        assert (policy.title, policy.label, policy.up_to_date, policy.asked) == ("Social Media Policy", "1", 3, 4)
        (version,) = policy_detail(session, TODAY, policy.id).versions
        assert written(version.published_on) == "20 November 2026"
        (file,) = version.files
        assert file.kind is FileKind.APPENDIX
        assert document_content(session, file.document_id).content == b"Social media policy"
    register.close()
