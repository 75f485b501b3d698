"""The rule pack in force on a day: what ships with PolicyDesk, and over it what the school changed and added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from policydesk.dates import written
from policydesk.names import fold
from policydesk.rules.knowledge import FILES as KNOWLEDGE
from policydesk.rules.knowledge import OWN_ENTRY, Knowledge, knowledge_from, shipped
from policydesk.rules.pack_entries import Entries, PackEntry, entries_on, lines_with, tables_with
from policydesk.rules.pack_files import Tables, pack_version
from policydesk.rules.pack_lines import PackLine, Place, shipped_lines
from policydesk.rules.pack_names import spelled
from policydesk.rules.pack_noted import Noted
from policydesk.rules.pack_texts import value_of
from policydesk.rules.pack_weaving import woven
from policydesk.rules.platforms import OTHER, Platform, code_with_name, platform_from, platform_named, platforms
from policydesk.terms_accounts import PlatformStatus
from policydesk.terms_pack import PackForm


@dataclass(frozen=True, slots=True)
class PackEdit(Noted):
    """One value that the school gave a line of the pack, from a day on; `shipped` is what PolicyDesk said then.

    It no longer counts from the day on which it was withdrawn.
    """

    key: str
    value: str
    from_on: date
    reason: str
    source: str
    shipped: str = ""
    pack: str = ""
    noted_on: date = date.min
    noted_by: str = ""
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    id: int = 0


def in_force(edits: Iterable[PackEdit], day: date) -> tuple[PackEdit, ...]:
    """Return the edit that counts on a day for each line that has one: of several the one that began last."""
    newest: dict[str, PackEdit] = {}
    for edit in sorted(edits, key=lambda one: (one.from_on, one.id)):
        if edit.counts_on(day):
            newest[edit.key] = edit
    return tuple(newest[key] for key in sorted(newest))


@dataclass(frozen=True)
class RulePack:
    """What is known of laws, services, platforms, guidance and periods on a day."""

    day: date
    edits: tuple[PackEdit, ...] = ()
    """The school's own values that are in force on the day; at most one for each line."""

    entries: Entries = ()
    """The school's own entries that are in force on the day."""

    @property
    def version(self) -> str:
        """The version of the pack that ships with this PolicyDesk."""
        return pack_version()[0]

    @property
    def words(self) -> str:
        """How reports name it: "Rule pack 2026-11 (with 2 changes and 1 entry by the school)"."""
        changed = " and ".join(
            f"{count:,} {one if count == 1 else many}"
            for count, one, many in (
                (len(self.edits), "change", "changes"),
                (len(self.entries), "entry", "entries"),
            )
            if count
        )
        return f"Rule pack {self.version}{f' (with {changed} by the school)' if changed else ''}"

    @property
    def knowledge(self) -> Knowledge:
        """What the text check knows."""
        return _knowledge(_of_files(self.edits, self.entries, (*KNOWLEDGE, "platforms")), self.entries)

    def platform(self, code: str, other: str = "") -> Platform:
        """Return a platform as it was known on the day; `other` is the name of one that has no code of its own."""
        platform = platform_named(code)
        if platform.code == OTHER and other:
            own = next((one for name, one in self.own_platforms if name == spelled(other)), None)
            if own is not None:
                return own
        mine = tuple(one for one in self.edits if one.key.startswith(f"platforms/platform/{platform.code}/"))
        if mine:
            platform = _platform(_of_files(mine, self.entries, ("platforms",)), self.entries, platform)
        own_age = any(one.key.endswith("/minimum_age") for one in mine)
        return _on_day(platform if own_age else _younger(platform, self.day), self.day)

    @property
    def own_platforms(self) -> tuple[tuple[str, Platform], ...]:
        """The platforms that the school added, by each of their names as it is compared."""
        edits = _of_files(self.edits, self.entries, ("platforms", "services"))
        usual = self.platform(OTHER).minimum_age if self.entries else None
        return tuple(
            (name, _on_day(one if one.minimum_age is not None else replace(one, minimum_age=usual), self.day))
            for name, one in _own_platforms(edits, self.entries)
        )

    @property
    def offered_platforms(self) -> tuple[tuple[str, Platform], ...]:
        """What an account may be on, as code and platform: those that are known, the school's own, and "other"."""
        every = [(one.code, self.platform(one.code)) for one in platforms()]
        mine = {one.name: (code_with_name(OTHER, one.name), one) for _name, one in self.own_platforms}
        return (*every[:-1], *mine.values(), every[-1])

    def newest_edition(self, name: str) -> tuple[str, date] | None:
        """Return the edition of some guidance that counts on the day, and its first day; None where it is not known."""
        for series in self.knowledge.series:
            if fold(name) in {fold(one) for one in (series.title, *series.names)}:
                counting = [one for one in series.editions if one[1] <= self.day]
                return counting[-1] if counting else None
        return None

    def period(self, name: str) -> int:
        """Return a period by its name, in the unit of its line."""
        key = f"periods/period/{name}/value"
        own = next((one.value for one in self.edits if one.key == key), shipped_lines()[key].value)
        return int(own)


