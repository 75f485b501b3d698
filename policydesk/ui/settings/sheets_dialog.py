"""New recovery sheets: shown, printed and typed back, as when the register was made."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from policydesk.store.slots import RecoverySheets
from policydesk.ui.kit import messages
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.labels import Hint, Title
from policydesk.ui.kit.problem_summary import ProblemSummary
from policydesk.ui.welcome import sheets
from policydesk.ui.welcome.fitting_area import FittingArea
from policydesk.ui.welcome.step import Step
from policydesk.ui.welcome.walk import RING


class SheetsDialog(QDialog):
    """Both codes, then the check of the paper; leaving before that asks first."""

    def __init__(
        self, parent: QWidget, jobs: Jobs, school: str, folder: Path, made: RecoverySheets, today: date
    ) -> None:
        super().__init__(parent)
        self._made = made
        self.setObjectName("new_sheets")
        self.setWindowTitle("New recovery sheets")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = sheets.SheetsView(jobs)
        self.view.show_sheets(school, folder, made, today)
        self.check = Step(sheets.CHECK_TITLE, sheets.CHECK_SAYS, sheets.check_fields())
        self.summary = ProblemSummary()
        self._title, self._says = Title(), Hint()
        self.next_button = Button("&Next", self.next, look="primary", name="sheets_next")
        self.back_button = Button("&Back", self.show_sheets, name="sheets_back")
        self._build()
        self.show_sheets()
        guard(self)

    def show_sheets(self) -> None:
        """Show the codes."""
        self._show(sheets.TITLE, sheets.SAYS, check=False)
        self.view.print_button.setFocus()

    def next(self) -> None:
        """Go on to the check of the paper, or end it."""
        if self.check.isHidden():
            self._show(self.check.title, self.check.says, check=True)
            self.check.begin()
            return
        typed = {name: self.check.value_of(name) for name in self.check.rows}
        problems = sheets.not_as_printed(typed, self._made)
        self.check.show_problems(problems)
        self.summary.show_problems([(says, None) for _name, says in problems])
        if not problems:
            self.accept()

    def reject(self) -> None:
        messages.ask(
            self,
            "The new sheets are not checked yet",
            "They are not shown again. Without them a forgotten password cannot be put right.",
            "&Leave without checking",
            super().reject,
            keep="&Stay with the sheets",
        )

    def _show(self, title: str, says: str, *, check: bool) -> None:
        self._title.setText(title)
        self._says.setText(says)
        self.summary.show_problems([])
        self.view.setVisible(not check)
        self.check.setVisible(check)
        self.back_button.setVisible(check)
        self.next_button.set_words("The &paper is right" if check else "&Next")

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", "page")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(RING, RING, 8, RING)
        stack.setSpacing(16)
        for part in (self.summary, self.view, self.check):
            stack.addWidget(part)
        stack.addStretch(1)
        area = FittingArea()
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        area.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for one in (self._title, self._says, buttons):
            one.setContentsMargins(RING, 0, 0, 0)
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24 - RING, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._says)
        column.addWidget(area, 1)
        column.addLayout(buttons)
        room = self.screen().availableSize()
        letter = self.fontMetrics().averageCharWidth()
        self.resize(min(letter * 84 + 60, room.width() - 40), min(letter * 66 + 60, room.height() - 60))
