"""The rule pack: every entry says from where and as of when; the school’s values count from their day on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.knowledge import shipped
from policydesk.rules.pack import AS_SHIPPED, PackEdit, RulePack, has_moved_on, in_force, pack_on
from policydesk.rules.pack_files import pack_version
from policydesk.rules.pack_lines import PackLine, shipped_lines
from policydesk.rules.pack_values import text_of_value, wrong_with
from policydesk.rules.text_check import RegisterFacts, check_text
from policydesk.rules.text_check_lines import Line, PolicyText
from policydesk.terms import TextUnit
from policydesk.terms_accounts import PlatformStatus
from policydesk.terms_pack import PackForm, PackKind

TODAY = date(2026, 11, 20)
AGE = "platforms/platform/facebook/minimum_age"
KCSIE = "guidance/series/kcsie/editions"
LINES = shipped_lines()


def edit(key: str, value: str, from_on: date = TODAY, **more: object) -> PackEdit:
    return replace(PackEdit(key, value, from_on, "Asked for", "A letter", noted_on=TODAY), **more)


def test_the_pack_has_one_version_and_every_line_says_from_where_and_as_of_when() -> None:
    version, gone_through = pack_version()
    assert version == f"{gone_through:%Y-%m}"
    assert [line.key for line in LINES.values() if not line.source.strip()] == []
    assert [line.key for line in LINES.values() if not date(2010, 1, 1) <= line.as_of <= gone_through] == []
    assert {line.kind for line in LINES.values()} == set(PackKind)


@pytest.mark.parametrize("line", LINES.values(), ids=lambda line: line.key)
def test_what_ships_would_be_accepted_if_somebody_entered_it(line: PackLine) -> None:
    said = wrong_with(replace(line, value="something else"), line.value, TODAY)
    assert said == ""
    assert line.shown(line.value)


def test_an_age_changes_on_its_day_and_only_for_its_platform() -> None:
    spring = date(2027, 4, 1)
    edits = (edit(AGE, "16", spring),)
    before, after = pack_on(edits, spring - timedelta(days=1)), pack_on(edits, spring)
    assert (before.platform("facebook").minimum_age, after.platform("facebook").minimum_age) == (13, 16)
    assert after.platform("instagram").minimum_age == 13
    assert (before.words, after.words) == ("Rule pack 2026-11", "Rule pack 2026-11 (with 1 change by the school)")
    assert "the school’s own entry of 20 November 2026" in after.platform("facebook").source


def test_what_is_given_back_counts_for_the_days_on_which_it_was_in_force() -> None:
    edits = (edit(AGE, "14", withdrawn_on=TODAY + timedelta(days=10)), edit(KCSIE, "2027", date(2027, 9, 1)))
    ages = [pack_on(edits, TODAY + timedelta(days=on)).platform("facebook").minimum_age for on in (-1, 0, 9, 10)]
    assert ages == [13, 14, 14, 13]


def test_of_several_values_the_one_that_began_last_counts() -> None:
    edits = (edit(AGE, "15", TODAY + timedelta(days=5), id=1), edit(AGE, "14", id=2), edit(AGE, "16", id=3))
    assert [one.value for one in in_force(edits, TODAY)] == ["16"]
    assert [one.value for one in in_force(edits, TODAY + timedelta(days=5))] == ["15"]


def test_a_new_edition_is_the_one_in_force_from_its_day() -> None:
    edits = (edit(KCSIE, "2027", date(2027, 9, 1)),)
    series = next(one for one in pack_on(edits, date(2027, 9, 1)).knowledge.series if one.id == "kcsie")
    assert (series.current(date(2027, 8, 31)), series.current(date(2027, 9, 1))) == ("2026", "2027")
    assert shipped() is AS_SHIPPED.knowledge, "nothing that ships was changed"


def test_the_text_check_reads_the_school_s_pack() -> None:
    sentence = "Staff who use Instagram keep to this policy, and so do those who use Bebo."
    text = PolicyText(TextUnit.LINE, (Line(1, sentence),))
    key = "services/gone/bebo/instead"
    own = pack_on((edit(key, "the chat service of the school"),), TODAY)
    as_shipped, changed = (check_text(text, RegisterFacts(TODAY, pack=pack)) for pack in (RulePack(TODAY), own))
    assert as_shipped[0].instead == "Name the services that pupils use now."
    assert changed[0].instead == "Name the chat service of the school."
    assert changed[0].source == "A letter (the school’s own entry of 20 November 2026)"


def test_a_platform_is_closed_from_its_day_on_and_ages_of_earlier_years_are_known() -> None:
    pack = RulePack(date(2025, 5, 4))
    assert pack.platform("skype").status is PlatformStatus.CURRENT
    assert RulePack(date(2025, 5, 5)).platform("skype").status is PlatformStatus.DEFUNCT
    ages = [RulePack(day).platform("whatsapp").minimum_age for day in (date(2024, 4, 10), date(2024, 4, 11))]
    assert ages == [16, 13]
    closed = pack_on((edit("platforms/platform/threads/closed_on", "2026-12-01"),), date(2026, 12, 1))
    assert closed.platform("threads").status is PlatformStatus.DEFUNCT
    assert closed.platform("twitter").status is PlatformStatus.RENAMED


def test_it_is_seen_where_policydesk_has_moved_on_and_where_a_line_is_gone() -> None:
    line = LINES[AGE]
    assert not has_moved_on(line, edit(AGE, "16", shipped="13"))
    assert has_moved_on(replace(line, value="16"), edit(AGE, "16", shipped="13"))
    assert has_moved_on(None, edit("services/gone/nobody knows it/closed", "2026-01-01"))
    gone = pack_on(
        (edit("services/gone/nobody knows it/closed", "2026-01-01"), edit("periods/period/x/value", "1")), TODAY
    )
    assert gone.knowledge is shipped()
    assert gone.period("keep_allegation") == 10


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        (AGE, 26, "Enter a number of years from 0 to 25."),
        (AGE, "thirteen", "Enter a number of years from 0 to 25."),
        (AGE, 13, "This is what PolicyDesk says already: 13 years. Enter another value, or cancel."),
        (AGE, None, ""),
        ("periods/period/keep_allegation/value", 9, "Enter a number of years from 10 to 100."),
        ("periods/period/keep_allegation/value", None, "Enter a number of years from 10 to 100."),
        ("law/law/children act/years", "1989 and 204",
         "Enter years of four figures with commas, such as 1989, 2004. “204” is not one."),
        ("law/law/children act/years", "1989;2004; 2031",
         "Enter years of four figures with commas, such as 1989, 2004. “2031” is not one."),
        ("law/law/children act/years", " ", "Enter a year, or several with commas."),
        ("law/law/children act/years", "1989, 2004, 2026", ""),
        ("services/gone/bebo/closed", None, "Enter a day."),
        ("services/gone/bebo/closed", date(2206, 1, 1), "Check the year: 2206 cannot be right."),
        ("services/gone/bebo/instead", "x" * 301, "Shorten this to 300 characters; it has 301."),
        (KCSIE, "", "Enter the name of the edition, such as 2027."),
    ],
)  # fmt: skip
def test_each_wrong_value_has_its_sentence(key: str, given: object, says: str) -> None:
    line = LINES[key]
    assert wrong_with(line, text_of_value(line, given), TODAY) == says


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(LINES)), st.integers(0, 400), st.one_of(st.none(), st.integers(0, 400))),
        max_size=6,
    ),
    st.integers(0, 200),
)
def test_what_is_noted_later_changes_nothing_of_an_earlier_day(
    noted: list[tuple[str, int, int | None]], on: int
) -> None:
    """Only what is in force by a day is in the pack of that day: entries never begin before they were noted."""
    day = TODAY + timedelta(days=on)
    edits = [
        edit(
            key,
            LINES[key].value if LINES[key].form is not PackForm.AGE else "16",
            TODAY + timedelta(days=begins),
            withdrawn_on=None if back is None else TODAY + timedelta(days=begins + back),
            id=number,
        )
        for number, (key, begins, back) in enumerate(noted)
    ]
    by_then = [one for one in edits if one.from_on <= day]
    still = [
        one if one.withdrawn_on and one.withdrawn_on <= day else replace(one, withdrawn_on=None) for one in by_then
    ]
    assert [one.id for one in in_force(edits, day)] == [one.id for one in in_force(still, day)]
