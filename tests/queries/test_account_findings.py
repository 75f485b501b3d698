"""What is found on accounts follows from what was recorded through the same doors as the window."""

from datetime import date

import pytest

from policydesk.actions.accounts import AccountDraft, ExistingDraft, change_account, register_existing
from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.approvals import (
    ApprovalDraft,
    DecisionDraft,
    ask_approval,
    decide_approval,
)
from policydesk.actions.documents import FileDraft, attach_file
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.staff import StaffDraft, change_staff, mark_leaving
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.queries.account_facts import official_facts
from policydesk.queries.accounts import AccountRow, list_accounts
from policydesk.queries.due import findings
from policydesk.rules.account_facts import AccountFacts
from policydesk.store import Register
from policydesk.terms import FileKind, Post, StaffCategory
from policydesk.terms_accounts import (
    ApprovalKind,
    Decision,
)
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import (
    a_live_account,
    absent,
    appoint_head,
    approve_account,
    close,
    go_live,
    moderate,
    propose,
)


def listed(register: Register, as_at: date = TODAY) -> dict[str, AccountRow]:
    with register.reading() as session:
        return {row.name: row for row in list_accounts(session, as_at)}


def facts_of(register: Register, account_id: int, as_at: date = TODAY) -> AccountFacts:
    with register.reading() as session:
        return next(one for one in official_facts(session, as_at).accounts if one.account_id == account_id)


def rules(register: Register, as_at: date = TODAY) -> set[str]:
    with register.reading() as session:
        return {one.rule for one in findings(session, as_at)}


@pytest.mark.requirement("R55", "R56")
def test_an_account_approved_by_somebody_who_was_not_the_one_to_do_so_is_found(register: Register) -> None:
    head, dsl, bea = appoint_head(register), hire(register, "Dee Lane"), hire(register)
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(dsl, Post.DSL, date(2020, 9, 1)))
        made = [
            register_existing(
                txn,
                AccountDraft(name, "facebook"),
                ExistingDraft(date(2024, 9, 1), date(2024, 9, 9), by, as_what, date(2024, 9, 2)),
            )
            for name, by, as_what in (
                ("By the head", head, Post.HEADTEACHER.value),
                ("By the lead", dsl, Post.DSL.value),
                ("By nobody known", bea, ""),
                ("By a head who was none", bea, Post.HEADTEACHER.value),
                ("By a line manager", bea, "line_manager"),
            )
        ]
        bare = register_existing(txn, AccountDraft("Not at all", "facebook"), ExistingDraft(date(2024, 9, 1), days(-9)))
    grants = [facts_of(register, one).grant for one in made]
    assert [(one.allowed, one.in_office) for one in grants if one is not None] == [
        (True, True), (False, True), (False, True), (True, False), (False, True),
    ]  # fmt: skip
    with register.reading() as session:
        of = {one.subject_id: one.rule for one in findings(session, TODAY) if "approve" in one.rule.partition(".")[2]}
    assert of == {**dict.fromkeys(made[1:], "account.approver_not_in_office"), bare: "account.not_approved"}


@pytest.mark.requirement("R56")
def test_the_policy_of_that_day_says_whether_a_line_manager_could_approve(register: Register) -> None:
    policy = write_policy(register)
    publish(register, policy, choices={"account_approver_roles": "line_manager_or_head"})
    manager, bea = hire(register, "Mel Manager"), hire(register)
    with register.writing() as txn:
        change_staff(
            txn, bea, StaffDraft("Bea Quill", StaffCategory.TEACHING, date(2020, 9, 1), line_manager_id=manager)
        )
        old = register_existing(
            txn, AccountDraft("Old page", "facebook"),
            ExistingDraft(date(2026, 8, 1), date(2026, 8, 20), manager, "line_manager", date(2026, 8, 10)),
        )  # fmt: skip
        new = register_existing(
            txn, AccountDraft("New page", "facebook"),
            ExistingDraft(date(2026, 9, 10), date(2026, 9, 20), manager, "line_manager", date(2026, 9, 15)),
        )  # fmt: skip
    assert [one and one.allowed for one in (facts_of(register, old).grant, facts_of(register, new).grant)] == [
        False,
        True,
    ]


def test_the_approval_that_holds_longest_is_the_one_that_counts(register: Register) -> None:
    page = a_live_account(register)
    head = appoint_head(register)
    with register.writing() as txn:
        again = ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, TODAY, page))
        decide_approval(txn, again, DecisionDraft(Decision.REFUSED, head, TODAY))
    grant = facts_of(register, page).grant
    assert grant is not None
    assert grant.granted
    assert listed(register)["School Facebook page"].approved


