"""How what the school changed and added comes into what the text check knows."""

from collections.abc import Mapping
from typing import Any

from policydesk.names import fold
from policydesk.rules.pack_files import Tables
from policydesk.rules.pack_names import spelled
from policydesk.rules.pack_texts import found_by
from policydesk.rules.text_check_lines import tidy

NOTHING = r"(?!)"
"""Finds nothing: stands where the school looks for none of the words."""

PATTERNS = ("credited", "history", "other_documents")
"""Lists of words that are patterns; the others are words in small letters."""

SERVICES_NOW = "the services that the school uses now"

Table = dict[str, Any]


def woven(tables: Tables) -> dict[str, Table]:
    """Return the files as the text check reads them: the school's words are among the patterns."""
    services = tables["services"]
    closed = [*services["gone"], *_closed_platforms(tables)]
    guidance = tables["guidance"]
    return {
        **tables,
        "services": {**services, "gone": closed, "active": [*services["active"], *_own_platforms(tables)]},
        "guidance": {
            **guidance,
            "series": [_with_editions(one, guidance.get("edition", ())) for one in guidance["series"]],
            "gone": [_with_words(one, "patterns") for one in guidance["gone"]],
        },
        "parts": {**tables["parts"], "part": [_with_words(one, "phrases") for one in _looked_for(tables, "parts")]},
        "wording": _wording(tables),
    }


def _looked_for(tables: Tables, file: str) -> list[Table]:
    section = {"parts": "part", "wording": "leftovers"}[file]
    return [one for one in tables[file][section] if one.get("looked_for", True)]


def _with_words(entry: Table, field: str) -> Table:
    own = [found_by(one) for one in entry.get("own_words", ())]
    return {**entry, field: [*entry[field], *own]} if own else entry


def _with_editions(series: Table, own: Any) -> Table:
    mine = [one for one in own if one["series"] == series["title"]]
    if not mine:
        return series
    names = {one["name"] for one in mine}
    others = [one for one in series["editions"] if one["name"] not in names]
    editions = [*others, *({"name": one["name"], "from": one["from"]} for one in mine)]
    return {**series, "editions": editions, "said": max(mine, key=lambda one: one["from"])["said"]}


def _wording(tables: Tables) -> Table:
    wording = dict(tables["wording"])
    wording["leftovers"] = [_with_words(one, "patterns") for one in _looked_for(tables, "wording")]
    for one in wording["lists"]:
        name, own = one["id"], [tidy(each) for each in one.get("own_words", ())]
        shipped = wording[name] if one.get("looked_for", True) else []
        if name in PATTERNS:
            wording[name] = [*shipped, *map(found_by, own)] or [NOTHING]
        elif name == "not_a_school":
            wording[name] = [*shipped, *map(fold, own)]
        else:
            wording[name] = [*shipped, *(word for each in own for word in fold(each).split())]
    return wording


def _own_platforms(tables: Tables) -> list[str]:
    return [name for one in tables["platforms"]["platform"] if one.get("own") for name in one["names"]]


def _closed_platforms(tables: Tables) -> list[Table]:
    """Return the platforms of which the school said when they closed, as services that closed."""
    services = tables["services"]
    known = {spelled(name) for list_ in ("gone", "renamed") for one in services[list_] for name in one["names"]}
    found = []
    for one in tables["platforms"]["platform"]:
        names = one.get("names", [one["name"]])
        if one.get("closed_on") and "said" in one and not known & {spelled(name) for name in names}:
            found.append(_service(one, names))
    return found


def _service(platform: Mapping[str, Any], names: list[str]) -> Table:
    about = {"names": names, "closed": platform["closed_on"], "instead": SERVICES_NOW}
    return {**about, "source": platform["source"], "said": platform["said"]}
