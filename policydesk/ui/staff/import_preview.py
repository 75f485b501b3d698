"""What a staff list would change, as a tree to tick: added, changed, perhaps the same, missing, problems, skipped."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.matching import ChangedPerson, DuplicateChoice, FieldChange, RosterPerson, RosterPlan
from policydesk.ui.kit.import_tree import KEY, ImportTree, line


@dataclass(frozen=True)
class Ticks:
    """What is ticked in the tree, as `exchange.roster_plan.choose` takes it."""

    added: dict[int, bool]
    changed: dict[int, bool]
    missing: dict[int, bool]
    duplicates: dict[int, DuplicateChoice]


class PreviewTree(ImportTree):
    """The plan of an import of staff in groups."""

    def show_plan(self, plan: RosterPlan) -> None:
        """Show a plan; what can be ticked is ticked as the plan has it."""
        added = (self.tick("added", one.person.row_number, _about(one.person), one.ticked) for one in plan.added)
        changed = (self.tick("changed", one.staff_id, _changed(one), one.ticked) for one in plan.changed)
        missing = (
            self.tick("missing", one.staff_id, f"{one.name}, {one.why}; last day {written(one.last_day)}", one.ticked)
            for one in plan.missing
        )
        self.fill(
            (
                ("To add", added, False),
                ("To change", changed, False),
                ("Perhaps somebody you have already: decide, or they are left out", self._duplicates(plan), False),
                (
                    "Rows with a problem: put them right in the file and import it again",
                    (line(f"Row {one.row_number}: {one.says}") for one in plan.problems),
                    False,
                ),
                ("In the register but not in this file: tick who has left", missing, False),
                ("Rows left out", (line(f"Row {one.row_number}: {one.why}") for one in plan.skipped), True),
                ("Already the same", (line(one.name) for one in plan.same), True),
            )
        )

    def ticks(self) -> Ticks:
        """Return what is ticked now."""
        found: dict[str, dict[int, Any]] = {"added": {}, "changed": {}, "missing": {}}
        duplicates: dict[int, DuplicateChoice] = {}
        for kind, number, on in self.ticked_lines():
            if kind in found:
                found[kind][number] = on
            elif on:
                duplicates[number] = DuplicateChoice(kind)
            else:
                duplicates.setdefault(number, DuplicateChoice.LEAVE_OUT)
        return Ticks(found["added"], found["changed"], found["missing"], duplicates)

    def changed(self, item: QStandardItem) -> None:
        """Untick the other choice: somebody is the same person or a new one, never both."""
        parent, key = item.parent(), item.data(KEY)
        if key and key[0] in set(DuplicateChoice) and parent is not None and item.checkState() is Qt.CheckState.Checked:
            self.filling = True
            for number in range(parent.rowCount()):
                if parent.child(number) is not item:
                    parent.child(number).setCheckState(Qt.CheckState.Unchecked)
            self.filling = False

    def _duplicates(self, plan: RosterPlan) -> list[QStandardItem]:
        items = []
        for one in plan.possible_duplicates:
            head = line(f"Row {one.person.row_number}: {_about(one.person)}. Perhaps {one.name}: {one.why}")
            number = one.person.row_number
            if one.staff_id is not None and one.changes:
                words = f"The same person: change {_changes(one.changes)}"
                head.appendRow(self.tick(DuplicateChoice.SAME_PERSON, number, words, False))
            head.appendRow(self.tick(DuplicateChoice.NEW_PERSON, number, "A new person: add them", False))
            items.append(head)
        return items


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
