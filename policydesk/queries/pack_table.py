"""The rule pack as a list: every line with what it says, from where, and what the school made of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.queries.pack import kept_pack, lines_of
from policydesk.rules.pack import PackEdit, RulePack, has_moved_on, in_force, pack_on
from policydesk.rules.pack_entries import PackEntry, lines_with
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


def pack_table(session: Session, as_at: date) -> PackTable:
    """Return every line of the rule pack as it was on a day, with what the school changed and added."""
    kept = kept_pack(session)
    edits, every = kept.edits(as_at), kept.entries(as_at)
    by_line: dict[str, list[PackEdit]] = {}
    for edit in edits:
        by_line.setdefault(edit.key, []).append(edit)
    own = {edit.key: edit for edit in in_force(edits, as_at)}
    known = lines_of(every, as_at)
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
