"""Settings: school, terms, users, this register, what is kept how long, how the desk looks, what PolicyDesk is."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Rule
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.settings.about import AboutPart
from policydesk.ui.settings.look import LookPart
from policydesk.ui.settings.pack import RulePackPart
from policydesk.ui.settings.part import Part
from policydesk.ui.settings.register import RegisterPart
from policydesk.ui.settings.reminders import RemindersPart
from policydesk.ui.settings.retention import RetentionPart
from policydesk.ui.settings.school import SchoolPart
from policydesk.ui.settings.terms import TermsPart
from policydesk.ui.settings.users import UsersPart
from policydesk.ui.theme import Theme


class ThemedWindow(Window, Protocol):
    """A window whose colours and text size can be set."""

    theme: Theme


class SettingsPage(Page):
    """One tab for each part; a part is asked again when it comes into view or when what it shows has changed."""

    name, title = "settings", "Settings"
    shows = frozenset({Topic.SCHOOL, Topic.USERS, Topic.BACKUPS, Topic.REGISTER, Topic.RETENTION, Topic.RULE_PACK})

    def __init__(self, desk: Desk, frame: ThemedWindow) -> None:
        super().__init__(desk, frame)
        self.parts: tuple[Part, ...] = (
            SchoolPart(desk, frame),
            TermsPart(desk, frame),
            RulePackPart(desk, frame),
            UsersPart(desk, frame),
            RegisterPart(desk, frame),
            RetentionPart(desk, frame),
            RemindersPart(desk, frame),
            LookPart(desk, frame, frame.theme),
            AboutPart(desk, frame),
        )
        self.tabs = QTabBar()
        self.tabs.setObjectName("settings_parts")
        self.tabs.setAccessibleName("Parts of Settings")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        # Large text scrolls the tabs alone, not the page.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(Rule())
        for part in self.parts:
            self.tabs.addTab(part.title)
            self.body.addWidget(part, 1)
        self.tabs.currentChanged.connect(lambda _number: self._on_tab())
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))
        self.offer("settings.terms", self.add_term, button=False)
        self._on_tab()

    @property
    def part(self) -> Part:
        """The part in view."""
        return self.parts[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Ask the part in view again."""
        self.part.refresh()

    def show_part(self, name: str) -> None:
        """Show one part by its title, or by the name of the page inside it."""
        at = next((number for number, one in enumerate(self.parts) if _is_called(one, name)), self.tabs.currentIndex())
        self.tabs.setCurrentIndex(at)

    def standing(self) -> str:
        """Return the title of the part in view."""
        return self.part.title

    def add_term(self) -> None:
        """Ask for a term, for whoever comes from Today because term dates are missing."""
        self.show_part(TermsPart.title)
        part = self.part
        assert isinstance(part, TermsPart)
        part.add()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the tabs and the part in view, for F6; of a list its parts."""
        inside = self._inside
        return (self.tabs, self.part) if inside is None else (*inside.panes(), self.tabs)

    def text_filter(self) -> QWidget | None:
        """Return the filter's box of a list."""
        return None if self._inside is None else self._inside.text_filter()

    def offers(self, command_id: str) -> bool:
        """Whether this page or the list in view can do a command."""
        return super().offers(command_id) or (self._inside is not None and self._inside.offers(command_id))

    def action(self, command_id: str) -> QAction:
        """Return an offered command's action."""
        inside = self._inside
        return inside.action(command_id) if inside and inside.offers(command_id) else super().action(command_id)

    def run(self, command_id: str) -> bool:
        """Do a command here or on the list in view."""
        inside = self._inside
        return inside.run(command_id) if inside and inside.offers(command_id) else super().run(command_id)

    @property
    def _inside(self) -> Page | None:
        """The list that stands in the part in view, where it is one."""
        return getattr(self.part, "page", None) if hasattr(self, "tabs") else None

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.parts))

    def _on_tab(self) -> None:
        focus = self.window().focusWidget()
        was_inside = focus is not None and any(part.isAncestorOf(focus) for part in self.parts)
        for part in self.parts:
            part.setVisible(part is self.part)
        self.refresh()
        if was_inside:
            self.part.setFocus(Qt.FocusReason.TabFocusReason)  # where it was is hidden now


def _is_called(part: Part, name: str) -> bool:
    inside: Page | None = getattr(part, "page", None)
    return name == part.title or (inside is not None and name == inside.name)
