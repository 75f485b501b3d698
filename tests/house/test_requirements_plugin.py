"""The list of requirements may not flatter: it counts what passed, and knows every number."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.requirements_plugin import runs

ROOT = Path(__file__).resolve().parents[2]

SAMPLE = """
import pytest

@pytest.mark.requirement("R1", "D32")
def test_holds():
    pass

@pytest.mark.requirement("R2")
@pytest.mark.parametrize("value", [1, 2])
def test_holds_only_once(value):
    assert value == 1

@pytest.mark.requirement("R3")
def test_is_skipped():
    pytest.skip("not today")

@pytest.mark.requirement("R4")
@pytest.mark.xfail
def test_holds_though_it_should_not():
    pass

@pytest.fixture
def left_behind():
    yield
    assert False

@pytest.mark.requirement("R5")
def test_leaves_a_mess(left_behind):
    pass

@pytest.mark.requirement("R6")
def test_holds_too():
    pass
"""


def run(folder: Path, sample: str, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    requirement(*ids): numbers\n", encoding="utf-8")
    (folder / "test_sample.py").write_text(sample, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.requirements_plugin", "-p", "no:cacheprovider", *words]
    return subprocess.run(
        [*command, "--rootdir", str(folder), "-c", str(folder / "pytest.ini"), str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "with workers"])
def test_only_what_passed_is_counted(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = run(tmp_path, SAMPLE, "--requirements", "--import-mode=importlib", *words).stdout

    assert "3 of 159 with a passing test: R1 R6 D32\n" in said
    assert "4 of 159 with a test that did not pass: R2-R5\n" in said
    assert "152 of 159 with no test: R7-R127 D1-D31\n" in said


def test_nothing_is_printed_unless_asked(tmp_path: Path) -> None:
    assert "with a passing test" not in run(tmp_path, SAMPLE).stdout


def test_numbers_that_do_not_exist_stop_the_run(tmp_path: Path) -> None:
    marks = ('"R128"', '"R0"', '"D33"', '"64"', "64", '"R64 "', "")
    tests = (f"@pytest.mark.requirement({mark})\ndef test_{at}():\n    pass\n" for at, mark in enumerate(marks))

    done = run(tmp_path, "\n".join(("import pytest\n", *tests)))

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    for at in range(6):
        assert f"test_sample.py::test_{at}: there is no requirement" in done.stderr
    assert "test_sample.py::test_6: requirement() takes one or more numbers" in done.stderr


def test_runs_of_numbers_are_short() -> None:
    assert runs(["R1", "R2", "R3", "R5", "D6", "D7"]) == "R1-R3 R5 D6-D7"
