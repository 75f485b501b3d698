"""Who is away when, how long training holds, and when the school's terms are."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.absences import (
    AbsenceDraft,
    TrainingDraft,
    cancel_absence,
    change_absence,
    record_absence,
    record_training,
)
from policydesk.actions.undo import undo
from policydesk.actions.year_terms import TermDraft, add_term, change_term, remove_term
from policydesk.models import Absence, Term, Training
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import AbsenceKind
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire
from tests.stories_accounts import absent

AUTUMN = TermDraft("Autumn term", date(2026, 9, 2), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30))


def absences(register: Register) -> list[tuple[int, str, date, date]]:
    with register.reading() as session:
        rows = session.scalars(select(Absence).order_by(Absence.from_on))
        return [(one.staff_id, one.kind, one.from_on, one.until_on) for one in rows]


def terms(register: Register) -> list[str]:
    with register.reading() as session:
        return list(session.scalars(select(Term.name).order_by(Term.first_on)))


@pytest.mark.requirement("R63")
def test_somebody_is_away_for_days_changes_them_and_comes_after_all(register: Register) -> None:
    bea = hire(register)
    absence = absent(register, bea, days(3), days(7))
    assert register.last_change.topics == {Topic.STAFF, Topic.ACCOUNTS}
    with register.writing() as txn:
        change_absence(txn, absence, AbsenceDraft(bea, AbsenceKind.LONG_TERM, days(3), days(5)))
    assert absences(register) == [(bea, "long_term", days(3), days(5))]
    with register.writing() as txn:
        cancel_absence(txn, absence)
    assert absences(register) == []
    assert "Bea Quill is not away from 23 November 2026 until 25 November 2026 after all" in register.last_change.words


def test_days_that_cannot_be_or_are_recorded_already_are_refused(register: Register) -> None:
    bea = hire(register)
    absent(register, bea, days(3), days(3))
    leave = AbsenceKind.LEAVE
    wrong = refused(register, record_absence, AbsenceDraft(bea, leave, days(3), days(9)))
    assert wrong["from_on"] == (
        "Bea Quill is recorded as away on 23 November 2026 already. Change that absence instead."
    )
    assert (
        "before the first day"
        in refused(register, record_absence, AbsenceDraft(bea, leave, days(9), days(8)))["until_on"]
    )
    assert "1026" in refused(register, record_absence, AbsenceDraft(bea, leave, date(1026, 1, 1), TODAY))["from_on"]
    absent(register, bea, days(4), days(9))
    absent(register, hire(register, "Bo Fox"), days(3), days(3))


def test_an_absence_that_was_cancelled_by_mistake_is_put_back(register: Register) -> None:
    bea = hire(register)
    absence = absent(register, bea, days(3), days(7))
    with register.writing() as txn:
        cancel_absence(txn, absence)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert absences(register) == [(bea, "leave", days(3), days(7))]
    assert register.verify().is_sound


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(("expires_on", "until"), [(None, date(2028, 2, 28)), (date(2027, 1, 1), date(2027, 1, 1))])
def test_training_holds_as_long_as_the_standard_says_or_the_certificate(
    register: Register, expires_on: date | None, until: date
) -> None:
    both = (hire(register), hire(register, "Bo Fox"))
    draft = TrainingDraft(both, date(2026, 2, 28), expires_on, "Moderating")
    with register.writing() as txn:
        assert len(record_training(txn, draft)) == 2
    with register.reading() as session:
        rows = session.scalars(select(Training).order_by(Training.staff_id))
        assert [(one.staff_id, one.expires_on) for one in rows] == [(one, until) for one in both]
    assert "Already recorded for this day: Bea Quill, Bo Fox" in refused(register, record_training, draft)["staff_ids"]


def test_training_that_cannot_have_been_is_refused(register: Register) -> None:
    wrong = refused(register, record_training, TrainingDraft((), days(1), TODAY))
    assert set(wrong) == {"staff_ids", "trained_on", "expires_on"}


def test_terms_are_added_changed_and_removed(register: Register) -> None:
    with register.writing() as txn:
        autumn = add_term(txn, AUTUMN)
        add_term(txn, TermDraft("Spring term", date(2027, 1, 4), date(2027, 3, 25)))
    assert terms(register) == ["Autumn term", "Spring term"]
    with register.writing() as txn:
        change_term(txn, autumn, TermDraft("Michaelmas", date(2026, 9, 3), date(2026, 12, 18)))
    assert terms(register) == ["Michaelmas", "Spring term"]
    assert register.last_change.topics == {Topic.SCHOOL, Topic.ACCOUNTS}
    with register.writing() as txn:
        remove_term(txn, autumn)
    assert terms(register) == ["Spring term"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TermDraft(" ", date(2027, 1, 4), date(2027, 3, 25)), "name"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 1, 3)), "last_on"),
        (TermDraft("Spring", date(2026, 12, 18), date(2027, 3, 25)), "first_on"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 3, 25), date(2027, 2, 15)), "break_until"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 3, 25), None, date(2027, 2, 19)), "break_from"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 3, 25), date(2027, 1, 4), date(2027, 1, 8)), "break_from"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 3, 25), date(2027, 3, 1), date(2027, 3, 25)), "break_until"),
        (TermDraft("Spring", date(2027, 1, 4), date(2027, 3, 25), date(2027, 2, 19), date(2027, 2, 15)), "break_until"),
        (TermDraft("Spring", date(1027, 1, 4), date(1027, 3, 25)), "first_on"),
    ],
)
def test_terms_that_cannot_be_are_refused(register: Register, draft: TermDraft, field: str) -> None:
    with register.writing() as txn:
        add_term(txn, AUTUMN)
    assert field in refused(register, add_term, draft)
    assert terms(register) == ["Autumn term"]


def test_a_removed_term_is_put_back(register: Register) -> None:
    with register.writing() as txn:
        autumn = add_term(txn, AUTUMN)
    with register.writing() as txn:
        remove_term(txn, autumn)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert terms(register) == ["Autumn term"]
