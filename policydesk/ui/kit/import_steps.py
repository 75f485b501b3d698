"""Bringing in a list: choose the file, check the columns, tick what is to happen, and only then write it."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from policydesk.actions.undo import undo
from policydesk.counts import counted
from policydesk.errors import Refusal, StoreTrouble
from policydesk.exchange.headings import Mapping
from policydesk.exchange.tables import Table
from policydesk.store import Txn
from policydesk.store.backup import backup_before
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.import_columns import ColumnsBox
from policydesk.ui.kit.import_tree import ImportTree
from policydesk.ui.kit.job import Job, Progress
from policydesk.ui.kit.labels import Hint, PlainLabel, Title
from policydesk.ui.kit.problem_summary import ProblemSummary

T = TypeVar("T")

KINDS = "Lists (*.csv *.tsv *.txt *.xlsx *.xls *.xlsm *.ods);;All files (*)"
CHOOSE, COLUMNS, CHECK = range(3)
HEADINGS = ("Choose the file", "Check the columns", "Check what would change")
COLUMNS_SAY = "What each column says was guessed from its heading. Put right what is wrong."
CHECK_SAYS = "Ticked lines are written when you confirm, all at once. Nothing is written before."


class ImportSteps(QDialog):
    """Three steps; Back loses nothing. `done` hears what was brought in, and how to undo it.

    One kind of list says its words, its own fields and how it is read, planned, ticked and applied.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    file_label: ClassVar[str] = ""
    no_file: ClassVar[str] = ""
    first_says: ClassVar[str] = ""
    why: ClassVar[str] = ""

    def __init__(
        self, parent: QWidget | None, desk: Desk, done: Callable[[str, Callable[[], object] | None], object]
    ) -> None:
        super().__init__(parent)
        self.desk, self._done = desk, done
        self._table: Table | None = None
        self._mapping: Mapping | None = None
        self._plan: Any = None
        self._job: Job[Any] | None = None
        self.setObjectName(self.name)
        self.setWindowTitle(self.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._step_title, self._says = Title(), Hint()
        self.summary = ProblemSummary()
        self.file = FieldRow(Field("file", self.file_label, lambda: FileBox(KINDS), "Drop it here, or choose it."))
        self.columns = ColumnsBox(self._on_mapping)
        self.preview = self.tree()
        self.own_fields = self.fields()
        self.count = PlainLabel(look="label", wrap=True)
        self.stack = QStackedWidget()
        self.back_button = Button("&Back", self.back)
        self.next_button = Button("&Next", self.next, look="primary", name="import_next")
        self._build()
        self.preview.ticked.connect(self._on_ticked)
        self._go(CHOOSE)
        guard(self)

    # what one kind of list says of itself

    @abstractmethod
    def tree(self) -> ImportTree:
        """Return the tree that shows a plan."""

    def fields(self) -> Sequence[FieldRow]:
        """Return what else is asked beside the file."""
        return ()

    @abstractmethod
    def read(self, path: Path) -> tuple[Table, Mapping]:
        """Read the file and guess its columns; away from the window's thread."""

    @abstractmethod
    def plan(self, table: Table, mapping: Mapping) -> Any:
        """Compare the list with the register; away from the window's thread."""

    @abstractmethod
    def show_plan(self, plan: Any) -> None:
        """Show a plan in the tree."""

    @abstractmethod
    def chosen(self, plan: Any) -> Any:
        """Return the plan as it is ticked; raises Refusal where that cannot be."""

    @abstractmethod
    def would(self, plan: Any) -> str:
        """Say in one line what a plan would do; nothing where it changes nothing."""

    def still_wanted(self, plan: Any) -> str:
        """Say what has to be said before a plan can be written."""
        return ""

    @abstractmethod
    def apply(self, txn: Txn, plan: Any) -> str:
        """Write a plan and say what was done."""

    # the three steps

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
        problem = self.file.input.problem() or ("" if self.file.input.value() else self.no_file)
        problem = problem or next(filter(None, (row.input.problem() for row in self.own_fields)), "")
        if problem:
            self._refuse(problem)
            return
        path = self.file.input.value()
        self._work(lambda _progress: self.read(path), "Reading the file", self._on_read)

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
            lambda _progress: self.plan(table, mapping), "Comparing the list with the register", self._on_planned
        )

    def _on_planned(self, plan: Any) -> None:
        self._plan = plan
        self.show_plan(plan)
        self._go(CHECK)
        self._on_ticked()

    def _on_ticked(self) -> None:
        if self._plan is None:
            return
        try:
            plan = self.chosen(self._plan)
        except Refusal as refusal:
            self._refuse(refusal.says)
            return
        says, wanted = self.would(plan), self.still_wanted(plan)
        self.count.setText(wanted or (f"This will {says}." if says else _nothing(plan)))
        self.next_button.set_words(f"&Confirm: {says}" if says else "&Confirm")
        self.next_button.setEnabled(bool(says) and not wanted)

    def _write(self) -> None:
        if self._plan is None:
            return
        plan = self.chosen(self._plan)

        def work(progress: Progress) -> tuple[str, Any]:
            progress(0, 0, "Making a backup first")
            backup_before(self.desk.register, self.why)
            progress(0, 0, "Writing")
            with self.desk.register.writing() as txn:
                return self.apply(txn, plan), frozenset(txn.topics)

        self._work(work, self.title, self._on_written)

    def _on_written(self, both: tuple[str, Any]) -> None:
        says, topics = both
        change = self.desk.register.last_change
        self.desk.tell(*topics, Topic.BACKUPS)
        self.accept()
        self._done(says, lambda: self.desk.act(undo, change))

    def _on_failed(self, trouble: Exception) -> None:
        self._free()
        if not isinstance(trouble, Refusal | StoreTrouble):
            raise trouble
        self._refuse(trouble.says)

    def _refuse(self, says: str) -> None:
        self.summary.show_problems([(says, self._start_here)])

    def _start_here(self) -> None:
        (self.file.input, self.columns, self.preview)[self.stack.currentIndex()].setFocus()

    def _work(self, work: Callable[[Progress], T], says: str, then: Callable[[T], object]) -> None:
        def done(result: T) -> None:
            self._free()
            then(result)

        self.next_button.setEnabled(False)
        self.back_button.setEnabled(False)
        self._job = self.desk.jobs.run(work, says=says, then=done, failed=self._on_failed)

    def _free(self) -> None:
        self._job = None
        self.next_button.setEnabled(True)
        self.back_button.setEnabled(True)

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._step_title.setText(f"{self.title}: {HEADINGS[step][0].lower()}{HEADINGS[step][1:]}")
        self._says.setText((self.first_says, COLUMNS_SAY, CHECK_SAYS)[step])
        self.back_button.setVisible(step > CHOOSE)
        self.next_button.setEnabled(True)
        if step < CHECK:
            self.next_button.set_words("&Next")
        self._start_here()

    def _build(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for row in (self.file, *self.own_fields):
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


def _nothing(plan: Any) -> str:
    """Say why nothing would change: rows have problems, what there is was not ticked, or the register has it all."""
    if plan.problems:
        rows = counted(len(plan.problems), "row has a problem", "rows have a problem")
        return f"Nothing would change: {rows}{', and the register has the rest' if plan.same else ''}."
    if plan.added or plan.changed or getattr(plan, "possible_duplicates", ()):
        return "Nothing is ticked, so nothing would change."
    return "Nothing would change: the register has it all."
