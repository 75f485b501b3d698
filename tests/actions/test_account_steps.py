"""An account goes live when it is approved and looked after, not before; each step says when and by whom."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, ExistingDraft, change_account, register_existing
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.staff import mark_leaving
from policydesk.actions.undo import undo
from policydesk.actions.versions import DEFAULT_CHOICES
from policydesk.models import AccountStep
from policydesk.rules.account_life import LIFE, next_states, steps_by_hand
from policydesk.store import Register, create_register
from policydesk.terms import Role
from policydesk.terms_accounts import AccountState, Audience, Decision, LoginIdentity
from tests.actions.refusing import refused
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import (
    APPROVED,
    LIVE,
    a_live_account,
    absent,
    approve_account,
    close,
    go_live,
    moderate,
    propose,
)

SUSPENDED, CLOSED = AccountState.SUSPENDED, AccountState.CLOSED


@pytest.fixture
def heads_register(tmp_path, clock: StoppedClock) -> Register:
    """A register that the headteacher has open."""
    made = create_register(
        tmp_path / "head.policydesk",
        school_name="Longacre Primary School",
        user_name="Ines Elcock",
        password=PASSWORD,
        roles=frozenset({Role.HEADTEACHER}),
        clock=clock,
        kdf=QUICK,
    ).register
    yield made
    made.close()


def steps(register: Register, account_id: int) -> list[tuple[str, date, str]]:
    with register.reading() as session:
        asked = select(AccountStep).where(AccountStep.account_id == account_id).order_by(AccountStep.id)
        return [(one.state, one.on_day, one.override_reason) for one in session.scalars(asked)]


def live(on: date = LIVE, **about) -> StepDraft:
    return StepDraft(AccountState.LIVE, on, **about)


@pytest.mark.requirement("R55", "R64")
def test_an_account_that_is_approved_and_has_two_moderators_goes_live(register: Register) -> None:
    account = a_live_account(register)
    assert [state for state, _on, _why in steps(register, account)] == ["proposed", "approved", "live"]


@pytest.mark.requirement("R55")
def test_without_approval_it_does_not_go_live(register: Register) -> None:
    account = propose(register)
    for name in ("Bea Quill", "Bo Fox"):
        moderate(register, account, hire(register, name))
    wrong = refused(register, take_step, account, live())
    assert wrong == {"state": "It is not approved on 14 September 2026. Record who approved it first."}


def test_what_was_refused_does_not_go_live(register: Register) -> None:
    account = propose(register)
    approve_account(register, account, decision=Decision.REFUSED)
    assert "not approved" in refused(register, take_step, account, live())["state"]


@pytest.mark.requirement("R64")
def test_with_one_moderator_it_does_not_go_live(register: Register) -> None:
    account = propose(register)
    approve_account(register, account)
    assert "It has no approved moderator" in refused(register, take_step, account, live())["state"]
    moderate(register, account, hire(register))
    says = refused(register, take_step, account, live())["state"]
    assert says == ("It has 1 approved moderator in post on 14 September 2026 and needs 2. Appoint one more first.")
    moderate(register, account, hire(register, "Bo Fox"), from_on=LIVE)
    go_live(register, account)


def test_a_moderator_whom_nobody_approved_does_not_count(register: Register) -> None:
    account = propose(register)
    approve_account(register, account)
    moderate(register, account, hire(register))
    moderate(register, account, hire(register, "Bo Fox"), approved_by_id=None, approved_on=None)
    assert "needs 2" in refused(register, take_step, account, live())["state"]


def test_one_person_with_two_turns_is_one_moderator(register: Register) -> None:
    account, bea = propose(register), hire(register)
    approve_account(register, account)
    moderate(register, account, bea, until_on=LIVE)
    moderate(register, account, bea, from_on=date(2026, 9, 15))
    assert "1 approved moderator" in refused(register, take_step, account, live())["state"]


@pytest.mark.parametrize(("last_day", "goes"), [(LIVE, True), (date(2026, 9, 13), False)])
def test_a_leaver_counts_until_the_last_day(register: Register, last_day: date, goes: bool) -> None:
    account, bea = propose(register), hire(register)
    approve_account(register, account)
    moderate(register, account, bea)
    moderate(register, account, hire(register, "Bo Fox"))
    with register.writing() as txn:
        mark_leaving(txn, bea, last_day)
    if goes:
        go_live(register, account)
    else:
        assert "needs 2" in refused(register, take_step, account, live())["state"]


def test_somebody_away_on_the_day_is_still_a_moderator(register: Register) -> None:
    account, bea = propose(register), hire(register)
    approve_account(register, account)
    moderate(register, account, bea)
    moderate(register, account, hire(register, "Bo Fox"))
    absent(register, bea, LIVE, LIVE)
    go_live(register, account)


def test_the_policy_in_force_says_how_many_moderators(register: Register) -> None:
    publish(register, write_policy(register), choices={**DEFAULT_CHOICES, "min_moderators": "3"})
    account = propose(register)
    approve_account(register, account)
    for name in ("Bea Quill", "Bo Fox"):
        moderate(register, account, hire(register, name))
    assert "needs 3" in refused(register, take_step, account, live())["state"]


@pytest.mark.parametrize(("expires_on", "goes"), [(LIVE, True), (date(2026, 9, 13), False)])
def test_an_approval_holds_until_its_last_day(register: Register, expires_on: date, goes: bool) -> None:
    account = propose(register)
    approve_account(register, account, expires_on=expires_on)
    for name in ("Bea Quill", "Bo Fox"):
        moderate(register, account, hire(register, name))
    if goes:
        go_live(register, account)
    else:
        says = refused(register, take_step, account, live())["state"]
        assert "ended on 13 September 2026. Ask for a new one" in says


def test_everything_that_is_missing_is_said_together(register: Register) -> None:
    account = propose(register, login_identity=LoginIdentity.PERSONAL)
    says = refused(register, take_step, account, live())["state"]
    assert "personal account" in says
    assert "not approved" in says
    assert "needs 2" in says


def test_the_headteachers_written_reason_lets_it_go_live_and_is_kept(heads_register: Register) -> None:
    account = propose(heads_register)
    with heads_register.writing() as txn:
        take_step(txn, account, live(override_reason="Snow days cannot wait"))
    assert steps(heads_register, account)[-1] == ("live", LIVE, "Snow days cannot wait")


def test_a_reason_of_anybody_else_does_not(register: Register) -> None:
    account = propose(register)
    wrong = refused(register, take_step, account, live(override_reason="It is urgent"))
    assert "Only the headteacher" in wrong["override_reason"]
    assert [state for state, _on, _why in steps(register, account)] == ["proposed"]


def test_a_headteacher_without_a_reason_is_refused_too(heads_register: Register) -> None:
    account = propose(heads_register)
    assert "needs 2" in refused(heads_register, take_step, account, live(override_reason="  "))["state"]


def test_a_reason_that_nobody_needed_is_not_kept(heads_register: Register) -> None:
    account = propose(heads_register)
    approve_account(heads_register, account)
    for name in ("Bea Quill", "Bo Fox"):
        moderate(heads_register, account, hire(heads_register, name))
    go_live(heads_register, account, override_reason="Not needed")
    assert steps(heads_register, account)[-1] == ("live", LIVE, "")


@pytest.mark.requirement("R93")
@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({"login_identity": LoginIdentity.PERSONAL}, "personal account"),
        ({"login_email": "bea@home.example"}, "outside longacre.example"),
        ({"login_email": "bea@notlongacre.example"}, "outside longacre.example"),
    ],
)
def test_no_reason_lets_a_personal_account_go_live(heads_register: Register, about: dict, says: str) -> None:
    with heads_register.writing() as txn:
        change_school(txn, SchoolDraft("Longacre", email_domain="longacre.example"))
    account = propose(heads_register, **about)
    assert says in refused(heads_register, take_step, account, live(override_reason="It is urgent"))["state"]


@pytest.mark.parametrize("email", ["", "page@longacre.example", "page@office.Longacre.example"])
def test_an_address_of_the_school_is_fine(heads_register: Register, email: str) -> None:
    with heads_register.writing() as txn:
        change_school(txn, SchoolDraft("Longacre", email_domain="longacre.example"))
    go_live(heads_register, propose(heads_register, login_email=email), override_reason="It is urgent")


@pytest.mark.requirement("R70")
def test_pupils_under_the_platforms_age_need_a_written_reason(heads_register: Register) -> None:
    pupils = frozenset({Audience.PUPILS})
    account = propose(heads_register, audience=pupils, youngest_age=12)
    says = refused(heads_register, take_step, account, live(override_reason="It is urgent"))["state"]
    assert "Pupils of 12 are too young for Facebook, which asks for 13" in says
    draft = AccountDraft("Page", "facebook", audience=pupils, youngest_age=12, minimum_age_reason="Read with parents")
    with heads_register.writing() as txn:
        change_account(txn, account, draft)
    go_live(heads_register, account, override_reason="It is urgent")


def test_an_account_is_suspended_and_comes_back_only_when_nothing_is_missing(register: Register) -> None:
    bea, bo = hire(register), hire(register, "Bo Fox")
    account = a_live_account(register, moderators=(bea, bo))
    with register.writing() as txn:
        take_step(txn, account, StepDraft(SUSPENDED, date(2026, 10, 1), "Unkind comments"))
        mark_leaving(txn, bo, date(2026, 10, 2))
    assert "needs 2" in refused(register, take_step, account, live(date(2026, 10, 5)))["state"]
    moderate(register, account, hire(register, "Cara Evans"), from_on=date(2026, 10, 5))
    go_live(register, account, date(2026, 10, 5))
    assert [state for state, _on, _why in steps(register, account)][-2:] == ["suspended", "live"]


@pytest.mark.parametrize("state", [SUSPENDED, CLOSED])
def test_suspending_and_closing_say_why(register: Register, state: AccountState) -> None:
    account = a_live_account(register)
    assert "Enter why the account" in refused(register, take_step, account, StepDraft(state, TODAY))["note"]


def test_closed_is_the_end(register: Register) -> None:
    account = a_live_account(register)
    close(register, account)
    says = refused(register, take_step, account, live(TODAY))["state"]
    assert says == "The account is closed, so it cannot become live now."


def test_nobody_approves_by_a_step(register: Register) -> None:
    account = propose(register)
    assert "by a decision" in refused(register, take_step, account, StepDraft(AccountState.APPROVED, TODAY))["state"]


def test_a_step_is_not_before_the_last_nor_in_the_future(register: Register) -> None:
    account = a_live_account(register)
    early = refused(register, take_step, account, StepDraft(CLOSED, date(2026, 9, 13), "Over"))
    assert early == {"on": "Its last step was on 14 September 2026. Enter that day or a later one."}
    assert "in the future" in refused(register, take_step, account, StepDraft(CLOSED, days(1), "Over"))["on"]
    close(register, account, LIVE)


@pytest.mark.parametrize("state", AccountState)
def test_each_state_leads_only_where_the_life_line_goes(state: AccountState) -> None:
    assert state not in next_states(state)
    assert AccountState.PROPOSED not in next_states(state)
    assert (next_states(state) == ()) == (state is CLOSED)
    assert AccountState.APPROVED not in steps_by_hand(state)


def test_every_order_that_the_life_line_does_not_have_is_refused(register: Register) -> None:
    account = a_live_account(register)
    for state in set(AccountState) - set(LIFE[AccountState.LIVE]):
        assert "state" in refused(register, take_step, account, StepDraft(state, TODAY, "Because"))


def test_an_old_account_without_approval_is_suspended_and_then_needs_one(register: Register) -> None:
    with register.writing() as txn:
        existing = ExistingDraft(date(2021, 1, 11), live_on=date(2021, 1, 11))
        account = register_existing(txn, AccountDraft("Old page", "facebook"), existing)
        take_step(txn, account, StepDraft(SUSPENDED, APPROVED, "Found it"))
    for name in ("Bea Quill", "Bo Fox"):
        moderate(register, account, hire(register, name))
    assert "not approved" in refused(register, take_step, account, live())["state"]
    approve_account(register, account)
    assert [state for state, _on, _why in steps(register, account)][-1] == "suspended"
    go_live(register, account)


def test_a_step_is_undone(register: Register) -> None:
    account = a_live_account(register)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert [state for state, _on, _why in steps(register, account)] == ["proposed", "approved"]
    assert register.verify().is_sound
