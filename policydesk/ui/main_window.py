"""The window: navigation, search, the page in view, and what was just done. Pages are made when first looked at."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from policydesk.queries.school import begun_on
from policydesk.terms import Topic
from policydesk.ui.badges import Badges
from policydesk.ui.commands import Command, command
from policydesk.ui.desk import Desk
from policydesk.ui.hidden_screen import HiddenScreen, put_dialogs_away
from policydesk.ui.kit.notice import NoticeBar
from policydesk.ui.kit.page import Page
from policydesk.ui.kit.preferences import Forgetful, Preferences
from policydesk.ui.page_stack import PageStack
from policydesk.ui.pages import PageSpec
from policydesk.ui.panes import Panes
from policydesk.ui.past import PastBanner, ask_for_day
from policydesk.ui.places import home_of
from policydesk.ui.search_box import Hit, Search, SearchBox
from policydesk.ui.sidebar import Sidebar
from policydesk.ui.status_line import StatusLine
from policydesk.ui.theme import Theme
from policydesk.ui.undoing import Undoing
from policydesk.ui.window_answers import answers
from policydesk.ui.window_commands import WindowCommands
from policydesk.ui.window_layout import beside, top_bar

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
        self._only_looked = desk.only_looks
        self.sidebar = Sidebar([one.place for one in pages if not one.place.under])
        self.search = SearchBox(search or (lambda _text: ()))
        self.notice = NoticeBar()
        self.undoing = Undoing(desk, self.notice, lambda: self._update_menus())
        self.status = StatusLine(self.choose_day)
        self.past = PastBanner(self.choose_day, self.show_today, lambda: self.go_to("compare"))
        self.stack = PageStack(desk, self, pages)
        self.panes = Panes(self.sidebar, self.search, self.stack, self)
        self._closes_later = False  # closing was asked for while a file was on its way
        desk.jobs.settled.connect(self._on_settled)
        self.setObjectName("main")
        page, foot = (self.past, self.stack), (self.notice, self.status)
        self._screen = HiddenScreen(beside(self.sidebar, top_bar(self.search, self.run), banner, page, foot))
        self.setCentralWidget(self._screen)
        self.commands = WindowCommands(self, frozenset(self.stack.specs), self.run, self.run_here)
        self.commands.handlers |= answers(self)
        self.commands.build_menus()
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
        return self.stack.page

    def page_named(self, name: str) -> Page:
        """Return a page, made if nobody has looked at it yet."""
        return self.stack.page_named(name)

    def go_to(self, page: str, subject_id: int | None = None, command: str = "", about: str = "") -> None:
        """Show a page or a tab by its name, a record on it, and do a command; `about` says what for, as findings do."""
        part, page = page, home_of(page)
        if page not in self.stack.specs:
            return
        changed = page != self.stack.current
        shown = self.stack.bring(page)
        self.sidebar.show_current(self.stack.specs[page].place.under or page)
        self.setWindowTitle(shown.title)
        self.stack.catch_up()
        if part != page or subject_id is not None or command:
            shown.show_part(part)
        if subject_id is not None:
            shown.show_record(subject_id)
        elif changed:
            self.panes.enter(shown)
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
        self.undoing.say(says, undo, label)

    def choose_day(self) -> None:
        """Ask for the day as at which the whole desk is shown."""
        ask_for_day(self, self.desk)

    def show_today(self) -> None:
        """Show the desk as it is today."""
        self.desk.set_as_at(None)

    def undo(self) -> None:
        """Undo what was done last, and say what that was; another day than today is not changed."""
        self.undoing.undo()

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
        self._screen.put_away(self)
        self.menuBar().hide()
        self.setWindowTitle("Hidden")
        self._screen.cover()

    def is_hidden_screen(self) -> bool:
        """Whether the screen is blanked."""
        return self._screen.is_blank

    def show_screen(self) -> None:
        """Show again what was hidden."""
        self._screen.uncover()
        self.menuBar().show()
        self.setWindowTitle(self.page.title if self.stack.current else "")
        self.stack.catch_up()
        self._screen.bring_back()

    def put_dialogs_away(self) -> list[QDialog]:
        """Take every open form and message out of view, as it is, and return them so that they can be shown again."""
        return put_dialogs_away(self)

    def run(self, one: Command) -> None:
        """Do a command: as the page in view means its keys, else on the page it belongs to, else as the window does."""
        if self.is_hidden_screen() and one.id != "file.hide":
            return
        for meant in self.commands.sharing_keys(one):
            if self.stack.current and self.page.offers(meant.id):
                self.page.run(meant.id)
                return
        if one.id in self.commands.handlers:
            self.commands.handlers[one.id]()
        elif home_of(one.where) in self.stack.specs and one.menu:
            self.go_to(one.where, command=one.id)

    def run_here(self, keys: str) -> None:
        """Do what keys mean on the page in view; where it offers nothing by them, they mean nothing."""
        if self.stack.current and not self.is_hidden_screen():
            meant = next((one for one in self.commands.with_keys(keys) if self.page.offers(one.id)), None)
            if meant is not None:
                self.page.run(meant.id)

    # how it is made

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go_to)
        self.sidebar.lock_asked.connect(self.lock)
        self.search.chosen.connect(self._on_hit)
        self.desk.changed.connect(self._on_changed)
        self.desk.as_at_changed.connect(self._on_as_at_changed)
        self.theme.changed.connect(self._on_theme_changed)

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
        self.stack.freshen(topics, seen=not self.is_hidden_screen())

    def _on_as_at_changed(self) -> None:
        self._show_status()
        if self._only_looked != self.desk.only_looks:
            self._make_again()
            return
        self.stack.freshen(None, seen=not self.is_hidden_screen())

    def _make_again(self) -> None:
        """Make the pages again: what can be done there is decided when they are made."""
        self._only_looked = self.desk.only_looks
        page = self.page
        standing, chosen = page.standing(), page.selected_ids()
        shown = self.stack.current
        self.stack.forget_all()
        self.go_to(shown)
        self.page.show_part(standing)
        if len(chosen) == 1:
            self.page.show_record(chosen[0])

    def _on_theme_changed(self) -> None:
        self.preferences.keep("look", self.theme.look.value)
        self.preferences.keep("text_size", str(self.theme.text_size))
        self._fit_navigation()
        self._update_menus()
        self.notice.say(f"Text size {self.theme.text_size} %. Colours: {self.theme.look.value}.")
        QTimer.singleShot(0, self, lambda: self.stack.show_focus(self.focusWidget()))

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
        undo.setText(self.undoing.words)
        undo.setEnabled(self.undoing.is_possible)
        actions["view.today"].setEnabled(self.desk.looks_back)
        actions[f"view.{self.theme.look.value}"].setChecked(True)
        sharing = self.commands.sharing_keys(command("file.print"))
        actions["file.print"].setEnabled(bool(self.stack.current) and any(self.page.offers(one.id) for one in sharing))

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

    def _on_settled(self) -> None:
        if self._closes_later:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; a file that somebody asked for is finished first."""
        if self.desk.jobs.is_saving:
            self._closes_later = True
            self.say("PolicyDesk closes as soon as the file is saved.")
            event.ignore()
            return
        self.desk.jobs.cancel_all()
        self.desk.leaving.emit()
        self.closed.emit()
        super().closeEvent(event)
