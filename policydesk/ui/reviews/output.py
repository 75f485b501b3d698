"""What leaves the reviews page as a file or on paper: calendars, e-mail drafts, the year planner. Nothing is sent."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from policydesk.actions.reminders import WordsDraft, keep_words
from policydesk.counts import counted
from policydesk.errors import Refusal, StoreTrouble
from policydesk.exchange.calendar import calendar_file, source_of
from policydesk.exchange.reminders import Words, Written, merge_list, one_for_all, one_for_each, usual_words
from policydesk.queries.consultation import DeclarationRow
from policydesk.queries.diary import diary
from policydesk.queries.documents import document_content
from policydesk.queries.reminders import people_to_remind, school_words
from policydesk.queries.year import year_of
from policydesk.reports.report import Printing, gathered_of, render
from policydesk.reports.year_planner import REPORT, PlannerFacts
from policydesk.store.atomic import write_whole
from policydesk.store.register import ZONE
from policydesk.terms_reviews import ReminderAbout, ReminderForm
from policydesk.ui.kit import messages
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.paper import print_paper
from policydesk.ui.reviews import fields
from policydesk.ui.staff.people import people_choices

if TYPE_CHECKING:
    from policydesk.ui.reviews.page import ReviewsPage

NAMED = 5
"""People named in a notice at most."""


class Output:
    """Writes files from the reviews page."""

    def __init__(self, page: "ReviewsPage") -> None:
        self._page, self._desk = page, page.desk

    def calendar(self) -> None:
        """Write a calendar file, for everybody or one person."""
        FormDialog(
            self._page,
            "A file for your calendar",
            fields.calendar_fields(lambda text: people_choices(self._desk, text)),
            intro="For Outlook, Google or Thunderbird. Imported again, it replaces its entries; what is done goes out.",
            verb="Choose &where",
            save=lambda values: values["person_id"],
            then=self._save_calendar,
        ).open()

    def remind(self) -> None:
        """Write e-mail drafts or a list for mail merge."""
        first = ReminderAbout.DECLARATIONS if self._page.part is self._page.declarations else None
        about, form = first or ReminderAbout.ACKNOWLEDGEMENTS, ReminderForm.EACH
        words = self._words(about, form)
        dialog = FormDialog(
            self._page,
            "Reminders",
            fields.reminder_fields(),
            intro="Nothing is sent: you look at the drafts and send them from your own mail program.",
            verb="Choose &where",
            values={"about": about, "form": form, "subject": words.subject, "body": words.body},
            save=self._make,
            then=self._save_reminders,
        )
        follows = _Words(self, dialog, words)
        for name in ("about", "form"):
            dialog.input_of(name).changed.connect(lambda: follows.on_changed())  # which keeps it as long as the form
        dialog.open()

    def print(self) -> None:
        """Print the year that the planner shows."""
        year = self._desk.ask(year_of, self._desk.as_at, self._page.year_shown())
        register = self._desk.register
        gathered = self._desk.ask(gathered_of, self._desk.as_at, PlannerFacts(self._desk.as_at, (year,)))
        printing = Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))
        content = render(REPORT, gathered, printing)
        print_paper(self._page.window(), self._desk.jobs, content, REPORT.title, self._page.frame.say)

    def evidence(self) -> None:
        """Save a copy of what is kept with the current answer."""
        row = self._page.declarations.row()
        if not isinstance(row, DeclarationRow) or row.evidence_id is None:
            self._page.frame.say("No evidence is kept with this answer.")
            return
        self.save_copy(row.evidence_id)

    def save_copy(self, document_id: int) -> None:
        """Save a copy of a file where the person says; the one in the register stays as it is."""
        file = self._desk.ask(document_content, document_id)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), "Save a copy", str(Path(_documents()) / file.file_name)
        )
        if chosen and self._put([(Path(chosen), file.content)]):
            self._page.frame.say(f"Saved a copy of {file.file_name}. Delete it when you no longer need it.")

    def words(self, about: ReminderAbout, form: ReminderForm) -> Words:
        """Return the words of a reminder: the school's own, else those that come with PolicyDesk."""
        return self._words(about, form)

    def _words(self, about: ReminderAbout, form: ReminderForm) -> Words:
        own = self._desk.ask(school_words, about, form)
        return usual_words(about, form) if own is None else Words(*own)

    def _make(self, values: dict[str, Any]) -> Written:
        about, form = ReminderAbout(values["about"]), ReminderForm(values["form"])
        school = self._desk.register.school_name
        people = self._desk.ask(people_to_remind, self._desk.today, about)
        if not people:
            raise Refusal("Nobody is to be reminded of this today.", "about")
        if form is ReminderForm.SHEET:
            return merge_list(people, school)
        words = Words(values["subject"].strip(), values["body"].strip())
        if not words.subject or not words.body:
            raise Refusal("Enter a subject and the words of the e-mail.", "subject" if not words.subject else "body")
        made = (one_for_each if form is ReminderForm.EACH else one_for_all)(people, words, school)
        if not made.files:
            raise Refusal("None of them has an e-mail address. Add addresses under Staff, or print a list.", "about")
        if values.get("keep") and not self._desk.only_looks:
            self._desk.act(keep_words, WordsDraft(about, form, words.subject, words.body))
        return made

    def _save_reminders(self, made: Written) -> None:
        if len(made.files) > 1:
            chosen = QFileDialog.getExistingDirectory(self._page.window(), "Folder for the drafts", _documents())
            if chosen:
                self._write([(Path(chosen) / name, content) for name, content in made.files], made.without_address)
            return
        name, content = made.files[0]
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), "Save the reminder", str(Path(_documents()) / name)
        )
        if chosen:
            self._write([(_with_suffix(Path(chosen), Path(name).suffix), content)], made.without_address)

    def _save_calendar(self, staff_id: int | None) -> None:
        entries = self._desk.ask(diary, self._desk.today, staff_id)
        if not entries:
            self._page.frame.say("Nothing is planned or due yet, so there is nothing to put into a calendar.")
            return
        content = calendar_file(entries, source_of(self._desk.register))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), "Save the calendar", str(Path(_documents()) / "PolicyDesk calendar.ics"),
            "Calendar (*.ics)",
        )  # fmt: skip
        if not chosen:
            return
        file = _with_suffix(Path(chosen), ".ics")
        count = counted(sum(1 for one in entries if not one.over), "entry", "entries")
        if self._put([(file, content)]):
            self._page.frame.say(f"Saved {file.name} with {count}. Open it with your calendar.")

    def _write(self, files: Sequence[tuple[Path, bytes]], without: Sequence[str]) -> None:
        if not self._put(files):
            return
        where = files[0][0].parent.name if len(files) > 1 else files[0][0].name
        says = f"Saved {counted(len(files), 'draft')} in {where}." if len(files) > 1 else f"Saved {where}."
        if without:
            more = f" and {len(without) - NAMED:,} more" if len(without) > NAMED else ""
            says += f" Without an e-mail address: {', '.join(without[:NAMED])}{more}."
        self._page.frame.say(says)

    def _put(self, files: Sequence[tuple[Path, bytes]]) -> bool:
        try:
            for file, content in files:
                write_whole(file, content)
        except StoreTrouble as trouble:
            messages.tell(self._page, "It could not be saved", trouble.says)
            return False
        return True


class _Words:
    """Shows the words of what is chosen, until somebody changes them."""

    def __init__(self, output: Output, form: FormDialog, shown: Words) -> None:
        self._output, self._form, self._shown = output, form, shown

    def on_changed(self) -> None:
        """Show other words where the last ones were left as they were."""
        form = ReminderForm(self._form.value_of("form"))
        if form is ReminderForm.SHEET:
            return
        typed = Words(self._form.value_of("subject"), self._form.value_of("body"))
        if typed == self._shown:
            self._shown = self._output.words(ReminderAbout(self._form.value_of("about")), form)
            self._form.set_values({"subject": self._shown.subject, "body": self._shown.body})


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _with_suffix(file: Path, suffix: str) -> Path:
    return file if file.suffix else file.with_name(f"{file.name}{suffix}")
