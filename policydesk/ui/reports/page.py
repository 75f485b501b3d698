"""The reports page: every report with its picture, then the one that is chosen; what is seen is what is printed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Options, Report, make_ready, render
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.in_view import bring_into_view
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.jobs import Newest
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.reports.choices import Choices
from policydesk.ui.reports.choices_area import ChoicesArea
from policydesk.ui.reports.gallery import Gallery
from policydesk.ui.reports.gathering import Gathering, Told
from policydesk.ui.reports.output import Output
from policydesk.ui.reports.viewer import Viewer

FORM = "account-approval-form"
"""The report that is shown where only an account is named."""

READING, DRAWING = "Reading the register …", "Drawing the report …"
"""What is said while a report is on its way."""


class ReportsPage(Page):
    """The gallery; behind it the choices at the left and the paper at the right."""

    name, title = "reports", "Reports"
    shows = frozenset({Topic.ACKNOWLEDGEMENTS, Topic.STAFF, Topic.POLICIES, Topic.SCHOOL, Topic.ACCOUNTS,
                       Topic.INCIDENTS, Topic.REVIEWS, Topic.DECLARATIONS})  # fmt: skip

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.content = b""
        self.told: Told | None = None
        self._gathering = Gathering(desk)
        self.asked: tuple[Report, date, Options] | None = None
        """What was asked for last, as long as its paper is in view or on its way."""
        self._drawing: Newest[tuple[Told, bytes]] = Newest(desk.jobs, "Drawing the report")
        offered = tuple(one for one in reports() if desk.sealed.may_hold or not one.wants_keys)
        self.gallery = Gallery(offered, self.open_report)
        self.choices = Choices(desk, offered)
        self.viewer = Viewer(self)
        self.preview = self.viewer.preview
        self.output = Output(self)
        self.set_count(counted(len(offered), "report"))
        self.offer("reports.gallery", self.show_gallery)
        self.offer("reports.save", self.output.save, primary=True)
        self.offer("reports.save_to", self.output.save_where)
        self.offer("reports.sheet", self.output.save_sheet)
        self.offer("reports.web", self.output.save_page)
        self.offer("reports.print", self.output.print)
        self._lay_out()
        self.choices.which.input.changed.connect(lambda: self.open_report(self.report.id))
        self.choices.changed.connect(self._on_changed)
        desk.sealed.changed.connect(self._on_sealed)
        desk.jobs.run(lambda _progress: make_ready(), says="Getting ready to draw", quiet=True)
        self.show_gallery()

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        return self.choices.report

    @property
    def has_gallery(self) -> bool:
        """Whether all reports are in view, and none of them alone."""
        return self._desk_of_one.isHidden()

    def show_gallery(self) -> None:
        """Show all reports; the one that was chosen last has the focus."""
        self._show_nothing("")
        self._show(self.gallery)
        if self.isVisible():
            self.gallery.focus_on(self.kept("report"))
            bring_into_view(self.gallery.focusProxy() or self.gallery)

    def open_report(self, report_id: str) -> None:
        """Show one report, with what was chosen of it the last time."""
        self.choices.which.input.set_value(report_id)
        self.keep("report", self.report.id)
        self.choices.recall(self.kept(f"chosen/{self.report.id}"))
        was_gallery = self.has_gallery
        self._show(self._desk_of_one)
        self.refresh()
        if was_gallery and self.isVisible():
            self.preview.setFocus()
            bring_into_view(self.preview)

    def refresh(self) -> None:
        """Draw the chosen report again, with the register as it is now."""
        if self.has_gallery:
            return
        self.choices.offer()
        self._update_output()
        self.asked = self._asked_for()
        self.content, self.told = b"", None  # what is seen until then is not what is chosen
        self._on_the_way(READING)
        asked = self.report, self.choices.as_at, self.choices.options()
        job = self._drawing.run(lambda progress: self._draw(progress, *asked), self._on_drawn, self._on_failed)
        job.advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)
        self.output.on_asked()

    def show_for(self, report_id: str, account_id: int) -> None:
        """Show a report about one official account; where it does not exist on the chosen day, as at today."""
        self.open_report(report_id)
        self.choices.want_account(account_id)
        self._on_changed()

    def show_record(self, subject_id: int) -> None:
        """Show the approval form of an official account: what another page sends here."""
        self.show_for(FORM, subject_id)

    def show_part(self, name: str) -> None:
        """Show the report of this id: what the search found."""
        if any(card.report.id == name for card in self.gallery.cards):
            self.open_report(name)

    def keep_open(self) -> None:
        """Let the window stay until the report that is on its way is saved."""
        self._drawing.keep_open()

    def save_to(self, path: Path) -> None:
        """Write the report into a file."""
        self.output.save_to(path)

    def run(self, command_id: str) -> bool:
        """Do a command; while no report is chosen, only a word is said."""
        if self.has_gallery and self.offers(command_id):
            self.frame.say("Choose a report first.")
            return False
        return super().run(command_id)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the gallery, or the choices and the paper, for F6."""
        return (self.gallery,) if self.has_gallery else (self.choices, self.preview)

    def text_filter(self) -> QWidget | None:
        """Return the box that narrows the gallery."""
        return self.gallery.filter.text if self.has_gallery else None

    def _on_sealed(self) -> None:
        """Leave nothing in view that was unsealed once the sealed parts are closed."""
        if self.report.takes_incidents:
            if not self.has_gallery:
                self._show_nothing("")
            self.refresh()

    def _asked_for(self) -> tuple[Report, date, Options]:
        return self.report, self.choices.as_at, replace(self.choices.options(), look=None)

    def _on_changed(self) -> None:
        """Draw what is chosen now; half a date is no other choice, so it only gets its message."""
        self.choices.offer()
        is_here = self.told is not None or self.viewer.waiting.is_waiting
        if is_here and self.asked == self._asked_for():
            return
        self.refresh()
        self.keep(f"chosen/{self.report.id}", self.choices.kept())

    def _draw(self, progress: Progress, report: Report, as_at: date, options: Options) -> tuple[Told, bytes]:
        """Gather the report and draw it; what was asked meanwhile is worth more, so there is a stop between the two."""
        told = self._gathering.ask(report, as_at, options)
        progress(0, 0, DRAWING)
        return told, render(*told)

    def _on_advanced(self, _done: int, _total: int, says: str) -> None:
        if says and self.viewer.waiting.is_waiting:
            self._on_the_way(says)

    def _on_the_way(self, says: str) -> None:
        self.choices.about.setText(says)
        self.viewer.waiting.begin(says)

    def _on_drawn(self, drawn: tuple[Told, bytes]) -> None:
        self.viewer.waiting.end()
        self.told, content = drawn
        self.content = content
        self.preview.show_pdf(content)
        self.viewer.say_page()
        self.choices.about.setText(counted(self.preview.pages, "page"))
        self.announce(f"{self.report.title}, {counted(self.preview.pages, 'page')}")
        self.output.on_drawn()

    def _on_failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Refusal):
            self._show_nothing(trouble.says)
            return
        self._show_nothing("The report could not be drawn.")
        raise trouble

    def _show_nothing(self, says: str) -> None:
        self._drawing.forget()
        self.output.give_up("The report was not saved, because it was not drawn.")
        self.viewer.waiting.end()
        self.content, self.told = b"", None
        self.preview.clear(says)
        self.viewer.say_page()
        self.choices.about.setText("")

    def _show(self, what: QWidget) -> None:
        for one in (self.gallery, self._desk_of_one):
            one.setVisible(one is what)
        self._update_output()

    def _update_output(self) -> None:
        """Offer only what can be done with what is in view."""
        for command in ("gallery", "save", "save_to", "sheet", "web", "print"):
            shown = not self.has_gallery and (command != "web" or self.report.offers_page)
            self.action(f"reports.{command}").setVisible(shown)

    def _lay_out(self) -> None:
        self._desk_of_one = QWidget()
        across = QHBoxLayout(self._desk_of_one)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        across.addWidget(ChoicesArea(self.choices))
        across.addWidget(self.viewer, 1)
        self.body.addWidget(self.gallery, 1)
        self.body.addWidget(self._desk_of_one, 1)
