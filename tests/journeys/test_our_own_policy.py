"""What the school's own policy demands: its standard, another day, a review, the calendar, the policy's own text."""

from datetime import date
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from policydesk.queries.policies import list_policies
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.store import Register
from policydesk.terms_reviews import Every
from policydesk.ui.compare.page import ComparePage
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.policies.page import PoliciesPage
from policydesk.ui.standard.page import StandardPage
from policydesk.ui.today.page import TodayPage
from tests.hands import button, dialog, fill, form, press, save, seen, until
from tests.stories import TODAY
from tests.stories_reviews import plan
from tests.textcheck.corpus import as_pdf
from tests.ui.conftest import demo, demo_window

__all__ = ["demo", "demo_window"]

FAULTY = """Thistlewick Primary School
Social Media Policy

Approved by the governing body on 12 October 2026. Next review due by September 2026.

1. Scope
This policy applies to all staff, governors and volunteers.

2. Personal use
Keep personal accounts on Facebook, Instagram and Google+ private. Decline friend requests from pupils.

3. The school's accounts
The headteacher approves each account in writing. Two moderators look at the comments every day. See Appendix C.

4. Reporting
Tell the designated safeguarding lead, Mrs Haddad, at once. Breaches are dealt with under the disciplinary procedure.
The school monitors the use of its network.

5. Law
The Data Protection Act 1998, the Equality Act 2010 and the Online Safety Act 2023. Read this with the code of conduct.
"""
MENDED = (
    ("by September 2026", "by October 2027"),
    ("Instagram and Google+", "Instagram and YouTube"),
    (" See Appendix C.", ""),
    ("Data Protection Act 1998", "Data Protection Act 2018 and UK GDPR"),
)


@pytest.fixture
def window(demo_window: MainWindow) -> MainWindow:
    """The demo school's desk, with a review that falls on the last day of each month."""
    plan(demo_window.desk.register, due_on=date(2026, 10, 31), every=Every.MONTHS)
    return demo_window


def search_for(window: MainWindow, qtbot: QtBot, words: str) -> None:
    press(qtbot, window, "Ctrl+F")
    box = fill(window, "Search everything", words)
    until(qtbot, window.search.panel.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def today_says(window: MainWindow) -> str:
    window.go_to("today")
    page = window.page
    assert isinstance(page, TodayPage)
    page.refresh()
    return "\n".join(one.says for one in page.findings)


def show_day(window: MainWindow, qtbot: QtBot, words: str) -> None:
    press(qtbot, window, "Ctrl+D")
    box = fill(form(), "Day to show", words)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def three_moderators(window: MainWindow, qtbot: QtBot) -> None:
    search_for(window, qtbot, "moderators for each")
    page = window.page
    assert isinstance(page, StandardPage)
    assert "AT A.5.4: social media policy of an academy trust" in seen(page)
    press(qtbot, window, "F2")
    fill(form(), "Number from today on", "99")
    assert save(qtbot, form()) == ("Number from today on must be a number from 2 to 20, for example 2.", "Say why.")
    fill(form(), "Number from today on", "3")
    form().input_of("reason").set_value("The trust asks for three.")
    assert save(qtbot, form()) == ()
    assert "set to 3. The trust asks for three." in seen(page)


def complete_the_monthly_review(window: MainWindow, register: Register, qtbot: QtBot) -> None:
    window.go_to("reviews")
    row = next(one for one in agenda_of(register) if one.name == "Posters in the staff room")
    window.page.show_record(row.id)
    window.page.run("reviews.complete")
    assert form().value_of("next_due") == date(2026, 11, 30)
    fill(form(), "Done on", "30 2 2026")
    assert save(qtbot, form()) == ("Done on must be a real date, for example 27 3 2026.",)
    fill(form(), "Done on", "today")
    assert save(qtbot, form()) == ()


def agenda_of(register: Register) -> tuple[ReviewRow, ...]:
    with register.reading() as session:
        return tuple(agenda(session, TODAY))


def export(window: MainWindow, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, icalendar.Event]:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    window.go_to("reviews")
    window.page.run("reviews.calendar")
    assert save(qtbot, form()) == ()
    read = icalendar.Calendar.from_ical(file.read_bytes())
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


def new_version(window: MainWindow, qtbot: QtBot, label: str, document: Path) -> PoliciesPage:
    window.go_to("policies")
    page = window.page
    assert isinstance(page, PoliciesPage)
    page.refresh()
    rows = window.desk.ask(list_policies, TODAY)
    page.show_record(next(row.id for row in rows if row.title == "Social Media Policy"))
    page.run("policies.version")
    fill(form(), "Version", label)
    form().input_of("document").set_value(document)
    assert save(qtbot, form()) == ()
    qtbot.keyClick(button(page, f"Check the text, version {label}"), Qt.Key.Key_Space)
    assert page.desk.jobs.wait()
    return page


@pytest.mark.requirement("R6", "R7")
def test_the_school_holds_itself_to_its_policy(
    window: MainWindow, demo: Register, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = today_says(window)
    three_moderators(window, qtbot)
    now = today_says(window)
    assert now.count("It needs 3") > before.count("It needs 3")

    show_day(window, qtbot, "31 7 2026")
    assert "This is the register as it stood on 31 July 2026." in seen(window)
    assert "It needs 3" not in today_says(window)
    qtbot.keyClick(button(window, "Back to today"), Qt.Key.Key_Space)

    window.go_to("compare")
    page = window.page
    assert isinstance(page, ComparePage)
    fill(page, "First day", "31 dec 2025")
    fill(page, "Second day", "31 7 2026")
    qtbot.keyClick(button(page, "Compare"), Qt.Key.Key_Space)
    assert "From 31 December 2025 to 31 July 2026: " in seen(page)

    first = export(window, qtbot, tmp_path / "one.ics", monkeypatch)
    assert export(window, qtbot, tmp_path / "two.ics", monkeypatch).keys() == first.keys()
    complete_the_monthly_review(window, demo, qtbot)
    third = export(window, qtbot, tmp_path / "three.ics", monkeypatch)
    done = [uid for uid, event in third.items() if event.get("STATUS") == "CANCELLED"]
    assert [str(first[uid]["SUMMARY"]) for uid in done if uid in first] != []

    paper = tmp_path / "policy.pdf"
    paper.write_bytes(as_pdf(FAULTY))
    told = seen(new_version(window, qtbot, "8", paper))
    for fault in ("Google+", "Data Protection Act 1998", "appendix C", "September 2026"):
        assert fault in told
    text = FAULTY
    for wrong, right in MENDED:
        assert wrong in text
        text = text.replace(wrong, right)
    paper.write_bytes(as_pdf(text))
    page = new_version(window, qtbot, "9", paper)
    qtbot.keyClick(button(page, "Publish…, version 9"), Qt.Key.Key_Space)
    question = dialog(Message)
    assert "asked to acknowledge it." in seen(question)
    qtbot.keyClick(button(question, "Publish version 9"), Qt.Key.Key_Space)
    assert "Text check: nothing to look at" in seen(page)
