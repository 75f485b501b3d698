"""Retention and disposal on paper: what is due, what comes, what is held and gone, and by whose word."""

from datetime import UTC, date, datetime

from policydesk.actions.disposal import DisposalDraft, dispose
from policydesk.actions.retention import HoldDraft, PeriodDraft, choose_period, hold_record
from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from policydesk.terms_retention import KeptKind, PeriodKind
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire

AT = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")


def paper(register: Register, as_at: date = TODAY) -> Heard:
    report = report_named("retention")
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options())
    return heard(render(report, gathered, AT))


def rows(found: Heard) -> list[list[str]]:
    return [[cell.says or cell.words for cell in row.kids] for row in found.document.all("TR")]


def left(register: Register, name: str, last: date) -> int:
    return hire(register, name, started_on=date(2012, 9, 1), ended_on=last)


def test_an_empty_register_says_that_nothing_is_due_and_how_long_each_kind_is_kept(register: Register) -> None:
    found = paper(register)
    assert "No record is due for disposal on 20 November 2026; no other will be due within 12 months." in found.words
    assert ["Child-protection concern about a pupil", "25 years", "The pupil’s date of birth",
            "IRMS toolkit for schools"] in rows(found)  # fmt: skip
    assert "Nothing goes by itself." in found.words
    assert "Backups made before a disposal still hold" in found.words
    assert len(found.pdf.pages) == 2


def test_what_is_due_comes_is_held_and_gone_each_stands_in_its_table(register: Register) -> None:
    gone = left(register, "Wilf Tarrant", date(2020, 8, 31))
    left(register, "Ida Frome", date(2020, 7, 17))
    left(register, "Jo Marsh", date(2021, 7, 16))
    left(register, "Al Hay", date(2021, 7, 23))
    held = left(register, "Ottoline Hay", date(2019, 12, 20))
    with register.writing() as txn:
        hold_record(txn, HoldDraft(KeptKind.STAFF, held, "A claim is open"))
    with register.writing() as txn:
        dispose(txn, DisposalDraft(((KeptKind.STAFF, gone),), "Governing board, minute 14", checked=True))
    found, kind = paper(register), "Record of somebody who left"
    assert "1 record is due for disposal on 20 November 2026; 2 more will be due within 12 months." in found.words
    assert "1 legal hold is in force." in found.words
    lines = rows(found)
    assert ["Ida Frome", kind, "17 July 2020", "17 July 2026", "6 years", "School’s default"] in lines
    assert ["Jo Marsh", kind, "16 July 2021", "16 July 2027", "6 years", "School’s default"] in lines
    assert ["Ottoline Hay", kind, "20 November 2026", "A claim is open", "Alex Morgan"] in lines
    assert ["1", f"Person {gone}", "2", "6 years", "31 August 2026", "Governing board, minute 14",
            "20 November 2026", "Alex Morgan"] in lines  # fmt: skip
    assert "Tarrant" not in found.words


def test_a_period_that_the_school_chose_says_since_when_and_why(register: Register) -> None:
    with register.writing() as txn:
        choose_period(txn, PeriodDraft(PeriodKind.ACCOUNT, 3, "Governors, minute 9"))
    assert ["Official account", "3 years", "The day it was closed",
            "Chosen by the school from 20 November 2026: Governors, minute 9"] in rows(paper(register))  # fmt: skip
