"""The gallery of reports, the words that are looked for on a paper, and what a report remembers of the last time."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from policydesk.reports.catalogue import reports
from policydesk.reports.report import gather, render, render_sheet
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports import gathering, output
from policydesk.ui.reports import page as reports_module
from policydesk.ui.reports.gallery import ReportCard
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.theme import Look
from tests.hands import button, fill, part, press, seen, until
from tests.pictures import LONGEST, PLACE
from tests.stories import hire
from tests.ui.test_printing import choose, drawn, reports_page, words

GOVERNORS = "Governors’ compliance report"


def cards(window: MainWindow) -> list[str]:
    return [one.report.title for one in window.page.findChildren(ReportCard) if one.isVisible()]


def test_each_report_has_a_picture_and_all_of_them_are_light() -> None:
    assert {one.id for one in reports()} == {file.stem for file in PLACE.glob("*.png")}, "python -m tests.pictures"
    assert sum(file.stat().st_size for file in PLACE.iterdir()) < 1_000_000
    for one in reports():
        picture = QImage(str(PLACE / f"{one.id}.png"))
        wide, high = one.paper.value
        assert max(picture.width(), picture.height()) == LONGEST
        assert (picture.width() > picture.height()) == (wide > high)


def test_the_governors_report_is_saved_in_three_clicks_from_today(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    monkeypatch.setattr(output, "documents", lambda: tmp_path / "Documents")
    monkeypatch.setattr(output, "open_folder", shown.append)
    assert demo_window.page.name == "today"

    def click(name: str) -> None:
        qtbot.mouseClick(button(demo_window, name), Qt.MouseButton.LeftButton)
        drawn(demo_window, qtbot)

    click("Reports")
    click(GOVERNORS)
    click("Save PDF")
    folder = tmp_path / "Documents" / "PolicyDesk"
    name = f"{GOVERNORS}, 20 November 2026"
    assert (folder / f"{name}.pdf").read_bytes() == demo_window.page.content
    assert f"Saved {name}.pdf in Documents, PolicyDesk." in seen(demo_window)
    press(qtbot, demo_window, "Ctrl+S")
    assert [one.name for one in sorted(folder.iterdir())] == [f"{name} (2).pdf", f"{name}.pdf"]
    click("Open folder")
    assert shown == [folder]


def test_where_reports_cannot_be_kept_a_place_is_asked_for(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, file = reports_page(demo_window, qtbot), tmp_path / "governors.pdf"
    (tmp_path / "Documents").write_text("no folder")
    monkeypatch.setattr(output, "documents", lambda: tmp_path / "Documents")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    choose(page, demo_window, qtbot, GOVERNORS)
    page.run("reports.save")
    assert file.read_bytes() == page.content


def test_the_gallery_is_walked_and_narrowed_with_keys(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    page.run("reports.print")
    assert "Choose a report first." in seen(demo_window)
    demo_window.activateWindow()
    until(qtbot, demo_window.isActiveWindow)
    page.show_gallery()
    first, second = page.gallery.cards[:2]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    below = next(one for one in page.gallery.cards if one.y() > second.y() and one.x() == second.x())
    qtbot.keyClick(second, Qt.Key.Key_Down)
    assert below.hasFocus()
    qtbot.keyClick(below, Qt.Key.Key_Up)
    qtbot.keyClick(second, Qt.Key.Key_Left)
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert first.hasFocus()
    fill(page, "Filter reports", "moderator cover")
    until(qtbot, lambda: cards(demo_window) == ["Moderator cover"])
    fill(page, "Filter reports", "zebra")
    until(qtbot, lambda: cards(demo_window) == [])
    assert "No report says this." in seen(page)


def test_a_card_is_one_button_that_says_its_title_and_what_it_is_for(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    demo_window.activateWindow()
    until(qtbot, demo_window.isActiveWindow)
    card = part(page, QPushButton, GOVERNORS)
    assert isinstance(card, ReportCard)
    assert card.accessibleDescription() == card.report.says
    qtbot.keyClick(card, Qt.Key.Key_Return)
    drawn(demo_window, qtbot)
    assert page.preview.hasFocus()
    press(qtbot, demo_window, "Alt+Left")
    assert card.isVisible()
    assert card.hasFocus()
    assert page.preview.pages == 0


def test_two_keys_from_today_open_the_governors_report(demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.go_to("today")
    press(qtbot, demo_window, "Ctrl+8")
    press(qtbot, demo_window, "Return")
    page = demo_window.page
    assert isinstance(page, ReportsPage)
    assert page.report.title == GOVERNORS
    assert not page.has_gallery


def test_no_word_of_a_card_is_cut_off(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    for look, percent in ((Look.LIGHT, 100), (Look.LIGHT, 200), (Look.DARK, 200), (Look.DARK, 100)):
        demo_window.theme.set_look(look)
        demo_window.theme.set_text_size(percent)
        until(qtbot, lambda: all(card.height() >= card.high for card in page.gallery.cards))
        for card in page.gallery.cards:
            for label in card.findChildren(QLabel):
                high = min(label.heightForWidth(label.width()), label.sizeHint().height())
                assert label.height() >= high, (label.text(), look, percent)
        assert len({card.height() for card in page.gallery.cards}) == 1, (look, percent)


def test_words_are_found_on_the_paper_and_counted(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    press(qtbot, demo_window, "Ctrl+F")
    bar = page.viewer.find_bar
    assert bar.edit.hasFocus()
    qtbot.keyClicks(bar.edit, "What is asked")
    until(qtbot, lambda: page.preview.found == 3)
    until(qtbot, lambda: bar.says.text().startswith("1 of "))
    count = page.preview.found
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.says.text() == f"2 of {count}"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.edit, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.says.text() == f"{count} of {count}"
    assert page.preview.page == page.preview.pages
    qtbot.mouseClick(button(page, "Next"), Qt.MouseButton.LeftButton)
    assert bar.says.text() == f"1 of {count}"
    qtbot.keyClicks(bar.edit, "xyz")
    until(qtbot, lambda: bar.says.text() == "Not in this report")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert page.preview.hasFocus()
    assert page.preview.found == 0


def test_words_are_looked_for_again_when_the_paper_changes(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    page.viewer.find_bar.begin()
    page.viewer.find_bar.edit.setText("20 August 2026")
    until(qtbot, lambda: page.preview.found > 0)
    page.choices.compare.input.set_value(date(2026, 9, 30))
    page.refresh()
    drawn(demo_window, qtbot)
    until(qtbot, lambda: page.viewer.find_bar.says.text() == "Not in this report")
    page.viewer.find_bar.edit.setText("30 September 2026")
    until(qtbot, lambda: page.preview.found > 0)


def test_pages_are_shown_larger_smaller_and_whole(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    assert f"Page 1 of {page.preview.pages}" in seen(page)
    preview = page.preview
    for name, compare in (("Larger", lambda now, before: now > before), ("Smaller", lambda now, before: now < before)):
        button(page, name).click()
        before = preview.zoomFactor()
        button(page, name).click()
        assert compare(preview.zoomFactor(), before)
    button(page, "Page width").click()
    wide = preview.zoomMode()
    button(page, "Whole page").click()
    assert preview.zoomMode() != wide
    assert preview.size().expandedTo(QSize(100, 100)) == preview.size()


def test_what_was_chosen_is_remembered_for_each_report_but_neither_the_day_nor_the_person(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    page.choices.compare.input.set_value(date(2026, 9, 30))
    page.choices.day.input.set_value(date(2026, 11, 1))
    part(page, page.choices.names.input.control.__class__, "Name the people who are overdue").click()
    drawn(demo_window, qtbot)
    choose(page, demo_window, qtbot, "Governors’ acknowledgement report")
    assert not page.choices.names.input.value()
    again = type(page)(demo_window.desk, demo_window)
    qtbot.addWidget(again)
    again.open_report("governors")
    drawn(demo_window, qtbot)
    assert again.choices.compare.input.value() == date(2026, 9, 30)
    assert again.choices.names.input.value() is True
    assert again.choices.as_at == demo_window.desk.as_at
    assert "person" not in again.choices.kept()


def test_what_was_remembered_and_is_no_longer_understood_is_left_out(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    for kept in ("[1, 2", "[]", '{"compare_with": "soon", "names": 3, "kind": "zebra"}'):
        page.keep("chosen/governors", kept)
        page.open_report("governors")
        assert page.choices.compare.input.value() is None


def test_the_web_page_is_saved_where_there_is_one(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reports_page(demo_window, qtbot)
    file = tmp_path / "governors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    choose(page, demo_window, qtbot, "Individual slips")
    assert not page.action("reports.web").isVisible()
    choose(page, demo_window, qtbot, GOVERNORS)
    page.run("reports.web")
    drawn(demo_window, qtbot)
    assert file.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "Saved governors.html." in seen(demo_window)


def test_half_a_date_is_no_other_choice_and_draws_nothing_again(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    told = page.told
    box = page.choices.compare.input.control
    qtbot.keyClicks(box, "31 2 2026")
    assert page.told is told
    assert "Compare with must be a real date" in seen(page)
    box.clear()
    qtbot.keyClicks(box, "1 10 2026")
    drawn(demo_window, qtbot)
    assert page.told[1].options.compare_with == date(2026, 10, 1)
    assert "1 October 2026" in words(page.content)


def test_the_names_are_shown_without_reading_the_register_again(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until something is recorded: then all of it is read."""
    page, read = reports_page(demo_window, qtbot), []
    monkeypatch.setattr(gathering, "gather", lambda *asked: (read.append(asked[1].id), gather(*asked))[1])
    choose(page, demo_window, qtbot, GOVERNORS)
    without = words(page.content)
    names = part(page, QCheckBox, "Name the people who are overdue")
    for shown in (True, False):
        names.click()
        drawn(demo_window, qtbot)
        assert ("Annex for the office: who is late" in words(page.content)) == shown
    assert read == ["governors"]
    assert words(page.content) == without
    hire(demo_window.desk.register)
    page.refresh()
    drawn(demo_window, qtbot)
    assert read == ["governors", "governors"]


