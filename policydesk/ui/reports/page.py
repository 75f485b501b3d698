"""The reports page: which report, for which policy, as at which day; what is seen is what is printed."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.actions.incident_steps import note_report
from policydesk.dates import written
from policydesk.errors import Refusal, StoreTrouble
from policydesk.queries.accounts import account_names
from policydesk.queries.acknowledgements import current_versions
from policydesk.queries.staff import find_staff
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Gathered, Options, Printing, Report, gather, render, render_sheet
from policydesk.store.atomic import write_whole
from policydesk.store.register import ZONE
from policydesk.terms import Topic
from policydesk.terms_incidents import Category, IncidentKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.inputs import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.jobs import Newest
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.kit.paper import print_pdf, turn_as
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from policydesk.ui.kit.states import counted
from policydesk.ui.reports.preview import Preview

FORM = "account-approval-form"
"""The report that is shown where only an account is named."""

STANDS = ((True, "Open: something is left to do"), (False, "Closed or settled"))
"""Which incidents a report is about, by where they stand."""

CHOICES_WIDE = 36
"""Letters that the column of choices is wide."""


class ReportsPage(Page):
    """A choice at the left, the paper at the right."""

    name, title = "reports", "Reports"
    shows = frozenset({Topic.ACKNOWLEDGEMENTS, Topic.STAFF, Topic.POLICIES, Topic.SCHOOL, Topic.ACCOUNTS,
                       Topic.INCIDENTS, Topic.REVIEWS, Topic.DECLARATIONS})  # fmt: skip

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self._content = b""
        self._told: tuple[Report, Gathered, Printing] | None = None
        self._wanted: int | None = None
        self._drawing: Newest[bytes] = Newest(desk.jobs, "Drawing the report")
        offered = [(one.id, one.title) for one in reports() if desk.sealed.may_hold or not one.wants_keys]
        self.which = FieldRow(Field("report", "Report", lambda: ChoiceBox(offered)))
        self.version = FieldRow(Field("version", "Policy", lambda: ChoiceBox([])))
        self.day = FieldRow(
            Field("as_at", "As at", lambda: DateBox(desk.today), "The register as it stood on this day.")
        )
        self.account = FieldRow(Field("account", "Account", lambda: ChoiceBox([], none="")))
        self.first = FieldRow(Field("first", "First day (optional)", lambda: DateBox(desk.today), EXAMPLE))
        self.last = FieldRow(Field("last", "Last day (optional)", lambda: DateBox(desk.today), EXAMPLE))
        self.compare = FieldRow(
            Field(
                "compare_with", "Compare with (optional)", lambda: DateBox(desk.today), "Without it, three months ago."
            )
        )
        self.person = FieldRow(Field("person", "Person", lambda: PersonPicker(self._people), "Whose record it is."))
        self.kind = FieldRow(Field("kind", "Kind", lambda: TermBox(IncidentKind, none="All")))
        self.category = FieldRow(Field("category", "Category of the concern", lambda: TermBox(Category, none="All")))
        self.stands = FieldRow(Field("is_open", "Open or closed", lambda: ChoiceBox(STANDS, none="All")))
        self.names = FieldRow(Field("names", "", lambda: TickBox("Name the people who are overdue")))
        self.says, self.about = Hint(), PlainLabel(wrap=True)
        self.preview = Preview(self)
        self.offer("reports.save", self.save, primary=True)
        self.offer("reports.sheet", self.save_sheet)
        self.offer("reports.print", self.print)
        self._lay_out()
        self.which.input.set_value(self.kept("report") or reports()[0].id)
        self.day.input.set_value(desk.as_at)
        for row in self._rows:
            row.input.changed.connect(self._on_changed)
        desk.sealed.changed.connect(self._on_sealed)
        self.refresh()

    @property
    def _rows(self) -> tuple[FieldRow, ...]:
        days = (self.day, self.compare, self.first, self.last)
        return (self.which, self.version, self.account, self.person, *days, *self._chosen, self.names)

    @property
    def _chosen(self) -> tuple[FieldRow, ...]:
        return (self.kind, self.category, self.stands)

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        wanted = self.which.input.value()
        return next((one for one in reports() if one.id == wanted), reports()[0])

    def refresh(self) -> None:
        """Draw the chosen report again, with the register as it is now."""
        report = self.report
        heads = self.desk.ask(current_versions, self._day())
        box = self.version.input
        assert isinstance(box, ChoiceBox)
        box.set_choices([(head.version_id, f"{head.title}, version {head.label}") for head in heads])
        self._offer_accounts(report)
        for row, wanted in (
            (self.version, report.wants_version),
            (self.account, bool(report.wants_account)),
            (self.first, report.wants_window is not None),
            (self.last, report.wants_window is not None),
            (self.person, report.wants_person),
            (self.compare, report.offers_comparison),
            *((one, report.offers_kinds) for one in (self.kind, self.category)),
            (self.stands, report.offers_open),
            (self.names, report.offers_names),
        ):
            row.setVisible(wanted)
        self.says.setText(report.says)
        for row, says in zip((self.first, self.last), report.wants_window or (), strict=False):
            row.explain(says)
        for row in (self.day, self.compare, self.first, self.last):
            row.say(row.input.problem())
        try:
            gathered = self.desk.ask(gather, report, self._day(), self._options())
        except Refusal as refusal:
            self._show_nothing(refusal.says)
            return
        printing = self._printing()
        self.about.setText("Drawing the report …")
        self._told = (report, gathered, printing)
        self._drawing.run(lambda _progress: render(report, gathered, printing), self._on_drawn, self._on_failed)

    def show_for(self, report_id: str, account_id: int) -> None:
        """Show a report about one official account; where it does not exist on the chosen day, as at today."""
        self.which.input.set_value(report_id)
        if account_id not in {known for known, _name in self.desk.ask(account_names, self._day())}:
            self.day.input.set_value(self.desk.as_at)
        self._wanted = account_id
        self._on_changed()

    def show_record(self, subject_id: int) -> None:
        """Show the approval form of an official account: what another page sends here."""
        self.show_for(FORM, subject_id)

    def save(self) -> None:
        """Save the report as a PDF."""
        if not self._content:
            self.frame.say("There is nothing to save yet.")
            return
        chosen = self._file("Save the report", "pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(chosen)

    def save_sheet(self) -> None:
        """Save the report's tables as a spreadsheet."""
        if self._told is None:
            self.frame.say("There is nothing to save yet.")
            return
        told, chosen = self._told, self._file("Save the tables", "xlsx", "Excel (*.xlsx)")
        if chosen:
            self.desk.jobs.run(
                lambda _progress: render_sheet(*told),
                says="Writing the spreadsheet",
                then=lambda content: self._write(chosen, content),
            )

    def save_to(self, path: Path) -> None:
        """Write the report into a file, the whole of it or nothing."""
        self._write(path if path.suffix else path.with_suffix(".pdf"), self._content)

    def _file(self, title: str, ending: str, kind: str) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self.report.title}, {written(self._day())}.{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), title, str(Path(folder) / name), kind)
        if not chosen:
            return None
        return Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(f".{ending}")

    def _write(self, target: Path, content: bytes) -> None:
        try:
            self._note()
            write_whole(target, content)
        except StoreTrouble as trouble:
            messages.tell(self, "The report could not be saved", trouble.says)
            return
        self.frame.say(f"Saved {target.name}.")

    def print(self) -> None:
        """Print the report on paper."""
        if not self._content:
            self.frame.say("There is nothing to print yet.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.report.title)
        turn_as(printer, self._content)
        dialog = QPrintDialog(printer, self.window())
        dialog.setMinMax(1, self.preview.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._note()
            print_pdf(self._content, printer)
            self.frame.say("Sent to the printer.")

    def _on_sealed(self) -> None:
        """Leave no confidential report in view once the sealed parts are closed."""
        if self.report.wants_keys:
            self.refresh()

    def _note(self) -> None:
        """Keep in the audit trail that confidential records went onto paper."""
        if self.report.wants_keys:
            self.desk.act(note_report, self.report.title)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choices and the paper, for F6."""
        return (self.which, self.preview)

    def _on_changed(self) -> None:
        self.keep("report", self.report.id)
        self.refresh()

    def _on_drawn(self, content: bytes) -> None:
        self._content = content
        self.preview.show_pdf(content)
        self.about.setText(counted(self.preview.pages, "page"))
        self.announce(f"{self.report.title}, {counted(self.preview.pages, 'page')}")

    def _on_failed(self, trouble: Exception) -> None:
        self._show_nothing("The report could not be drawn.")
        raise trouble

    def _show_nothing(self, says: str) -> None:
        self._drawing.forget()
        self._content, self._told = b"", None
        self.preview.clear()
        self.about.setText(says)

    def _offer_accounts(self, report: Report) -> None:
        """Offer the accounts of the day, closed ones last; the one that was asked for is chosen."""
        box = self.account.input
        assert isinstance(box, ChoiceBox)
        if not report.wants_account:
            return
        box.set_none(report.wants_account)
        box.set_choices(self.desk.ask(account_names, self._day()))
        if self._wanted is not None:
            box.set_value(self._wanted)
            self._wanted = None

    def _day(self) -> Any:
        return self.day.input.value() or self.desk.as_at

    def _options(self) -> Options:
        version = self.version.input.value() if self.report.wants_version else None
        account = self.account.input.value() if self.report.wants_account else None
        window = (self.first.input.value(), self.last.input.value()) if self.report.wants_window else (None, None)
        sealed = self.desk.sealed
        incidents = sealed.records if self.report.wants_keys and sealed.is_open else None
        kind, category = (one.input.value() if self.report.offers_kinds else None for one in (self.kind, self.category))
        is_open = self.stands.input.value() if self.report.offers_open else None
        return Options(
            version,
            bool(self.names.input.value()),
            account,
            window[0],
            window[1],
            incidents,
            staff_id=self.person.input.value() if self.report.wants_person else None,
            compare_with=self.compare.input.value() if self.report.offers_comparison else None,
            kind=kind,
            category=category,
            is_open=is_open,
        )

    def _people(self, text: str) -> list[Choice]:
        found = self.desk.ask(find_staff, self._day(), text)
        return [Choice(one.id, one.full_name, one.job_title) for one in found]

    def _printing(self) -> Printing:
        register = self.desk.register
        return Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))

    def _lay_out(self) -> None:
        choices = QWidget()
        choices.setFixedWidth(self.fontMetrics().averageCharWidth() * CHOICES_WIDE + 24)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for one in (self.which, self.says, *self._rows[1:], self.about):
            column.addWidget(one)
        column.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(choices)
        across.addWidget(self.preview, 1)
        self.body.addLayout(across, 1)
