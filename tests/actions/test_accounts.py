"""What speaks in the school's name is written down, found in any spelling, and its past is never rewritten."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.accounts import AccountDraft, ExistingDraft, change_account, propose_account, register_existing
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.undo import undo
from policydesk.errors import Refusal
from policydesk.models import AccountRecord, AccountStep, Approval, OfficialAccount
from policydesk.queries.history import history
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, Audience, LoginIdentity
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire
from tests.stories_accounts import PROPOSED, a_live_account, appoint_head, close, propose

FACEBOOK = "facebook"
LONG = "x" * 10_001


def records(register: Register, account_id: int) -> list[AccountRecord]:
    with register.reading() as session:
        asked = select(AccountRecord).where(AccountRecord.account_id == account_id)
        found = list(session.scalars(asked.order_by(AccountRecord.recorded_on)))
        session.expunge_all()
        return found


def life(register: Register, account_id: int) -> list[tuple[str, date, str]]:
    with register.reading() as session:
        asked = select(AccountStep).where(AccountStep.account_id == account_id).order_by(AccountStep.id)
        return [(step.state, step.on_day, step.by_name) for step in session.scalars(asked)]


@pytest.mark.requirement("R57", "R58", "R59", "R60", "R61", "R62", "R66")
def test_a_proposal_keeps_the_answers_to_all_questions(register: Register) -> None:
    leader = hire(register)
    account = propose(
        register,
        handle="@LongacrePrimary",
        purpose="News for parents",
        strong_reason="Letters are not read",
        audience=frozenset({Audience.PARENTS, Audience.PUPILS}),
        youngest_age=11,
        discussed_with_head_on=date(2026, 9, 1),
        hours_per_week=2,
        responsible_leader_id=leader,
        exit_strategy="Followers are told; the page is deleted",
        planned_end_on=date(2027, 8, 31),
    )
    (kept,) = records(register, account)
    assert kept.purpose == "News for parents"
    assert kept.audience == ["parents", "pupils"]
    assert (kept.youngest_age, kept.hours_per_week, kept.responsible_leader_id) == (11, 2, leader)
    assert life(register, account) == [("proposed", PROPOSED, "Alex Morgan")]
    with register.reading() as session:
        (entry,) = history(session, Topic.ACCOUNTS, account)
    assert "Proposed the account “School Facebook page” on 7 September 2026" in entry.words


def test_all_that_is_wrong_with_a_proposal_is_said_at_once(register: Register) -> None:
    draft = AccountDraft(
        " ",
        FACEBOOK,
        handle="no name at all!",
        purpose=LONG,
        youngest_age=120,
        hours_per_week=200,
        discussed_with_head_on=days(1),
        planned_end_on=days(-1),
        responsible_leader_id=99,
        login_email="page@",
        credentials_kept="Password: Sunny123!",
    )
    wrong = refused(register, propose_account, draft)
    assert set(wrong) == {
        "name", "handle", "purpose", "youngest_age", "hours_per_week", "discussed_with_head_on", "planned_end_on",
        "responsible_leader_id", "login_email", "credentials_kept",
    }  # fmt: skip
    assert "for example 11" in wrong["youngest_age"]
    assert "in the future" in wrong["discussed_with_head_on"]
    with register.reading() as session:
        assert session.scalars(select(OfficialAccount)).all() == []


@pytest.mark.parametrize("field", ["credentials_kept", "recovery_address", "recovery_plan", "notes"])
def test_a_password_is_not_kept_and_the_sentence_says_why(register: Register, field: str) -> None:
    draft = AccountDraft("Page", FACEBOOK, **{field: "The password is Tr0ub4dor&3"})
    assert "everybody who can open it could use them" in refused(register, propose_account, draft)[field]


def test_where_the_sign_in_is_kept_may_be_said(register: Register) -> None:
    account = propose(
        register,
        credentials_kept="Office safe, envelope 3",
        recovery_address="office@longacre.example",
        notes="See A.4",
    )
    assert records(register, account)[0].credentials_kept == "Office safe, envelope 3"


@pytest.mark.parametrize(
    ("handle", "address"),
    [
        ("longacre", ""),
        ("@LONGACRE", ""),
        ("", "https://x.com/longacre/"),
        ("", "http://www.twitter.com/LongAcre?ref=home"),
        ("", "mobile.twitter.com/longacre"),
    ],
)
def test_the_same_account_is_found_however_it_is_written(register: Register, handle: str, address: str) -> None:
    propose(register, "School on X", platform="x", handle="@LongAcre")
    draft = AccountDraft("Another", "x", handle=handle, address=address)
    wrong = refused(register, propose_account, draft)
    assert "This is “School on X”, which is registered already" in wrong["address" if address else "handle"]


def test_an_account_may_come_again_after_the_other_was_closed_and_on_another_platform(register: Register) -> None:
    first = propose(register, "School on X", platform="x", handle="longacre")
    propose(register, "School on Instagram", platform="instagram", handle="longacre")
    close(register, first)
    second = propose(register, "School on X again", platform="x", handle="longacre")
    assert second != first
    with register.writing() as txn:
        change_account(txn, first, AccountDraft("School on X, the old one", "x", handle="longacre"))
    draft = AccountDraft("Third", "x", handle="longacre")
    assert "“School on X again”" in refused(register, propose_account, draft)["handle"]


def test_an_address_that_an_account_had_once_is_free_again(register: Register, clock: StoppedClock) -> None:
    account = propose(register, platform="x", handle="longacre")
    with register.writing() as txn:
        change_account(txn, account, AccountDraft("School on X", "x", handle="longacreprimary"))
    propose(register, "New one", platform="x", handle="longacre")
    draft = AccountDraft("School on X", "x", handle="longacre")
    assert "“New one”" in refused(register, change_account, account, draft)["handle"]


def test_an_address_of_another_platform_is_refused(register: Register) -> None:
    draft = AccountDraft("Page", FACEBOOK, address="https://x.com/longacre")
    assert "belongs to X" in refused(register, propose_account, draft)["address"]


def test_a_platform_that_is_not_in_the_list_is_named(register: Register) -> None:
    assert "Select the platform" in refused(register, propose_account, AccountDraft("Page", "myspace9"))["platform"]
    wrong = refused(register, propose_account, AccountDraft("Class app", "other"))
    assert wrong == {"other_platform": "Enter which platform it is."}
    propose(register, "Class app", platform="other", other_platform="ClassBuzz")


@pytest.mark.requirement("R93")
def test_a_personal_account_may_be_written_down_as_it_is(register: Register) -> None:
    with register.writing() as txn:
        change_school(txn, SchoolDraft("Longacre", email_domain="longacre.example"))
    account = propose(register, login_identity=LoginIdentity.PERSONAL, login_email="bea@home.example")
    assert records(register, account)[0].login_identity == LoginIdentity.PERSONAL


def test_what_was_said_before_a_change_stays(register: Register, clock: StoppedClock) -> None:
    account = propose(register, purpose="News")
    for purpose in ("News and dates", "News, dates and thanks"):
        with register.writing() as txn:
            change_account(txn, account, AccountDraft("Longacre on Facebook", FACEBOOK, purpose=purpose))
    assert [(one.recorded_on, one.purpose) for one in records(register, account)] == [
        (PROPOSED, "News"),
        (TODAY, "News, dates and thanks"),
    ]
    clock.advance(days=1)
    with register.writing() as txn:
        change_account(txn, account, AccountDraft("Longacre on Facebook", FACEBOOK))
    assert [one.recorded_on for one in records(register, account)] == [PROPOSED, TODAY, days(1)]
    with register.reading() as session:
        words = [one.words for one in history(session, Topic.ACCOUNTS, account)]
    assert any("renamed from “School Facebook page”" in one for one in words)


def test_saving_a_form_in_which_nothing_was_changed_leaves_the_register_as_it_is(register: Register) -> None:
    account = propose(register, purpose="News", audience=frozenset({Audience.PUPILS, Audience.PARENTS}))
    same = AccountDraft(
        "School Facebook page ",
        FACEBOOK,
        purpose="News",
        audience=frozenset({Audience.PARENTS, Audience.PUPILS}),
    )
    with register.writing() as txn:
        change_account(txn, account, same)
    assert len(records(register, account)) == 1


def test_an_account_older_than_the_register_comes_with_its_life(register: Register) -> None:
    head = appoint_head(register)
    existing = ExistingDraft(
        date(2021, 1, 11),
        live_on=date(2021, 2, 1),
        approved_by_id=head,
        approved_on=date(2021, 1, 20),
        note="From 2021",
    )
    with register.writing() as txn:
        account = register_existing(txn, AccountDraft("Old page", FACEBOOK), existing)
    assert life(register, account) == [
        ("proposed", date(2021, 1, 11), "Alex Morgan"),
        ("approved", date(2021, 1, 20), "Ines Elcock"),
        ("live", date(2021, 2, 1), "Alex Morgan"),
    ]
    with register.reading() as session:
        (approval,) = session.scalars(select(Approval))
        assert (approval.decided_by_id, approval.decided_as, approval.decision) == (head, "headteacher", "approved")
    assert records(register, account)[0].recorded_on == date(2021, 1, 11)


def test_an_account_that_was_never_approved_is_brought_in_as_it_is(register: Register) -> None:
    with register.writing() as txn:
        account = register_existing(
            txn, AccountDraft("Old page", FACEBOOK), ExistingDraft(date(2021, 1, 11), live_on=date(2021, 1, 11))
        )
    assert [state for state, _day, _by in life(register, account)] == [AccountState.PROPOSED, AccountState.LIVE]


def test_the_days_of_a_life_are_in_order_and_past(register: Register) -> None:
    head = appoint_head(register)

    def wrong(**about) -> dict[str, str]:
        return refused(register, register_existing, AccountDraft("Page", FACEBOOK), ExistingDraft(**about))

    early = wrong(proposed_on=date(2021, 2, 1), approved_by_id=head, approved_on=date(2021, 1, 1), live_on=days(1))
    assert "before 1 February 2021" in early["approved_on"]
    assert "in the future" in early["live_on"]
    assert "day on which" in wrong(proposed_on=TODAY, approved_by_id=head)["approved_on"]
    assert "who approved" in wrong(proposed_on=TODAY, approved_on=TODAY)["approved_by_id"]


@pytest.mark.parametrize("what", ["propose", "existing", "change"])
def test_what_was_just_done_to_an_account_is_undone(register: Register, what: str, clock: StoppedClock) -> None:
    account = propose(register) if what == "propose" else a_live_account(register)
    if what == "existing":
        with register.writing() as txn:
            account = register_existing(
                txn,
                AccountDraft("Old page", "x"),
                ExistingDraft(
                    date(2021, 1, 11),
                    approved_by_id=appoint_head(register),
                    approved_on=date(2021, 1, 20),
                    live_on=date(2021, 2, 1),
                ),
            )
    if what == "change":
        with register.writing() as txn:
            change_account(txn, account, AccountDraft("Renamed", FACEBOOK))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    left = [one.name for one in records(register, account)]
    assert left == (["School Facebook page"] if what == "change" else [])
    assert register.verify().is_sound


def test_an_account_that_is_gone_meanwhile_is_said_so(register: Register) -> None:
    with pytest.raises(Refusal, match="no longer in the register"), register.writing() as txn:
        change_account(txn, 99, AccountDraft("Page", FACEBOOK))
