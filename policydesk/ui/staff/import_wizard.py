"""Bringing in a staff list: choose the file, check the columns, tick what is to happen, and only then write it."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from policydesk.actions.imports import ImportResult, apply_roster
from policydesk.actions.undo import undo
from policydesk.errors import Refusal, StoreTrouble
from policydesk.exchange.headings import Mapping
from policydesk.exchange.roster import Roster, read_roster, read_staff_list
from policydesk.exchange.roster_plan import choose, plan_roster
from policydesk.exchange.tables import Table
from policydesk.queries.matching import RosterPlan
from policydesk.store.backup import backup_before
from policydesk.terms import StaffCategory, Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.inputs import TermBox
from policydesk.ui.kit.jobs import Job, Progress
from policydesk.ui.kit.labels import Hint, PlainLabel, Title
from policydesk.ui.kit.problem_summary import ProblemSummary
from policydesk.ui.kit.states import counted
from policydesk.ui.staff.import_columns import ColumnsBox
from policydesk.ui.staff.import_preview import PreviewTree, summary

T = TypeVar("T")

KINDS = "Staff lists (*.csv *.tsv *.txt *.xlsx *.xls *.xlsm *.ods);;All files (*)"
CHOOSE, COLUMNS, CHECK = range(3)
HEADINGS = ("Choose the file", "Check the columns", "Check what would change")
SAYS = (
    "A list from Excel, your MIS or a directory: CSV, XLSX, XLS or ODS. Nothing is written until you confirm it.",
    "What each column says was guessed from its heading. Put right what is wrong.",
    "Ticked lines are written when you confirm, all at once. Nothing is written before.",
)


class ImportWizard(QDialog):
    """Three steps; Back loses nothing. `done` hears what was brought in, and how to undo it."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, done: Callable[[str, Callable[[], object] | None], object]
    ) -> None:
        super().__init__(parent)
        self._desk, self._done = desk, done
        self._table: Table | None = None
        self._mapping: Mapping | None = None
        self._roster: Roster | None = None
        self._plan: RosterPlan | None = None
        self._job: Job[Any] | None = None
        self.setObjectName("import_staff")
        self.setWindowTitle("Import staff")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._step_title, self._says = Title(), Hint()
        self.summary = ProblemSummary()
        self.file = FieldRow(Field("file", "Staff list", lambda: FileBox(KINDS), "Drop it here, or choose it."))
        self.category = FieldRow(
            Field(
                "category",
                "Category, where the list does not say it (optional)",
                lambda: TermBox(StaffCategory, none="The list says it for everybody"),
            )
        )
        self.started = FieldRow(
            Field(
                "started_on",
                "First day, where the list does not say it (optional)",
                lambda: DateBox(desk.today),
                "For new people only. Without it, such rows are listed as problems.",
            )
        )
        self.columns = ColumnsBox(self._on_mapping)
        self.preview = PreviewTree()
        self.count = PlainLabel(look="label", wrap=True)
        self.stack = QStackedWidget()
        self.back_button = Button("&Back", self.back)
        self.next_button = Button("&Next", self.next, look="primary", name="import_next")
        self._build()
        self.preview.ticked.connect(self._on_ticked)
        self._go(CHOOSE)
        guard(self)

    def next(self) -> None:
        """Go on: read the file, compare it, or write what is ticked."""
        step = self.stack.currentIndex()
        self.summary.show_problems([])
        if step == CHOOSE:
            self._read()
        elif step == COLUMNS:
            self._compare()
        else:
            self._write()

    def back(self) -> None:
        """Go one step back; what was chosen stays."""
        self.summary.show_problems([])
        self._go(max(CHOOSE, self.stack.currentIndex() - 1))

    def reject(self) -> None:
        """Leave; reading and comparing stop, but what was confirmed is written to its end."""
        if self._job is not None:
            if self.stack.currentIndex() == CHECK:
                return
            self._job.cancel()
        super().reject()

    def _read(self) -> None:
        problem = self.file.input.problem() or (
            "" if self.file.input.value() else "Choose the file with the staff list."
        )
        problem = problem or self.started.input.problem()
        if problem:
            self._refuse(problem)
            return
        path = self.file.input.value()
        self._work(lambda _progress: read_staff_list(path), "Reading the file", self._on_read)

    def _on_read(self, both: tuple[Table, Mapping]) -> None:
        self._table, self._mapping = both
        self.columns.show_table(*both)
        self._go(COLUMNS)

    def _on_mapping(self, mapping: Mapping) -> None:
        self._mapping = mapping

    def _compare(self) -> None:
        table, mapping = self._table, self._mapping
        if table is None or mapping is None:
            return
        self._work(
            lambda _progress: self._make_plan(table, mapping), "Comparing the list with the register", self._on_planned
        )

    def _make_plan(self, table: Table, mapping: Mapping) -> tuple[Roster, RosterPlan]:
        roster = read_roster(table, mapping, self._desk.today)
        plan = self._desk.ask(
            plan_roster,
            roster,
            self._desk.today,
            default_category=self.category.input.value(),
            default_start=self.started.input.value(),
        )
        return roster, plan

    def _on_planned(self, both: tuple[Roster, RosterPlan]) -> None:
        self._roster, self._plan = both
        self.preview.show_plan(self._plan)
        self._go(CHECK)
        self._on_ticked()

    def _on_ticked(self) -> None:
        try:
            plan = self._chosen()
        except Refusal as refusal:
            self._refuse(refusal.says)
            return
        if plan is None:
            return
        says = summary(plan)
        if plan.wants_category:
            count = counted(len(plan.wants_category), "person has", "people have")
            self.count.setText(f"{count} no category. Go back and select one for those without, or untick them.")
        else:
            self.count.setText(f"This will {says}." if says else "Nothing would change: the register has it all.")
        self.next_button.set_words(f"&Confirm: {says}" if says else "&Confirm")
        self.next_button.setEnabled(bool(says) and not plan.wants_category)

    def _chosen(self) -> RosterPlan | None:
        if self._plan is None:
            return None
        ticks = self.preview.ticks()
        return choose(
            self._plan,
            added=ticks.added,
            changed=ticks.changed,
            missing=ticks.missing,
            duplicates=ticks.duplicates,
        )

    def _write(self) -> None:
        plan = self._chosen()
        if plan is None:
            return

        def work(progress: Progress) -> tuple[ImportResult, Any]:
            progress(0, 0, "Making a backup first")
            backup_before(self._desk.register, "an import of staff")
            progress(0, 0, "Writing")
            with self._desk.register.writing() as txn:
                return apply_roster(txn, plan), frozenset(txn.topics)

        self._work(work, "Importing staff", self._on_written)

    def _on_written(self, both: tuple[ImportResult, Any]) -> None:
        result, topics = both
        change = self._desk.register.last_change
        self._desk.tell(*topics, Topic.BACKUPS)
        self.accept()
        says = f"Imported the list: {counted(result.added, 'person', 'people')} added, {result.changed:,} changed."
        self._done(says, lambda: self._desk.act(undo, change))

    def _on_failed(self, trouble: Exception) -> None:
        self._free()
        if not isinstance(trouble, Refusal | StoreTrouble):
            raise trouble
        self._refuse(trouble.says)

    def _refuse(self, says: str) -> None:
        self.summary.show_problems([(says, None)])

    def _work(self, work: Callable[[Progress], T], says: str, then: Callable[[T], object]) -> None:
        def done(result: T) -> None:
            self._free()
            then(result)

        self.next_button.setEnabled(False)
        self.back_button.setEnabled(False)
        self._job = self._desk.jobs.run(work, says=says, then=done, failed=self._on_failed)

    def _free(self) -> None:
        self._job = None
        self.next_button.setEnabled(True)
        self.back_button.setEnabled(True)

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._step_title.setText(f"Import staff: {HEADINGS[step][0].lower()}{HEADINGS[step][1:]}")
        self._says.setText(SAYS[step])
        self.back_button.setVisible(step > CHOOSE)
        self.next_button.setEnabled(True)
        if step < CHECK:
            self.next_button.set_words("&Next")
        (self.file.input, self.columns, self.preview)[step].setFocus()

    def _build(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for row in (self.file, self.category, self.started):
            column.addWidget(row)
        column.addStretch(1)
        last = QWidget()
        column = QVBoxLayout(last)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
        column.addWidget(self.count)
        for one in (first, self.columns, last):
            self.stack.addWidget(one)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.back_button)
        buttons.addWidget(Button("C&ancel", self.reject))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._step_title)
        column.addWidget(self._says)
        column.addWidget(self.summary)
        column.addWidget(self.stack, 1)
        column.addLayout(buttons)
        self.resize(max(780, self.fontMetrics().averageCharWidth() * 100), 600)
