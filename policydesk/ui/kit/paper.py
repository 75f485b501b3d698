"""Paper: printing a PDF that the register made, and saving it where somebody chooses."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

PRINT_DPI = 300
"""Dots per inch a page is drawn with."""


def print_paper(parent: QWidget | None, content: bytes, title: str) -> bool:
    """Ask for a printer and print a PDF on it; True when it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    turn_as(printer, content)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Print {title}")
    if roomy(dialog).exec() != QDialog.DialogCode.Accepted:
        return False
    print_pdf(content, printer)
    return True


def roomy(dialog: QDialog) -> QDialog:
    """Give the buttons of the computer's own dialog the room of their words, which are larger here."""
    for button in dialog.findChildren(QPushButton):
        button.setMinimumWidth(button.sizeHint().width())
    return dialog


def sent(printer: QPrinter) -> str:
    """Return where the pages went: to a printer, or into a file where that was chosen."""
    name = printer.outputFileName()
    return f"Saved {Path(name).name}." if name else "Sent to the printer."


def turn_as(printer: QPrinter, content: bytes) -> None:
    """Set a printer's paper to the size and the direction of a PDF's first page."""
    pdf, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf.load(buffer)
    points = pdf.pagePointSize(0)
    across = points.width() > points.height()
    short, long = sorted((points.width(), points.height()))
    printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Point))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)


def print_pdf(content: bytes, printer: QPrinter) -> None:
    """Send a PDF's pages to a printer, each as large as its paper allows."""
    pdf, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf.load(buffer)
    painter = QPainter(printer)
    first = max(1, printer.fromPage()) - 1
    last = (printer.toPage() or pdf.pageCount()) - 1
    for number in range(first, min(last, pdf.pageCount() - 1) + 1):
        if number > first:
            printer.newPage()
        points = pdf.pagePointSize(number)
        scale = PRINT_DPI / 72
        image = pdf.render(number, QSize(round(points.width() * scale), round(points.height() * scale)))
        paper = painter.viewport()
        fitted = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, fitted.width(), fitted.height()), image)
    painter.end()


def save_paper(parent: QWidget | None, content: bytes, title: str, place: Path) -> Path | None:
    """Ask where a PDF goes and write it there; None where nobody wants it. Raises OSError for the disk."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, f"Save {title}", str(place), "PDF (*.pdf)")
    if not chosen:
        return None
    file = Path(chosen)
    file = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
    file.write_bytes(content)
    return file
