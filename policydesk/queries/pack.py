"""The rule pack of a day, and as a list: every line with what it says, from where, and what the school made of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import RulePackEdit, RulePackEntry
from policydesk.rules.pack import PackEdit, RulePack, has_moved_on, in_force, pack_on
from policydesk.rules.pack_entries import Entries, PackEntry, lines_with
from policydesk.rules.pack_files import pack_version
from policydesk.rules.pack_lines import PackLine, shipped_lines
from policydesk.terms_pack import PackForm, PackKind

GONE = "No longer in the pack"
"""Stands as the question of a line that a newer pack does not have."""

OWN_ROWS = 10_000
"""More rows than any pack has: from here on the ids of the school's own entries are counted."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One line of the list: what it says on the day, and of the school what counts, what is planned and what was."""

    id: int
    line: PackLine
    value: str
    as_of: date
    source: str
    own: PackEdit | None
    planned: tuple[PackEdit, ...]
    history: tuple[PackEdit, ...]
    """Everything the school ever noted for it, the newest first."""

    moved_on: bool
    """Whether PolicyDesk says something else now than when the school’s value was noted, or has the entry too."""

    entry: PackEntry | None = None
    """The school's own entry that it is a line of."""

    shipped: PackLine | None = None
    """What PolicyDesk has in the place of the school's own entry."""

    is_out: bool = False
    """Whether the school's own entry was taken out by the day."""

    is_ahead: bool = False
    """Whether the school's own entry counts from a later day on."""

    @property
    def is_changed(self) -> bool:
        """Whether the school has a value of its own, now or from a later day on."""
        return self.own is not None or bool(self.planned)

    @property
    def can_change(self) -> bool:
        """Whether it may have another value: it is in the pack, and was not taken out."""
        return bool(self.line.source) and not self.is_out

    @property
    def shown(self) -> str:
        """The value as it is read."""
        return self.line.shown(self.value)


@dataclass(frozen=True, slots=True)
class PackTable:
    """The whole pack on a day."""

    pack: RulePack
    as_of: date
    rows: tuple[PackRow, ...]


def rule_pack(session: Session, as_at: date) -> RulePack:
    """Return the rule pack in force on a day, as it was known then."""
    return pack_on(_edits(session, as_at), as_at, pack_entries(session, as_at))


def pack_lines(session: Session, as_at: date) -> dict[str, PackLine]:
    """Return every line that may be changed on a day by its key: PolicyDesk's, and those of the school's entries."""
    return {key: line for key, (line, _place) in lines_with(_kept(session, as_at)).items()}


def pack_table(session: Session, as_at: date) -> PackTable:
    """Return every line of the rule pack as it was on a day, with what the school changed and added."""
    edits, every = _edits(session, as_at), pack_entries(session, as_at)
    by_line: dict[str, list[PackEdit]] = {}
    for edit in edits:
        by_line.setdefault(edit.key, []).append(edit)
    own = {edit.key: edit for edit in in_force(edits, as_at)}
    known = {key: line for key, (line, _place) in lines_with(_kept(session, as_at)).items()}
    out = [line for one in every if one.is_withdrawn_by(as_at) for line in _lines_of(one)]
    there = known.keys() | {line.key for line in out}
    gone = [_gone(edits_of[-1]) for key, edits_of in by_line.items() if key not in there]
    entries = {one.id: one for one in every}
    lines = [*known.values(), *out, *gone]
    rows = (
        _row(number, line, own.get(line.key), tuple(by_line.get(line.key, ())), as_at, entries.get(line.entry))
        for number, line in zip(_numbers(lines), lines, strict=True)
    )
    return PackTable(pack_on(edits, as_at, every), pack_version()[1], tuple(rows))


def _numbers(lines: list[PackLine]) -> Iterator[int]:
    """Yield the id of each row: a line keeps its own, whatever is added beside it or taken out."""
    shipped = {key: number for number, key in enumerate(shipped_lines(), 1)}
    of_entry = Counter[int]()
    for line in lines:
        of_entry[line.entry] += 1
        if line.entry or line.key not in shipped:
            yield OWN_ROWS * (line.entry + 1) + of_entry[line.entry]
        else:
            yield shipped[line.key]


