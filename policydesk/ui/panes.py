"""Where the keyboard is in the window: in the navigation, the search, or a pane of the page in view."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from policydesk.ui.kit.page import Page
from policydesk.ui.page_stack import PageStack
from policydesk.ui.search_box import SearchBox
from policydesk.ui.sidebar import Sidebar


class Panes(QObject):
    """Puts the focus where somebody goes on, and moves it from pane to pane with F6."""

    def __init__(self, sidebar: Sidebar, search: SearchBox, stack: PageStack, parent: QObject) -> None:
        super().__init__(parent)
        self._sidebar, self._search, self._stack = sidebar, search, stack

    def enter(self, page: Page, *, again: bool = False) -> None:
        """Put the focus into a page that has just come into view."""
        panes = [one for one in page.panes() if one is not page]
        target = panes[1] if len(panes) > 1 else panes[0] if panes else page
        if target is page:
            inside = (one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            target = next((one for one in inside if one.isVisibleTo(page) and one.isEnabled()), self._sidebar)
        if target is self._sidebar and not again:  # what a refresh has just made is shown in a moment
            QTimer.singleShot(0, self, lambda: self.enter(page, again=True) if page is self._stack.page else None)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Put the focus into the next pane, or the one before."""
        current = self._sidebar.buttons.get(self._stack.current)
        whole: list[QWidget] = [*([current] if current is not None else []), self._search.edit]
        panes = [*whole, *self._stack.page.panes()]
        focus = QApplication.focusWidget()
        at = next(
            (n for n, one in enumerate(panes) if focus is not None and _holds(one, focus)), -step if step < 0 else -1
        )
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)