def test_a_report_that_takes_long_says_what_is_done_and_nothing_else_is_saved(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, go_on = reports_page(demo_window, qtbot), Event()
    page.viewer.waiting.findChild(QTimer).setInterval(0)
    monkeypatch.setattr(gathering, "gather", lambda *asked: (go_on.wait(), gather(*asked))[1])
    button(page, GOVERNORS).click()
    until(qtbot, page.viewer.waiting.isVisible)
    assert "Reading the register …" in seen(page.viewer)
    page.run("reports.save_to")
    assert "The report is on its way. Save it when it is there." in seen(demo_window)
    go_on.set()
    drawn(demo_window, qtbot)
    assert not page.viewer.waiting.isVisible()
    assert page.preview.pages > 1


@pytest.fixture
def on_its_way(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[ReportsPage, Event]:
    """The governors' report, which is to be saved and is drawn once the event is set."""
    page, go_on = reports_page(demo_window, qtbot), Event()
    monkeypatch.setattr(output, "documents", lambda: tmp_path)
    monkeypatch.setattr(reports_module, "render", lambda *told: (go_on.wait(), render(*told))[1])
    button(page, GOVERNORS).click()
    page.run("reports.save")
    assert "The report is saved as soon as it is drawn." in seen(demo_window)
    return page, go_on


def test_a_report_that_is_on_its_way_is_saved_once_it_is_drawn(
    on_its_way: tuple[ReportsPage, Event], demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, go_on = on_its_way
    go_on.set()
    drawn(demo_window, qtbot)
    (saved,) = (tmp_path / "PolicyDesk").iterdir()
    assert saved.read_bytes() == page.content
    assert f"Saved {saved.name}" in seen(demo_window)


def test_what_was_to_be_saved_is_not_saved_of_another_report(
    on_its_way: tuple[ReportsPage, Event], demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, go_on = on_its_way
    page.open_report("outstanding")
    go_on.set()
    drawn(demo_window, qtbot)
    assert page.preview.pages
    assert not any(tmp_path.rglob("*.pdf"))
    assert "Not saved: something else was chosen." in seen(demo_window)


def test_what_was_to_be_saved_is_not_saved_later_by_itself_once_all_reports_are_shown(
    on_its_way: tuple[ReportsPage, Event], demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, go_on = on_its_way
    page.show_gallery()
    assert "The report was not saved, because it was not drawn." in seen(demo_window)
    go_on.set()
    button(page, GOVERNORS).click()
    drawn(demo_window, qtbot)
    assert page.preview.pages
    assert not any(tmp_path.rglob("*.pdf"))


def test_a_window_that_is_closed_while_a_report_is_drawn_to_be_saved_goes_once_it_is_there(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, go_on, gone = reports_page(demo_window, qtbot), Event(), []
    monkeypatch.setattr(output, "documents", lambda: tmp_path)
    monkeypatch.setattr(gathering, "gather", lambda *asked: (go_on.wait(), gather(*asked))[1])
    demo_window.closed.connect(lambda: gone.append(True))
    button(page, GOVERNORS).click()
    page.run("reports.save")
    demo_window.close()
    demo_window.close()
    assert demo_window.isVisible()
    assert "PolicyDesk closes as soon as the file is saved." in seen(demo_window)
    go_on.set()
    until(qtbot, lambda: not demo_window.isVisible())
    (saved,) = (tmp_path / "PolicyDesk").iterdir()
    assert saved.read_bytes().startswith(b"%PDF")
    assert gone == [True]


def test_a_window_that_is_closed_while_a_spreadsheet_is_written_goes_once_it_is_there(
    demo_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, go_on, file = reports_page(demo_window, qtbot), Event(), tmp_path / "late.xlsx"
    choose(page, demo_window, qtbot, "Who is outstanding")
    monkeypatch.setattr(output, "render_sheet", lambda *told: (go_on.wait(), render_sheet(*told))[1])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page.run("reports.sheet")
    demo_window.close()
    assert demo_window.isVisible()
    go_on.set()
    until(qtbot, lambda: not demo_window.isVisible())
    assert file.is_file()


def test_f6_goes_to_the_choices_and_back_to_the_paper(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    demo_window.activateWindow()
    until(qtbot, demo_window.isActiveWindow)
    page.preview.setFocus()
    press(qtbot, demo_window, "Shift+F6")
    assert page.choices.which.input.control.hasFocus()
    page.choices.compare.input.control.setFocus()
    press(qtbot, demo_window, "F6")
    assert page.preview.hasFocus()


def test_the_choices_grow_with_the_letters(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = reports_page(demo_window, qtbot)
    choose(page, demo_window, qtbot, GOVERNORS)
    wide, edit = page.choices.width(), page.choices.day.input.edit
    demo_window.theme.set_text_size(200)
    until(qtbot, lambda: page.choices.width() > wide * 1.5)
    assert edit.width() > edit.fontMetrics().horizontalAdvance("30 September 2026")
    demo_window.theme.set_text_size(100)
    until(qtbot, lambda: page.choices.width() == wide)


def inside(widget: QWidget, window: MainWindow) -> bool:
    """Whether the whole of a widget is in view, above the line at the bottom."""
    corner = widget.mapTo(window, widget.rect().bottomRight())
    top = window.stack.mapTo(window, window.stack.rect().topLeft())
    return (
        widget.visibleRegion().boundingRect() == widget.rect()
        and widget.mapTo(window, QPoint(0, 0)).y() >= top.y()
        and window.rect().contains(corner)
    )


def test_with_large_letters_the_card_with_the_focus_and_the_whole_paper_stay_in_view(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    page = reports_page(demo_window, qtbot)
    demo_window.resize(1280, 700)
    demo_window.activateWindow()
    until(qtbot, demo_window.isActiveWindow)
    page.gallery.focus_on("review-schedule")
    card = next(one for one in page.gallery.cards if one.hasFocus())
    demo_window.theme.set_text_size(130)
    until(qtbot, lambda: inside(card, demo_window))
    card.click()
    drawn(demo_window, qtbot)
    demo_window.theme.set_text_size(200)
    until(qtbot, lambda: inside(page.preview, demo_window))
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        if QApplication.focusWidget() is page.choices.last.input.edit:
            break
    assert inside(page.choices.last.input.edit, demo_window)
