"""A backup is made and restored from the command line, in plain lines."""

from pathlib import Path

import pytest

from policydesk import cli
from policydesk.store import Register
from policydesk.store.backup import list_backups
from tests.conftest import PASSWORD
from tests.store.test_backup import add_person


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)


def test_a_backup_is_written_and_restored(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person(register, "Ben Okoro")
    seal = register.seal()
    register.close()
    file, again = tmp_path / "copy.pdbackup", tmp_path / "again.policydesk"
    assert cli.main(["backup", "--register", str(register.folder), "--to", str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"backup: {file}",
        f"It was opened again and checked: 1 staff, 2 audit entries. Seal {seal}.",
    ]
    assert cli.main(["restore", str(file), "--to", str(again)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"register: {again}"
    assert said[1].startswith("It was checked and holds Longacre Primary School as at ")
    assert cli.main(["verify", "--register", str(again)]) == 0
    assert "The register is sound: 3 audit entries" in capsys.readouterr().out


def test_the_registers_own_backups_are_the_default(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    register.close()
    assert cli.main(["backup", "--register", str(register.folder)]) == 0
    assert list_backups(register.folder / "backups")


def test_a_taken_place_is_wrong_use_and_damage_is_a_problem(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.close()
    file = tmp_path / "copy.pdbackup"
    assert cli.main(["backup", "--register", str(register.folder), "--to", str(file)]) == 0
    assert cli.main(["backup", "--register", str(register.folder), "--to", str(file)]) == 2
    assert cli.main(["restore", str(file), "--to", str(register.folder)]) == 2
    file.write_bytes(file.read_bytes()[:-1])
    capsys.readouterr()
    assert cli.main(["restore", str(file), "--to", str(tmp_path / "again")]) == 1
    said = capsys.readouterr()
    assert said.err == "The backup “copy.pdbackup” is damaged. Choose another backup.\n"
    assert said.out == ""


def test_an_edited_register_is_backed_up_and_the_problem_said(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person(register, "Ben Okoro")
    register._connection.execute("UPDATE staff_member SET email = 'x@y'")
    register.close()
    file = tmp_path / "copy.pdbackup"
    assert cli.main(["backup", "--register", str(register.folder), "--to", str(file)]) == 1
    assert "Staff member 1 was changed without a record: email." in capsys.readouterr().out
    assert file.exists()


def test_a_wrong_password_is_one_sentence(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    file = tmp_path / "copy.pdbackup"
    cli.main(["backup", "--register", str(register.folder), "--to", str(file)])
    monkeypatch.setenv("POLICYDESK_PASSWORD", "not this one")
    capsys.readouterr()
    assert cli.main(["restore", str(file), "--to", str(tmp_path / "again")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("That password does not open this backup. Enter the password Alex Morgan had on ")
    assert not (tmp_path / "again").exists()
