"""The Today page: where the school stands in one sentence, and what needs doing, the most urgent first."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.actions.findings import bring_back
from policydesk.actions.undo import undo
from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.due import TodayFigures
from policydesk.queries.finding_care import Care, CaredFindings
from policydesk.queries.policies import list_policies
from policydesk.queries.reviews import ReviewRow
from policydesk.queries.staff import count_staff
from policydesk.queries.today import TodayHead, today
from policydesk.rules.findings import Finding, count_urgent, in_order
from policydesk.terms import Topic, Urgency
from policydesk.terms_reviews import ReviewKind
from policydesk.ui.commands import COMMANDS
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.focus_kept import focus_kept
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.today.finding_card import Doing, FindingGroup, FindingLine, grid_of
from policydesk.ui.today.first_steps import FirstSteps, Step, policy_step
from policydesk.ui.today.folded import Folded, seen_through_lines
from policydesk.ui.today.head import HeadFigures
from policydesk.ui.today.seeing import FindingDetails, ask_assign, ask_put_off

Offer = tuple[str, Callable[[], object]]
"""Words of a menu, and what they do."""

TOGETHER = frozenset(one.id for one in COMMANDS if one.several)
"""Commands whose form takes several records at once."""

PUT_OFF = "These are still so, and reports say them. They come back on the day beside each."
SEEN_THROUGH = "Things that somebody saw to, and that are no longer so, of the last three months."


class TodayPage(Page):
    """What needs doing, with its figures; refreshed with every change."""

    name, title = "today", "Today"
    shows = frozenset(Topic)

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self._says = PlainLabel(look="heading", wrap=True)
        self._says.setObjectName("today_says")
        self._note = Hint()
        self._figures = HeadFigures(desk)
        self._holder = QWidget()
        self._groups = QVBoxLayout(self._holder)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(12)
        self.body.addWidget(self._says)
        self.body.addWidget(self._note)
        self.body.addWidget(self._figures)
        self.body.addWidget(self._holder)
        self.add_to_header(Button("Compare with another day", lambda: frame.go_to("compare"), name="to_compare"))
        self.add_to_header(Button("Standard", lambda: frame.go_to("standard"), name="to_standard"))
        self.body.addStretch(1)
        self.findings: tuple[Finding, ...] = ()
        """What wants attention now; what is put off is not among it."""

        self._care: dict[str, Care] = {}
        self._unfolded: set[str] = set()
        self._is_behind = False
        desk.sealed.changed.connect(self._on_sealed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for figures and findings again."""
        self._is_behind = False
        head, cared = self.desk.ask(today, self.desk.as_at)
        sealed = () if self.desk.looks_back else self.desk.sealed.findings()
        self.findings = in_order((*cared.now, *sealed))
        self.set_title("As it stood" if self.desk.looks_back else self.title)
        self.set_count(written(self.desk.as_at))
        self._show_figures(head)
        with focus_kept(self._holder):
            self._show_groups(head, cared)
        badge = getattr(self.frame, "set_badge", None)
        if badge is not None:
            badge("today", count_urgent(self.findings))
            badge("reviews", head.now.reviews.whole - head.now.reviews.part, "overdue")

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_behind:
            self.refresh()
        super().showEvent(event)

    def put_right(self, finding: Finding) -> None:
        """Go to where a finding is put right."""
        page, _dot, doing = finding.command.partition(".")
        does = bool(doing) and not self.desk.only_looks
        self.frame.go_to(page, finding.record_id, finding.command if does else "", finding.about)

    def _on_sealed(self) -> None:
        """Show what was unsealed, or show it no longer; at once only where somebody looks."""
        self._is_behind = True
        if self.isVisible():
            self.refresh()

    def put_all_right(self, those: Sequence[Finding]) -> None:
        """Go to where several findings of one kind are put right in one form."""
        page = those[0].command.partition(".")[0]
        self.frame.go_to_all(page, [one.subject_id for one in those], those[0].command)

    def more_for(self, finding: Finding) -> tuple[Offer, ...]:
        """Return what else can be done about a finding, and about all of its kind; nothing of what is sealed."""
        desk = self.desk
        if finding.topic is Topic.INCIDENTS:
            return ()  # its words are sealed: nothing of it is written down in clear
        details: Offer = ("About this…", lambda: FindingDetails(self, desk, finding).open())
        if desk.only_looks:
            return (details,)
        care = self._care.get(finding.identity)
        if care is not None and care.is_put_off(desk.as_at):
            return (("Bring back", lambda: desk.act(bring_back, (finding.identity,))), details)
        return (
            ("Not now…", lambda: ask_put_off(self, desk, (finding,), self._say_done)),
            ("Who sees to it…", lambda: ask_assign(self, desk, (finding,), self._say_done)),
            *self._more_for_all(finding),
            details,
        )

    def _say_done(self, says: str) -> None:
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))

    def _more_for_all(self, finding: Finding) -> tuple[Offer, ...]:
        alike = [one for one in self.findings if one.rule == finding.rule]
        if len(alike) < 2:
            return ()
        several = f"all {len(alike)} like this"
        together = finding.command in TOGETHER and all(one.subject_id for one in alike)
        return (
            *(((f"{finding.button}: {several}…", lambda: self.put_all_right(alike)),) if together else ()),
            (f"Not now: {several}…", lambda: ask_put_off(self, self.desk, alike, self._say_done)),
            (f"Who sees to {several}…", lambda: ask_assign(self, self.desk, alike, self._say_done)),
        )

    def _show_figures(self, head: TodayHead) -> None:
        figures, asked = head.figures, bool(head.figures.asked)
        self._figures.show_head(head)
        self._says.setText(_sentence(figures) if asked else "Nobody is asked to acknowledge anything yet.")
        late = sum(1 for one in self.findings if one.urgency is Urgency.OVERDUE)
        self._note.setText(
            f"{counted(late, 'thing is', 'things are')} overdue." if late else "Nothing is overdue." if asked else ""
        )
        self._note.setVisible(bool(self._note.text()))

    def _show_groups(self, head: TodayHead, cared: CaredFindings) -> None:
        self._care = cared.care
        doing = Doing(self.put_right, self.more_for, cared.care, self.desk.as_at, self.desk.only_looks)
        empty(self._groups)
        steps = self._first_steps(head.figures)
        if not all(step.done for step in steps) and not self.desk.only_looks:
            self._groups.addWidget(
                FirstSteps(steps, lambda step: self.frame.go_to(step.page, step.subject_id, step.command))
            )
        first = 0
        for urgency in Urgency:
            some = tuple(one for one in self.findings if one.urgency is urgency)
            if some:
                self._groups.addWidget(FindingGroup(urgency, some, doing, first))
                first += len(some)
        self._show_folded(cared, doing, first)
        if not self.findings:
            self._groups.addWidget(PlainLabel(_nothing(head.next_review), wrap=True))

    def _show_folded(self, cared: CaredFindings, doing: Doing, first: int) -> None:
        if cared.put_off:
            card = self._fold("put_off", f"Not now: {counted(len(cared.put_off), 'thing')}", PUT_OFF)
            lines = tuple(FindingLine(one, doing, first + number) for number, one in enumerate(cared.put_off))
            card.column.addLayout(grid_of(lines))
        if cared.seen_through:
            words = f"Seen through: {counted(len(cared.seen_through), 'thing')}"
            card = self._fold("seen_through", words, SEEN_THROUGH)
            for label in seen_through_lines(cared.seen_through):
                card.column.addWidget(label)

    def _fold(self, name: str, words: str, says: str) -> Folded:
        card = Folded(name, words, says, is_open=name in self._unfolded)
        card.toggle.clicked.connect(lambda: self._unfolded.symmetric_difference_update({name}))
        self._groups.addWidget(card)
        return card

    def _first_steps(self, figures: TodayFigures) -> tuple[Step, ...]:
        staff = self.desk.ask(count_staff)
        return (
            Step(staff > 0, "Bring in the staff from a file, or add them one by one.", "Import staff", "staff",
                 "staff.import"),
            policy_step(self.desk.ask(list_policies, self.desk.as_at), in_force=figures.policies_in_force > 0),
            Step(figures.up_to_date > 0, "Record who has signed it.", "Record signatures", "acknowledgements",
                 "acknowledgements.meeting"),
        )  # fmt: skip


def _sentence(figures: TodayFigures) -> str:
    policies = counted(len(figures.figures), "policy", "policies")
    who = counted(figures.people, "person is", "people are")
    some, have = f"{figures.all_done:,}" if figures.all_done else "none", "has" if figures.all_done <= 1 else "have"
    return f"{who} asked to acknowledge {policies}; {some} of them {have} done all of it."


def _nothing(following: ReviewRow | None) -> str:
    """Return what stands where nothing wants attention: with what comes next, so that it is no surprise."""
    if following is None:
        return "Nothing needs doing."
    name = following.name
    if following.kind is ReviewKind.POLICY and not following.title:
        the = "the " if following.subject.casefold().endswith("policy") else ""
        name = f"review of {the}{following.subject}"
    return f"Nothing needs doing. Next: {name} on {written(following.due_on)}."
