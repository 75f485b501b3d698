"""Paper: printing a PDF that the register made, and saving it where somebody chooses."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QPushButton, QWidget

from policydesk.errors import StoreTrouble
from policydesk.store.atomic import write_whole
from policydesk.ui.kit import messages
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.printing import Pdf, Stopped, came_of, found, print_pdf


def print_paper(
    parent: QWidget | None,
    jobs: Jobs,
    content: bytes,
    title: str,
    then: Callable[[str], object],
    before: Callable[[], object] = lambda: None,
) -> None:
    """Ask for a printer and print a PDF on it beside the desk's work; `then` is given a sentence where it went.

    `before` is called once somebody said where to print, before the first page. What goes wrong is told in a message.
    """

    def failed(trouble: Exception) -> None:
        if not isinstance(trouble, StoreTrouble):
            raise trouble
        messages.tell(parent, "It was not printed", trouble.says)

    def printed(_nothing: None) -> None:
        try:
            says = came_of(printer)
        except StoreTrouble as trouble:
            failed(trouble)
        else:
            then(says)

    pdf = Pdf(content)
    if sys.platform == "win32" and not QPrinterInfo.availablePrinterNames():
        messages.tell(
            parent, "There is no printer", "This computer has no printer. Save a PDF, and print it elsewhere."
        )
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if _asked(parent, printer, pdf, title):
        try:
            if not printer.outputFileName():
                found(printer)
            before()
        except StoreTrouble as trouble:
            failed(trouble)
            return
        job = jobs.run(
            lambda progress: print_pdf(content, printer, progress), says="Printing", then=printed, failed=failed
        )
        job.tidies = True
        job.stopped = lambda trouble: then(trouble.says) if isinstance(trouble, Stopped) else None


def _asked(parent: QWidget | None, printer: QPrinter, pdf: Pdf, title: str) -> bool:
    """Ask where to print, on paper of the size and the direction of the first page."""
    turn_as(printer, pdf.size(0))
    paper = printer.pageLayout().pageSize()
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pdf.pages)
    dialog.setWindowTitle(f"Print {title}")
    guard(dialog)
    if roomy(dialog).exec() != QDialog.DialogCode.Accepted:
        return False
    if not _is_paper_chosen(dialog):
        _put_paper_back(printer, paper)
    return True


def _is_paper_chosen(dialog: QPrintDialog) -> bool:
    """Whether somebody saw the sizes of paper; unseen, Qt's own dialog takes the one that its printer is set to."""
    sizes = dialog.findChild(QComboBox, "pageSizeCombo")
    return sizes is not None and sizes.testAttribute(Qt.WidgetAttribute.WA_WState_Created)


def _put_paper_back(printer: QPrinter, paper: QPageSize) -> None:
    """Print on the paper that the pages are made for, where the printer has it."""
    info = QPrinterInfo.printerInfo(printer.printerName())
    known = [one.id() for one in info.supportedPageSizes()]
    if printer.outputFileName() or not known or paper.id() in known:
        printer.setPageSize(paper)


def roomy(dialog: QDialog) -> QDialog:
    """Give the buttons of the computer's own dialog the room of their words, which are larger here."""
    for button in dialog.findChildren(QPushButton):
        button.setMinimumWidth(button.sizeHint().width())
    return dialog


def turn_as(printer: QPrinter, points: QSizeF) -> None:
    """Set a printer's paper to the size and the direction of a page."""
    across = points.width() > points.height()
    short, long = sorted((points.width(), points.height()))
    printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Point))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)


def save_paper(parent: QWidget | None, content: bytes, title: str, place: Path) -> Path | None:
    """Ask where a PDF goes and write it there, whole; None where nobody wants it. Raises StoreTrouble for the disk."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, f"Save {title}", str(place), "PDF (*.pdf)")
    if not chosen:
        return None
    file = Path(chosen)
    file = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
    write_whole(file, content)
    return file
