"""An enquiry from the media goes to the headteacher, and is closed only after it did."""

from datetime import UTC, datetime, timedelta

import pytest

from policydesk.actions.media import (
    EnquiryDraft,
    ForwardDraft,
    ReplyDraft,
    change_enquiry,
    close_enquiry,
    forward_enquiry,
    record_enquiry,
)
from policydesk.actions.undo import undo
from policydesk.models import MediaEnquiry
from policydesk.queries.history import history
from policydesk.store import Register
from policydesk.terms import Post, Topic
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire
from tests.stories_accounts import appoint_head, propose

NOW = StoppedClock().now
CAME = NOW - timedelta(hours=20)
"""When the enquiry of the stories came in: yesterday afternoon."""


def enquiry(register: Register, **about) -> int:
    with register.writing() as txn:
        return record_enquiry(txn, EnquiryDraft(**{"received_at": CAME, "outlet": "Longacre Echo", **about}))


def forward(register: Register, enquiry_id: int, at: datetime = NOW) -> int:
    head = appoint_head(register)
    with register.writing() as txn:
        forward_enquiry(txn, enquiry_id, ForwardDraft(at, head))
    return head


def kept(register: Register, enquiry_id: int) -> MediaEnquiry:
    with register.reading() as session:
        row = session.get_one(MediaEnquiry, enquiry_id)
        session.expunge_all()
        return row


@pytest.mark.requirement("R89")
def test_an_enquiry_is_noted_forwarded_and_closed_with_the_reply(register: Register) -> None:
    account, bea = propose(register), hire(register)
    one = enquiry(register, subject="the flood", account_id=account, received_by_id=bea, enquirer="Sam Reed")
    head = forward(register, one)
    with register.writing() as txn:
        close_enquiry(txn, one, ReplyDraft(TODAY, head, TODAY, "Two sentences"))
    row = kept(register, one)
    assert (row.forwarded_at, row.forwarded_to_id, row.reply_approved_by_id) == (NOW, head, head)
    assert (row.replied_on, row.closed_on, row.notes) == (TODAY, TODAY, "Two sentences")
    with register.reading() as session:
        words = [entry.words for entry in history(session, Topic.ACCOUNTS, account)]
    assert any("Forwarded the enquiry of Longacre Echo to Ines Elcock at 09:00 on 20 November 2026" in w for w in words)


@pytest.mark.requirement("R89")
def test_it_is_not_closed_before_the_headteacher_has_it(register: Register) -> None:
    one = enquiry(register)
    assert "Forward it first" in refused(register, close_enquiry, one, ReplyDraft(TODAY))[""]
    forward(register, one)
    with register.writing() as txn:
        close_enquiry(txn, one, ReplyDraft(TODAY))
    assert kept(register, one).closed_on == TODAY
    assert "was closed on 20 November 2026" in refused(register, close_enquiry, one, ReplyDraft(TODAY))[""]
    assert "was closed" in refused(register, forward_enquiry, one, ForwardDraft(NOW, appoint_head(register)))[""]


@pytest.mark.requirement("R89")
def test_it_goes_to_whoever_is_head_on_that_day_and_to_nobody_else(register: Register) -> None:
    one, bea = enquiry(register), hire(register)
    assert (
        "appoint the headteacher first"
        in refused(register, forward_enquiry, one, ForwardDraft(NOW, bea))["forwarded_to_id"]
    )
    executive = appoint_head(register, "Eve Starr", TODAY, Post.EXECUTIVE_HEADTEACHER)
    wrong = refused(register, forward_enquiry, one, ForwardDraft(NOW, bea))
    assert "Select Eve Starr (executive headteacher)" in wrong["forwarded_to_id"]
    assert (
        "was not headteacher on 19 November 2026"
        in refused(register, forward_enquiry, one, ForwardDraft(CAME, executive))["forwarded_to_id"]
    )
    with register.writing() as txn:
        forward_enquiry(txn, one, ForwardDraft(NOW, executive))


def test_times_are_in_order_and_past(register: Register) -> None:
    soon, one = NOW + timedelta(minutes=1), enquiry(register)
    head = appoint_head(register)
    assert "in the future" in refused(register, record_enquiry, EnquiryDraft(soon, "Echo"))["received_at"]
    early = ForwardDraft(CAME - timedelta(minutes=1), head)
    assert "came in at 13:00 on 19 November 2026" in refused(register, forward_enquiry, one, early)["forwarded_at"]
    assert "in the future" in refused(register, forward_enquiry, one, ForwardDraft(soon, head))["forwarded_at"]
    forward(register, one)
    late = refused(register, close_enquiry, one, ReplyDraft(days(-1), head, days(1)))
    assert "went to the headteacher on 20 November 2026" in late["closed_on"]
    assert {"replied_on", "closed_on"} == set(late)


def test_a_reply_has_somebody_who_approved_it(register: Register) -> None:
    one, bea = enquiry(register), hire(register)
    forward(register, one)
    unsaid = refused(register, close_enquiry, one, ReplyDraft(TODAY, None, TODAY))
    assert unsaid == {"reply_approved_by_id": "Select who approved the reply."}
    wrong = refused(register, close_enquiry, one, ReplyDraft(TODAY, bea, TODAY))
    assert "was not headteacher" in wrong["reply_approved_by_id"]


def test_what_is_said_of_an_enquiry_may_be_corrected(register: Register) -> None:
    one = enquiry(register)
    forward(register, one, NOW - timedelta(hours=1))
    with register.writing() as txn:
        change_enquiry(txn, one, EnquiryDraft(CAME - timedelta(days=1), "Radio Longacre", subject="the play"))
    assert kept(register, one).outlet == "Radio Longacre"
    wrong = refused(register, change_enquiry, one, EnquiryDraft(NOW, " "))
    assert set(wrong) == {"outlet", "received_at"}


def test_days_are_those_of_the_school_also_in_summer(register: Register) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    enquiry(register, received_at=late)
    assert "asked on 2 July 2026" in register.last_change.words


def test_forwarding_is_undone(register: Register) -> None:
    one = enquiry(register)
    forward(register, one)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert kept(register, one).forwarded_at is None
    assert register.verify().is_sound


def test_a_year_that_cannot_be_is_refused(register: Register) -> None:
    old = datetime(1026, 9, 1, tzinfo=UTC)
    assert "1026" in refused(register, record_enquiry, EnquiryDraft(old, "Echo"))["received_at"]
