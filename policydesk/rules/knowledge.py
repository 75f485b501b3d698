"""What is known about laws, services and guidance: dated data that ships with PolicyDesk, each with its source."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints

from policydesk.dates import written
from policydesk.paths import resource

FILES = ("law", "services", "guidance", "parts", "wording")
"""The files of resources/knowledge."""

OWN_ENTRY = "the school’s own entry of"
"""Stands in the source of what the school changed, before the day."""

Pattern = re.Pattern[str]
Cased = Annotated[Pattern, "capitals count"]
Patterns = tuple[Pattern, ...]
Editions = tuple[tuple[str, date], ...]
Leftovers = tuple[tuple[str, Patterns, str], ...]
"""What is left over from a page, by its name: how it is found, and who says so ("" for PolicyDesk)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Law:
    """A law as it is truly called, and the years in which one of that title was made."""

    title: str
    years: tuple[int, ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class OldLaw:
    """A law that another replaced: from which day, and what to cite instead."""

    title: str
    year: int
    since: date
    instead: str
    source: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongTitle:
    """A title that no law has, and the true one."""

    wrong: str
    instead: str
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewerLaw:
    """A law without which a list of the older ones is out of date."""

    beside: tuple[str, ...]
    needs: str
    instead: str
    why: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service or public body that closed or has another name (`to`); `since` is the day."""

    names: tuple[str, ...]
    since: date
    instead: str
    source: str
    to: str = ""
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A name as it is often miswritten."""

    wrong: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class Series:
    """Guidance that comes in editions: each edition's name and first day, the oldest first."""

    id: str
    names: tuple[str, ...]
    title: str
    source: str
    editions: Editions
    needs_edition: bool = False

    def current(self, day: date) -> str:
        """Return the edition that counts on a day; empty before the first."""
        return next((name for name, first in reversed(self.editions) if first <= day), "")


@dataclass(frozen=True, slots=True)
class GoneGuidance:
    """Guidance that no longer counts: how it is named, since when, and what to cite instead."""

    subject: str
    patterns: Patterns
    instead: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How figures that age are told, and what is said of them; a year within `most_years` keeps one fresh."""

    most_years: int
    patterns: Patterns
    why: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class Together:
    """Kinds of words that show a part where at least so many of them stand near each other."""

    least: int
    words: Patterns

    def are_in(self, text: str) -> bool:
        """Return whether enough of them stand in a stretch of text."""
        return sum(one.search(text) is not None for one in self.words) >= self.least


@dataclass(frozen=True, slots=True)
class Part:
    """Something a policy is expected to say: phrases, headings and words together that show it; how to say it."""

    id: str
    label: str
    phrases: Patterns
    instead: str
    source: str
    headings: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that tell a school's name, an outside document, history and rubbish."""

    school_words: frozenset[str]
    plain_words: frozenset[str]
    not_a_school: tuple[str, ...]
    credited: Pattern
    history: Pattern
    other_documents: Cased
    leftovers: Leftovers


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it, with the day on which each file was last gone through."""

    as_of: dict[str, date]
    laws: tuple[Law, ...]
    old_laws: tuple[OldLaw, ...]
    wrong_titles: tuple[WrongTitle, ...]
    newer_laws: tuple[NewerLaw, ...]
    law_source: str
    services: tuple[Service, ...]
    service_names: Pattern
    misspellings: tuple[Misspelling, ...]
    series: tuple[Series, ...]
    gone_guidance: tuple[GoneGuidance, ...]
    figures: Figures
    part_words: Pattern
    part_times: int
    part_least_words: int
    parts: tuple[Part, ...]
    wording: Wording

    def source(self, file: str, words: str) -> str:
        """Return a source with the day on which it was last looked at; the school's own entries have their day."""
        return words if OWN_ENTRY in words else f"{words} (as of {written(self.as_of[file])})"


@cache
def shipped() -> Knowledge:
    """Return the knowledge that ships with this PolicyDesk."""
    return knowledge_from(
        {name: tomllib.loads(resource("knowledge", f"{name}.toml").read_text(encoding="utf-8")) for name in FILES}
    )


def knowledge_from(files: dict[str, dict[str, Any]]) -> Knowledge:
    """Make the knowledge of the tables of its files."""
    law, services, guidance, parts = (files[name] for name in ("law", "services", "guidance", "parts"))
    closed = ({**one, "since": one["closed"]} for one in services["gone"])
    kept = _all(Service, *closed, *services["renamed"])
    every = (*services["active"], *(name for one in kept for name in one.names))
    return Knowledge(
        as_of={name: tables["as_of"] for name, tables in files.items()},
        laws=_all(Law, *law["law"]),
        old_laws=_all(OldLaw, *law["superseded"]),
        wrong_titles=_all(WrongTitle, *law["misnamed"]),
        newer_laws=_all(NewerLaw, *law["newer"]),
        law_source=law["source"],
        services=kept,
        service_names=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(every, key=len, reverse=True)))})(?!\w)"),
        misspellings=_all(Misspelling, *services["misspelt"]),
        series=_all(Series, *guidance["series"]),
        gone_guidance=_all(GoneGuidance, *guidance["gone"]),
        figures=_all(Figures, guidance["statistics"])[0],
        part_words=_any(parts["applies"]["words"]),
        part_times=parts["applies"]["times"],
        part_least_words=parts["applies"]["least_words"],
        parts=_all(Part, *parts["part"]),
        wording=_all(Wording, files["wording"])[0],
    )


def _all(kind: type[T], *tables: Mapping[str, Any]) -> tuple[T, ...]:
    """Make pieces of knowledge of their tables: what a table says by the name of a field, as that field keeps it."""
    reads = {name: _AS.get(hint, _as_it_is) for name, hint in get_type_hints(kind, include_extras=True).items()}
    said = map(with_what_is_said, tables)
    return tuple(kind(**{name: reads[name](table[name]) for name in table if name in reads}) for table in said)


def with_what_is_said(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a table with its source as it is told: of the school's own with the day, and where it is not confirmed."""
    if "said" in table:
        return {**table, "source": table["said"]}
    if "not_confirmed" in table:
        return {**table, "source": f"{table['source']}; not confirmed"}
    return table


def _as_it_is(value: Any) -> Any:
    return value


def _any(phrases: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{one})" for one in phrases), re.IGNORECASE)


def _patterns(phrases: list[str]) -> Patterns:
    return tuple(re.compile(one, re.IGNORECASE | re.MULTILINE) for one in phrases)


def _editions(listed: list[dict[str, Any]]) -> Editions:
    return tuple(sorted(((one["name"], one["from"]) for one in listed), key=lambda one: one[1]))


def _leftovers(listed: list[dict[str, Any]]) -> Leftovers:
    return tuple((one["subject"], _patterns(one["patterns"]), one.get("said", "")) for one in listed)


_AS: Mapping[Any, Callable[[Any], Any]] = {
    tuple[str, ...]: tuple,
    tuple[int, ...]: tuple,
    frozenset[str]: frozenset,
    Pattern: _any,
    Cased: lambda phrases: re.compile("|".join(f"(?:{one})" for one in phrases)),
    Patterns: _patterns,
    Editions: _editions,
    Leftovers: _leftovers,
    tuple[Together, ...]: lambda listed: tuple(Together(one["least"], _patterns(one["of"])) for one in listed),
}
"""How a value of a table becomes what a field of that type keeps."""
