"""The Reports page: what is looked at, saved and printed is the same paper."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from policydesk.queries.staff import staff_rows
from policydesk.reports.catalogue import reports
from policydesk.ui.kit.messages import Message
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.page import ReportsPage
from tests.hands import button, dialog, fill, part, press, seen, until


def reports_page(window: MainWindow, qtbot: QtBot) -> ReportsPage:
    window.go_to("reports")
    page = window.page
    assert isinstance(page, ReportsPage)
    drawn(window, qtbot)
    return page


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    until(qtbot, lambda: not window.desk.jobs.busy)


def choose(page: ReportsPage, window: MainWindow, qtbot: QtBot, title: str) -> None:
    if page.has_gallery:
        button(page, title).click()
    else:
        box = part(page, QComboBox, "Report")
        box.setCurrentText(title)
        box.activated.emit(box.currentIndex())
    drawn(window, qtbot)


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize("part", range(4))
def test_each_report_is_shown_and_saved_as_it_is_shown(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    page = reports_page(demo_window, qtbot)
    for report in [one for one in reports() if not one.wants_keys][part::4]:
        page.show_gallery()
        choose(page, demo_window, qtbot, report.title)
        assert page.preview.pages > 0, report.id
        assert report.says in seen(page)
        file = tmp_path / report.id
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, file=file: (str(file), ""))
        page.run("reports.save_to")
        assert f"Saved {report.id}.pdf." in seen(demo_window)
        saved = file.with_suffix(".pdf").read_bytes()
        assert len(PdfReader(io.BytesIO(saved)).pages) == page.preview.pages, report.id
        assert report.title_of is not None or report.title in words(saved)


def test_a_report_as_at_an_earlier_day_says_so(demo_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Governors’ acknowledgement report")
    now = words(page.content)
    box = fill(page, "As at", "1 9 2026")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    until(qtbot, lambda: page.choices.day.input.value() == date(2026, 9, 1))
    page.refresh()
    drawn(demo_window, qtbot)
    then = words(page.content)
    assert "1 September 2026" in then
    assert then != now


def test_a_place_that_cannot_be_written_gets_one_sentence(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Who is outstanding")
    page.save_to(tmp_path / "no such folder" / "report.pdf")
    message = dialog(Message)
    assert message.windowTitle() == "The report could not be saved"
    assert "no such folder" in seen(message)


def test_printing_puts_every_page_on_paper(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Sign-off sheet")
    paper = tmp_path / "paper.pdf"

    def accept(chosen: QPrintDialog) -> QDialog.DialogCode:
        printer = chosen.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setResolution(72)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page.run("reports.print")
    drawn(demo_window, qtbot)
    assert f"Saved to paper.pdf in {tmp_path.name}." in seen(demo_window)
    assert paper.read_bytes() == page.content


def test_a_cancelled_dialog_saves_and_prints_nothing(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reports_page(demo_window, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    choose(page, demo_window, qtbot, "Who is outstanding")
    page.run("reports.save_to")
    page.run("reports.print")
    assert "Saved" not in seen(demo_window)
    assert "Sent to the printer." not in seen(demo_window)


def test_an_empty_register_says_why_there_is_nothing_to_print(window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Sign-off sheet")
    assert page.preview.pages == 0
    page.run("reports.save")
    assert "There is nothing to save yet." in seen(window)
    page.run("reports.print")
    assert "There is nothing to print yet." in seen(window)


def test_the_preview_is_made_larger_and_smaller_with_keys(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Who is outstanding")
    page.preview.setFocus()
    fitting = page.preview.zoomMode()
    qtbot.keyClick(page.preview, Qt.Key.Key_Plus)
    large = page.preview.zoomFactor()
    qtbot.keyClick(page.preview, Qt.Key.Key_Minus)
    assert page.preview.zoomFactor() < large
    qtbot.keyClick(page.preview, Qt.Key.Key_0)
    assert page.preview.zoomMode() == fitting
    press(qtbot, demo_window, "F6")
    qtbot.keyClick(page.preview, Qt.Key.Key_End)
    assert page.preview.isVisible()


def test_the_tables_of_a_report_are_saved_as_a_spreadsheet(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Who is outstanding")
    file = tmp_path / "outstanding"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page.run("reports.sheet")
    drawn(demo_window, qtbot)
    book = CalamineWorkbook.from_path(str(file.with_suffix(".xlsx")))
    assert book.sheet_names[:2] == ["About", "By person"]
    assert book.get_sheet_by_name("By person").to_python()[0] == ["Name", "Policy", "State", "Due"]
    assert "Saved outstanding.xlsx." in seen(demo_window)


def test_the_record_of_a_person_is_of_the_one_who_is_picked(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Record of a member of staff")
    with demo_window.desk.register.reading() as session:
        name = staff_rows(session, demo_window.desk.as_at, (2,))[0].full_name
    page.choices.person.input.set_value(Choice(2, name))
    page.refresh()
    drawn(demo_window, qtbot)
    assert f"Record of {name}" in words(page.content)


def test_the_governors_report_is_compared_with_the_day_that_is_chosen(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Governors’ compliance report")
    page.choices.compare.input.set_value(date(2026, 9, 30))
    page.refresh()
    drawn(demo_window, qtbot)
    assert "What changed since 30 September 2026" in words(page.content)


def test_where_there_is_no_paper_its_place_says_why(window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(window, qtbot)
    choose(page, window, qtbot, "Individual slips")
    says = "No policy that has to be acknowledged is in force on this day. Publish one first."
    assert says in seen(page.preview)
    assert page.preview.accessibleDescription() == says
    choose(page, window, qtbot, "Policy register")
    assert says not in seen(page)
    assert page.preview.accessibleDescription() == ""


def test_what_has_the_focus_is_seen_with_large_text(demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.resize(1000, 640)
    demo_window.theme.set_text_size(200)
    page = reports_page(demo_window, qtbot)
    page.gallery.focus_on("evidence-pack")
    choose(page, demo_window, qtbot, "Retention and disposal")
    until(qtbot, lambda: page.preview.visibleRegion().boundingRect() == page.preview.rect())
    page.run("reports.gallery")
    card = demo_window.focusWidget()
    assert card is not None
    assert card.accessibleName() == "Retention and disposal"
    until(qtbot, lambda: not card.visibleRegion().isEmpty())
