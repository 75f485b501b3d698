"""A half-typed incident form is kept sealed: after a lock, a crash or five idle minutes it is offered again."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from policydesk.store import Register, open_register
from policydesk.store.drafts import Drafts
from policydesk.terms_incidents import About, Category, ConcernKind, Severity
from policydesk.ui.incidents.page import IncidentsPage
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.messages import Message
from policydesk.ui.kit.person_picker import PersonPicker
from policydesk.ui.main_window import MainWindow
from tests.conftest import PASSWORD, StoppedClock
from tests.hands import button, dialog, fill, form, part, press, save, seen, until
from tests.stories_incidents import concern, staffed
from tests.ui.conftest import desk_on


@pytest.fixture
def office(register: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The office manager's window on Incidents."""
    staffed(register)
    with desk_on(register, qapp) as made:
        made.go_to("incidents")
        yield made


@pytest.fixture
def lead(register: Register, clock: StoppedClock, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The DSL's window on Incidents, with one concern that is open in front of them."""
    staffed(register)
    concern(register, narrative="Clementine")
    register.close()
    opened = open_register(register.folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as made:
        made.go_to("incidents")
        page_of(made).open_current()
        yield made
    opened.close()


def page_of(window: MainWindow) -> IncidentsPage:
    assert isinstance(window.page, IncidentsPage)
    return window.page


def write(open_form: FormDialog, name: str, words: str) -> None:
    box = open_form.input_of(name)
    box.set_value(words)
    box.changed.emit()


def offer() -> Message:
    found = dialog(Message)
    assert isinstance(found, Message)
    return found


def begun(window: MainWindow) -> str:
    return part(window, QLabel, "begun").text() if window.findChild(QLabel, "begun").isVisible() else ""


def half_typed(window: MainWindow) -> FormDialog:
    """Begin a concern, with half a date and somebody chosen."""
    page_of(window).run("incidents.concern")
    asked = form()
    write(asked, "narrative", "Tangelo words")
    asked.input_of("kind").set_value(ConcernKind.ALLEGATION)
    asked.input_of("about").set_value(About.STAFF)
    asked.put_back({})
    fill(asked, "Which member of staff", "okoro")
    fill(asked, "It happened on (optional)", "31 fo")
    part(asked, QCheckBox, "None of them").setChecked(True)
    part(asked, QCheckBox, "It happened outside work").click()
    return asked


def test_what_was_typed_is_there_again_letter_by_letter_after_a_lock(
    office: MainWindow, register: Register, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    _lock(half_typed(office), office)
    register.close()
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    with desk_on(again, qapp) as window:
        window.go_to("incidents")
        assert "“Report a concern” on 20 November 2026, 09:00" in begun(window)
        page_of(window).run("incidents.concern")
        assert "“Report a concern” was last typed in on 20 November 2026, 09:00" in seen(offer())
        button(offer(), "Go on with it").click()
        asked = form()
        assert asked.value_of("narrative") == "Tangelo words"
        assert asked.value_of("kind") is ConcernKind.ALLEGATION
        assert asked.value_of("not_to") == (0,)
        assert asked.value_of("outside_work") is True
        picker = asked.input_of("about_staff_id")
        assert isinstance(picker, PersonPicker)
        assert picker.picked is not None
        assert picker.picked.words == "Ben Okoro"
        assert "Only " in seen(asked)
        assert save(qtbot, asked)[0] == "Select what happened."
        fill(asked, "It happened on (optional)", "19 Nov")
        asked.set_values({"category": Category.OTHER, "severity": Severity.LOW_LEVEL})
        assert save(qtbot, asked) == ()
        assert "Saved. Reference C-2026-001." in seen(window)
        assert begun(window) == ""
        page_of(window).run("incidents.concern")
        assert form().value_of("narrative") == ""
    again.close()


def test_it_is_kept_while_somebody_types_so_that_a_crash_loses_nothing(office: MainWindow, qtbot: QtBot) -> None:
    half_typed(office)
    drafts = Drafts(office.desk.register)
    until(qtbot, lambda: drafts.count() == 1)
    (kept,) = drafts.read_all()
    assert b"Tangelo words" in kept.content
    assert b"31 fo" in kept.content


def test_saving_forgets_it(office: MainWindow, qtbot: QtBot) -> None:
    page_of(office).run("incidents.concern")
    asked = form()
    write(asked, "narrative", "Tangelo")
    asked.set_values(
        {
            "kind": ConcernKind.LOW_LEVEL,
            "category": Category.OTHER,
            "severity": Severity.LOW_LEVEL,
            "about": About.PUPIL,
        }
    )
    office.desk.leaving.emit()
    assert Drafts(office.desk.register).count() == 1
    assert save(qtbot, asked) == ()
    assert Drafts(office.desk.register).count() == 0


def test_leaving_without_saving_forgets_it(office: MainWindow, qtbot: QtBot) -> None:
    asked = half_typed(office)
    office.desk.leaving.emit()
    press(qtbot, asked, "Escape")
    button(offer(), "Leave without saving").click()
    assert Drafts(office.desk.register).count() == 0


def test_a_draft_can_be_discarded_for_a_fresh_form(office: MainWindow, qtbot: QtBot) -> None:
    _lock(half_typed(office), office)
    page_of(office).run("incidents.concern")
    button(offer(), "Discard it").click()
    assert form().value_of("narrative") == ""
    assert Drafts(office.desk.register).count() == 0


def test_esc_at_the_offer_opens_nothing_and_keeps_the_draft(office: MainWindow, qtbot: QtBot) -> None:
    _lock(half_typed(office), office)
    page_of(office).run("incidents.concern")
    offer().reject()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    assert Drafts(office.desk.register).count() == 1


def test_five_idle_minutes_take_a_form_off_the_screen_and_the_password_brings_it_back(
    lead: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(lead)
    page.run("incidents.entry")
    asked = form()
    write(asked, "text", "Tangelo entry")
    lead.desk.sealed.close()
    assert not asked.isVisible()
    assert "Tangelo" not in seen(lead)
    assert begun(lead) == "1 form that you had begun is kept sealed."
    page.run("incidents.entry")
    fill(form(), "Your password", "not this one")
    assert "does not open this register" in save(qtbot, form())[0]
    fill(form(), "Your password", PASSWORD)
    assert save(qtbot, form()) == ()
    assert "“Add to C-2026-001”" in begun(lead)
    page.run("incidents.entry")
    button(offer(), "Go on with it").click()
    assert form().value_of("text") == "Tangelo entry"
    assert save(qtbot, form()) == ()
    assert begun(lead) == ""


def test_a_draft_of_one_record_is_not_offered_for_another(lead: MainWindow, qtbot: QtBot) -> None:
    page = page_of(lead)
    page.run("incidents.entry")
    write(form(), "text", "Tangelo entry")
    _lock(form(), lead)
    page.run("incidents.tell")
    assert form().windowTitle() == "Somebody was told about C-2026-001"


def _lock(asked: QWidget, window: MainWindow) -> None:
    """Lock: the form goes without a word, with the whole program."""
    window.lock()
    asked.blockSignals(True)
    asked.hide()
    asked.deleteLater()
