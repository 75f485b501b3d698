"""The papers about official accounts: what speaks for the school, the form for the head's desk, who is there when."""

from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.approvals import ApprovalDraft, ask_approval
from policydesk.actions.moderation import TickDraft, tick_items
from policydesk.actions.outside import AccessDraft, PageDraft, give_access, note_page
from policydesk.errors import Refusal
from policydesk.queries.account_detail import account_detail
from policydesk.reports.account_questions import GROUPS
from policydesk.reports.catalogue import reports
from policydesk.reports.cover_calendar import cover_calendar
from policydesk.reports.paper.parts import Parts
from policydesk.reports.paper.text import markup
from policydesk.reports.paper.words import span
from policydesk.rules.cover import Interval
from policydesk.rules.standard import standard_named
from policydesk.store import Register
from policydesk.terms_accounts import AccessLevel, AccountState, ApprovalKind, Audience, Disclaimer, TickAnswer
from tests.reports.test_reports import printed, words
from tests.stories import TODAY, hire
from tests.stories_accounts import a_live_account, absent, appoint_head, approve_account, propose

REGISTER, FORM, COVER = "official-accounts", "account-approval-form", "moderator-cover"


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts stand in a text, one after the other."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            raise AssertionError(f"{part!r} is missing, or not where it should be")
        at += len(part)
    return True


@pytest.fixture(scope="module")
def school(shared_register: Register) -> Register:
    """A live account with a gap at Christmas, a proposed one, a closed one; a parents' page and a firm."""
    people = (hire(shared_register, "Ben Okoro"), hire(shared_register, "Sarah Khan"))
    live = a_live_account(shared_register, handle="@longacre", moderators=people)
    propose(shared_register, "Year 6 blog", platform="wordpress")
    closed = a_live_account(shared_register, "Old page", platform="x", moderators=people)
    absent(shared_register, people[0], date(2026, 12, 20), date(2026, 12, 30))
    with shared_register.writing() as txn:
        take_step(txn, closed, StepDraft(AccountState.CLOSED, TODAY, "Not used."))
    with shared_register.writing() as txn:
        note_page(
            txn, PageDraft("Longacre parents", "facebook", noted_on=TODAY, run_by="PTA", disclaimer=Disclaimer.ASKED)
        )
        give_access(txn, AccessDraft(live, "Brightside Media", AccessLevel.POST, date(2026, 9, 15)))
    return shared_register


def account_id(register: Register, name: str = "School Facebook page") -> int:
    from policydesk.queries.accounts import account_names

    with register.reading() as session:
        return next(one for one, called in account_names(session, TODAY) if called == name)


class TestTheRegister:
    """Every account of a day on paper."""

    @pytest.mark.requirement("R55", "R64", "R67", "R96")
    def test_it_says_in_order_what_speaks_for_the_school_and_what_is_missing(self, school: Register) -> None:
        text = words(printed(school, REGISTER))
        assert in_order(
            text,
            "On 20 November 2026, 1 account speaks in the school’s name. It is approved and does not have enough",
            "Accounts that speak for the school",
            "School Facebook page Facebook @longacre",
            "Live since 14 September 2026",
            "Ines Elcock, headteacher, 9 September 2026",
            "Sarah Khan Ben Okoro",
            "2 there, 2 needed. First gap: 20 December 2026",
            "Not looked at yet. Overdue since 21 September 2026",
            "What is missing",
            "AT A.5.4",
            "Proposed or approved, not live",
            "Year 6 blog",
            "Unofficial pages that name the school",
            "Longacre parents",
            "PTA",
            "Asked for",
            "Outside firms with access",
            "Brightside Media School Facebook page Writes posts, from 15 September 2026",
            "Closed since 1 September 2026",
            "Old page (X) on 20 November 2026.",
        )

    def test_every_finding_about_accounts_stands_with_its_clause(self, school: Register) -> None:
        from policydesk.queries.due import findings
        from policydesk.terms import Topic

        text = words(printed(school, REGISTER))
        with school.reading() as session:
            found = [one for one in findings(session, TODAY) if one.topic is Topic.ACCOUNTS]
        assert found
        for one in found:
            assert " ".join(one.says.split()) in text
            assert one.clause in text

    def test_a_past_day_is_printed_as_it_was(self, school: Register) -> None:
        text = words(printed(school, REGISTER, date(2026, 9, 8)))
        assert "On 8 September 2026 no account speaks in the school’s name." in text
        assert "Year 6 blog" in text
        assert "Longacre parents" not in text
        assert "Old page (X) on" not in text

    def test_an_empty_register_says_so_in_sentences(self, register: Register) -> None:
        text = words(printed(register, REGISTER))
        assert "no account speaks in the school’s name" in text
        assert "Nothing is missing." in text
        assert "No outside firm has access." in text

    def test_an_account_that_nobody_approved_is_named_as_such(self, register: Register) -> None:
        from policydesk.actions.accounts import AccountDraft, ExistingDraft, register_existing

        with register.writing() as txn:
            draft = AccountDraft("Found page", "x")
            register_existing(txn, draft, ExistingDraft(date(2026, 9, 1), live_on=date(2026, 9, 1)))
        text = words(printed(register, REGISTER))
        assert in_order(text, "It is not approved", "Found page", "Not approved", "Nobody", "0 there, 2 needed")


