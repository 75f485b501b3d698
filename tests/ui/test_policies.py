"""The policies page: from an empty list to a published version that the school has adopted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from policydesk.dates import RoughDate
from policydesk.queries.policies import list_policies, policy_detail
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.terms import AdoptionRole, ApprovalBody, PolicyStatus
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.policies.page import PoliciesPage
from tests.hands import button, dialog, fill, form, press, save, seen
from tests.stories import TODAY, draft_version, hire, publish, write_policy


def policies_page(window: MainWindow) -> PoliciesPage:
    window.go_to("policies")
    page = window.page
    assert isinstance(page, PoliciesPage)
    return page


def policy(window: MainWindow) -> PolicyDetail:
    row = window.desk.ask(list_policies, TODAY)[0]
    found = window.desk.ask(policy_detail, TODAY, row.id)
    assert found is not None
    return found


def test_a_policy_comes_in_with_its_document_and_every_mistake_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = policies_page(window)
    press(qtbot, window, "Ctrl+N")
    assert save(qtbot, form()) == ("Enter the policy’s title.",)
    fill(form(), "Title", "Social Media Policy")
    press(qtbot, form(), "Ctrl+S")
    fill(form(), "Version", "4")
    fill(form(), "In force from", "September 2026")
    paper = tmp_path / "policy.pdf"
    form().input_of("document").set_value(paper)
    for content, says in (
        (b"<html>404: not found</html>", "“policy.pdf” is named like a PDF, but is none."),
        (b"MZ\x90\x00\x03", "“policy.pdf” is not a PDF, a Word or text document"),
        (b"", "“policy.pdf” is empty."),
    ):
        paper.write_bytes(content)
        assert says in save(qtbot, form())[0]
        assert says in seen(form().rows["document"])
    paper.unlink()
    assert "policy.pdf" in save(qtbot, form())[0]
    paper.write_bytes(b"%PDF-1.7 Social media policy")
    assert save(qtbot, form()) == ()
    assert "Saved a draft of Social Media Policy. Publish it when it is ready." in seen(window)
    version = policy(window).versions[0]
    assert (version.label, str(version.in_force_from), version.status) == ("4", "September 2026", PolicyStatus.DRAFT)
    assert [file.file_name for file in version.files] == ["policy.pdf"]
    assert "policy.pdf" in seen(page)


def test_publishing_says_whom_it_asks_and_can_be_left(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    hire(register)
    draft_version(register, write_policy(register))
    page = policies_page(window)
    page.refresh()
    page.publish()
    question = dialog(Message)
    assert "1 person is asked to acknowledge it." in seen(question)
    qtbot.keyClick(button(question, "Keep it as a draft"), Qt.Key.Key_Space)
    assert policy(window).versions[0].published_on is None
    qtbot.keyClick(button(page, "Publish…, version 1"), Qt.Key.Key_Space)
    qtbot.keyClick(button(dialog(Message), "Publish version 1"), Qt.Key.Key_Space)
    assert policy(window).versions[0].published_on == TODAY
    assert "Published version 1 of Social Media Policy." in seen(window)
    page.publish()
    assert "There is no draft to publish. Add a new version first." in seen(window)
    press(qtbot, window, "Ctrl+Z")
    assert "There is nothing to undo." in seen(window) or policy(window).versions[0].published_on is None


def test_a_version_that_cannot_be_published_says_why(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    draft_version(register, write_policy(register), in_force_from=None)
    page = policies_page(window)
    page.refresh()
    page.publish()
    qtbot.keyClick(button(dialog(Message), "Publish version 1"), Qt.Key.Key_Space)
    assert "It could not be published" in seen(dialog(Message)) + dialog(Message).windowTitle()
    assert policy(window).versions[0].published_on is None


def test_who_signed_for_the_school_is_recorded(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    register = window.desk.register
    page = policies_page(window)
    page.adopt()
    assert "There is no published version to sign. Publish one first." in seen(window)
    publish(register, write_policy(register))
    page.refresh()
    page.adopt()
    assert save(qtbot, form())
    form().input_of("role").set_value(AdoptionRole.HEADTEACHER)
    fill(form(), form().rows["name"].input.control.accessibleName(), "Ruth Penhale")
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    form().input_of("signed_on").edit.setText("September 2026")
    form().input_of("scan").set_value(scan)
    assert save(qtbot, form()) == ()
    assert "Signed by Ruth Penhale, headteacher, September 2026" in seen(page)
    assert "Not signed by the chair of governors" in seen(page)


@pytest.mark.requirement("R2", "R3")
def test_the_body_that_approved_a_version_stands_beside_the_person(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    draft_version(register, write_policy(register))
    page = policies_page(window)
    page.refresh()
    qtbot.keyClick(button(page, "Change…, version 1"), Qt.Key.Key_Space)
    form().input_of("approved_by_body").set_value(ApprovalBody.FULL_GOVERNING_BODY)
    form().input_of("approved_by_name").set_value("Ruth Penhale")
    form().input_of("minute_reference").set_value("FGB 12/26")
    form().input_of("approved_on").set_value(RoughDate(2026, 9))
    assert save(qtbot, form()) == ()
    assert "Approved by Full governing body and Ruth Penhale, September 2026" in seen(page)
    assert policy(window).versions[0].minute_reference == "FGB 12/26"


def test_a_draft_is_changed_and_given_a_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    register = window.desk.register
    draft_version(register, write_policy(register))
    page = policies_page(window)
    page.refresh()
    qtbot.keyClick(button(page, "Change…, version 1"), Qt.Key.Key_Space)
    fill(form(), "Version", "1.1")
    assert save(qtbot, form()) == ()
    assert policy(window).versions[0].label == "1.1"
    qtbot.keyClick(button(page, "Add a file…, version 1.1"), Qt.Key.Key_Space)
    assert save(qtbot, form())
    file = tmp_path / "appendix.txt"
    file.write_text("Appendix A")
    form().input_of("document").set_value(file)
    assert save(qtbot, form()) == ()
    assert "appendix.txt" in seen(page)
    qtbot.keyClick(button(page, "Take away: appendix.txt"), Qt.Key.Key_Return)
    assert "Took away appendix.txt." in seen(window)
    assert policy(window).versions[0].files == ()
    press(qtbot, window, "Ctrl+Z")
    assert "appendix.txt" in seen(page)


def test_a_copy_of_the_document_is_saved_and_a_missing_one_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = window.desk.register
    policy_id = write_policy(register)
    draft_version(register, policy_id)
    page = policies_page(window)
    page.refresh()
    page.open_document()
    assert "No document is kept with this policy. Add one to its version." in seen(window)
    page.new_version()
    fill(form(), "Version", "2")
    paper = tmp_path / "policy.txt"
    paper.write_text("Be kind online", encoding="utf-8")
    form().input_of("document").set_value(paper)
    assert save(qtbot, form()) == ()
    copy = tmp_path / "copy.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gone" / "copy.txt"), ""))
    page.open_document()
    assert "The folder “gone” is not there any more." in seen(dialog())
    dialog().close()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(copy), ""))
    page.open_document()
    assert copy.read_text() == "Be kind online"
    assert "Delete it when you no longer need it." in seen(window)


def test_a_policy_is_changed_and_withdrawn(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    publish(register, write_policy(register))
    page = policies_page(window)
    page.refresh()
    page.run("policies.edit")
    fill(form(), "Title", "Social Media and Messaging Policy")
    assert save(qtbot, form()) == ()
    assert "Social Media and Messaging Policy" in seen(page)
    page.run("policies.withdraw")
    assert save(qtbot, form())
    form().input_of("reason").set_value("Taken into the staff code of conduct")
    assert save(qtbot, form()) == ()
    assert "Withdrew Social Media and Messaging Policy." in seen(window)
    assert "Every policy is withdrawn." in seen(page)
    qtbot.keyClick(button(page, "Show them"), Qt.Key.Key_Space)
    assert "Withdrawn from 20 November 2026" in seen(page)


def test_the_demo_schools_policies_all_show_their_versions(demo_window: MainWindow) -> None:
    page = policies_page(demo_window)
    rows = demo_window.desk.ask(list_policies, TODAY)
    assert len(rows) == 6
    for row in rows:
        page.show_record(row.id)
        assert row.title in seen(page)
        assert "Version " in seen(page)
