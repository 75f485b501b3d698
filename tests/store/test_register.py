"""A register is made, written to, closed, opened again and checked."""

import pytest
from sqlalchemy import select

from policydesk.errors import Refusal, RegisterInUse, WrongPassword
from policydesk.models import AuditEntry, StaffMember, User
from policydesk.store import Register, create_register, open_register
from policydesk.store.users import add_user, change_password, change_roles, new_sheets, remove_user, reset_password
from policydesk.terms import Role, Topic
from tests.conftest import PASSWORD, QUICK, StoppedClock


def add_person(register: Register, name: str) -> int:
    with register.writing() as txn:
        person = StaffMember(full_name=name, sort_name=name.lower())
        txn.session.add(person)
        txn.session.flush()
        txn.record(Topic.STAFF, person.id, f"Added {name}")
        return person.id


def test_what_was_written_is_there_after_opening_again(register: Register, clock: StoppedClock) -> None:
    add_person(register, "Ben Okoro")
    register.close()
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    with again.reading() as session:
        assert session.scalars(select(StaffMember.full_name)).all() == ["Ben Okoro"]
    again.close()


def test_a_change_without_a_record_is_not_kept(register: Register) -> None:
    with pytest.raises(AssertionError, match="no record"), register.writing() as txn:
        txn.session.add(StaffMember(full_name="Ghost", sort_name="ghost"))
    with register.reading() as session:
        assert session.scalars(select(StaffMember)).all() == []


def test_a_refused_action_leaves_nothing_behind(register: Register) -> None:
    before = register.seal()
    with pytest.raises(Refusal), register.writing() as txn:
        txn.session.add(StaffMember(full_name="Ghost", sort_name="ghost"))
        txn.record(Topic.STAFF, 1, "Added Ghost")
        raise Refusal("No")
    assert register.seal() == before


def test_every_change_moves_the_seal(register: Register) -> None:
    seals = {str(register.seal())}
    for name in ("Ben Okoro", "Cara Evans"):
        add_person(register, name)
        seals.add(str(register.seal()))
    assert len(seals) == 3


def test_a_sound_register_verifies(register: Register) -> None:
    add_person(register, "Ben Okoro")
    with register.writing() as txn:
        txn.bulk(StaffMember, [{"full_name": f"Person {n}", "sort_name": f"person {n}"} for n in range(12_000)])
        txn.record(Topic.STAFF, 0, "Added many")
    verdict = register.verify()
    assert verdict.problems == ()
    assert verdict.entries == 3
    assert verdict.seal == register.seal()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE staff_member SET email = 'x@y' WHERE id = 1", "Staff member 1 was changed without a record: email."),
        ("DELETE FROM staff_member WHERE id = 1", "Staff member 1 was removed without a record."),
        ("DELETE FROM staff_member WHERE id = 2", "Staff member 2 was removed without a record."),
        ("DELETE FROM staff_member", "Staff member 2 was removed without a record."),
        (
            "INSERT INTO term (id, name, first_on, last_on) VALUES (1, 'Autumn', '2026-09-01', '2026-12-18')",
            "Term 1 was added without a record.",
        ),
        (
            (
                "INSERT INTO staff_member (id, full_name, known_as, sort_name, email, reference, notes) "
                "VALUES (9, 'G', '', 'g', '', '', '')"
            ),
            "Staff member 9 was added without a record.",
        ),
        (
            "DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET body = replace(body, 'Ben', 'Len')",
            "Entry 2 of the audit trail was changed, or one before it was removed.",
        ),
        (
            "DROP TRIGGER audit_row_no_delete; DELETE FROM audit_row WHERE entry_id = 2",
            "The list of rows of entry 2 of the audit trail was changed.",
        ),
        (
            "PRAGMA foreign_keys = OFF; DROP TRIGGER audit_entry_no_delete; DELETE FROM audit_entry WHERE id = 3",
            "The audit trail was cut off after entry 2.",
        ),
    ],
)
def test_an_edit_behind_the_apps_back_is_named(register: Register, sql: str, named: str) -> None:
    add_person(register, "Ben Okoro")
    add_person(register, "Cara Evans")
    for statement in sql.split("; "):
        register._connection.execute(statement)
    assert named in register.verify().problems


def test_the_audit_trail_refuses_to_be_rewritten(register: Register) -> None:
    with pytest.raises(Exception, match="only grows"), register.reading() as session:
        session.connection().exec_driver_sql("DELETE FROM audit_entry")


