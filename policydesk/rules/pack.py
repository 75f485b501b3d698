"""The rule pack in force on a day: what ships with PolicyDesk, and over it what the school changed, from its day on."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from policydesk.dates import written
from policydesk.names import fold
from policydesk.rules.knowledge import FILES as KNOWLEDGE
from policydesk.rules.knowledge import OWN_ENTRY, Knowledge, knowledge_from, shipped
from policydesk.rules.pack_lines import PackLine, Tables, pack_version, places, shipped_lines, shipped_tables
from policydesk.rules.platforms import Platform, platform_from, platform_named
from policydesk.terms_accounts import PlatformStatus
from policydesk.terms_pack import PackForm


@dataclass(frozen=True, slots=True)
class PackEdit:
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

    def counts_on(self, day: date) -> bool:
        """Whether it is in force on a day; a newer one may stand over it."""
        return self.from_on <= day and not self.is_withdrawn_by(day)

    def is_withdrawn_by(self, day: date) -> bool:
        """Whether it was given back by a day."""
        return self.withdrawn_on is not None and self.withdrawn_on <= day


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

    @property
    def version(self) -> str:
        """The version of the pack that ships with this PolicyDesk."""
        return pack_version()[0]

    @property
    def words(self) -> str:
        """How reports name it: "Rule pack 2026-11 (with 2 changes by the school)"."""
        count = len(self.edits)
        changed = f" (with {count:,} {'change' if count == 1 else 'changes'} by the school)" if count else ""
        return f"Rule pack {self.version}{changed}"

    @property
    def knowledge(self) -> Knowledge:
        """What the text check knows."""
        return _knowledge(_of_files(self.edits, KNOWLEDGE))

    def platform(self, code: str) -> Platform:
        """Return a platform as it was known on the day; one that is not known is shown as "other"."""
        platform = platform_named(code)
        mine = tuple(one for one in self.edits if one.key.startswith(f"platforms/platform/{platform.code}/"))
        if mine:
            platform = _platform(_of_files(mine, ("platforms",)), platform)
        own_age = any(one.key.endswith("/minimum_age") for one in mine)
        return _on_day(platform if own_age else _younger(platform, self.day), self.day)

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


def pack_on(edits: Iterable[PackEdit], day: date) -> RulePack:
    """Return the rule pack in force on a day."""
    return RulePack(day, in_force(edits, day))


def has_moved_on(line: PackLine | None, edit: PackEdit) -> bool:
    """Whether PolicyDesk says something else now than when the school gave its own value."""
    return line is None or line.value != edit.shipped


def _of_files(edits: tuple[PackEdit, ...], files: Iterable[str]) -> tuple[PackEdit, ...]:
    """Return the edits of some files that still have their line; in a newer pack a line may be gone."""
    known = places()
    return tuple(one for one in edits if one.key in known and known[one.key].file in files)


@lru_cache(maxsize=16)
def _knowledge(edits: tuple[PackEdit, ...]) -> Knowledge:
    if not edits:
        return shipped()
    tables = _changed(edits)
    return knowledge_from({name: tables[name] for name in KNOWLEDGE})


@lru_cache(maxsize=64)
def _platform(edits: tuple[PackEdit, ...], as_shipped: Platform) -> Platform:
    """Return a platform with the school's values."""
    if not edits:
        return as_shipped
    return platform_from(_changed(edits)["platforms"]["platform"][places()[edits[0].key].number])


def _changed(edits: tuple[PackEdit, ...]) -> Tables:
    """Return the files with the school's values in them."""
    tables = dict(shipped_tables())
    for file in {places()[one.key].file for one in edits}:
        tables[file] = copy.deepcopy(tables[file])
    for one in edits:
        place, line = places()[one.key], shipped_lines()[one.key]
        entry = tables[place.file][place.section][place.number]
        _put(entry, place.field, line.form, one)
        entry["source"] = f"{one.source or line.source} ({OWN_ENTRY} {written(one.noted_on)})"
    return tables


def _put(entry: dict[str, Any], field: str, form: PackForm, edit: PackEdit) -> None:
    if form is PackForm.EDITION:
        others = [one for one in entry[field] if one["name"] != edit.value and one["from"] < edit.from_on]
        entry[field] = [*others, {"name": edit.value, "from": edit.from_on}]
    elif form is PackForm.YEARS:
        entry[field] = [int(year) for year in edit.value.split(", ")]
    elif form is PackForm.DAY:
        entry[field] = date.fromisoformat(edit.value) if edit.value else None
    elif form in {PackForm.AGE, PackForm.NUMBER}:
        entry[field] = int(edit.value) if edit.value else None
    else:
        entry[field] = edit.value


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
