"""What the text check makes of single sentences: each rule with its near miss."""

from datetime import date

import pytest

from policydesk.dates import RoughDate
from policydesk.rules.knowledge import shipped
from policydesk.rules.text_check import RegisterFacts, check_text, front_page
from policydesk.rules.text_check_lines import Line, PolicyText, sentences
from policydesk.terms import HitKind, TextUnit

TODAY = date(2026, 11, 20)


def hits(*lines: str, today: date = TODAY, **facts: object) -> list[str]:
    """Return the keys of what is found in a text, without expected parts, which short texts all lack."""
    text = PolicyText(TextUnit.LINE, tuple(Line(number, line) for number, line in enumerate(lines, 1)))
    found = check_text(text, RegisterFacts(today, **facts))
    return [one.key for one in found if one.kind is not HitKind.MISSING_PART]


@pytest.mark.requirement("D20")
@pytest.mark.parametrize(
    "sentence",
    [
        "We follow the Data Protection Act 1998.",
        "We follow the data protection act (1998).",
        "We follow the Data Protection Act, 1998.",
        "We follow the Data Protection Acts 1998 and 2018.",
        "Personal data fall under the DPA 1998.",
    ],
)
def test_the_old_data_protection_act_is_found_in_every_spelling(sentence: str) -> None:
    assert hits(sentence) == ["old_law:data protection act 1998"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Data Protection Act 2018 replaced the Data Protection Act 1998.",
        "We follow the Data Protection Act 2018.",
        "We follow the Data Protection Act.",
        "The Criminal Justice and Public Order Act 1994 and the Human Rights Act 1998 apply.",
        "The Protection of Children Act 1978 and the Children Act 2004 apply.",
        "Data Protection Act 2018, Human Rights Act 1998, Copyright, Designs & Patents Act 1988",
        "See section 1 of the Malicious Communications Act 1988 and the Online Safety Act 2023.",
    ],
)
def test_law_that_is_cited_rightly_is_left_alone(sentence: str) -> None:
    assert hits(sentence) == []


def test_a_law_counts_as_replaced_only_from_its_day() -> None:
    sentence = "We follow the Data Protection Act 1998."
    assert hits(sentence, today=date(2018, 5, 24)) == []
    assert hits(sentence, today=date(2018, 5, 25)) == ["old_law:data protection act 1998"]


@pytest.mark.requirement("D21", "D22", "D23", "D24")
@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Copyright, Designs and Patents Act 1998", "copyright, designs and patents act 1998"),
        ("Malicious Communications Act 1998 and the Online Safety Act 2023", "malicious communications act 1998"),
        ("Safeguarding and Vulnerable Groups Act 2006", "safeguarding and vulnerable groups act"),
        ("Electronic Communication Act 2000", "electronic communication act"),
        ("EU Privacy and Monitoring Directives Act 2003", "eu privacy and monitoring directives act"),
    ],
)
def test_a_law_with_a_wrong_title_or_year_is_named(title: str, subject: str) -> None:
    assert hits(f"Staff keep to the {title}.") == [f"misnamed_law:{subject}"]


def test_a_law_broken_over_two_lines_is_one_law() -> None:
    lines = ("We keep to the law, in particular to the duties of the Data", "Protection Act 1998 and what follows it.")
    assert hits(*lines) == ["old_law:data protection act 1998"]


@pytest.mark.requirement("D26")
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We use Twitter and Facebook.", ["service:twitter"]),
        ("We use X (formerly Twitter) and Facebook. Twitter is watched.", []),
        ("We use X, which some still call Twitter.", []),
        ("Pupils may use Vine or Snapchat.", ["service:vine"]),
        ("The vine on the wall and Vine Street are pretty.", []),
        ("A delicious lunch, and Facebook after it.", []),
        ("MSN has closed.", []),
        ("Chat on MSN is not allowed.", ["service:msn messenger"]),
        ("CRB checks are made.", ["service:criminal records bureau"]),
        ("Log it on CPOMS.", []),
    ],
)
def test_services_that_are_gone_are_told_from_ordinary_words(sentence: str, found: list[str]) -> None:
    assert hits(sentence) == found


@pytest.mark.requirement("D28")
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("All staff read KCSIE.", ["kcsie:kcsie without edition"]),
        ("All staff read the current edition of KCSIE.", []),
        ("All staff read Keeping Children Safe in Education (September 2026).", []),
        ("All staff read Keeping Children Safe in Education 2025.", ["kcsie:kcsie 2025"]),
        ("KCSIE 2025 was replaced by KCSIE 2026.", []),
        ("We follow DfE (2026) ‘Keeping children safe in education’.", []),
        ("We follow the 2025 edition of KCSIE.", ["kcsie:kcsie 2025"]),
    ],
)
def test_kcsie_is_cited_with_the_edition_that_counts(sentence: str, found: list[str]) -> None:
    assert hits(sentence) == found


