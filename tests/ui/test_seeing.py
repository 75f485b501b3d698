"""What can be done about the lines of Today themselves: not now, who sees to it, since when, all alike together."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.rules.findings import Finding
from policydesk.ui.commands import COMMANDS
from policydesk.ui.kit.page import Needs
from policydesk.ui.kit.tabbed_page import TabbedPage
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.today.page import TodayPage
from policydesk.ui.today.seeing import FindingDetails
from tests.hands import dialog, fill, form, press, save, seen, until
from tests.stories import hire


def today(window: MainWindow) -> TodayPage:
    window.go_to("today")
    page = window.page
    assert isinstance(page, TodayPage)
    return page


def first_of(page: TodayPage, rule: str) -> Finding:
    return next(one for one in page.findings if one.rule == rule)


def do(page: TodayPage, finding: Finding, words: str) -> None:
    offered = dict(page.more_for(finding))
    assert words in offered, sorted(offered)
    offered[words]()


def test_a_line_is_put_off_with_a_reason_folded_away_and_brought_back(window: MainWindow, qtbot: QtBot) -> None:
    page = today(window)
    badge = len(page.findings)
    finding = first_of(page, "policy.none")
    do(page, finding, "Not now…")
    assert save(qtbot, form()) == ("Say why this can wait.",)
    fill_notes(qtbot, "It comes from the trust next week.")
    assert save(qtbot, form()) == ()
    assert len(page.findings) == badge - 1
    assert finding.says not in seen(page)
    fold = page.findChild(QPushButton, "unfold_put_off")
    assert isinstance(fold, QPushButton)
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert finding.says in seen(page)
    assert "Put off until 23 November 2026: It comes from the trust next week." in seen(page)
    page.refresh()
    assert finding.says in seen(page)
    do(page, finding, "Bring back")
    assert len(page.findings) == badge
    assert page.findChild(QPushButton, "unfold_put_off") is None or "Not now: 1 thing" not in seen(page)


def fill_notes(qtbot: QtBot, words: str) -> None:
    box = form().input_of("reason").control
    box.setFocus()
    qtbot.keyClicks(box, words)


def test_a_line_is_given_to_somebody_and_that_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register)
    page = today(window)
    page.refresh()
    do(page, first_of(page, "policy.none"), "Who sees to it…")
    fill(form(), "Who (leave it empty for nobody)", "Bea Quill")
    assert save(qtbot, form()) == ()
    assert "Bea Quill sees to it" in seen(page)
    press(qtbot, window, "Ctrl+Z")
    assert "Bea Quill sees to it" not in seen(page)
    do(page, first_of(page, "policy.none"), "Who sees to it…")
    assert save(qtbot, form()) == ()
    assert "Noted that nobody in particular sees to 1 thing." in seen(window)


def test_the_focus_stays_at_the_line_that_was_dealt_with(window: MainWindow, qtbot: QtBot) -> None:
    page = today(window)
    finding = first_of(page, "policy.none")
    more = f"more_{page.findings.index(finding)}"
    next(iter(page.findChildren(QPushButton, more))).setFocus()
    do(page, finding, "Who sees to it…")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: window.focusWidget() is not None and window.focusWidget().objectName() == more)


def test_all_of_one_kind_are_put_off_together(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = today(demo_window)
    alike = [one for one in page.findings if one.rule == "account.no_appendix"]
    do(page, alike[0], f"Not now: all {len(alike)} like this…")
    fill_notes(qtbot, "The appendices are being written.")
    assert save(qtbot, form()) == ()
    assert not [one for one in page.findings if one.rule == "account.no_appendix"]


def test_all_of_one_kind_are_put_right_in_one_form_where_it_takes_them(demo_window: MainWindow) -> None:
    page = today(demo_window)
    alike = [one for one in page.findings if one.rule == "account.neglected"]
    assert len(alike) > 1
    do(page, alike[0], f"Record a check: all {len(alike)} like this…")
    assert demo_window.page.name == "accounts"
    assert set(demo_window.page.selected_ids()) == {one.subject_id for one in alike}
    assert form().isVisible()
    form()._typed = False
    alone = first_of(page, "account.evaluation_due")
    assert not [words for words, _do in page.more_for(alone) if words.startswith("Evaluate")]


def test_what_takes_several_is_said_where_commands_are_listed(demo_window: MainWindow) -> None:
    several = {one.id for one in COMMANDS if one.several}
    found = set()
    for one in pages():
        page = demo_window.page_named(one.id)
        for part in page.parts if isinstance(page, TabbedPage) else (page,):
            found |= {command for command, needs in part._needs.items() if needs is Needs.SOME}
    assert found == several


def test_since_when_a_line_is_so_is_looked_up(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = today(demo_window)
    finding = first_of(page, "account.planned_end")
    assert f"Since {finding.since:%-d %B %Y}" in seen(page)
    do(page, first_of(page, "account.too_few_moderators"), "About this…")
    details = dialog(FindingDetails)
    assert isinstance(details, FindingDetails)
    until(qtbot, lambda: details.since.text().startswith("Since "))
    assert "social media policy of an academy trust" in seen(details)
    assert "Nothing yet." in seen(details)


def test_the_menu_of_a_line_opens_under_its_button(window: MainWindow, qtbot: QtBot) -> None:
    page = today(window)
    more = page.findChild(QPushButton, "more_0")
    assert isinstance(more, QPushButton)
    qtbot.keyClick(more, Qt.Key.Key_Space)
    (menu,) = (one for one in page.findChildren(QMenu) if one.isVisible())
    assert [action.text() for action in menu.actions()][:2] == ["Not now…", "Who sees to it…"]
    menu.close()


def test_nothing_is_known_to_be_open_longer_than_it_is(demo_window: MainWindow) -> None:
    page = today(demo_window)
    day = demo_window.desk.as_at + timedelta(days=1)
    assert all(one.since is None or one.since < day for one in page.findings if one.rule != "induction")
