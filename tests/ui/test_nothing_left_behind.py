"""Sealed words stay in the register: not in files of the window, the clipboard, papers, calendars, e-mails, a crash."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from policydesk import cli, headless
from policydesk.exchange.reminders import merge_list, one_for_all, one_for_each, usual_words
from policydesk.logs import log, note_mistake, start_log
from policydesk.models import Preference
from policydesk.paths import logs_folder
from policydesk.queries.due import findings
from policydesk.queries.reminders import people_to_remind
from policydesk.reports.catalogue import reports
from policydesk.store import Register, open_register
from policydesk.terms_reviews import ReminderAbout, ReminderForm
from policydesk.ui.incidents.evidence import EvidenceView
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.searching import searching
from policydesk.ui.trouble import LastResort
from tests.conftest import PASSWORD, StoppedClock
from tests.hands import button, dialog, form, seen, until
from tests.sealed_words import MARKERS, assert_nowhere, assert_nowhere_below, unpacked, ways_of_writing
from tests.stories import TODAY, hire
from tests.stories_incidents import signed_in
from tests.stories_sealed import carry_on, plant
from tests.ui.conftest import desk_on

FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
"""Where programs and the desktop keep thumbnails, recent files, clipboard histories and spools."""


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer of its own: every folder that programs write to by themselves is below this one."""
    for name in FOLDERS:
        place = tmp_path / "computer" / name.lower()
        place.mkdir(parents=True)
        monkeypatch.setenv(name, str(place))
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "computer" / "policydesk"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "computer" / "tmpdir"))
    monkeypatch.chdir(tmp_path / "computer" / "home")
    start_log(logs_folder())
    yield tmp_path / "computer"
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


@pytest.fixture
def marked(register: Register) -> Path:
    """A closed register in which everything confidential carries a word of its own."""
    _staff, concern_id = plant(register)
    hire(register, "Winifred Oakes", email="w.oakes@longacre.example")
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        carry_on(lead, concern_id)
    return register.folder


def in_clipboard() -> bytes:
    """Return all that the clipboard, the selection and a clipboard history could take, in every form it is offered."""
    found = b""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer):
        offered = QGuiApplication.clipboard().mimeData(mode)
        if offered is not None:
            found += b"".join(bytes(offered.data(each).data()) for each in offered.formats())
    return found


def titles() -> bytes:
    """Return every window's title, the file it says it shows, and what an icon or a tray shows of it."""
    windows = QApplication.topLevelWidgets()
    said = (f"{one.windowTitle()}|{one.windowFilePath()}|{one.windowIconText()}|{one.objectName()}" for one in windows)
    return "\n".join((*said, QGuiApplication.applicationDisplayName())).encode()


