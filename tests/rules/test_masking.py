"""No reader of the governors' figures can subtract their way to a person, not even one who knows the rule."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.masking import SMALLEST, is_few, masked, masked_marks, middle_and_longest, shown

tables = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), min_size=1, max_size=12)


@given(tables)
def test_a_small_count_is_never_shown(counts: dict[str, int]) -> None:
    result = masked(counts)
    assert all(count is None or count == 0 or count >= SMALLEST for _name, count in result.counts)
    assert result.total is None or result.total == 0 or result.total >= SMALLEST


@given(tables)
def test_what_is_shown_is_true(counts: dict[str, int]) -> None:
    result = masked(counts)
    assert [name for name, _ in result.counts] == list(counts)
    assert all(count in {None, counts[name]} for name, count in result.counts)
    assert result.total in {None, sum(counts.values())}


@given(tables)
def test_the_total_less_what_is_shown_gives_no_single_count(counts: dict[str, int]) -> None:
    result = masked(counts)
    hidden = [name for name, count in result.counts if count is None]
    assert len(hidden) != 1 or result.total is None


@given(tables)
def test_nothing_is_hidden_where_nothing_is_small(counts: dict[str, int]) -> None:
    large = {name: count for name, count in counts.items() if count == 0 or count >= SMALLEST}
    if large:
        assert masked(large).counts == tuple(large.items())


@pytest.mark.parametrize("names", [1, 2, 3, 4])
def test_every_hidden_count_could_be_several_numbers_for_whoever_knows_the_rule(names: int) -> None:
    """Take every table with few names: those that print alike leave at least two numbers for each hidden count."""
    alike = defaultdict(list)
    for counts in product(range(11), repeat=names):
        if sum(counts) <= 14:
            alike[masked({str(n): count for n, count in enumerate(counts)})].append(counts)
    for printed, some in alike.items():
        for place, (_name, count) in enumerate(printed.counts):
            if count is None:
                assert len({one[place] for one in some}) > 1, (printed, some)


@pytest.mark.parametrize(("names", "most"), [(2, 11), (3, 6)])
def test_two_releases_of_one_period_give_no_single_newcomer_away(names: int, most: int) -> None:
    """Take every table and every growth of it: those that print alike twice leave each small growth open."""
    alike = defaultdict(list)
    for counts in product(range(most), repeat=names):
        before = masked({str(n): count for n, count in enumerate(counts)})
        for growth in product(range(most), repeat=names):
            later = tuple(one + more for one, more in zip(counts, growth, strict=True))
            now = masked({str(n): count for n, count in enumerate(later)}, (before,))
            refused = before.total is not None and now.total is not None and is_few(now.total - before.total)
            if not refused and sum(later) < most + 5:
                alike[before, now].append((growth, later))
    for printed, some in alike.items():
        for place, (_name, count) in enumerate(printed[1].counts):
            grown = {growth[place] for growth, _later in some}
            assert len(grown) > 1 or not is_few(min(grown)), (printed, some)
            assert count is not None or len({later[place] for _growth, later in some}) > 1, (printed, some)


def test_times_are_said_only_where_enough_were_measured() -> None:
    assert middle_and_longest([1, 2, 3, 4]) is None
    assert middle_and_longest([1, 2, 3, 4, 30]) == (3, 30)


def test_how_counts_are_printed() -> None:
    assert [shown(one) for one in (None, 0, 5, 1200)] == ["not shown", "0", "5", "1,200"]


marks = st.tuples(st.integers(0, 40), st.lists(st.integers(0, 40), min_size=1, max_size=8)).map(
    lambda one: (one[0], {str(name): min(count, one[0]) for name, count in enumerate(one[1])})
)


@given(marks)
def test_of_marks_neither_those_with_one_nor_those_without_are_ever_a_few(some: tuple[int, dict[str, int]]) -> None:
    whole, counts = some
    result = masked_marks(counts, whole)
    for name, count in result.counts:
        assert count is None or (count == counts[name] and not is_few(count) and not is_few(whole - count))
    assert result.total == (None if 0 < whole < SMALLEST else whole)


@pytest.mark.parametrize("names", [1, 2, 3])
def test_every_hidden_mark_could_be_on_several_numbers_of_records(names: int) -> None:
    alike = defaultdict(list)
    for whole in range(15):
        for counts in product(range(whole + 1), repeat=names):
            alike[masked_marks({str(n): count for n, count in enumerate(counts)}, whole)].append((whole, counts))
    for printed, some in alike.items():
        for place, (_name, count) in enumerate(printed.counts):
            if count is None:
                assert len({counts[place] for _whole, counts in some}) > 1, (printed, some)
                assert len({whole - counts[place] for whole, counts in some}) > 1, (printed, some)


@pytest.mark.parametrize(
    ("names", "wholes", "newcomers"), [(1, range(15), (0, 5, 6, 7, 8, 12)), (2, (5, 10, 11), (5, 6))]
)
def test_two_releases_of_marks_give_no_single_newcomer_away(
    names: int, wholes: Sequence[int], newcomers: Sequence[int]
) -> None:
    """Neither a newcomer with a mark nor one without it, for whoever knows the rule and both papers."""
    alike = defaultdict(list)
    for whole, more in product(wholes, newcomers):
        for counts in product(range(whole + 1), repeat=names):
            before = masked_marks({str(n): count for n, count in enumerate(counts)}, whole)
            for growth in product(range(more + 1), repeat=names):
                later = {str(n): counts[n] + growth[n] for n in range(names)}
                now = masked_marks(later, whole + more, (before,))
                alike[before, now].append((growth, more))
    for printed, some in alike.items():
        for place in range(names):
            grown = {growth[place] for growth, _more in some}
            without = {more - growth[place] for growth, more in some}
            assert len(grown) > 1 or not is_few(min(grown)), (printed, some)
            assert len(without) > 1 or not is_few(min(without)), (printed, some)
