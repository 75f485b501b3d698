"""The pictures in the gallery: the first page of each report of the demo school, small and in few greys and colours.

python -m tests.pictures draws all of them again into resources/reports.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from tests.papers import demo_papers

PLACE = Path(__file__).parent.parent / "resources" / "reports"

LONGEST = 420
"""Dots of the longer side."""

COLOURS = 24


def picture(content: bytes) -> bytes:
    """Return the first page of a paper as a small picture."""
    pdf, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf.load(buffer)
    points = pdf.pagePointSize(0)
    scale = LONGEST / max(points.width(), points.height())
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    page = pdf.render(0, size * 3)
    sheet = QImage(page.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()
    sheet = sheet.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    dots = sheet.convertToFormat(QImage.Format.Format_RGB888)
    rows = [bytes(dots.constScanLine(y)[: size.width() * 3]) for y in range(size.height())]
    small = Image.frombytes("RGB", (size.width(), size.height()), b"".join(rows))
    file = io.BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def renew(place: Path = PLACE) -> None:
    """Draw every picture again, and take away those of reports that are no more."""
    place.mkdir(exist_ok=True)
    drawn = set()
    with tempfile.TemporaryDirectory() as folder:
        for paper in demo_papers(Path(folder), looks=True):
            if paper.name == paper.report.id and paper.gathered is not None:
                file = place / f"{paper.name}.png"
                file.write_bytes(picture(paper.pdf()))
                drawn.add(file)
    for file in set(place.glob("*.png")) - drawn:
        file.unlink()


if __name__ == "__main__":
    QGuiApplication(sys.argv)
    renew()
