"""Pages of others, firms with access and permissions are known beside the school's own accounts."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.documents import FileDraft
from policydesk.actions.outside import (
    AccessDraft,
    PageDraft,
    PermissionDraft,
    change_access,
    change_page,
    close_page,
    end_access,
    give_access,
    note_page,
    record_permission,
    withdraw_permission,
)
from policydesk.actions.undo import undo
from policydesk.models import OutsideAccess, Permission, UnofficialPage
from policydesk.store import Register
from policydesk.terms_accounts import AccessLevel, Disclaimer, PermissionKind
from tests.actions.refusing import refused
from tests.stories import TODAY, days
from tests.stories_accounts import propose

PTA = PageDraft("Friends of Longacre", "facebook", "https://www.facebook.com/FriendsOfLongacre", run_by="The PTA")


def page(register: Register, draft: PageDraft = PTA) -> int:
    with register.writing() as txn:
        return note_page(txn, draft)


def pages(register: Register) -> list[UnofficialPage]:
    with register.reading() as session:
        rows = list(session.scalars(select(UnofficialPage).order_by(UnofficialPage.id)))
        session.expunge_all()
        return rows


def test_a_page_of_others_is_noted_with_who_runs_it_and_what_it_says(register: Register) -> None:
    one = page(register)
    asked = PageDraft("Friends", "facebook", PTA.address, "The PTA", "pta@longacre.example", Disclaimer.SHOWN, TODAY)
    with register.writing() as txn:
        change_page(txn, one, asked)
    (kept,) = pages(register)
    assert (kept.name, kept.disclaimer, kept.disclaimer_on, kept.noted_on) == ("Friends", "shown", TODAY, TODAY)
    with register.writing() as txn:
        close_page(txn, one, TODAY)
    assert pages(register)[0].closed_on == TODAY
    assert "It has been gone since 20 November 2026." in refused(register, close_page, one, TODAY)["on"]


def test_all_that_is_wrong_with_a_page_is_said_at_once(register: Register) -> None:
    draft = PageDraft(" ", "facebook", "https://x.com/friends", disclaimer_on=days(1), noted_on=days(1))
    assert set(refused(register, note_page, draft)) == {"name", "address", "disclaimer_on", "noted_on"}
    assert "Select the platform" in refused(register, note_page, PageDraft("Friends", "nothing"))["platform"]


def test_a_page_is_noted_once_and_is_not_one_of_the_schools_own(register: Register) -> None:
    first = page(register)
    again = PageDraft("The same", "facebook", "facebook.com/friendsoflongacre/")
    assert "“Friends of Longacre”, which is noted already" in refused(register, note_page, again)["address"]
    propose(register, address="https://facebook.com/longacreprimary")
    ours = PageDraft("Ours", "facebook", "https://m.facebook.com/LongacrePrimary")
    assert "“School Facebook page”, an official account" in refused(register, note_page, ours)["address"]
    with register.writing() as txn:
        close_page(txn, first, TODAY)
    page(register, again)


def test_a_page_is_not_gone_before_it_was_noted(register: Register) -> None:
    one = page(register)
    assert "was noted on 20 November 2026" in refused(register, close_page, one, days(-1))["on"]
    assert "in the future" in refused(register, close_page, one, days(1))["on"]


@pytest.mark.requirement("R96")
def test_a_firm_gets_access_under_an_agreement_until_a_day(register: Register) -> None:
    account = propose(register)
    draft = AccessDraft(account, "Brightpost", AccessLevel.POST, date(2026, 10, 1))
    with register.writing() as txn:
        access = give_access(txn, draft)
    with register.writing() as txn:
        agreed = AccessDraft(
            account, "Brightpost", AccessLevel.FULL, date(2026, 10, 1), "Ada Hill", "Contract 7", TODAY
        )
        change_access(txn, access, agreed)
    assert "began on 1 October 2026" in refused(register, end_access, access, date(2026, 9, 30))["ended_on"]
    with register.writing() as txn:
        end_access(txn, access, days(30))
    with register.reading() as session:
        row = session.get_one(OutsideAccess, access)
        assert (row.level, row.agreement, row.agreed_on, row.ended_on) == ("full", "Contract 7", TODAY, days(30))
    late = AccessDraft(account, "Brightpost", AccessLevel.FULL, days(31))
    assert "The access ended on" in refused(register, change_access, access, late)["from_on"]


def test_a_firms_password_is_not_kept_either(register: Register) -> None:
    draft = AccessDraft(propose(register), " ", AccessLevel.POST, TODAY, "Password: Sunny123!", agreed_on=days(1))
    assert set(refused(register, give_access, draft)) == {"firm", "contact", "agreed_on"}


@pytest.mark.requirement("R90", "R91", "R92")
@pytest.mark.parametrize("kind", PermissionKind)
def test_a_permission_is_noted_with_its_paper_and_may_be_withdrawn(register: Register, kind: PermissionKind) -> None:
    paper = FileDraft("permission.txt", b"I agree")
    draft = PermissionDraft(kind, "Pupil 4B-07", "Parent of 4B-07", date(2026, 9, 3), reference="P-17", evidence=paper)
    with register.writing() as txn:
        one = record_permission(txn, draft)
    assert "was given on 3 September 2026" in refused(register, withdraw_permission, one, date(2026, 9, 2))["on"]
    with register.writing() as txn:
        withdraw_permission(txn, one, TODAY)
    with register.reading() as session:
        row = session.get_one(Permission, one)
        assert (row.kind, row.subject, row.reference, row.withdrawn_on) == (kind, "Pupil 4B-07", "P-17", TODAY)
        assert row.evidence_id is not None
    assert "was withdrawn on 20 November 2026" in refused(register, withdraw_permission, one, TODAY)["on"]


def test_all_that_is_wrong_with_a_permission_is_said_at_once(register: Register) -> None:
    draft = PermissionDraft(PermissionKind.NAMED, " ", "", days(1), expires_on=TODAY)
    assert set(refused(register, record_permission, draft)) == {"subject", "given_by", "given_on", "expires_on"}


def test_what_was_noted_beside_the_accounts_is_undone(register: Register) -> None:
    account = propose(register)
    with register.writing() as txn:
        note_page(txn, PTA)
        give_access(txn, AccessDraft(account, "Brightpost", AccessLevel.VIEW, TODAY))
        record_permission(txn, PermissionDraft(PermissionKind.WORK, "Pupil 4B-07", "Parent", TODAY, account))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    with register.reading() as session:
        assert [session.scalars(select(one)).all() for one in (UnofficialPage, OutsideAccess, Permission)] == [[]] * 3
    assert register.verify().is_sound
