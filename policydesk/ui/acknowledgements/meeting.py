"""Meeting mode: the printed sheet on screen. Three letters and Enter tick a name; Space ticks and goes on."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from policydesk.counts import counted
from policydesk.errors import Refusal, Refusals
from policydesk.names import fold
from policydesk.queries.acknowledgements import PairRow, VersionHead, pairs
from policydesk.terms import AckMethod, AckState
from policydesk.ui.acknowledgements.fields import EVIDENCE_KINDS
from policydesk.ui.desk import Desk
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.labels import Hint, PlainLabel, Title
from policydesk.ui.kit.problem_summary import ProblemSummary

UNSIGNED = frozenset(state for state in AckState if state.wants_signature or state is AckState.DECLINED)
"""Who stands on the sheet: everybody who still has to acknowledge."""


class _Sheet(QListWidget):
    """The numbered names; Space ticks and goes to the next line, as a pen would."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
            if not ticked:
                self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
            return
        super().keyPressEvent(event)


class MeetingDialog(QDialog):
    """Everyone who has not acknowledged one version, in the order of the printed sheet, to be ticked off at once."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        heads: Sequence[VersionHead],
        first: VersionHead,
        record: Callable[[dict[str, Any], dict[int, tuple[int, ...]]], int],
        done: Callable[[int], object],
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._done = desk, record, done
        self._people: tuple[PairRow, ...] = ()
        self.setObjectName("meeting")
        self.setWindowTitle("Meeting sign-off")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices = [(head.version_id, f"{head.title}, version {head.label}") for head in heads]
        self.summary = ProblemSummary()
        self.version = FieldRow(Field("version_id", "Policy", lambda: ChoiceBox(choices)))
        self.day = FieldRow(Field("signed_on", "Date on the sheet", lambda: DateBox(desk.today), EXAMPLE))
        self.scan = FieldRow(Field("evidence", "Scan of the sheet (optional)", lambda: FileBox(EVIDENCE_KINDS)))
        self.finder = QLineEdit()
        self.missing = PlainLabel(look="problem", wrap=True)
        self.sheet = _Sheet()
        self.count = PlainLabel(look="count")
        self.record_button = Button("&Record", self.save, look="primary", name="record_meeting")
        self.version.input.set_value(first.version_id)
        self.day.input.set_value(desk.today)
        self._build()
        self.version.input.changed.connect(self._show_people)
        self.finder.textEdited.connect(self._on_find)
        self.finder.returnPressed.connect(self._on_enter)
        self.sheet.itemChanged.connect(self._on_ticked)
        self._show_people()
        self.finder.setFocus()

    def ticked(self) -> tuple[int, ...]:
        """Return who is ticked, by id."""
        return tuple(
            person.staff_id
            for person, item in zip(self._people, self._items(), strict=True)
            if item.checkState() is Qt.CheckState.Checked
        )

    def save(self) -> None:
        """Record everybody who is ticked, in one go."""
        day: date | None = self.day.input.value()
        problems = [
            (says, go)
            for says, go in (
                (self.day.input.problem() or ("" if day else "Enter the date on the sheet."), self.day.input.setFocus),
                (self.scan.input.problem(), self.scan.input.setFocus),
                ("" if self.ticked() else "Tick at least one person.", self.finder.setFocus),
            )
            if says
        ]
        if not problems:
            values = {"signed_on": day, "method": AckMethod.MEETING_REGISTER, "evidence": self.scan.input.value()}
            try:
                count = self._record(values, {self.version.input.value(): self.ticked()})
            except Refusals as refusals:
                problems = [(one.says, self.finder.setFocus) for one in refusals.refusals]
            except Refusal as refusal:
                problems = [(refusal.says, self.finder.setFocus)]
            else:
                self.accept()
                self._done(count)
                return
        self.summary.show_problems(problems)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the box that finds names: it never presses a button by accident.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.sheet.item(number) for number in range(self.sheet.count())]

    def _show_people(self) -> None:
        version_id = self.version.input.value()
        rows = self._desk.ask(pairs, self._desk.as_at, UNSIGNED)
        self._people = tuple(
            sorted((row for row in rows if row.version_id == version_id), key=lambda row: row.sort_name)
        )
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for number, person in enumerate(self._people, start=1):
            item = QListWidgetItem(f"{number}   {person.full_name}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number} {person.full_name}, {person.state.label}")
            self.sheet.addItem(item)
        self.sheet.blockSignals(False)
        self.sheet.setCurrentRow(0)
        self._show_count()

    def _on_find(self, text: str) -> None:
        self._say_missing("")
        found = self._match(text)
        if found is not None:
            self.sheet.setCurrentRow(found)
            self.sheet.scrollToItem(self.sheet.item(found))

    def _match(self, text: str) -> int | None:
        parts = fold(text).split()
        if not parts:
            return None
        matches = [
            number
            for number, person in enumerate(self._people)
            if all(part in fold(person.full_name) for part in parts)
        ]
        unticked = [one for one in matches if self.sheet.item(one).checkState() is Qt.CheckState.Unchecked]
        return next(iter(unticked or matches), None)

    def _on_enter(self) -> None:
        found = self._match(self.finder.text())
        if found is None:
            self._say_missing(f"Nobody on the sheet is called “{self.finder.text().strip()}”.")
            return
        self.sheet.item(found).setCheckState(Qt.CheckState.Checked)
        self.finder.clear()

    def _say_missing(self, says: str) -> None:
        self.missing.setText(says)
        self.missing.setVisible(bool(says))
        if says:
            announce(self, says)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self._show_count()
        number = self.sheet.row(item)
        said = "signed" if item.checkState() is Qt.CheckState.Checked else "not signed"
        announce(self, f"{self._people[number].full_name} {said}, {len(self.ticked())} of {len(self._people)}")

    def _show_count(self) -> None:
        count, of = len(self.ticked()), len(self._people)
        self.count.setText(
            f"{count} of {counted(of, 'person', 'people')} signed" if of else "Everybody has acknowledged it."
        )
        self.record_button.set_words(f"&Record {counted(count, 'acknowledgement')}" if count else "&Record")
        self.record_button.setEnabled(bool(count))

    def _build(self) -> None:
        self.finder.setObjectName("find_a_name")
        self.finder.setAccessibleName("Find a name")
        self.finder.setPlaceholderText("Type three letters, then Enter")
        self.sheet.setObjectName("sheet")
        self.sheet.setAccessibleName("People on the sheet")
        self.sheet.setUniformItemSizes(True)
        self.missing.setObjectName("find_a_name_problem")
        self.missing.hide()
        label = PlainLabel("&Find a name", look="label")
        label.setBuddy(self.finder)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.version, 3)
        top.addWidget(self.day, 2)
        finding = QHBoxLayout()
        finding.setSpacing(8)
        finding.addWidget(label)
        finding.addWidget(self.finder, 1)
        finding.addWidget(self.count)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.record_button)
        buttons.addWidget(Button("&Cancel", self.reject))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Title("Meeting sign-off"))
        column.addWidget(
            Hint("Everyone who has not acknowledged, in the order of the printed sheet. Space ticks a line.")
        )
        column.addWidget(self.summary)
        column.addLayout(top)
        column.addLayout(finding)
        column.addWidget(self.missing)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.scan)
        column.addLayout(buttons)
        self.resize(max(760, self.fontMetrics().averageCharWidth() * 96), 640)
