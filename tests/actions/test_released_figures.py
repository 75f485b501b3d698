"""Figures are released by the school's terms, stay as they were released, and nobody subtracts one from another."""

from datetime import date

import pytest

from policydesk.actions.incident_steps import refer
from policydesk.actions.released_figures import ReleaseDraft, figures_to_release, release_figures
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.errors import Refusal
from policydesk.models import ReleasedFigures
from policydesk.queries.incident_settings import figure_term_of, releases
from policydesk.rules.figures import Figures
from policydesk.rules.incident_parts import Referral
from policydesk.store import Register
from policydesk.store.users import change_roles
from policydesk.terms import Role, Topic
from policydesk.terms_incidents import Agency, Answer, Impact, Requester
from tests.stories import TODAY, hire
from tests.stories_incidents import concern, friend_request, read_all

YEAR = ReleaseDraft(date(2025, 9, 1), date(2026, 8, 31))
TERMS = (
    ("Autumn term", date(2025, 9, 3), date(2025, 12, 19)),
    ("Spring term", date(2026, 1, 5), date(2026, 3, 27)),
    ("Summer term", date(2026, 4, 13), date(2026, 7, 21)),
)


@pytest.fixture
def school(register: Register) -> Register:
    """A school whose office manager is the DSL too, so that one person does all."""
    change_roles(register, register.actor.user_id, frozenset({Role.OFFICE_MANAGER, Role.DSL}))
    return register


def requests(register: Register, *days: date, sender: Requester = Requester.CURRENT_PUPIL) -> None:
    staff = hire(register, f"Person {len(days)} {days[0]} {sender}")
    for day in days:
        friend_request(register, staff, received_on=day, sender=sender, answer=Answer.DECLINED)


def enter_terms(register: Register) -> None:
    with register.writing() as txn:
        for one in TERMS:
            add_term(txn, TermDraft(*one))


def released(register: Register, draft: ReleaseDraft) -> Figures:
    with register.writing() as txn:
        release_figures(txn, draft)
    with register.reading() as session:
        return Figures.from_json(releases(session)[0].figures)


def table(figures: Figures, title: str) -> dict[str, int | None]:
    return next(dict(one.counts.counts) for one in figures.tables if one.title == title)


AUTUMN_DAYS = [date(2025, 10, day) for day in range(1, 8)]
SPRING_DAYS = [date(2026, 2, day) for day in range(1, 7)]
NEW_YEAR = date(2026, 1, 2)
"""In the calendar's spring; in the holiday after the school's own autumn."""


def test_the_schools_own_terms_are_counted_where_it_entered_them(school: Register) -> None:
    requests(school, *AUTUMN_DAYS, NEW_YEAR, *SPRING_DAYS)
    enter_terms(school)
    figures = released(school, YEAR)
    assert figures.division is not None
    assert figures.division.is_own
    assert table(figures, "Friend requests, by term") == {"Autumn term": 8, "Spring term": 6, "Summer term": 0}
    with school.reading() as session:
        assert figure_term_of(session, NEW_YEAR).name == "Autumn term"


def test_calendar_months_are_counted_until_then(school: Register) -> None:
    requests(school, *AUTUMN_DAYS, NEW_YEAR, *SPRING_DAYS)
    figures = released(school, YEAR)
    assert table(figures, "Friend requests, by term") == {
        "Autumn term 2025/26": 7, "Spring term 2025/26": 7, "Summer term 2025/26": 0
    }  # fmt: skip


def test_a_period_keeps_the_terms_it_was_first_released_by(school: Register) -> None:
    """By other terms of the same year a reader could subtract the one request of 2 January."""
    requests(school, *AUTUMN_DAYS, NEW_YEAR, *SPRING_DAYS)
    first = released(school, YEAR)
    enter_terms(school)
    again = released(school, YEAR)
    assert again.division == first.division
    assert again.tables == first.tables


def test_what_was_released_before_terms_were_kept_is_read_and_released_again_by_months(school: Register) -> None:
    requests(school, *AUTUMN_DAYS, NEW_YEAR, *SPRING_DAYS)
    first = released(school, YEAR)
    with school.writing() as txn:
        kept = txn.session.query(ReleasedFigures).one()
        kept.figures = {name: value for name, value in kept.figures.items() if name != "terms"}
        txn.record(Topic.INCIDENTS, 0, "As an older PolicyDesk kept it")
    enter_terms(school)
    with school.reading() as session:
        assert Figures.from_json(releases(session)[0].figures).division is None
    assert released(school, YEAR).tables == first.tables


