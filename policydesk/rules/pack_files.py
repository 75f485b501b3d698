"""The files of the rule pack as they ship, and the lists of words in them that a school may add to."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from policydesk.paths import resource

Tables = Mapping[str, dict[str, Any]]
"""The files of the pack as they are read, by their names."""

FILES = ("law", "services", "guidance", "parts", "wording", "periods")
"""The files of resources/knowledge; `platforms` stands beside that folder."""

WORD_LISTS = (
    {"id": "credited", "name": "Words that name another organisation rightly"},
    {"id": "not_a_school", "name": "Schools and bodies that every policy may name"},
    {"id": "history", "name": "Words that speak of how things used to be"},
    {"id": "other_documents", "name": "Other documents, whose sections are not looked for"},
    {"id": "school_words", "name": "Words that many schools have in their names", "status": "always"},
    {"id": "plain_words", "name": "Ordinary words before “School” in headings", "status": "always"},
)
"""The lists of words in wording.toml, by what each is for; without some of them no name can be read."""


@cache
def shipped_tables() -> Tables:
    """Return the files of the pack as they ship. Nobody changes them: whoever needs other values takes a copy."""
    tables = {name: _read("knowledge", f"{name}.toml") for name in FILES}
    tables["wording"]["lists"] = [dict(one) for one in WORD_LISTS]
    return {**tables, "platforms": _read("platforms.toml")}


@cache
def pack_version() -> tuple[str, date]:
    """Return the version of the pack that ships with this PolicyDesk, and the day on which it was gone through."""
    pack = _read("knowledge", "pack.toml")
    return pack["version"], pack["as_of"]


def _read(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
