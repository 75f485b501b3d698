"""The rule pack of a day, and as a list: every line with what it says now, from where, and what the school changed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import RulePackEdit
from policydesk.rules.pack import PackEdit, RulePack, has_moved_on, in_force, pack_on
from policydesk.rules.pack_lines import PackLine, pack_version, shipped_lines
from policydesk.terms_pack import PackForm, PackKind

GONE = "No longer in the pack"
"""Stands as the question of a line that a newer pack does not have."""


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
    """Whether PolicyDesk says something else now than when the school’s value was noted."""

    @property
    def is_changed(self) -> bool:
        """Whether the school has a value of its own, now or from a later day on."""
        return self.own is not None or bool(self.planned)

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


@dataclass(frozen=True)
class KeptPack:
    """Everything that the school ever noted of its rule pack."""

    rows: tuple[RulePackEdit, ...]

    def edits(self, as_at: date) -> tuple[PackEdit, ...]:
        """Return what had been noted by a day, the oldest first; what was given back later still counted then."""
        return tuple(_edit(row, as_at) for row in self.rows if row.noted_on <= as_at)

    def on(self, day: date) -> RulePack:
        """Return the rule pack in force on a day, as it was known then."""
        return pack_on(self.edits(day), day)


def kept_pack(session: Session) -> KeptPack:
    """Return everything that the school ever noted of its rule pack."""
    return KeptPack(tuple(session.scalars(select(RulePackEdit).order_by(RulePackEdit.from_on, RulePackEdit.id))))


def rule_pack(session: Session, as_at: date) -> RulePack:
    """Return the rule pack in force on a day, as it was known then."""
    return kept_pack(session).on(as_at)


def pack_table(session: Session, as_at: date) -> PackTable:
    """Return every line of the rule pack as it was on a day, with what the school changed of it."""
    edits = kept_pack(session).edits(as_at)
    by_line: dict[str, list[PackEdit]] = {}
    for edit in edits:
        by_line.setdefault(edit.key, []).append(edit)
    own = {edit.key: edit for edit in in_force(edits, as_at)}
    lines = [*shipped_lines().values(), *(_gone(edits_of[-1]) for key, edits_of in by_line.items() if _is_gone(key))]
    rows = (
        _row(number, line, own.get(line.key), tuple(by_line.get(line.key, ())), as_at)
        for number, line in enumerate(lines, 1)
    )
    return PackTable(pack_on(edits, as_at), pack_version()[1], tuple(rows))


def _row(number: int, line: PackLine, own: PackEdit | None, history: tuple[PackEdit, ...], as_at: date) -> PackRow:
    planned = tuple(one for one in history if one.from_on > as_at and not one.is_withdrawn_by(as_at))
    kept = [one for one in (own, *planned) if one is not None]
    shipped = None if _is_gone(line.key) else line
    return PackRow(
        id=number,
        line=line,
        value=line.value if own is None else own.value,
        as_of=line.as_of if own is None else own.noted_on,
        source=line.source if own is None else own.source or "The school",
        own=own,
        planned=planned,
        history=tuple(reversed(history)),
        moved_on=any(has_moved_on(shipped, one) for one in kept),
    )


def _is_gone(key: str) -> bool:
    return key not in shipped_lines()


def _gone(edit: PackEdit) -> PackLine:
    """Return a line for what the school changed of an older pack and a newer one does not have."""
    file, _section, name, _field = edit.key.split("/")
    kind = {
        "law": PackKind.LAW,
        "services": PackKind.SERVICE,
        "platforms": PackKind.PLATFORM,
        "guidance": PackKind.GUIDANCE,
    }.get(file, PackKind.PERIOD)
    return PackLine(edit.key, kind, name[0].upper() + name[1:], GONE, PackForm.WORDS, "", edit.noted_on, "")


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
