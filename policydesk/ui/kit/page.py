"""What every page is made of: its name and count on top, what can be done there, and something to show."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from policydesk.terms import Topic
from policydesk.ui.commands import command, menu_button
from policydesk.ui.desk import Desk
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import ActionButton, MenuButton
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import PlainLabel, Title
from policydesk.ui.kit.preferences import Preferences
from policydesk.ui.kit.reading_order import TabPlace

MARGIN = 24
"""Pixels round a page."""


class Window(Protocol):
    """What a page may ask of the window it stands in."""

    preferences: Preferences

    def say(self, says: str, undo: Callable[[], object] | None = None, label: str = "Undo") -> None:
        """Show a notice at the bottom: what was done, with its Undo."""

    def go_to(self, page: str, subject_id: int | None = None, command: str = "", about: str = "") -> None:
        """Show another page, a record on it, and do one of its commands; `about` says what for, as findings do."""

    def go_to_all(self, page: str, subject_ids: Sequence[int], command: str) -> None:
        """Show another page, select several records on it, and do one of its commands."""


LOOKING = frozenset(
    {"policies.open", "accounts.send", "accounts.print", "file.print"}
    | {f"reports.{what}" for what in ("gallery", "save", "save_to", "sheet", "web", "print")}
    | {f"reviews.{what}" for what in ("calendar", "evidence", "print")}
    | {
        f"incidents.{what}"
        for what in ("friend", "concern", "open", "entry", "tell", "refer", "close", "let_in", "advice_log")
    }
)
"""All that a viewer is offered: what changes nothing, and incidents, which anybody may report."""


class Needs(Enum):
    """What has to be selected before a command can be done."""

    NOTHING = "nothing"
    ONE = "one"
    SOME = "some"


class Page(QWidget):
    """A page: set `name`, `title` and `shows`, fill `body`, offer commands, and write `refresh`."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    shows: ClassVar[frozenset[Topic]] = frozenset()

    count_changed = Signal()
    """The words beside the title are others now."""

    def __init__(self, desk: Desk, frame: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.frame = desk, frame
        self.about = ""
        """What the command that is done now is about, where a finding led here: the post that is vacant."""
        self.setObjectName(f"{self.name}_page")
        self.setAccessibleName(self.title)
        self._actions: dict[str, QAction] = {}
        self._needs: dict[str, Needs] = {}
        self._menus: dict[str, QMenu] = {}
        self._title = Title(self.title)
        self._count = PlainLabel(look="count")
        self.toolbar = FlowLayout()
        self._top_place, self._bar_place = TabPlace(self), TabPlace(self)
        self.header = QHBoxLayout()
        self.header.setSpacing(12)
        self.header.addWidget(self._title)
        self.header.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        self.header.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 18, MARGIN, 16)
        column.setSpacing(12)
        column.addLayout(self.header)
        column.addLayout(self.toolbar)
        column.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Ask again and show the answer; selection, scrolling and filter stay."""

    def show_record(self, subject_id: int) -> None:
        """Bring one record into view, for a search result or a finding."""

    def show_records(self, subject_ids: Sequence[int]) -> None:
        """Select several records; pages with a list do this by themselves."""
        self.show_record(subject_ids[0])

    def show_part(self, name: str) -> None:
        """Bring one part into view by its name; pages with tabs do this by themselves."""

    def standing(self) -> str:
        """Return the name of the part in view, as `show_part` takes it; pages with tabs do this by themselves."""
        return self.name

    def stand_inside(self) -> None:
        """Stand in another page, which has the title, the count and the margins."""
        self._title.hide()
        self._count.hide()
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of what is selected; pages with a list do this by themselves."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through, in reading order."""
        return (self,)

    def text_filter(self) -> QWidget | None:
        """Return the box that filters this page, if it has one."""
        return None

    def set_count(self, words: str) -> None:
        """Say beside the title how much there is: "48 people"."""
        self._count.setText(words)
        self.count_changed.emit()

    @property
    def count_words(self) -> str:
        """What stands beside the title."""
        return self._count.text()

    def set_title(self, words: str) -> None:
        """Say another title."""
        self._title.setText(words)
        self.setAccessibleName(words)

    def offer(
        self,
        command_id: str,
        do: Callable[[], object],
        *,
        needs: Needs = Needs.NOTHING,
        primary: bool = False,
        button: bool = True,
    ) -> QAction:
        """Offer a command of the table in `commands` on this page: as a button, in the context menu and by its keys.

        One that stands under a button with a menu has no button of its own; `offer_menu` makes that one.
        """
        known = command(command_id)
        action = QAction(known.label, self)
        action.setObjectName(known.object_name)
        action.setToolTip(known.tip_with_keys)
        action.triggered.connect(lambda: do())
        if self.desk.only_looks and command_id not in LOOKING:
            action.setVisible(False)
            action.setEnabled(False)
            return action
        self._actions[command_id] = action
        self._needs[command_id] = needs
        if button and not known.under:
            self._put(ActionButton(action, look="primary" if primary else "", picture=known.icon))
        self.update_actions()
        return action

    def offer_menu(self, menu_id: str, *, apart: Sequence[str] = (), primary: bool = False) -> None:
        """Put a button here that opens a menu of what was offered under it; `apart` begin a new group there."""
        inside = {one: action for one, action in self._actions.items() if command(one).under == menu_id}
        if not inside:
            return
        known = menu_button(menu_id)
        menu = self._menus[menu_id] = QMenu(known.label, self)
        menu.setObjectName(f"{known.object_name}_menu")
        for command_id, action in inside.items():
            if command_id in apart:
                menu.addSeparator()
            menu.addAction(action)
        button = MenuButton(known.label, menu, look="primary" if primary else "", picture=known.icon)
        button.setObjectName(known.object_name)
        self._put(button)

        def show_if_any() -> None:
            shown = any(one.isVisible() for one in inside.values())
            menu.menuAction().setVisible(shown)
            button.setVisible(shown)

        for action in inside.values():
            action.visibleChanged.connect(show_if_any)

    def add_to_header(self, button: QWidget) -> None:
        """Put a button at the right of the title."""
        self.header.addWidget(button)
        self._top_place.put(button)

    def add_above(self, widget: QWidget, *buttons: QWidget) -> None:
        """Put a row of buttons between the title and the toolbar."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, widget)
        for button in buttons:
            self._top_place.put(button)

    def offers(self, command_id: str) -> bool:
        """Whether this page can do a command."""
        return command_id in self._actions

    def action(self, command_id: str) -> QAction:
        """Return an offered command's action."""
        return self._actions[command_id]

    def run(self, command_id: str) -> bool:
        """Do a command; False (and a word to who listens) where nothing fitting is selected."""
        action = self._actions.get(command_id)
        if action is None:
            return False
        self.update_actions()
        if not action.isEnabled():
            self.frame.say("Select something in the list first.")
            return False
        action.trigger()
        return True

    def context_actions(self) -> list[QAction]:
        """Return the actions of the context menu: those of the toolbar, and its menus as menus within."""
        own = [action for one, action in self._actions.items() if command(one).under not in self._menus]
        return [*own, *(menu.menuAction() for menu in self._menus.values())]

    def update_actions(self) -> None:
        """Grey what cannot be done with what is selected."""
        count = len(self.selected_ids()) if any(one is not Needs.NOTHING for one in self._needs.values()) else 0
        for command_id, action in self._actions.items():
            needs = self._needs[command_id]
            action.setEnabled(needs is Needs.NOTHING or count == 1 or (needs is Needs.SOME and count > 1))

    def _put(self, button: QWidget) -> None:
        """Put a button into the toolbar; Tab comes there before the list, which is made earlier."""
        self.toolbar.addWidget(button)
        self._bar_place.put(button)

    def announce(self, says: str) -> None:
        """Tell somebody who listens what changed."""
        announce(self, says)

    def keep(self, name: str, value: str) -> None:
        """Remember something about this page for this user."""
        self.frame.preferences.keep(f"{self.name}/{name}", value)

    def kept(self, name: str, default: str = "") -> str:
        """Return what was remembered."""
        return self.frame.preferences.read(f"{self.name}/{name}", default)
