"""Keys and menus of the window, made from the one table of commands."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from policydesk.ui.commands import ANY_PAGE, COMMANDS, EVERYWHERE, MENUS, Command
from policydesk.ui.places import home_of

SEPARATED = frozenset(
    {"file.backup", "file.hide", "file.quit", "view.larger", "view.system", "view.another_day", "view.next_pane"}
)
"""Menu entries that begin a new group."""

CHOICES = frozenset({"view.system", "view.light", "view.dark"})
"""Menu entries of which one is ticked."""

HERE_ALONE = frozenset({"Ctrl+Return", "Ctrl+N"})
"""Keys that do only what the page in view makes of them. Ctrl+Return saves every form, and pressed twice must not begin
another; Ctrl+N is new of what the page holds, and on a page where somebody adds nothing it is nothing."""


class WindowCommands:
    """One action for each set of keys: it does what the page in view makes of them, else what the window does."""

    def __init__(
        self,
        window: QMainWindow,
        pages: frozenset[str],
        run: Callable[[Command], object],
        run_here: Callable[[str], object],
    ) -> None:
        self._window, self._pages, self._run, self._run_here = window, pages, run, run_here
        self.handlers: dict[str, Callable[[], object]] = {}
        self.actions: dict[str, QAction] = {}
        self._group = QActionGroup(window)
        for one in COMMANDS:
            if self._is_known(one):
                self.actions[one.id] = self._make(one)
        self._add_page_keys()
        self.menus: dict[str, QMenu] = {}

    def build_menus(self) -> None:
        """Make the menus of what somebody answers for; called when the handlers are known."""
        bar = self._window.menuBar()
        bar.clear()
        self.menus = {}
        for name, label in MENUS:
            entries = [one for one in COMMANDS if one.menu == name and one.id in self.actions and self.answered(one)]
            if entries:
                menu = bar.addMenu(label)
                menu.setObjectName(f"menu_{name}")
                self.menus[name] = menu
                for one in entries:
                    if one.id in SEPARATED and menu.actions():
                        menu.addSeparator()
                    menu.addAction(self.actions[one.id])

    def answered(self, one: Command) -> bool:
        """Whether the window, the app or some page answers for a command."""
        return one.where != EVERYWHERE or one.id in self.handlers

    def sharing_keys(self, one: Command) -> tuple[Command, ...]:
        """Return the commands with the same first key, this one first: a page may mean its own by it."""
        others = (other for other in COMMANDS if other is not one and set(other.keys) & set(one.keys))
        return (one, *others)

    def with_keys(self, keys: str) -> tuple[Command, ...]:
        """Return the commands that have these keys: at most one of them belongs to a page."""
        return tuple(one for one in COMMANDS if keys in one.keys)

    def _is_known(self, one: Command) -> bool:
        if one.id.startswith("go."):
            return one.id.removeprefix("go.") in self._pages
        return one.where in {EVERYWHERE, ANY_PAGE} or (home_of(one.where) in self._pages and bool(one.menu))

    def _make(self, one: Command) -> QAction:
        action = QAction(one.label, self._window)
        action.setObjectName(f"menu_{one.object_name}")
        action.setShortcuts([QKeySequence(keys) for keys in one.keys if keys not in HERE_ALONE])
        action.triggered.connect(lambda: self._run(one))
        for keys in HERE_ALONE.intersection(one.keys):
            here = QAction(one.words, self._window)
            here.setShortcut(QKeySequence(keys))
            here.triggered.connect(lambda _on=False, keys=keys: self._run_here(keys))
            self._window.addAction(here)
        if one.id in CHOICES:
            action.setCheckable(True)
            self._group.addAction(action)
        self._window.addAction(action)
        return action

    def _add_page_keys(self) -> None:
        taken = {keys for one in COMMANDS if one.id in self.actions for keys in one.keys}
        for one in COMMANDS:
            for keys in one.keys:
                if keys not in taken and home_of(one.where) in self._pages:
                    taken.add(keys)
                    action = QAction(one.words, self._window)
                    action.setShortcut(QKeySequence(keys))
                    action.triggered.connect(lambda _on=False, one=one: self._run(one))
                    self._window.addAction(action)
