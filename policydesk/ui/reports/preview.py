"""A PDF on screen: the very bytes that are printed and saved."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

SMALLEST, LARGEST, STEP = 0.3, 4.0, 1.2


class Preview(QPdfView):
    """Shows a PDF page under page; + and - make it larger and smaller, 0 fits the width again."""

    def __init__(self, parent: QWidget) -> None:
        pdf = QPdfDocument(parent)  # not a child of the view: a document tells its view, once more, that it goes
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName("Preview of the report")
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf = pdf
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
