"""What may be chosen of a report, and what was chosen of it the last time."""

import json
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.queries.accounts import account_names
from policydesk.queries.acknowledgements import current_versions
from policydesk.queries.staff import find_staff
from policydesk.reports.report import Options, Report
from policydesk.store.health import health_of
from policydesk.terms import StaffCategory
from policydesk.terms_incidents import Category, IncidentKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from policydesk.ui.reports.pack_box import PackBox

STANDS = ((True, "Open: something is left to do"), (False, "Closed or settled"))
"""Which incidents a report is about, by where they stand."""

LETTERS_WIDE = 36
"""Letters that the column of choices is wide."""

LONG = 99
"""How much of the room that is left goes to the list of what is in a pack, which is the longest of all."""

RING = 4
"""Pixels round the column, so that the ring round what has the focus is seen whole."""


class Choices(QWidget):
    """A column of questions; those that a report does not ask are not there."""

    changed = Signal()

    def __init__(self, desk: Desk, offered: tuple[Report, ...]) -> None:
        super().__init__()
        self._desk, self._offered = desk, offered
        self._wanted: int | None = None
        titles = [(one.id, one.title) for one in offered]
        today = desk.today
        self.which = FieldRow(Field("report", "Report", lambda: ChoiceBox(titles)))
        self.version = FieldRow(Field("version", "Policy", lambda: ChoiceBox([])))
        self.day = FieldRow(Field("as_at", "As at", lambda: DateBox(today), "The register as it stood on this day."))
        self.account = FieldRow(Field("account", "Account", lambda: ChoiceBox([], none="")))
        self.first = FieldRow(Field("first", "First day (optional)", lambda: DateBox(today), EXAMPLE))
        self.last = FieldRow(Field("last", "Last day (optional)", lambda: DateBox(today), EXAMPLE))
        compare = Field("compare_with", "Compare with (optional)", lambda: DateBox(today), "Else three months earlier.")
        self.compare = FieldRow(compare)
        self.person = FieldRow(Field("person", "Person", lambda: PersonPicker(self._people), "Whose record it is."))
        self.held = FieldRow(Field("held", "Category of staff", lambda: TermBox(StaffCategory, none="Everybody")))
        self.kind = FieldRow(Field("kind", "Kind", lambda: TermBox(IncidentKind, none="All")))
        self.category = FieldRow(Field("category", "Category of the concern", lambda: TermBox(Category, none="All")))
        self.stands = FieldRow(Field("is_open", "Open or closed", lambda: ChoiceBox(STANDS, none="All")))
        self.names = FieldRow(Field("names", "", lambda: TickBox("Name the people who are overdue")))
        self.included = FieldRow(Field("included", "What is in it", PackBox, "Tick reports and files."))
        self.says, self.about = Hint(), PlainLabel(wrap=True)
        self.day.input.set_value(desk.as_at)
        self.setFocusProxy(self.which.input)
        self._lay_out()
        for row in self._rows[1:]:
            row.input.changed.connect(self.changed)

    @property
    def _rows(self) -> tuple[FieldRow, ...]:
        days = (self.day, self.compare, self.first, self.last)
        people = (self.held, self.person)
        return (self.which, self.version, self.account, *people, *days, self.kind, self.category, self.stands,
                self.included, self.names)  # fmt: skip

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        wanted = self.which.input.value()
        return next((one for one in self._offered if one.id == wanted), self._offered[0])

    @property
    def as_at(self) -> date:
        """The day that the report is for."""
        chosen = self.day.input.value()
        return chosen if isinstance(chosen, date) else self._desk.as_at

    def want_account(self, account_id: int) -> None:
        """Choose an account; where it does not exist on the chosen day, as at today."""
        if account_id not in {known for known, _name in self._desk.ask(account_names, self.as_at)}:
            self.day.input.set_value(self._desk.as_at)
        self._wanted = account_id

    def offer(self) -> None:
        """Show what the chosen report asks, with what there is to choose from on its day."""
        report = self.report
        heads = self._desk.ask(current_versions, self.as_at)
        box = self.version.input
        assert isinstance(box, ChoiceBox)
        box.set_none("All policies" if report.offers_version else None)
        box.set_choices([(head.version_id, f"{head.title}, version {head.label}") for head in heads])
        self._offer_accounts(report)
        if report.offers_parts and isinstance(self.included.input, PackBox):
            self.included.input.offer_of(self._desk, self.as_at)
        for row, wanted in self._asked(report):
            row.setVisible(wanted)
        self.says.setText(report.says)
        self.person.explain("Whose record it is." if report.wants_person else "Leave it empty for everybody.")
        for row, says in zip((self.first, self.last), report.wants_window or (), strict=False):
            row.explain(says)
        for row in (self.day, self.compare, self.first, self.last):
            row.say(row.input.problem())

    def options(self) -> Options:
        """Return what is chosen, with the incidents that are open where the report takes them."""
        report, sealed = self.report, self._desk.sealed

        def chosen(row: FieldRow, wanted: bool) -> Any:
            return row.input.value() if wanted else None

        window = report.wants_window is not None
        return Options(
            chosen(self.version, report.wants_version or report.offers_version),
            bool(chosen(self.names, report.offers_names)),
            chosen(self.account, bool(report.wants_account)),
            chosen(self.first, window),
            chosen(self.last, window),
            sealed.records if report.takes_incidents and sealed.is_open else None,
            staff_id=chosen(self.person, report.wants_person or report.offers_person),
            held=chosen(self.held, report.offers_held),
            compare_with=chosen(self.compare, report.offers_comparison),
            kind=chosen(self.kind, report.offers_kinds),
            category=chosen(self.category, report.offers_kinds),
            is_open=chosen(self.stands, report.offers_open),
            included=chosen(self.included, report.offers_parts) or (),
            look=(lambda: health_of(self._desk.register)) if report.wants_look else None,
        )

    def kept(self) -> str:
        """Return what is chosen as it is remembered: neither the day nor the person."""
        found: dict[str, Any] = {}
        for row, wanted in self._asked(self.report):
            value = row.input.value() if wanted and row is not self.person else None
            if value not in (None, "", False) or (row is self.stands and value is False):
                found[row.field.name] = value
        return json.dumps(found, default=lambda day: day.isoformat())

    def recall(self, kept: str) -> None:
        """Choose what was chosen of this report the last time; what is no longer offered is left out."""
        try:
            found = json.loads(kept or "{}")
        except ValueError:
            found = {}
        self.offer()
        for row, _wanted in self._asked(self.report):
            if row is self.person:
                if self.report.offers_person:
                    row.input.set_value(None)
                continue
            value = found.get(row.field.name) if isinstance(found, dict) else None
            try:
                row.input.set_value(date.fromisoformat(value) if isinstance(row.input, DateBox) and value else value)
            except (ValueError, TypeError):
                row.input.set_value(None)

    def _asked(self, report: Report) -> tuple[tuple[FieldRow, bool], ...]:
        window = report.wants_window is not None
        return (
            (self.version, report.wants_version or report.offers_version),
            (self.account, bool(report.wants_account)),
            (self.first, window),
            (self.last, window),
            (self.held, report.offers_held),
            (self.person, report.wants_person or report.offers_person),
            (self.compare, report.offers_comparison),
            *((one, report.offers_kinds) for one in (self.kind, self.category)),
            (self.stands, report.offers_open),
            (self.included, report.offers_parts),
            (self.names, report.offers_names),
        )

    def _offer_accounts(self, report: Report) -> None:
        """Offer the accounts of the day, closed ones last; the one that was asked for is chosen."""
        box = self.account.input
        assert isinstance(box, ChoiceBox)
        if not report.wants_account:
            return
        box.set_none(report.wants_account)
        box.set_choices(self._desk.ask(account_names, self.as_at))
        if self._wanted is not None:
            box.set_value(self._wanted)
            self._wanted = None

    def _people(self, text: str) -> list[Choice]:
        return [Choice(one.id, one.full_name, one.job_title) for one in self._desk.ask(find_staff, self.as_at, text)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * LETTERS_WIDE + 24 + 2 * RING)

    def _lay_out(self) -> None:
        self._fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(16)
        for one in (self.which, self.says, *self._rows[1:], self.about):
            column.addWidget(one, LONG if one is self.included else 0)
        column.addStretch(1)
