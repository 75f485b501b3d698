"""What leaves the reports page: a PDF, its tables as a spreadsheet, a web page, or paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from policydesk.actions.incident_steps import note_report
from policydesk.dates import written
from policydesk.errors import StoreTrouble
from policydesk.reports.report import Gathered, Printing, Report, render_page, render_sheet
from policydesk.store.atomic import write_whole
from policydesk.ui.kit import messages
from policydesk.ui.kit.paper import print_pdf, turn_as

if TYPE_CHECKING:
    from policydesk.ui.reports.page import ReportsPage

Told = tuple[Report, Gathered, Printing]


class Output:
    """Saves and prints what is on the reports page, which is what is looked at."""

    def __init__(self, page: "ReportsPage") -> None:
        self._page, self._desk = page, page.desk

    def save(self) -> None:
        """Save the report as a PDF."""
        if not self._page.content:
            self._page.frame.say("There is nothing to save yet.")
            return
        chosen = self._file("Save the report", "pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(chosen)

    def save_to(self, path: Path) -> None:
        """Write the report into a file, the whole of it or nothing."""
        self._write(path if path.suffix else path.with_suffix(".pdf"), self._page.content)

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
            self._page.frame.say("There is nothing to print yet.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._page.report.title)
        turn_as(printer, content)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setMinMax(1, self._page.preview.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._note()
            print_pdf(content, printer)
            self._page.frame.say("Sent to the printer.")

    def _save_told(
        self, title: str, ending: str, kind: str, make: Callable[[Report, Gathered, Printing], bytes], says: str
    ) -> None:
        told = self._page.told
        if told is None:
            self._page.frame.say("There is nothing to save yet.")
            return
        chosen = self._file(title, ending, kind)
        if chosen:
            self._desk.jobs.run(
                lambda _progress: make(*told), says=says, then=lambda content: self._write(chosen, content)
            )

    def _file(self, title: str, ending: str, kind: str) -> Path | None:
        page = self._page
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{page.report.title}, {written(page.choices.as_at)}.{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(page.window(), title, str(Path(folder) / name), kind)
        if not chosen:
            return None
        return Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(f".{ending}")

    def _write(self, target: Path, content: bytes) -> None:
        try:
            self._note()
            write_whole(target, content)
        except StoreTrouble as trouble:
            messages.tell(self._page, "The report could not be saved", trouble.says)
            return
        self._page.frame.say(f"Saved {target.name}.")

    def _note(self) -> None:
        """Keep in the audit trail that what is sealed went onto paper."""
        told = self._page.told
        if told is not None and told[1].options.incidents is not None:
            self._desk.act(note_report, told[0].title)
