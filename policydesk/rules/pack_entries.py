"""The school's own entries in the rule pack: each in force from its day on until it is taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from policydesk.dates import written
from policydesk.rules.knowledge import OWN_ENTRY
from policydesk.rules.pack_additions import Addition, addition
from policydesk.rules.pack_files import Tables, shipped_tables
from policydesk.rules.pack_lines import PackLine, Place, entry_key, lines_in
from policydesk.rules.pack_noted import Noted
from policydesk.rules.pack_texts import value_of


@dataclass(frozen=True)
class PackEntry(Noted):
    """One entry that the school added to a list of the pack; `facts` are its answers by their names, kept as text.

    `as_of` is the day on which the facts were looked up. It no longer counts from the day on which it was taken out.
    """

    list: str
    facts: tuple[tuple[str, str], ...]
    from_on: date
    as_of: date
    reason: str
    source: str
    noted_on: date = date.min
    noted_by: str = ""
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    id: int = 0

    @property
    def addition(self) -> Addition:
        """What kind of entry it is."""
        return addition(self.list)

    @cached_property
    def table(self) -> dict[str, Any]:
        """The entry as a file of the pack would have it."""
        facts = dict(self.facts)
        values = {one.name: value_of(one.form, facts.get(one.name, "")) for one in self.addition.questions}
        looked_up = "" if self.as_of == self.noted_on else f", as of {written(self.as_of)}"
        return {
            **self.addition.make(values),
            "own": self.id,
            "as_of": self.as_of,
            "source": self.source,
            "said": f"{self.source.rstrip('.')} ({OWN_ENTRY} {written(self.noted_on)}{looked_up})",
        }

    @cached_property
    def key(self) -> str:
        """By what it is known in the pack."""
        return entry_key(self.addition.file, self.addition.section, self.table)


Entries = tuple[PackEntry, ...]


@lru_cache(maxsize=32)
def tables_with(entries: Entries) -> Tables:
    """Return the files of the pack with the school's entries in them; one that PolicyDesk has too stands instead."""
    tables = dict(shipped_tables())
    for one in entries:
        file, section = one.addition.file, one.addition.section
        others = [each for each in tables[file].get(section, ()) if entry_key(file, section, each) != one.key]
        tables[file] = {**tables[file], section: [*others, one.table]}
    return tables


@lru_cache(maxsize=32)
def lines_with(entries: Entries) -> Mapping[str, tuple[PackLine, Place]]:
    """Return every line of the pack with the school's entries in it, by its key, with the place of its value."""
    return {line.key: (line, place) for line, place in lines_in(tables_with(entries))}


def entries_on(entries: Iterable[PackEntry], day: date) -> Entries:
    """Return the school's entries that count on a day, in the order in which they were added."""
    return tuple(sorted((one for one in entries if one.counts_on(day)), key=lambda one: one.id))
