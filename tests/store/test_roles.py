"""Who may do what: a viewer looks, the office manager and the headteacher look after users."""

import pytest

from policydesk.errors import Refusal
from policydesk.queries.staff import StaffFilter, staff_ids
from policydesk.store import Register
from policydesk.store.opening import open_register
from policydesk.store.users import add_user, change_password, change_roles, new_sheets, remove_user
from policydesk.terms import Role
from tests.conftest import PASSWORD, QUICK
from tests.stories import TODAY, hire


def signed_in_as(register: Register, clock, *roles: Role) -> Register:
    """Add a user with these roles and open the register as that user."""
    add_user(register, "Gwen Ashdown", PASSWORD, frozenset(roles), QUICK)
    register.close()
    return open_register(register.folder, user_name="Gwen Ashdown", password=PASSWORD, clock=clock)


def test_a_viewer_reads_everything_and_changes_nothing(register: Register, clock) -> None:
    hire(register)
    viewer = signed_in_as(register, clock, Role.VIEWER)
    with viewer.reading() as session:
        assert len(staff_ids(session, TODAY, StaffFilter())) == 1
    with pytest.raises(Refusal, match="may look at the register but not change it"):
        hire(viewer, "Bo Fox")
    with viewer.reading() as session:
        assert len(staff_ids(session, TODAY, StaffFilter())) == 1
    change_password(viewer, PASSWORD, "river candle stone", QUICK)
    viewer.close()


def test_a_viewer_with_another_role_works_in_that_role(register: Register, clock) -> None:
    both = signed_in_as(register, clock, Role.VIEWER, Role.DSL)
    hire(both)
    both.close()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DSL])
def test_only_the_office_manager_and_the_headteacher_look_after_users(register: Register, clock, role: Role) -> None:
    user = signed_in_as(register, clock, role)
    for do in (
        lambda: add_user(user, "Bo Fox", PASSWORD, frozenset({Role.OFFICE_MANAGER}), QUICK),
        lambda: change_roles(user, user.actor.user_id, frozenset({Role.OFFICE_MANAGER})),
        lambda: remove_user(user, 1),
        lambda: new_sheets(user),
    ):
        with pytest.raises(Refusal, match="looked after by the office manager"):
            do()
    user.close()


def test_the_headteacher_may_add_somebody(register: Register, clock) -> None:
    head = signed_in_as(register, clock, Role.HEADTEACHER)
    assert add_user(head, "Bo Fox", PASSWORD, frozenset({Role.VIEWER}), QUICK) == 3
    head.close()
