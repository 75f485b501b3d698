"""A school so small that every figure of the governors' report is worked out by hand, in the comments beside it."""

from collections.abc import Iterator
from datetime import date

import pytest

from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from policydesk.terms import StaffCategory
from policydesk.terms_incidents import Category
from tests.conftest import StoppedClock
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account
from tests.stories_incidents import NOW, concern, friend_request, read_all, signed_in, staffed
from tests.stories_reviews import complete, due, plan


@pytest.fixture
def lead(register: Register, clock: StoppedClock) -> Iterator[Register]:
    """Five staff, one policy, two accounts, two incidents, three reviews; the DSL signed in."""
    ids = staffed(register)  # Dana Lead, Hilary Head and Ben Okoro: three of the five, teaching
    bea = hire(register, "Bea Quill")
    cai = hire(register, "Cai Oak", category=StaffCategory.GOVERNOR)  # not bound by the policy
    version = publish(register, write_policy(register), "3")
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


def test_the_other_reports_say_the_same_of_the_tiny_school(lead: Register) -> None:
    # 1 person, Hilary, has 1 acknowledgement still to give.
    assert "1 person has 1 acknowledgement still to give" in paper(lead, "outstanding").words
    register = paper(lead, "acknowledgement-register").words
    assert "3 of 4 acknowledgements asked of 4 people in post on 20 November 2026 are given." in register
    old = paper(lead, "governors-acknowledgements").words
    assert "3 of 4 acknowledgements up to date 3 of 4 people who have acknowledged everything" in old
    assert "1 policy is in the register on 20 November 2026; 1 of them has" in paper(lead, "policy-register").words
    assert "2 accounts speak in the school’s name. Of them 2 are approved" in paper(lead, "official-accounts").words
