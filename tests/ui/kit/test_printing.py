"""Printing: which pages come out, how they lie on the paper, and what is said of it."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from policydesk.errors import NotPrinted
from policydesk.ui.kit.job import Cancelled, Progress
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.messages import Message
from policydesk.ui.kit.paper import print_paper
from policydesk.ui.kit.printing import Stopped, came_of, pages_asked, print_pdf
from tests.hands import dialog, seen, until


def pdf(*sizes: tuple[float, float]) -> bytes:
    """Return a PDF with pages of these sizes, each with its number and a red mark at its top left."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, (wide, high) in enumerate(sizes, 1):
        canvas.setPageSize((wide, high))
        canvas.drawString(wide / 2, high / 2, f"Page {number}")
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(30, high - 130, 100, 100, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> QPrinter:
    """A printer that prints into a file, on upright A4."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


def only(printer: QPrinter, first: int, last: int) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(first, last)


def looked_at(file: Path, page: int = 0) -> QImage:
    document = QPdfDocument()
    document.load(str(file))
    points = document.pagePointSize(page)
    return document.render(page, QSize(round(points.width() / 4), round(points.height() / 4))).convertToFormat(
        QImage.Format.Format_RGB32
    )


def test_all_pages_in_a_file_are_the_very_paper(printer: QPrinter, tmp_path: Path) -> None:
    content = pdf(A4, landscape(A4))
    print_pdf(content, printer)
    assert (tmp_path / "paper.pdf").read_bytes() == content
    assert came_of(printer) == f"Saved to paper.pdf in {tmp_path.name}."


def test_only_the_pages_that_are_asked_for_come_out(printer: QPrinter, tmp_path: Path) -> None:
    only(printer, 2, 3)
    assert pages_asked(printer, 4) == [1, 2]
    print_pdf(pdf(A4, A4, A4, A4), printer)
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 2
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_asked(printer, 4) == [2, 1]


def test_a_page_that_is_not_there_is_said(printer: QPrinter, tmp_path: Path) -> None:
    only(printer, 5, 6)
    with pytest.raises(NotPrinted, match="There is no such page"):
        print_pdf(pdf(A4, A4), printer)
    assert not (tmp_path / "paper.pdf").exists()


def test_a_page_that_lies_across_is_turned_on_upright_paper(printer: QPrinter, tmp_path: Path) -> None:
    only(printer, 2, 3)
    print_pdf(pdf(A4, landscape(A3), A4), printer)
    across, upright = looked_at(tmp_path / "paper.pdf", 0), looked_at(tmp_path / "paper.pdf", 1)
    wide, high = across.width(), across.height()
    assert wide < high
    assert reddest(across) == (Qt.Corner.BottomLeftCorner, True)  # its own top left
    assert reddest(upright) == (Qt.Corner.TopLeftCorner, True)


def test_what_is_not_printed_on_stays_white(printer: QPrinter, tmp_path: Path) -> None:
    only(printer, 1, 1)
    print_pdf(pdf(A4, A4), printer)
    seen_page = looked_at(tmp_path / "paper.pdf")
    assert seen_page.pixelColor(seen_page.width() - 12, seen_page.height() - 12) == QColor("white")


def test_printing_that_is_cancelled_leaves_no_file(printer: QPrinter, tmp_path: Path) -> None:
    only(printer, 1, 1)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        print_pdf(pdf(A4, A4), printer, progress)
    assert list(tmp_path.iterdir()) == []


def test_printing_that_is_cancelled_half_way_says_what_the_printer_has(
    printer: QPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinter, "outputFileName", lambda _printer: "")
    monkeypatch.setattr(QPrinter, "resolution", lambda _printer: 72)
    progress = Progress(lambda done, *_rest: progress.cancel() if done == 1 else None)
    with pytest.raises(Stopped) as caught:
        print_pdf(pdf(A4, A4, A4, A4), printer, progress)
    assert caught.value.says == "Stopped: 2 pages are with the printer, of 4."


def test_what_is_printed_is_put_away_before_the_desk_is_locked(qtbot: QtBot) -> None:
    jobs, done = Jobs(), []

    def work(progress: Progress) -> None:
        done.append("begun")
        while not progress.cancelled:
            pass
        done.append("put away")
        raise Cancelled

    job = jobs.run(work, says="Printing")
    job.tidies = True
    until(qtbot, lambda: done)
    jobs.cancel_all()
    assert done == ["begun", "put away"]
    until(qtbot, lambda: not jobs.busy)


def test_a_printer_that_went_meanwhile_gets_one_sentence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, jobs, told = QWidget(), Jobs(), []
    qtbot.addWidget(window)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QPrinter, "printerName", lambda _printer: "Office")
    monkeypatch.setattr(QPrinterInfo, "printerInfo", lambda _name: QPrinterInfo())
    print_paper(window, jobs, pdf(A4), "a paper", told.append)
    assert "The printer “Office” is not there any more. Choose another one." in seen(dialog(Message))
    assert told == []


def test_the_paper_is_as_the_first_page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, jobs, told = QWidget(), Jobs(), []
    qtbot.addWidget(window)
    layouts: list[QPageLayout] = []

    def accept(chosen: QPrintDialog) -> QDialog.DialogCode:
        layouts.append(chosen.printer().pageLayout())
        chosen.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.printer().setOutputFileName(str(tmp_path / "no such folder" / "wall.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    print_paper(window, jobs, pdf(landscape(A3)), "a planner", told.append)
    until(qtbot, lambda: not jobs.busy)
    assert layouts[0].pageSize().id() is QPageSize.PageSizeId.A3
    assert layouts[0].orientation() is QPageLayout.Orientation.Landscape
    assert "The folder “no such folder” is not there any more." in seen(dialog(Message))


def reddest(image: QImage) -> tuple[Qt.Corner, bool]:
    """Return in which corner the red is, and whether there is any."""
    found = [
        (x, y)
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
        if is_red(image.pixelColor(x, y))
    ]
    x, y = (sum(one[axis] for one in found) / max(1, len(found)) for axis in (0, 1))
    corners = {
        (True, True): Qt.Corner.TopLeftCorner, (False, True): Qt.Corner.TopRightCorner,
        (True, False): Qt.Corner.BottomLeftCorner, (False, False): Qt.Corner.BottomRightCorner,
    }  # fmt: skip
    return corners[(x < image.width() / 2, y < image.height() / 2)], bool(found)


def is_red(colour: QColor) -> bool:
    return colour.red() > 200 and colour.green() < 80
