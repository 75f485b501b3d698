"""The reviews page: what is due by month, the year, discussions, editions of guidance, and yearly declarations."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from policydesk.counts import counted
from policydesk.queries.consultation import declarations, editions, engagements
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.queries.reviews_done import done_reviews
from policydesk.queries.year import year_of
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Rule
from policydesk.ui.kit.page import Needs, Page, Window
from policydesk.ui.reviews import columns
from policydesk.ui.reviews.beside import Beside
from policydesk.ui.reviews.detail import DiscussionPanel, ReviewPanel
from policydesk.ui.reviews.output import Output
from policydesk.ui.reviews.part import ListPart, ReviewsPart
from policydesk.ui.reviews.parts import Parts
from policydesk.ui.reviews.planner import PlannerPart
from policydesk.ui.reviews.planning import Planning

AGENDA, YEAR, DISCUSSIONS, GUIDANCE, DECLARATIONS = range(5)
"""The parts of the page, in the order of their tabs."""

OPENS = {
    "reviews.discuss": DISCUSSIONS,
    "reviews.edition": GUIDANCE,
    "reviews.newer": GUIDANCE,
    "reviews.ask": DECLARATIONS,
    "reviews.answer": DECLARATIONS,
}
"""Commands that belong to a part other than the agenda: it comes into view before they are done."""


class ReviewsPage(Page):
    """One tab for each part; the part in view says which commands there are."""

    name, title = "reviews", "Reviews"
    shows = frozenset({Topic.REVIEWS, Topic.POLICIES, Topic.GUIDANCE, Topic.DECLARATIONS, Topic.STAFF, Topic.ACCOUNTS,
                       Topic.ACKNOWLEDGEMENTS})  # fmt: skip

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.wanted: int | None = None
        self._years = 0
        self.planning, self.beside, self.output = Planning(self), Beside(self), Output(self)
        self._panel, self._discussion = ReviewPanel(self.output.save_copy), DiscussionPanel(self.output.save_copy)
        make = Parts(desk, frame, self.add)
        self.agenda, self.planner = make.agenda(self._panel), PlannerPart(self._step_year)
        self.discussions, self.guidance = make.discussions(self._discussion), make.guidance()
        self.declarations = make.declarations()
        self.parts: tuple[ReviewsPart, ...] = (
            self.agenda, self.planner, self.discussions, self.guidance, self.declarations,
        )  # fmt: skip
        self.tabs = QTabBar()
        self.tabs.setObjectName("reviews_parts")
        self.tabs.setAccessibleName("Parts of Reviews")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.body.setSpacing(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(Rule())
        for part in self.parts:
            self.tabs.addTab(part.title)
            self.body.addWidget(part, 1)
        self._offer()
        self._connect()
        self._on_tab()

    @property
    def part(self) -> ReviewsPart:
        """The part in view."""
        return self.parts[self.tabs.currentIndex()]

    @property
    def review(self) -> ReviewRow | None:
        """The review that is current in the agenda."""
        row = self.agenda.row()
        return row if isinstance(row, ReviewRow) else None

    @property
    def planned_review(self) -> ReviewRow | None:
        """The review whose schedule is meant: the current one, or the one beside which the current one stands."""
        row = self.review
        if row is None or row.because is None:
            return row
        same = (one for one in self.agenda.model.rows if one.schedule_id == row.schedule_id and one.because is None)
        return next(same, row)

    def refresh(self) -> None:
        """Ask the part in view again; the agenda always, because its number stands in the navigation."""
        as_at = self.desk.as_at
        rows = self.desk.ask(agenda, as_at)
        self.agenda.model.set_columns(columns.agenda_columns(as_at))
        self.agenda.set_rows(rows)
        badge = getattr(self.frame, "set_badge", None)
        if badge is not None:
            badge("reviews", sum(1 for row in rows if row.due_on < as_at), "overdue")
        if self.part is self.planner:
            self.planner.show_year(self.desk.ask(year_of, as_at, self.year_shown()))
        elif self.part is self.discussions:
            self.discussions.set_rows(self.desk.ask(engagements, as_at))
        elif self.part is self.guidance:
            self.guidance.model.set_columns(columns.guidance_columns(as_at))
            self.guidance.set_rows(self.desk.ask(editions, as_at))
        elif self.part is self.declarations:
            self.declarations.set_rows(self.desk.ask(declarations, as_at))
        self.set_count(counted(self.part.count(), self.part.one, self.part.many))
        self._show_review()
        self._show_commands()

    def year_shown(self) -> Any:
        """Return a day of the academic year that the planner shows."""
        as_at = self.desk.as_at
        return as_at.replace(year=as_at.year + self._years, day=min(as_at.day, 28))

    def show_record(self, subject_id: int) -> None:
        """Bring a review into view; a command that follows may mean a record of another part by the same number."""
        self.wanted = subject_id
        self.tabs.setCurrentIndex(AGENDA)
        self.agenda.view.select_id(subject_id)
        self.agenda.view.setFocus()

    def run(self, command_id: str) -> bool:
        """Do a command where it belongs: its part comes into view first, with the record that was asked for."""
        wanted, self.wanted = self.wanted, None
        home = OPENS.get(command_id)
        if home is not None and self.tabs.currentIndex() != home:
            self.tabs.setCurrentIndex(home)
            part = self.parts[home]
            if wanted is not None and isinstance(part, ListPart):
                part.view.select_id(wanted)
        self.beside.policy_wanted = wanted if command_id == "reviews.discuss" else None
        return super().run(command_id)

    def selected_ids(self) -> tuple[int, ...]:
        """Return what is selected in the part in view."""
        return self.part.selected_ids()

    def panes(self) -> Sequence[QWidget]:
        """Return the tabs and the part in view, for F6."""
        return (self.tabs, *self.part.panes())

    def say_done(self, says: str) -> None:
        """Say what was done, with its Undo."""
        from policydesk.actions.undo import undo

        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))

    def add(self) -> None:
        """Add what the part in view holds: a schedule, a discussion or an edition."""
        if self.part is self.discussions:
            self.beside.discuss()
        elif self.part is self.guidance:
            self.beside.add_edition()
        else:
            self.planning.add()

    def _offer(self) -> None:
        self.offer("reviews.complete", self.planning.complete, needs=Needs.ONE, primary=True)
        self.offer("reviews.add", self.add)
        self.offer("reviews.edit", self.planning.edit, needs=Needs.ONE)
        self.offer("reviews.now", self.planning.review_now, needs=Needs.ONE)
        self.offer("reviews.settle", self.planning.settle, needs=Needs.ONE)
        self.offer("reviews.stop", self.planning.stop, needs=Needs.ONE)
        self.offer("reviews.discuss", self.beside.discuss, primary=True)
        self.offer("reviews.edition", self.beside.change_edition, needs=Needs.ONE)
        self.offer("reviews.newer", self.beside.add_newer, needs=Needs.ONE)
        self.offer("reviews.ask", self.beside.ask, primary=True)
        self.offer("reviews.answer", self.beside.answer, needs=Needs.SOME)
        self.offer("reviews.evidence", self.output.evidence, needs=Needs.ONE)
        self.offer("reviews.remind", self.output.remind)
        self.offer("reviews.calendar", self.output.calendar)
        self.offer("reviews.print", self.output.print)
        self.offer_menu("reviews.more")

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _number: self._on_tab())
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step_tab(step))
        opens = {AGENDA: "reviews.complete", GUIDANCE: "reviews.edition", DECLARATIONS: "reviews.answer"}
        for number, part in enumerate(self.parts):
            if isinstance(part, ListPart):
                part.view.context_actions = self.context_actions
                part.view.chosen.connect(self._on_chosen)
                if number in opens:
                    part.view.opened.connect(lambda _id, command=opens[number]: self.run(command))

    def context_actions(self) -> list[Any]:
        """Return the actions of the part in view."""
        return [action for action in super().context_actions() if action.isVisible()]

    def _on_tab(self) -> None:
        focus = self.window().focusWidget()
        was_inside = focus is not None and any(part.isAncestorOf(focus) for part in self.parts)
        for part in self.parts:
            part.setVisible(part is self.part)
        self.refresh()
        if was_inside:  # what had the focus has gone from view
            self.part.panes()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self) -> None:
        self.update_actions()
        self._show_review()

    def _show_review(self) -> None:
        if self.part is self.discussions:
            self._discussion.show_discussion(self.discussions.row())
        row = self.review
        planned = row is not None and row.schedule_id is not None
        history = self.desk.ask(done_reviews, self.desk.as_at, schedule_id=row.schedule_id) if row and planned else ()
        self._panel.show_review(row, history)

    def _show_commands(self) -> None:
        for command_id, action in self._actions.items():
            action.setVisible(command_id in self.part.commands)
        self.update_actions()

    def _step_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.parts))

    def _step_year(self, step: int) -> None:
        self._years += step
        self.refresh()
        self.announce(self.planner.heading.text())
