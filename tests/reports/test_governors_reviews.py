"""Reviews in the governors' report: what was done in time, what is overdue, and what comes next."""

from datetime import date

from policydesk.actions.reviews import move_review
from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from tests.conftest import StoppedClock
from tests.reports.walk import heard
from tests.stories import TODAY, hire
from tests.stories_incidents import NOW
from tests.stories_reviews import complete, due, plan


def words(register: Register, as_at: date = TODAY, **options: object) -> str:
    report = report_named("governors")
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options(**options))
    return heard(render(report, gathered, Printing(NOW, "Alex Morgan", "AD06-38F7 / 250"))).words


def planned(register: Register, title: str, day: date) -> int:
    plan(register, title, day)
    return next(one.id for one in due(register) if one.name == title)


def test_what_was_done_is_on_time_or_late_by_the_day_it_was_due(register: Register) -> None:
    hire(register)
    complete(register, planned(register, "Posters", date(2026, 10, 10)), date(2026, 10, 10))
    complete(register, planned(register, "Filtering", date(2026, 10, 10)), date(2026, 10, 11))
    said = words(register)
    assert "2 reviews were done since 20 August 2026, 1 of them on time. None is overdue. Next is “Filtering”" in said
    assert "Filtering 10 October 2026 11 October 2026 No change" in said


def test_what_is_overdue_says_by_how_many_days_and_stands_before_what_is_to_come(register: Register) -> None:
    hire(register)
    planned(register, "Posters", date(2026, 11, 19))
    planned(register, "Filtering", date(2026, 12, 1))
    planned(register, "Passwords", TODAY)
    said = words(register)
    assert "No review was done since 20 August 2026. 1 of 3 planned reviews is overdue." in said
    assert "Next is “Passwords”, due 20 November 2026." in said
    assert (
        "Posters 19 November 2026 Overdue by 1 day Passwords 20 November 2026 To come Filtering 1 December 2026" in said
    )
    assert "Reviews overdue, of all that are planned 0 1 +1" in said
    assert "Planned reviews Action needed 1 1 1" in said


def test_a_review_that_was_moved_was_not_done(register: Register) -> None:
    hire(register)
    review = planned(register, "Posters", date(2026, 11, 1))
    with register.writing() as txn:
        move_review(txn, review, date(2026, 12, 1), "The printer is away")
    said = words(register)
    assert "No review was done since 20 August 2026. 1 review was moved to another date. None is overdue." in said
    assert "Posters 1 December 2026 To come" in said


def test_on_an_earlier_day_nothing_later_is_known(register: Register, clock: StoppedClock) -> None:
    hire(register)
    review = planned(register, "Posters", date(2026, 11, 24))
    clock.advance(days=5)
    complete(register, review, date(2026, 11, 25))
    assert "No review was done since 20 August 2026. None is overdue." in words(register, TODAY)
    assert "1 review was done since 25 August 2026, late." in words(register, date(2026, 11, 25))


def test_no_review_at_all_is_one_sentence(register: Register) -> None:
    assert "No review was done since 20 August 2026. No review is planned." in words(register)


def test_more_reviews_than_a_page_wants_are_counted(register: Register) -> None:
    hire(register)
    for number in range(20):
        plan(register, f"Check number {number:02d}", date(2027, 1, 1 + number))
    said = words(register)
    assert "Check number 03" in said
    assert "Check number 04" not in said
    assert "16 others are not listed here." in said
