"""When two names in the rule pack are one: capitals, accents, blanks, stops and a leading "the" aside."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policydesk.names import fold
from policydesk.rules.pack_files import Tables


def spelled(name: str) -> str:
    """Return a name as it is compared: "The Data-Protection act" and "data protection Act" are one."""
    words = "".join(one if one.isalnum() or one == "+" else " " for one in fold(name).replace("&", " and ")).split()
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def names_of(list_name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return all by which an entry of a list is named."""
    if list_name == "law/superseded":
        return (f"{entry['title']} {entry['year']}", *entry.get("also", ()))
    if list_name == "guidance/edition":
        return (f"{entry['series']} {entry['name']}",)
    if list_name == "guidance/gone":
        return (entry["subject"], *entry.get("own_words", ()))
    if "names" in entry:
        return (*entry["names"], *(one for one in (entry.get("title"), entry.get("name")) if one))
    first = next(one for one in ("title", "wrong", "name", "label", "subject") if one in entry)
    return (entry[first],)


ALIKE = (
    ("law/superseded",),
    ("law/law", "law/misnamed"),
    ("services/gone", "services/renamed", "platforms/platform"),
    ("services/misspelt",),
    ("guidance/series", "guidance/gone"),
    ("guidance/edition",),
    ("parts/part",),
    ("wording/leftovers",),
)
"""Lists in which no name may stand twice."""


def known_names(tables: Tables, list_name: str) -> Iterator[tuple[str, str]]:
    """Yield every name among which one of a list has to be new, as it is compared and as it is written."""
    for one in next(group for group in ALIKE if list_name in group):
        for name in _of_list(tables, one):
            yield as_compared(list_name, name), name


def as_compared(list_name: str, name: str) -> str:
    """Return a name as it is compared within a list: of a name that is miswritten every letter counts."""
    return " ".join(name.split()) if list_name == "services/misspelt" else spelled(name)


def _of_list(tables: Tables, list_name: str) -> Iterable[str]:
    file, _, section = list_name.partition("/")
    for entry in tables[file].get(section, ()):
        yield from names_of(list_name, entry)
    if list_name == "guidance/edition":
        yield from (f"{one['title']} {each['name']}" for one in tables[file]["series"] for each in one["editions"])
