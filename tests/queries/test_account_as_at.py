"""What was wrong with the accounts on a past day stays what it was, whatever is recorded later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from policydesk.actions.absences import (
    AbsenceDraft,
    TrainingDraft,
    cancel_absence,
    change_absence,
    record_absence,
    record_training,
)
from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, change_account, propose_account
from policydesk.actions.approvals import ApprovalDraft, DecisionDraft, ask_approval, decide_approval
from policydesk.actions.media import EnquiryDraft, ForwardDraft, forward_enquiry, record_enquiry
from policydesk.actions.moderation import (
    CheckDraft,
    EvaluationDraft,
    TickDraft,
    record_checks,
    record_evaluation,
    tick_items,
)
from policydesk.actions.moderators import (
    ModeratorDraft,
    ReplaceDraft,
    appoint_moderator,
    change_moderator,
    end_moderator,
    replace_moderator,
)
from policydesk.actions.outside import (
    AccessDraft,
    PageDraft,
    change_access,
    change_page,
    end_access,
    give_access,
)
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.staff import RoleDraft, add_role, change_role, main_role, mark_leaving
from policydesk.actions.versions import VersionDraft, change_version
from policydesk.actions.withdrawals import WithdrawalDraft, withdraw_approval
from policydesk.actions.year_terms import TermDraft, add_term, change_term, remove_term
from policydesk.dates import RoughDate
from policydesk.models import PolicyVersion
from policydesk.queries.account_detail import account_detail
from policydesk.queries.accounts import list_accounts
from policydesk.queries.due import findings
from policydesk.rules.findings import Finding
from policydesk.store import Register, Txn
from policydesk.terms import StaffCategory, Topic
from policydesk.terms_accounts import (
    AbsenceKind,
    AccessLevel,
    AccountState,
    ApprovalKind,
    Decision,
    Disclaimer,
    EvaluationResult,
    ModeratorRole,
    TickAnswer,
)
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, publish
from tests.stories_accounts import APPROVED
from tests.stories_past import LATER, School, school_on_a_day

THEN = days(LATER)


@pytest.fixture
def school(register: Register, clock: StoppedClock) -> School:
    """The school on the day asked about; then the clock goes on."""
    return school_on_a_day(register, clock)


Change = Callable[[School, Txn], object]


def mark_leaving_later(txn: Txn, staff_id: int, last_day: date | None) -> None:
    """Move a last day that is known already to a later one, or take it back."""
    role = main_role(txn, staff_id)
    assert role is not None
    change_role(txn, role.id, RoleDraft(StaffCategory(role.category), role.started_on, last_day))


def _policy_asks(school: School, txn: Txn, **about: object) -> None:
    """Change what the version in force asks of accounts, or whom it binds."""
    version = txn.session.get_one(PolicyVersion, school.version)
    same = ("label", "in_force_from", "needs_acknowledging", "ask_again", "statement", "choices")
    draft = VersionDraft(
        **{name: getattr(version, name) for name in same}, categories=frozenset({StaffCategory.TEACHING})
    )
    change_version(txn, school.version, replace(draft, **about))


PAGE = AccountDraft("School Facebook page", "facebook")


def _renamed(school: School, txn: Txn) -> None:
    change_account(txn, school.page, replace(PAGE, name="Longacre on Facebook", credentials_kept="Office safe"))


def _in_term(school: School) -> ModeratorDraft:
    return ModeratorDraft(school.ivy, ModeratorRole.MODERATOR, date(2026, 9, 9))


def _there(school: School, staff_id: int, from_on: date, *, in_holidays: bool = False) -> ModeratorDraft:
    approval = (school.head, min(from_on, TODAY))
    return ModeratorDraft(staff_id, ModeratorRole.ADMINISTRATOR, from_on, None, in_holidays, *approval)


CHANGES: dict[str, Change] = {
    "the account gets another name and other answers": _renamed,
    "it is suspended": lambda s, txn: take_step(txn, s.page, StepDraft(AccountState.SUSPENDED, THEN, "Being cleaned")),
    "it is closed": lambda s, txn: take_step(txn, s.page, StepDraft(AccountState.CLOSED, days(1), "Nobody reads it")),
    "a moderator leaves": lambda s, txn: mark_leaving(txn, s.bea, THEN),
    "a moderator is going to leave": lambda s, txn: mark_leaving(txn, s.sam, days(30)),
    "a leaver stays longer": lambda s, txn: mark_leaving_later(txn, s.ivy, days(45)),
    "a leaver stays for good": lambda s, txn: mark_leaving_later(txn, s.ivy, None),
    "a leaver leaves earlier": lambda s, txn: mark_leaving(txn, s.ivy, days(22)),
    "a leaver comes back": lambda s, txn: add_role(txn, s.ivy, RoleDraft(StaffCategory.TEACHING, days(30))),
    "who holds the sign-in leaves at once": lambda s, txn: mark_leaving(txn, s.sam, days(1)),
    "somebody is away over Christmas": lambda s, txn: record_absence(
        txn, AbsenceDraft(s.bea, AbsenceKind.LEAVE, days(20), days(25))
    ),
    "somebody was away already": lambda s, txn: record_absence(
        txn, AbsenceDraft(s.bea, AbsenceKind.OTHER, days(-3), days(18))
    ),
    "somebody comes back earlier": lambda s, txn: change_absence(
        txn, s.sams_absence, AbsenceDraft(s.sam, AbsenceKind.LEAVE, days(14), days(15))
    ),
    "somebody was not away after all": lambda s, txn: cancel_absence(txn, s.sams_absence),
    "a moderator is there in term time only from now on": lambda s, txn: change_moderator(
        txn, s.sams_turn, _there(s, s.sam, APPROVED)
    ),
    "a turn to come begins later": lambda s, txn: change_moderator(
        txn, s.livs_turn, _there(s, s.liv, days(40), in_holidays=True)
    ),
    "a turn to come ends earlier": lambda s, txn: end_moderator(txn, s.livs_turn, days(45)),
    "a turn to come is somebody else’s": lambda s, txn: replace_moderator(
        txn, ReplaceDraft(s.liv, s.head, THEN, s.head, THEN)
    ),
    "the term ends earlier": lambda s, txn: change_term(
        txn, s.autumn, TermDraft("Autumn", date(2026, 9, 2), date(2026, 12, 11))
    ),
    "the term was a mistake": lambda s, txn: remove_term(txn, s.autumn),
    "the next term is entered": lambda s, txn: add_term(txn, TermDraft("Spring", date(2027, 1, 5), date(2027, 3, 26))),
    "a question is answered": lambda s, txn: tick_items(
        txn, s.page, [TickDraft("purpose", TickAnswer.YES)], THEN, "Alex Morgan"
    ),
    "a moderator is appointed": lambda s, txn: appoint_moderator(
        txn, s.page, ModeratorDraft(s.head, ModeratorRole.ADMINISTRATOR, days(1), None, True, s.head, days(1))
    ),
    "a moderator is approved": lambda s, txn: change_moderator(
        txn, s.ivys_turn, replace(_in_term(s), approved_by_id=s.head, approved_on=THEN)
    ),
    "a turn ended some time ago": lambda s, txn: end_moderator(txn, s.beas_turn, days(-2)),
    "a turn is going to end": lambda s, txn: end_moderator(txn, s.beas_turn, days(35)),
    "somebody is trained": lambda s, txn: record_training(txn, TrainingDraft((s.bea, s.sam), THEN)),
    "somebody looks at the account": lambda s, txn: record_checks(txn, CheckDraft((s.page,), days(1), s.bea)),
    "the account is evaluated": lambda s, txn: record_evaluation(
        txn, EvaluationDraft(s.page, THEN, "Ines Elcock", EvaluationResult.KEEP)
    ),
    "the other account is approved": lambda s, txn: decide_approval(
        txn, s.asked, DecisionDraft(Decision.APPROVED, s.head, days(1))
    ),
    "the other account is refused": lambda s, txn: decide_approval(
        txn, s.asked, DecisionDraft(Decision.REFUSED, s.head, THEN)
    ),
    "the approval is renewed": lambda s, txn: decide_approval(
        txn,
        ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, THEN, s.page)),
        DecisionDraft(Decision.APPROVED, s.head, THEN),
    ),
    "something else is asked for": lambda s, txn: ask_approval(
        txn, ApprovalDraft(ApprovalKind.TAKE_PART, days(1), title="Village website")
    ),
    "the enquiry goes to the headteacher": lambda s, txn: forward_enquiry(
        txn, s.enquiry, ForwardDraft(datetime(2026, 11, 21, 8, tzinfo=UTC), s.head)
    ),
    "another enquiry comes in": lambda s, txn: record_enquiry(
        txn, EnquiryDraft(datetime(2026, 11, 21, 0, 30, tzinfo=UTC), "Radio Longacre")
    ),
    "the page of others shows the line": lambda s, txn: change_page(
        txn, s.others, PageDraft("Longacre Parents", "facebook", disclaimer=Disclaimer.SHOWN, disclaimer_on=THEN)
    ),
    "the firm signs an agreement": lambda s, txn: change_access(
        txn,
        s.firm,
        AccessDraft(s.page, "Brightway Media", AccessLevel.POST, days(-30), agreement="Contract 7", agreed_on=THEN),
    ),
    "the firm signs an agreement, and nobody says when": lambda s, txn: change_access(
        txn, s.firm, AccessDraft(s.page, "Brightway Media", AccessLevel.POST, days(-30), agreement="Contract 7")
    ),
    "the firm lost access some time ago": lambda s, txn: end_access(txn, s.firm, days(-1)),
    "another firm has had access for long": lambda s, txn: give_access(
        txn, AccessDraft(s.page, "Oakfield Web", AccessLevel.POST, days(-60))
    ),
    "an agreement was none after all": lambda s, txn: change_access(
        txn, s.lent, AccessDraft(s.page, "Redfern Print", AccessLevel.POST, days(-20))
    ),
    "the line is gone from a page of others": lambda s, txn: change_page(
        txn, s.kept, PageDraft("Longacre Choir", "facebook", disclaimer=Disclaimer.NOT_ASKED)
    ),
    "the approval is withdrawn": lambda s, txn: withdraw_approval(
        txn, s.approval, WithdrawalDraft(THEN, s.head, "The page is not answered for")
    ),
    "the approval is going to be withdrawn": lambda s, txn: withdraw_approval(
        txn, s.approval, WithdrawalDraft(days(18), s.head, "The page is not answered for")
    ),
    "the policy asks for three moderators": lambda s, txn: _policy_asks(s, txn, choices={"min_moderators": "3"}),
    "the policy does not bind teachers any more": lambda s, txn: _policy_asks(
        s, txn, categories=frozenset({StaffCategory.SUPPORT})
    ),
    "the school writes from another domain": lambda s, txn: change_school(
        txn, SchoolDraft("Longacre Primary School", email_domain="longacre.example")
    ),
    "a further account is proposed": lambda s, txn: propose_account(txn, AccountDraft("School channel", "youtube")),
}
"""What may be recorded later, by what it is; each says something else about the days after it."""


def found(register: Register, as_at: date) -> tuple[Finding, ...]:
    with register.reading() as session:
        return tuple(one for one in findings(session, as_at) if one.topic is Topic.ACCOUNTS)


def shown(register: Register, as_at: date, account_id: int) -> object:
    """Return the list and the account as they are shown as at a day, but for the audit trail's own words."""
    with register.reading() as session:
        detail = account_detail(session, as_at, account_id)
        assert detail is not None
        turns = [replace(one, id=0) for one in detail.moderators]
        parts = (
            detail.answers,
            turns,
            detail.firms,
            detail.steps,
            detail.checklist,
            detail.checks,
            detail.evaluations,
            detail.cover,
        )
        return list_accounts(session, as_at), parts, [one.decision for one in detail.approvals]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_recorded_later_changes_no_finding_of_a_past_day(school: School, change: str) -> None:
    register = school.register

    def asked(on: date) -> tuple[object, object]:
        return found(register, on), shown(register, on, school.page)

    then, now = asked(TODAY), asked(THEN)
    with register.writing() as txn:
        CHANGES[change](school, txn)
    assert asked(TODAY) == then
    assert asked(THEN) != now, "the change is seen on its own day"


