"""What the details of an account say of its gaps and of who looked at it."""

from datetime import date

import pytest

from policydesk.queries.account_detail import CheckRow
from policydesk.rules.cover import Interval, gaps
from policydesk.ui.accounts.detail_log import check_words
from policydesk.ui.accounts.detail_team import gap_words
from policydesk.ui.kit.cover_words import Cover

FIRST, SECOND = (date(2026, 11, 20), date(2026, 12, 18)), (date(2026, 12, 19), date(2027, 1, 4))
NAMES = {1: "Ben Okoro", 2: "Ruth Abara"}


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ((), (), "no cover"),
        ((1,), (1,), "only Ben Okoro"),
        ((1,), (2,), "only 1"),
        ((1,), (), "at times nobody, 3 needed"),
        ((1, 2), (1,), "at times only 1, 3 needed"),
    ],
)
def test_a_gap_says_how_few_are_there_on_all_of_its_days(
    first: tuple[int, ...], second: tuple[int, ...], says: str
) -> None:
    days = (Interval(*FIRST, len(first), first), Interval(*SECOND, len(second), second))
    cover = Cover(days, 3, names=NAMES)
    (gap,) = gaps(days, 3)
    assert gap_words(cover, gap) == says


def test_a_check_reads_well_whether_what_was_noted_ends_with_a_full_stop_or_not() -> None:
    row = CheckRow(1, date(2026, 7, 23), 1, "Ben Okoro", "A comment with a surname.", 1, "The comment.", False, "")
    assert check_words(row) == "23 July 2026, Ben Okoro: A comment with a surname; 1 item removed (The comment)"
