"""A PDF on screen: the very bytes that are printed and saved."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

SMALLEST, LARGEST, STEP = 0.3, 4.0, 1.2
PRINT_DPI = 300


class Preview(QPdfView):
    """Shows a PDF page under page; + and - make it larger and smaller, 0 fits the width again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName("Preview of the report")
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.setDocument(self._pdf)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._pdf.pageCount()

    def show_pdf(self, content: bytes) -> None:
        """Show another PDF from its first page."""
        self._pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Show nothing."""
        self._pdf.close()

    def zoom(self, factor: float) -> None:
        """Make it larger or smaller."""
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(LARGEST, max(SMALLEST, self.zoomFactor() * factor)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif event.key() == Qt.Key.Key_0:
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        else:
            super().keyPressEvent(event)


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
