"""The list of accounts in a spreadsheet: dates are dates, nothing is a formula, and the list comes back in."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from policydesk.exchange.accounts import read_account_list, read_accounts
from policydesk.exchange.accounts_plan import plan_accounts
from policydesk.exchange.accounts_sheet import COLUMNS, accounts_sheet
from policydesk.queries.accounts import list_accounts
from policydesk.store import Register
from policydesk.terms_accounts import Audience
from tests.stories import TODAY, hire
from tests.stories_accounts import a_live_account, propose


def sheet_of(register: Register) -> bytes:
    with register.reading() as session:
        return accounts_sheet(list_accounts(session, TODAY), "Longacre <Primary>", TODAY)


def cells(content: bytes) -> list[list[object]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    return book.get_sheet_by_name("Official accounts").to_python()


def test_dates_are_dates_and_numbers_are_numbers(register: Register) -> None:
    a_live_account(register, address="https://facebook.com/longacre", audience=frozenset({Audience.PARENTS}))
    heads, line = cells(sheet_of(register))
    row = dict(zip(heads, line, strict=True))
    assert heads == [column.heading for column in COLUMNS]
    assert row["In this state from"] == date(2026, 9, 14)
    assert row["Moderators there that day"] == 2
    assert row["Moderators needed"] == 2
    assert row["Moderators"] == "Max School Facebook page; Mo School Facebook page"
    assert row["Audience"] == "Parents and carers"


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "00123", "https://a.b/c", "<&>"]
)
def test_what_looks_like_a_formula_a_link_or_a_number_stays_the_words_it_is(register: Register, name: str) -> None:
    propose(register, name)
    content = sheet_of(register)
    assert cells(content)[1][0] == name
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_the_headings_stay_in_sight_and_can_be_filtered(register: Register) -> None:
    with zipfile.ZipFile(io.BytesIO(sheet_of(register))) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "customWidth" in sheet


def test_the_same_list_gives_the_same_bytes(register: Register) -> None:
    propose(register)
    assert sheet_of(register) == sheet_of(register)


def test_the_list_comes_back_in_and_changes_nothing(register: Register, tmp_path: Path) -> None:
    people = (hire(register, "Ben Okoro"), hire(register, "ليلى بن حدو"))
    a_live_account(register, moderators=people, audience=frozenset(Audience), handle="@longacre")
    propose(register, "Ideas", platform="other", other_platform="Padlet")
    path = tmp_path / "accounts.xlsx"
    path.write_bytes(sheet_of(register))
    listed = read_accounts(*read_account_list(path), TODAY)
    with register.reading() as session:
        plan = plan_accounts(session, listed, TODAY)
    assert (plan.changes_nothing, plan.problems, len(plan.same)) == (True, (), 2)