def test_an_edition_is_old_only_when_the_next_has_begun() -> None:
    assert hits("We follow KCSIE 2025.", today=date(2026, 8, 31)) == []
    assert hits("We follow KCSIE 2025.", today=date(2026, 9, 1)) == ["kcsie:kcsie 2025"]


@pytest.mark.requirement("D3")
def test_a_month_is_overdue_only_when_it_is_over() -> None:
    lines = ("Approved by the governing body: September 2025", "Next review due: September 2026")
    assert hits(*lines, today=date(2026, 9, 30)) == []
    assert hits(*lines, today=date(2026, 10, 1)) == ["dates:review overdue september 2026"]


@pytest.mark.requirement("D4", "D5")
@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Approved by governors: May 2026", "Next review: May 2029", "This policy is reviewed annually."),
         ["dates:12 months but may 2026 to may 2029"]),
        (("Approved by governors: May 2026", "Next review: June 2027", "This policy is reviewed annually."), []),
        (("This policy is reviewed annually.", "It will be reviewed every three years."),
         ["intervals:review 12 and 36 months"]),
        (("This policy is reviewed annually.", "Privacy settings of accounts are reviewed every term."), []),
        (("The policy is reviewed annually by the head and every three years by governors.",), []),
    ],
)  # fmt: skip
def test_an_interval_agrees_with_the_dates_and_with_itself(lines: tuple[str, ...], found: list[str]) -> None:
    assert hits(*lines) == found


@pytest.mark.requirement("D7")
def test_a_review_that_is_still_to_come_cannot_have_been() -> None:
    lines = ("Adopted by governors: December 2026", "Last reviewed: December 2026")
    assert set(hits(*lines)) == {
        "dates:approved december 2026 in the future",
        "dates:last reviewed december 2026 in the future",
    }


@pytest.mark.requirement("R4", "R6")
def test_the_text_and_the_register_must_say_the_same() -> None:
    lines = ("Approved by governors: 3 May 2026", "Next review: May 2028", "Review cycle: two years")
    same = {"approved_on": RoughDate(2026, 5), "next_review_due": RoughDate(2028, 5, 31), "review_interval_months": 24}
    assert hits(*lines, **same) == []
    other = {"approved_on": RoughDate(2026, 6), "next_review_due": RoughDate(2027, 5), "review_interval_months": 12}
    assert hits(*lines, **other) == [
        "register:approved on 3 may 2026 or june 2026",
        "register:next review due may 2028 or may 2027",
        "register:interval 24 or 12 months",
    ]


@pytest.mark.requirement("D15")
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("This is said in paragraph 4.4 below.", ["reference:paragraph 4.4"]),
        ("This is said in section 2.", []),
        ("This is said in section 7.", ["reference:section 7"]),
        ("This is said in section 7 of the Education Act 2002.", []),
        ("The code of conduct says so in section 9.", []),
        ("See Appendices A and B.", ["reference:appendix b"]),
        ("See Appendices A to C.", ["reference:appendix b", "reference:appendix c"]),
        ("See Annex B of Keeping Children Safe in Education 2026.", []),
    ],
)
def test_what_is_referred_to_is_there(sentence: str, found: list[str]) -> None:
    body = ("1. One", "Here it begins.", "2. Two", "Here it goes on.", "3. Three", "Here it ends.")
    assert hits(*body, sentence, "", "Appendix A: Accounts", "None.") == found


def test_an_appendix_that_is_kept_as_a_file_of_its_own_is_there() -> None:
    assert hits("See Appendix B of this policy.") == ["reference:appendix b"]
    assert hits("See Appendix B of this policy.", appendices=("Appendix B Facebook",)) == []


@pytest.mark.requirement("D16")
@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1.1", "1.2", "1.3"), []),
        (("1.1", "1.3"), ["numbering:1.2"]),
        (("6.2.1", "6.3"), ["numbering:6.1"]),
        (("A.3.4", "A.3.5", "A.3.7"), ["numbering:a.3.1", "numbering:a.3.6"]),
        (("1.1", "1.2", "1.1", "1.2"), []),
    ],
)
def test_clause_numbers_that_leave_one_out_are_found(numbers: tuple[str, ...], found: list[str]) -> None:
    lines = [f"{number} Staff do what this clause asks of them." for number in numbers]
    assert [one for one in hits(*lines) if one != "numbering:a.1"] == found


