"""What the parts of the reviews page have in common: a table, what it says when it is empty, details at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.preferences import Preferences
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView


class ReviewsPart(QWidget):
    """One part of the page: its title on the tab, the commands it has, and how many things it shows."""

    title = ""
    commands: frozenset[str] = frozenset()
    one, many = "thing", "things"

    def count(self) -> int:
        """Return how many things are shown."""
        return 0

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 goes through."""
        return (self,)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of what is selected."""
        return ()


class ListPart(ReviewsPart):
    """A part that is a table; `set_rows` shows what there is."""

    def __init__(
        self,
        title: str,
        model: RowsModel[Any],
        *,
        one: str,
        many: str,
        commands: frozenset[str],
        empty: EmptyState,
        preferences: Preferences,
        says: str = "",
        detail: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.title, self.one, self.many, self.commands = title, one, many, commands
        self.setAccessibleName(title)
        self.model = model
        self.view = RowsView(f"{title} list", model, one=one, many=many, preferences=preferences)
        self.empty = empty
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view if detail is None else self._beside(detail))
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        if says:
            column.addWidget(Hint(says))
        column.addWidget(self._stack, 1)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; selection and scrolling stay."""
        self.model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def count(self) -> int:
        """Return how many rows there are."""
        return self.model.rowCount()

    def panes(self) -> Sequence[QWidget]:
        """Return the table, or the button that begins it."""
        return (self.view,) if self.count() else (self.empty,)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected rows."""
        return self.view.selected_ids()

    def row(self) -> Any:
        """Return the current row; None where there is none."""
        wanted = self.view.current_id()
        return None if wanted is None else self.model.row_at(self.model.number_of(wanted))

    def _beside(self, detail: QWidget) -> QSplitter:
        area = QScrollArea()
        area.setAccessibleName(f"{self.title} details")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame = QFrame()
        frame.setProperty("look", "detail")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addWidget(detail)
        area.setWidget(frame)
        area.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.view)
        splitter.addWidget(area)
        splitter.setSizes([700, 320])
        return splitter
