"""Days without cover in other programs' calendars: one entry as long as they last, taken out when there is cover."""

from datetime import date

import icalendar

from policydesk.actions.absences import cancel_absence
from policydesk.queries.cover_diary import cover_gaps
from policydesk.store import Register
from tests.conftest import StoppedClock
from tests.counting import statements
from tests.exchange.test_calendar import export
from tests.stories import TODAY, days, hire
from tests.stories_accounts import absent, approve_account, go_live, moderate, propose


def gaps(register: Register, as_at: date = TODAY) -> dict[str, tuple[str, date, date]]:
    """State, first day and day after the last of each entry about missing moderators."""
    found = {
        uid: (str(one["STATUS"]), one.decoded("DTSTART"), one.decoded("DTEND"))
        for uid, one in export(register, as_at=as_at).items()
        if str(one["SUMMARY"]).startswith("Too few moderators")
    }
    assert all(isinstance(one, tuple) for one in found.values())
    return found


def live(register: Register) -> tuple[int, int]:
    """A live account with two moderators; returns the account and one of the two."""
    account_id = propose(register)
    approve_account(register, account_id)
    mo, max_ = hire(register, "Mo"), hire(register, "Max")
    for staff_id in (mo, max_):
        moderate(register, account_id, staff_id, in_holidays=True)
    go_live(register, account_id)
    return account_id, mo


def stand_in(register: Register, account_id: int, on: date) -> None:
    """Appoint a third moderator from a day on."""
    moderate(register, account_id, hire(register, "Sam"), from_on=on, approved_on=on, in_holidays=True)


def test_a_gap_is_one_entry_that_is_cancelled_when_somebody_stands_in(register: Register, clock: StoppedClock) -> None:
    account_id, mo = live(register)
    assert gaps(register) == {}
    absent(register, mo, days(10), days(14))
    ((uid, first),) = gaps(register).items()
    assert first == ("CONFIRMED", days(10), days(15))
    clock.advance(days=3)
    assert gaps(register, days(3)) == {uid: first}
    stand_in(register, account_id, days(3))
    assert gaps(register, days(3)) == {uid: ("CANCELLED", days(10), days(15))}
    clock.advance(days=2)
    assert gaps(register, days(5)) == {uid: ("CANCELLED", days(10), days(15))}


def test_somebody_who_stands_in_on_the_very_day_closes_it_too(register: Register, clock: StoppedClock) -> None:
    account_id, mo = live(register)
    clock.advance(days=1)
    absent(register, mo, days(10), days(14))
    ((uid, _first),) = gaps(register, days(1)).items()
    stand_in(register, account_id, days(1))
    assert {uid: state for uid, (state, *_days) in gaps(register, days(1)).items()} == {uid: "CANCELLED"}


def test_days_on_which_something_changed_are_read_together(register: Register, clock: StoppedClock) -> None:
    _account, mo = live(register)
    counts = []
    for change in range(3):
        clock.advance(days=1)
        absent(register, mo, days(10 + 7 * change), days(14 + 7 * change))
        with register.reading() as session, statements(session) as asked:
            cover_gaps(session, register.clock().date())
        counts.append(len(asked))
    assert len(set(counts)) == 1, "however many days there are, each kind of fact is read once"


def test_an_absence_that_does_not_happen_takes_the_entry_out(register: Register, clock: StoppedClock) -> None:
    _account, mo = live(register)
    absence = absent(register, mo, days(10), days(14))
    ((uid, _first),) = gaps(register).items()
    clock.advance(days=1)
    with register.writing() as txn:
        cancel_absence(txn, absence)
    assert gaps(register, days(1))[uid][0] == "CANCELLED"


def test_an_entry_keeps_its_name_while_the_gap_goes_on_and_grows(register: Register, clock: StoppedClock) -> None:
    _account, mo = live(register)
    absent(register, mo, days(2), days(300))
    ((uid, first),) = gaps(register).items()
    assert first == ("CONFIRMED", days(2), days(61))
    clock.advance(days=20)
    assert gaps(register, days(20)) == {uid: ("CONFIRMED", days(20), days(81))}


def test_a_gap_that_has_passed_stays_as_it_was_in_calendars(register: Register, clock: StoppedClock) -> None:
    account_id, mo = live(register)
    absent(register, mo, days(2), days(4))
    clock.advance(days=10)
    stand_in(register, account_id, days(10))
    assert gaps(register, days(10)) == {}, "it happened, so nothing cancels it"


def test_a_calendar_that_reads_both_files_has_the_entry_no_longer(register: Register, clock: StoppedClock) -> None:
    """What RFC 5545 asks of a client: the same UID with a higher SEQUENCE replaces what it had."""
    account_id, mo = live(register)
    absent(register, mo, days(10), days(14))
    kept: dict[str, icalendar.Event] = export(register)
    clock.advance(days=1)
    stand_in(register, account_id, days(1))
    for uid, event in export(register, as_at=days(1)).items():
        if uid not in kept or event["SEQUENCE"] >= kept[uid]["SEQUENCE"]:
            kept[uid] = event
    live_ones = [one for one in kept.values() if str(one["STATUS"]) != "CANCELLED"]
    assert [one for one in live_ones if str(one["SUMMARY"]).startswith("Too few")] == []
