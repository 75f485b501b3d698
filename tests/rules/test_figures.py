"""Figures of incidents together: no two tables of one paper, and no two papers of one period, give a person away."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

from policydesk.rules.figures import Figures
from policydesk.rules.figures_counts import OTHERS_STOOD, OUTCOMES, STOOD, figures_of
from policydesk.rules.masking import is_few
from policydesk.rules.school_terms import division
from policydesk.terms_incidents import (
    Agency,
    AllegationOutcome,
    Answer,
    Category,
    ConcernKind,
    Impact,
    IncidentKind,
    Requester,
    Severity,
    Standing,
)

TERMS = division(date(2026, 9, 1), date(2026, 12, 31), ())
SPAN = TERMS.terms[0].name


def of_concern(kind: ConcernKind, stood: Standing, outcome: AllegationOutcome | None = None, **more: Any) -> Any:
    return {
        "kind": IncidentKind.CONCERN, "first_kind": kind, "stood": stood, "outcome": outcome, "term": SPAN,
        "category": Category.OTHER, "severity": Severity.LOW_LEVEL, "impact": (), "referred_to": (),
        "days_to_report": 0, "days_to_refer": None, "days_to_close": None, **more,
    }  # fmt: skip


def of_request(sender: Requester, *, talked: bool) -> Any:
    return {
        "kind": IncidentKind.FRIEND_REQUEST, "sender": sender, "class_discussed": talked, "answer": Answer.DECLINED,
        "is_family": False, "term": SPAN, "days_to_decline": None,
    }  # fmt: skip


ENDINGS = (
    of_concern(ConcernKind.ALLEGATION, Standing.CLOSED, AllegationOutcome.UNFOUNDED),
    of_concern(ConcernKind.ALLEGATION, Standing.OPEN_LONG),
    of_concern(ConcernKind.LOW_LEVEL, Standing.CLOSED),
    of_concern(ConcernKind.LOW_LEVEL, Standing.OPEN_LONG),
)


def figures(counts: Sequence[int], rows: Sequence[Any] = ENDINGS, earlier: Sequence[Figures] = ()) -> Figures:
    every = [row for row, count in zip(rows, counts, strict=True) for _number in range(count)]
    return figures_of(every, TERMS, earlier)


def table(some: Figures, title: str) -> dict[str, int | None] | None:
    return next((dict(one.counts.counts) for one in some.tables if one.title == title), None)


def test_from_how_allegations_ended_and_how_concerns_stood_nobody_is_worked_out() -> None:
    """Take every school: those whose papers are alike leave each few of them at least two numbers."""
    alike = defaultdict(list)
    for counts in product(range(7), repeat=4):
        alike[figures(counts).tables].append(counts)
    for printed, some in alike.items():
        for place in range(4):
            found = {one[place] for one in some}
            assert len(found) > 1 or not is_few(min(found)), (printed, some)


def test_where_allegations_are_enough_to_be_shown_the_others_stand_by_themselves() -> None:
    some = figures((5, 6, 7, 8))
    assert table(some, STOOD) is None
    assert table(some, OUTCOMES) == {"Substantiated": 0, "Malicious": 0, "False": 0, "Unsubstantiated": 0,
                                     "Unfounded": 5, "No outcome yet": 6}  # fmt: skip
    assert table(some, OTHERS_STOOD) == {"Closed": 7, "Open for 30 days or less": 0, "Open for over 30 days": 8}


def test_a_period_keeps_to_what_was_shown_of_its_endings_first() -> None:
    """The whole and then its parts, or the parts and then the whole: either way a reader could subtract."""
    whole, split = figures((0, 0, 6, 6)), figures((5, 6, 12, 12))
    again = figures((5, 6, 12, 12), earlier=(whole,))
    assert table(whole, STOOD) == {"Closed": 6, "Open for 30 days or less": 0, "Open for over 30 days": 6}
    assert table(again, STOOD) == {"Closed": 17, "Open for 30 days or less": 0, "Open for over 30 days": 18}
    assert table(again, OUTCOMES) is None
    fewer = figures((2, 2, 20, 20), earlier=(split,))
    assert table(fewer, OUTCOMES) is None
    assert set((table(fewer, STOOD) or {}).values()) == {None}


def test_what_concerns_touch_and_whom_they_went_to_is_counted_for_each_record_once() -> None:
    rows = (
        of_concern(ConcernKind.LOW_LEVEL, Standing.OPEN, impact=(Impact.REPUTATION, Impact.SAFEGUARDING)),
        of_concern(
            ConcernKind.LOW_LEVEL, Standing.OPEN, referred_to=(Agency.HR, Agency.LADO), impact=(Impact.MALWARE,)
        ),
        of_concern(ConcernKind.LOW_LEVEL, Standing.OPEN, impact=(Impact.REPUTATION,)),
    )
    touched = table(figures((6, 5, 3), rows), "Concerns, by what they touch")
    assert touched is not None
    assert touched["Touches: Reputation"] == 9
    assert touched["Touches: Safeguarding"] == 6
    assert touched["Touches: Malware"] == 5
    assert touched["Touches: Civil action"] == 0
    went = table(figures((6, 5, 3), rows), "Concerns, by agency")
    assert went is not None
    assert {name: count for name, count in went.items() if count} == {
        "Referred to: HR": 5, "Referred to: LADO (local authority designated officer)": 5
    }  # fmt: skip
    but_two = table(figures((6, 6, 2), rows), "Concerns, by what they touch")
    assert but_two is not None
    assert but_two["Touches: Reputation"] == 8
    few_without = table(figures((9, 3), rows[:2]), "Concerns, by what they touch")
    assert few_without is not None
    assert set(few_without.values()) == {None}, "nine of twelve have it, so three have not"


def test_the_talk_with_the_class_is_told_where_pupils_requests_are_enough_to_be_shown() -> None:
    rows = (
        of_request(Requester.CURRENT_PUPIL, talked=True),
        of_request(Requester.CURRENT_PUPIL, talked=False),
        of_request(Requester.PARENT, talked=False),
    )
    title = "Friend requests, by talk with the class"
    assert table(figures((7, 5, 6), rows), title) == {
        "Pupil of this school, discussed in class": 7, "Pupil of this school, not discussed in class": 5
    }  # fmt: skip
    assert set((table(figures((7, 2, 6), rows), title) or {}).values()) == {None}
    assert table(figures((7, 2, 1), rows), title) is None, "pupils’ requests are hidden beside the one parent’s"


def test_a_release_comes_back_as_it_was_kept_and_an_older_one_says_no_day() -> None:
    some = figures_of([], TERMS, stood_on=date(2026, 11, 20))
    assert Figures.from_json(some.as_json()) == some
    older = {name: value for name, value in some.as_json().items() if name != "stood_on"}
    assert Figures.from_json(older).stood_on is None