def test_the_day_asked_about_has_something_of_everything(school: School) -> None:
    assert {one.rule for one in found(school.register, TODAY)} == {
        "access.agreement_missing",
        "account.approval_expired",
        "account.checklist_missing",
        "account.cover_gap",
        "account.credentials_unknown",
        "account.moderator_not_acknowledged",
        "account.moderator_not_approved",
        "account.moderator_untrained",
        "account.neglected",
        "account.no_terms",
        "account.personal_email",
        "account.planned_end",
        "account.training_expired",
        "approval.pending",
        "media.not_forwarded",
        "page.no_disclaimer",
    }


def test_everything_that_is_recorded_later_at_once_changes_no_finding_of_a_past_day(school: School) -> None:
    register, others = school.register, {"it is closed", "the other account is refused", "a moderator leaves"}
    others |= {"who holds the sign-in leaves at once", "a turn is going to end", "it is suspended"}
    others |= {"a turn to come is somebody else’s", "the approval is going to be withdrawn", "a leaver leaves earlier"}
    others |= {"the policy does not bind teachers any more", "a leaver comes back"}
    then = found(register, TODAY)
    for name, change in CHANGES.items():
        if name not in others:
            with register.writing() as txn:
                change(school, txn)
            assert found(register, TODAY) == then, name


