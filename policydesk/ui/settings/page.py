"""Settings: school, terms, users, this register, what is kept how long, how the desk looks, what PolicyDesk is."""

from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Rule
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.settings.about import AboutPart
from policydesk.ui.settings.look import LookPart
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
    shows = frozenset({Topic.SCHOOL, Topic.USERS, Topic.BACKUPS, Topic.REGISTER, Topic.RETENTION})

    def __init__(self, desk: Desk, frame: ThemedWindow) -> None:
        super().__init__(desk, frame)
        self.parts: tuple[Part, ...] = (
            SchoolPart(desk, frame),
            TermsPart(desk, frame),
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
        """Show one part by its title."""
        at = next((number for number, one in enumerate(self.parts) if one.title == name), self.tabs.currentIndex())
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
        """Return the tabs and the part in view, for F6."""
        return (self.tabs, self.part)

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.parts))

    def _on_tab(self) -> None:
        for part in self.parts:
            part.setVisible(part is self.part)
        self.refresh()
