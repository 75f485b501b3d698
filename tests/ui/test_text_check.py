"""The text check in the window: hits under their version, dismissed with a reason, remembered for the next version."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.actions.documents import FileDraft, attach_file
from policydesk.demo import DEMO_PASSWORD
from policydesk.demo.people import USERS
from policydesk.queries.policies import list_policies
from policydesk.store import Register, open_register
from policydesk.terms import Role
from policydesk.ui.kit.labels import PlainLabel
from policydesk.ui.main_window import MainWindow
from policydesk.ui.policies.page import PoliciesPage
from policydesk.ui.policies.text_hits import TextHits
from tests.conftest import StoppedClock
from tests.exchange.test_policy_text import pdf
from tests.hands import button, form, has_button, press, save, seen, until
from tests.stories import TODAY, draft_version, publish, write_policy
from tests.textcheck.corpus import as_pdf
from tests.ui.conftest import desk_on

TEXT = "Longacre Primary School\nWe use Twitter.\nWe follow the Data Protection Act 1998.\n"


def keep(register: Register, version_id: int, content: bytes, name: str = "policy.pdf") -> None:
    with register.writing() as txn:
        attach_file(txn, version_id, FileDraft(name, content))


def policies_page(window: MainWindow) -> PoliciesPage:
    window.go_to("policies")
    page = window.page
    assert isinstance(page, PoliciesPage)
    page.refresh()
    return page


def check(qtbot: QtBot, page: PoliciesPage, label: str = "1") -> None:
    qtbot.keyClick(button(page, f"Check the text, version {label}"), Qt.Key.Key_Space)
    assert page.desk.jobs.wait()


def test_hits_say_where_why_and_what_to_write_and_one_is_dismissed(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    policy_id = write_policy(register)
    keep(register, draft_version(register, policy_id), as_pdf(TEXT))
    page = policies_page(window)
    assert "Text check" not in seen(page)
    check(qtbot, page)
    told = seen(page)
    for words in (
        "Text check: 2 things to look at",
        "Page 1: Closed or renamed service",
        "“We use Twitter.”",
        "“Twitter” has been called X since 24 July 2023.",
        "Write X (formerly Twitter).",
        "Source: The company’s change of name, July 2023",
        "Page 1: Law that was replaced",
    ):
        assert words in told
    qtbot.keyClick(button(page, "Dismiss: “Twitter” has been called X since 24 July 2023."), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Enter why this may stay as it is.",)
    form().input_of("reason").set_value("Families still call it that.")
    assert save(qtbot, form()) == ()
    told = seen(page)
    assert "Text check: 1 thing to look at, 1 dismissed" in told
    assert "Families still call it that. (Alex Morgan, 20 November 2026)" in told
    press(qtbot, window, "Ctrl+Z")
    assert "Text check: 2 things to look at" in seen(page)


def test_a_dismissal_holds_for_the_next_version_and_can_be_brought_back(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    policy_id = write_policy(register)
    keep(register, publish(register, policy_id), as_pdf(TEXT))
    page = policies_page(window)
    check(qtbot, page)
    qtbot.keyClick(button(page, "Dismiss: “Twitter” has been called X since 24 July 2023."), Qt.Key.Key_Space)
    form().input_of("reason").set_value("Families still call it that.")
    assert save(qtbot, form()) == ()
    better = TEXT.replace("the Data Protection Act 1998", "the UK GDPR").replace("We use", "Nobody writes on")
    keep(register, draft_version(register, policy_id, "2"), as_pdf(better), "policy 2.pdf")
    page.refresh()
    check(qtbot, page, "2")
    assert "Text check: nothing to look at, 1 dismissed" in seen(page)
    assert "Text check: 1 thing to look at, 1 dismissed" in seen(page)
    qtbot.keyClick(button(page, "Bring back: “Twitter” has been called X since 24 July 2023."), Qt.Key.Key_Space)
    assert "Brought it back." in seen(window)
    assert "Text check: 1 thing to look at" in seen(page)


def test_a_scan_and_a_picture_among_the_pages_are_said_in_one_sentence(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    policy_id = write_policy(register)
    keep(register, draft_version(register, policy_id), pdf("", "", ""))
    page = policies_page(window)
    check(qtbot, page)
    assert "There is no text in this PDF: 3 pages are pictures." in seen(page)
    keep(register, draft_version(register, policy_id, "2"), pdf("Longacre is kind.", ""), "half.pdf")
    page.refresh()
    check(qtbot, page, "2")
    assert "Page 2 has no text and was not read: it is a picture or empty." in seen(page)
    assert "Read it yourself all the same" in seen(page)


def test_a_version_without_a_document_offers_no_check(window: MainWindow) -> None:
    draft_version(window.desk.register, write_policy(window.desk.register))
    assert not has_button(policies_page(window), "Check the text, version 1")


@pytest.mark.parametrize("width", [900, 1366])
def test_every_word_of_a_hit_fits_into_the_pane(window: MainWindow, qtbot: QtBot, width: int) -> None:
    register = window.desk.register
    policy_id = write_policy(register)
    paper = Path(__file__).parents[1] / "textcheck/documents/county-policy.txt"
    keep(register, draft_version(register, policy_id), as_pdf(paper.read_text(encoding="utf-8")))
    page = policies_page(window)
    window.resize(width, 700)
    check(qtbot, page)
    hits = page.findChild(TextHits)
    assert hits is not None
    labels = [one for one in hits.findChildren(PlainLabel) if one.wordWrap()]
    until(qtbot, lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
    assert len(labels) > 40


def test_who_only_looks_may_check_but_dismisses_nothing(
    demo_folder: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    folder = Path(shutil.copytree(demo_folder, tmp_path / "demo.policydesk"))
    viewer = next(name for name, roles in USERS if roles == frozenset({Role.VIEWER}))
    register = open_register(folder, user_name=viewer, password=DEMO_PASSWORD, clock=StoppedClock())
    with desk_on(register, qapp) as window:
        page = policies_page(window)
        rows = window.desk.ask(list_policies, TODAY)
        page.show_record(next(row.id for row in rows if row.title == "Social Media Policy"))
        check(qtbot, page, "3")
        assert "Text check: " in seen(page)
        assert "Whole document: Expected part is missing" in seen(page)
        assert not any(one.text() in {"Dismiss…", "Bring back"} for one in page.findChildren(QPushButton))
    register.close()
