"""The house stands: floors look down, and what the program imports is what it says it needs."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMES = {
    "PySide6-Essentials": "PySide6",
    "PySide6-Addons": "PySide6.QtPdf",
    "PySide6-Pdf": "PySide6.QtPdf",
    "SQLAlchemy": "sqlalchemy",
    "email-validator": "email_validator",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "python-dateutil": "dateutil",
    "pillow": "PIL",
    "XlsxWriter": "xlsxwriter",
}
"""The module that a package is imported by, where its name differs."""

THROUGH = {"uharfbuzz": "reportlab", "tzdata": "zoneinfo"}
"""Packages that another library imports for us, and that library."""


def imported(folder: Path) -> set[str]:
    """Every module that the files in a folder import, also inside functions; `a.b` for `from a import b`."""
    return {name for path in folder.rglob("*.py") for name in _imports(ast.parse(path.read_text(encoding="utf-8")))}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def needed() -> set[str]:
    return {re.split(r"[^\w-]", one)[0] for one in PROJECT["project"]["dependencies"]}


LINT = (
    "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint(sys.argv[1], cache_dir=sys.argv[2]))"
)


def test_floors_only_look_down(tmp_path: Path) -> None:
    # A process of its own: the checker switches off every log that it does not know.
    command = [sys.executable, "-c", LINT, str(ROOT / "pyproject.toml"), str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout


def test_every_dependency_is_used() -> None:
    used = imported(ROOT / "policydesk")
    modules = {name: THROUGH.get(name, NAMES.get(name, name)) for name in needed()}

    assert [
        name
        for name, module in modules.items()
        if not any(one == module or one.startswith(f"{module}.") for one in used)
    ] == []


def test_everything_imported_is_a_dependency() -> None:
    used = {name.split(".")[0] for name in imported(ROOT / "policydesk")}
    ours = {"policydesk", *sys.stdlib_module_names}

    theirs = {NAMES.get(name, name).split(".")[0] for name in needed()} | {"shiboken6"}  # comes with PySide6

    assert used - ours - theirs == set()


def test_python_3_11_gets_a_pyside_that_works_on_it() -> None:
    lock = (ROOT / "packaging/requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^pyside6-essentials==(\S+) ; (.+?) \\$", lock, re.MULTILINE)

    assert ("6.11.3", "python_full_version < '3.12'") in pinned
    assert all("< '3.12'" not in marker for version, marker in pinned if version.startswith("6.12"))
