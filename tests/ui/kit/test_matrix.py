"""The matrix: names stay at the left, each cell is chosen and read by itself, and stays chosen when the list is new."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from policydesk.terms import AckState
from policydesk.ui.kit.colours import colours_now
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.matrix_view import MatrixView
from policydesk.ui.kit.rows_model import ID_ROLE
from policydesk.ui.kit.states import ACK_MARKS
from policydesk.ui.kit.windowed_model import WindowedRowsModel

NAMES = {1: "Bea Quill", 2: "Łukasz Wójcik", 3: "Ayşe Çelik", 4: "Ben Okoro"}
TITLES = ("Social Media Policy", "Acceptable Use Policy", "Code of Conduct")


@dataclass(frozen=True)
class Person:
    """A row: one state for each policy."""

    id: int
    name: str
    states: tuple[AckState, ...]


def column(number: int) -> Column[Person]:
    return marked(
        f"{TITLES[number]}\n1 of 4",
        lambda person: ACK_MARKS[person.states[number]],
        tip=lambda person: f"{person.name} & {TITLES[number]}",
        key=f"policy {number}",
    )


class Matrix:
    """A matrix of four people; what its rows and columns are can be changed."""

    def __init__(self) -> None:
        self.ids = [1, 2, 3, 4]
        self.policies = [0, 1]
        self.model = WindowedRowsModel(
            self.columns(), self.fetch, lambda _by, _descending: self.ids, row_header=lambda person: person.name
        )
        self.view = MatrixView("Who signed", self.model, corner="Staff member", one="person", many="people")
        self.model.reload()

    def columns(self) -> tuple[Column[Person], ...]:
        return tuple(column(number) for number in self.policies)

    def fetch(self, ids: tuple[int, ...]) -> list[Person]:
        states = (AckState.ACKNOWLEDGED, AckState.OVERDUE, AckState.DECLINED)
        return [Person(one, NAMES[one], states) for one in ids]

    def choose(self, *places: tuple[int, int]) -> None:
        chosen = self.view.selectionModel()
        chosen.clear()
        for row, number in places:
            chosen.setCurrentIndex(self.model.index(row, number), QItemSelectionModel.SelectionFlag.Select)


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    made = Matrix()
    qtbot.addWidget(made.view)
    made.view.resize(900, 300)
    with qtbot.waitActive(made.view):
        made.view.show()
        made.view.activateWindow()
    made.view.setFocus()
    return made


def test_the_names_and_the_length_are_there_for_who_listens(matrix: Matrix) -> None:
    assert matrix.view.accessibleName() == "Who signed, 4 people"
    header = matrix.model.headerData
    vertical = Qt.Orientation.Vertical
    assert header(1, vertical) == "Łukasz Wójcik"
    assert header(9, vertical) is None
    assert header(0, Qt.Orientation.Horizontal) == "Social Media Policy\n1 of 4"
    cell = matrix.model.index(1, 1)
    said = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Łukasz Wójcik, Acceptable Use Policy\n1 of 4, Overdue"
    assert cell.data() == "! Overdue"
    assert cell.data(ID_ROLE) == 2


def test_a_tip_shows_signs_of_markup_as_they_are(matrix: Matrix) -> None:
    tip = matrix.model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>Łukasz Wójcik &amp; Acceptable Use Policy</span>"


def test_the_corner_says_what_the_names_are_and_stays_over_the_headings(matrix: Matrix) -> None:
    corner = next(one for one in matrix.view.findChildren(QWidget) if getattr(one, "text", str)() == "Staff member")
    assert corner.isVisible()
    assert corner.width() == matrix.view.verticalHeader().width()


def test_arrows_go_from_cell_to_cell_and_shift_space_takes_the_row(qtbot: QtBot, matrix: Matrix) -> None:
    matrix.choose((0, 0))
    qtbot.keyClick(matrix.view, Qt.Key.Key_Down)
    qtbot.keyClick(matrix.view, Qt.Key.Key_Right)
    assert matrix.view.selected_cells() == ((2, 1),)
    qtbot.keyClick(matrix.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert matrix.view.selected_cells() == ((2, 0), (2, 1))


def test_space_means_the_cell_it_is_pressed_on(qtbot: QtBot, matrix: Matrix) -> None:
    told: list[tuple[int, int]] = []
    matrix.view.spaced.connect(lambda one, number: told.append((one, number)))
    matrix.choose((3, 1))
    qtbot.keyClick(matrix.view, Qt.Key.Key_Space)
    assert told == [(4, 1)]


def test_the_cells_chosen_are_the_same_and_no_more_after_the_list_is_asked_for_again(matrix: Matrix) -> None:
    matrix.choose((0, 1), (1, 1), (3, 0))
    matrix.model.reload()
    assert matrix.view.selected_cells() == ((1, 1), (2, 1), (4, 0))
    assert matrix.view.current_id() == 4


def test_cells_stay_with_their_person_when_somebody_comes_or_goes(matrix: Matrix) -> None:
    matrix.choose((0, 1), (1, 1), (2, 0))
    matrix.ids = [3, 4, 2]
    matrix.model.reload()
    assert matrix.view.selected_cells() == ((3, 0), (2, 1))


def test_cells_stay_with_their_policy_when_another_comes_before_it(matrix: Matrix) -> None:
    matrix.choose((0, 1), (1, 1))
    matrix.policies = [2, 0, 1]
    matrix.model.set_columns(matrix.columns())
    matrix.model.reload()
    assert matrix.view.selected_cells() == ((1, 2), (2, 2))
    matrix.policies = [2, 0]
    matrix.model.set_columns(matrix.columns())
    matrix.model.reload()
    assert not [cell for cell in matrix.view.selected_cells() if cell not in {(2, 1), (1, 0), (1, 1), (2, 0)}]
    assert len(matrix.view.selected_cells()) <= 1, "nobody is chosen for a policy that nobody chose"


def test_rows_fetched_for_other_columns_are_forgotten(matrix: Matrix) -> None:
    asked: list[tuple[int, ...]] = []
    matrix.model._fetch = lambda ids: asked.append(ids) or matrix.fetch(ids)
    matrix.policies = [1, 2]
    matrix.model.set_columns(matrix.columns())
    assert matrix.model.index(0, 1).data() == "✗ Declined"
    assert asked == [(1, 2, 3, 4)]


def test_the_states_are_painted_in_their_colours_and_the_current_cell_is_framed(matrix: Matrix) -> None:
    matrix.choose((0, 0))
    matrix.view.clearSelection()

    def painted(row: int, number: int) -> set[str]:
        rect = matrix.view.visualRect(matrix.model.index(row, number))
        image = matrix.view.viewport().grab(rect).toImage()
        return {
            QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 1) for y in range(0, image.height(), 1)
        }

    tones = colours_now().tones
    good = QColor(tones[ACK_MARKS[AckState.ACKNOWLEDGED].tone].paper).name()
    bad = QColor(tones[ACK_MARKS[AckState.OVERDUE].tone].paper).name()
    frame = QColor(colours_now().focus).name()
    assert good in painted(0, 0)
    assert bad in painted(0, 1)
    assert frame in painted(0, 0)
    assert frame not in painted(1, 1)


def test_a_policy_with_a_long_title_gets_more_room(qtbot: QtBot, matrix: Matrix) -> None:
    assert matrix.view.columnWidth(0) >= matrix.view.fontMetrics().horizontalAdvance("Social Media Policy")
    assert matrix.view.verticalHeader().width() >= matrix.view.fontMetrics().horizontalAdvance("Łukasz Wójcik")
