"""What leaves the reports page: a PDF, its tables as a spreadsheet, a web page, or paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from policydesk.actions.incident_steps import note_report
from policydesk.dates import written
from policydesk.errors import StoreTrouble
from policydesk.reports.report import Gathered, Printing, Report, render_page, render_sheet
from policydesk.store.atomic import write_whole
from policydesk.ui.kit import messages
from policydesk.ui.kit.paper import print_paper
from policydesk.ui.reports.gathering import Told

if TYPE_CHECKING:
    from policydesk.ui.reports.page import ReportsPage


def documents() -> Path:
    """Return where the computer keeps the documents of whoever works at it."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def reports_folder() -> Path | None:
    """Return the folder that reports are saved in; none where it cannot be made."""
    folder = documents() / "PolicyDesk"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def free_name(target: Path) -> Path:
    """Return a file's name with a number behind it where there is such a file, so that none is written over."""
    found, number = target, 1
    while found.exists():
        number += 1
        found = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return found


def open_folder(folder: Path) -> None:
    """Show a folder in the computer's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class Output:
    """Saves and prints what is on the reports page, which is what is looked at."""

    def __init__(self, page: "ReportsPage") -> None:
        self._page, self._desk = page, page.desk
        self._waits_for: object = None

    def save(self) -> None:
        """Save the report as a PDF where reports are kept, without a question; what is sealed asks where it goes.

        One that is on its way is saved as soon as it is drawn.
        """
        page = self._page
        if page.viewer.waiting.is_waiting and not page.report.wants_keys:
            self._waits_for = page.asked
            page.keep_open()
            page.frame.say("The report is saved as soon as it is drawn.")
            return
        is_asked = page.report.wants_keys or not page.content
        folder = None if is_asked else reports_folder()
        if folder is None:
            self.save_where()
            return
        target = free_name(folder / self._name("pdf"))
        if self._put(target, page.content, page.told):
            says = f"Saved {target.name} in {folder.parent.name}, {folder.name}."
            page.frame.say(says, lambda: open_folder(folder), "Open folder")

    def on_drawn(self) -> None:
        """Save what was to be saved as soon as it is drawn."""
        waited, self._waits_for = self._waits_for, None
        if waited is not None:
            self.save()

    def on_asked(self) -> None:
        """Say that what was to be saved is not, where something else is chosen before it is drawn."""
        if self._waits_for is not None and self._waits_for != self._page.asked:
            self.give_up("Not saved: something else was chosen. Save it once you see what you want.")
        elif self._waits_for is not None:
            self._page.keep_open()

    def give_up(self, says: str) -> None:
        """Save nothing any more of what was to be saved as soon as it is drawn, and say so."""
        if self._waits_for is not None:
            self._waits_for = None
            self._page.frame.say(says)

    def save_where(self) -> None:
        """Save the report as a PDF where somebody chooses."""
        if not self._page.content:
            self._say_not_yet("save")
            return
        chosen = self._file("Save the report", "pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(chosen)

    def save_to(self, path: Path) -> None:
        """Write the report into a file, the whole of it or nothing."""
        self._write(path if path.suffix else path.with_suffix(".pdf"), self._page.content, self._page.told)

    def save_sheet(self) -> None:
        """Save the report's tables as a spreadsheet."""
        self._save_told("Save the tables", "xlsx", "Excel (*.xlsx)", render_sheet, "Writing the spreadsheet")

    def save_page(self) -> None:
        """Save the report as a web page in one file."""
        self._save_told("Save the web page", "html", "Web page (*.html)", render_page, "Writing the web page")

    def print(self) -> None:
        """Print the report on paper."""
        content = self._page.content
        if not content:
            self._say_not_yet("print")
            return
        print_paper(
            self._page.window(), self._desk.jobs, content, self._page.report.title, self._page.frame.say,
            before=partial(self._note, self._page.told),
        )  # fmt: skip

    def _save_told(
        self, title: str, ending: str, kind: str, make: Callable[[Report, Gathered, Printing], bytes], says: str
    ) -> None:
        told = self._page.told
        if told is None:
            self._say_not_yet("save")
            return
        chosen = self._file(title, ending, kind)
        if chosen:
            job = self._desk.jobs.run(
                lambda _progress: make(*told), says=says, then=lambda content: self._write(chosen, content, told)
            )
            job.saves = True

    def _say_not_yet(self, verb: str) -> None:
        is_coming = self._page.viewer.waiting.is_waiting
        what = f"The report is on its way. {verb.capitalize()} it when it is there." if is_coming else ""
        self._page.frame.say(what or f"There is nothing to {verb} yet.")

    def _file(self, title: str, ending: str, kind: str) -> Path | None:
        place = next(one for one in (documents(), Path.home(), Path.cwd()) if one.is_dir()) / self._name(ending)
        chosen, _kind = QFileDialog.getSaveFileName(self._page.window(), title, str(place), kind)
        if not chosen:
            return None
        return Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(f".{ending}")

    def _name(self, ending: str) -> str:
        return f"{self._page.report.title}, {written(self._page.choices.as_at)}.{ending}"

    def _write(self, target: Path, content: bytes, told: Told | None) -> None:
        if self._put(target, content, told):
            self._page.frame.say(f"Saved {target.name}.")

    def _put(self, target: Path, content: bytes, told: Told | None) -> bool:
        """Write a file; where that fails, say why."""
        try:
            self._note(told)
            write_whole(target, content)
        except StoreTrouble as trouble:
            messages.tell(self._page, "The report could not be saved", trouble.says)
            return False
        return True

    def _note(self, told: Told | None) -> None:
        """Keep in the audit trail that what is sealed went onto paper, whatever is on the page by now."""
        if told is not None and told[1].options.incidents is not None:
            self._desk.act(note_report, told[0].title)