class TestTheForm:
    """The appendix that the policy mentions: answers, checklist, room to sign."""

    @pytest.mark.requirement("R57", "R59", "R61", "R62", "R66", "R68", "R74")
    def test_a_blank_form_asks_every_question_and_ticks_nothing(self, register: Register) -> None:
        pdf = printed(register, FORM)
        text = words(pdf)
        asked = [question for _title, questions in GROUPS for question in questions]
        assert in_order(text, "Site creation approval form", *(title for title, _questions in GROUPS), "Moderators",
                        "Checklist", "Decision", "Signatures")  # fmt: skip
        for question in asked:
            assert question.words in text
        for item in standard_named("AT").checklist:
            assert item.question in text
            assert item.clause in text
        assert in_order(
            text, "Approved", "Refused", "Conditions", "Holds until", "Proposed by", "Headteacher", "Moderator"
        )
        assert "2026," not in text.replace("Printed 20 November 2026,", "")

    def test_each_question_has_its_clause_and_each_answer_a_question(self) -> None:
        from dataclasses import fields

        from policydesk.queries.account_answers import AccountAnswers

        class Told:
            """Notes which answers are read."""

            def __init__(self) -> None:
                self.read: set[str] = set()

            def __getattr__(self, name: str) -> object:
                self.read.add(name)
                return {"audience": frozenset(), "platform": "x"}.get(name)

        told = Told()
        for _title, questions in GROUPS:
            for question in questions:
                assert question.clause
                try:
                    question.answer(told)
                except AttributeError:
                    continue
        known = {one.name for one in fields(AccountAnswers)}
        ids = {name for name in known if name.endswith("_id")}
        assert told.read - {"label"} <= known
        assert known - ids - told.read - {"content_delegated_by", "content_delegated_on"} == {"recorded_on", "notes"}

    @pytest.mark.requirement("R58", "R60", "R75")
    def test_the_answers_of_a_proposal_stand_beside_their_questions(self, register: Register) -> None:
        leader = hire(register, "Lee Leader")
        about = {
            "purpose": "News & <events>",
            "audience": frozenset({Audience.PARENTS, Audience.PUPILS}),
            "hours_per_week": 1,
            "responsible_leader_id": leader,
            "planned_end_on": date(2027, 7, 31),
        }
        proposed = propose(register, **about)
        with register.writing() as txn:
            ask_approval(
                txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, date(2026, 9, 8), proposed, asked_by_id=leader)
            )
            tick_items(txn, proposed, [TickDraft("purpose", TickAnswer.YES)], TODAY, "Alex Morgan")
        text = words(printed(register, FORM, account_id=proposed))
        assert in_order(
            text,
            "School Facebook page on Facebook: proposed since 7 September 2026.",
            "Asked for by Lee Leader, 8 September 2026.",
            "What the account is for News & <events>",
            "For whom it is Parents and carers, Pupils",
            "Time each week 1 hour",
            "Lee Leader",
            "Planned end 31 July 2027",
            "Yes: 20 November 2026, Alex Morgan",
            "A.3.2; CP must 1 Is it approved? Approved Refused",
            "Proposed by Lee Leader",
        )
        assert "Staff Everybody" not in text

    def test_a_decision_stands_with_its_conditions_and_its_end(self, register: Register) -> None:
        proposed = propose(register)
        approve_account(register, proposed, conditions="No photographs.", expires_on=date(2027, 8, 31))
        text = words(printed(register, FORM, account_id=proposed))
        assert in_order(
            text,
            "Is it approved? Approved by Ines Elcock, headteacher, 9 September 2026",
            "Conditions No photographs.",
            "Holds until 31 August 2027",
            "Headteacher Ines Elcock",
        )

    def test_moderators_have_a_line_each_to_sign(self, school: Register) -> None:
        text = words(printed(school, FORM, account_id=account_id(school)))
        signatures = text[text.index("Signatures") :]
        assert in_order(signatures, "Moderator Sarah Khan", "Moderator Ben Okoro")

    def test_an_account_that_did_not_exist_yet_is_refused_in_a_sentence(self, school: Register) -> None:
        with pytest.raises(Refusal, match="did not exist on 1 June 2026"):
            printed(school, FORM, date(2026, 6, 1), account_id=account_id(school))


