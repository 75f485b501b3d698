"""A school so small that figures of every report are worked out by hand, in the comments beside them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.report import Options, Printing, Report, gather, render
from policydesk.store import Register
from policydesk.store.health import health_of
from policydesk.terms import PolicyType, StaffCategory
from policydesk.terms_incidents import Category
from tests.conftest import StoppedClock, make_register
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account
from tests.stories_incidents import NOW, concern, friend_request, read_all, signed_in, staffed
from tests.stories_reviews import complete, due, plan


@pytest.fixture(scope="module")
def lead(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Five staff and one who left, two policies, two accounts, two incidents, three reviews; the DSL signed in."""
    clock = StoppedClock()
    register = make_register(tmp_path_factory.mktemp("tiny") / "longacre.policydesk", clock)
    ids = staffed(register)  # Dana Lead, Hilary Head and Ben Okoro: three of the five, teaching
    bea = hire(register, "Bea Quill")
    cai = hire(register, "Cai Oak", category=StaffCategory.GOVERNOR)  # not bound by the policy
    hire(register, "Fay Ash", started_on=date(2019, 9, 1), ended_on=date(2021, 1, 31))  # left before it all
    version = publish(register, write_policy(register), "3")
    write_policy(register, "Mobile Devices Policy", policy_type=PolicyType.OTHER)  # has no version yet
    sign(register, version, ids["Dana Lead"], on=date(2026, 9, 3))
    sign(register, version, ids["Ben Okoro"], on=date(2026, 11, 12))
    sign(register, version, bea, on=date(2026, 9, 4))
    assert cai
    a_live_account(register, "School Facebook page", moderators=(bea, ids["Ben Okoro"]))
    a_live_account(register, "Year 6 blog", platform="wordpress", moderators=(bea, ids["Dana Lead"]))
    friend_request(register, ids["Ben Okoro"], received_on=date(2026, 11, 18))
    concern(register, category=Category.COPYRIGHT)
    for title, day in (
        ("Posters", date(2026, 11, 10)),
        ("Filtering", date(2026, 11, 13)),
        ("Forms", date(2026, 12, 1)),
    ):
        plan(register, title, day)
    complete(register, next(one.id for one in due(register) if one.name == "Posters"), date(2026, 11, 10))
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as opened:
        yield opened


def paper(register: Register, name: str = "governors", **options: object) -> Heard:
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, TODAY, Options(**options))
    return heard(render(report, gathered, Printing(NOW, "Dana Lead", "AD06-38F7 / 250")))


def rows(found: Heard) -> list[list[str]]:
    return [
        [" ".join(one.words for one in cell.all()).strip() for cell in row.kids] for row in found.document.all("TR")
    ]


def test_acknowledgements_worked_out_by_hand(lead: Register) -> None:
    said = paper(lead, compare_with=date(2026, 10, 31))
    # Bound are teaching and support: Dana, Hilary, Ben and Bea; Cai, a governor, is not. So 4 are asked.
    # Dana (3 Sept), Bea (4 Sept) and Ben (12 Nov) have signed: 3 of 4 are 75 %. On 31 October it was Dana and Bea: 2.
    assert (
        "3 of 4 people (75 %) have acknowledged the current Social Media Policy, up from 2 on 31 October 2026."
        in said.words
    )
    # Hilary alone has not: the version is in force since 1 September, so she is late. One is overdue.
    assert "3 of the 4 people who are asked for anything have acknowledged every policy that binds them" in said.words
    assert "1 acknowledgement is overdue." in said.words
    # Asked 4, given 3, to do 0, overdue 1, declined 0: 3 + 0 + 1 + 0 = 4.
    assert ["Social Media Policy, version 3", "4", "3", "0", "1", "0", "75 %"] in rows(said)
    # One policy, teaching only: 3 of 4 again; no line for governors, for nobody of them is asked.
    assert ["Teaching", "3 of 4"] in rows(said)
    assert ["Acknowledgements given", "2", "3", "+1"] in rows(said)
    assert ["Acknowledgements overdue", "2", "1", "-1"] in rows(said)  # Hilary and Ben then, Hilary now


def test_accounts_worked_out_by_hand(lead: Register) -> None:
    said = paper(lead)
    # Two accounts are live, both approved. Each has two moderators; a policy asks for two where nothing else is said.
    assert "2 official accounts speak for the school: 2 are approved" in said.words
    lines = [row for row in rows(said) if row[0].startswith(("School Facebook page", "Year 6 blog")) and len(row) == 6]
    assert [row[1:3] for row in lines] == [["Live", "Yes"], ["Live", "Yes"]]


def test_incidents_worked_out_by_hand(lead: Register) -> None:
    opened = paper(lead, incidents=read_all(lead))
    # 1 request and 1 concern since 1 September, nothing released: both are below 5, so neither number is printed.
    assert "Fewer than 5 friend requests and fewer than 5 concerns were recorded" in opened.words
    assert ["Friend requests", "fewer than 5"] in rows(opened)
    assert ["Concerns", "fewer than 5"] in rows(opened)
    # Without the key nothing was released, and it says so.
    assert "No figures about friend requests and concerns have been released." in paper(lead).words


def test_reviews_worked_out_by_hand(lead: Register) -> None:
    said = paper(lead)
    # Posters was due 10 November and done that day: 1 done, on time; its next is due a year later.
    assert "1 review was done since 20 August 2026, on time." in said.words
    assert ["Posters", "10 November 2026", "10 November 2026", "No change"] in rows(said)
    # Filtering was due 13 November, 7 days ago. Forms comes 1 December, Posters 10 November 2027. So 1 of 3 is overdue.
    assert "1 of 3 planned reviews is overdue. Next is “Forms”, due 1 December 2026." in said.words
    assert ["Filtering", "13 November 2026", "Overdue by 7 days"] in rows(said)
    # All three were planned today, so on 20 August none was overdue.
    assert ["Reviews overdue, of all that are planned", "0", "1", "+1"] in rows(said)


