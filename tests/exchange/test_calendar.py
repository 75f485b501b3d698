"""A calendar file is read by other programs: entries keep their names, replace what was there, and go when done."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.reviews import CompletionDraft, move_review
from policydesk.actions.schedules import ScheduleDraft, change_schedule, complete_unplanned, end_schedule
from policydesk.dates import RoughDate
from policydesk.exchange.calendar import Source, calendar_file, source_of
from policydesk.queries.diary import DiaryEntry, diary
from policydesk.queries.year import year_of
from policydesk.store import Register
from policydesk.terms import Post
from policydesk.terms_reviews import Every, ReviewKind, ReviewOutcome, Standing
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_reviews import complete, due, plan

SOURCE = Source("abc123", "PolicyDesk, Longacre", datetime(2026, 11, 20, 9, 0, tzinfo=UTC), 7)


def export(register: Register, staff_id: int | None = None, as_at: date = TODAY) -> dict[str, icalendar.Event]:
    """The entries of the file that is written now, by their names, as another program reads them."""
    with register.reading() as session:
        entries = diary(session, as_at, staff_id)
    read = icalendar.Calendar.from_ical(calendar_file(entries, source_of(register)))
    events = list(read.walk("VEVENT"))
    assert len({event["UID"] for event in events}) == len(events)
    return {str(event["UID"]): event for event in events}


def the_one(events: dict[str, icalendar.Event], says: str) -> icalendar.Event:
    """The one entry whose words begin so."""
    (found,) = (event for event in events.values() if str(event["SUMMARY"]).startswith(says))
    return found


def test_a_review_is_an_all_day_entry_with_a_reminder_in_the_morning_two_weeks_before(register: Register) -> None:
    person = hire(register)
    plan(register, due_on=days(40), person_id=person)
    event = the_one(export(register), "Posters")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (days(40), days(41))
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(event["DESCRIPTION"]) == "Responsible: Bea Quill. Repeats every year."
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9) - timedelta(days=14)


@pytest.mark.parametrize(("lead", "ahead"), [(3, 3), (14, 14), (90, 14)])
def test_a_short_lead_time_shortens_the_reminder(register: Register, lead: int, ahead: int) -> None:
    plan(register, due_on=days(40), lead_days=lead)
    (alarm,) = the_one(export(register), "Posters").walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9) - timedelta(days=ahead)


def test_the_file_says_its_zone_and_its_lines_are_short(register: Register) -> None:
    plan(register, "A very long name indeed, longer than a line of a calendar file may ever be, with ä ö ü and more")
    with register.reading() as session:
        entries = diary(session, TODAY)
    content = calendar_file(entries, source_of(register))
    calendar = icalendar.Calendar.from_ical(content)
    assert (str(calendar["X-WR-TIMEZONE"]), str(calendar["METHOD"])) == ("Europe/London", "PUBLISH")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_text_that_looks_like_a_calendars_own_lines_stays_text() -> None:
    says = "Check; the, \\ list\nEND:VEVENT\nBEGIN:VEVENT"
    about = "One, two; three\nATTACH:file:///etc/passwd"
    content = calendar_file([DiaryEntry("one", TODAY, says, about)], SOURCE)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Check; the, \\ list END:VEVENT BEGIN:VEVENT"
    assert str(event["DESCRIPTION"]) == about
    assert "ATTACH" not in event


def test_the_same_register_gives_the_same_file(register: Register) -> None:
    plan(register)
    with register.reading() as session:
        entries = diary(session, TODAY)
    assert calendar_file(entries, source_of(register)) == calendar_file(entries, source_of(register))


def test_a_second_export_replaces_what_the_first_one_brought(register: Register, clock) -> None:
    schedule_id = plan(register, due_on=days(40))
    before = export(register)
    clock.advance(days=1)
    (row,) = due(register, days(1))
    with register.writing() as txn:
        move_review(txn, row.id, days(50), "The governors meet later")
    with register.writing() as txn:
        draft = ScheduleDraft(ReviewKind.OTHER, days(50), title="Notice boards")
        change_schedule(txn, schedule_id, draft)
    after = export(register, as_at=days(1))
    assert after.keys() == before.keys()
    (uid,) = after
    assert (after[uid].decoded("DTSTART"), str(after[uid]["SUMMARY"])) == (days(50), "Notice boards")
    assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]


def test_what_is_done_is_cancelled_and_the_next_one_comes(register: Register) -> None:
    plan(register, every=Every.MONTHS)
    (first,) = export(register)
    complete(register, due(register)[0].id)
    after = export(register)
    assert str(after[first]["STATUS"]) == "CANCELLED"
    assert after[first].walk("VALARM") == []
    (second,) = after.keys() - {first}
    assert (str(after[second]["STATUS"]), after[second].decoded("DTSTART")) == ("CONFIRMED", date(2026, 12, 20))


def test_what_was_done_long_ago_is_no_longer_said(register: Register, clock) -> None:
    plan(register)
    complete(register, due(register)[0].id)
    assert len(export(register, as_at=days(400))) == 2
    assert len(export(register, as_at=days(401))) == 1


def test_an_ended_schedule_takes_its_entry_out(register: Register) -> None:
    schedule_id = plan(register)
    with register.writing() as txn:
        end_schedule(txn, schedule_id, "No posters any more")
    assert [str(event["STATUS"]) for event in export(register).values()] == ["CANCELLED"]


def test_a_policys_review_keeps_its_name_when_a_schedule_takes_it_over(register: Register) -> None:
    policy_id = write_policy(register)
    publish(register, policy_id, needs_acknowledging=False, next_review_due=RoughDate(2026, 11))
    (uid,) = export(register)
    with register.writing() as txn:
        complete_unplanned(txn, policy_id, CompletionDraft(0, TODAY, ReviewOutcome.NO_CHANGE))
    after = export(register)
    assert str(after[uid]["STATUS"]) == "CANCELLED"
    assert len(after) == 2


def test_one_persons_calendar_has_what_they_see_to_and_lets_go_what_they_no_longer_do(
    register: Register, clock
) -> None:
    bea, cai = hire(register), hire(register, "Cai Oakes")
    mine = plan(register, "Filtering", days(10), person_id=bea)
    plan(register, "Leaflets", days(10), person_id=cai)
    assert [str(event["SUMMARY"]) for event in export(register, bea).values()] == ["Filtering"]
    clock.advance(days=1)
    with register.writing() as txn:
        change_schedule(txn, mine, ScheduleDraft(ReviewKind.OTHER, days(10), title="Filtering", person_id=cai))
    (event,) = export(register, bea, days(1)).values()
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("Filtering", "CANCELLED")
    assert len(export(register, cai, days(1))) == 2


def test_acknowledgements_are_deadlines_until_everybody_has_signed(register: Register) -> None:
    bea, cai = hire(register), hire(register, "Cai Oakes")
    version = publish(register, write_policy(register), days_to_acknowledge=100)
    sign(register, version, bea)
    event = the_one(export(register), "Everybody acknowledges Social Media Policy")
    assert (event.decoded("DTSTART"), str(event["STATUS"])) == (date(2026, 12, 10), "CONFIRMED")
    assert str(event["DESCRIPTION"]) == "1 of 2 still to acknowledge it as at 20 November 2026."
    assert str(the_one(export(register, cai), "Acknowledge")["STATUS"]) == "CONFIRMED"
    assert str(the_one(export(register, bea), "Acknowledge")["STATUS"]) == "CANCELLED"
    sign(register, version, cai)
    assert str(the_one(export(register), "Everybody")["STATUS"]) == "CANCELLED"


def test_new_starters_have_a_deadline_of_their_own_beside_that_of_everybody(register: Register) -> None:
    late = hire(register)
    hire(register, "Cai Oakes", started_on=days(-3))
    version = publish(register, write_policy(register), days_to_acknowledge=14, induction_days=7)
    events = export(register)
    everybody = the_one(events, "Everybody acknowledges Social Media Policy")
    starter = the_one(events, "1 new starter acknowledges Social Media Policy")
    assert (everybody.decoded("DTSTART"), starter.decoded("DTSTART")) == (date(2026, 9, 15), days(4))
    assert str(starter["DESCRIPTION"]) == "1 of 1 still to acknowledge it as at 20 November 2026."
    sign(register, version, late)
    events = export(register)
    assert str(the_one(events, "Everybody")["STATUS"]) == "CANCELLED"
    assert str(the_one(events, "1 new starter")["STATUS"]) == "CONFIRMED"
    with register.reading() as session:
        (entry,) = year_of(session, TODAY, TODAY).entries
    assert (entry.day, entry.standing) == (days(4), Standing.DEADLINE)
    with register.reading() as session:
        (entry,) = year_of(session, days(5), TODAY).entries
    assert entry.standing is Standing.MISSED


def test_an_appointment_that_ends_is_a_deadline(register: Register) -> None:
    person = hire(register)
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(person, Post.DSL, date(2024, 9, 1), days(30)))
    event = the_one(export(register), "Bea Quill’s appointment ends: Designated safeguarding lead")
    assert event.decoded("DTSTART") == days(30)
