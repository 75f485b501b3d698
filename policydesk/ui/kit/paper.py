"""Paper: printing a PDF that the register made, and saving it where somebody chooses."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

_SHARPEST = 300
"""Dots per inch a page is drawn with."""


def print_paper(parent: QWidget | None, content: bytes, title: str) -> bool:
    """Ask for a printer and print a PDF on it; True when it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Print {title}")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    draw(content, printer)
    return True


def draw(content: bytes, printer: QPrinter) -> int:
    """Draw each page of a PDF on a page of the printer; returns how many there were."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    printer.setResolution(min(printer.resolution(), _SHARPEST))
    painter = QPainter(printer)
    room = painter.viewport()
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        size = document.pagePointSize(page)
        scale = min(room.width() / size.width(), room.height() / size.height())
        picture = document.render(page, QSize(round(size.width() * scale), round(size.height() * scale)))
        painter.drawImage(0, 0, picture)
    painter.end()
    return document.pageCount()


def save_paper(parent: QWidget | None, content: bytes, title: str, place: Path) -> Path | None:
    """Ask where a PDF goes and write it there; None where nobody wants it. Raises OSError for the disk."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, f"Save {title}", str(place), "PDF (*.pdf)")
    if not chosen:
        return None
    file = Path(chosen)
    file = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
    file.write_bytes(content)
    return file
