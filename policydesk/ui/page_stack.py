"""The pages of the window: made when somebody first looks at them, and asked again when they are next in view."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.pages import PageSpec


class PageStack(QStackedWidget):
    """Keeps each page in an area that scrolls, and knows which of them show what is not true any more."""

    def __init__(self, desk: Desk, frame: Window, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self._desk, self._frame = desk, frame
        self.specs = {one.id: one for one in pages}
        self.current = ""
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()

    @property
    def page(self) -> Page:
        """The page in view."""
        return self._pages[self.current]

    def page_named(self, name: str) -> Page:
        """Return a page, made if nobody has looked at it yet."""
        if name not in self._pages:
            self._make(name)
        return self._pages[name]

    def bring(self, name: str) -> Page:
        """Bring a page into view."""
        page = self.page_named(name)
        self.current = name
        self.setCurrentWidget(self._areas[name])
        return page

    def catch_up(self) -> None:
        """Let the page in view ask again, where something has changed since it did."""
        if self.current in self._stale:
            self._stale.discard(self.current)
            self.page.refresh()

    def freshen(self, topics: frozenset[Topic] | None, *, seen: bool) -> None:
        """Let the pages that show these topics, or all, ask again: one that is `seen` now, the others when they are."""
        for name, page in self._pages.items():
            if topics is not None and not page.shows & topics:
                continue
            if name == self.current and seen:
                page.refresh()
            else:
                self._stale.add(name)

    def show_focus(self, focus: QWidget | None) -> None:
        """Keep whatever has the focus in view where everything on the page became larger or smaller."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        area = self._areas.get(self.current)
        if area is not None and focus is not None and area.isAncestorOf(focus):
            area.ensureWidgetVisible(focus, 24, 24)

    def forget_all(self) -> None:
        """Part with every page, so that each is made again."""
        self.current = ""
        for old in self._areas.values():
            self.removeWidget(old)
            old.hide()
            self._let_go(old)
        self._pages, self._areas, self._stale = {}, {}, set()

    def _make(self, name: str) -> None:
        page = self.specs[name].factory(self._desk, self._frame)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("look", "page")
        self._pages[name], self._areas[name] = page, area
        self.addWidget(area)  # before the page is in it: each new parent styles everything below it anew
        area.setWidget(page)

    def _let_go(self, old: QWidget) -> None:
        """Part with what is not shown any more, once nothing that it waits for is still running."""
        jobs = self._desk.jobs
        if jobs.busy:
            jobs.busy_changed.connect(lambda busy: None if busy or not shiboken6.isValid(old) else old.deleteLater())
        else:
            old.deleteLater()
