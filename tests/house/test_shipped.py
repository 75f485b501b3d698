"""What ships with the program is there, and is found wherever the program was put."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from policydesk.paths import logs_folder, registers_folder, resource, settings_folder
from policydesk.ui.commands import COMMANDS
from policydesk.ui.letters import clashes
from policydesk.ui.places import PLACES
from tests.house.files import ROOT


def test_every_icon_of_a_command_is_there() -> None:
    assert [one.id for one in COMMANDS if one.icon and not resource("icons", f"{one.icon}.svg").is_file()] == []


def test_every_page_has_its_help() -> None:
    assert [one.id for one in PLACES if not resource("help", f"{one.id}.md").is_file()] == []


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8").upper()


def test_no_key_does_two_things() -> None:
    assert clashes() == []


def test_resources_are_found_beside_an_installed_program(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    inside = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]["resources"]
    (tmp_path / "policydesk").mkdir()
    for name in ("__init__.py", "paths.py"):
        shutil.copy(ROOT / "policydesk" / name, tmp_path / "policydesk" / name)
    shutil.copytree(ROOT / "resources", tmp_path / inside)
    code = "from policydesk.paths import resource; print(resource('icons', 'today.svg'))"

    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert Path(said.strip()) == tmp_path / "policydesk/resources/icons/today.svg"


def test_one_variable_moves_everything_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path))

    assert registers_folder() == tmp_path / "registers"
    assert settings_folder() == tmp_path / "settings"
    assert logs_folder() == tmp_path / "logs"


def test_registers_are_kept_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYDESK_HOME", raising=False)

    assert "PolicyDesk" in registers_folder().parts
    assert "Roaming" not in registers_folder().parts
    assert len({registers_folder(), settings_folder(), logs_folder()}) == 3


def test_the_first_window_does_not_wait_for_the_database_or_for_paper() -> None:
    heavy = {"sqlalchemy", "alembic", "reportlab", "python_calamine", "rapidfuzz", "email_validator", "pypdf", "docx"}
    code = f"import sys, policydesk.app, policydesk.ui.unlock; print(sorted({heavy} & set(sys.modules)))"

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"


def test_python_m_policydesk_is_the_command() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "policydesk", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert said.startswith("PolicyDesk ")
