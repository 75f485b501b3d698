"""Incidents on paper: governors get numbers without names, the head staff by name, the DSL everything, each marked."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from policydesk.actions import incident_steps as steps
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.errors import Refusal
from policydesk.queries.school import school_row
from policydesk.reports.catalogue import report_named
from policydesk.reports.incident_record import RecordFacts, incident_record
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.rules.figures import Figures
from policydesk.rules.figures_counts import figures_of
from policydesk.rules.incident_parts import Closing, Discussed, Entry, NotReferred, Referral, Reply
from policydesk.rules.pack import RulePack
from policydesk.rules.redaction import Level, redacted
from policydesk.rules.school_terms import division
from policydesk.store import Register
from policydesk.terms_incidents import (
    About,
    Agency,
    AllegationOutcome,
    Category,
    ClockKind,
    ConcernKind,
    IncidentKind,
    Severity,
)
from tests.conftest import StoppedClock
from tests.stories import TODAY
from tests.stories_incidents import NOW, concern, friend_request, read, read_all, signed_in, staffed

PRINTING = Printing(NOW, "Dana Lead", "AD06-38F7 / 250")


@pytest.fixture
def lead(register: Register, clock):
    """The DSL of a school with seven declined requests and three concerns, signed in."""
    staff = staffed(register)
    for number in range(7):
        day = date(2026, 9, 7) + timedelta(days=number)
        friend_request(register, staff["Ben Okoro"], person=f"Kit Barlow{number}", received_on=day, platform="TikTok")
    for category in (Category.COPYRIGHT, Category.COPYRIGHT, Category.GROOMING):
        concern(register, category=category, narrative="Marmalade", about_name="Zanzibar Quill")
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as opened:
        yield opened


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def printed(register: Register, name: str, **options: object) -> str:
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, TODAY, Options(**options))
    return words(render(report, gathered, PRINTING))


def release(register: Register) -> None:
    with register.writing() as txn:
        release_figures(txn, ReleaseDraft(date(2026, 9, 1), date(2026, 12, 31)))


def test_governors_read_numbers_and_not_a_single_name(lead: Register) -> None:
    assert "No figures have been released" in printed(lead, "incident-summary")
    release(lead)
    lead.close()
    with signed_in(lead.folder, "Alex Morgan") as office:
        text = printed(office, "incident-summary")
    assert "1 September 2026 to 31 December 2026 Released 20 November 2026, 09:00 by Dana Lead." in text
    assert "Pupil of this school 7" in text
    assert "Concerns Fewer than 5 were recorded, so nothing more is shown." in text
    assert "1 September to 31 December 2026 Middle Longest Days until a friend request was declined 0 0" in text
    for name in ("Barlow", "Okoro", "Marmalade", "Zanzibar", "Grooming", "FR-2026", "C-2026"):
        assert name not in text


def test_a_release_shows_nothing_that_adds_up_to_a_small_number(lead: Register) -> None:
    for number in range(8):
        kind = ConcernKind.POLICY_BREACH if number < 6 else ConcernKind.ABOUT_A_PUPIL
        concern(lead, kind=kind, category=Category.DISREPUTE)
    terms = division(date(2026, 9, 1), date(2026, 12, 31), ())
    rows = (redacted(one, Level.GOVERNORS, stands_on=TODAY) for one in read_all(lead))
    figures = figures_of(rows, terms, stood_on=TODAY)
    for table in figures.tables:
        hidden = [count for _name, count in table.counts.counts if count is None]
        assert len(hidden) != 1
        assert all(count is None or count == 0 or count >= 5 for _name, count in table.counts.counts)
    assert Figures.from_json(figures.as_json()) == figures


def test_the_summary_says_which_terms_were_counted(lead: Register) -> None:
    release(lead)
    assert "Terms are calendar months: September to December" in printed(lead, "incident-summary")
    lead.close()
    with signed_in(lead.folder, "Alex Morgan") as office, office.writing() as txn:
        for name, first, last in (
            ("Autumn term", date(2025, 9, 3), date(2025, 12, 19)),
            ("Spring term", date(2026, 1, 5), date(2026, 3, 27)),
        ):
            add_term(txn, TermDraft(name, first, last))
    with signed_in(lead.folder, "Dana Lead") as again:
        with again.writing() as txn:
            release_figures(txn, ReleaseDraft(date(2025, 9, 1), date(2026, 1, 4)))
        text = printed(again, "incident-summary")
        assert "1 September 2025 to 4 January 2026" in text
        assert "Terms are the school’s own; a holiday counts with the term before it." in text


def test_a_table_of_nothing_but_small_numbers_is_one_sentence(lead: Register) -> None:
    for number in range(6):
        concern(lead, kind=tuple(ConcernKind)[number % 3], category=tuple(Category)[number])
    release(lead)
    text = printed(lead, "incident-summary")
    assert "Concerns, by category" in text
    assert "9 in all, and too few of each to show more." in text
    assert "Copyright" not in text


def test_the_heads_log_names_staff_and_gives_pupils_by_initials(lead: Register) -> None:
    text = printed(lead, "friend-requests", incidents=read_all(lead))
    assert "CONFIDENTIAL" in text
    assert "Ben Okoro" in text
    assert "K.B." in text
    assert "Barlow" not in text
    assert "Marmalade" not in text


def test_the_heads_log_is_of_the_days_and_the_state_that_were_asked_for(lead: Register) -> None:
    every = read_all(lead)
    days = {"first": date(2026, 9, 8), "last": date(2026, 9, 10)}
    text = printed(lead, "friend-requests", incidents=every, **days)
    assert "Only some of the records: from 8 September 2026, until 10 September 2026." in text
    assert "3 requests." in text
    assert "FR-2026-003" in text
    assert "FR-2026-001" not in text
    assert "Only some" not in printed(lead, "friend-requests", incidents=every)
    assert "7 requests up to 20 November 2026." in printed(lead, "friend-requests", incidents=every)
    with lead.writing() as txn:
        steps.discuss(txn, every[0].id, Discussed(date(2026, 9, 28), "Year 6"))
    every = read_all(lead)
    settled = [one for one in every if not one.is_open()]
    done = printed(lead, "friend-requests", incidents=every, is_open=False)
    assert "nothing left to do." in done
    assert all((one.number in done) is (one in settled) for one in every if one.request)
    none = printed(lead, "friend-requests", incidents=every, first=date(2026, 11, 1))
    assert "None of these was recorded." in none
    assert "nil return" not in none
    with pytest.raises(Refusal, match="The last day, 8 September 2026, is before the first, 10 September 2026"):
        printed(lead, "friend-requests", incidents=every, first=days["last"], last=days["first"])
    with pytest.raises(Refusal, match="no concerns"):
        printed(lead, "friend-requests", incidents=every, kind=IncidentKind.CONCERN)
    with pytest.raises(Refusal, match="no category"):
        printed(lead, "friend-requests", incidents=every, category=Category.OTHER)


def test_the_dsls_log_has_every_record(lead: Register) -> None:
    text = printed(lead, "incident-log", incidents=read_all(lead))
    assert "Concerns: 3 records" in text
    assert "Zanzibar Quill" in text
    assert "Police, CEOP or children’s social care" in text
    assert "Friend requests: 7 records" in text


def test_the_dsls_log_is_of_the_days_that_were_asked_for(lead: Register) -> None:
    days = {"first": date(2026, 9, 8), "last": date(2026, 9, 10)}
    text = printed(lead, "incident-log", incidents=read_all(lead), **days)
    assert "Only some of the records: from 8 September 2026, until 10 September 2026." in text
    assert "Friend requests: 3 records" in text
    assert all(f"FR-2026-00{number}" in text for number in (2, 3, 4))
    assert not any(f"FR-2026-00{number}" in text for number in (1, 5, 6, 7))
    assert "Concerns: none" in text
    later = printed(lead, "incident-log", incidents=read_all(lead), first=date(2026, 9, 11))
    assert "Only some of the records: from 11 September 2026." in later
    assert "Concerns: 3 records" in later
    with pytest.raises(Refusal, match="The last day, 8 September 2026, is before the first, 10 September 2026"):
        printed(lead, "incident-log", incidents=read_all(lead), first=days["last"], last=days["first"])


def test_the_dsls_log_is_of_the_kind_and_category_that_were_asked_for(lead: Register) -> None:
    every = read_all(lead)
    requests = printed(lead, "incident-log", incidents=every, kind=IncidentKind.FRIEND_REQUEST)
    assert "Only some of the records: friend requests alone." in requests
    assert "Friend requests: 7 records" in requests
    assert "Zanzibar" not in requests
    assert "Concerns:" not in requests
    copied = printed(lead, "incident-log", incidents=every, category=Category.COPYRIGHT)
    assert "Concerns: 2 records" in copied
    assert "Grooming" not in copied
    assert "Friend requests:" not in copied, "nothing is said of requests, which have no category"
    with pytest.raises(Refusal, match="A friend request has no category"):
        printed(lead, "incident-log", incidents=every, kind=IncidentKind.FRIEND_REQUEST, category=Category.COPYRIGHT)


def test_the_dsls_log_is_of_what_is_open_or_of_what_is_settled(lead: Register) -> None:
    settled = next(one for one in read_all(lead) if one.concern and one.concern.category is Category.COPYRIGHT)
    with lead.writing() as txn:
        closing = Closing(TODAY, "Taken down", rationale="A slip", action="Spoke to them")
        steps.close_incident(txn, settled.id, closing)
    whole = printed(lead, "incident-log", incidents=read_all(lead), kind=IncidentKind.CONCERN)
    assert "Concerns: 3 records" in whole
    now_open = printed(lead, "incident-log", incidents=read_all(lead), kind=IncidentKind.CONCERN, is_open=True)
    assert "concerns alone, something left to do." in now_open
    assert "Concerns: 2 records" in now_open
    assert settled.number not in now_open
    done = printed(lead, "incident-log", incidents=read_all(lead), kind=IncidentKind.CONCERN, is_open=False)
    assert "nothing left to do." in done
    assert "Concerns: 1 record" in done
    assert settled.number in done


def test_the_dsls_log_of_a_past_day_does_not_know_what_was_settled_later(lead: Register, clock: StoppedClock) -> None:
    before = printed(lead, "incident-log", incidents=read_all(lead), is_open=True)
    settled = next(one for one in read_all(lead) if one.concern)
    clock.advance(days=2)
    with lead.writing() as txn:
        closing = Closing(TODAY + timedelta(days=2), "Taken down", rationale="A slip", action="Spoke to them")
        steps.close_incident(txn, settled.id, closing)
    assert printed(lead, "incident-log", incidents=read_all(lead), is_open=True) == before
    assert "Closed" not in printed(lead, "incident-log", incidents=read_all(lead))


@pytest.mark.parametrize("name", ["incident-log", "friend-requests"])
def test_without_a_key_the_logs_are_refused(lead: Register, name: str) -> None:
    with pytest.raises(Refusal, match="printed by a DSL or the headteacher"):
        printed(lead, name)


def test_one_record_is_printed_with_its_copys_number_and_a_watermark(lead: Register) -> None:
    posted = concern(
        lead,
        kind=ConcernKind.ALLEGATION,
        severity=Severity.HARM_THRESHOLD,
        about=About.OUTSIDE,
        narrative="<b>Bold</b>",
    )
    with lead.writing() as txn:
        steps.add_entry(txn, posted.id, Entry(TODAY, "Rang the LADO"))
        referral = steps.refer(txn, posted.id, Referral(Agency.LADO, NOW, reference="LA-9"))
        steps.reply(txn, posted.id, Reply(referral, TODAY, "Advice given", closes=True))
        number = steps.number_copy(txn, posted.id, "The LADO")
    with lead.reading() as session:
        school = school_row(session)
    facts = RecordFacts(read(lead, posted.id), number, "The LADO", ("Dana Lead",), PRINTING, RulePack(TODAY))
    content = incident_record(school, TODAY, facts)
    text = words(content)
    assert "CONFIDENTIAL" in text
    assert "Copy 1, for The LADO." in text
    for said in (posted.number, "<b>Bold</b>", "Rang the LADO", "LA-9", "Advice given"):
        assert said in text
    assert "copy 1 printed for The LADO" in text
    assert "LADO told 20 November 2026, 09:00." in text, "a paper is read on other days too"
    assert "today" not in text


def test_an_allegation_is_printed_with_its_outcome_and_a_false_one_names_nobody_in_the_log(lead: Register) -> None:
    numbers = {}
    for outcome in (AllegationOutcome.SUBSTANTIATED, AllegationOutcome.FALSE):
        posted = concern(lead, kind=ConcernKind.ALLEGATION, about_name=f"Somebody {outcome.label}")
        with lead.writing() as txn:
            steps.decide_not_to_refer(txn, posted.id, NotReferred(ClockKind.LADO, "Advice was taken first."))
        closing = Closing(TODAY, "Looked into", outcome=outcome, in_references=True)
        if outcome is AllegationOutcome.FALSE:
            with pytest.raises(Refusal, match="Only a substantiated allegation"), lead.writing() as txn:
                steps.close_incident(txn, posted.id, closing)
            closing = replace(closing, in_references=False)
        with lead.writing() as txn:
            steps.close_incident(txn, posted.id, closing)
        numbers[outcome] = posted
    with lead.reading() as session:
        school = school_row(session)
    texts = {
        outcome: words(
            incident_record(school, TODAY, RecordFacts(read(lead, one.id), 1, "HR", (), PRINTING, RulePack(TODAY)))
        )
        for outcome, one in numbers.items()
    }
    kept, off = texts[AllegationOutcome.SUBSTANTIATED], texts[AllegationOutcome.FALSE]
    assert "Outcome of the allegation Substantiated (KCSIE Part four)" in kept
    assert "It will be referred to in a future reference" in kept
    assert "The person’s record" not in kept
    assert "Outcome of the allegation False (KCSIE Part four)" in off
    assert "It is not referred to in a reference" in off
    assert "The person’s record Taken off it, unless the person consents" in off
    assert "LADO: not referred, 20 November 2026, 09:00. Advice was taken first." in off
    log = printed(lead, "incident-log", incidents=read_all(lead))
    assert "Somebody Substantiated" in log
    assert "Somebody False" not in log