def test_terms_that_were_entered_later_leave_no_day_out_and_none_twice(school: Register) -> None:
    requests(school, *AUTUMN_DAYS, NEW_YEAR, *SPRING_DAYS)
    released(school, ReleaseDraft(date(2025, 9, 1), date(2025, 12, 31)))
    enter_terms(school)
    with pytest.raises(Refusal, match="subtract a single person"):
        released(school, ReleaseDraft(date(2025, 9, 1), date(2026, 1, 4)))
    with pytest.raises(Refusal, match=r"for example 1 September 2025 to 4 January 2026 \(Autumn term\)"):
        released(school, ReleaseDraft(date(2026, 1, 2), date(2026, 4, 12)))
    spring = released(school, ReleaseDraft(date(2026, 1, 1), date(2026, 4, 12)))
    assert table(spring, "Friend requests, by term") == {"Spring term": 7}
    released(school, ReleaseDraft(date(2026, 4, 13), date(2026, 8, 31)))


def test_a_count_that_grew_by_one_since_the_last_release_is_not_shown_again(school: Register) -> None:
    requests(school, *AUTUMN_DAYS)
    requests(school, *AUTUMN_DAYS, sender=Requester.FORMER_PUPIL)
    first = table(released(school, YEAR), "Friend requests, by who asked")
    assert first[Requester.FORMER_PUPIL.label] == 7
    requests(school, *AUTUMN_DAYS[:5])
    requests(school, AUTUMN_DAYS[0], sender=Requester.FORMER_PUPIL)
    figures = released(school, YEAR)
    assert set(table(figures, "Friend requests, by who asked").values()) == {None}
    assert next(one.counts.total for one in figures.tables if one.title == "Friend requests, by who asked") == 20


def test_enough_in_all_but_few_of_one_log_is_not_released_again(school: Register) -> None:
    requests(school, *AUTUMN_DAYS)
    for _number in range(6):
        concern(school, occurred_on=date(2026, 2, 3))
    released(school, YEAR)
    requests(school, *AUTUMN_DAYS[:5])
    concern(school, occurred_on=date(2026, 2, 3))
    with pytest.raises(Refusal, match="Fewer than 5 concerns came in"):
        released(school, YEAR)


def marked(figures: Figures, title: str) -> dict[str, int | None]:
    return {name: count for name, count in table(figures, title).items() if count != 0}


def test_what_concerns_touch_whom_they_went_to_and_how_they_stood_is_released(school: Register) -> None:
    touching = [concern(school, occurred_on=date(2026, 2, 3), impact=(Impact.REPUTATION,)) for _number in range(6)]
    for _number in range(5):
        concern(school, occurred_on=date(2026, 2, 3), impact=(Impact.MALWARE, Impact.SAFEGUARDING))
    with school.writing() as txn:
        for one in touching:
            refer(txn, one.id, Referral(Agency.HR, txn.now))
    figures = released(school, YEAR)
    assert marked(figures, "Concerns, by what they touch") == {
        "Touches: Reputation": 6, "Touches: Safeguarding": 5, "Touches: Malware": 5
    }  # fmt: skip
    assert marked(figures, "Concerns, by agency") == {"Referred to: HR": 6}
    assert figures.stood_on == YEAR.until_on
    assert marked(figures, "Concerns, by how they stood") == {"Open for 30 days or less": 11}
    assert [one.days for one in figures.times if one.title == "Days until a concern was reported"] == [(0, 0)]


def test_one_more_that_touches_something_is_not_shown_again(school: Register) -> None:
    for _number in range(6):
        concern(school, occurred_on=date(2026, 2, 3), impact=(Impact.REPUTATION,))
    for _number in range(5):
        concern(school, occurred_on=date(2026, 2, 3))
    released(school, YEAR)
    concern(school, occurred_on=date(2026, 2, 3), impact=(Impact.REPUTATION,))
    for _number in range(5):
        concern(school, occurred_on=date(2026, 2, 3))
    again = released(school, YEAR)
    assert set(table(again, "Concerns, by what they touch").values()) == {None}


def test_what_the_form_shows_is_what_is_released(school: Register) -> None:
    requests(school, *AUTUMN_DAYS)
    with school.reading() as session:
        shown = figures_to_release(session, read_all(school), YEAR, TODAY)
    assert released(school, YEAR) == shown
    with school.reading() as session, pytest.raises(Refusal, match="Release whole terms"):
        figures_to_release(session, read_all(school), ReleaseDraft(date(2026, 9, 2), date(2026, 12, 31)), TODAY)
