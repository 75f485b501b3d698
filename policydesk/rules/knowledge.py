"""What is known about laws, services and guidance: dated data that ships with PolicyDesk, each with its source."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policydesk.dates import written
from policydesk.paths import resource

FILES = ("law", "services", "guidance", "parts", "wording")
"""The files of resources/knowledge."""

OWN_ENTRY = "the school’s own entry of"
"""Stands in the source of what the school changed, before the day."""

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Law:
    """A law as it is truly called, and the years in which one of that title was made."""

    title: str
    years: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OldLaw:
    """A law that another replaced: from which day, and what to cite instead."""

    title: str
    year: int
    also: tuple[str, ...]
    since: date
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class WrongTitle:
    """A title that no law has, and the true one."""

    wrong: str
    instead: str
    why: str


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
    ambiguous: frozenset[str]
    to: str
    since: date
    instead: str
    source: str


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
    needs_edition: bool
    source: str
    editions: tuple[tuple[str, date], ...]

    def current(self, day: date) -> str:
        """Return the edition that counts on a day; empty before the first."""
        return next((name for name, first in reversed(self.editions) if first <= day), "")


@dataclass(frozen=True, slots=True)
class GoneGuidance:
    """Guidance that no longer counts: how it is named, since when, and what to cite instead."""

    subject: str
    patterns: tuple[Pattern, ...]
    instead: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How figures that age are told, and what is said of them; a year within `most_years` keeps one fresh."""

    most_years: int
    patterns: tuple[Pattern, ...]
    why: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something a policy is expected to say, the phrases that show it, and words to begin with."""

    id: str
    label: str
    phrases: tuple[Pattern, ...]
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that tell a school's name, an outside document, history and rubbish."""

    school_words: frozenset[str]
    plain_words: frozenset[str]
    not_a_school: tuple[str, ...]
    credited: Pattern
    history: Pattern
    other_documents: Pattern
    leftovers: tuple[tuple[str, tuple[Pattern, ...]], ...]


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
    kept = [_service(one) for one in (*services["gone"], *services["renamed"])]
    every = (*services["active"], *(name for one in kept for name in one.names))
    figures = guidance["statistics"]
    return Knowledge(
        as_of={name: tables["as_of"] for name, tables in files.items()},
        laws=tuple(Law(one["title"], tuple(one["years"]), one.get("note", "")) for one in law["law"]),
        old_laws=tuple(OldLaw(**{**one, "also": tuple(one.get("also", ()))}) for one in law["superseded"]),
        wrong_titles=tuple(WrongTitle(one["wrong"], one["instead"], one.get("why", "")) for one in law["misnamed"]),
        newer_laws=tuple(
            NewerLaw(tuple(one["with"]), one["needs"], one["instead"], one["why"], one["since"], one["source"])
            for one in law["newer"]
        ),
        law_source=law["source"],
        services=tuple(kept),
        service_names=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(every, key=len, reverse=True)))})(?!\w)"),
        misspellings=tuple(Misspelling(**one) for one in services["misspelt"]),
        series=tuple(_series(one) for one in guidance["series"]),
        gone_guidance=tuple(
            GoneGuidance(**{**one, "patterns": _patterns(one["patterns"])}) for one in guidance["gone"]
        ),
        figures=Figures(**{**figures, "patterns": _patterns(figures["patterns"])}),
        part_words=_any(parts["applies"]["words"]),
        part_times=parts["applies"]["times"],
        part_least_words=parts["applies"]["least_words"],
        parts=tuple(
            Part(one["id"], one["label"], _patterns(one["any"]), one["instead"], one["source"]) for one in parts["part"]
        ),
        wording=_wording(files["wording"]),
    )


def _service(table: dict[str, Any]) -> Service:
    since = table["since"] if "since" in table else table["closed"]
    ambiguous = frozenset(table.get("ambiguous", ()))
    return Service(tuple(table["names"]), ambiguous, table.get("to", ""), since, table["instead"], table["source"])


def _series(table: dict[str, Any]) -> Series:
    return Series(
        table["id"],
        tuple(table["names"]),
        table["title"],
        table.get("needs_edition", False),
        table["source"],
        tuple(sorted(((one["name"], one["from"]) for one in table["editions"]), key=lambda one: one[1])),
    )


def _wording(table: dict[str, Any]) -> Wording:
    return Wording(
        frozenset(table["school_words"]),
        frozenset(table["plain_words"]),
        tuple(table["not_a_school"]),
        _any(table["credited"]),
        _any(table["history"]),
        re.compile("|".join(f"(?:{one})" for one in table["other_documents"])),
        tuple((one["subject"], _patterns(one["patterns"])) for one in table["leftover"]),
    )


def _patterns(phrases: list[str]) -> tuple[Pattern, ...]:
    return tuple(re.compile(one, re.IGNORECASE | re.MULTILINE) for one in phrases)


def _any(phrases: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{one})" for one in phrases), re.IGNORECASE)