def test_a_second_start_is_told_that_the_register_is_open(register: Register, clock: StoppedClock) -> None:
    with pytest.raises(RegisterInUse):
        open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)


def test_wrong_passwords_make_the_next_try_wait_also_after_a_restart(register: Register, clock: StoppedClock) -> None:
    register.close()
    said = []
    for _ in range(6):
        with pytest.raises(WrongPassword) as wrong:
            open_register(register.folder, user_name="Alex Morgan", password="not the password", clock=clock)
        said.append(str(wrong.value.says))
    assert said[0] == "That password does not open this register. 4 tries left before a one-minute wait."
    assert said[3] == "That password does not open this register. 1 try left before a one-minute wait."
    assert said[4] == "That password does not open this register. Wait 1 minute, then try again."
    assert said[5] == "Wait 1 minute, then try again."
    clock.advance(seconds=61)
    open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()


def test_another_user_opens_the_register_with_their_own_password(register: Register, clock: StoppedClock) -> None:
    add_user(register, "Sam Reid", "velvet harbour lamp", frozenset({Role.DSL, Role.VIEWER}), QUICK)
    register.close()
    again = open_register(register.folder, user_name="Sam Reid", password="velvet harbour lamp", clock=clock)
    assert again.actor.roles == {Role.DSL, Role.VIEWER}
    assert again.verify().is_sound
    again.close()


def test_a_removed_user_cannot_open_the_register(register: Register, clock: StoppedClock) -> None:
    user_id = add_user(register, "Sam Reid", "velvet harbour lamp", frozenset({Role.VIEWER}), QUICK)
    remove_user(register, user_id)
    register.close()
    with pytest.raises(WrongPassword):
        open_register(register.folder, user_name="Sam Reid", password="velvet harbour lamp", clock=clock)


def test_somebody_always_runs_the_register(register: Register) -> None:
    with pytest.raises(Refusal, match="Somebody has to run the register"):
        change_roles(register, register.actor.user_id, frozenset({Role.VIEWER}))
    change_roles(register, register.actor.user_id, frozenset({Role.OFFICE_MANAGER, Role.HEADTEACHER}))
    assert Role.HEADTEACHER in register.actor.roles


def test_a_changed_password_replaces_the_old_one(register: Register, clock: StoppedClock) -> None:
    with pytest.raises(Refusal, match="not your password"):
        change_password(register, "wrong wrong wrong", "velvet harbour lamp", QUICK)
    change_password(register, PASSWORD, "velvet harbour lamp", QUICK)
    register.close()
    with pytest.raises(WrongPassword):
        open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    open_register(register.folder, user_name="Alex Morgan", password="velvet harbour lamp", clock=clock).close()


def test_the_recovery_sheet_gives_a_new_password(register: Register, clock: StoppedClock) -> None:
    sheets = new_sheets(register)
    register.close()
    typed = sheets.register_code.lower().replace("-", " ")
    again = reset_password(
        register.folder, user_name="Alex Morgan", code=typed, new="velvet harbour lamp", clock=clock, kdf=QUICK
    )
    assert again.verify().is_sound
    again.close()
    open_register(register.folder, user_name="Alex Morgan", password="velvet harbour lamp", clock=clock).close()
    with pytest.raises(WrongPassword, match="newest sheet"):
        reset_password(
            register.folder, user_name="Alex Morgan", code=sheets.safeguarding_code, new="x" * 12, clock=clock
        )


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "12 characters"),
        ("password1234", "common ones"),
        ("aaaaaaaaaaaaaa", "repeats"),
        ("ALEX MORGAN ", "name"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(tmp_path, clock: StoppedClock, password: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        create_register(
            tmp_path / "x.policydesk",
            school_name="Longacre",
            user_name="Alex  Morgan",
            password=password,
            roles=frozenset({Role.OFFICE_MANAGER}),
            clock=clock,
            kdf=QUICK,
        )
    assert refused.value.field == "password"
    assert not (tmp_path / "x.policydesk").exists()


def test_the_first_entry_names_who_made_the_register(register: Register) -> None:
    with register.reading() as session:
        assert '"actor":"Alex Morgan"' in session.get_one(AuditEntry, 1).body
        assert session.scalar(select(User.name)) == "Alex Morgan"
