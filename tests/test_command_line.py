"""Every command of `policydesk`: what it prints, its exit code, and one sentence for every mistake."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from policydesk import app, cli, headless
from policydesk.actions.text_check import DismissalDraft, dismiss_hit
from policydesk.dates import RoughDate
from policydesk.queries.staff import find_staff
from policydesk.reports.catalogue import reports
from policydesk.store import Register, open_register
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.store.users import add_user
from policydesk.terms import HitKind, Role
from tests.conftest import PASSWORD, QUICK, StoppedClock, demo_copy, stretch_at_once
from tests.stories import TODAY, hire, publish, sign, write_policy

Capture = pytest.CaptureFixture[str]
COMMANDS = (
    "demo", "new", "import", "export", "findings", "check-policy", "report", "calendar", "verify", "backup", "restore",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: StoppedClock) -> None:
    """A terminal with nobody at it, on a computer of its own, on the day of the tests; passwords stretch at once."""
    for name in ("POLICYDESK_PASSWORD", "POLICYDESK_USER", "POLICYDESK_REGISTER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "home"))
    stretch_at_once(monkeypatch)
    monkeypatch.setattr(headless, "now", clock)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def school(register: Register, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed register: two people, one policy, one signature; its password is in the environment."""
    people = [hire(register, name) for name in ("Ben Okoro", "Łukasz Wójcik")]
    sign(register, publish(register, write_policy(register)), people[0])
    register.close()
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    return register.folder


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


def one_sentence(capsys: Capture) -> str:
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.strip().endswith(".")
    return said.err.strip()


