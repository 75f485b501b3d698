"""What a school adds to the rule pack: each kind is used from its day on, and each mistake has its sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from policydesk.rules.knowledge import shipped
from policydesk.rules.pack import PackEdit, RulePack, pack_on
from policydesk.rules.pack_additions import ADDITIONS, addition
from policydesk.rules.pack_entries import PackEntry, lines_with, tables_with
from policydesk.rules.pack_entry_values import wrong_with_entry
from policydesk.rules.pack_files import shipped_tables
from policydesk.rules.pack_lines import shipped_lines
from policydesk.rules.pack_texts import found_by, text_of_given, value_of
from policydesk.rules.pack_values import text_of_value, wrong_with
from policydesk.rules.text_check import Hit, RegisterFacts, check_text
from policydesk.rules.text_check_lines import Line, PolicyText
from policydesk.terms import TextUnit
from policydesk.terms_accounts import PlatformStatus

TODAY = date(2026, 11, 20)
BEFORE = TODAY - timedelta(days=1)

LAW = {"title": "School Signals Act", "year": "1999", "also": "SSA 1999", "since": "2026-10-01",
       "instead": "the Signals Act 2026"}  # fmt: skip

ENTRIES: dict[str, dict[str, str]] = {
    "law/superseded": LAW,
    "law/law": {"title": "Playground Signals Act", "years": "1989, 2004"},
    "law/misnamed": {"wrong": "Signal Acts Act", "instead": "the Signals Act 2026"},
    "services/gone": {"name": "ChalkChat", "closed": "2026-09-30", "instead": "the school’s own chat"},
    "services/renamed": {"name": "OldSlate", "to": "NewSlate", "since": "2026-09-01"},
    "services/misspelt": {"wrong": "ClasDojo", "instead": "ClassDojo"},
    "platforms/platform": {"name": "ClassDojo", "also": "Class Dojo", "minimum_age": "16"},
    "guidance/edition": {"series": "Keeping children safe in education", "name": "2027", "from": "2026-11-01"},
    "guidance/series": {"title": "Safe Signals in Schools", "edition": "2026", "from": "2026-09-01", "before": "2023"},
    "guidance/gone": {"subject": "Signals for All", "since": "2025-09-01", "instead": "“Safe signals in schools”"},
    "parts/part": {"label": "Artificial intelligence", "phrases": "AI tools, chatbots", "instead": "Staff ask first."},
    "wording/leftovers": {"subject": "menu of the trust’s site", "phrases": "jump to the trust"},
}

FOUND = {
    "law/superseded": ("This rests on the School Signals Act 1999.", "Write the Signals Act 2026."),
    "law/law": ("This rests on the Playground Signals Act 1990.", "Write the Playground Signals Act 1989 or 2004."),
    "law/misnamed": ("This rests on the Signal Acts Act.", "Write the Signals Act 2026."),
    "services/gone": ("Staff use ChalkChat with care.", "Name the school’s own chat."),
    "services/renamed": ("Staff use OldSlate with care.", "Write NewSlate."),
    "services/misspelt": ("Staff use ClasDojo with care.", "Write ClassDojo."),
    "guidance/edition": ("See Keeping Children Safe in Education (2026).", "(2027)"),
    "guidance/series": ("See Safe Signals in Schools (2023).", "(2026)"),
    "guidance/gone": ("See Signals  for all.", "Refer to “Safe signals in schools”."),
    "wording/leftovers": ("Jump to the trust", "Delete it"),
}


def entry(list_name: str, facts: dict[str, str] | None = None, **more: object) -> PackEntry:
    kept = tuple((ENTRIES[list_name] if facts is None else facts).items())
    about = {"from_on": TODAY, "as_of": TODAY, "noted_on": TODAY, "id": 7, **more}
    return PackEntry(list_name, kept, reason="Asked for", source="A letter", **about)


def edit(key: str, value: str, from_on: date = TODAY) -> PackEdit:
    return PackEdit(key, value, from_on, "Asked for", "A letter", noted_on=TODAY)


def checked(words: str, pack: RulePack, *, is_social_media: bool | None = None) -> tuple[Hit, ...]:
    text = PolicyText(TextUnit.LINE, tuple(Line(at, one) for at, one in enumerate(words.split("\n"), 1)))
    return check_text(text, RegisterFacts(pack.day, is_social_media=is_social_media, pack=pack))


def test_every_kind_of_entry_can_be_added_and_has_a_line_of_its_own() -> None:
    assert set(ENTRIES) == {one.list for one in ADDITIONS}
    for name, facts in ENTRIES.items():
        assert wrong_with_entry(addition(name), facts, shipped_tables(), TODAY) == (), name
        lines = [line for line, _place in lines_with((entry(name),)).values() if line.entry == 7]
        assert lines, name
        assert {line.source for line in lines} == {"A letter"}


@pytest.mark.parametrize("name", FOUND)
def test_the_text_check_reads_each_from_its_day_on(name: str) -> None:
    sentence, instead = FOUND[name]
    mine = (entry(name, as_of=BEFORE),)
    before, today = (pack_on((), day, mine) for day in (BEFORE, TODAY))
    said = [hit for hit in checked(sentence, today) if instead in hit.instead]
    assert len(said) == 1, checked(sentence, today)
    assert said[0].source == "A letter (the school’s own entry of 20 November 2026, as of 19 November 2026)"
    assert said[0].check.startswith("D"), "the check is named as ever"
    assert [hit for hit in checked(sentence, before) if instead in hit.instead] == []


def test_what_is_taken_out_counts_no_more_from_that_day_on() -> None:
    out = (entry("services/gone", withdrawn_on=TODAY + timedelta(days=9)),)
    counted = [len(pack_on((), TODAY + timedelta(days=on), out).entries) for on in (-1, 0, 8, 9)]
    assert counted == [0, 1, 1, 0]
    assert pack_on((), TODAY + timedelta(days=9), out).knowledge is shipped()


def test_a_platform_of_the_school_s_own_has_its_age_by_each_of_its_names() -> None:
    pack = pack_on((), TODAY, (entry("platforms/platform"),))
    assert [pack.platform("other", name).minimum_age for name in ("ClassDojo", "class dojo", "Other", "")] == [
        16, 16, 13, 13,
    ]  # fmt: skip
    assert ("other:ClassDojo", "ClassDojo") in [(code, one.name) for code, one in pack.offered_platforms]
    assert [code for code, _one in pack.offered_platforms][-1] == "other"
    assert pack.platform("facebook").minimum_age == 13
    usual = edit("platforms/platform/other/minimum_age", "15")
    without = entry("platforms/platform", {"name": "Seesaw"}, id=8)
    pack = pack_on((usual,), TODAY, (entry("platforms/platform"), without))
    ages = [pack.platform("other", name).minimum_age for name in ("ClassDojo", "Seesaw", "Unknown", "")]
    assert ages == [16, 15, 15, 15], "where no age was entered, that of other platforms counts"


def test_a_platform_that_closed_is_closed_for_accounts_and_for_the_text_check() -> None:
    key = "platforms/platform/own classdojo/closed_on"
    pack = pack_on((edit(key, "2026-11-20"),), TODAY, (entry("platforms/platform"),))
    assert pack.platform("other", "ClassDojo").status is PlatformStatus.DEFUNCT
    (hit,) = checked("Parents are written to on ClassDojo.", pack)
    assert hit.why == "“ClassDojo” closed on 20 November 2026."
    threads = pack_on((edit("platforms/platform/threads/closed_on", "2026-11-01"),), TODAY)
    assert checked("Staff use Threads with care.", threads)[0].why == "“Threads” closed on 1 November 2026."
    service = pack_on((), TODAY, (entry("services/gone"),))
    assert service.platform("other", "chalkchat").status is PlatformStatus.DEFUNCT


POLICY = "Social media policy. " + "Each of us uses social media and Facebook with care and thought for others. " * 20


def missing(pack: RulePack, words: str = POLICY) -> set[str]:
    return {hit.subject for hit in checked(words, pack, is_social_media=True) if hit.kind.value == "missing_part"}


def test_an_expected_part_of_the_school_s_own_is_missed_until_its_words_stand_there() -> None:
    pack = pack_on((), TODAY, (entry("parts/part"),))
    assert "artificial intelligence" in missing(pack)
    assert "artificial intelligence" not in missing(pack, f"{POLICY} Chatbots are asked nothing about pupils.")
    assert "artificial intelligence" not in missing(RulePack(TODAY))


def test_words_of_the_school_s_own_show_a_part_and_end_a_false_alarm() -> None:
    words = f"{POLICY} The page wardens do this daily."
    assert "moderation" in missing(RulePack(TODAY), words)
    own = edit("parts/part/moderation/own_words", "page wardens, page\nkeepers")
    assert "moderation" not in missing(pack_on((own,), TODAY), words)
    assert "moderation" in missing(pack_on((own,), BEFORE), words)
    assert "moderation" in missing(pack_on((own,), TODAY), f"{POLICY} The homepage wardens.")
    off = pack_on((edit("parts/part/moderation/looked_for", "no"),), TODAY)
    assert "moderation" not in missing(off)
    assert "approval" in missing(off)


@pytest.mark.parametrize(
    ("key", "value", "words", "before", "after"),
    [
        ("wording/leftovers/cookie banner/looked_for", "no", "This site uses cookies", 1, 0),
        ("wording/leftovers/cookie banner/own_words", "biscuits are kept", "Biscuits are kept here", 0, 1),
        ("wording/lists/history/looked_for", "no", "Staff no longer use Bebo.", 0, 1),
        ("wording/lists/history/own_words", "in olden days", "In olden days staff used Bebo.", 1, 0),
        ("wording/lists/other_documents/looked_for", "no", "Staff keep to the policy.", 0, 0),
    ],
)
def test_wording_is_switched_off_or_has_words_added(key: str, value: str, words: str, before: int, after: int) -> None:
    counted = [len(checked(words, pack)) for pack in (RulePack(TODAY), pack_on((edit(key, value),), TODAY))]
    assert counted == [before, after]


def test_another_school_may_be_named_where_the_school_says_so() -> None:
    words = "Longacre Primary School keeps to this.\nThey ask Harbourside Primary School."
    facts = RegisterFacts(TODAY, "Longacre Primary School")
    own = pack_on((edit("wording/lists/not_a_school/own_words", "Harbourside Primary School"),), TODAY)
    text = PolicyText(TextUnit.LINE, tuple(Line(at, one) for at, one in enumerate(words.split("\n"), 1)))
    assert [hit.subject for hit in check_text(text, facts)] == ["harbourside"], "as shipped"
    assert check_text(text, RegisterFacts(TODAY, "Longacre Primary School", pack=own)) == ()


def test_the_pack_says_how_much_of_it_is_the_school_s() -> None:
    edits = (edit("parts/part/moderation/looked_for", "no"),)
    assert pack_on((), TODAY, (entry("law/law"),)).words.endswith("(with 1 entry by the school)")
    both = pack_on(edits, TODAY, (entry("law/law"), entry("law/misnamed", id=8)))
    assert both.words.endswith("(with 1 change and 2 entries by the school)")


def test_an_entry_that_a_newer_pack_has_too_stands_instead_of_it() -> None:
    mine = entry("services/gone", {"name": "Bebo", "closed": "2022-01-01", "instead": "the chat service"})
    pack = pack_on((), TODAY, (mine,))
    (hit,) = checked("Staff use Bebo and Facebook.", pack)
    assert (hit.instead, hit.why) == ("Name the chat service.", "“Bebo” closed on 1 January 2022.")
    assert mine.key == "services/gone/bebo"
    assert f"{mine.key}/closed" in shipped_lines()


@pytest.mark.parametrize(
    ("name", "changed", "field", "says"),
    [
        ("law/superseded", {"title": ""}, "title", "Enter the title."),
        ("law/superseded", {"title": "x" * 10_000}, "title", "Shorten this to 200 characters; it has 10,000."),
        ("law/superseded", {"title": "…"}, "title", "Enter a name with letters or figures in it."),
        ("law/superseded", {"title": "Signals Act (1999)"}, "title",
         "Leave the year out of the title: it has its own box."),
        ("law/superseded", {"title": "the Data protection ACT", "year": "1998"}, "title",
         "This is in the rule pack already: “Data Protection Act 1998”. Find it in the list and change it there."),
        ("law/superseded", {"also": "D.P.A. 1998, SSA"}, "also",
         "This is in the rule pack already: “DPA 1998”. Find it in the list and change it there."),
        ("law/superseded", {"year": "98"}, "year", "Enter a year of four figures, such as 1998."),
        ("law/superseded", {"since": "the 31st of February"}, "since", "This is no day. Enter one such as 1 9 2026."),
        ("law/superseded", {"since": "2206-01-01"}, "since", "Check the year: 2206 cannot be right."),
        ("law/superseded", {"since": "1990-01-01"}, "since",
         "It cannot have been replaced before it was made. Check the day and the year."),
        ("law/superseded", {"instead": "x" * 301}, "instead", "Shorten this to 300 characters; it has 301."),
        ("law/law", {"title": "Childrens’ Act", "years": "89"}, "years",
         "Enter years of four figures with commas, such as 1989, 2004. “89” is not one."),
        ("law/misnamed", {"instead": "Signal Acts Act"}, "instead",
         "Here stands the same as above. Enter what is to be written instead."),
        ("services/gone", {"name": "google plus"}, "name",
         "This is in the rule pack already: “GooglePlus”. Find it in the list and change it there."),
        ("services/renamed", {"to": ""}, "to", "Enter the new name."),
        ("platforms/platform", {"name": "FACEBOOK"}, "name",
         "This is in the rule pack already: “Facebook”. Find it in the list and change it there."),
        ("platforms/platform", {"minimum_age": "99"}, "minimum_age", "Enter a number of years from 0 to 25."),
        ("guidance/edition", {"series": ""}, "series", "Select the guidance."),
        ("guidance/edition", {"series": "Nobody’s guidance"}, "series",
         "This guidance is not in the rule pack. Select another one."),
        ("guidance/edition", {"name": "2026"}, "name",
         ("This is in the rule pack already: “Keeping children safe in education 2026”. "
          "Find it in the list and change it there.")),
        ("guidance/series", {"title": "KCSIE"}, "title",
         "This is in the rule pack already: “KCSIE”. Find it in the list and change it there."),
        ("parts/part", {"label": "moderation"}, "label",
         "This is in the rule pack already: “Moderation”. Find it in the list and change it there."),
        ("parts/part", {"phrases": "AI"}, "phrases",
         "Enter longer words: “AI” would be found in too many places."),
        ("parts/part", {"phrases": ", ".join(f"word {one}" for one in range(61))}, "phrases",
         "Leave at most 60 here; there are 61."),
        ("wording/leftovers", {"phrases": ""}, "phrases", "Enter the words, several with commas."),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(name: str, changed: dict[str, str], field: str, says: str) -> None:
    assert wrong_with_entry(addition(name), ENTRIES[name] | changed, shipped_tables(), TODAY) == ((field, says),)


def test_a_second_entry_of_the_school_s_own_is_a_double_too() -> None:
    tables = tables_with((entry("services/gone"),))
    again = ENTRIES["services/renamed"] | {"name": "Chalk-Chat"}
    ((field, says),) = wrong_with_entry(addition("services/renamed"), again, tables, TODAY)
    assert field == "name"
    assert "“ChalkChat”" in says


def test_lines_of_words_and_switches_say_what_may_be_entered() -> None:
    words, switch = (shipped_lines()[f"parts/part/moderation/{one}"] for one in ("own_words", "looked_for"))
    assert wrong_with(words, text_of_value(words, " page wardens;\npage wardens, keepers’ "), TODAY) == ""
    assert text_of_value(words, " page wardens;\npage wardens, keepers' ") == "page wardens, keepers’"
    assert wrong_with(words, "", TODAY) == "Enter the words, several with commas, or cancel: nothing stands here now."
    assert wrong_with(words, "ab", TODAY) == "Enter longer words: “ab” would be found in too many places."
    assert wrong_with(switch, text_of_value(switch, False), TODAY) == ""
    assert wrong_with(switch, "maybe", TODAY) == "Select yes or no."
    assert (switch.shown("no"), switch.shown("yes"), words.shown("")) == ("No", "Yes", "–")
    assert wrong_with(replace(words, value="page wardens"), "", TODAY) == "", "PolicyDesk has words of its own"
    own, _place = lines_with((entry("parts/part"),))["parts/part/artificial intelligence/own_words"]
    assert wrong_with(own, "", TODAY) == "Enter the words, several with commas."


def test_words_are_found_whole_and_over_a_line_s_end() -> None:
    assert found_by("a.b") == r"(?<!\w)a\.b(?!\w)"
    assert value_of(addition("law/law").questions[1].form, "") == []
    assert text_of_given(addition("law/law").questions[1].form, "1989 and 2004") == "1989, 2004"
