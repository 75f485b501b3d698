"""What is asked about official accounts, on registers made through the same doors as the window."""

from datetime import UTC, date, datetime

import pytest

from policydesk.actions.absences import AbsenceDraft, TrainingDraft, record_absence, record_training
from policydesk.actions.accounts import AccountDraft, change_account
from policydesk.actions.approvals import (
    ApprovalDraft,
    ContentDraft,
    DecisionDraft,
    ask_approval,
    decide_approval,
    log_content,
)
from policydesk.actions.media import (
    EnquiryDraft,
    ForwardDraft,
    ReplyDraft,
    close_enquiry,
    forward_enquiry,
    record_enquiry,
)
from policydesk.actions.moderation import (
    CheckDraft,
    EvaluationDraft,
    TickDraft,
    record_checks,
    record_evaluation,
    tick_items,
)
from policydesk.actions.outside import (
    AccessDraft,
    PageDraft,
    PermissionDraft,
    close_page,
    end_access,
    give_access,
    note_page,
    record_permission,
    withdraw_permission,
)
from policydesk.actions.staff import mark_leaving
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.queries.account_detail import AccountDetail, account_detail
from policydesk.queries.account_facts import official_facts
from policydesk.queries.account_logs import approvals, enquiries, outside_access, permissions, unofficial_pages
from policydesk.queries.accounts import AccountRow, account_names, find_accounts, list_accounts
from policydesk.queries.calendar import absences, moderator_turns, terms, trainings
from policydesk.queries.due import findings
from policydesk.rules.account_checklist import ItemState
from policydesk.rules.account_facts import AccountFacts
from policydesk.store import Register
from policydesk.terms import Post
from policydesk.terms_accounts import (
    AbsenceKind,
    AccessLevel,
    AccountState,
    ApprovalKind,
    Audience,
    Decision,
    Disclaimer,
    Engagement,
    EvaluationResult,
    ModeratorRole,
    PermissionKind,
    TickAnswer,
)
from tests.counting import statements
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import (
    LIVE,
    PROPOSED,
    a_live_account,
    absent,
    appoint_head,
    close,
    moderate,
    propose,
)


def listed(register: Register, as_at: date = TODAY) -> dict[str, AccountRow]:
    with register.reading() as session:
        return {row.name: row for row in list_accounts(session, as_at)}


def detail_of(register: Register, account_id: int, as_at: date = TODAY) -> AccountDetail:
    with register.reading() as session:
        found = account_detail(session, as_at, account_id)
    assert found is not None
    return found


def facts_of(register: Register, account_id: int, as_at: date = TODAY) -> AccountFacts:
    with register.reading() as session:
        return next(one for one in official_facts(session, as_at).accounts if one.account_id == account_id)


def rules(register: Register, as_at: date = TODAY) -> set[str]:
    with register.reading() as session:
        return {one.rule for one in findings(session, as_at)}


