"""The window: navigation, search, the page in view, and what was just done. Pages are made when first looked at."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from policydesk import __version__
from policydesk.queries.school import begun_on
from policydesk.terms import Topic
from policydesk.ui.badges import Badges
from policydesk.ui.commands import Command, command, home_of
from policydesk.ui.desk import Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.help_view import HelpView
from policydesk.ui.kit.labels import PlainLabel
from policydesk.ui.kit.notice import NoticeBar
from policydesk.ui.kit.page import Page
from policydesk.ui.kit.preferences import Forgetful, Preferences
from policydesk.ui.pages import PageSpec
from policydesk.ui.past import PastBanner, ask_for_day
from policydesk.ui.search_box import Hit, Search, SearchBox
from policydesk.ui.shortcuts_view import ShortcutsView
from policydesk.ui.sidebar import Sidebar
from policydesk.ui.status_line import StatusLine
from policydesk.ui.theme import Look, Theme
from policydesk.ui.window_commands import WindowCommands

NARROW = 900
"""Pixels (at the usual text size) under which the navigation shows pictures only."""


class MainWindow(QMainWindow):
    """The frame round the pages. The app answers `lock_asked` and `closed`, and `handle`s what only it can do."""

    lock_asked = Signal()
    closed = Signal()
    page_changed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        pages: Sequence[PageSpec],
        *,
        theme: Theme,
        preferences: Preferences | None = None,
        search: Search | None = None,
        banner: str = "",
    ) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.preferences: Preferences = Forgetful() if preferences is None else preferences
        self._specs = {one.id: one for one in pages}
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()
        self._current = ""
        self._undo: tuple[str, Callable[[], object]] | None = None
        self._hidden_dialogs: list[QDialog] = []
        self._only_looked = desk.only_looks
        self.sidebar = Sidebar([one.place for one in pages if not one.place.under])
        self.search = SearchBox(search or (lambda _text: ()))
        self.notice = NoticeBar()
        self.status = StatusLine(self.choose_day)
        self.past = PastBanner(self.choose_day, self.show_today, lambda: self.go_to("compare"))
        self.stack = QStackedWidget()
        self.setObjectName("main")
        self._lay_out(banner)
        self.commands = WindowCommands(self, frozenset(self._specs), self.run, self.run_here)
        self._answer()
        self._connect()
        self._badges = Badges(desk, self, self)
        self._show_status()
        self.resize(1280, 800)
        if pages:
            self.go_to(pages[0].id)

    # what pages and the app ask of the window

    @property
    def page(self) -> Page:
        """The page in view."""
        return self._pages[self._current]

    def page_named(self, name: str) -> Page:
        """Return a page, made if nobody has looked at it yet."""
        if name not in self._pages:
            self._make(name)
        return self._pages[name]

    def go_to(self, page: str, subject_id: int | None = None, command: str = "", about: str = "") -> None:
        """Show a page or a tab by its name, a record on it, and do a command; `about` says what for, as findings do."""
        part, page = page, home_of(page)
        if page not in self._specs:
            return
        shown = self.page_named(page)
        changed = page != self._current
        self._current = page
        self.stack.setCurrentWidget(self._areas[page])
        self.sidebar.show_current(self._specs[page].place.under or page)
        self.setWindowTitle(shown.title)
        if page in self._stale:
            self._stale.discard(page)
            shown.refresh()
        if part != page or subject_id is not None or command:
            shown.show_part(part)
        if subject_id is not None:
            shown.show_record(subject_id)
        elif changed:
            self._focus_page(shown)
        self._update_menus()
        if changed:
            self.page_changed.emit(page)
        if command:
            shown.about = about
            shown.run(command)
            shown.about = ""

    def go_to_all(self, page: str, subject_ids: Sequence[int], command: str) -> None:
        """Show a page, select several records on it, and do one of its commands."""
        self.go_to(page, subject_ids[0])
        self.page.show_records(subject_ids)
        self.page.run(command)

    def say(self, says: str, undo: Callable[[], object] | None = None, label: str = "Undo") -> None:
        """Show a notice at the bottom; its Undo stays in the Edit menu for the session."""
        if undo is not None and label == "Undo":
            self._undo = (says, undo)
            self.notice.say(says, self.undo, "Undo (Ctrl+Z)")
        else:
            self.notice.say(says, undo, label)
        self._update_menus()

    def choose_day(self) -> None:
        """Ask for the day as at which the whole desk is shown."""
        ask_for_day(self, self.desk)

    def show_today(self) -> None:
        """Show the desk as it is today."""
        self.desk.set_as_at(None)

    def undo(self) -> None:
        """Undo what was done last, and say what that was; another day than today is not changed."""
        if self.desk.looks_back:
            self.notice.say("Go back to today before you undo anything.")
            return
        if self._undo is None:
            self.notice.say("There is nothing to undo.")
            return
        (says, undo), self._undo = self._undo, None
        undo()
        self.notice.say(f"Undone: {says[:1].lower()}{says[1:]}")
        self._update_menus()

    def handle(self, command_id: str, do: Callable[[], object]) -> None:
        """Let the app answer a command of the table; only answered ones are in the menus."""
        self.commands.handlers[command_id] = do
        self.commands.build_menus()
        self._update_menus()

    def set_badge(self, page: str, count: int, says: str = "to do") -> None:
        """Show a number beside a place in the navigation."""
        self.sidebar.set_badge(page, count, says)

    def show_backup(self, last: datetime | None, now: datetime) -> None:
        """Say in the status line when the last backup was made."""
        self.status.show_backup(last, now)

    def lock(self) -> None:
        """Ask the app to lock; long work ends at its next step."""
        self.desk.jobs.cancel_all()
        self.desk.leaving.emit()
        self.lock_asked.emit()

    def hide_screen(self) -> None:
        """Blank everything at once, open forms too; F12 or Esc shows it again."""
        if self.is_hidden_screen():
            self.show_screen()
            return
        self._hidden_dialogs = self.put_dialogs_away()
        self.menuBar().hide()
        self.setWindowTitle("Hidden")
        self._whole.setCurrentWidget(self._blank)
        self._blank.setFocus()

    def is_hidden_screen(self) -> bool:
        """Whether the screen is blanked."""
        return self._whole.currentWidget() is self._blank

    def show_screen(self) -> None:
        """Show again what was hidden."""
        self._whole.setCurrentIndex(0)
        self.menuBar().show()
        self.setWindowTitle(self.page.title if self._current else "")
        if self._current in self._stale:
            self._stale.discard(self._current)
            self.page.refresh()
        for dialog in self._hidden_dialogs:
            if shiboken6.isValid(dialog):  # what it waited for may have ended meanwhile
                dialog.show()
        self._hidden_dialogs = []

    def put_dialogs_away(self) -> list[QDialog]:
        """Take every open form and message out of view, as it is, and return them so that they can be shown again."""
        found = [one for one in self.findChildren(QDialog) if one.isVisible()]
        for one in found:
            one.setVisible(False)
        return found

    def run(self, one: Command) -> None:
        """Do a command: as the page in view means its keys, else on the page it belongs to, else as the window does."""
        if self.is_hidden_screen() and one.id != "file.hide":
            return
        for meant in self.commands.sharing_keys(one):
            if self._current and self.page.offers(meant.id):
                self.page.run(meant.id)
                return
        if one.id in self.commands.handlers:
            self.commands.handlers[one.id]()
        elif home_of(one.where) in self._specs and one.menu:
            self.go_to(one.where, command=one.id)

    def run_here(self, keys: str) -> None:
        """Do what keys mean on the page in view; where it offers nothing by them, they mean nothing."""
        if self._current and not self.is_hidden_screen():
            meant = next((one for one in self.commands.with_keys(keys) if self.page.offers(one.id)), None)
            if meant is not None:
                self.page.run(meant.id)

    # how it is made

    def _lay_out(self, banner: str) -> None:
        top = QFrame()
        top.setProperty("look", "topbar")
        row = QHBoxLayout(top)
        row.setContentsMargins(24, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        for command_id, picture, words in (("help.page", "help", "Help"), ("file.hide", "hide", "Hide")):
            known = command(command_id)
            button = Button(words, None, look="flat", picture=picture, name=words.lower(), tip=known.tip_with_keys)
            button.clicked.connect(lambda _on=False, known=known: self.run(known))
            row.addWidget(button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(top)
        if banner:
            sign = PlainLabel(banner, look="banner", wrap=True)
            sign.setObjectName("banner")
            right.addWidget(sign)
        right.addWidget(self.past)
        right.addWidget(self.stack, 1)
        holder = QVBoxLayout()
        holder.setContentsMargins(24, 0, 24, 8)
        holder.addWidget(self.notice)
        right.addLayout(holder)
        right.addWidget(self.status)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self._blank = QFrame()
        self._blank.setObjectName("hidden_screen")
        self._blank.setProperty("look", "blank")
        self._blank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._blank.setAccessibleName("The screen is hidden. Press Escape or F12 to show it.")
        QVBoxLayout(self._blank).addWidget(PlainLabel("Press Esc or F12 to go on.", look="hint"), 0, _CENTRE)
        self._whole = QStackedWidget()
        self._whole.addWidget(inside)
        self._whole.addWidget(self._blank)
        self.setCentralWidget(self._whole)

    def _answer(self) -> None:
        theme = self.theme
        self.commands.handlers |= {f"go.{name}": partial(self.go_to, name) for name in self._specs}
        self.commands.handlers |= {
            "file.hide": self.hide_screen,
            "file.lock": self.lock,
            "file.quit": self.close,
            "edit.undo": self.undo,
            "edit.find": self.search.begin,
            "view.refresh": lambda: self.page.refresh(),
            "view.larger": theme.larger,
            "view.smaller": theme.smaller,
            "view.usual": theme.usual_size,
            "view.system": lambda: theme.set_look(Look.SYSTEM),
            "view.light": lambda: theme.set_look(Look.LIGHT),
            "view.dark": lambda: theme.set_look(Look.DARK),
            "view.another_day": self.choose_day,
            "view.today": self.show_today,
            "view.next_pane": lambda: self._step_pane(1),
            "view.previous_pane": lambda: self._step_pane(-1),
            "help.page": lambda: HelpView(self._current, self).show(),
            "help.keys": lambda: ShortcutsView(frozenset(self._specs), self).show(),
            "help.about": lambda: messages.tell(
                self, "PolicyDesk", f"A school’s social media policy register. Version {__version__}."
            ),
        }
        self.commands.build_menus()

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go_to)
        self.sidebar.lock_asked.connect(self.lock)
        self.search.chosen.connect(self._on_hit)
        self.desk.changed.connect(self._on_changed)
        self.desk.as_at_changed.connect(self._on_as_at_changed)
        self.theme.changed.connect(self._on_theme_changed)

    def _make(self, name: str) -> None:
        page = self._specs[name].factory(self.desk, self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("look", "page")
        area.setWidget(page)
        self._pages[name], self._areas[name] = page, area
        self.stack.addWidget(area)

    # what happens

    def _on_hit(self, hit: Hit) -> None:
        if hit.command and not hit.page:
            self.run(command(hit.command))
        else:
            self.go_to(hit.page, hit.subject_id, hit.command)
        if hit.part:
            self.page.show_part(hit.part)

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        if Topic.USERS in topics:
            self._show_status()
        for name, page in self._pages.items():
            if page.shows & topics:
                self._freshen(name, page)

    def _on_as_at_changed(self) -> None:
        self._show_status()
        if self._only_looked != self.desk.only_looks:
            self._make_again()
            return
        for name, page in self._pages.items():
            self._freshen(name, page)

    def _make_again(self) -> None:
        """Make the pages again: what can be done there is decided when they are made."""
        self._only_looked = self.desk.only_looks
        page = self.page
        standing, chosen = page.standing(), page.selected_ids()
        shown, self._current = self._current, ""
        for old in self._areas.values():
            self.stack.removeWidget(old)
            old.hide()
            self._let_go(old)
        self._pages, self._areas, self._stale = {}, {}, set()
        self.go_to(shown)
        self.page.show_part(standing)
        if len(chosen) == 1:
            self.page.show_record(chosen[0])

    def _let_go(self, old: QWidget) -> None:
        """Part with what is not shown any more, once nothing that it waits for is still running."""
        jobs = self.desk.jobs
        if jobs.busy:
            jobs.busy_changed.connect(lambda busy: None if busy or not shiboken6.isValid(old) else old.deleteLater())
        else:
            old.deleteLater()

    def _freshen(self, name: str, page: Page) -> None:
        if name == self._current and not self.is_hidden_screen():
            page.refresh()
        else:
            self._stale.add(name)

    def _on_theme_changed(self) -> None:
        self.preferences.keep("look", self.theme.look.value)
        self.preferences.keep("text_size", str(self.theme.text_size))
        self._fit_navigation()
        self._update_menus()
        self.notice.say(f"Text size {self.theme.text_size} %. Colours: {self.theme.look.value}.")

    def _show_status(self) -> None:
        actor = self.desk.actor
        roles = ", ".join(sorted(role.label for role in getattr(actor, "roles", ())))
        self.status.show_who(getattr(actor, "name", ""), roles)
        self.status.show_day(self.desk.as_at, self.desk.today)
        begun = self.desk.ask(begun_on) if self.desk.looks_back else self.desk.today
        self.past.show_day(self.desk.as_at, self.desk.today, begun)

    def _update_menus(self) -> None:
        actions = self.commands.actions
        undo = actions["edit.undo"]
        undo.setText(f"&Undo: {self._undo[0].replace('&', '&&')}" if self._undo else "&Undo")
        undo.setEnabled(self._undo is not None)
        actions["view.today"].setEnabled(self.desk.looks_back)
        actions[f"view.{self.theme.look.value}"].setChecked(True)
        sharing = self.commands.sharing_keys(command("file.print"))
        actions["file.print"].setEnabled(bool(self._current) and any(self.page.offers(one.id) for one in sharing))

    def _focus_page(self, page: Page, *, again: bool = False) -> None:
        panes = [one for one in page.panes() if one is not page]
        target = panes[1] if len(panes) > 1 else panes[0] if panes else page
        if target is page:
            inside = (one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            target = next((one for one in inside if one.isVisibleTo(page) and one.isEnabled()), self.sidebar)
        if target is self.sidebar and not again:  # what a refresh has just made is shown in a moment
            QTimer.singleShot(0, self, lambda: self._focus_page(page, again=True) if page is self.page else None)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_pane(self, step: int) -> None:
        current = self.sidebar.buttons.get(self._current)
        panes: list[QWidget] = [*([current] if current is not None else []), self.search.edit, *self.page.panes()]
        focus = QApplication.focusWidget()
        at = next(
            (n for n, one in enumerate(panes) if focus is not None and _holds(one, focus)), -step if step < 0 else -1
        )
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_hidden_screen() and event.key() == Qt.Key.Key_Escape:
            self.show_screen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def _fit_navigation(self) -> None:
        self.sidebar.set_narrow(self.width() * 100 < NARROW * self.theme.text_size)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.jobs.cancel_all()
        self.desk.leaving.emit()
        self.closed.emit()
        super().closeEvent(event)


_CENTRE = Qt.AlignmentFlag.AlignCenter


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)
