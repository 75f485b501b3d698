"""The incidents page: who sees what, what the forms say, and that nothing unsealed stays when nobody is there."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.incidents import log_friend_request
from policydesk.actions.relationships import AdviceDraft, RelationshipDraft, declare_relationship, record_advice
from policydesk.models import Preference
from policydesk.queries.incidents import envelope_rows
from policydesk.rules.incident_parts import FriendRequest
from policydesk.store import Register, open_register
from policydesk.terms_incidents import (
    About,
    Answer,
    Category,
    ConcernKind,
    IncidentKind,
    RelationshipKind,
    Requester,
    Severity,
)
from policydesk.ui.idle import IdleWatch
from policydesk.ui.incidents.advice_log import COLUMNS, AdviceLog
from policydesk.ui.incidents.boxes import EvidenceBox, Saying, png_of
from policydesk.ui.incidents.evidence import EvidenceView
from policydesk.ui.incidents.page import IncidentsPage
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.searching import searching
from tests.conftest import PASSWORD, StoppedClock
from tests.hands import button, dialog, form, has_button, press, save, seen, until
from tests.stories import TODAY
from tests.stories_incidents import concern, friend_request, staffed
from tests.ui.conftest import desk_on


@pytest.fixture
def school(register: Register) -> tuple[Register, dict[str, int]]:
    """A school with its DSL, headteacher, chair and viewer; the office manager is signed in."""
    return register, staffed(register)


@pytest.fixture
def office(school, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The office manager's window."""
    with desk_on(school[0], qapp) as made:
        yield made