@pytest.mark.requirement("R55", "R64", "R67", "R86")
def test_a_line_of_the_list_says_where_an_account_stands(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    page = a_live_account(
        register, moderators=(sam, bea), handle="LongacrePrimary", audience=frozenset({Audience.PARENTS}),
        planned_end_on=days(200),
    )  # fmt: skip
    with register.writing() as txn:
        record_checks(txn, CheckDraft((page,), days(-9), bea))
        record_checks(txn, CheckDraft((page,), days(-4), bea))
        record_evaluation(txn, EvaluationDraft(page, days(-10), "Ines Elcock", EvaluationResult.KEEP))
        record_absence(txn, AbsenceDraft(bea, AbsenceKind.LEAVE, days(3), days(5)))
    row = listed(register)["School Facebook page"]
    assert (row.id, row.platform, row.platform_name, row.state, row.since) == (
        page, "facebook", "Facebook", AccountState.LIVE, LIVE,
    )  # fmt: skip
    assert row.moderators == ("Bea Quill", "Sam Reed"), "by their last names"
    assert (row.available, row.minimum, row.gap_from) == (2, 2, days(3))
    assert (row.last_checked_on, row.check_due_on) == (days(-4), days(3))
    assert row.evaluation_due_on == date(2027, 5, 10)
    assert (row.approved, row.planned_end_on, row.audience) == (True, days(200), frozenset({Audience.PARENTS}))
    assert row.handle == "LongacrePrimary"


def test_an_account_that_is_not_live_yet_has_nothing_due(register: Register) -> None:
    propose(register)
    row = listed(register)["School Facebook page"]
    assert (row.state, row.since, row.moderators, row.approved) == (AccountState.PROPOSED, PROPOSED, (), False)
    assert (row.gap_from, row.check_due_on, row.evaluation_due_on) == (None, None, None)


def test_accounts_stand_by_name_and_are_found_by_parts_of_name_platform_and_address(register: Register) -> None:
    page = a_live_account(register, "Zebra class page")
    blog = propose(register, "année blog", platform="other", other_platform="Class diary")
    video = propose(register, "Art channel", platform="youtube", handle="longacreart")
    close(register, page)
    with register.reading() as session:
        assert [row.id for row in list_accounts(session, TODAY)] == [blog, video, page]
        assert account_names(session, TODAY)[-1] == (page, "Zebra class page"), "closed ones are last"
        assert [one for one, _name in account_names(session, days(-1))] == [blog, video, page]
        assert [row.id for row in find_accounts(session, TODAY, "ANNEE dia")] == [blog]
        assert [row.id for row in find_accounts(session, TODAY, "longacreart")] == [video]
        assert [row.id for row in find_accounts(session, TODAY, "a")] == [blog, video, page]
        assert [row.id for row in find_accounts(session, TODAY, "a", limit=1)] == [blog]
        assert find_accounts(session, TODAY, "nothing like it") == ()


def test_neither_the_list_nor_the_findings_ask_once_for_each_account(register: Register) -> None:
    counts = []
    for name in ("Page", "Blog", "Channel", "Feed"):
        a_live_account(register, name)
        with register.reading() as session, statements(session) as asked:
            list_accounts(session, TODAY)
            of_list = len(asked)
            official_facts(session, TODAY)
        counts.append((of_list, len(asked)))
    assert len(set(counts)) == 1, counts
    assert counts[0][0] <= 9


@pytest.mark.requirement("R66")
def test_a_closed_account_is_silent_and_stays_in_the_list(register: Register) -> None:
    bea = hire(register)
    page = a_live_account(register, moderators=(bea, hire(register, "Sam Reed")), credentials_holder_id=bea)
    assert {one for one in rules(register) if one.startswith("account.")}
    close(register, page)
    assert not {one for one in rules(register) if one.startswith("account.")}
    assert listed(register)["School Facebook page"].state is AccountState.CLOSED


def test_the_detail_has_everything_that_was_recorded(register: Register) -> None:
    head, bea, sam = appoint_head(register), hire(register), hire(register, "Sam Reed")
    page = a_live_account(
        register, moderators=(bea, sam), engagement=Engagement.COMMENTS, purpose="News for parents",
        responsible_leader_id=sam, credentials_holder_id=bea,
    )  # fmt: skip
    with register.writing() as txn:
        tick_items(
            txn,
            page,
            [TickDraft("purpose", TickAnswer.YES), TickDraft("logo", TickAnswer.NO, "No link")],
            days(-5),
            "A",
        )
        tick_items(txn, page, [TickDraft("logo", TickAnswer.YES)], days(-1), "Sam Reed")
        record_checks(txn, CheckDraft((page,), days(-2), bea, "All well", 1, "A rude word"))
        record_evaluation(txn, EvaluationDraft(page, days(-1), "Ines Elcock", EvaluationResult.CHANGE))
        give_access(txn, AccessDraft(page, "Brightway Media", AccessLevel.POST, days(-30)))
        record_permission(txn, PermissionDraft(PermissionKind.SHOWN, "Pupil 17", "A parent", days(-3), page))
        log_content(txn, ContentDraft(page, "Photographs of the fair", head, days(-2)))
    found = detail_of(register, page)
    assert (found.answers.purpose, found.answers.responsible_leader) == ("News for parents", "Sam Reed")
    assert (found.answers.credentials_holder, found.answers.recorded_on) == ("Bea Quill", PROPOSED)
    assert [one.state for one in found.steps] == [AccountState.PROPOSED, AccountState.APPROVED, AccountState.LIVE]
    assert found.next_states == (AccountState.SUSPENDED, AccountState.CLOSED)
    states = {row.item.code: row for row in found.checklist}
    assert "vetting" in states, "it is asked because others may comment"
    assert "privacy" not in states, "it is not asked of an account that is not for pupils"
    assert (states["logo"].state, states["logo"].ticked_by) == (ItemState.MET, "Sam Reed")
    assert states["logo"].valid_until == date(2027, 11, 19)
    assert states["purpose"].valid_until is None
    assert states["exit"].state is ItemState.MISSING
    assert [(one.item, one.answer) for one in found.ticks] == [
        ("logo", TickAnswer.YES), ("logo", TickAnswer.NO), ("purpose", TickAnswer.YES),
    ]  # fmt: skip
    assert [(one.full_name, one.removed_what) for one in found.checks] == [("Bea Quill", "A rude word")]
    assert [one.result for one in found.evaluations] == [EvaluationResult.CHANGE]
    assert [(one.firm, one.is_open(TODAY)) for one in found.firms] == [("Brightway Media", True)]
    assert [(one.subject, one.holds(TODAY)) for one in found.permissions] == [("Pupil 17", True)]
    assert [one.kind for one in found.approvals] == [ApprovalKind.CONTENT, ApprovalKind.CREATE_ACCOUNT]
    assert (found.cover[0].first, found.cover[-1].last) == (TODAY, days(92))
    assert found.history[0].actor == "Alex Morgan"


def test_the_window_of_the_cover_can_be_chosen(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    page = a_live_account(register, moderators=(bea, sam))
    absent(register, bea, days(10), days(12))
    with register.reading() as session:
        found = account_detail(session, TODAY, page, days(11), days(20))
    assert found is not None
    assert [(one.first, one.last, one.available) for one in found.gaps] == [(days(11), days(12), 1)]
    assert [(one.first, one.last) for one in found.cover] == [(days(11), days(12)), (days(13), days(20))]


@pytest.mark.requirement("R47", "R63")
def test_the_turns_say_who_runs_comes_and_went_and_why_one_ends(register: Register) -> None:
    version = publish(register, write_policy(register))
    bea, sam, ivy = hire(register), hire(register, "Sam Reed"), hire(register, "Ivy Stone")
    sign(register, version, bea)
    page = a_live_account(register, moderators=(bea, sam))
    moderate(register, page, ivy, from_on=days(10))
    moderate(register, page, appoint_head(register), from_on=days(-60), until_on=days(-30))
    with register.writing() as txn:
        record_training(txn, TrainingDraft((bea,), days(-100), days(300)))
        mark_leaving(txn, bea, days(20))
    turns = detail_of(register, page).moderators
    assert [(one.full_name, one.is_running) for one in turns] == [
        ("Bea Quill", True), ("Sam Reed", True), ("Ivy Stone", False), ("Ines Elcock", False),
    ]  # fmt: skip
    assert (turns[0].last_day, turns[0].leaves, turns[0].until_on) == (days(20), True, None)
    assert (turns[0].trained_until, turns[0].owes, turns[0].bound) == (days(300), False, True)
    assert (turns[1].last_day, turns[1].leaves, turns[1].owes) == (None, False, True)
    assert (turns[3].last_day, turns[3].leaves) == (days(-30), False)
    assert turns[0].approved_by == "Ines Elcock"


@pytest.mark.requirement("R47")
def test_the_leaving_checklist_names_the_accounts_and_the_sign_ins(register: Register) -> None:
    bea, sam, ivy = hire(register), hire(register, "Sam Reed"), hire(register, "Ivy Stone")
    page = a_live_account(register, "Page", (bea, sam), credentials_holder_id=bea, credentials_kept="Office safe")
    full = a_live_account(register, "Channel", (bea, sam, ivy))
    other = a_live_account(register, "Feed", (sam, ivy), credentials_holder_id=bea)
    gone = a_live_account(register, "Old page", (bea, sam))
    close(register, gone)
    with register.reading() as session:
        turns = moderator_turns(session, bea, TODAY)
    assert [(one.account_id, one.falls_below, one.holds_credentials) for one in turns] == [
        (full, False, False), (other, False, True), (page, True, True),
    ]  # fmt: skip
    assert (turns[0].others, turns[0].role) == (("Sam Reed", "Ivy Stone"), ModeratorRole.ADMINISTRATOR)
    assert (turns[1].moderator_id, turns[1].role, turns[1].from_on) == (None, None, None)
    assert (turns[2].minimum, turns[2].credentials_kept) == (2, "Office safe")


def test_terms_absences_and_trainings_are_listed(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    with register.writing() as txn:
        add_term(txn, TermDraft("Spring", date(2027, 1, 5), date(2027, 3, 25)))
        add_term(txn, TermDraft("Autumn", date(2026, 9, 2), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30)))
        record_training(txn, TrainingDraft((bea, sam), days(-10), title="Moderating kindly"))
    absent(register, bea, days(-20), days(-15))
    absent(register, sam, days(-1), days(0))
    absent(register, bea, days(5), days(9), AbsenceKind.LONG_TERM)
    with register.reading() as session:
        assert [(one.name, one.break_from) for one in terms(session)] == [
            ("Autumn", date(2026, 10, 26)), ("Spring", None),
        ]  # fmt: skip
        assert [(one.full_name, one.from_on) for one in absences(session, TODAY)] == [
            ("Sam Reed", days(-1)), ("Bea Quill", days(5)),
        ]  # fmt: skip
        assert [one.full_name for one in absences(session, TODAY, days(4))] == ["Sam Reed"]
        assert [one.kind for one in absences(session, TODAY, staff_id=bea)] == [AbsenceKind.LONG_TERM]
        assert [(one.full_name, one.expires_on) for one in trainings(session)] == [
            ("Bea Quill", date(2028, 11, 10)), ("Sam Reed", date(2028, 11, 10)),
        ]  # fmt: skip
        assert [one.title for one in trainings(session, sam)] == ["Moderating kindly"]


@pytest.mark.requirement("R55", "R77")
def test_what_is_decided_later_still_waits_on_the_day_before(register: Register) -> None:
    head, bea = appoint_head(register), hire(register)
    page = propose(register)
    with register.writing() as txn:
        first = ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, days(-9), page, asked_by_id=bea))
        ask_approval(txn, ApprovalDraft(ApprovalKind.TAKE_PART, days(-5), title="Village website", address="v.example"))
        decide_approval(txn, first, DecisionDraft(Decision.APPROVED, head, days(-2), "Comments closed", days(300)))
    with register.reading() as session:
        assert approvals(session, days(-10)) == ()
        (before,) = approvals(session, days(-3), account_id=page)
        (now,) = approvals(session, TODAY, kind=ApprovalKind.CREATE_ACCOUNT)
        (part,) = approvals(session, TODAY, kind=ApprovalKind.TAKE_PART)
    assert (before.decision, before.decided_by, before.conditions, before.asked_by) == (
        Decision.PENDING, "", "", "Bea Quill",
    )  # fmt: skip
    assert (now.decision, now.decided_by, now.decided_as) == (Decision.APPROVED, "Ines Elcock", Post.HEADTEACHER)
    assert (now.account, now.expires_on) == ("School Facebook page", days(300))
    assert (part.title, part.account, part.account_id) == ("Village website", "", None)