@pytest.mark.requirement("D13", "D14")
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Longacre Primary School asks its staff to be kind.", []),
        ("Longacre School and Oak Hill School share a page.", []),
        ("Longacre is ours. Staff of Oak Hill Academy keep to it.", ["organisation:hill oak"]),
        ("Longacre is ours. Our partner, Oak Hill Academy, has its own.", []),
        ("Longacre is ours. Every School and Academy should have one.", []),
        ("Longacre is ours. Staff of Denshire County Council keep to it.", ["organisation:denshire council"]),
        ("Longacre is ours. Staff of Westshire County Council keep to it.", []),
        ("All staff are kind.", ["school_name:not named"]),
    ],
)
def test_another_schools_name_is_told_from_ones_own(sentence: str, found: list[str]) -> None:
    facts = {"school_name": "Longacre Primary School", "address": "Mill Road, Longacre, Westshire"}
    assert hits(sentence, **facts) == found


@pytest.mark.requirement("D9")
def test_empty_lines_for_signing_are_told_from_the_form_for_staff() -> None:
    adoption = ("Adopted by the governing body", "Chair of governors: ______________ Date: ________")
    assert hits(*adoption) == ["approval:adoption is blank"]
    assert hits("I have read and understand this policy.", "Name: ______________ Signed: ______________") == []


@pytest.mark.requirement("D19")
def test_a_figure_without_a_year_or_with_an_old_one_is_stale() -> None:
    assert hits("There are 17.8m people in the UK online.") == ["guidance:17.8m people"]
    assert hits("In 2012, 40% of teenagers had an account.") == ["guidance:40% of teenagers"]
    assert hits("In 2025, 40% of teenagers had an account.") == []


def test_a_fault_is_one_hit_with_all_its_places_and_keeps_its_identity() -> None:
    text = PolicyText(TextUnit.PAGE, (Line(2, "We use Twitter."), Line(5, "Our Twitter account is moderated.")))
    (hit,) = check_text(text, RegisterFacts(TODAY))
    assert (hit.places, hit.key) == ((2, 5), "service:twitter")
    later = PolicyText(TextUnit.LINE, (Line(9, "Nobody posts on Twitter at night."),))
    assert [one.key for one in check_text(later, RegisterFacts(date(2028, 1, 1)))] == [hit.key]


def test_the_front_page_knows_a_term_as_a_stretch_of_months() -> None:
    text = PolicyText(TextUnit.LINE, (Line(1, "Next review: Autumn term 2027"),))
    due = front_page(text, RegisterFacts(TODAY)).next_review
    assert due is not None
    assert (due.first, due.last, due.rough) == (date(2027, 9, 1), date(2027, 12, 31), None)


def test_what_is_known_has_its_sources_and_its_day() -> None:
    known = shipped()
    assert all(day <= TODAY for day in known.as_of.values())
    sourced = (*known.old_laws, *known.newer_laws, *known.services, *known.misspellings, *known.series)
    assert all(one.source for one in (*sourced, *known.gone_guidance, *known.parts, known.figures))
    assert len(known.parts) == 13
    assert all(one.since <= TODAY for one in known.services)


def test_a_text_without_stops_is_looked_at_in_pieces() -> None:
    lines = tuple(Line(number, f"and so on {number} for ever") for number in range(1, 400))
    text = PolicyText(TextUnit.LINE, (*lines, Line(400, "and the Data Protection Act 1998 as well")))
    assert max(len(one.text) for one in sentences(text.lines, text.unit)) <= 800
    (hit,) = check_text(text, RegisterFacts(TODAY))
    assert (hit.key, len(hit.sentence)) == ("old_law:data protection act 1998", min(len(hit.sentence), 300))


def test_headers_and_page_numbers_that_repeat_break_no_sentence() -> None:
    title = "Longacre Primary School"
    lines = [Line(page, words) for page in (1, 2, 3) for words in (title, "Staff keep to the law.", f"Page {page}")]
    lines += [Line(4, title), Line(4, "They keep to all of it, and above all they keep to the Data"), Line(4, "4")]
    lines.append(Line(5, title))
    lines.append(Line(5, "Protection Act 1998 and all that goes with it"))
    (hit,) = check_text(PolicyText(TextUnit.PAGE, tuple(lines), pages=5), RegisterFacts(TODAY))
    assert hit.places == (4,)
