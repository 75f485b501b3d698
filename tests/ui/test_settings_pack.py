"""The rule pack in Settings: found by words and kinds, changed with every mistake said, and given back."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.actions.pack_entries import EntryDraft, TakeOutDraft, add_entry, take_out
from policydesk.queries.outside import unofficial_pages
from policydesk.terms import Role
from policydesk.ui.kit.choice_box import Combo
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.pack import RulePackPage, RulePackPart
from policydesk.ui.settings.page import SettingsPage
from tests.hands import button, fill, form, has_button, press, save, seen, until
from tests.stories import TODAY, hire


def pack(window: MainWindow) -> RulePackPage:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Rule pack")
    shown = page.part
    assert isinstance(shown, RulePackPart)
    return shown.page


def find(page: RulePackPage, words: str, count: int) -> None:
    page.filters.text.blockSignals(True)  # asked once now, and not again after a pause
    page.filters.text.setText(words)
    page.filters.text.blockSignals(False)
    page.filters.changed.emit()
    assert page.lines.rowCount() == count
    first = page.lines.id_at(0)
    if count:
        assert first is not None
        page.view.select_id(first)


def test_every_line_is_listed_with_its_source_and_narrowed_by_words_and_kind(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    assert "Rule pack 2026-11, gone through on 26 November 2026." in seen(page)
    qtbot.keyClick(button(page, "Periods"), Qt.Key.Key_Space)
    until(qtbot, lambda: page.lines.rowCount() == 6)
    qtbot.keyClick(button(page, "Periods"), Qt.Key.Key_Space)
    find(page, "facebook 13", 1)
    says = seen(page)
    assert "13 years" in says
    assert "announced on 15 June 2026" in says
    assert "As of 20 January 2026." in says
    page.filters.text.setText("nothing is called so")
    until(qtbot, lambda: "Nothing matches the filter." in seen(page))


def test_an_age_is_changed_after_every_mistake_and_given_back(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    find(page, "facebook 13", 1)
    assert not page.action("rule_pack.back").isEnabled()
    press(qtbot, window, "F2")
    form().input_of("from_on").set_value(None)
    assert save(qtbot, form()) == ("Enter the day.", "Say why.", "Enter the source.")
    form().input_of("value").set_value(16)
    fill(form(), "From", "1 11 2026")
    form().input_of("reason").set_value("The law changes.")
    form().input_of("source").set_value("Statutory instrument")
    assert save(qtbot, form()) == ("Enter today or a later day. Earlier days keep what was known then.",)
    fill(form(), "From", "1 4 2027")
    assert save(qtbot, form()) == ()
    assert "Changed Facebook." in seen(window)
    says = seen(page)
    assert "Changes on 1 April 2027" in says
    assert "16 years from 1 April 2027." in says
    assert "entered 20 November 2026 by Alex Morgan. The law changes. Source: Statutory instrument." in says
    qtbot.keyClick(button(page, "As PolicyDesk has it…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Say why.",)
    form().input_of("reason").set_value("It was put off.")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "Given back 20 November 2026 by Alex Morgan: It was put off." in seen(page))
    press(qtbot, window, "Ctrl+Z")
    until(qtbot, lambda: "Changes on 1 April 2027" in seen(page))


def test_laws_days_and_editions_have_boxes_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    for words, value, wrong, right in (
        ("keeping children safe in education edition", "2026", "This is what PolicyDesk says already", "2027"),
        ("counter-terrorism", "89", "Enter years of four figures", "2015, 2019"),
    ):
        find(page, words, 1)
        page.change()
        form().input_of("value").set_value(value)
        form().input_of("reason").set_value("New.")
        form().input_of("source").set_value("gov.uk")
        (said,) = save(qtbot, form())
        assert said.startswith(wrong)
        form().input_of("value").set_value(right)
        assert save(qtbot, form()) == ()
        until(qtbot, lambda right=right: right in seen(page))
    qtbot.keyClick(button(page, "Changed by the school"), Qt.Key.Key_Space)
    page.filters.text.clear()
    until(qtbot, lambda: page.lines.rowCount() == 2)


def test_the_desk_of_an_earlier_day_only_looks(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = pack(demo_window)
    assert has_button(page, "Change the value…")
    demo_window.desk.set_as_at(demo_window.desk.today.replace(day=1))
    page = pack(demo_window)
    assert not has_button(page, "Change the value…")


def test_the_focus_goes_with_the_tab(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    page.view.setFocus()
    press(qtbot, window, "Ctrl+Shift+Tab")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    assert settings.part.isAncestorOf(window.focusWidget())
    press(qtbot, window, "Ctrl+Tab")
    assert page.isAncestorOf(window.focusWidget())


def add(qtbot: QtBot, window: MainWindow, label: str) -> FormDialog:
    """Press Ctrl+N and choose what is added, by keys alone; returns the form that asks for it."""
    press(qtbot, window, "Ctrl+N")
    assert form().windowTitle() == "Add to the rule pack"
    assert save(qtbot, form()) == ("Select what it is.",)
    combo = form().input_of("list").control
    assert isinstance(combo, Combo)
    combo.setFocus()
    for _step in range(combo.findText(label)):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == label
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    until(qtbot, lambda: form().windowTitle() == f"Add {label[0].lower()}{label[1:]}")
    return form()


def test_an_entry_is_added_by_keys_alone_after_every_mistake_and_taken_out(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    page.view.setFocus()
    assert not page.action("rule_pack.out").isEnabled()
    asked = add(qtbot, window, "A law that was replaced")
    assert save(qtbot, asked) == (
        "Enter the title.", "Enter a year of four figures, such as 1998.", "Enter a day.",
        "Enter what to write instead.", "Say why.", "Enter the source.",
    )  # fmt: skip
    fill(asked, "Title without its year", "data protection ACT")
    fill(asked, "Year", "1998")
    fill(asked, "Replaced since", "31 2 2026")
    fill(asked, "Write instead", "the Signals Act 2026")
    asked.input_of("reason").set_value("It was repealed.")
    fill(asked, "Source", "legislation.gov.uk")
    (wrong,) = save(qtbot, asked)
    assert wrong.startswith("Replaced since must be a real date")
    fill(asked, "Replaced since", "1 10 2026")
    assert save(qtbot, asked) == (
        "This is in the rule pack already: “Data Protection Act 1998”. Find it in the list and change it there.",
    )
    fill(asked, "Title without its year", "Signals Act")
    assert save(qtbot, asked) == ()
    until(qtbot, lambda: "Added Signals Act 1998." in seen(window))
    assert "✓ The school’s own entry" in seen(page)
    assert "Write instead: the Signals Act 2026" in seen(page)
    press(qtbot, window, "F2")
    fill(form(), "Replaced since", "30 9 2026")
    form().input_of("reason").set_value("A slip.")
    form().input_of("source").set_value("legislation.gov.uk")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "Changed Signals Act 1998." in seen(window))
    qtbot.keyClick(button(page, "Take the entry out…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Say why.",)
    form().input_of("reason").set_value("Nobody cites it.")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "Took out Signals Act 1998." in seen(window))
    find(page, "signals act 1998", 0)
    qtbot.keyClick(button(page, "Taken out"), Qt.Key.Key_Space)
    until(qtbot, lambda: page.lines.rowCount() == 2)
    assert not page.action("rule_pack.change").isEnabled()
    press(qtbot, window, "Ctrl+Z")
    until(qtbot, lambda: page.lines.rowCount() == 0)


def test_the_school_s_words_and_switches_stand_in_boxes_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    find(page, "moderation own words", 1)
    page.change()
    form().input_of("value").set_value("AI")
    form().input_of("reason").set_value("We call them so.")
    form().input_of("source").set_value("Staff handbook")
    assert save(qtbot, form()) == ("Enter longer words: “AI” would be found in too many places.",)
    form().input_of("value").set_value("page wardens")
    assert save(qtbot, form()) == ()
    find(page, "cookie banner looked", 1)
    page.change()
    form().input_of("value").set_value("no")
    form().input_of("reason").set_value("Ours is part of the policy.")
    form().input_of("source").set_value("Headteacher")
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "No from 20 November 2026" in seen(page))


def test_what_is_not_confirmed_says_so(window: MainWindow, qtbot: QtBot) -> None:
    page = pack(window)
    qtbot.keyClick(button(page, "Not confirmed"), Qt.Key.Key_Space)
    until(qtbot, lambda: 0 < page.lines.rowCount() < 15)
    find(page, "flickr minimum", 1)
    until(qtbot, lambda: "! Not confirmed" in seen(page))
    assert "Flickr’s terms of today were not found" in seen(page)


def with_a_platform_of_its_own(window: MainWindow) -> int:
    with window.desk.register.writing() as txn:
        facts = {"name": "ClassDojo", "minimum_age": 16}
        return add_entry(txn, EntryDraft("platforms/platform", facts, TODAY, TODAY, "Year 6 uses it.", "Its terms"))


def test_a_platform_of_the_school_s_own_is_offered_for_its_accounts(window: MainWindow, qtbot: QtBot) -> None:
    leader = hire(window.desk.register, "Mo Iqbal")
    with_a_platform_of_its_own(window)
    window.go_to("accounts")
    accounts = window.page
    accounts.show_part("accounts")
    accounts.run("accounts.propose")
    fill(form(), "Name of the account", "Class page")
    form().input_of("platform").set_value("other:ClassDojo")
    form().input_of("platform").changed.emit()
    assert form().rows["other_platform"].isHidden()
    for name in ("purpose", "strong_reason", "exit_strategy"):
        form().input_of(name).set_value("Told in class.")
    form().input_of("responsible_leader_id").set_value(Choice(leader, "Mo Iqbal"))
    assert save(qtbot, form()) == ()
    until(qtbot, lambda: "ClassDojo" in seen(accounts))
    accounts.run("accounts.edit")
    assert form().value_of("platform") == "other:ClassDojo"
    form().reject()


def test_a_platform_of_the_school_s_own_is_offered_for_pages_of_others(window: MainWindow, qtbot: QtBot) -> None:
    entry = with_a_platform_of_its_own(window)
    window.go_to("accounts_log")
    log = window.page.part
    log.run("accounts_log.note")
    fill(form(), "Name of the page", "Parents of Longacre")
    form().input_of("platform").set_value("other:ClassDojo")
    assert save(qtbot, form()) == ()
    assert [row.what for row in log.model.rows] == ["Parents of Longacre (ClassDojo)"]
    assert [one.platform_name for one in window.desk.ask(unofficial_pages, TODAY)] == ["ClassDojo"], (
        "papers say it, too"
    )
    log.run("accounts_log.edit")
    assert form().value_of("platform") == "other:ClassDojo"
    form().reject()
    with window.desk.register.writing() as txn:
        take_out(txn, TakeOutDraft(entry, "Not used any more."))
    log.run("accounts_log.edit")
    assert (form().value_of("platform"), form().value_of("other_platform")) == ("other", "ClassDojo")
    fill(form(), "Which platform (optional)", "Mumsnet")
    assert save(qtbot, form()) == ()
    assert [row.what for row in log.model.rows] == ["Parents of Longacre (Mumsnet)"]


def test_a_platform_of_the_school_s_own_is_offered_where_incidents_are_logged(window: MainWindow) -> None:
    with_a_platform_of_its_own(window)
    window.go_to("incidents")
    for command in ("incidents.friend", "incidents.concern"):
        window.page.run(command)
        box = form().input_of("platform")
        box.set_value("ClassDojo")
        assert box.value() == "ClassDojo", "a record keeps the word as it was chosen"
        form().reject()


def test_who_only_looks_sees_the_pack_and_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    register.actor = replace(register.actor, roles=frozenset({Role.VIEWER}))
    page = pack(window)
    find(page, "facebook 13", 1)
    until(qtbot, lambda: "13 years" in seen(page))
    for name in ("Add an entry…", "Change the value…", "Take the entry out…", "As PolicyDesk has it…"):
        assert not has_button(page, name)
    for keys in ("F2", "Return", "Ctrl+N"):
        press(qtbot, window, keys)
    page.open_record(page.lines.id_at(0) or 0)
    assert [one.title for one in window.findChildren(FormDialog)] == []
