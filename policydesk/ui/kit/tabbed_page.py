"""A page that holds several pages, one tab for each; what is asked of it is asked of the page in view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Rule
from policydesk.ui.kit.page import Page, Window


class TabbedPage(Page):
    """Give it its pages; the tab is remembered. Every other page's name leads to its tab with `show_part`."""

    def __init__(self, desk: Desk, frame: Window, parts: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(desk, frame, parent)
        self.setObjectName(f"{self.name}_tabs_page")
        self.parts: tuple[Page, ...] = tuple(parts)
        self._stale: set[str] = set()
        self.tabs = QTabBar()
        self.tabs.setObjectName(f"{self.name}_tabs")
        self.tabs.setAccessibleName(f"Parts of {self.title}")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.body.setSpacing(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(Rule())
        self.body.addSpacing(12)
        for part in self.parts:
            self.tabs.addTab(part.title)
            part.stand_inside()
            part.count_changed.connect(self._say_count)
            self.body.addWidget(part, 1)
        kept = self.kept("tab")
        self.tabs.setCurrentIndex(next((at for at, one in enumerate(self.parts) if one.name == kept), 0))
        self.tabs.currentChanged.connect(lambda _number: self._on_tab())
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))
        self._show_current()

    @property
    def part(self) -> Page:
        """The page in view."""
        return self.parts[self.tabs.currentIndex()]

    def show_part(self, name: str) -> None:
        """Bring the page of this name into view."""
        numbers = [at for at, one in enumerate(self.parts) if one.name == name]
        if numbers:
            self.tabs.setCurrentIndex(numbers[0])

    def standing(self) -> str:
        """Return the name of the page in view."""
        return self.part.name

    def refresh(self) -> None:
        """Ask the page in view again; the others when they come into view."""
        self._stale = {one.name for one in self.parts if one is not self.part}
        self.part.refresh()

    def show_record(self, subject_id: int) -> None:
        """Bring a record of the page in view into view."""
        self.part.show_record(subject_id)

    def show_records(self, subject_ids: Sequence[int]) -> None:
        """Select several records on the page in view."""
        self.part.show_records(subject_ids)

    def selected_ids(self) -> tuple[int, ...]:
        """Return what is selected on the page in view."""
        return self.part.selected_ids()

    def panes(self) -> Sequence[QWidget]:
        """Return the parts of the page in view and the tabs, for F6; a page's second part gets the focus."""
        inside = self.part.panes()
        return (*inside, self.tabs) if len(inside) > 1 else (self.tabs, *inside)

    def text_filter(self) -> QWidget | None:
        """Return the filter's box of the page in view."""
        return self.part.text_filter()

    def offers(self, command_id: str) -> bool:
        """Whether the page in view can do a command."""
        return self.part.offers(command_id)

    def action(self, command_id: str) -> QAction:
        """Return an offered command's action."""
        return self.part.action(command_id)

    def run(self, command_id: str) -> bool:
        """Do a command on the page in view, else on the one that offers it."""
        if not self.part.offers(command_id):
            self.show_part(next((one.name for one in self.parts if one.offers(command_id)), self.part.name))
        return self.part.run(command_id)

    def context_actions(self) -> list[QAction]:
        """Return the actions of the page in view."""
        return self.part.context_actions()

    def update_actions(self) -> None:
        """Grey what cannot be done with what is selected."""
        for part in getattr(self, "parts", ()):
            part.update_actions()

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.parts))

    def _on_tab(self) -> None:
        self.keep("tab", self.part.name)
        focus = self.window().focusWidget()
        was_inside = focus is not None and any(one.isAncestorOf(focus) for one in self.parts)
        self._show_current()
        if self.part.name in self._stale:
            self._stale.discard(self.part.name)
            self.part.refresh()
        if was_inside:  # what had the focus has gone from view
            panes = self.part.panes() or (self.tabs,)
            panes[min(1, len(panes) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        self.announce(f"{self.part.title}, {self.part.count_words}".rstrip(", "))

    def _show_current(self) -> None:
        for part in self.parts:
            part.setVisible(part is self.part)
        self._say_count()

    def _say_count(self) -> None:
        self.set_count(self.part.count_words)
