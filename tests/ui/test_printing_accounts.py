"""The Reports page for papers that are narrowed: which account, which days, which policy and whom."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from policydesk.terms import StaffCategory
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.page import ReportsPage
from tests.hands import fill, part, seen
from tests.stories import hire, publish, write_policy
from tests.stories_accounts import a_live_account, propose
from tests.ui.test_printing import choose, drawn, reports_page, words


def shown(page: ReportsPage) -> list[str]:
    box = part(page, QComboBox, "Account")
    return [box.itemText(number) for number in range(box.count())]


def test_another_page_shows_the_approval_form_of_its_account(window: MainWindow, qtbot: QtBot) -> None:
    propose(window.desk.register, "Year 6 blog", platform="wordpress")
    account = propose(window.desk.register, "School Facebook page")
    page = reports_page(window, qtbot)
    window.go_to("staff")
    window.go_to("reports", account, "reports.approval_form")
    drawn(window, qtbot)
    assert window.page is page
    assert part(page, QComboBox, "Report").currentText() == "Site creation approval form"
    assert part(page, QComboBox, "Account").currentText() == "School Facebook page"
    assert "School Facebook page on Facebook" in words(page.content)


def test_an_account_that_is_younger_than_the_chosen_day_is_shown_as_at_today(window: MainWindow, qtbot: QtBot) -> None:
    account = propose(window.desk.register)
    page = reports_page(window, qtbot)
    page.choices.day.input.set_value(date(2026, 1, 1))
    page.show_for("account-approval-form", account)
    drawn(window, qtbot)
    assert page.choices.day.input.value() == window.desk.as_at
    assert "School Facebook page on Facebook" in words(page.content)


def test_a_form_is_blank_until_an_account_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    propose(window.desk.register)
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Site creation approval form")
    assert shown(page) == ["A blank form", "School Facebook page"]
    assert "Answer every question" in words(page.content)
    box = part(page, QComboBox, "Account")
    box.setCurrentText("School Facebook page")
    box.activated.emit(box.currentIndex())
    drawn(window, qtbot)
    assert "School Facebook page on Facebook" in words(page.content)
    choose(page, window, qtbot, "Moderator cover")
    assert shown(page) == ["All accounts", "School Facebook page"]


def test_cover_is_shown_for_the_days_that_are_typed(window: MainWindow, qtbot: QtBot) -> None:
    a_live_account(window.desk.register)
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Moderator cover")
    assert "From 20 November 2026 to 20 February 2027" in words(page.content)
    for label, typed in (("First day (optional)", "1 12 2026"), ("Last day (optional)", "31 12 2026")):
        qtbot.keyClick(fill(page, label, typed), Qt.Key.Key_Tab)
    page.refresh()
    drawn(window, qtbot)
    assert "From 1 December 2026 to 31 December 2026" in words(page.content)
    qtbot.keyClick(fill(page, "Last day (optional)", "1 11 2026"), Qt.Key.Key_Tab)
    page.refresh()
    drawn(window, qtbot)
    assert "The last day, 1 November 2026, is before the first, 1 December 2026. Enter a later one." in seen(page)
    assert page.preview.pages == 0


def test_days_and_account_are_asked_only_where_a_report_looks_at_them(window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(window, qtbot)
    for title, account, days in (
        ("Who is outstanding", False, False),
        ("Official accounts register", True, False),
        ("Site creation approval form", True, False),
        ("Moderator cover", True, True),
    ):
        choose(page, window, qtbot, title)
        asked = page.choices
        shown_now = (asked.account.isVisible(), asked.first.isVisible(), asked.last.isVisible())
        assert shown_now == (account, days, days)


def test_lists_of_names_are_narrowed_to_a_policy_a_category_and_a_person(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    hire(register, "Bea Quill")
    di = hire(register, "Di Oak", category=StaffCategory.GOVERNOR)
    for title in ("Social Media Policy", "Code of Conduct"):
        publish(register, write_policy(register, title), categories=frozenset(StaffCategory))
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Acknowledgement register")
    asked = page.choices

    def pick(name: str, choice: str) -> str:
        box = part(page, QComboBox, name)
        box.setCurrentIndex(box.findText(choice, Qt.MatchFlag.MatchStartsWith))
        box.activated.emit(box.currentIndex())
        drawn(window, qtbot)
        return words(page.content)

    assert "Code of Conduct" not in pick("Policy", "Social Media Policy")
    assert "Code of Conduct" in pick("Policy", "All policies")
    governors = pick("Category of staff", "Governor")
    assert "Only the category governor was chosen." in governors
    assert "Bea Quill" not in governors
    asked.person.input.set_value(Choice(di, "Di Oak"))
    page.refresh()
    drawn(window, qtbot)
    assert "Only Di Oak was chosen, and only in the category governor." in words(page.content)
    assert "they were not asked to acknowledge a policy" in pick("Category of staff", "Teaching")
    choose(page, window, qtbot, "Sign-off sheet")
    assert (asked.version.isVisible(), asked.held.isVisible(), asked.person.isVisible()) == (True, True, False)
    choose(page, window, qtbot, "Acknowledgement register")
    assert part(page, QComboBox, "Category of staff").currentText() == "Teaching"
    assert asked.person.input.value() is None


def test_an_account_that_is_chosen_is_the_only_one_on_the_paper(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("Year 6 blog", "School Facebook page"):
        a_live_account(window.desk.register, name)
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Official accounts register")
    assert "Year 6 blog" in words(page.content)
    box = part(page, QComboBox, "Account")
    box.setCurrentText("School Facebook page")
    box.activated.emit(box.currentIndex())
    drawn(window, qtbot)
    assert "School Facebook page" in words(page.content)
    assert "Year 6 blog" not in words(page.content)