def _row(
    number: int,
    line: PackLine,
    own: PackEdit | None,
    history: tuple[PackEdit, ...],
    as_at: date,
    entry: PackEntry | None,
) -> PackRow:
    is_out = entry is not None and entry.is_withdrawn_by(as_at)
    if is_out:
        own = None
    planned = tuple(one for one in history if one.from_on > as_at and not one.is_withdrawn_by(as_at))
    planned = () if is_out else planned
    kept = [one for one in (own, *planned) if one is not None]
    shipped = shipped_lines().get(line.key)
    now = line if entry is not None else shipped
    return PackRow(
        id=number,
        line=line,
        value=line.value if own is None else own.value,
        as_of=line.as_of if own is None else own.noted_on,
        source=line.source if own is None else own.source or "The school",
        own=own,
        planned=planned,
        history=tuple(reversed(history)),
        moved_on=any(has_moved_on(now, one) for one in kept) or (now is not shipped and shipped is not None),
        entry=entry,
        shipped=shipped if entry is not None else None,
        is_out=is_out,
        is_ahead=entry is not None and entry.from_on > as_at,
    )


def _lines_of(entry: PackEntry) -> tuple[PackLine, ...]:
    """Return the lines of one entry alone."""
    return tuple(line for line, _place in lines_with((entry,)).values() if line.entry == entry.id)


def _gone(edit: PackEdit) -> PackLine:
    """Return a line for what the school changed of an older pack and a newer one does not have."""
    file, _section, name, _field = edit.key.split("/")
    kind = {
        "law": PackKind.LAW,
        "services": PackKind.SERVICE,
        "platforms": PackKind.PLATFORM,
        "guidance": PackKind.GUIDANCE,
        "parts": PackKind.PART,
        "wording": PackKind.WORDING,
    }.get(file, PackKind.PERIOD)
    return PackLine(edit.key, kind, name[0].upper() + name[1:], GONE, PackForm.WORDS, "", edit.noted_on, "")


def pack_entries(session: Session, as_at: date) -> Entries:
    """Return what the school had added by a day, the oldest first; what it took out later still counted then."""
    asked = select(RulePackEntry).where(RulePackEntry.noted_on <= as_at).order_by(RulePackEntry.id)
    return tuple(_entry(row, as_at) for row in session.scalars(asked))


def _kept(session: Session, as_at: date) -> Entries:
    """Return the school's entries that are not taken out on a day, also those that count from later on."""
    return tuple(one for one in pack_entries(session, as_at) if not one.is_withdrawn_by(as_at))


def _entry(row: RulePackEntry, as_at: date) -> PackEntry:
    out = row.withdrawn_on is not None and row.withdrawn_on <= as_at
    return PackEntry(
        list=row.list,
        facts=tuple(row.facts.items()),
        from_on=row.from_on,
        as_of=row.as_of,
        reason=row.reason,
        source=row.source,
        noted_on=row.noted_on,
        noted_by=row.noted_by,
        withdrawn_on=row.withdrawn_on if out else None,
        withdrawn_by=row.withdrawn_by if out else "",
        withdrawn_because=row.withdrawn_because if out else "",
        id=row.id,
    )


def _edits(session: Session, as_at: date) -> tuple[PackEdit, ...]:
    """Return what the school had noted by a day, the oldest first; what it gave back later still counted then."""
    asked = select(RulePackEdit).where(RulePackEdit.noted_on <= as_at).order_by(RulePackEdit.from_on, RulePackEdit.id)
    return tuple(_edit(row, as_at) for row in session.scalars(asked))


def _edit(row: RulePackEdit, as_at: date) -> PackEdit:
    given_back = row.withdrawn_on is not None and row.withdrawn_on <= as_at
    return PackEdit(
        key=row.line,
        value=row.value,
        from_on=row.from_on,
        reason=row.reason,
        source=row.source,
        shipped=row.shipped,
        pack=row.pack,
        noted_on=row.noted_on,
        noted_by=row.noted_by,
        withdrawn_on=row.withdrawn_on if given_back else None,
        withdrawn_by=row.withdrawn_by if given_back else "",
        withdrawn_because=row.withdrawn_because if given_back else "",
        id=row.id,
    )