@pytest.fixture
def lead(school, clock: StoppedClock, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The DSL's window, with one friend request and two concerns recorded by the office manager."""
    register, staff = school
    friend_request(register, staff["Ben Okoro"], person="Kit Barlow", note="Marmalade")
    concern(
        register,
        EvidenceDraft("mail.txt", b"Tangerine words of the e-mail"),
        kind=ConcernKind.ALLEGATION,
        severity=Severity.HARM_THRESHOLD,
        about=About.STAFF,
        about_staff_id=staff["Ben Okoro"],
        narrative="Clementine",
    )
    concern(register, category=Category.COPYRIGHT, narrative="Grapefruit")
    register.close()
    opened = open_register(register.folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as made:
        yield made
    opened.close()


def page_of(window: MainWindow) -> IncidentsPage:
    window.go_to("incidents")
    page = window.page
    assert isinstance(page, IncidentsPage)
    return page


def open_number(page: IncidentsPage, number: str) -> str:
    envelopes = page.desk.ask(envelope_rows, page.model.ids, page.desk.actor.user_id)
    wanted = next(one.id for one in envelopes if one.number == number)
    page.view.select_id(wanted)
    page.open_current()
    return seen(page)


def saying(open_form: FormDialog, name: str) -> str:
    box = open_form.input_of(name)
    assert isinstance(box, Saying)
    return box.label.text()


def put(open_form: FormDialog, **values: object) -> None:
    for name, value in values.items():
        open_form.input_of(name).set_value(value)
        open_form.input_of(name).changed.emit()


# --- what the office manager sees


def test_the_office_manager_sends_a_concern_and_sees_that_it_was_sent(office: MainWindow, school, qtbot: QtBot) -> None:
    page = page_of(office)
    page.run("incidents.concern")
    asked = form()
    assert "ring 999" in seen(asked)
    put(
        asked,
        narrative="Clementine",
        kind=ConcernKind.LOW_LEVEL,
        category=Category.OTHER,
        severity=Severity.LOW_LEVEL,
        about=About.OUTSIDE,
    )
    assert save(qtbot, asked) == ()
    said = seen(office)
    assert "Saved. Reference C-2026-001." in said
    assert "✉ Sent to the DSL" in said
    assert "You cannot open it. Dana Lead and Hilary Head can." in said
    assert "Clementine" not in said
    assert not has_button(page, "Open this record")
    page.open_current()
    assert "Clementine" not in seen(office)


def test_an_empty_form_says_what_is_missing(office: MainWindow, qtbot: QtBot) -> None:
    page_of(office).run("incidents.concern")
    found = save(qtbot, form())
    assert "Enter what was seen or said." in found
    assert "Select whom it is about." in found


def test_the_form_says_who_will_be_able_to_open_it(office: MainWindow, school) -> None:
    _register, staff = school
    page_of(office).run("incidents.concern")
    asked = form()
    assert "Only Dana Lead (DSL) and Hilary Head (headteacher) can open this" in saying(asked, "readers")
    put(asked, about=About.STAFF, about_staff_id=Choice(staff["Hilary Head"], "Hilary Head"))
    assert "Only Chris Chair (chair of governors) and Dana Lead (DSL)" in saying(asked, "readers")
    put(asked, about_staff_id=Choice(staff["Dana Lead"], "Dana Lead"))
    assert "Only Hilary Head (headteacher) can open this" in saying(asked, "readers")
    ticks = [one for one in asked.findChildren(QCheckBox) if one.accessibleName() == "Hilary Head"]
    ticks[0].click()
    assert "No user can open this" in saying(asked, "readers")


def test_a_declared_relationship_changes_the_advice(office: MainWindow, school) -> None:
    register, staff = school
    with register.writing() as txn:
        declare_relationship(
            txn, RelationshipDraft(staff["Ben Okoro"], RelationshipKind.FAMILY_PUPIL, "R.T.", TODAY, "niece")
        )
    page_of(office).run("incidents.friend")
    asked = form()
    assert "declined unless they are family" in saying(asked, "advice")
    put(asked, staff_id=Choice(staff["Dana Lead"], "Dana Lead"))
    assert "general terms with the class" in saying(asked, "advice")
    put(asked, staff_id=Choice(staff["Ben Okoro"], "Ben Okoro"))
    assert "A pupil is family: R.T., niece is declared in Staff." in saying(asked, "advice")
    put(asked, is_family=True)
    assert "Contact with family need not stop" in saying(asked, "advice")
    put(asked, staff_id=Choice(staff["Dana Lead"], "Dana Lead"), is_family=False, sender=Requester.PARENT)
    assert "the headteacher decides" in saying(asked, "advice")


def test_a_viewer_reports_and_is_offered_nothing_else(school, clock, qtbot: QtBot, qapp: QApplication) -> None:
    register, _staff = school
    register.close()
    viewer = open_register(register.folder, user_name="Vi Viewer", password=PASSWORD, clock=clock)
    with desk_on(viewer, qapp) as window:
        page = page_of(window)
        assert page.offers("incidents.concern")
        assert not page.offers("incidents.release")
        assert not page.offers("incidents.entry")
        assert page.offers("incidents.advice_log"), "nothing confidential is in it"
        assert not page.offers("incidents.advice")
    viewer.close()


# --- what the DSL does


def test_opening_a_record_shows_it_and_is_kept(lead: MainWindow) -> None:
    page = page_of(lead)
    assert "Clementine" not in seen(lead)
    said = open_number(page, "C-2026-001")
    assert "Clementine" in said
    assert "Tell the LADO by 4 pm on 23 November 2026" in said
    assert "Opened 20 November 2026, 09:00 by Dana Lead" in said
    page.view.select_id(page.model.ids[-1])
    assert "Clementine" not in seen(lead)


def test_a_referral_stops_the_clock_on_the_screen_and_on_today(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    lead.go_to("today")
    assert "C-2026-001: Tell the LADO" in seen(lead)
    lead.go_to("incidents")
    open_number(page, "C-2026-001")
    page.run("incidents.refer")
    from policydesk.terms_incidents import Agency

    put(form(), to=Agency.LADO, reference="LA-17")
    assert save(qtbot, form()) == ()
    assert "✓ LADO told 9 am today" in seen(page)
    assert "reference LA-17" in seen(page)
    lead.go_to("today")
    assert "Tell the LADO" not in seen(lead)


def test_closing_says_what_is_missing_and_keeps_the_form(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-002")
    page.run("incidents.close")
    asked = form()
    put(asked, decision="Closed", rationale="One-off")
    assert save(qtbot, asked) == ("Enter the action that was taken.",)
    put(asked, action="Reminded")
    assert save(qtbot, asked) == ()
    assert "– Closed" in seen(page)
    page.run("incidents.close")
    assert "Why it is opened again" in seen(form())
    form().close()


def test_the_date_of_birth_is_asked_for_about_a_pupil_and_can_be_added_later(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    page.run("incidents.concern")
    asked = form()
    put(asked, kind=ConcernKind.POLICY_BREACH, about=About.STAFF)
    assert asked.rows["pupil_born_on"].isHidden()
    put(asked, about=About.PUPIL)
    put(asked, kind=ConcernKind.ABOUT_A_PUPIL, category=Category.OTHER, severity=Severity.LOW_LEVEL, narrative="Seen")
    put(asked, pupil_born_on=date(2062, 10, 4))
    assert save(qtbot, asked) == ("A date of birth is in the past. Check the year.",)
    put(asked, pupil_born_on=date(2016, 10, 4))
    assert save(qtbot, asked) == ()
    assert "Pupil’s date of birth\n4 October 2016" in open_number(page, "C-2026-003")
    page._on_asked("born", 0)
    asked = form()
    put(asked, on=date(2062, 10, 4))
    assert save(qtbot, asked) == ("A date of birth is in the past. Check the year.",)
    put(asked, on=date(2017, 10, 4))
    assert save(qtbot, asked) == ()
    assert "the pupil’s date of birth is 4 October 2017" in seen(page)


def test_an_acceptance_that_is_entered_later_says_which_concern_it_opened(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    asked = FriendRequest(3, "", Requester.CURRENT_PUPIL, "A.D.", TODAY, Answer.PENDING)
    number = lead.desk.act(log_friend_request, asked).number
    open_number(page, number)
    page._on_asked("answer", 0)
    put(form(), answer=Answer.ACCEPTED)
    assert save(qtbot, form()) == ()
    assert f"Saved in {number}. The concern C-2026-003 was opened with it." in seen(lead)


def test_tab_goes_from_the_details_to_their_buttons(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-001")
    area = page._detail_area
    assert area is not None
    QApplication.processEvents()
    at, reached = area.nextInFocusChain(), []
    while len(reached) < 4:
        if isinstance(at, QPushButton) and at.isVisible():
            reached.append(at.text())
        at = at.nextInFocusChain()
    assert reached == ["Not referred to LADO…", "Show", "Attach evidence…", "Legal hold…"]


def test_an_entry_is_corrected_by_another(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-002")
    page.run("incidents.entry")
    put(form(), text="Rang home")
    save(qtbot, form())
    entry = next(one for one in page.desk.sealed.record(3).parts if one.id > 4)
    page._on_asked("correct", entry.id)
    put(form(), text="Wrote home")
    save(qtbot, form())
    said = seen(page)
    assert "Rang home" in said
    assert f"(corrects entry {entry.id}): Wrote home" in said


def test_evidence_is_shown_from_memory(lead: MainWindow, tmp_path: Path) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-001")
    part = next(one for one in page.desk.sealed.record(2).parts if "mail.txt" in repr(one.part))
    before = set(tmp_path.rglob("*"))
    page._on_asked("show", part.id)
    view = dialog(EvidenceView)
    assert "Tangerine words of the e-mail" in seen(view)
    assert view.windowTitle() == "Evidence"
    assert not any(label.textInteractionFlags() & _SELECTABLE for label in view.findChildren(QLabel))
    assert {one.name for one in set(tmp_path.rglob("*")) - before} <= {"register.db-journal"}
    lead.desk.sealed.close()
    assert not shiboken6.isValid(view) or not view.isVisible()


_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_a_confidential_report_goes_from_the_screen_with_the_sealed_parts(lead: MainWindow, qtbot: QtBot) -> None:
    lead.go_to("reports")
    page = lead.page
    assert isinstance(page, ReportsPage)
    page.open_report("incident-log")
    page.refresh()
    until(qtbot, lambda: page.preview.pages > 0)
    lead.desk.sealed.close()
    assert page.preview.pages == 0
    until(qtbot, lambda: not lead.desk.jobs.busy)
    assert "open the sealed parts in Incidents first" in seen(page)


def test_the_log_on_screen_is_of_the_kind_and_days_that_are_chosen(lead: MainWindow, qtbot: QtBot) -> None:
    lead.go_to("reports")
    page = lead.page
    assert isinstance(page, ReportsPage)
    page.open_report("moderator-cover")
    page.refresh()
    assert "Without it, three months later." in seen(page)
    assert not page.choices.kind.isVisible()
    page.open_report("incident-log")
    page.refresh()
    assert "Without it, up to the day above." in seen(page)
    assert page.choices.kind.isVisible()

    def text() -> str:
        page.refresh()
        until(qtbot, lambda: not lead.desk.jobs.busy)
        return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(page.content)).pages).split())

    assert "FR-2026-001" in text()
    page.choices.kind.input.set_value(IncidentKind.CONCERN)
    page.choices.stands.input.set_value(True)
    concerns = text()
    assert "concerns alone, something left to do" in concerns
    assert "Copyright" in concerns
    assert "FR-2026-001" not in concerns
    page.open_report("friend-requests")
    asked = page.choices
    assert (asked.first.isVisible(), asked.stands.isVisible(), asked.kind.isVisible()) == (True, True, False)
    assert "Without it, from the first request on." in seen(page)
    page.open_report("incident-log")
    page.choices.kind.input.set_value(IncidentKind.CONCERN)
    page.choices.stands.input.set_value(True)
    page.choices.category.input.set_value(Category.COPYRIGHT)
    assert "Concerns: 1 record" in text()
    page.choices.first.input.set_value(date(2026, 11, 20))
    page.choices.last.input.set_value(date(2026, 11, 19))
    page.refresh()
    until(qtbot, lambda: not lead.desk.jobs.busy)
    assert "is before the first" in seen(page)
    assert page.preview.pages == 0


def test_the_office_manager_is_not_even_offered_the_confidential_reports(office: MainWindow) -> None:
    office.go_to("reports")
    page = office.page
    assert isinstance(page, ReportsPage)
    offered = page.choices.which.input._values
    assert "incident-summary" in offered
    assert not {"incident-log", "friend-requests"} & set(offered)


def test_a_copied_picture_is_pasted_as_evidence(qtbot: QtBot) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    box = EvidenceBox()
    qtbot.addWidget(box)
    box.paste()
    assert "Nothing is copied that is a picture" in box.findChild(QLabel, "evidence_refused").text()
    QGuiApplication.clipboard().setImage(picture)
    box.paste()
    (draft,) = box.value()
    assert draft.content == png_of(picture)
    box.clear()
    assert box.is_empty()


def test_pictures_are_dropped_as_evidence_from_a_folder_and_from_a_browser(qtbot: QtBot, tmp_path: Path) -> None:
    box = EvidenceBox()
    qtbot.addWidget(box)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(tmp_path / "chat.png"))
    from_folder, from_browser, address = QMimeData(), QMimeData(), QMimeData()
    from_folder.setUrls([QUrl.fromLocalFile(str(tmp_path / "chat.png"))])
    from_browser.setImageData(picture)
    address.setUrls([QUrl("https://a.example/chat.png")])
    drop(box, from_folder)
    drop(box, from_browser)
    assert box.value()[0].file_name == "chat.png"
    assert len(box.value()) == 2
    assert all(one.content.startswith(b"\x89PNG") for one in box.value())
    drop(box, address)
    assert "This is no file of this computer." in refused(box)
    assert len(box.value()) == 2


def drop(box: EvidenceBox, content: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    box.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, left, none))


def refused(box: EvidenceBox) -> str:
    label = box.findChild(QLabel, "evidence_refused")
    assert label is not None
    return label.text()


def test_the_place_in_a_photograph_is_shown_and_can_be_taken_out(qtbot: QtBot, tmp_path: Path) -> None:
    from policydesk.actions.pictures import place_in, without_metadata

    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photo_with_place())
    box = EvidenceBox()
    qtbot.addWidget(box)
    box.show()
    box.add_files([photo, tmp_path / "not there.png"])
    box.add_files([photo])
    assert "photo.jpg: taken at 51.5007, -0.1246" in box._list.text()
    assert box.strip.isVisible()
    plain = without_metadata(photo.read_bytes())
    assert place_in(plain) == ""
    assert QImage.fromData(plain).size() == QImage(str(photo)).size()


def test_a_file_that_cannot_be_kept_is_refused_by_name_when_it_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    for name, content in (
        ("good.txt", b"Words"),
        ("empty.png", b""),
        ("fake.png", b"no picture"),
        ("program.exe", b"MZ\x90\x00" + bytes(300)),
    ):
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "film.pdf").open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    box = EvidenceBox()
    qtbot.addWidget(box)
    box.show()
    box.add_files([tmp_path / one for one in ("good.txt", "empty.png", "fake.png", "program.exe", "film.pdf")])
    assert [one.file_name for one in box.value()] == ["good.txt"]
    refused = box.findChild(QLabel, "evidence_refused")
    assert refused.isVisible()
    assert refused.text().splitlines() == [
        "“empty.png” is empty. Choose the file that has the document.",
        "“fake.png” is named like a picture, but is none. Open it and save it again as a PDF.",
        "“program.exe” is not a PDF, a Word or text document, nor a picture. Save it as a PDF first.",
        "“film.pdf” has 51 MB; up to 50 MB fit. Attach the part that matters.",
    ]
    box.add_files([tmp_path / "good.txt"])
    assert not refused.isVisible()


def test_tab_reaches_everything_about_evidence_and_ctrl_v_pastes(qtbot: QtBot, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photo_with_place())
    box = EvidenceBox()
    qtbot.addWidget(box)
    box.show()
    box.add_files([photo])
    box.activateWindow()
    until(qtbot, box.isActiveWindow)
    box.button.setFocus()
    reached = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        reached.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == ["evidence_choose", "evidence_paste", "evidence_clear", "evidence_strip"]
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    qtbot.keyClick(box.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [one.file_name for one in box.value()] == ["photo.jpg", "Pasted picture 2.png"]


def photo_with_place() -> bytes:
    from PIL import Image

    picture = Image.new("RGB", (12, 9), "blue")
    exif = picture.getexif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (51.0, 30.0, 2.52)
    gps[3], gps[4] = "W", (0.0, 7.0, 28.56)
    exif[0x010F] = "Camera of somebody"
    import io

    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


# --- searching, closing, leaving


def test_searching_finds_sealed_words_for_who_holds_the_key(lead: MainWindow) -> None:
    page = page_of(lead)
    search = searching(lead.desk)
    assert [one.words for one in search("grapefruit")] == ["C-2026-002"]
    page.filters.text.setText("clementine")
    page.refresh()
    assert page.model.rowCount() == 1
    lead.desk.sealed.close()
    assert search("grapefruit") == []
    assert [one.words for one in search("C-2026-002")] == ["C-2026-002"]


def test_words_that_were_searched_are_not_remembered(lead: MainWindow) -> None:
    page = page_of(lead)
    page.filters.text.setText("clementine")
    page._on_filter_changed()
    assert "clementine" not in page.kept("filter")
    page.filters.press("concern")
    assert "concern" in page.kept("filter")
    with lead.desk.register.reading() as session:
        assert all("clementine" not in one.value for one in session.query(Preference))


def test_closing_the_sealed_parts_leaves_nothing_on_the_screen(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-001")
    lead.desk.sealed.close()
    said = seen(lead)
    assert "Clementine" not in said
    assert "Ben Okoro" not in said
    assert page.desk.sealed.records == ()
    lead.go_to("today")
    assert "Tell the LADO" not in seen(lead)
    lead.go_to("incidents")
    button(page, "Open the sealed parts").click()
    put(form(), password="wrong")
    assert "tries left" in save(qtbot, form())[0]
    put(form(), password=PASSWORD)
    assert save(qtbot, form()) == ()
    assert "Clementine" in open_number(page, "C-2026-001")


def test_no_word_of_a_record_is_in_the_windows_title(lead: MainWindow) -> None:
    open_number(page_of(lead), "C-2026-001")
    assert lead.windowTitle() == "Incidents"
    lead.hide_screen()
    assert "Clementine" not in seen(lead)
    lead.show_screen()


def test_after_five_minutes_the_sealed_parts_close_and_after_ten_the_register_locks(
    qtbot: QtBot, qapp: QApplication
) -> None:
    done: list[str] = []
    at = [0.0]
    watch = IdleWatch(qapp, lambda: done.append("sealed"), lambda: done.append("lock"), seconds=lambda: at[0])

    def after(seconds: float) -> list[str]:
        at[0] = seconds
        watch.look()
        return done

    assert after(299) == []
    assert after(300) == ["sealed"]
    assert after(599) == ["sealed"]
    assert after(600) == ["sealed", "lock"]
    assert after(9_000) == ["sealed", "lock"]
    watch.stop()


def test_a_key_puts_both_off(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[str] = []
    at = [0.0]
    watch = IdleWatch(qapp, lambda: done.append("sealed"), lambda: done.append("lock"), seconds=lambda: at[0])
    at[0] = 299
    QApplication.sendEvent(qapp, QKeyEvent(QEvent.Type.KeyPress, 65, QGuiApplication.keyboardModifiers()))
    at[0] = 590
    watch.look()
    assert done == []
    at[0] = 1300  # the machine slept; the first key locks before it counts
    QApplication.sendEvent(qapp, QKeyEvent(QEvent.Type.KeyPress, 65, QGuiApplication.keyboardModifiers()))
    assert done == ["sealed", "lock"]
    watch.stop()


def test_what_a_holder_of_the_key_lets_somebody_into(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    page.run("incidents.let_in")
    asked = form()
    assert "cannot be taken back" in seen(asked)
    chair = next(value for value in asked.input_of("user_id")._values if value)
    put(asked, user_id=chair)
    assert save(qtbot, asked) == ()
    assert "Let in: 3 records" in seen(lead)


def test_figures_are_released_from_the_page(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    page.run("incidents.release")
    assert save(qtbot, form()) == ()
    assert "The summary for governors prints these figures now." in seen(lead)


def test_whoever_releases_figures_reads_before_what_will_be_printed(lead: MainWindow, school, qtbot: QtBot) -> None:
    page = page_of(lead)
    for number in range(6):
        draft = FriendRequest(
            school[1]["Ben Okoro"], "", Requester.CURRENT_PUPIL, f"A.{number}", TODAY, Answer.DECLINED
        )
        lead.desk.act(log_friend_request, draft)
    page.run("incidents.release")
    asked = form()
    said = seen(asked)
    for words in ("Pupil of this school", "Friend requests, by talk with the class", "How long it took"):
        assert words in said
    assert "Fewer than 5 were recorded, so nothing more is shown." in said
    asked.resize(asked.width(), 300)
    QApplication.processEvents()
    QTest.keyClick(asked.input_of("until_on").focusProxy(), Qt.Key.Key_PageDown)
    assert asked.area.verticalScrollBar().value() > 0, "what is below the questions is read without a mouse"
    put(asked, from_on=date(2026, 9, 2))
    assert "Release whole terms" in seen(asked)
    assert "Pupil of this school" not in seen(asked)
    put(asked, from_on=None)
    assert "Enter both days to see what will be printed." in seen(asked)


def test_with_the_sealed_parts_closed_no_figures_of_nothing_are_released(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    lead.desk.sealed.close()
    page.run("incidents.release")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()
                and one.title == "Release figures"]  # fmt: skip


@pytest.mark.requirement("R46")
def test_advice_on_personal_use_is_noted_and_is_no_incident(office: MainWindow, school, qtbot: QtBot) -> None:
    from policydesk.queries.incident_settings import advice_given
    from policydesk.queries.incidents import count_incidents

    page_of(office).run("incidents.advice")
    put(form(), subject="Privacy settings", advice="Friends only")
    assert save(qtbot, form()) == ()
    assert office.desk.ask(count_incidents) == 0
    assert [one.subject for one in office.desk.ask(advice_given)] == ["Privacy settings"]


def test_the_advice_log_shows_who_asked_what_and_what_they_were_told(office: MainWindow, school) -> None:
    register, staff = school
    page = page_of(office)
    page.run("incidents.advice_log")
    assert "No advice is noted." in seen(dialog(AdviceLog))
    dialog(AdviceLog).accept()
    with register.writing() as txn:
        record_advice(txn, AdviceDraft(date(2026, 11, 2), "A <b>reunion</b> group", "Not yet", "Dana Lead"))
        record_advice(
            txn, AdviceDraft(date(2026, 11, 9), "Privacy settings", "Friends only", "Dana Lead", staff["Ben Okoro"])
        )
    page.run("incidents.advice_log")
    log = next(one for one in page.findChildren(AdviceLog) if one.isVisible())
    cells = [[column.text(row) for column in COLUMNS] for row in log.model.rows]
    assert [row[1:] for row in cells] == [
        ["Ben Okoro", "Privacy settings", "Friends only", "Dana Lead"],
        ["Not named", "A <b>reunion</b> group", "Not yet", "Dana Lead"],
    ]
    assert "2 pieces of advice" in seen(log)
    assert "9 November 2026, Ben Okoro: Privacy settings" in seen(log)
    log.view.select_id(log.model.rows[1].id)
    assert "2 November 2026, not named: A <b>reunion</b> group" in seen(log)
    assert "Given by Dana Lead" in seen(log)


def test_a_new_safeguarding_sheet_opens_what_is_there_once_the_dsl_was_at_the_desk(
    school, clock, qtbot: QtBot, qapp: QApplication
) -> None:
    from policydesk.actions.envelopes import let_in_with_sheet
    from policydesk.store.sealed import sheet_vault
    from policydesk.store.users import new_sheets

    register, _staff = school
    concern(register)
    code = new_sheets(register).safeguarding_code
    register.close()
    opened = open_register(register.folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as window:
        page_of(window)
        until(qtbot, lambda: not window.desk.jobs.busy)
        with opened.writing() as txn:
            assert let_in_with_sheet(txn, 4, sheet_vault(opened, code)) == 1
    opened.close()


def test_many_records_are_opened_behind_the_window(
    lead: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policydesk.ui.sealed.AT_ONCE", 1)
    monkeypatch.setattr("policydesk.ui.sealed.BATCH", 1)
    sealed = lead.desk.sealed
    sealed.close()
    sealed.reopen(PASSWORD)
    page_of(lead)
    until(qtbot, lambda: not sealed.is_reading and not lead.desk.jobs.busy)
    assert len(sealed.records) == 3
    assert sealed.matching("grapefruit") == {3}
    lead.go_to("today")
    until(qtbot, lambda: "C-2026-001: Tell the LADO" in seen(lead))


def test_closing_while_records_are_opened_leaves_none_of_them(
    lead: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policydesk.ui.sealed.AT_ONCE", 1)
    sealed = lead.desk.sealed
    sealed.close()
    sealed.reopen(PASSWORD)
    sealed.begin()
    sealed.close()
    until(qtbot, lambda: not lead.desk.jobs.busy)
    assert sealed.records == ()
    assert not sealed.is_reading


# --- who hears what, and where one is afterwards


def test_what_is_about_the_dsl_was_not_sent_to_the_dsl(office: MainWindow, school, qtbot: QtBot) -> None:
    concern(school[0], about=About.STAFF, about_staff_id=school[1]["Dana Lead"], narrative="Clementine")
    said = seen(page_of(office))
    assert "✉ Sent in confidence" in said
    assert "Sent to the DSL" not in said
    assert "You cannot open it. Hilary Head can." in said


def test_while_nobody_can_open_it_the_page_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.run("incidents.let_in")
    assert "Add the DSL or the headteacher first: Settings, Users" in seen(dialog())
    dialog().reject()
    page.run("incidents.concern")
    put(
        form(),
        narrative="Clementine",
        kind=ConcernKind.LOW_LEVEL,
        category=Category.OTHER,
        severity=Severity.LOW_LEVEL,
        about=About.OUTSIDE,
    )
    assert save(qtbot, form()) == ()
    said = seen(window)
    assert "! Nobody can open it" in said
    assert "Saved. Reference C-2026-001. No user can open it; the safeguarding recovery sheet can." in said
    assert "Sent to the DSL" not in said


def test_whoever_reports_hears_of_the_clock_too(office: MainWindow, qtbot: QtBot) -> None:
    page_of(office).run("incidents.concern")
    put(
        form(),
        narrative="Clementine",
        kind=ConcernKind.ALLEGATION,
        category=Category.OTHER,
        severity=Severity.HARM_THRESHOLD,
        about=About.OUTSIDE,
    )
    assert save(qtbot, form()) == ()
    assert "Reference C-2026-001. Tell the LADO by 4 pm on 23 November 2026: 3 days left." in seen(office)


def test_after_an_entry_the_focus_is_where_it_was_in_the_details(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    open_number(page, "C-2026-001")
    page.run("incidents.entry")
    put(form(), text="Rang the parnet")
    assert save(qtbot, form()) == ()
    first = button(page, next(one for one in names_in(page) if one.startswith("Correct: ")))
    name = first.objectName()
    first.setFocus()
    first.click()
    asked = form()
    assert asked.value_of("text") == "Rang the parnet"
    put(asked, text="Rang the parent")
    assert save(qtbot, asked) == ()
    focus = lead.focusWidget()
    assert page._panel.isAncestorOf(focus)
    assert focus.objectName() == name
    said = seen(page)
    assert "corrected by entry" in said
    assert "Rang the parent" in said


def names_in(page: IncidentsPage) -> list[str]:
    """Return the names of the buttons that can be pressed now."""
    QApplication.processEvents()
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_same_keys_pressed_twice_begin_nothing_else(office: MainWindow, school, qtbot: QtBot) -> None:
    page_of(office).run("incidents.friend")
    asked = form()
    put(asked, staff_id=Choice(school[1]["Ben Okoro"], "Ben Okoro"), person="K.B.", is_family=False)
    press(qtbot, asked, "Ctrl+Return")
    press(qtbot, office, "Ctrl+Return")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    assert office.page.name == "incidents"
    assert "1 record" in seen(office)


def test_an_address_without_a_space_is_seen_to_its_end(lead: MainWindow) -> None:
    from policydesk.ui.incidents.detail import breakable

    address = "https://example.org/" + "a" * 300
    assert breakable(address).replace("\u200b", "") == address
    assert max(len(one) for one in breakable(address).split("\u200b")) == 20
    assert breakable("Plain words, as people write them") == "Plain words, as people write them"