def test_a_day_at_the_dsls_desk_leaves_no_sealed_word_outside_the_register(
    computer: Path, marked: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    QGuiApplication.clipboard().clear()
    lead = open_register(marked, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(lead, qapp) as window:
        _read_everything(window, qtbot)
        _print_everything(window, qtbot)
        _begin_and_give_up(window, qtbot)
        _meet_a_mistake(window, qtbot)
        window.hide_screen()
        assert_nowhere(titles(), "the titles behind F12")
        window.show_screen()
        window.desk.sealed.close()
        assert_nowhere(seen(window).encode(), "the screen after the sealed parts were closed")
        assert_nowhere(titles(), "the titles of windows")
        assert_nowhere(in_clipboard(), "the clipboard")
        with lead.reading() as session:
            assert_nowhere(repr([one.value for one in session.query(Preference)]).encode(), "what the window remembers")
    lead.close()
    assert assert_nowhere_below(computer) >= 1, "the log at least"
    assert_nowhere_below(marked)


def _read_everything(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("incidents")
    page = window.page
    for incident_id in page.model.ids:
        page.view.select_id(incident_id)
        page.open_current()
        assert "Xylo-Person" in seen(page)
        assert_nowhere(titles(), "the title while a record is open")
        file = next(one for one in page.desk.sealed.record(incident_id).parts if "Xylo-File" in repr(one.part))
        page._on_asked("show", file.id)
        assert "Xylo-Content" in seen(dialog(EvidenceView))
        assert_nowhere(titles(), "the title over evidence")
        dialog(EvidenceView).accept()
    page.filters.text.setText("Xylo-Narrative")
    page._on_filter_changed()
    assert [one.words for one in searching(window.desk)("Xylo-Narrative")] == ["C-2026-001"]
    page.filters.text.setText("")
    window.go_to("today")
    until(qtbot, lambda: not window.desk.jobs.busy)


def _print_everything(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("reports")
    page = window.page
    assert isinstance(page, ReportsPage)
    for name in ("friend-requests", "incident-log"):
        page.open_report(name)
        until(qtbot, lambda: page.preview.pages > 0 and not window.desk.jobs.busy)
        said = b"".join(unpacked(page.content))
        assert any(way in said for word in MARKERS for way in ways_of_writing(word)), "the paper itself has them"
        assert_nowhere(titles(), "the title over a preview")


def _begin_and_give_up(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("incidents")
    window.page.run("incidents.concern")
    form().input_of("narrative").set_value("Xylo-Narrative that nobody sends")
    form().input_of("platform").set_value("Xylo-Platform")
    assert_nowhere(titles(), "the title over a form")
    form().reject()


def _meet_a_mistake(window: MainWindow, qtbot: QtBot) -> None:
    """Something goes wrong with a sealed word in hand; the details are copied, as they would be for whoever helps."""
    from policydesk.ui.kit.messages import Message

    held = window.desk.sealed.records
    try:
        raise KeyError(f"Xylo-Narrative {held}")
    except KeyError as mistake:
        note_mistake(mistake)
        LastResort(lambda: window).show(mistake)
    assert_nowhere(seen(dialog(Message)).encode(), "what is said of a mistake")
    button(dialog(Message), "Copy details").click()
    assert b"KeyError" in in_clipboard()


def test_no_file_the_office_manager_can_make_holds_a_sealed_word(
    computer: Path, marked: Path, clock: StoppedClock, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setattr(headless, "now", clock)
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    place = ("--register", str(marked), "--user", "Alex Morgan")
    made = computer / "made"
    made.mkdir()
    for report in reports():
        for ending in ("pdf", "xlsx", *(("html",) if report.offers_page else ())):
            file = made / f"{report.id}.{ending}"
            whose = ("--person", "Ben Okoro") if report.wants_person else ()
            names = ("--names",) if report.offers_names else ()
            asked = cli.main(["report", report.id, "--out", str(file), *names, *whose, *place])
            assert asked == (2 if report.wants_keys else 0)
            assert file.exists() is not report.wants_keys
    for name, *more in (
        ("calendar", "--out", made / "year.ics"),
        ("calendar", "--out", made / "hers.ics", "--person", "Dana Lead"),
        ("export", "accounts", "--out", made / "accounts.xlsx"),
        ("backup", "--to", made / "copy.pdbackup"),
        ("findings",), ("findings", "--format", "json"), ("verify",),
    ):  # fmt: skip
        assert cli.main([name, *map(str, more), *place]) in {0, 1}
    assert_nowhere("".join(capsys.readouterr()).encode(), "what the commands print")
    with signed_in(marked, "Alex Morgan") as office, office.reading() as session:
        for about in ReminderAbout:
            people = people_to_remind(session, TODAY, about)
            for written in (
                one_for_each(people, usual_words(about, ReminderForm.EACH), office.school_name),
                one_for_all(people, usual_words(about, ReminderForm.TOGETHER), office.school_name),
                merge_list(people, office.school_name),
            ):
                for name, content in written.files:
                    (made / f"{about.value} {name}").write_bytes(content)
        assert_nowhere(repr(findings(session, TODAY)).encode(), "what Today says")
    kinds = {one.suffix for one in made.iterdir()}
    assert kinds == {".pdf", ".xlsx", ".html", ".ics", ".eml", ".pdbackup"}
    assert assert_nowhere_below(computer) > 40


def test_looking_finds_a_word_in_every_kind_of_file(tmp_path: Path) -> None:
    """A search that finds nothing means something only where it would have found it."""
    from email.message import EmailMessage

    import xlsxwriter
    from reportlab.pdfgen import canvas

    pdf, book = io.BytesIO(), io.BytesIO()
    page = canvas.Canvas(pdf, pageCompression=1)
    page.drawString(100, 100, "About Xylo-Person")
    page.save()
    sheet = xlsxwriter.Workbook(book, {"in_memory": True})
    sheet.add_worksheet().write_string(0, 0, "About Xylo-Person")
    sheet.close()
    mail = EmailMessage()
    mail["Subject"] = "Über Xylo-Person"
    mail.set_content("Grüße über Xylo-Person", cte="base64")
    folded = b"BEGIN:VCALENDAR\r\nSUMMARY:About Xylo-\r\n Person\r\nEND:VCALENDAR\r\n"
    page_html = b"<!doctype html><p>Xylo&#45;Person</p>"
    for number, content in enumerate((pdf.getvalue(), book.getvalue(), mail.as_bytes(), folded, page_html)):
        with pytest.raises(AssertionError, match="Xylo-Person"):
            assert_nowhere(content, f"file {number}")
    (tmp_path / "Xylo-File").mkdir()
    with pytest.raises(AssertionError, match="the name of a file"):
        assert_nowhere_below(tmp_path)
