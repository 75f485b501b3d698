"""A page that is a list: filter bar, table, and the details of the current row at the right."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from policydesk.counts import counted, counted_or_no
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip, FilterBar
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.kit.rows_model import ListModel
from policydesk.ui.kit.rows_view import RowsView

FEWEST_LINES = 11
"""Lines that list and details have room for at least; a page with large text is scrolled."""


class ListPage(Page):
    """Give it a model, words for one and many, chips, an empty state and, where there is one, a detail widget.

    Write `load()` (put rows into the model; `self.filters` says which) and `show_detail(id)`. `refresh` is done here.
    """

    nothing_found = "Nothing matches the filter. Clear it to see everything."

    def __init__(
        self,
        desk: Desk,
        frame: Window,
        model: ListModel[Any],
        *,
        one: str,
        many: str = "",
        chips: Sequence[Chip] = (),
        empty: EmptyState | None = None,
        detail: QWidget | None = None,
        view: Callable[[ListModel[Any]], RowsView] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, frame, parent)
        self.model = model
        self._one, self._many = one, many or f"{one}s"
        self.filters = FilterBar(self.title.lower(), chips)
        self.view = view(model) if view is not None else self._plain_view(model)
        self.view.setObjectName(f"{self.name}_list")
        self.empty = empty or EmptyState(f"No {self._many} yet.")
        self._nothing = EmptyState(self.nothing_found, "Clear the filter", self.filters.clear)
        self._stack = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.detail = detail
        self._detail_area: QScrollArea | None = None
        self._lay_out()
        self._connect()

    @abstractmethod
    def load(self) -> None:
        """Put the rows that the filter asks for into the model."""

    def show_detail(self, subject_id: int | None) -> None:
        """Show the current row at the right; None where the list is empty."""

    def open_record(self, subject_id: int) -> None:
        """Open a row, after Enter or a double click; pages say what that means."""

    def refresh(self) -> None:
        """Ask again; selection, scrolling and filter stay."""
        self.load()
        count = self.model.rowCount()
        self.set_count(counted(count, self._one, self._many))
        shown = self._stack.currentWidget()
        focus = self.window().focusWidget()
        was_here = focus is not None and shown is not None and shown.isAncestorOf(focus)
        self._stack.setCurrentWidget(self.splitter if count else self._nothing if self.filters.is_on else self.empty)
        if was_here and count and shown is not self.splitter:
            self.view.setFocus()  # the button that began the list has gone with its page
        self.filters.setVisible(bool(count) or self.filters.is_on)
        self.update_actions()
        self.show_detail(self.view.current_id())

    def show_record(self, subject_id: int) -> None:
        """Bring a record into view; the filter is taken away where it hides it."""
        if not self.view.select_id(subject_id):
            self.filters.clear()
            self.refresh()
            self.view.select_id(subject_id)
        self.view.setFocus()

    def show_records(self, subject_ids: Sequence[int]) -> None:
        """Select several records; the filter is taken away, which may hide some of them."""
        self.show_record(subject_ids[0])
        if not set(subject_ids) <= {self.model.id_at(number) for number in range(self.model.rowCount())}:
            self.filters.clear()
            self.refresh()
        self.view.select_ids(subject_ids)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected rows."""
        return self.view.selected_ids()

    def panes(self) -> Sequence[QWidget]:
        """Return filter, list and details, for F6; of an empty list the button that begins it."""
        shown = self._stack.currentWidget()
        if isinstance(shown, EmptyState) and shown.button is not None:
            return [one for one in (self.filters.text, shown.button) if one.isVisible()]
        parts: list[QWidget] = [self.filters.text, self.view]
        if self._detail_area is not None:
            parts.append(self._detail_area)
        return [one for one in parts if one.isVisible()]

    def text_filter(self) -> QWidget:
        """Return the filter's box."""
        return self.filters.text

    def _plain_view(self, model: ListModel[Any]) -> RowsView:
        return RowsView(f"{self.title} list", model, one=self._one, many=self._many, preferences=self.frame.preferences)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "splitter"):
            self.splitter.setMinimumHeight(self.fontMetrics().height() * FEWEST_LINES)

    def _lay_out(self) -> None:
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.view)
        if self.detail is not None:
            self._detail_area = QScrollArea()
            self._detail_area.setObjectName(f"{self.name}_detail")
            self._detail_area.setAccessibleName(f"{self.title} details")
            self._detail_area.setWidgetResizable(True)
            self._detail_area.setFrameShape(QFrame.Shape.NoFrame)
            frame = QFrame()
            frame.setProperty("look", "detail")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(16, 14, 16, 14)
            inside.addWidget(self.detail)
            self._detail_area.setWidget(frame)
            self.splitter.addWidget(self._detail_area)
            self.splitter.setStretchFactor(0, 3)
            self.splitter.setStretchFactor(1, 2)
            self._detail_area.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
            self._detail_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            kept = self.kept("splitter")
            self.splitter.setSizes([int(part) for part in kept.split(",")] if kept else [660, 340])
        self.body.addWidget(self.filters)
        for one in (self.splitter, self.empty, self._nothing):
            self._stack.addWidget(one)
        self.body.addWidget(self._stack, 1)
        self.filters.restore(self.kept("filter"))

    def _connect(self) -> None:
        self.view.context_actions = self.context_actions
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.filters.changed.connect(self._on_filter_changed)
        self.splitter.splitterMoved.connect(
            lambda _at, _number: self.keep("splitter", ",".join(str(size) for size in self.splitter.sizes()))
        )

    def _on_chosen(self) -> None:
        self.update_actions()
        self.show_detail(self.view.current_id())

    def _on_opened(self, subject_id: int) -> None:
        self.open_record(subject_id)

    def _on_filter_changed(self) -> None:
        self.keep("filter", self.filters.state())
        self.refresh()
        self.announce(counted_or_no(self.model.rowCount(), self._one, self._many))
