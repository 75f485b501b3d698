"""One line of the rule pack at the right of the list: what it says, from where, what is planned, and what was."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.pack_table import PackRow
from policydesk.rules.pack import PackEdit
from policydesk.rules.pack_entries import PackEntry
from policydesk.rules.pack_lines import PackLine
from policydesk.terms_pack import PackForm
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.labels import Heading, Hint, StatusChip, Title, Words
from policydesk.ui.settings.pack_columns import own_mark


class PackPanel(QWidget):
    """Shows one line."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_line(self, row: PackRow | None) -> None:
        """Show a line, or nothing."""
        empty(self._column)
        if row is None:
            self._column.addWidget(Hint("Select a line in the list."))
            return
        title, mark = Title(row.line.name), own_mark(row)
        title.setWordWrap(True)
        self._add(title, StatusChip(mark.says, mark.tone))
        self._add(Heading(row.line.asks), Words(row.shown))
        if row.line.note:
            self._add(Words(row.line.note))
        self._add(Heading("Where it is from"), Words(f"{row.source.rstrip('.')}. As of {written(row.as_of)}."))
        if row.line.not_confirmed and row.own is None:
            self._add(Heading("Not confirmed"), Words(row.line.not_confirmed))
        if row.entry is not None:
            self._add(Heading("The school’s own entry"), *(Words(one) for one in _entry(row.entry)))
        self._show_shipped(row)
        if row.planned:
            self._add(Heading("Planned"), *(Words(_planned(row.line, one)) for one in row.planned))
        if row.history:
            self._add(Heading("What the school entered"), *(Words(_entered(row.line, one)) for one in row.history))
        self._column.addStretch(1)

    def _show_shipped(self, row: PackRow) -> None:
        if row.shipped is not None:
            says = f"PolicyDesk has this too now, and says {row.shipped.shown(row.shipped.value)}."
            back = " Take the school’s own entry out where PolicyDesk’s will do."
            self._add(Heading("What PolicyDesk says"), Words(says + back))
        kept = row.own or next(iter(row.planned), None)
        if kept is None or row.entry is not None:
            return
        says = f"PolicyDesk says {row.line.shown(row.line.value)}, as of {written(row.line.as_of)}."
        if not row.line.source:
            says = "PolicyDesk no longer has this in its rule pack, so what the school entered has no effect."
        elif row.moved_on:
            says += (
                f" When the school’s value was entered it said {row.line.shown(kept.shipped)}: see which is right now."
            )
        self._add(Heading("What PolicyDesk says"), Words(says))

    def _add(self, *widgets: QWidget) -> None:
        for one in widgets:
            self._column.addWidget(one)


def _entry(one: PackEntry) -> Iterator[str]:
    """Yield what an entry says, and who entered it."""
    facts = dict(one.facts)
    for question in one.addition.questions:
        if text := facts.get(question.name):
            shown = written(date.fromisoformat(text)) if question.form is PackForm.DAY else text
            yield f"{question.asks.removesuffix(' (optional)')}: {shown}"
    yield (
        f"In the rule pack from {written(one.from_on)}, entered {written(one.noted_on)} by {one.noted_by}. "
        f"{one.reason.rstrip('.')}."
    )
    if one.withdrawn_on is not None:
        yield f"Taken out {written(one.withdrawn_on)} by {one.withdrawn_by}: {one.withdrawn_because.rstrip('.')}."


def _planned(line: PackLine, one: PackEdit) -> str:
    return f"{line.shown(one.value)} from {written(one.from_on)}."


def _entered(line: PackLine, one: PackEdit) -> str:
    said = (
        f"{line.shown(one.value)} from {written(one.from_on)}, entered {written(one.noted_on)} by {one.noted_by}. "
        f"{one.reason.rstrip('.')}. Source: {one.source.rstrip('.')}."
    )
    if one.withdrawn_on is not None:
        because = one.withdrawn_because.rstrip(".")
        said += f" Given back {written(one.withdrawn_on)} by {one.withdrawn_by}: {because}."
    return said
