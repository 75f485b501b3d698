"""Register health on paper: sound or not, backups, users, ways in, and what it runs on; only from the file itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policydesk import cli
from policydesk.errors import Refusal
from policydesk.reports.catalogue import report_named
from policydesk.reports.checking import check_paper
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from policydesk.store.backup import make_backup
from policydesk.store.health import health_of
from tests.conftest import PASSWORD, StoppedClock
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire
from tests.stories_incidents import staffed


def printed(register: Register, day: int = 20) -> bytes:
    report = report_named("register-health")
    with register.reading() as session:
        gathered = gather(session, report, TODAY, Options(look=lambda: health_of(register)))
    printing = Printing(datetime(2026, 11, day, 9, 5, tzinfo=UTC), "Alex Morgan", str(register.seal()))
    return render(report, gathered, printing)


def paper(register: Register, day: int = 20) -> Heard:
    return heard(printed(register, day))


def rows(found: Heard) -> list[list[str]]:
    return [[cell.says or cell.words for cell in row.kids] for row in found.document.all("TR")]


def test_a_sound_register_says_so_with_its_users_and_ways_in(register: Register) -> None:
    staffed(register)
    found = paper(register)
    assert "The register is sound: the audit trail is unbroken" in found.words
    assert ["Staff members", "3"] in rows(found)
    assert "No backup is in the register’s folder. Make one." in found.words
    assert "5 users can open the register" in found.words
    opens = {line[0]: line[-1] for line in rows(found) if len(line) == 5 and line[0] != "Name"}
    assert opens == {
        "Alex Morgan": "No", "Chris Chair": "Yes", "Dana Lead": "Yes", "Hilary Head": "Yes", "Vi Viewer": "No",
    }  # fmt: skip
    assert "Recovery sheets are made for the register and safeguarding records." in found.words
    assert "the sealed parts close after 5 minutes, and the register locks after 10." in found.words
    assert any(line[0] == "reportlab" for line in rows(found))


def test_the_newest_backup_is_read_again_and_said_to_be_old_after_a_week(
    register: Register, clock: StoppedClock
) -> None:
    make_backup(register, why="before the inspection")
    assert (
        "1 backup is in the register’s folder. The newest is from 20 November 2026, read again now and whole."
        in paper(register).words
    )
    assert "The newest is from 20 November 2026, 9 days old" in paper(register, 29).words
    assert "Needs attention" in paper(register, 29).words


def test_a_damaged_backup_and_a_changed_row_are_named(register: Register) -> None:
    hire(register, "Bea Quill")
    file = make_backup(register).file
    content = bytearray(file.read_bytes())
    content[-100] ^= 0xFF
    file.write_bytes(content)
    with register.reading() as session:
        session.connection().exec_driver_sql("UPDATE staff_member SET notes = 'behind its back'")
        session.commit()
    found = paper(register)
    assert "DAMAGED: make another one now" in found.words
    assert "The check found 1 problem." in found.words
    assert "Staff member 1 was changed without a record: notes." in found.words


def test_it_is_not_made_from_the_tables_alone_nor_worked_out_again(register: Register) -> None:
    report = report_named("register-health")
    with register.reading() as session, pytest.raises(Refusal, match="looks at the register’s file"):
        gather(session, report, TODAY, Options())
    content, seal = printed(register), str(register.seal())
    with register.reading() as session:
        checked = check_paper(session, content, lambda _number: seal)
    assert not checked.holds
    assert "cannot be worked out again" in checked.says


def test_the_command_line_prints_it(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = register.folder, tmp_path / "health.pdf"
    register.close()
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    assert cli.main(["report", "register-health", "--register", str(folder), "--out", str(out)]) == 0
    assert "The register is sound" in heard(out.read_bytes()).words
