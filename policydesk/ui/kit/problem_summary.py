"""What is wrong with a form, on top of it: takes the focus, and each line leads to its box."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import LinkButton
from policydesk.ui.kit.labels import Heading

HEADING = "There is a problem"

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DELETE = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class ProblemSummary(QFrame):
    """The list of what has to be put right, in the words that also stand beside the boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_summary")
        self.setProperty("look", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._links: list[LinkButton] = []
        self._first: Callable[[], object] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(4)
        self._column.addWidget(Heading(HEADING))
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, line by line."""
        return tuple(link.accessibleName() for link in self._links)

    def show_problems(self, problems: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        """Show these sentences, each with what leads to its box; none hides the summary."""
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(number, *one) for number, one in enumerate(problems)]
        before: QWidget = self
        for line in self._links:
            QWidget.setTabOrder(before, line)  # made later than the boxes below, yet read first
            before = line
        self._first = next((go for _says, go in problems if go is not None), None)
        self.setVisible(bool(problems))
        if problems:
            said = ". ".join(one.removesuffix(".") for one in (HEADING, *self.sentences))
            self.setAccessibleName(said)
            self.setFocus()
            announce(self, said, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whoever types straight on, deletes or presses Enter means the first box that is wrong.
        first, key = self._first, event.key()
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        types = bool(event.text().strip() and event.text().isprintable())
        if first is None or control or not (types or key in _ENTER or key in _DELETE):
            super().keyPressEvent(event)
            return
        first()
        if key in _ENTER:
            return
        box = QApplication.focusWidget()
        if isinstance(box, QLineEdit):
            box.selectAll()
        if box is not None and box is not self:
            QApplication.sendEvent(box, event)

    def _link(self, number: int, says: str, go: Callable[[], object] | None) -> LinkButton:
        link = LinkButton(says, go, name=f"problem_{number + 1}", parent=self)
        link.setAutoDefault(True)
        self._column.addWidget(link)
        return link