class TestDemo:
    """The invented school."""

    def test_it_is_made_once_and_names_its_users_and_their_password(self, tmp_path: Path, capsys: Capture) -> None:
        assert run("demo", tmp_path / "look", "--no-window") == 0
        said = capsys.readouterr().out.splitlines()
        assert f"register: {tmp_path / 'look.policydesk'}" in said
        (password,) = [line.removeprefix("password: ") for line in said if line.startswith("password: ")]
        names = [line.removeprefix("user: ").split(" (")[0] for line in said if line.startswith("user: ")]
        assert len(names) >= 4
        for name in names:
            opened = open_register(
                tmp_path / "look.policydesk", user_name=name, password=password, clock=StoppedClock()
            )
            opened.close()
        assert run("demo", tmp_path / "look", "--no-window") == 0
        assert "Making" not in capsys.readouterr().out

    def test_without_a_display_it_prints_its_reports(
        self, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(sys, "platform", "linux")
        assert run("demo") == 0
        said = capsys.readouterr().out
        assert "no display, so the reports go to ./demo-reports/" in said
        assert "Left out, because a DSL or the headteacher has to sign in for them with --user: " in said
        assert all(one.title in said for one in reports() if one.wants_keys)
        found = sorted(path.stem for path in (tmp_path / "demo-reports").iterdir())
        assert found == sorted(one.id for one in reports() if not (one.wants_keys or one.wants_person))
        assert all(len(PdfReader(path).pages) for path in (tmp_path / "demo-reports").iterdir())

    def test_with_a_display_the_window_opens_on_it(
        self, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.copytree(demo_folder, tmp_path / "look.policydesk")
        opened: list[Path] = []
        monkeypatch.setenv("DISPLAY", ":0")
        monkeypatch.setattr(app, "start", lambda folder: opened.append(folder) or 0)
        assert run("demo", tmp_path / "look") == 0
        assert opened == [tmp_path / "look.policydesk"]

    def test_a_real_register_is_left_alone(self, school: Path, capsys: Capture) -> None:
        assert run("demo", school, "--no-window") == 2
        assert "holds a real register" in one_sentence(capsys)

    def test_a_demo_needs_neither_user_nor_password(self, demo_folder: Path, tmp_path: Path) -> None:
        shutil.copytree(demo_folder, tmp_path / "look.policydesk")
        assert run("verify", "--register", tmp_path / "look.policydesk") == 0


class TestNew:
    """A register of one's own."""

    def test_it_is_made_with_its_sheets_beside_it(self, tmp_path: Path, capsys: Capture) -> None:
        secret = tmp_path / "password.txt"
        secret.write_text(f"{PASSWORD}\nignored\n")
        words = ("new", tmp_path / "longacre", "--school", "Longacre <Primary> & Nursery", "--user", "Alex Morgan")
        assert run(*words, "--role", "office_manager", "--role", "dsl", "--password-file", secret) == 0
        said = capsys.readouterr().out
        assert "Print both sheets" in said
        sheets = tmp_path / "longacre recovery sheets.pdf"
        assert f"recovery sheets: {sheets}" in said
        text = " ".join(page.extract_text() for page in PdfReader(sheets).pages)
        assert "Longacre <Primary> & Nursery" in text
        made = open_register(
            tmp_path / "longacre.policydesk", user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()
        )
        assert made.actor.roles == {Role.OFFICE_MANAGER, Role.DSL}
        made.close()
        assert run(*words, "--password-file", secret) == 2
        assert "longacre" in one_sentence(capsys).lower()

    def test_the_password_is_asked_for_at_the_terminal(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        words = ("new", tmp_path / "longacre", "--school", "Longacre", "--user", "Alex Morgan")
        assert run(*words) == 2
        assert "There is nobody to ask for the password." in one_sentence(capsys)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: "short")
        assert run(*words) == 2
        assert "12" in one_sentence(capsys)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
        assert run(*words) == 0

    def test_a_password_is_never_an_argument(self) -> None:
        for command in ("new", "verify", "restore"):
            with pytest.raises(SystemExit) as ended:
                run(command, "--password", PASSWORD)
            assert ended.value.code == 2


class TestImport:
    """Staff from a file."""

    LIST = (
        "Full name,E-mail,Category,Start date\n"
        "Ben Okoro,b.okoro@longacre.example,Teaching,01/09/2020\n"
        "Cara Evans,,Support,01/09/2024\n"
        "Dan Fox,,Support,31/02/2024\n"
        "Łukasz Wojciik,,Teaching,01/09/2020\n"
    )

    def test_a_dry_run_says_what_would_change_and_writes_nothing(
        self, school: Path, tmp_path: Path, capsys: Capture
    ) -> None:
        file = tmp_path / "staff.csv"
        file.write_text(self.LIST, encoding="utf-8")
        assert run("import", "staff", file, "--register", school, "--dry-run") == 0
        said = capsys.readouterr().out
        assert "add      Cara Evans" in said
        assert "change   Ben Okoro: E-mail address: none -> b.okoro@longacre.example" in said
        assert "problem  row 4: " in said
        assert "decide   row 5: Łukasz Wojciik: A name much like it" in said
        assert "Nothing was written: this was a dry run." in said
        assert list_backups(school / BACKUPS) == ()

    def test_it_is_brought_in_after_a_backup_and_the_second_time_nothing_changes(
        self, school: Path, tmp_path: Path, capsys: Capture
    ) -> None:
        file = tmp_path / "staff.csv"
        file.write_text(self.LIST, encoding="utf-8")
        assert run("import", "staff", file, "--register", school) == 0
        assert "Imported the list: 1 person added, 1 changed" in capsys.readouterr().out
        assert any("an import of staff" in one.why for one in list_backups(school / BACKUPS))
        assert run("import", "staff", file, "--register", school) == 0
        assert "Imported the list: nothing changed; 2 stayed as they were." in capsys.readouterr().out
        register = open_register(school, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
        with register.reading() as session:
            assert len(find_staff(session, TODAY, "")) == 3
        register.close()

    def test_people_without_a_category_need_one_said(self, school: Path, tmp_path: Path, capsys: Capture) -> None:
        file = tmp_path / "staff.csv"
        file.write_text("Full name\nCara Evans\n", encoding="utf-8")
        words = ("import", "staff", file, "--register", school, "--started", "1/9/2026")
        assert run(*words) == 2
        assert "No category is given for the people in rows 2." in capsys.readouterr().err
        assert run(*words, "--category", "wizards") == 2
        assert "“wizards” is not a category." in one_sentence(capsys)
        assert run(*words, "--category", "Agency or supply") == 0

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x89PNG\r\n"])
    def test_a_file_that_is_no_list_gets_one_sentence(
        self, school: Path, tmp_path: Path, capsys: Capture, content: bytes
    ) -> None:
        file = tmp_path / "staff.xlsx"
        file.write_bytes(content)
        assert run("import", "staff", file, "--register", school) == 2
        assert one_sentence(capsys)


class TestFindings:
    """What needs doing."""

    def test_they_are_listed_by_urgency_and_as_json(self, school: Path, capsys: Capture) -> None:
        assert run("findings", "--register", school) == 0
        said = capsys.readouterr().out
        assert said.startswith("Longacre Primary School: what needs doing as at 20 November 2026")
        assert "\nOverdue\n" in said
        assert "Łukasz Wójcik" in said
        assert run("findings", "--register", school, "--format", "json", "--as-at", "1/9/2026") == 0
        found = json.loads(capsys.readouterr().out)
        assert found["as_at"] == "2026-09-01"
        assert {"rule", "clause", "urgency", "says", "since", "due"} <= set(found["findings"][0])

    def test_a_wrong_date_is_wrong_use(self, school: Path, capsys: Capture) -> None:
        with pytest.raises(SystemExit) as ended:
            run("findings", "--register", school, "--as-at", "31/2/2026")
        assert ended.value.code == 2
        assert "“31/2/2026” is not a date" in capsys.readouterr().err


class TestCheckPolicy:
    """A policy's text, by itself or beside the register."""

    @pytest.fixture
    def paper(self, tmp_path: Path) -> Path:
        file = tmp_path / "policy.txt"
        file.write_text("Longacre Primary School\n\nWe use Twitter.\n\nNext review due: May 2028\n", encoding="utf-8")
        return file

    def test_it_needs_no_register_and_says_where_why_and_what_to_write(self, paper: Path, capsys: Capture) -> None:
        assert run("check-policy", paper) == 0
        said = capsys.readouterr().out
        for words in (
            "policy.txt: 1 thing to look at",
            "Line 3: Closed or renamed service",
            "“We use Twitter.”",
            "has been called X since 24 July 2023",
            "Write X (formerly Twitter).",
            "Source: ",
        ):
            assert words in said

    def test_beside_a_register_its_dates_its_school_and_what_was_dismissed_count(
        self, register: Register, paper: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        policy_id = write_policy(register)
        publish(register, policy_id, next_review_due=RoughDate(2027, 5))
        with register.writing() as txn:
            dismiss_hit(txn, policy_id, DismissalDraft(HitKind.SERVICE, "twitter", "Twitter", "It is its old name."))
        register.close()
        monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
        assert run("check-policy", paper, "--register", register.folder) == 0
        said = capsys.readouterr().out
        assert "policy.txt: 1 thing to look at, 1 dismissed" in said
        assert "Compared with Social Media Policy, version 1, in the register." in said
        assert "The text says next review due May 2028, the register says May 2027." in said
        assert "It is its old name. (Alex Morgan, 20 November 2026)" in said
        assert run("check-policy", paper, "--register", register.folder, "--policy", "Uniform") == 2
        assert "No policy is called “Uniform”" in one_sentence(capsys)

    def test_a_register_without_the_policy_gives_the_schools_name(
        self, register: Register, paper: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        register.close()
        monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
        assert run("check-policy", paper, "--register", register.folder) == 0
        assert "Compared with the name of Longacre Primary School" in capsys.readouterr().out

    def test_as_json_every_hit_has_its_identity_and_the_front_page_its_dates(
        self, paper: Path, capsys: Capture
    ) -> None:
        assert run("check-policy", paper, "--format", "json") == 0
        said = json.loads(capsys.readouterr().out)
        assert said["as_at"] == TODAY.isoformat()
        assert said["front_page"]["next_review"] == "May 2028"
        (hit,) = said["hits"]
        assert (hit["key"], hit["check"], hit["places"], hit["dismissed"]) == ("service:twitter", "D26", [3], None)

    def test_what_cannot_be_read_is_one_sentence_and_wrong_use(self, tmp_path: Path, capsys: Capture) -> None:
        picture = tmp_path / "scan.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
        for path, says in ((picture, "must be a PDF, a Word document"), (tmp_path / "none.pdf", "not there any more")):
            assert run("check-policy", path) == 2
            assert says in one_sentence(capsys)
        assert run("check-policy", picture, "--policy", "Uniform") == 2
        assert "Say which with --register" in one_sentence(capsys)


class TestReport:
    """Paper."""

    def test_each_report_is_written_and_listed(self, school: Path, tmp_path: Path, capsys: Capture) -> None:
        assert run("report", "--list") == 0
        listed = capsys.readouterr().out
        for one in reports():
            assert one.title in listed
            out = tmp_path / f"{one.id}.pdf"
            if one.wants_keys:
                assert run("report", one.id, "--out", out, "--register", school) == 2
                assert "printed by a DSL or the headteacher" in capsys.readouterr().err
                assert not out.exists()
                continue
            whose = ("--person", "Ben Okoro") if one.wants_person else ()
            day = ("--as-at", "2026-11-19", *(("--names",) if one.offers_names else ()))
            assert run("report", one.id, "--out", out, "--register", school, *day, *whose) == 0
            assert len(PdfReader(out).pages) >= 1

    def test_confidential_reports_are_printed_by_who_signs_in_with_a_key(
        self, demo_folder: Path, tmp_path: Path, capsys: Capture
    ) -> None:
        place, out = demo_copy(demo_folder, tmp_path), tmp_path / "log.pdf"
        for name in ("Marta Lindqvist", "Shabnam Qureshi-Lowe"):
            capsys.readouterr()
            assert run("report", "incident-log", "--out", out, "--register", place, "--user", name) == 2
            assert "Sign in as one of them" in one_sentence(capsys)
            assert not out.exists()
        assert run("report", "incident-log", "--out", out, "--register", place, "--user", "Samira Haddad") == 0
        assert "CONFIDENTIAL" in PdfReader(out).pages[0].extract_text()
        words = ("report", "incident-log", "--out", out, "--register", place, "--user", "Samira Haddad")
        chosen = ("--from", "1/9/2025", "--until", "31/8/2026", "--category", "Copyright", "--closed")
        assert run(*words, "--kind", "concern", *chosen) == 0
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
        assert "from 1 September 2025, until 31 August 2026, concerns alone, category “Copyright”" in text
        assert "nothing left to do" in text
        assert "Friend requests:" not in text
        asked = ("report", "friend-requests", "--out", out, "--register", place, "--user", "Rowan Ellery")
        assert run(*asked, "--from", "1/9/2025", "--until", "31/8/2026", "--closed") == 0
        text = " ".join(PdfReader(out).pages[0].extract_text().split())
        assert "from 1 September 2025, until 31 August 2026, nothing left to do." in text
        assert "2026-09" not in text
        capsys.readouterr()
        assert run(*words, "--kind", "rumour") == 2
        assert "No kind is called “rumour”. Choose one of: friend_request, concern." in one_sentence(capsys)

    def test_a_policy_is_chosen_by_its_title(self, school: Path, tmp_path: Path, capsys: Capture) -> None:
        out = tmp_path / "sheet.pdf"
        words = ("report", "sign-off-sheet", "--out", out, "--register", school, "--policy")
        assert run(*words, "social media policy") == 0
        assert "Łukasz" in PdfReader(out).pages[0].extract_text()
        capsys.readouterr()
        assert run(*words, "Mobile Phones") == 2
        assert "No policy called “Mobile Phones” is in force" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("report",), "Say which report and where to write it"),
            (("report", "sign-off-sheet"), "Say which report and where to write it"),
            (("report", "nonsense", "--out", "x.pdf"), "nonsense"),
        ],
    )
    def test_wrong_use_is_one_sentence(self, school: Path, capsys: Capture, words: tuple[str, ...], says: str) -> None:
        assert run(*words, "--register", school) == 2
        assert says in capsys.readouterr().err

    def test_a_place_that_cannot_be_written_is_a_problem(self, school: Path, tmp_path: Path, capsys: Capture) -> None:
        assert run("report", "slips", "--out", tmp_path / "gone" / "x.pdf", "--register", school) == 1
        assert "gone" in one_sentence(capsys)


class TestWhoSignsIn:
    """Register, user and password."""

    def test_the_register_may_come_from_the_environment(
        self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        assert run("verify") == 2
        assert "Say which register: --register DIR." in one_sentence(capsys)
        monkeypatch.setenv("POLICYDESK_REGISTER", str(school))
        assert run("verify") == 0
        assert "The register is sound" in capsys.readouterr().out

    def test_with_several_users_somebody_has_to_be_named(
        self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        register = open_register(school, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
        add_user(register, "Ruth Penhale", "harbour violin 42 ladder", frozenset({Role.DSL}), kdf=QUICK)
        register.close()
        assert run("verify", "--register", school) == 2
        assert "Say who signs in with --user: Alex Morgan, Ruth Penhale." in one_sentence(capsys)
        monkeypatch.setenv("POLICYDESK_USER", "Alex Morgan")
        assert run("verify", "--register", school) == 0
        capsys.readouterr()
        assert run("verify", "--register", school, "--user", "Nobody") == 2
        assert "Nobody is not a user of this register." in capsys.readouterr().err

    def test_a_wrong_password_is_a_problem_and_an_unreadable_file_wrong_use(
        self, school: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("POLICYDESK_PASSWORD", "not the password")
        assert run("verify", "--register", school) == 1
        assert "That password does not open this register." in capsys.readouterr().err
        for content in (None, b"", b"\xff\xfe\x00"):
            file = tmp_path / "secret"
            file.unlink(missing_ok=True)
            if content is not None:
                file.write_bytes(content)
            assert run("verify", "--register", school, "--password-file", file) == 2
            assert "could not be read from “secret”" in capsys.readouterr().err

    def test_a_folder_without_a_register_is_said(self, tmp_path: Path, capsys: Capture) -> None:
        assert run("verify", "--register", tmp_path) == 1
        assert one_sentence(capsys)


def test_an_edit_from_outside_ends_with_exit_code_one(school: Path, capsys: Capture) -> None:
    register = open_register(school, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    register._connection.execute("UPDATE staff_member SET full_name = 'Somebody Else' WHERE id = 1")
    register.close()
    assert run("verify", "--register", school) == 1
    assert "Staff member 1" in capsys.readouterr().out


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(app, "start", lambda folder: opened.append(folder) or 0)
    assert run() == 0
    assert run("--register", tmp_path) == 0
    assert opened == [None, tmp_path]


def test_without_a_display_the_window_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(app, "has_display", lambda: False)
    assert run() == 2
    assert "This machine has no display" in capsys.readouterr().err


def test_a_mistake_of_ours_is_a_sentence_with_a_number(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def slip(_folder: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "start", slip)
    assert run() == 1
    assert "Something went wrong that PolicyDesk did not expect." in one_sentence(capsys)
    for ended, code in ((KeyboardInterrupt, 1), (BrokenPipeError, 0)):

        def stop(_folder: object, ended: type[BaseException] = ended) -> int:
            raise ended

        monkeypatch.setattr(app, "start", stop)
        assert run() == code


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_explains_itself(command: tuple[str, ...], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*command, "--help")
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "usage: policydesk" in said
    assert len(said.splitlines()) > 5


def test_the_version_is_said(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        run("--version")
    assert capsys.readouterr().out.startswith("PolicyDesk 0.")