HAND: dict[str, tuple[str, ...]] = {
    # Bound are Dana, Hilary, Ben and Bea; Dana, Ben and Bea have signed. 3 of 4 are 75 %, and 1 is overdue.
    "governors": ("75 % of the acknowledgements asked for are given 1 acknowledgement overdue",),
    "governors-acknowledgements": (
        "4 people were asked to acknowledge 1 policy. 3 of them have acknowledged everything",
        "3 of 4 acknowledgements up to date 3 of 4 people who have acknowledged everything 1 overdue or declined",
    ),
    "acknowledgement-register": ("3 of 4 acknowledgements asked for are given. 4 people are asked on 20 November",),
    # Hilary alone has not signed: 1 person, 1 line on the sheet and 1 slip. She is late since 15 September, 1 September
    # and 14 days; that is 66 days (15 of September, 31 of October, 20 of November), and the slip is asked for today.
    "outstanding": ("1 person has 1 acknowledgement still to give", "Social Media Policy, version 3 Overdue, 66 days"),
    "sign-off-sheet": ("Date 1 Hilary Head Teaching Tick",),
    "slips": ("Hilary Head I have read", "hand this in to the office by 20 November 2026"),
    # The social media policy is in force; of the one about mobile devices there is no version.
    "policy-register": ("2 policies are in the register on 20 November 2026; 1 of them has a version in force.",),
    # Both accounts are live and approved. Bea, Ben and Dana stop on bank holidays, as nobody said that they do not.
    "official-accounts": ("2 accounts speak in the school’s name. Of them 2 are approved",),
    # A form for a new account has a line for each moderator that is asked for, and a policy asks for two.
    "account-approval-form": ("At least 2 approved moderators",),
    # In three months England has holidays on 25 and 26 December, on 28 (for Boxing Day, a Saturday) and on 1 January:
    # on each of them nobody is there, on both accounts. No term is entered, so every other day counts as term.
    "moderator-cover": (
        "2 of 2 accounts have days with too few moderators",
        "Gap: 25 to 26 December 2026: nobody, 2 needed. Gap: 28 December 2026: nobody, 2 needed.",
        "Gap: 1 January 2027: nobody, 2 needed.",
    ),
    # 1 request and 1 concern were recorded, and nothing was released.
    "incident-summary": ("No figures have been released up to this day.",),
    "friend-requests": ("1 request up to 20 November 2026.",),
    "incident-log": ("Concerns: 1 record", "Friend requests: 1 record"),
    # Posters is done and comes again in 2027, Filtering was due a week ago, Forms comes in 11 days: 10 of November, 1.
    "review-schedule": ("3 reviews are planned on 20 November 2026; 1 is overdue.", "1 December 2026 11 days Nobody"),
    # Fay left on 31 January 2021; six years later is 31 January 2027, within a year from now. Nobody else has left.
    "retention": ("No record is due for disposal on 20 November 2026; 1 more will be due within 12 months.", "Fay Ash"),
    # Hilary's own record: one policy, due on 15 September.
    "staff-record": ("Social Media Policy, version 3 Overdue 15 September 2026",),
    # 1 day to sign by, 1 review done, 1 overdue and 1 to come; 3 gaps of 2 accounts within 60 days; 2 evaluations half
    # a year after 14 September: 1 + 1 + 1 + 1 + 6 + 2 = 12. Posters comes again in November 2027, another year.
    "year-planner": ("What stands in the year 2026/27 12 things, by month.",),
    "year-planner-a3": ("What stands in the year 2026/27 12 things, by month.",),
    # 1 for the register, 4 users, 6 people, 1 for two posts, 2 policies, a draft and its publishing, 3 signatures, 5
    # for each account (proposed, approved, 2 moderators, live), 2 incidents, 3 reviews planned and 1 done, and the keys
    # that Dana vouched for: 1 + 4 + 6 + 1 + 4 + 3 + 10 + 2 + 4 + 1 = 36.
    "audit-trail": ("36 entries: 20 August to 20 November 2026.",),
    # Nobody of the five who are here was asked yet; Fay is not.
    "declaration-sheet": ("5 Bea Quill",),
    "declaration-forms": ("Hilary Head Once a year",),
    "register-health": ("Staff members 6 Policies 2 Versions of policies 1 Acknowledgements 3 Official accounts 2",),
    # The eight reports that a pack usually has; no file is kept.
    "evidence-pack": ("8 reports as at 20 November 2026.",),
}
"""What each report says of this school, worked out by hand."""


@pytest.mark.parametrize("report", reports(), ids=[one.id for one in reports()])
def test_every_report_has_figures_that_were_worked_out_by_hand(lead: Register, report: Report) -> None:
    options = Options(incidents=read_all(lead) if report.wants_keys else None)
    if report.wants_person:
        options = replace(options, staff_id=2)  # Hilary Head
    if report.wants_look:
        options = replace(options, look=lambda: health_of(lead))
    with lead.reading() as session:
        gathered = gather(session, report, TODAY, options)
    words = heard(render(report, gathered, Printing(NOW, "Dana Lead", "AD06-38F7 / 250"))).words
    for says in HAND[report.id]:
        assert says in words, (says, words[:3000])