@pytest.mark.requirement("R93")
def test_a_sign_in_at_another_address_is_found_where_the_schools_is_known(register: Register) -> None:
    page = propose(register, login_email="page@home.example")
    assert not facts_of(register, page).email_is_outside, "the school's own domain is not known"
    with register.writing() as txn:
        change_school(txn, SchoolDraft("Longacre Primary School", email_domain="longacre.example"))
    assert facts_of(register, page).email_is_outside
    for address in ("page@longacre.example", "page@staff.LONGACRE.example", ""):
        with register.writing() as txn:
            change_account(txn, page, AccountDraft("School Facebook page", "facebook", login_email=address))
        assert not facts_of(register, page).email_is_outside, address


@pytest.mark.requirement("R17")
def test_an_appendix_on_a_platform_under_its_old_name_counts(register: Register) -> None:
    policy = write_policy(register)
    version = publish(register, policy)
    page = propose(register, "School feed", platform="x")
    assert not facts_of(register, page).has_appendix
    with register.writing() as txn:
        attach_file(txn, version, FileDraft("x.pdf", b"%PDF-1.7 x"), FileKind.APPENDIX, platform="Twitter")
    assert facts_of(register, page).has_appendix


@pytest.mark.requirement("R65")
def test_moderators_whom_the_policy_does_not_bind_or_who_owe_it_are_found(register: Register) -> None:
    teacher, governor = hire(register), hire(register, "Gil Board", category=StaffCategory.GOVERNOR)
    page = a_live_account(register, moderators=(teacher, governor))
    assert not rules(register) & {"account.moderator_not_bound", "account.moderator_not_acknowledged"}
    version = publish(register, write_policy(register))
    assert rules(register) >= {"account.moderator_not_bound", "account.moderator_not_acknowledged"}
    sign(register, version, teacher)
    facts = {one.name: (one.bound, one.acknowledged) for one in facts_of(register, page).moderators}
    assert facts == {"Bea Quill": (True, True), "Gil Board": (False, True)}


@pytest.mark.requirement("R64")
def test_a_gap_is_found_ahead_and_too_few_only_once_somebody_is_gone(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    page = propose(register)
    approve_account(register, page)
    moderate(register, page, bea, in_holidays=True)
    moderate(register, page, sam, in_holidays=True)
    go_live(register, page)
    assert not rules(register) & {"account.cover_gap", "account.too_few_moderators"}
    with register.writing() as txn:
        mark_leaving(txn, bea, days(30))
    ahead = rules(register) & {"account.cover_gap", "account.too_few_moderators"}
    on_the_day = rules(register, days(30)) & {"account.cover_gap", "account.too_few_moderators"}
    after = rules(register, days(31)) & {"account.cover_gap", "account.too_few_moderators"}
    assert (ahead, on_the_day, after) == ({"account.cover_gap"}, {"account.cover_gap"}, {"account.too_few_moderators"})


def test_somebody_alone_who_goes_away_leaves_a_gap_beside_being_too_few(register: Register) -> None:
    bea = hire(register)
    with register.writing() as txn:
        page = register_existing(
            txn, AccountDraft("Page", "facebook"), ExistingDraft(date(2024, 9, 1), date(2024, 9, 9))
        )
    moderate(register, page, bea, in_holidays=True)
    assert "account.cover_gap" not in rules(register)
    absent(register, bea, days(3), days(4))
    (gap,) = facts_of(register, page).gaps
    assert (gap.first, gap.last, gap.available) == (days(3), days(4), 0)


def test_terms_are_asked_for_only_while_somebody_is_there_in_term_time_only(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    page = a_live_account(register, moderators=(bea, sam))
    assert "account.no_terms" in rules(register)
    with register.writing() as txn:
        add_term(txn, TermDraft("Autumn", date(2026, 9, 2), date(2026, 12, 18)))
    with register.reading() as session:
        assert official_facts(session, TODAY).terms_unknown_from == date(2026, 12, 19)
    with register.writing() as txn:
        add_term(txn, TermDraft("Spring", date(2027, 1, 5), date(2027, 3, 25)))
    assert "account.no_terms" not in rules(register)
    close(register, page)


def test_who_holds_a_sign_in_and_leaves_is_found_before_and_after(register: Register) -> None:
    bea = hire(register)
    page = a_live_account(register, credentials_holder_id=bea, credentials_kept="Office safe")
    assert "account.credentials_leaver" not in rules(register)
    with register.writing() as txn:
        mark_leaving(txn, bea, days(29))
    assert "account.credentials_leaver" not in rules(register)
    assert "account.credentials_leaver" in rules(register, days(1))
    holder = facts_of(register, page, days(30)).sign_in
    assert holder is not None
    assert (holder.in_post, holder.last_day) == (False, days(29))