def test_a_policy_that_comes_into_force_later_asks_for_more_moderators_from_then_on(school: School) -> None:
    register = school.register
    then = found(register, TODAY)
    publish(register, school.policy, "2", in_force_from=RoughDate.of(THEN), choices={"min_moderators": "3"})
    assert found(register, TODAY) == then
    assert "account.too_few_moderators" not in {one.rule for one in then}
    after = {one.rule: one.says for one in found(register, THEN)}
    assert after["account.too_few_moderators"] == (
        "“School Facebook page” has only 2 approved moderators, Bea Quill and Sam Reed, and needs 3."
    )


def test_an_account_is_not_there_before_the_day_on_which_it_was_proposed(school: School) -> None:
    with school.register.reading() as session:
        assert list_accounts(session, date(2026, 9, 6)) == ()
        assert account_detail(session, date(2026, 9, 6), school.page) is None
        states = {row.name: row.state for row in list_accounts(session, date(2026, 9, 10))}
    assert states == {"School Facebook page": AccountState.APPROVED, "Year 6 blog": AccountState.PROPOSED}


def test_an_enquiry_belongs_to_the_schools_day_in_summer_time_too(register: Register, clock: StoppedClock) -> None:
    clock.now = datetime(2027, 7, 2, 9, tzinfo=UTC)
    with register.writing() as txn:
        record_enquiry(txn, EnquiryDraft(datetime(2027, 6, 30, 23, 30, tzinfo=UTC), "Longacre Gazette"))
    assert found(register, date(2027, 6, 30)) == ()
    (finding,) = found(register, date(2027, 7, 1))
    assert finding.since == date(2027, 7, 1)
    assert finding.since - timedelta(days=1) == date(2027, 6, 30)
