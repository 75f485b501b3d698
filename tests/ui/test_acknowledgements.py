"""The acknowledgements page: the matrix, what is recorded from it, and the sign-off of a meeting."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.acknowledgements import acknowledgement_history
from policydesk.ui.acknowledgements.meeting import MeetingDialog
from policydesk.ui.acknowledgements.page import AcknowledgementsPage
from policydesk.ui.main_window import MainWindow
from tests.hands import button, dialog, fill, form, press, save, seen, until
from tests.stories import TODAY, hire, publish, sign, write_policy


@pytest.fixture
def page(window: MainWindow) -> AcknowledgementsPage:
    """Three people and two policies; the first has signed the first one, all overdue since September."""
    register = window.desk.register
    people = [hire(register, name) for name in ("Ben Okoro", "Łukasz Wójcik", "Ayşe Çelik")]
    social = publish(register, write_policy(register, "Social Media Policy"))
    publish(register, write_policy(register, "Acceptable Use Policy"))
    sign(register, social, people[0])
    window.go_to("acknowledgements")
    found = window.page
    assert isinstance(found, AcknowledgementsPage)
    return found


def cells(page: AcknowledgementsPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(page: AcknowledgementsPage, *places: tuple[int, int]) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.view.selectionModel().clear()
    for row, column in places:
        page.view.selectionModel().setCurrentIndex(page.model.index(row, column), flags.Select)


def names(page: AcknowledgementsPage) -> list[str]:
    rows = (page.model.row_at(number) for number in range(page.model.rowCount()))
    return [row.full_name for row in rows if row is not None]


def test_without_staff_and_policies_it_says_what_comes_first(window: MainWindow) -> None:
    window.go_to("acknowledgements")
    assert "Nobody has been asked to acknowledge anything yet. Add staff and publish a policy first." in seen(window)
    window.page.run("acknowledgements.meeting")
    assert "Publish a policy first." in seen(window)


def test_every_cell_says_its_state_in_words(page: AcknowledgementsPage) -> None:
    assert names(page) == ["Ayşe Çelik", "Ben Okoro", "Łukasz Wójcik"]
    assert [column.heading.split("\n")[0] for column in page.model.columns] == [
        "Acceptable Use Policy, 1",
        "Social Media Policy, 1",
    ]
    shown = cells(page)
    assert "Acknowledged" in shown[1][1]
    assert all("verdue" in shown[row][0] for row in range(3))


def test_several_cells_are_recorded_at_once_and_undone_at_once(
    page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, (0, 0), (0, 1), (1, 1), (2, 1))
    page.record()
    says = seen(form())
    assert "Social Media Policy, version 1: Ayşe Çelik, Łukasz Wójcik." in says
    assert "&Record 3 acknowledgements" in says
    fill(form(), "Date they signed", "1 1 2026")
    assert "before" in save(qtbot, form())[0]
    fill(form(), "Date they signed", "today")
    assert save(qtbot, form()) == ()
    assert "Recorded 3 acknowledgements." in seen(window)
    assert "verdue" not in " ".join(cells(page)[0])
    press(qtbot, window, "Ctrl+Z")
    assert "verdue" in " ".join(cells(page)[0])


def test_one_signature_is_recorded_by_typing_alone(
    page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, (1, 1))
    page.record()
    assert save(qtbot, form())[0] == "Select who it is about."
    fill(form(), "Who", "wojcik")
    versions = form().input_of("version_id")
    versions.set_value(next(head.version_id for head in page._heads if head.title == "Social Media Policy"))
    assert save(qtbot, form()) == ()
    assert "verdue" not in cells(page)[2][1]


@pytest.mark.requirement("R41")
def test_a_refusal_is_a_state_with_its_reason(page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot) -> None:
    choose(page, (2, 1))
    page.run("acknowledgements.refuse")
    assert save(qtbot, form()) == ("Enter the reason they gave.",)
    form().input_of("reason").set_value("Wants to ask the union first")
    assert save(qtbot, form()) == ()
    assert "Recorded that Łukasz Wójcik declined Social Media Policy." in seen(window)
    assert "eclined" in cells(page)[2][1]
    with window.desk.register.reading() as session:
        words = session.connection().exec_driver_sql("SELECT DISTINCT statement FROM policy_version").scalars().all()
    assert words
    assert all("read and understood" in one for one in words)


def test_an_exemption_takes_somebody_out_of_one_policy(
    page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, (0, 0))
    page.run("acknowledgements.exempt")
    assert save(qtbot, form()) == ("Enter why they are exempt.",)
    form().input_of("reason").set_value("On maternity leave")
    fill(form(), "Until (leave empty if not known)", "1 1 2020")
    assert len(save(qtbot, form())) == 1
    fill(form(), "Until (leave empty if not known)", "30 6 2027")
    assert save(qtbot, form()) == ()
    assert "xempt" in cells(page)[0][0]


def test_a_mistake_is_withdrawn_with_a_reason_and_stays_on_record(
    page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, (0, 0))
    page.run("acknowledgements.void")
    assert "There is no acknowledgement in this cell." in seen(window)
    choose(page, (1, 1))
    page.run("acknowledgements.void")
    assert save(qtbot, form()) == ("Enter why it does not count.",)
    form().input_of("reason").set_value("Signed on the wrong line")
    assert save(qtbot, form()) == ()
    assert "verdue" in cells(page)[1][1]
    row = page.model.row_at(1)
    assert row is not None
    (kept,) = window.desk.ask(_history, row.staff_id)
    assert (kept.void_reason, kept.voided_on) == ("Signed on the wrong line", TODAY)


def _history(session, staff_id):
    return acknowledgement_history(session, staff_id=staff_id)


def test_the_list_is_narrowed_to_who_has_not_signed(page: AcknowledgementsPage, qtbot: QtBot) -> None:
    social = page._heads[1].version_id
    choose(page, (0, 1), (2, 1), (0, 0), (2, 0), (1, 0))
    page.record()
    assert save(qtbot, form()) == ()
    qtbot.keyClick(button(page, "Not signed"), Qt.Key.Key_Space)
    assert names(page) == []
    assert "Nothing matches the filter." in seen(page)
    page.filters.clear()
    page.show_record(social)
    assert page.filters.pressed == {"not_signed"}


def test_a_finding_leads_to_the_column_of_its_version(page: AcknowledgementsPage) -> None:
    page.show_record(page._heads[1].version_id)
    assert page.view.currentIndex().column() == 1
    page.show_record(999)
    assert page.view.currentIndex().column() == 1


def test_space_records_and_enter_opens_the_person(page: AcknowledgementsPage, window: MainWindow, qtbot: QtBot) -> None:
    page.view.choose_cell(0, 1)
    press(qtbot, window, "Space")
    assert "Social Media Policy, version 1: Ayşe Çelik." in seen(form())
    press(qtbot, form(), "Esc")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.page.name == "staff"
    assert "Ayşe Çelik" in seen(window.page)


class TestMeeting:
    """The sheet of a meeting on screen."""

    @pytest.fixture
    def meeting(self, page: AcknowledgementsPage) -> MeetingDialog:
        page.view.choose_cell(0, 1)
        page.meeting()
        found = dialog(MeetingDialog)
        assert isinstance(found, MeetingDialog)
        return found

    def test_it_lists_who_has_still_to_sign_in_the_order_of_the_sheet(self, meeting: MeetingDialog) -> None:
        shown = [meeting.sheet.item(number).text().split("   ")[1] for number in range(meeting.sheet.count())]
        assert shown == ["Ayşe Çelik", "Łukasz Wójcik"]
        assert "0 of 2 people signed" in seen(meeting)

    def test_letters_without_accents_and_enter_tick_a_name(self, meeting: MeetingDialog, qtbot: QtBot) -> None:
        for letters, signed in (("cel", 1), ("WOJ luk", 2)):
            qtbot.keyClick(fill(meeting, "Find a name", letters), Qt.Key.Key_Return)
            assert f"{signed} of 2 people signed" in seen(meeting)
        qtbot.keyClick(fill(meeting, "Find a name", "xyz"), Qt.Key.Key_Return)
        assert "Nobody on the sheet is called “xyz”." in seen(meeting)
        fill(meeting, "Find a name", "cel")
        assert "Nobody on the sheet" not in seen(meeting)

    def test_space_ticks_and_goes_on_to_the_next_name(self, meeting: MeetingDialog, qtbot: QtBot) -> None:
        meeting.sheet.setFocus()
        meeting.sheet.setCurrentRow(0)
        qtbot.keyClick(meeting.sheet, Qt.Key.Key_Space)
        assert meeting.sheet.currentRow() == 1
        qtbot.keyClick(meeting.sheet, Qt.Key.Key_Space)
        qtbot.keyClick(meeting.sheet, Qt.Key.Key_Space)
        assert "1 of 2 people signed" in seen(meeting)

    def test_what_was_ticked_is_recorded_with_the_scan(
        self, meeting: MeetingDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
    ) -> None:
        press(qtbot, meeting, "Ctrl+Return")
        assert "Tick at least one person." in seen(meeting)
        qtbot.keyClick(fill(meeting, "Find a name", "cel"), Qt.Key.Key_Return)
        fill(meeting, "Date on the sheet", "")
        press(qtbot, meeting, "Ctrl+Return")
        assert "Enter the date on the sheet." in seen(meeting)
        fill(meeting, "Date on the sheet", "2 9 2026")
        scan = tmp_path / "sheet.pdf"
        scan.write_bytes(b"%PDF-1.7 scan")
        meeting.scan.input.set_value(scan)
        press(qtbot, meeting, "Ctrl+Return")
        until(qtbot, lambda: "Recorded 1 acknowledgement." in seen(window))
        row = window.page.model.row_at(0)
        (kept,) = window.desk.ask(_history, row.staff_id)
        assert kept.evidence_id is not None
        assert kept.method.value == "meeting_register"

    def test_another_policy_shows_its_own_people(self, meeting: MeetingDialog, page: AcknowledgementsPage) -> None:
        meeting.version.input.set_value(page._heads[0].version_id)
        meeting._show_people()
        assert meeting.sheet.count() == 3


def test_the_demo_schools_matrix_has_every_state(demo_window: MainWindow) -> None:
    demo_window.go_to("acknowledgements")
    page = demo_window.page
    assert isinstance(page, AcknowledgementsPage)
    words = " ".join(" ".join(row) for row in cells(page)).lower()
    for state in ("overdue", "exempt", "declined", "not required"):
        assert state in words