class TestCover:
    """Who is there on which days."""

    @pytest.mark.requirement("R63")
    def test_gaps_are_said_in_words_and_the_days_stand_as_a_list(self, school: Register) -> None:
        pdf = printed(school, COVER, first=date(2026, 12, 1), last=date(2027, 1, 31))
        text = words(pdf)
        assert in_order(
            text,
            "From 1 December 2026 to 31 January 2027 the only account has days with too few moderators.",
            "School and bank holidays: 25 to 26 December 2026",
            "term dates are not known",
            "A hatched box is a gap: fewer than are needed.",
            "School Facebook page",
            "Facebook, @longacre, live. 2 moderators are needed.",
            "Gap: 20 to 30 December 2026: at times nobody, 2 needed.",
            "Dec 2026",
            "Gap: 11 days",
            "1 to 19 December 2026 2 ",
            "20 to 24 December 2026 (gap) 1 Sarah Khan",
            "25 to 26 December 2026 (gap) 0 Nobody",
            "Who is away",
            "Ben Okoro 20 to 30 December 2026 Leave",
        )
        assert all("1 December 2026 to 31 January 2027" in " ".join(page.extract_text().split()) for page in pdf.pages)

    def test_the_list_is_the_registers_own_cover(self, school: Register) -> None:
        one = account_id(school)
        first, last = date(2026, 12, 1), date(2027, 1, 31)
        with school.reading() as session:
            account = account_detail(session, TODAY, one, first, last)
        text = words(printed(school, COVER, account_id=one, first=first, last=last))
        assert account is not None
        for interval in account.cover:
            gap = " (gap)" if interval.available < account.minimum else ""
            assert f"{span(interval.first, interval.last)}{gap} {interval.available} " in text

    def test_what_is_recorded_later_does_not_change_a_past_day(self, school: Register) -> None:
        before = words(printed(school, COVER, date(2026, 11, 19), first=TODAY, last=date(2027, 1, 31)))
        assert "20 to 30 December" not in before
        assert "No moderator has an absence recorded" in before

    def test_days_in_the_wrong_order_or_too_many_are_refused(self, school: Register) -> None:
        with pytest.raises(Refusal, match="is before the first"):
            printed(school, COVER, first=TODAY, last=TODAY - timedelta(days=1))
        with pytest.raises(Refusal, match="at most two years"):
            printed(school, COVER, first=TODAY, last=TODAY + timedelta(days=731))
        assert printed(school, COVER, first=TODAY, last=TODAY + timedelta(days=730)).pages
        assert printed(school, COVER, first=TODAY, last=TODAY).pages

    def test_nobody_to_look_after_is_a_sentence(self, register: Register) -> None:
        assert "there is no account to look after" in words(printed(register, COVER))


