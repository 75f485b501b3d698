"""The Today page: where the school stands in one sentence, and what needs doing, the most urgent first."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.due import TodayFigures, findings, today_figures
from policydesk.queries.staff import count_staff
from policydesk.rules.findings import Finding, in_order
from policydesk.terms import Topic, Urgency
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import Figure
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.kit.states import counted
from policydesk.ui.today.finding_card import FindingGroup
from policydesk.ui.today.first_steps import FirstSteps, Step


class TodayPage(Page):
    """What needs doing, with its figures; refreshed with every change."""

    name, title = "today", "Today"
    shows = frozenset(Topic)

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self._says = PlainLabel(look="heading", wrap=True)
        self._says.setObjectName("today_says")
        self._note = Hint()
        self._figures = QGridLayout()
        self._figures.setSpacing(12)
        self._cards = {
            name: Figure(label)
            for name, label in (
                ("up_to_date", "acknowledgements up to date"),
                ("people", "people who have acknowledged everything"),
                ("overdue", "acknowledgements overdue"),
                ("reviews", "policy reviews overdue"),
            )
        }
        for number, card in enumerate(self._cards.values()):
            self._figures.addWidget(card, 0, number)
        self._holder = QWidget()
        self._groups = QVBoxLayout(self._holder)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(12)
        self.body.addWidget(self._says)
        self.body.addWidget(self._note)
        self.body.addLayout(self._figures)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        self.findings: tuple[Finding, ...] = ()
        self._is_behind = False
        desk.sealed.changed.connect(self._on_sealed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for figures and findings again."""
        self._is_behind = False
        figures = self.desk.ask(today_figures, self.desk.as_at)
        in_clear = self.desk.ask(findings, self.desk.as_at)
        sealed = self.desk.sealed.findings() if self.desk.as_at == self.desk.today else ()
        self.findings = in_order((*in_clear, *sealed))
        self.set_count(written(self.desk.as_at))
        self._show_figures(figures)
        self._show_groups(figures)
        badge = getattr(self.frame, "set_badge", None)
        if badge is not None:
            badge("today", sum(1 for one in self.findings if one.urgency in {Urgency.OVERDUE, Urgency.THIS_WEEK}))

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_behind:
            self.refresh()
        super().showEvent(event)

    def put_right(self, finding: Finding) -> None:
        """Go to where a finding is put right."""
        page, _dot, doing = finding.command.partition(".")
        does = bool(doing) and not self.desk.only_looks
        self.frame.go_to(page, finding.subject_id or None, finding.command if does else "")

    def _on_sealed(self) -> None:
        """Show what was unsealed, or show it no longer; at once only where somebody looks."""
        self._is_behind = True
        if self.isVisible():
            self.refresh()

    def _show_figures(self, figures: TodayFigures) -> None:
        cards = self._cards
        asked = bool(figures.asked)
        for card in cards.values():
            card.setVisible(asked)
        self._says.setText(_sentence(figures) if asked else "Nobody is asked to acknowledge anything yet.")
        late = sum(1 for one in self.findings if one.urgency is Urgency.OVERDUE)
        self._note.setText(
            f"{counted(late, 'thing is', 'things are')} overdue." if late else "Nothing is overdue." if asked else ""
        )
        self._note.setVisible(bool(self._note.text()))
        cards["up_to_date"].show_figure(_of(figures.up_to_date, figures.asked), _percent(figures))
        cards["people"].show_figure(_of(figures.all_done, figures.people))
        cards["overdue"].show_figure(f"{figures.overdue:,}", "", Tone.BAD if figures.overdue else Tone.GOOD)
        cards["reviews"].show_figure(_of(figures.reviews_overdue, figures.policies_in_force))

    def _show_groups(self, figures: TodayFigures) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        steps = self._first_steps(figures)
        if not all(step.done for step in steps) and not self.desk.only_looks:
            self._groups.addWidget(FirstSteps(steps, lambda step: self.frame.go_to(step.page, None, step.command)))
        first = 0
        for urgency in Urgency:
            some = tuple(one for one in self.findings if one.urgency is urgency)
            if some:
                self._groups.addWidget(
                    FindingGroup(urgency, some, self.put_right, first, only_looks=self.desk.only_looks)
                )
                first += len(some)
        if not self.findings:
            self._groups.addWidget(PlainLabel("Nothing needs doing. Have a good day.", wrap=True))

    def _first_steps(self, figures: TodayFigures) -> tuple[Step, ...]:
        staff = self.desk.ask(count_staff)
        return (
            Step(staff > 0, "Bring in the staff from a file, or add them one by one.", "Import staff", "staff",
                 "staff.import"),
            Step(figures.policies_in_force > 0, "Add the social media policy with its document, and publish it.",
                 "Add policy", "policies", "policies.add"),
            Step(figures.up_to_date > 0, "Record who has signed it.", "Record signatures", "acknowledgements",
                 "acknowledgements.meeting"),
        )  # fmt: skip


def _sentence(figures: TodayFigures) -> str:
    policies = counted(len(figures.figures), "policy", "policies")
    who = counted(figures.people, "person is", "people are")
    return (
        f"{who} asked to acknowledge {policies}; {figures.all_done:,} of them {_have(figures.all_done)} done all of it."
    )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}"


def _percent(figures: TodayFigures) -> str:
    """Return the percentage rounded down, so that 100 % is never said before it is true."""
    return f"{100 * figures.up_to_date // figures.asked} %" if figures.asked else ""
