"""The school that tests of past days begin with: official accounts with something of everything wrong."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from policydesk.actions.absences import TrainingDraft, record_training
from policydesk.actions.approvals import ApprovalDraft, ask_approval
from policydesk.actions.media import EnquiryDraft, record_enquiry
from policydesk.actions.moderation import TickDraft, tick_items
from policydesk.actions.outside import AccessDraft, PageDraft, give_access, note_page
from policydesk.actions.staff import mark_leaving
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.store import Register
from policydesk.terms_accounts import (
    AccessLevel,
    ApprovalKind,
    Audience,
    Disclaimer,
    LoginIdentity,
    ModeratorRole,
    TickAnswer,
)
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import absent, appoint_head, approve_account, go_live, moderate, propose

LATER = 12
"""Days after the day asked about on which everything else is recorded."""


@dataclass(frozen=True)
class School:
    """A school with one live account that has something of everything wrong, and a proposed one."""

    register: Register
    policy: int
    head: int
    bea: int
    sam: int
    ivy: int
    page: int
    blog: int
    beas_turn: int
    ivys_turn: int
    asked: int
    enquiry: int
    others: int
    firm: int
    sams_absence: int
    sams_turn: int
    autumn: int
    liv: int
    livs_turn: int
    version: int
    lent: int
    kept: int
    approval: int


def school_on_a_day(register: Register, clock: StoppedClock) -> School:
    """Return a school in which something of everything is wrong on TODAY; then the clock goes on by LATER days."""
    policy = write_policy(register)
    version = publish(register, policy)
    head, bea = appoint_head(register), hire(register)
    sam, ivy, liv = (hire(register, name) for name in ("Sam Reed", "Ivy Stone", "Liv Moss"))
    sign(register, version, bea)
    page = propose(
        register, audience=frozenset({Audience.PUPILS}), youngest_age=12, login_identity=LoginIdentity.NAMED_WORK,
        minimum_age_reason="Only their parents post.", login_email="page@old.example", credentials_holder_id=sam,
        planned_end_on=days(40),
    )  # fmt: skip
    approval = approve_account(register, page, expires_on=days(20))
    beas_turn, sams_turn = moderate(register, page, bea), moderate(register, page, sam, in_holidays=True)
    ivys_turn = moderate(register, page, ivy, role=ModeratorRole.MODERATOR, approved_by_id=None, approved_on=None)
    go_live(register, page)
    absent(register, sam, days(5), days(9))
    sams_absence = absent(register, sam, days(14), days(18))
    livs_turn = moderate(register, page, liv, from_on=days(20), until_on=days(50), in_holidays=True)
    blog = propose(register, "Year 6 blog", platform="x", login_identity=LoginIdentity.PERSONAL)
    with register.writing() as txn:
        autumn = add_term(txn, TermDraft("Autumn", date(2026, 9, 2), date(2026, 12, 18)))
        asked = ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, days(-3), blog))
        at = datetime(2026, 11, 20, 8, tzinfo=UTC)
        enquiry = record_enquiry(txn, EnquiryDraft(at, "Longacre Gazette"))
        others = note_page(
            txn, PageDraft("Longacre Parents", "facebook", disclaimer=Disclaimer.ASKED, disclaimer_on=TODAY)
        )
        firm = give_access(txn, AccessDraft(page, "Brightway Media", AccessLevel.POST, days(-30)))
        lent = give_access(txn, AccessDraft(page, "Redfern Print", AccessLevel.POST, days(-20), agreement="Contract 3"))
        kept = note_page(
            txn, PageDraft("Longacre Choir", "facebook", disclaimer=Disclaimer.SHOWN, disclaimer_on=days(-2))
        )
        mark_leaving(txn, ivy, days(25))
        record_training(txn, TrainingDraft((bea,), date(2024, 12, 1), days(15)))
        tick_items(txn, page, [TickDraft("sign_in", TickAnswer.YES)], date(2026, 9, 14), "Alex Morgan")
    clock.advance(days=LATER)
    return School(
        register, policy, head, bea, sam, ivy, page, blog, beas_turn, ivys_turn, asked, enquiry, others, firm,
        sams_absence, sams_turn, autumn, liv, livs_turn, version, lent, kept, approval,
    )  # fmt: skip
