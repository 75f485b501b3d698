"""The school's terms: added, changed and removed here; what lies between them is holiday."""

from datetime import date
from functools import partial

from PySide6.QtCore import QRegularExpression
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.actions.year_terms import TermDraft, add_term, change_term, remove_term
from policydesk.queries.calendar import TermRow, terms
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.cover_words import stretch
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Part, row_of

WHAT_FOR = (
    "Some moderators look after an account in term time only; the cover calendar needs to know when that is. "
    "What lies between two terms is holiday. England’s bank holidays are known already."
)


def term_fields(today: date) -> tuple[Field | Section, ...]:
    """Ask for a term and its half-term holiday."""
    return (
        Field("name", "Name", TextBox, "For example, autumn term 2026.", required="Enter the name of the term."),
        Field("first_on", "First day", lambda: DateBox(today), EXAMPLE, required="Enter the first day of the term."),
        Field("last_on", "Last day", lambda: DateBox(today), required="Enter the last day of the term."),
        Section("Half-term holiday"),
        Field("break_from", "First day of the holiday (optional)", lambda: DateBox(today)),
        Field("break_until", "Last day of the holiday (optional)", lambda: DateBox(today)),
    )


class TermsPart(Part):
    """Every term with its dates."""

    title = "Term dates"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.add_button = Button("Add a ter&m…", self.add, look="primary", picture="calendar")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        card = Card("Term dates")
        card.add(Hint(WHAT_FOR))
        card.add(self._lines)
        card.add(row_of(self.add_button))
        self.setFocusProxy(self.add_button)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the terms, the newest first."""
        empty(self._lines)
        rows = self.desk.ask(terms)
        for row in reversed(rows):
            self._lines.addWidget(self._line(row))
        if not rows:
            self._lines.addWidget(Hint("No term is recorded yet, so only bank holidays count as holiday."))
        for button in self.findChildren(Button, QRegularExpression("^remove_term_")):
            QWidget.setTabOrder(button, self.add_button)  # which stands below the lines, although it was made before
        self.add_button.setVisible(not self.desk.only_looks)

    def add(self) -> None:
        """Ask for another term."""
        FormDialog(
            self,
            "Add a term",
            term_fields(self.desk.today),
            verb="&Add the term",
            save=lambda values: self.desk.act(add_term, TermDraft(**values)),
            then=lambda _id: self.say_done("Added a term"),
            again="Add and &next",
        ).open()

    def change(self, row: TermRow) -> None:
        """Change a term."""
        FormDialog(
            self,
            f"Change {row.name}",
            term_fields(self.desk.today),
            verb="&Save the term",
            values={name: getattr(row, name) for name in ("name", "first_on", "last_on", "break_from", "break_until")},
            save=lambda values: self.desk.act(change_term, row.id, TermDraft(**values)),
            then=lambda _none: self.say_done(f"Saved {row.name}"),
        ).open()

    def remove(self, row: TermRow) -> None:
        """Remove a term; Undo brings it back."""
        self.desk.act(remove_term, row.id)
        self.say_done(f"Removed {row.name}")

    def _line(self, row: TermRow) -> QWidget:
        words = f"{row.name}: {stretch(row.first_on, row.last_on)}"
        if row.break_from is not None and row.break_until is not None:
            words += f"; half-term holiday {stretch(row.break_from, row.break_until)}"
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(words, wrap=True), 1)
        if not self.desk.only_looks:
            for verb, do in (("Change", self.change), ("Remove", self.remove)):
                button = Button(verb, partial(do, row), look="link", name=f"{verb.lower()}_term_{row.id}")
                button.setAccessibleName(f"{verb}: {row.name}")
                across.addWidget(button)
        return line