AS_SHIPPED = RulePack(date.max)
"""The newest of all that ships, for whoever has no register."""


def pack_on(edits: Iterable[PackEdit], day: date, entries: Iterable[PackEntry] = ()) -> RulePack:
    """Return the rule pack in force on a day."""
    return RulePack(day, in_force(edits, day), entries_on(entries, day))


def has_moved_on(line: PackLine | None, edit: PackEdit) -> bool:
    """Whether PolicyDesk says something else now than when the school gave its own value."""
    return line is None or line.value != edit.shipped


def _of_files(edits: tuple[PackEdit, ...], entries: Entries, files: Iterable[str]) -> tuple[PackEdit, ...]:
    """Return the edits of some files that still have their line; in a newer pack a line may be gone."""
    known = lines_with(entries)
    return tuple(one for one in edits if one.key in known and known[one.key][1].file in files)


@lru_cache(maxsize=16)
def _knowledge(edits: tuple[PackEdit, ...], entries: Entries) -> Knowledge:
    if not edits and not entries:
        return shipped()
    tables = woven(_changed(edits, entries))
    return knowledge_from({name: tables[name] for name in KNOWLEDGE})


@lru_cache(maxsize=64)
def _platform(edits: tuple[PackEdit, ...], entries: Entries, as_shipped: Platform) -> Platform:
    """Return a platform with the school's values."""
    if not edits:
        return as_shipped
    place = lines_with(entries)[edits[0].key][1]
    return platform_from(_changed(edits, entries)["platforms"]["platform"][place.number])


@lru_cache(maxsize=32)
def _own_platforms(edits: tuple[PackEdit, ...], entries: Entries) -> tuple[tuple[str, Platform], ...]:
    """Return the platforms of the school's own, and services that it said are closed, by each of their names."""
    if not entries:
        return ()
    tables = _changed(edits, entries)
    own = [one for one in tables["platforms"]["platform"] if one.get("own")]
    closed = [{**one, "closed_on": one["closed"]} for one in tables["services"]["gone"] if one.get("own")]
    other = platform_named(OTHER)
    return tuple(
        (
            spelled(name),
            replace(
                other,
                name=one["name"],
                minimum_age=one.get("minimum_age"),
                closed_on=one["closed_on"],
                as_of=one["as_of"],
                source=one["said"],
            ),
        )
        for one in (*own, *closed)
        for name in one["names"]
    )


def _changed(edits: tuple[PackEdit, ...], entries: Entries) -> Tables:
    """Return the files with the school's entries and values in them."""
    tables = dict(tables_with(entries))
    lines = lines_with(entries)
    for one in edits:
        line, place = lines[one.key]
        tables[place.file] = _with_value(tables[place.file], place, line, one)
    return tables


def _with_value(file: Mapping[str, Any], place: Place, line: PackLine, edit: PackEdit) -> dict[str, Any]:
    """Return a file with one value of the school's in it; what is shared with others is not touched."""
    entry = dict(file[place.section][place.number])
    if line.form is PackForm.EDITION:
        others = [one for one in entry[place.field] if one["name"] != edit.value and one["from"] < edit.from_on]
        entry[place.field] = [*others, {"name": edit.value, "from": edit.from_on}]
    else:
        entry[place.field] = value_of(line.form, edit.value)
    entry["said"] = f"{edit.source or line.source} ({OWN_ENTRY} {written(edit.noted_on)})"
    every = list(file[place.section])
    every[place.number] = entry
    return {**file, place.section: every}


def _younger(platform: Platform, day: date) -> Platform:
    """Return a platform with the age it asked for on a day, which may be another one than now."""
    before = next((age for until, age in platform.ages_before if day <= until), platform.minimum_age)
    return platform if before == platform.minimum_age else replace(platform, minimum_age=before)


def _on_day(platform: Platform, day: date) -> Platform:
    """Return a platform that is closed only from its day on."""
    if platform.status is PlatformStatus.RENAMED:
        return platform
    closed = platform.closed_on is not None and platform.closed_on <= day
    status = PlatformStatus.DEFUNCT if closed else PlatformStatus.CURRENT
    return platform if status is platform.status else replace(platform, status=status)
