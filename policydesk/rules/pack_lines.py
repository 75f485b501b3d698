"""What the rule pack is made of: every value in resources that a school may change, with its source and its day."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policydesk.dates import written
from policydesk.paths import resource
from policydesk.terms_pack import PackForm, PackKind

Tables = Mapping[str, dict[str, Any]]
"""The files of the pack as they are read, by their names."""

FILES = ("law", "services", "guidance", "parts", "wording", "periods")
"""The files of resources/knowledge; `platforms` stands beside that folder."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One value of the pack: what it is about, what it says as it ships, as of which day, and from where.

    `value` is kept as text: a day as 2026-09-01, years as "1989, 2004", nothing as "". `note` is what else is known.
    """

    key: str
    kind: PackKind
    name: str
    asks: str
    form: PackForm
    value: str
    as_of: date
    source: str
    unit: str = ""
    lowest: int = 0
    highest: int = 25
    note: str = ""

    def shown(self, value: str) -> str:
        """Return a value as it is read: "13 years", "1 September 2026"."""
        if not value:
            return "–"
        if self.form is PackForm.DAY:
            return written(date.fromisoformat(value))
        if self.form in {PackForm.AGE, PackForm.NUMBER}:
            return f"{int(value):,} {self.unit}{'' if value == '1' else 's'}"
        return value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line's value stands: file, list in it, number in the list, and field."""

    file: str
    section: str
    number: int
    field: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One list in one file: by what an entry is known for ever, what it is called, and which fields are lines."""

    file: str
    name: str
    kind: PackKind
    known: str
    fields: tuple[tuple[str, str, PackForm], ...]
    called: str = ""


_SINCE = ("since", "Replaced since", PackForm.DAY)
_INSTEAD = ("instead", "Write instead", PackForm.WORDS)

SECTIONS = (
    _Section("law", "law", PackKind.LAW, "{title}", (("years", "Years in which one was made", PackForm.YEARS),)),
    _Section("law", "superseded", PackKind.LAW, "{title} {year}", (_SINCE, _INSTEAD)),
    _Section("law", "misnamed", PackKind.LAW, "{wrong}", (_INSTEAD,), "“{wrong}”, which no law is called"),
    _Section("law", "newer", PackKind.LAW, "{needs}", (("since", "In force since", PackForm.DAY),),
             "{needs}, missing beside older ones"),
    _Section("services", "gone", PackKind.SERVICE, "{first}",
             (("closed", "Closed on", PackForm.DAY), ("instead", "Name instead", PackForm.WORDS))),
    _Section("services", "renamed", PackKind.SERVICE, "{first}", (("since", "Renamed on", PackForm.DAY), _INSTEAD)),
    _Section("services", "misspelt", PackKind.SERVICE, "{wrong}", (_INSTEAD,), "“{wrong}”, as it is often miswritten"),
    _Section("platforms", "platform", PackKind.PLATFORM, "{code}",
             (("minimum_age", "Minimum age", PackForm.AGE), ("closed_on", "Closed on", PackForm.DAY)), "{name}"),
    _Section("guidance", "series", PackKind.GUIDANCE, "{id}", (("editions", "Edition in force", PackForm.EDITION),),
             "{title}"),
    _Section("guidance", "gone", PackKind.GUIDANCE, "{subject}",
             (("since", "No longer counts since", PackForm.DAY), _INSTEAD)),
    _Section("periods", "period", PackKind.PERIOD, "{id}", (("value", "{asks}", PackForm.NUMBER),), "{name}"),
)  # fmt: skip
"""Which lists of which files are shown, in the order of the page."""

NOT_ASKED = {"defunct": ("minimum_age",), "renamed": ("minimum_age", "closed_on")}
"""What is no line of a platform that is gone or has another name."""


@cache
def shipped_tables() -> Tables:
    """Return the files of the pack as they ship. Nobody changes them: whoever needs other values takes a copy."""
    tables = {name: _read("knowledge", f"{name}.toml") for name in FILES}
    return {**tables, "platforms": _read("platforms.toml")}


@cache
def shipped_lines() -> Mapping[str, PackLine]:
    """Return every line as it ships, by its key."""
    return {line.key: line for line, _place in _found()}


@cache
def places() -> Mapping[str, Place]:
    """Return where each line's value stands."""
    return {line.key: place for line, place in _found()}


@cache
def pack_version() -> tuple[str, date]:
    """Return the version of the pack that ships with this PolicyDesk, and the day on which it was gone through."""
    pack = _read("knowledge", "pack.toml")
    return pack["version"], pack["as_of"]


@cache
def _found() -> tuple[tuple[PackLine, Place], ...]:
    return tuple(one for section in SECTIONS for one in _lines_of(section))


def _lines_of(section: _Section) -> Iterator[tuple[PackLine, Place]]:
    file = shipped_tables()[section.file]
    for number, entry in enumerate(file[section.name]):
        words = {**entry, "first": next(iter(entry.get("names", ("",))))}
        known, name = (one.format_map(words) for one in (section.known, section.called or section.known))
        for field, asks, form in section.fields:
            if field in NOT_ASKED.get(entry.get("status", ""), ()):
                continue
            line = PackLine(
                key=f"{section.file}/{section.name}/{known.casefold()}/{field}",
                kind=section.kind,
                name=name[0].upper() + name[1:],
                asks=asks.format_map(words),
                form=form,
                value=text_of(form, entry.get(field)),
                as_of=entry.get("as_of", file.get("as_of")),
                source=entry.get("source", file.get("source", "")),
                unit=entry.get("unit", "year"),
                lowest=entry.get("lowest", 0),
                highest=entry.get("highest", 25),
                note=entry.get("planned_change", entry.get("note", "")) if field in {"minimum_age", "years"} else "",
            )
            yield line, Place(section.file, section.name, number, field)


def text_of(form: PackForm, value: Any) -> str:
    """Return a value of a file as the text in which lines keep it."""
    if value is None:
        return ""
    if form is PackForm.YEARS:
        return ", ".join(str(year) for year in value)
    if form is PackForm.EDITION:
        newest = max(value, key=lambda one: one["from"])
        return str(newest["name"])
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
