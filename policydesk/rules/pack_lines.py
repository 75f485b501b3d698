"""What the rule pack is made of: every value in resources that a school may change, with its source and its day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policydesk.dates import written
from policydesk.rules.pack_files import Tables, shipped_tables
from policydesk.rules.pack_texts import NO, NUMBERS, text_of
from policydesk.terms_pack import PackForm, PackKind


@dataclass(frozen=True, slots=True)
class PackLine:
    """One value of the pack: what it is about, what it says as it ships, as of which day, and from where.

    `value` is kept as text: a day as 2026-09-01, years as "1989, 2004", nothing as "". `note` is what else is known,
    `not_confirmed` says what could not be looked up. `entry` is the id of the school's own entry, 0 for PolicyDesk's.
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
    not_confirmed: str = ""
    entry: int = 0

    def shown(self, value: str) -> str:
        """Return a value as it is read: "13 years", "1 September 2026"."""
        if not value:
            return "–"
        if self.form is PackForm.DAY:
            return written(date.fromisoformat(value))
        if self.form is PackForm.SWITCH:
            return "No" if value == NO else "Yes"
        if self.form in NUMBERS:
            return f"{int(value):,} {self.unit}{'' if value == '1' else 's'}"
        return value

    @property
    def entry_key(self) -> str:
        """The key of the entry that it is a line of."""
        return self.key.rpartition("/")[0]


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
_LOOKED_FOR = (
    ("looked_for", "Looked for", PackForm.SWITCH),
    ("own_words", "Own words for it", PackForm.PHRASES),
)

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
    _Section("guidance", "edition", PackKind.GUIDANCE, "{series} {name}", (("from", "Counts since", PackForm.DAY),)),
    _Section("guidance", "gone", PackKind.GUIDANCE, "{subject}",
             (("since", "No longer counts since", PackForm.DAY), _INSTEAD)),
    _Section("parts", "part", PackKind.PART, "{id}", _LOOKED_FOR, "{label}"),
    _Section("wording", "leftovers", PackKind.WORDING, "{subject}", _LOOKED_FOR, "Left over: {subject}"),
    _Section("wording", "lists", PackKind.WORDING, "{id}", _LOOKED_FOR, "{name}"),
    _Section("periods", "period", PackKind.PERIOD, "{id}", (("value", "{asks}", PackForm.NUMBER),), "{name}"),
)  # fmt: skip
"""Which lists of which files are shown, in the order of the page."""

NOT_ASKED = {"defunct": ("minimum_age",), "renamed": ("minimum_age", "closed_on"), "always": ("looked_for",)}
"""What is no line of a platform that is gone or has another name, and of words without which nothing can be read."""

NOTED = frozenset({"minimum_age", "years", "looked_for"})
"""Fields beside which stands what else is known."""


@cache
def shipped_lines() -> Mapping[str, PackLine]:
    """Return every line as it ships, by its key."""
    return {line.key: line for line, _place in lines_in(shipped_tables())}


def lines_in(tables: Tables) -> tuple[tuple[PackLine, Place], ...]:
    """Return every line of the files of a pack, with the place where its value stands."""
    return tuple(one for section in SECTIONS for one in _lines_of(section, tables[section.file]))


def entry_key(file: str, section: str, entry: Mapping[str, Any]) -> str:
    """Return by what an entry of a list is known for ever."""
    known = next(one.known for one in SECTIONS if (one.file, one.name) == (file, section))
    return f"{file}/{section}/{_words_of(known, entry).casefold()}"


def _words_of(form: str, entry: Mapping[str, Any]) -> str:
    words = {**entry, "first": next(iter(entry.get("names", ("",))))}
    return form.format_map(words).replace("/", " ")


def _lines_of(section: _Section, file: Mapping[str, Any]) -> Iterator[tuple[PackLine, Place]]:
    for number, entry in enumerate(file.get(section.name, ())):
        name = (section.called or section.known).format_map({**entry, "first": next(iter(entry.get("names", ("",))))})
        for field, asks, form in section.fields:
            if field in NOT_ASKED.get(entry.get("status", ""), ()):
                continue
            value = text_of(form, entry.get(field))
            line = PackLine(
                key=f"{entry_key(section.file, section.name, entry)}/{field}",
                kind=section.kind,
                name=name[0].upper() + name[1:],
                asks=asks.format_map(entry),
                form=form,
                value=value,
                as_of=entry.get("as_of", file.get("as_of")),
                source=entry.get("source", file.get("source", "")),
                unit=entry.get("unit", "year"),
                lowest=entry.get("lowest", 0),
                highest=entry.get("highest", 25),
                note=entry.get("planned_change", entry.get("note", "")) if field in NOTED else "",
                not_confirmed=entry.get("not_confirmed", "") if value else "",
                entry=entry.get("own", 0),
            )
            yield line, Place(section.file, section.name, number, field)
