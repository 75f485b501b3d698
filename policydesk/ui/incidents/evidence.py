"""Evidence on the screen, from memory only: a picture, an e-mail's text, a PDF."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from policydesk.rules.incident_parts import Evidence
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.labels import Hint, PlainLabel, Title

LARGEST_TEXT = 200_000
"""Letters of a text that are shown."""


class EvidenceView(QDialog):
    """Shows one piece of evidence; nothing of it is written to a disk, and it cannot be copied from here."""

    def __init__(self, parent: QWidget, part: Evidence, content: bytes) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setWindowTitle("Evidence")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        title = Title(part.file_name)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(Hint(_about(part)))
        column.addWidget(self._content(part, content), 1)
        close = Button("&Close", self.accept, look="primary")
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(760, 620)
        close.setFocus()

    def _content(self, part: Evidence, content: bytes) -> QWidget:
        if part.media_type.startswith("image/"):
            picture = QImage.fromData(QByteArray(content))
            if not picture.isNull():
                return Picture(QPixmap.fromImage(picture), f"Picture: {part.file_name}")
            return Hint(
                "This picture is damaged and cannot be shown. It stays sealed in the record as it was attached."
            )
        if part.media_type == "text/plain":
            label = PlainLabel(content.decode("utf-8", "replace")[:LARGEST_TEXT], wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            return _scrolled(label)
        if part.media_type == "application/pdf":
            from policydesk.ui.reports.preview import Preview

            preview = Preview(self)
            preview.show_pdf(content)
            return preview
        return Hint("PolicyDesk does not show this kind of file. It stays sealed in the record.")


class Picture(QScrollArea):
    """A picture as wide as the window at most, so that a long screenshot is read from top to bottom."""

    def __init__(self, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.label = PlainLabel()
        self.label.setAccessibleName(name)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.label)
        self.setWidgetResizable(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(self._picture.width(), self.viewport().width())
        self.label.setPixmap(self._picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    return area


def _about(part: Evidence) -> str:
    said = [f"Taken at {part.place} (from the picture’s own data)" if part.place else "", part.note]
    if part.stripped:
        said.append("Place and camera were taken out of it")
    said.append(f"SHA-256 {part.sha256[:16]}…")
    return ". ".join(one for one in said if one)
