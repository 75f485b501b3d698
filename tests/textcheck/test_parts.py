"""What shows that a policy says what is expected: a phrase, a heading, words that stand together, a day to come."""

from datetime import date

import pytest

from policydesk.rules.text_check import RegisterFacts, check_text
from policydesk.rules.text_check_lines import Line, PolicyText
from policydesk.terms import HitKind, TextUnit

FILLER = "Each of us writes with care and thought, and enjoys good weather and long walks by the river. "


def missing(*lines: str, **facts: object) -> set[str]:
    """Return the parts that are missed in a policy that says these lines and little else."""
    every = ("Social media policy", *lines, FILLER * 8)
    text = PolicyText(TextUnit.PARAGRAPH, tuple(Line(number, line) for number, line in enumerate(every, 1)))
    hits = check_text(text, RegisterFacts(date(2026, 11, 20), **facts))
    return {hit.subject for hit in hits if hit.kind is HitKind.MISSING_PART}


def test_a_policy_that_says_nothing_lacks_every_part() -> None:
    assert len(missing()) == 13


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("moderation", ("7. Replies and comments", "Wrens have their nests in the hedge.")),
        (
            "moderation",
            ("People leave remarks on our page.", "Kit looks over them at noon and erases the spiteful ones."),
        ),
        ("related policies", ("Linked protocols", "Wrens, hedges and nests.")),
        (
            "approval",
            ("A department that would like another page writes to the deputy head.", "He decides within a week."),
        ),
        ("review date", ("We shall meet about this in May 2028.",)),
        ("review date", ("Dated: June 2024", "The governors talk about it in May 2025.")),
        ("scope", ("• lecturers", "• trustees", "• helpers", "• caterers")),
        ("reporting route", ("Mr Finch is our safeguarding lead.", "Go to him at once.")),
    ],
)
def test_a_part_is_there_in_words_of_its_own(part: str, lines: tuple[str, ...]) -> None:
    assert part not in missing(*lines)


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("moderation", ("Read what you have written twice a day.",)),
        ("moderation", ("7. Replies and comments", "8. Weather")),
        ("approval", ("Approved by the governors in May 2026.",)),
        ("related policies", ("A breach is dealt with under the disciplinary policy.",)),
        ("review date", ("We met about this in May 2026.", "The fence was painted in 2019.")),
        ("official accounts", ("The school uses filters.",)),
        ("friend requests", ("Nobody uses Friends Reunited.",)),
    ],
)
def test_words_that_only_resemble_a_part_do_not_show_it(part: str, lines: tuple[str, ...]) -> None:
    assert part in missing(*lines)


def test_a_title_or_the_register_tells_a_social_media_policy() -> None:
    text = PolicyText(TextUnit.PARAGRAPH, (Line(1, "Attendance policy"), Line(2, FILLER * 8)))
    today = date(2026, 11, 20)
    assert check_text(text, RegisterFacts(today)) == ()
    assert len(check_text(text, RegisterFacts(today, is_social_media=True))) == 13
    assert missing(is_social_media=False) == set()


def test_a_missing_part_is_put_as_a_question_of_its_own() -> None:
    text = PolicyText(TextUnit.PARAGRAPH, (Line(1, "Social media policy"), Line(2, FILLER * 8)))
    hits = check_text(text, RegisterFacts(date(2026, 11, 20)))
    assert all(hit.why.endswith("Does it stand there in other words?") and hit.instead for hit in hits)
    assert len({hit.key for hit in hits}) == len(hits)
