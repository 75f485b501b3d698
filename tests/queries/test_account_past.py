"""Whatever is recorded later, in whatever order: what was wrong with the accounts on a past day stays what it was."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from policydesk.actions import absences, approvals, media, moderation, moderators, outside, staff, versions, year_terms
from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, change_account, propose_account
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.withdrawals import WithdrawalDraft, withdraw_approval
from policydesk.errors import Refusal, Refusals
from policydesk.models import (
    Absence,
    Approval,
    Moderator,
    OfficialAccount,
    OutsideAccess,
    PolicyVersion,
    StaffRole,
    Term,
    UnofficialPage,
)
from policydesk.models.base import Base
from policydesk.queries.account_checklist import KeptTicks
from policydesk.queries.accounts import list_accounts
from policydesk.queries.due import account_findings
from policydesk.rules.standard import standard_named
from policydesk.store import Register, Txn
from policydesk.terms import StaffCategory
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
from tests.conftest import StoppedClock, make_register
from tests.queries.account_days import each_day_says_the_same
from tests.stories import TODAY, days
from tests.stories_past import School, school_on_a_day


class Someone:
    """Somebody at the school who records things at random, dated after the day that is asked about."""

    def __init__(self, school: School, seed: int) -> None:
        self.school, self._made = school, Random(seed)
        self.people = (school.head, school.bea, school.sam, school.ivy, school.liv)

    def of(self, some: Any) -> Any:
        return self._made.choice(tuple(some))

    def since(self, txn: Txn) -> date:
        """A day that has come, after the one that is asked about."""
        return days(self._made.randint(1, (txn.today - TODAY).days))

    def ahead(self, _txn: Txn) -> date:
        """A day after the one that is asked about, past or to come."""
        return days(self._made.randint(1, 80))

    def any_day(self, _txn: Txn) -> date:
        """A day that may lie before the one that is asked about: what is noted of it is noted later."""
        return days(self._made.randint(-40, 80))

    def maybe(self, what: Any) -> Any:
        return what if self._made.random() < 0.5 else None

    def row(self, txn: Txn, model: type[Base]) -> Any:
        """One of the rows of a table."""
        rows = txn.session.scalars(select(model).order_by(model.id)).all()
        if not rows:
            raise Refusal("There is none.")
        return self.of(rows)


def _away(one: Someone, txn: Txn) -> None:
    first = one.any_day(txn)
    draft = absences.AbsenceDraft(one.of(one.people), AbsenceKind.LEAVE, first, first + timedelta(one.of(range(12))))
    if one.maybe(True):
        absences.record_absence(txn, draft)
    else:
        row = one.row(txn, Absence)
        absences.change_absence(txn, row.id, replace(draft, staff_id=row.staff_id))


def _not_away(one: Someone, txn: Txn) -> None:
    absences.cancel_absence(txn, one.row(txn, Absence).id)


def _turn(one: Someone, txn: Txn, staff_id: int) -> moderators.ModeratorDraft:
    role, first = one.of(ModeratorRole), one.any_day(txn)
    approval = (one.school.head, one.since(txn)) if one.maybe(True) else (None, None)
    until = one.maybe(first + timedelta(one.of(range(60))))
    return moderators.ModeratorDraft(staff_id, role, first, until, bool(one.maybe(True)), *approval)


def _appoints(one: Someone, txn: Txn) -> None:
    moderators.appoint_moderator(txn, one.row(txn, OfficialAccount).id, _turn(one, txn, one.of(one.people)))


def _changes_a_turn(one: Someone, txn: Txn) -> None:
    turn = one.row(txn, Moderator)
    draft = _turn(one, txn, turn.staff_id)
    kept = replace(draft, approved_by_id=turn.approved_by_id, approved_on=turn.approved_on)
    moderators.change_moderator(txn, turn.id, kept if turn.approved_on else draft)


def _ends_a_turn(one: Someone, txn: Txn) -> None:
    moderators.end_moderator(txn, one.row(txn, Moderator).id, one.any_day(txn))


def _replaces(one: Someone, txn: Txn) -> None:
    draft = moderators.ReplaceDraft(one.of(one.people), one.of(one.people), one.ahead(txn))
    moderators.replace_moderator(txn, replace(draft, approved_by_id=one.school.head, approved_on=one.since(txn)))


def _term(one: Someone, txn: Txn) -> None:
    first = one.any_day(txn)
    draft = year_terms.TermDraft(f"Term {first}", first, first + timedelta(one.of(range(1, 60))))
    doing = one.of(("add", "change", "remove"))
    if doing == "add":
        year_terms.add_term(txn, draft)
    elif doing == "change":
        year_terms.change_term(txn, one.row(txn, Term).id, draft)
    else:
        year_terms.remove_term(txn, one.row(txn, Term).id)


def _asks(one: Someone, txn: Txn) -> None:
    on, account = one.since(txn), one.row(txn, OfficialAccount).id
    asked = approvals.ask_approval(txn, approvals.ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, on, account))
    if one.maybe(True):
        _decides(one, txn, asked)


def _decides(one: Someone, txn: Txn, asked: int | None = None) -> None:
    decision = one.of((Decision.APPROVED, Decision.REFUSED))
    draft = approvals.DecisionDraft(decision, one.school.head, one.since(txn), expires_on=one.maybe(one.ahead(txn)))
    approvals.decide_approval(txn, asked or one.row(txn, Approval).id, draft)


def _withdraws(one: Someone, txn: Txn) -> None:
    withdraw_approval(txn, one.row(txn, Approval).id, WithdrawalDraft(one.ahead(txn), one.school.head, "For a reason"))


def _answers(one: Someone, txn: Txn) -> None:
    item = one.of(standard_named("AT").checklist).code
    tick = moderation.TickDraft(item, one.of(TickAnswer), "Because")
    moderation.tick_items(txn, one.row(txn, OfficialAccount).id, [tick], one.since(txn), "Alex Morgan")


def _looks(one: Someone, txn: Txn) -> None:
    account, on = one.row(txn, OfficialAccount).id, one.since(txn)
    moderation.record_checks(txn, moderation.CheckDraft((account,), on, one.of(one.people)))
    evaluation = moderation.EvaluationDraft(account, on, "Ines Elcock", one.of(EvaluationResult))
    moderation.record_evaluation(txn, evaluation)


def _steps(one: Someone, txn: Txn) -> None:
    state = one.of((AccountState.LIVE, AccountState.SUSPENDED, AccountState.CLOSED))
    take_step(txn, one.row(txn, OfficialAccount).id, StepDraft(state, one.since(txn), "For a reason"))


def _retitles(one: Someone, txn: Txn) -> None:
    draft = AccountDraft(
        one.of(("Longacre", "Our page")), one.of(("facebook", "x")), planned_end_on=one.maybe(days(30))
    )
    draft = replace(draft, credentials_kept="Safe", credentials_holder_id=one.maybe(one.of(one.people)))
    change_account(txn, one.row(txn, OfficialAccount).id, draft)


def _proposes(one: Someone, txn: Txn) -> None:
    propose_account(txn, AccountDraft("Channel", "youtube"), one.since(txn))


def _leaves(one: Someone, txn: Txn) -> None:
    staff.mark_leaving(txn, one.of(one.people), one.ahead(txn))


def _stays(one: Someone, txn: Txn) -> None:
    """A last day moves, or is none; only one that the day asked about had seen is left alone."""
    role = one.row(txn, StaffRole)
    if role.started_on <= TODAY:
        draft = staff.RoleDraft(StaffCategory(role.category), role.started_on, one.maybe(one.ahead(txn)))
        staff.change_role(txn, role.id, draft)
    else:
        draft = staff.RoleDraft(StaffCategory(role.category), one.ahead(txn), None)
        staff.change_role(txn, role.id, draft)


def _comes_back(one: Someone, txn: Txn) -> None:
    category = one.of((StaffCategory.TEACHING, StaffCategory.SUPPORT, StaffCategory.VOLUNTEER))
    staff.add_role(txn, one.of(one.people), staff.RoleDraft(category, one.ahead(txn)))


def _moves(one: Someone, txn: Txn) -> None:
    category = one.of((StaffCategory.SUPPORT, StaffCategory.VOLUNTEER))
    staff.change_category(txn, [one.of(one.people)], category, one.ahead(txn))


def _trains(one: Someone, txn: Txn) -> None:
    absences.record_training(txn, absences.TrainingDraft((one.of(one.people),), one.since(txn)))


def _firms(one: Someone, txn: Txn) -> None:
    agreement, first = one.of(("", "Contract 9")), one.any_day(txn)
    draft = outside.AccessDraft(one.school.page, "Oakfield Web", AccessLevel.POST, first, agreement=agreement)
    doing = one.of(("give", "change", "end"))
    if doing == "give":
        outside.give_access(txn, draft)
    elif doing == "change":
        outside.change_access(txn, one.row(txn, OutsideAccess).id, draft)
    else:
        outside.end_access(txn, one.row(txn, OutsideAccess).id, one.any_day(txn))


def _pages(one: Someone, txn: Txn) -> None:
    page = one.row(txn, UnofficialPage)
    draft = outside.PageDraft(page.name, page.platform, disclaimer=one.of(Disclaimer))
    outside.change_page(txn, page.id, replace(draft, disclaimer_on=one.maybe(one.since(txn))))


def _enquiries(one: Someone, txn: Txn) -> None:
    at = datetime.combine(one.since(txn), time(8), UTC)
    if one.maybe(True):
        media.record_enquiry(txn, media.EnquiryDraft(at, "Radio Longacre"))
    else:
        media.forward_enquiry(txn, one.school.enquiry, media.ForwardDraft(at, one.school.head))


def _policy(one: Someone, txn: Txn) -> None:
    version = txn.session.get_one(PolicyVersion, one.school.version)
    same = ("label", "in_force_from", "needs_acknowledging", "ask_again", "statement")
    bound = one.of(({StaffCategory.TEACHING}, {StaffCategory.SUPPORT}, {StaffCategory.TEACHING, StaffCategory.SUPPORT}))
    draft = versions.VersionDraft(
        **{name: getattr(version, name) for name in same},
        categories=frozenset(bound),
        choices={"min_moderators": one.of("123")},
    )
    versions.change_version(txn, version.id, draft)


def _domain(one: Someone, txn: Txn) -> None:
    domain = one.of(("", "old.example", "longacre.example"))
    change_school(txn, SchoolDraft("Longacre Primary School", email_domain=domain))


DOINGS: tuple[Callable[[Someone, Txn], None], ...] = (
    _away, _not_away, _appoints, _changes_a_turn, _ends_a_turn, _replaces, _term, _asks, _decides, _withdraws, _answers,
    _looks, _steps, _retitles, _proposes, _leaves, _stays, _comes_back, _moves, _trains, _firms, _pages, _enquiries,
    _policy, _domain,
)  # fmt: skip
"""What may be recorded later; what the register refuses is not recorded."""


def known(register: Register, on: date) -> object:
    with register.reading() as session:
        accounts, ticks = list_accounts(session, on), KeptTicks(session, on, on)
        return account_findings(session, on), accounts, [ticks.on(one.id, on.isoformat()) for one in accounts]


@settings(max_examples=9, deadline=None, phases=(Phase.explicit, Phase.generate))  # shrinking takes minutes
@given(st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, 10**6)), min_size=15, max_size=25))
def test_no_past_day_is_changed_by_what_is_recorded_later(doings: list[tuple[Any, int]]) -> None:
    with TemporaryDirectory() as place:
        clock = StoppedClock()
        register = make_register(Path(place) / "longacre.policydesk", clock)
        school = school_on_a_day(register, clock)
        then, before = known(register, TODAY), known(register, days(-5))
        for number, (doing, seed) in enumerate(doings):
            clock.advance(days=number % 3)
            with suppress(Refusal, Refusals), register.writing() as txn:
                doing(Someone(school, seed), txn)
            assert known(register, TODAY) == then, doing.__name__
        assert known(register, days(-5)) == before
        with register.reading() as session:
            each_day_says_the_same(session, [days(step) for step in (-400, -5, 0, 1, 9, 15, 40, 90)])
        register.close()
