"""`policydesk import accounts` and `policydesk export accounts`: what they print, and what they leave alone."""

from pathlib import Path

import pytest
import python_calamine
from pypdf import PdfReader

from policydesk import cli, headless
from policydesk.queries.accounts import list_accounts
from policydesk.store import Register, open_register
from policydesk.store.backup import BACKUPS, list_backups
from tests.conftest import PASSWORD, StoppedClock, stretch_at_once
from tests.stories import TODAY, hire
from tests.stories_accounts import a_live_account

Capture = pytest.CaptureFixture[str]

LIST = (
    "Account,Platform,Handle,Live since,Moderators,Password\n"
    "School page,Facebook,longacre,14/09/2026,Ben Okoro; Nobody Known,Sunny123!\n"
    "News,Bookface,news,14/09/2026,,Rainy456!\n"
    "Blog,Other: Padlet,,,,\n"
)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: StoppedClock) -> None:
    """A terminal on the day of the tests; passwords stretch at once."""
    for name in ("POLICYDESK_USER", "POLICYDESK_REGISTER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    stretch_at_once(monkeypatch)
    monkeypatch.setattr(headless, "now", clock)


@pytest.fixture
def school(register: Register) -> Path:
    """A closed register with one member of staff."""
    hire(register, "Ben Okoro")
    register.close()
    return register.folder


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


def accounts(school: Path) -> list[str]:
    register = open_register(school, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    with register.reading() as session:
        found = [row.name for row in list_accounts(session, TODAY)]
    register.close()
    return found


def test_a_dry_run_says_what_would_change_and_writes_nothing(school: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text(LIST, encoding="utf-8")
    assert run("import", "accounts", file, "--register", school, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "dropped  the column “Password” holds passwords, so it was not read" in said
    assert "add      row 2: School page (Facebook), live, moderated by Ben Okoro" in said
    assert "problem  row 2: “Nobody Known” is nobody in the register." in said
    assert "problem  row 3: “Bookface” is no platform" in said
    assert "problem  row 4: There is no day since when it is live." in said
    assert "Sunny123" not in said
    assert "Nothing was written: this was a dry run." in said
    assert accounts(school) == []


def test_it_is_brought_in_after_a_backup_and_the_second_time_nothing_changes(
    school: Path, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text(LIST, encoding="utf-8")
    words = ("import", "accounts", file, "--register", school, "--started", "1/9/2025")
    assert run(*words) == 0
    assert "Imported the list: 2 accounts added." in capsys.readouterr().out
    assert any("an import of accounts" in one.why for one in list_backups(school / BACKUPS))
    assert run(*words) == 0
    assert "Imported the list: nothing changed; 2 stayed as they were." in capsys.readouterr().out
    assert accounts(school) == ["Blog", "School page"]


def test_a_category_is_for_staff_alone(school: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run("import", "accounts", tmp_path / "x.csv", "--register", school, "--category", "teaching") == 2
    assert capsys.readouterr().err == "Accounts have no category. Leave --category out.\n"


def test_the_list_is_written_as_a_spreadsheet(register: Register, tmp_path: Path, capsys: Capture) -> None:
    a_live_account(register)
    register.close()
    out = tmp_path / "accounts.xlsx"
    assert run("export", "accounts", "--out", out, "--register", register.folder) == 0
    assert f"1 account: {out}" in capsys.readouterr().out
    assert python_calamine.load_workbook(out).get_sheet_by_index(0).to_python()[1][0] == "School Facebook page"
    assert run("export", "accounts", "--out", out, "--register", register.folder, "--as-at", "1/9/2026") == 0
    assert "0 accounts" in capsys.readouterr().out
    assert run("export", "accounts", "--out", tmp_path / "no" / "such.xlsx", "--register", register.folder) == 1


def test_a_report_about_one_account_and_some_days_is_printed(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    a_live_account(register)
    register.close()
    out = tmp_path / "paper.pdf"
    about = ("--register", register.folder, "--out", out)
    assert run("report", "account-approval-form", *about, "--account", "school FACEBOOK page") == 0
    assert "School Facebook page on Facebook" in text_of(out)
    assert run("report", "moderator-cover", *about, "--from", "1/12/2026", "--until", "31/12/2026") == 0
    assert "From 1 December 2026 to 31 December 2026" in text_of(out)
    assert run("report", "account-approval-form", *about) == 0
    assert "Answer every question" in text_of(out)
    capsys.readouterr()
    assert run("report", "account-approval-form", *about, "--account", "Bookface") == 2
    assert capsys.readouterr().err == (
        "No account is called “Bookface” on that day. There are: School Facebook page.\n"
    )
    assert run("report", "moderator-cover", *about, "--from", "2/12/2026", "--until", "1/12/2026") == 2
    assert "is before the first" in capsys.readouterr().err


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
