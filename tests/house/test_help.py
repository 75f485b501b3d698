"""What a help page calls by name is there: each button, tab and report in bold, and each key."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import policydesk
from policydesk.paths import resource
from policydesk.ui.commands import COMMANDS, MENU_BUTTONS, ON_FORMS, ON_LISTS
from policydesk.ui.places import PLACES

KEYS = re.compile(r"\b(?:Ctrl|Alt|Shift)\+(?:Shift\+)?[^\s,.;:)]+|\bF\d+\b")
USUAL = {"Ctrl+V", "Shift+F3"}
"""Keys that boxes and viewers have as everywhere: paste, and the place before."""

PAGES = (*(place.id for place in PLACES), "unlock")


def page(name: str) -> str:
    """Return a help page with its line breaks taken out."""
    return " ".join(resource("help", f"{name}.md").read_text(encoding="utf-8").split())


@cache
def said() -> str:
    """Return every string of the program, one a line, as it is read on the screen."""
    found: list[str] = []
    for file in Path(policydesk.__file__).parent.rglob("*.py"):
        strings = (one.value for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.Constant))
        found += [_read(one) for one in strings if isinstance(one, str) and "\n" not in one.strip()]
    return "\n" + "\n".join(found) + "\n"


def _read(words: str) -> str:
    return words.replace("&", "").replace("…", "").strip(" :.*✓!○").casefold()


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_in_bold_on_a_help_page_is_a_name_in_the_program(name: str) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", page(name))
    named = [one.replace("…", "").casefold() for one in bold]
    parts = [part for one in named for part in ([one] if f"\n{one}\n" in said() else one.split(", "))]
    assert [one for one in parts if f"\n{one}\n" not in said()] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_keys_that_a_help_page_names_are_keys_of_the_program(name: str) -> None:
    known = {key for one in COMMANDS for key in one.keys} | {key for key, _says in (*ON_FORMS, *ON_LISTS)} | USUAL
    known |= {f"Alt+{one.label.partition('&')[2][:1].upper()}" for one in MENU_BUTTONS}
    named = set(KEYS.findall(page(name)))
    assert [one for one in sorted(named - known) if f"\n{one.casefold()}\n" not in said()] == []
