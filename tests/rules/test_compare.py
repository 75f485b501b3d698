"""Two days side by side: each matter is said once, as better, worse, new or the same."""

from dataclasses import replace

from policydesk.rules.compare import compare
from policydesk.rules.findings import Finding
from policydesk.terms import Topic, Urgency

REVIEW = Finding("review.due_soon", "AN header", Urgency.SOON, "The review is due.", Topic.POLICIES, 7, family="review")
SIGNING = Finding(
    "acknowledgement.overdue", "AN 2.2", Urgency.OVERDUE, "12 people have not.", Topic.POLICIES, 3, people=12
)


def test_what_wants_attention_on_one_day_alone_is_gone_or_new() -> None:
    found = compare((REVIEW,), (SIGNING,))
    assert (found.gone, found.new) == (("The review is due.",), ("12 people have not.",))
    assert (found.eased, found.worse, found.same) == ((), (), 0)


def test_a_review_that_becomes_overdue_is_worse_and_not_new() -> None:
    late = replace(REVIEW, rule="review.overdue", urgency=Urgency.OVERDUE, says="The review was due.")
    found = compare((REVIEW,), (late,))
    assert found.worse == ("Was “soon”, is “overdue”: The review was due.",)
    assert (found.gone, found.new) == ((), ())
    assert compare((late,), (REVIEW,)).eased == ("Was “overdue”, is “soon”: The review is due.",)


def test_fewer_people_are_better_and_more_are_worse() -> None:
    fewer = replace(SIGNING, people=1, says="Bea Quill has not.")
    assert compare((SIGNING,), (fewer,)).eased == ("12 people before, 1 person now: Bea Quill has not.",)
    assert compare((fewer,), (SIGNING,)).worse == ("1 person before, 12 people now: 12 people have not.",)
    assert compare((SIGNING,), (SIGNING,)).same == 1


def test_the_people_of_one_matter_are_counted_together() -> None:
    soon = replace(SIGNING, rule="acknowledgement.due_soon", urgency=Urgency.SOON, people=5)
    both = tuple(replace(one, family="acknowledgement") for one in (SIGNING, soon))
    found = compare(both, (replace(both[0], people=17),))
    assert (found.same, found.gone, found.new) == (1, (), ())