class TestTheCalendar:
    """The drawing of cover, read in black and white."""

    def strings(self, intervals: tuple[Interval, ...], minimum: int = 2) -> list[str]:
        from reportlab.graphics.shapes import Drawing, Group, String

        found = []
        drawings = [one for one in cover_calendar(Parts(), intervals, minimum, ()) if isinstance(one, Drawing)]
        for drawing in drawings:
            for shape in drawing.contents:
                parts = shape.contents if isinstance(shape, Group) else [shape]
                found += [one.text for one in parts if isinstance(one, String)]
        return found

    def test_a_month_with_a_gap_says_on_how_many_days(self) -> None:
        days = (Interval(date(2028, 2, 1), date(2028, 2, 27), 2), Interval(date(2028, 2, 28), date(2028, 3, 1), 1))
        says = self.strings(days)
        assert "Feb 2028" in says
        assert "Gap: 2 days" in says
        assert "Mar 2028" in says
        assert "Gap: 1 day" in says

    def test_every_day_has_one_box_with_its_number(self) -> None:
        says = self.strings((Interval(date(2028, 2, 1), date(2029, 1, 31), 7),))
        assert says.count("7") == 366 + 1  # the days of a leap year, and the seventh of the line above them
        assert not any(one.startswith("Gap") for one in says)

    def test_only_gap_days_are_hatched(self) -> None:
        from reportlab.graphics.shapes import Drawing, Group, Line

        intervals = (
            Interval(date(2026, 12, 1), date(2026, 12, 3), 2),
            Interval(date(2026, 12, 4), date(2026, 12, 5), 0),
        )
        (drawing,) = [one for one in cover_calendar(Parts(), intervals, 2, ()) if isinstance(one, Drawing)]
        boxes = [one for one in drawing.contents if isinstance(one, Group)]
        assert [any(isinstance(part, Line) for part in box.contents) for box in boxes] == [False] * 3 + [True] * 2

    def test_no_days_give_no_drawing(self) -> None:
        assert cover_calendar(Parts(), (), 2, ()) == []


@pytest.mark.parametrize(
    "name",
    ["Very long name " * 13, "صفحة المدرسة", "שרה כהן", "<b>&</b> <img src='/etc/hostname'/>", "W" * 200, "</para>"],
)
def test_names_of_every_kind_print_on_all_three_papers(register: Register, name: str) -> None:
    name = name.strip()[:200]
    one = a_live_account(
        register, name, moderators=(hire(register, f"A {name[:190]}"), hire(register, f"B {name[:190]}"))
    )
    for report, options in ((REGISTER, {}), (FORM, {"account_id": one}), (COVER, {}), (COVER, {"account_id": one})):
        text = words(printed(register, report, **options))
        assert "▯" not in text
        if name.isascii():
            assert name.replace(" ", "") in text.replace(" ", "")


def test_an_answer_of_ten_thousand_letters_goes_on_over_the_page(register: Register) -> None:
    one = propose(register, purpose="Reason " * 1400)
    assert words(printed(register, FORM, account_id=one)).count("Reason") >= 1400


def test_a_name_and_the_comma_after_it_are_two_words_for_the_printer() -> None:
    """The shaper gives a whole word the font of its first letter, and that one may have no comma."""
    for text in ("שרה, x", "(שרה)", "“ქეთი”"):
        marked = markup(text)
        assert '<font size="0.1"> </font>' in marked
    assert '<font size="0.1">' not in markup("Ben, x")


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (date(2026, 8, 22), date(2026, 8, 22), "22 August 2026"),
        (date(2026, 8, 22), date(2026, 8, 30), "22 to 30 August 2026"),
        (date(2026, 8, 28), date(2026, 9, 2), "28 August to 2 September 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_days_in_a_row_are_said_as_people_say_them(first: date, last: date, says: str) -> None:
    assert span(first, last) == says


def test_the_papers_about_accounts_are_offered_after_those_about_policies() -> None:
    offered = [one.id for one in reports()]
    assert [one for one in offered if one in {REGISTER, FORM, COVER}] == [REGISTER, FORM, COVER]
    assert offered.index("policy-register") < offered.index(REGISTER)


def test_a_head_appointed_later_does_not_stand_on_an_earlier_form(register: Register) -> None:
    proposed = propose(register)
    appoint_head(register)
    text = words(printed(register, FORM, account_id=proposed))
    assert "Headteacher Ines Elcock" not in text
    assert isinstance(printed(register, FORM), PdfReader)
