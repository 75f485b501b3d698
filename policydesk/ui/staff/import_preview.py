"""What a staff list would change, as a tree to tick: added, changed, perhaps the same, missing, problems, skipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

from policydesk.dates import written
from policydesk.queries.matching import ChangedPerson, DuplicateChoice, FieldChange, RosterPerson, RosterPlan
from policydesk.ui.kit.states import counted

KEY = Qt.ItemDataRole.UserRole + 1
"""Under this role a tickable line says what it is: its kind and its number."""


@dataclass(frozen=True)
class Ticks:
    """What is ticked in the tree, as `exchange.roster_plan.choose` takes it."""

    added: dict[int, bool]
    changed: dict[int, bool]
    missing: dict[int, bool]
    duplicates: dict[int, DuplicateChoice]


class PreviewTree(QTreeView):
    """The plan of an import in groups; `ticked` says that something was ticked or unticked."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_preview")
        self.setAccessibleName("What would change")
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self._lines.itemChanged.connect(self._on_changed)
        self._filling = False

    def show_plan(self, plan: RosterPlan) -> None:
        """Show a plan; what can be ticked is ticked as the plan has it."""
        self._filling = True
        self._lines.clear()
        self._group(
            "To add", (self._tick("added", one.person.row_number, _about(one.person), one.ticked) for one in plan.added)
        )
        self._group(
            "To change", (self._tick("changed", one.staff_id, _changed(one), one.ticked) for one in plan.changed)
        )
        self._duplicates(plan)
        self._group(
            "Rows with a problem: put them right in the file and import it again",
            (_line(f"Row {one.row_number}: {one.says}") for one in plan.problems),
        )
        self._group(
            "In the register but not in this file: tick who has left",
            (
                self._tick(
                    "missing", one.staff_id, f"{one.name}, {one.why}; last day {written(one.last_day)}", one.ticked
                )
                for one in plan.missing
            ),
        )
        self._group("Rows left out", (_line(f"Row {one.row_number}: {one.why}") for one in plan.skipped), shut=True)
        self._group("Already the same", (_line(one.name) for one in plan.same), shut=True)
        self._filling = False

    def ticks(self) -> Ticks:
        """Return what is ticked now."""
        found: dict[str, dict[int, Any]] = {"added": {}, "changed": {}, "missing": {}}
        duplicates: dict[int, DuplicateChoice] = {}
        for item in self._items():
            key = item.data(KEY)
            if key is None:
                continue
            kind, number = key
            on = item.checkState() is Qt.CheckState.Checked
            if kind in found:
                found[kind][number] = on
            elif on:
                duplicates[number] = DuplicateChoice(kind)
            else:
                duplicates.setdefault(number, DuplicateChoice.LEAVE_OUT)
        return Ticks(found["added"], found["changed"], found["missing"], duplicates)

    def _duplicates(self, plan: RosterPlan) -> None:
        items = []
        for one in plan.possible_duplicates:
            head = _line(f"Row {one.person.row_number}: {_about(one.person)}. Perhaps {one.name}: {one.why}")
            number = one.person.row_number
            if one.staff_id is not None and one.changes:
                words = f"The same person: change {_changes(one.changes)}"
                same = self._tick(DuplicateChoice.SAME_PERSON, number, words, False)
                head.appendRow(same)
            head.appendRow(self._tick(DuplicateChoice.NEW_PERSON, number, "A new person: add them", False))
            items.append(head)
        self._group("Perhaps somebody you have already: decide, or they are left out", items)

    def _tick(self, kind: str, number: int, words: str, on: bool) -> QStandardItem:
        item = _line(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData((str(kind), number), KEY)
        return item

    def _group(self, heading: str, items: Iterable[QStandardItem], *, shut: bool = False) -> None:
        lines = list(items)
        if not lines:
            return
        head = _line(f"{heading} ({len(lines):,})")
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        head.appendRows(lines)
        self._lines.appendRow(head)
        index = self._lines.indexFromItem(head)
        if not shut:
            self.expandRecursively(index) if len(lines) < 50 else self.expand(index)

    def _items(self) -> Iterable[QStandardItem]:
        waiting = [self._lines.item(number) for number in range(self._lines.rowCount())]
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting += [item.child(number) for number in range(item.rowCount())]

    def _on_changed(self, item: QStandardItem) -> None:
        if self._filling:
            return
        parent, key = item.parent(), item.data(KEY)
        if key and key[0] in set(DuplicateChoice) and parent is not None and item.checkState() is Qt.CheckState.Checked:
            # Somebody is the same person or a new one, never both.
            self._filling = True
            for number in range(parent.rowCount()):
                if parent.child(number) is not item:
                    parent.child(number).setCheckState(Qt.CheckState.Unchecked)
            self._filling = False
        self.ticked.emit()


def _line(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setEditable(False)
    item.setToolTip("")
    return item


def _about(person: RosterPerson) -> str:
    roles = ", ".join(_role(role.category, role.says, role.job_title, role.started_on) for role in person.roles)
    return f"{person.full_name}: {roles}" + (f" ({person.doubt})" if person.doubt else "")


def _role(category: Any, says: str, job_title: str, started_on: date | None) -> str:
    words = category.label if category is not None else says or "category not known"
    title = f", {job_title}" if job_title else ""
    return f"{words}{title}" + (f", from {written(started_on)}" if started_on else "")


def _changed(one: ChangedPerson) -> str:
    return f"{one.name}: {_changes(one.changes)}"


def _changes(changes: tuple[FieldChange, ...]) -> str:
    return "; ".join(f"{one.label}: {one.old or 'nothing'} → {one.new or 'nothing'}" for one in changes)


def summary(plan: RosterPlan) -> str:
    """Say in one line what would happen."""
    adding = sum(one.ticked for one in plan.added)
    adding += sum(one.choice is DuplicateChoice.NEW_PERSON for one in plan.possible_duplicates)
    changing = sum(one.ticked for one in plan.changed)
    changing += sum(one.choice is DuplicateChoice.SAME_PERSON for one in plan.possible_duplicates)
    leaving = sum(one.ticked for one in plan.missing)
    parts = [f"add {counted(adding, 'person', 'people')}"] if adding else []
    parts += [f"change {counted(changing, 'person', 'people')}"] if changing else []
    parts += [f"give {counted(leaving, 'person', 'people')} a last day"] if leaving else []
    return " and ".join(parts)
