"""The rule pack of a day: what ships with PolicyDesk, with what the school changed and added by that day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import RulePackEdit, RulePackEntry
from policydesk.queries.once import read_once
from policydesk.rules.pack import PackEdit, RulePack, pack_on
from policydesk.rules.pack_entries import Entries, PackEntry, lines_with
from policydesk.rules.pack_lines import PackLine


@dataclass(frozen=True)
class KeptPack:
    """Everything that the school ever noted of its rule pack: changed values, and entries of its own."""

    changed: tuple[RulePackEdit, ...]
    added: tuple[RulePackEntry, ...]

    def edits(self, as_at: date) -> tuple[PackEdit, ...]:
        """Return what had been noted by a day, the oldest first; what was given back later still counted then."""
        return tuple(_edit(row, as_at) for row in self.changed if row.noted_on <= as_at)

    def entries(self, as_at: date) -> Entries:
        """Return what had been added by a day, the oldest first; what was taken out later still counted then."""
        return tuple(_entry(row, as_at) for row in self.added if row.noted_on <= as_at)

    def on(self, day: date) -> RulePack:
        """Return the rule pack in force on a day, as it was known then."""
        return pack_on(self.edits(day), day, self.entries(day))


@read_once
def kept_pack(session: Session) -> KeptPack:
    """Return everything that the school ever noted of its rule pack."""
    changed = session.scalars(select(RulePackEdit).order_by(RulePackEdit.from_on, RulePackEdit.id))
    added = session.scalars(select(RulePackEntry).order_by(RulePackEntry.id))
    return KeptPack(tuple(changed), tuple(added))


def rule_pack(session: Session, as_at: date) -> RulePack:
    """Return the rule pack in force on a day, as it was known then."""
    return kept_pack(session).on(as_at)


def pack_lines(session: Session, as_at: date) -> dict[str, PackLine]:
    """Return every line that may be changed on a day by its key: PolicyDesk's, and those of the school's entries."""
    return lines_of(pack_entries(session, as_at), as_at)


def lines_of(entries: Entries, as_at: date) -> dict[str, PackLine]:
    """Return every line by its key, with those of the entries that are not taken out, also where they count later."""
    kept = tuple(one for one in entries if not one.is_withdrawn_by(as_at))
    return {key: line for key, (line, _place) in lines_with(kept).items()}


def pack_entries(session: Session, as_at: date) -> Entries:
    """Return what the school had added by a day, the oldest first; what it took out later still counted then."""
    return kept_pack(session).entries(as_at)


def _entry(row: RulePackEntry, as_at: date) -> PackEntry:
    return PackEntry(list=row.list, facts=tuple(row.facts.items()), as_of=row.as_of, **_noted(row, as_at))


def _edit(row: RulePackEdit, as_at: date) -> PackEdit:
    return PackEdit(key=row.line, value=row.value, shipped=row.shipped, pack=row.pack, **_noted(row, as_at))


def _noted(row: RulePackEdit | RulePackEntry, as_at: date) -> dict[str, Any]:
    """Return by whom, when and why something was noted; that it was withdrawn only where the day knows it."""
    names = ["id", "from_on", "reason", "source", "noted_on", "noted_by"]
    if row.withdrawn_on is not None and row.withdrawn_on <= as_at:
        names += ["withdrawn_on", "withdrawn_by", "withdrawn_because"]
    return {name: getattr(row, name) for name in names}
