"""The page Standard: a readable table of every demand, and the forms that change the standard."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.standard import standard_table
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.standard import NUMBERS
from policydesk.ui.main_window import MainWindow
from policydesk.ui.standard.page import StandardPage
from tests.hands import button, form, has_button, press, save, seen, until
from tests.stories import hire


def standard(window: MainWindow, qtbot: QtBot) -> StandardPage:
    window.go_to("today")
    qtbot.keyClick(button(window.page, "Standard"), Qt.Key.Key_Space)
    page = window.page
    assert isinstance(page, StandardPage)
    return page


def choose(page: StandardPage, name: str) -> None:
    rows = page.desk.ask(standard_table, page.desk.as_at).rows
    page.show_record(next(row.id for row in rows if row.name == name))


def why(qtbot: QtBot, words: str) -> None:
    box = form().input_of("reason").control
    box.setFocus()
    qtbot.keyClicks(box, words)


def test_every_demand_is_listed_with_its_clause_and_whether_it_is_met(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = standard(demo_window, qtbot)
    assert page.view.model().rowCount() == len(ALL_RULES) + len(NUMBERS)
    assert "nothing to check yet" not in seen(page), "the demo school has something of everything"
    choose(page, "account.too_few_moderators")
    says = seen(page)
    assert "AT A.5.4: social media policy of an academy trust, September 2022" in says
    assert "Not met" in says
    qtbot.keyClick(button(page, first_finding(page)), Qt.Key.Key_Space)
    assert demo_window.page.name == "accounts"


def test_an_empty_register_is_not_told_that_it_meets_what_nobody_could_check(window: MainWindow, qtbot: QtBot) -> None:
    page = standard(window, qtbot)
    says = seen(page)
    assert "None of the 66 demands that are checked is met, 2 are not, and 64 have nothing to check yet." in says
    choose(page, "account.too_few_moderators")
    assert "It is about an official account. The register has none yet." in seen(page)


def first_finding(page: StandardPage) -> str:
    return next(words for words in button_names(page) if words.startswith("Show: "))


def button_names(page: StandardPage) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_list_is_narrowed_to_what_is_not_met_or_not_checked(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = standard(demo_window, qtbot)
    qtbot.keyClick(button(page, "Numbers"), Qt.Key.Key_Space)
    until(qtbot, lambda: page.view.model().rowCount() == len(NUMBERS))
    choose(page, "min_moderators")
    assert "says so. Where a policy says nothing it is 2." in seen(page)


def test_moderators_are_set_to_three_and_the_reason_is_kept(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = standard(demo_window, qtbot)
    choose(page, "account.too_few_moderators")
    assert page._row is not None
    before = len(page._row.findings)
    choose(page, "min_moderators")
    press(qtbot, demo_window, "F2")
    form().input_of("value").set_value(3)
    assert save(qtbot, form()) == ("Say why.",)
    form().set_values({"reason": "0"})
    assert save(qtbot, form()) == ("Write the reason in words. Whoever looks later reads it.",)
    why(qtbot, "The governors asked for it.")
    assert save(qtbot, form()) == ()
    assert "20 November 2026, Marta Lindqvist: set to 3. The governors asked for it." in seen(page)
    choose(page, "account.too_few_moderators")
    assert page._row is not None
    assert len(page._row.findings) > before
    press(qtbot, demo_window, "Ctrl+Z")
    choose(page, "min_moderators")
    assert "set to 3" not in seen(page)


def test_a_rule_is_switched_off_and_left_to_the_standard_again(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register)
    page = standard(window, qtbot)
    for verb, now in (("Switch off", "– Switched off"), ("Leave it to the standard", "! Not met: 1 thing")):
        choose(page, "policy.none")
        press(qtbot, window, "F2")
        assert form().windowTitle() == verb
        why(qtbot, "Because.")
        assert save(qtbot, form()) == ()
        assert now in seen(page)


def test_another_standard_is_chosen_beside_the_sentences_that_describe_it(window: MainWindow, qtbot: QtBot) -> None:
    page = standard(window, qtbot)
    qtbot.keyClick(button(page, "Choose the standard…"), Qt.Key.Key_Space)
    assert "It says nothing on official accounts" in seen(form())
    form().input_of("code").set_value("AN")
    why(qtbot, "We adopted the advice note.")
    assert save(qtbot, form()) == ()
    assert "Social media advice note of a school, December 2023" in seen(page)
    choose(page, "account.too_few_moderators")
    assert "– Not asked" in seen(page)
    window.desk.set_as_at(window.desk.today.replace(day=19))
    assert "Social media policy of an academy trust" in seen(window.page)
    assert not has_button(window.page, "Choose the standard…")
