"""A walk through a few steps: Enter goes on, Esc goes back, and nothing typed is lost on the way."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from policydesk.errors import Refusal, Refusals, StoreTrouble
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.labels import Hint, Title
from policydesk.ui.kit.problem_summary import ProblemSummary
from policydesk.ui.unlock_progress import UpdateWords
from policydesk.ui.welcome.fitting_area import FittingArea
from policydesk.ui.welcome.step import Problems, Step

RING = 4
"""Pixels that the focus ring stands out at the left of what scrolls."""

LETTERS_WIDE = 84
"""How wide a walk is, in letters."""


class Walk(QWidget):
    """Steps one after the other. Subclasses `set_steps`, write `leave_step`, and begin long work with `busy`."""

    left = Signal()
    """Somebody went back from the first step."""

    opened = Signal(object)
    """The walk is done: carries the open register."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.jobs = Jobs(self)
        self.steps: tuple[Step, ...] = ()
        self.at = 0
        self._title, self._count, self._says = Title(), Hint(), Hint()
        self._title.setWordWrap(True)
        self._title.setObjectName("step_title")
        self.summary = ProblemSummary()
        self.next_button = Button("&Next", self.next, look="primary", name="next")
        self.back_button = Button("&Back", self.back, name="back")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.progress = UpdateWords()
        self.others: tuple[Button, ...] = self.more_buttons()
        self.area = FittingArea()
        self._buttons = QHBoxLayout()
        self._stack = QVBoxLayout()
        self._build()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Take these steps, and show the first."""
        self.steps = tuple(steps)
        for one in self.steps:
            self._stack.addWidget(one)
        self.go(0)

    @property
    def step(self) -> Step:
        """The step in view."""
        return self.steps[self.at]

    def next(self) -> None:
        """Go on, or say what is wrong with the answers."""
        if not self.next_button.isEnabled():
            return
        problems = self.step.problems()
        self.show_problems(problems)
        if not problems:
            self.leave_step()

    def more_buttons(self) -> tuple[Button, ...]:
        """Return what else stands beside Back."""
        return ()

    def leave_step(self) -> None:
        """Do what comes after a step whose answers are right."""
        self.go(self.at + 1)

    def back(self) -> None:
        """Go one step back; what was typed stays."""
        if not self.back_button.isEnabled():
            return
        if self.at == 0:
            self.left.emit()
        elif self.step.can_go_back:
            self.go(self.at - 1)

    def go(self, number: int) -> None:
        """Show a step."""
        self.at = number
        for one in self.steps:
            one.setVisible(one is self.step)
        self.show_problems([])
        self._count.setText(f"Step {number + 1} of {len(self.steps)}")
        self._title.setText(self.step.title)
        self._says.setText(self.step.says)
        self._says.setVisible(bool(self.step.says))
        self.next_button.set_words(self.step.next_words)
        self.back_button.setVisible(self.step.can_go_back)
        self.area.verticalScrollBar().setValue(0)
        self.area.updateGeometry()
        if self.isVisible():
            announce(self, f"{self.step.title}. {self._count.text()}")
        self.step.begin()

    def show_problems(self, problems: Problems) -> None:
        """Show what is wrong, on top and beside the questions."""
        self.step.show_problems(problems)
        links = [(says, partial(self._go_to, name) if name in self.step.rows else None) for name, says in problems]
        self.summary.show_problems(links)
        if problems:
            self.area.verticalScrollBar().setValue(0)

    def busy(self, words: str) -> None:
        """Say that something is being done; nothing can be pressed until `ready`."""
        self.next_button.set_words(words)
        self._enable(False)
        announce(self, words)

    def ready(self) -> None:
        """Let the answers be changed again."""
        self.progress.be_quiet()
        self.next_button.set_words(self.step.next_words)
        self._enable(True)
        self.step.begin()

    def failed(self, trouble: Exception) -> None:
        """Show a refusal at the step that asked for what it names; anything unknown is raised."""
        self.ready()
        if isinstance(trouble, Refusals):
            self._show_refusals([(one.field, one.says) for one in trouble.refusals])
        elif isinstance(trouble, Refusal):
            self._show_refusals([(trouble.field, trouble.says)])
        elif isinstance(trouble, StoreTrouble):
            self._show_refusals([("folder" if "folder" in self.step.rows else "", trouble.says)])
        else:
            raise trouble

    def _show_refusals(self, problems: Problems) -> None:
        first = problems[0][0]
        asked = next((number for number, one in enumerate(self.steps) if first in one.rows), self.at)
        if asked != self.at:
            self.go(asked)
        self.show_problems(problems)

    def _go_to(self, name: str) -> None:
        row = self.step.rows[name]
        row.input.setFocus()
        self.area.ensureWidgetVisible(row, 0, 24)

    def _enable(self, on: bool) -> None:
        self.bar.setVisible(not on)
        for one in (self.next_button, self.back_button, self.step, *self.others):
            one.setEnabled(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        self.card.setMaximumWidth(self.fontMetrics().averageCharWidth() * LETTERS_WIDE + 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus = QApplication.focusWidget()
            if isinstance(focus, QAbstractButton) and not isinstance(focus, QCheckBox):
                focus.click()
            else:
                self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", "page")
        inside.setLayout(self._stack)
        self._stack.setContentsMargins(RING, RING, 8, RING)
        self._stack.setSpacing(18)
        self._stack.addWidget(self.summary)
        self.area.setWidget(inside)
        self._buttons.setSpacing(12)
        self._buttons.setContentsMargins(RING, 0, 0, 0)
        self._buttons.addWidget(self.next_button)
        self._buttons.addWidget(self.back_button)
        for other in self.others:
            self._buttons.addWidget(other)
        self._buttons.addStretch(1)
        self.bar.setAccessibleName("Working")
        self.bar.hide()
        self.card = Card()
        self.card.body.setContentsMargins(28 - RING, 22, 28, 22)
        self.card.body.setSpacing(8)
        for part in (self._count, self._title, self._says):
            part.setContentsMargins(RING, 0, 0, 0)
            self.card.add(part)
        self.card.body.addSpacing(8)
        self.card.body.addWidget(self.area, 1)
        self.card.body.addSpacing(8)
        self.card.add(self.progress)
        self.card.add(self.bar)
        self.card.add(self._buttons)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
