"""Putting a PDF's pages on paper: which of them, how large, which way round, and what came of it."""

import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from policydesk.errors import NotPrinted
from policydesk.store.atomic import write_whole
from policydesk.ui.kit.job import Cancelled, Progress

FINE_DPI, PLAIN_DPI = 400, 300
"""Dots per inch that a page is drawn with: as crisp as it can be in seconds, and what does for long papers."""

FINE_PAGES = 12
"""Pages up to which it is drawn finely."""

FINE_INCHES = 12
"""Inches of paper up to which it is drawn finely: a wall planner has large letters."""


class Stopped(Cancelled):
    """Printing was cancelled after some pages, which a printer may have by now."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        pages = "1 page is" if done == 1 else f"{done:,} pages are"
        self.says = f"Stopped: {pages} with the printer, of {of:,}."


class Pdf:
    """A PDF that is drawn from."""

    def __init__(self, content: bytes) -> None:
        self.document, self._buffer = QPdfDocument(), QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.document.pageCount()

    def size(self, number: int) -> QSizeF:
        """Return how large a page is, in points."""
        return self.document.pagePointSize(number)


def print_pdf(content: bytes, printer: QPrinter, progress: Progress | None = None) -> None:
    """Print the pages of a PDF that were asked for; long, and done beside the desk's work.

    Where a file was chosen instead of a printer, it is written whole or not at all. Raises NotPrinted and StoreTrouble.
    """
    pdf = Pdf(content)
    asked = pages_asked(printer, pdf.pages)
    target = printer.outputFileName()
    if not target:
        _draw(pdf, asked, printer, printer.resolution(), progress or Progress())
        return
    if asked != list(range(pdf.pages)):
        content = _chosen_pages(pdf, asked, printer, progress or Progress())
    write_whole(Path(target), content)


def pages_asked(printer: QPrinter, pages: int) -> list[int]:
    """Return which pages were asked for, from 0, in the order in which they come out."""
    ranges = printer.pageRanges().toRangeList()
    if printer.printRange() is QPrinter.PrintRange.AllPages:
        ranges = []
    asked = [number - 1 for one in ranges for number in range(one.from_, one.to + 1)] if ranges else list(range(pages))
    if not ranges and printer.fromPage():
        asked = asked[printer.fromPage() - 1 : printer.toPage() or None]
    inside = [number for number in asked if 0 <= number < pages]
    return inside[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else inside


def came_of(printer: QPrinter) -> str:
    """Return in a sentence where the pages went. Raises NotPrinted where the printer has gone meanwhile."""
    target = printer.outputFileName()
    if target:
        return f"Saved to {Path(target).name} in {Path(target).absolute().parent.name or 'its folder'}."
    info = found(printer)
    if info.state() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        return f"Sent to “{info.printerName()}”, which has stopped. It prints when somebody starts it again."
    return "Sent to the printer."


def found(printer: QPrinter) -> QPrinterInfo:
    """Return the printer as the computer knows it now. Raises NotPrinted where it is there no more."""
    info = QPrinterInfo.printerInfo(printer.printerName())
    if info.isNull():
        raise NotPrinted(f"The printer “{printer.printerName()}” is not there any more. Choose another one.")
    return info


def _chosen_pages(pdf: Pdf, asked: list[int], printer: QPrinter, progress: Progress) -> bytes:
    """Return some of the pages as a PDF, on the paper that was chosen."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(printer.pageLayout())
    writer.setResolution(FINE_DPI)
    writer.setTitle(printer.docName())
    _draw(pdf, asked, writer, FINE_DPI, progress)
    return bytes(buffer.data().data())


def _draw(pdf: Pdf, asked: list[int], device: QPagedPaintDevice, dots: int, progress: Progress) -> None:
    painter = QPainter()
    if not asked:
        raise NotPrinted(f"There is no such page. The paper has {pdf.pages:,}.")
    progress(0, len(asked))
    if not painter.begin(device):
        raise NotPrinted("The printer does not answer. Look whether it is switched on and connected, then print again.")
    done = 0
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # letters keep their edges
    try:
        for done, number in enumerate(asked):
            progress(done, len(asked), f"Page {done + 1:,} of {len(asked):,}")
            if done and not device.newPage():
                raise NotPrinted("The printer stopped taking pages. Look what it says, then print again.")
            _draw_page(pdf, number, painter, dots, is_long=len(asked) > FINE_PAGES)
    except (Cancelled, NotPrinted) as trouble:
        takes_back = isinstance(device, QPrinter) and device.abort()  # Windows does, others send what was drawn
        if isinstance(trouble, Cancelled) and isinstance(device, QPrinter) and not takes_back:
            raise Stopped(max(1, done), len(asked)) from trouble
        raise
    finally:
        painter.end()


def _draw_page(pdf: Pdf, number: int, painter: QPainter, dots: int, *, is_long: bool) -> None:
    """Draw a page as large as the paper allows, in its middle; one that lies across is turned on upright paper."""
    room, page = QSizeF(painter.viewport().size()), pdf.size(number)
    is_turned = (page.width() > page.height()) != (room.width() > room.height())
    if is_turned:
        room.transpose()
    fitted = page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    inches = fitted / dots
    fine = FINE_DPI if sys.platform != "win32" and not is_long and inches.height() <= FINE_INCHES else PLAIN_DPI
    size = inches * min(fine, dots)
    picture = _picture(pdf.document.render(number, QSize(round(size.width()), round(size.height()))))
    painter.save()
    if is_turned:
        painter.translate(0, room.width())
        painter.rotate(-90)
    left, top = round((room.width() - fitted.width()) / 2), round((room.height() - fitted.height()) / 2)
    painter.drawImage(QRectF(left, top, round(fitted.width()), round(fitted.height())), picture)
    painter.restore()


def _picture(drawn: QImage) -> QImage:
    """Return what was drawn on white paper: no layer that a printer would have to mix, no colours where it has none."""
    under = QPainter(drawn)
    under.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    under.fillRect(drawn.rect(), Qt.GlobalColor.white)
    under.end()
    return drawn.convertToFormat(QImage.Format.Format_Grayscale8 if drawn.allGray() else QImage.Format.Format_RGB32)
