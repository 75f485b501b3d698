"""How the list of the rule pack looks, as data, and which lines a filter leaves in it."""

from policydesk.dates import written
from policydesk.queries.pack_table import PackRow
from policydesk.rules.pack_entries import PackEntry
from policydesk.terms_pack import PackKind
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.states import Mark

CHIPS = (
    *(Chip(kind.value, kind.label, "kind") for kind in PackKind),
    Chip("changed", "Changed by the school"),
    Chip("own", "The school’s own entries"),
    Chip("moved_on", "PolicyDesk has moved on"),
    Chip("not_confirmed", "Not confirmed"),
    Chip("out", "Taken out"),
)


def own_mark(row: PackRow) -> Mark:
    """Return whether a line is the school’s own, or will be, and whether it is not confirmed."""
    if row.entry is not None:
        return _entry_mark(row, row.entry)
    if row.moved_on:
        return Mark("!", "Changed; PolicyDesk has moved on", Tone.WARN)
    if row.own is not None:
        return Mark("✓", "Changed by the school", Tone.INFO)
    if row.planned:
        return Mark("◔", f"Changes on {written(row.planned[0].from_on)}", Tone.INFO)
    if row.line.not_confirmed:
        return Mark("!", "Not confirmed", Tone.WARN)
    return Mark("", "As PolicyDesk has it", Tone.QUIET)


def _entry_mark(row: PackRow, entry: PackEntry) -> Mark:
    if row.is_out:
        return Mark("–", f"Taken out on {written(entry.withdrawn_on)}", Tone.QUIET)
    if row.shipped is not None:
        return Mark("!", "The school’s own; PolicyDesk has it too", Tone.WARN)
    if row.is_ahead:
        return Mark("◔", f"Counts from {written(entry.from_on)}", Tone.INFO)
    return Mark("✓", "The school’s own entry", Tone.INFO)


COLUMNS: tuple[Column[PackRow], ...] = (
    Column("About", lambda row: row.line.name, width=32, key="name", tip=lambda row: row.line.name),
    Column("What", lambda row: row.line.asks, width=20, key="what", tip=lambda row: row.line.asks),
    Column("Value", lambda row: row.shown, width=18, key="value", tip=lambda row: row.shown),
    marked("Whose", own_mark, sort=lambda row: (row.entry is None, not row.is_changed, row.id), width=24, key="whose"),
    Column("As of", lambda row: written(row.as_of), sort=lambda row: row.as_of, width=18, key="as_of"),
    Column("Source", lambda row: row.source, width=50, key="source", tip=lambda row: row.source),
    Column("Kind", lambda row: row.line.kind.label, width=18, key="kind"),
)
"""The list of the rule pack."""


def fits(row: PackRow, pressed: frozenset[str], words: str) -> bool:
    """Whether a line is left in the list by chips and words."""
    kinds = pressed & {kind.value for kind in PackKind}
    text = f"{row.line.kind.label} {row.line.name} {row.line.asks} {row.shown} {row.source}".casefold()
    return (
        (not kinds or row.line.kind.value in kinds)
        and ("changed" not in pressed or row.is_changed)
        and ("own" not in pressed or row.entry is not None)
        and ("not_confirmed" not in pressed or (bool(row.line.not_confirmed) and row.own is None))
        and ("out" in pressed) == row.is_out
        and ("moved_on" not in pressed or row.moved_on)
        and all(word in text for word in words.casefold().split())
    )