@pytest.mark.requirement("R89")
def test_an_enquiry_is_shown_as_far_as_it_had_come_on_a_day(register: Register) -> None:
    head, bea = appoint_head(register), hire(register)
    with register.writing() as txn:
        one = record_enquiry(
            txn,
            EnquiryDraft(datetime(2026, 11, 16, 9, tzinfo=UTC), "Longacre Gazette", "Al Reporter", received_by_id=bea),
        )
        forward_enquiry(txn, one, ForwardDraft(datetime(2026, 11, 17, 9, tzinfo=UTC), head))
        close_enquiry(txn, one, ReplyDraft(days(-1), head, days(-1)))
    with register.reading() as session:
        assert enquiries(session, date(2026, 11, 15)) == ()
        (came,) = enquiries(session, date(2026, 11, 16))
        (forwarded,) = enquiries(session, date(2026, 11, 17))
        (closed,) = enquiries(session, TODAY)
    assert (came.forwarded_at, came.forwarded_to, came.received_by) == (None, "", "Bea Quill")
    assert (forwarded.forwarded_to, forwarded.closed_on) == ("Ines Elcock", None)
    assert (closed.reply_approved_by, closed.replied_on, closed.closed_on) == ("Ines Elcock", days(-1), days(-1))


@pytest.mark.requirement("R90", "R96")
def test_pages_of_others_firms_and_permissions_are_listed_with_their_days(register: Register) -> None:
    page = a_live_account(register)
    with register.writing() as txn:
        pta = note_page(txn, PageDraft("PTA page", "facebook", noted_on=days(-50), disclaimer=Disclaimer.ASKED))
        note_page(txn, PageDraft("Year 6 parents", "facebook", noted_on=days(-40)))
        close_page(txn, pta, days(-1))
        firm = give_access(txn, AccessDraft(page, "Brightway Media", AccessLevel.FULL, days(-30)))
        end_access(txn, firm, TODAY)
        shown = record_permission(txn, PermissionDraft(PermissionKind.SHOWN, "Pupil 17", "A parent", days(-9), page))
        withdraw_permission(txn, shown, TODAY)
        record_permission(txn, PermissionDraft(PermissionKind.WORK, "A poem", "Ada Poet", days(-3), None, days(3)))
    with register.reading() as session:
        assert [(one.name, one.closed_on) for one in unofficial_pages(session, TODAY)] == [
            ("Year 6 parents", None), ("PTA page", days(-1)),
        ]  # fmt: skip
        assert [one.closed_on for one in unofficial_pages(session, days(-45))] == [None]
        (access,) = outside_access(session, TODAY)
        found = {one.subject: one for one in permissions(session, TODAY)}
        assert [one.subject for one in permissions(session, TODAY, account_id=page)] == ["Pupil 17"]
    assert (access.account, access.is_open(TODAY), access.is_open(days(1))) == ("School Facebook page", True, False)
    assert (found["Pupil 17"].holds(days(-1)), found["Pupil 17"].holds(TODAY)) == (True, False)
    assert (found["A poem"].holds(days(3)), found["A poem"].holds(days(4))) == (True, False)
    assert "page.no_disclaimer" in rules(register)


def test_renaming_is_dated(register: Register) -> None:
    page = a_live_account(register)
    with register.writing() as txn:
        change_account(txn, page, AccountDraft("Longacre news", "facebook"))
    assert listed(register).keys() == {"Longacre news"}
    assert listed(register, days(-1)).keys() == {"School Facebook page"}
