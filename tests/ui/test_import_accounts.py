"""Bringing in a list of accounts in the window, and sending the register's list to a spreadsheet."""

from pathlib import Path

import pytest
import python_calamine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from policydesk.queries.accounts import list_accounts
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState
from policydesk.ui.accounts.import_wizard import AccountsWizard
from policydesk.ui.accounts.send_list import send_list, send_list_to
from policydesk.ui.kit.import_steps import CHECK, CHOOSE, COLUMNS
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from tests.hands import button, dialog, fill, part, press, seen, until
from tests.stories import TODAY, hire
from tests.stories_accounts import a_live_account, propose
from tests.ui.test_import import choose, compare, lines

GOOD = """Account,Social network,Username,Went live,Moderated by,Admin password
School page,Facebook,@LongAcre,14/09/2026,Ben Okoro; Nobody Known,Sunny123!
News,Twitter,https://x.com/longacre,02/09/2024,,Rainy456!
"""


@pytest.fixture
def wizard(window: MainWindow) -> AccountsWizard:
    hire(window.desk.register, "Ben Okoro")
    return opened(window)


def opened(window: MainWindow) -> AccountsWizard:
    window.go_to("accounts")
    AccountsWizard(window, window.desk, window.say).open()
    found = dialog(AccountsWizard)
    assert isinstance(found, AccountsWizard)
    return found


def names(window: MainWindow) -> list[str]:
    return [row.name for row in window.desk.ask(list_accounts, TODAY)]


def listed(tmp_path: Path, text: str = GOOD) -> Path:
    file = tmp_path / "accounts.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_accounts_are_brought_in_after_they_were_looked_at(
    window: MainWindow, wizard: AccountsWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[frozenset[Topic]] = []
    window.desk.changed.connect(told.append)
    choose(qtbot, wizard, listed(tmp_path))
    assert wizard.stack.currentIndex() == COLUMNS
    assert part(wizard, QComboBox, "What Social network says").currentText() == "Platform"
    assert "Password (never read)" in seen(wizard)
    assert "Sunny123" not in seen(wizard)
    assert "This will add 2 accounts." in compare(qtbot, wizard)
    shown = "\n".join(lines(wizard))
    assert "School page: Facebook, live since 14 September 2026, moderated by Ben Okoro" in shown
    assert "Row 2: “Nobody Known” is nobody in the register." in shown
    assert "Admin password: PolicyDesk keeps no passwords" in shown
    assert names(window) == []
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    until(qtbot, lambda: "Imported the list: 2 accounts added." in seen(window))
    assert names(window) == ["News", "School page"]
    assert told[-1] >= {Topic.ACCOUNTS, Topic.BACKUPS}
    assert "an import of accounts" in list_backups(window.desk.register.folder / BACKUPS)[0].why
    press(qtbot, window, "Ctrl+Z")
    assert names(window) == []


def test_the_same_list_a_second_time_changes_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = listed(tmp_path)
    for says in ("This will add 2 accounts.", "2 rows have a problem, and the register has the rest."):
        wizard = opened(window)
        choose(qtbot, wizard, file)
        assert says in compare(qtbot, wizard)
        if "add" in says:
            qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
            until(qtbot, lambda: "Imported the list" in seen(window))
        else:
            assert not wizard.next_button.isEnabled()


def test_what_is_unticked_stays_out(window: MainWindow, wizard: AccountsWizard, qtbot: QtBot, tmp_path: Path) -> None:
    choose(qtbot, wizard, listed(tmp_path))
    compare(qtbot, wizard)
    model = wizard.preview.model()
    line = model.index(1, 0, model.index(0, 0))
    assert str(line.data()).startswith("News")
    model.setData(line, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert "This will add 1 account." in seen(wizard)
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    until(qtbot, lambda: "Imported the list: 1 account added" in seen(window))
    assert names(window) == ["School page"]


def test_an_account_that_may_be_there_already_is_unticked_and_says_why(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    propose(window.desk.register, "School page", handle="@another")
    wizard = opened(window)
    choose(qtbot, wizard, listed(tmp_path, "Account,Platform,Handle,Live since\nSchool page,FB,longacre,14/09/2026\n"))
    compare(qtbot, wizard)
    shown = lines(wizard)
    assert "Perhaps an account you have already: tick it to add it (1)" in shown
    assert any("the register has an account of this name with @another" in line for line in shown)
    assert not wizard.next_button.isEnabled()


def test_accounts_without_a_day_come_in_with_the_day_that_is_typed(
    window: MainWindow, wizard: AccountsWizard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = listed(tmp_path, "Account,Platform\nSchool page,Facebook\n")
    choose(qtbot, wizard, file)
    compare(qtbot, wizard)
    assert any("There is no day since when it is live." in line for line in lines(wizard))
    for _step in range(2):
        qtbot.keyClick(button(wizard, "Back"), Qt.Key.Key_Space)
    assert wizard.stack.currentIndex() == CHOOSE
    fill(wizard, "Live since, where the list does not say it (optional)", "1 9 2025")
    choose(qtbot, wizard, file)
    assert "This will add 1 account." in compare(qtbot, wizard)
    assert wizard.stack.currentIndex() == CHECK
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    until(qtbot, lambda: "Imported the list" in seen(window))
    (row,) = window.desk.ask(list_accounts, TODAY)
    assert (row.state, row.since.isoformat()) == (AccountState.LIVE, "2025-09-01")


def test_no_file_and_no_account_in_it_are_said(wizard: AccountsWizard, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(wizard.next_button, Qt.Key.Key_Space)
    assert wizard.summary.sentences == ("Choose the file with the list of accounts.",)
    button(wizard, "Choose the file with the list of accounts.").click()
    assert wizard.file.input.isAncestorOf(wizard.focusWidget())
    choose(qtbot, wizard, listed(tmp_path, "Colour,Size\nred,2\n"))
    compare(qtbot, wizard)
    assert "Match a column to the name of the account" in wizard.summary.sentences[0]


def test_the_list_is_sent_to_a_spreadsheet(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_live_account(window.desk.register, "=1+1 page")
    window.go_to("accounts")
    file = tmp_path / "accounts"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    send_list(window.page)
    rows = python_calamine.load_workbook(file.with_suffix(".xlsx")).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "=1+1 page"
    assert "Saved accounts.xlsx. It is not encrypted" in seen(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    file.with_suffix(".xlsx").unlink()
    send_list(window.page)
    assert not file.with_suffix(".xlsx").exists()


def test_a_place_that_cannot_be_written_gets_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    window.go_to("accounts")
    send_list_to(window.page, tmp_path / "no such folder" / "accounts.xlsx")
    message = dialog(Message)
    assert message.windowTitle() == "The list could not be saved"
    assert "no such folder" in seen(message)
