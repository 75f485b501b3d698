"""Short lists: sorted with nothing last, filtered, and every cell read aloud with its heading."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Align, Column, marked, plain_tip
from policydesk.ui.kit.rows_model import ID_ROLE, MARK_ROLE, RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.kit.states import Mark
from tests.hands import press


@dataclass(frozen=True)
class Person:
    """A row."""

    id: int
    name: str
    left_on: date | None = None
    days: int = 0


ZOE, AYSE, BEN, NOBODY = (
    Person(1, "Zoë Fox", date(2026, 3, 1), 12),
    Person(2, "ayşe Çelik", None, 2),
    Person(3, "Ben Okoro", date(2025, 3, 1), 100),
    Person(4, ""),
)
COLUMNS = (
    Column[Person]("Name", lambda one: one.name, tip=lambda one: f"{one.name} <left>"),
    Column[Person]("Left", lambda one: "" if one.left_on is None else str(one.left_on), sort=lambda one: one.left_on),
    Column[Person]("Days", lambda one: str(one.days), sort=lambda one: one.days, align=Align.RIGHT),
    marked("State", lambda one: Mark("!", "Overdue", Tone.BAD) if one.days > 10 else Mark("✓", "Done", Tone.GOOD)),
    Column[Person]("Post", lambda _one: "Teacher", sortable=False),
)
DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model() -> RowsModel[Person]:
    return RowsModel(COLUMNS, (ZOE, AYSE, BEN, NOBODY))


def test_rows_stand_as_given_until_somebody_sorts(model: RowsModel[Person]) -> None:
    assert model.rows == (ZOE, AYSE, BEN, NOBODY)
    model.sort(0)
    assert model.rows == (AYSE, BEN, ZOE, NOBODY)
    model.sort(-1)
    assert model.rows == (ZOE, AYSE, BEN, NOBODY)


def test_what_has_no_value_comes_last_either_way(model: RowsModel[Person]) -> None:
    model.sort(1)
    assert model.rows == (BEN, ZOE, AYSE, NOBODY)
    model.sort(1, DOWN)
    assert model.rows == (ZOE, BEN, AYSE, NOBODY)
    model.sort(0, DOWN)
    assert model.rows == (ZOE, BEN, AYSE, NOBODY)
    model.sort(2, DOWN)
    assert model.rows == (BEN, ZOE, AYSE, NOBODY)


def test_a_filter_and_the_order_stay_with_other_rows(model: RowsModel[Person]) -> None:
    model.sort(0)
    model.keep_only(lambda one: one.days > 1)
    assert model.rows == (AYSE, BEN, ZOE)
    model.set_rows((ZOE, NOBODY, AYSE))
    assert model.rows == (AYSE, ZOE)
    assert model.number_of(1) == 1
    assert model.number_of(4) == -1
    model.keep_only(None)
    assert model.rows == (AYSE, ZOE, NOBODY)


def test_past_the_end_there_is_nothing(model: RowsModel[Person]) -> None:
    assert model.row_at(4) is None
    assert model.row_at(-1) is None
    assert model.id_at(9) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(model.index(9, 9)) is None
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_every_cell_is_read_aloud_with_its_heading(model: RowsModel[Person]) -> None:
    def said(row: int, column: int) -> str:
        return str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said(0, 0) == "Name Zoë Fox"
    assert said(1, 1) == "Left none"
    assert said(0, 3) == "State Overdue"
    assert model.index(0, 3).data() == "! Overdue"
    assert model.index(0, 3).data(MARK_ROLE).tone is Tone.BAD
    assert model.index(0, 0).data(MARK_ROLE) is None
    assert model.index(2, 4).data(ID_ROLE) == 3


def test_numbers_stand_right_and_so_does_their_heading(model: RowsModel[Person]) -> None:
    align = Qt.ItemDataRole.TextAlignmentRole
    right = Align.RIGHT.value
    assert model.index(0, 2).data(align) == right
    assert model.headerData(2, Qt.Orientation.Horizontal, align) == right
    assert model.headerData(0, Qt.Orientation.Horizontal, align) == Align.LEFT.value
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_a_tip_shows_what_was_typed_and_only_where_there_is_one(model: RowsModel[Person]) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<span>Zoë Fox &lt;left&gt;</span>"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None
    assert plain_tip("Zoë Fox") == "Zoë Fox"


def test_other_columns_are_shown_at_once(model: RowsModel[Person]) -> None:
    model.set_columns(COLUMNS[:2])
    assert model.columnCount() == 2


@pytest.fixture
def page(qtbot: QtBot, model: RowsModel[Person]) -> QWidget:
    """A box, a list and another box."""
    window = QWidget()
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    view = RowsView("People", model, one="person", many="people", multi=False)
    for one in (before, view, after):
        column.addWidget(one)
    qtbot.addWidget(window)
    window.resize(700, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_tab_leaves_the_list_both_ways(qtbot: QtBot, page: QWidget) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    view.setFocus()
    press(qtbot, page, "Tab")
    assert page.focusWidget().objectName() == "after"
    view.setFocus()
    press(qtbot, page, "Shift+Tab")
    assert page.focusWidget().objectName() == "before"


def test_enter_and_space_in_an_empty_list_do_nothing(qtbot: QtBot, page: QWidget, model: RowsModel[Person]) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    told: list[object] = []
    view.opened.connect(told.append)
    view.spaced.connect(lambda *what: told.append(what))
    model.set_rows(())
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told == []
    assert view.accessibleName() == "People, 0 people"
    model.set_rows((BEN,))
    assert view.accessibleName() == "People, 1 person"


def test_letters_go_to_the_name_that_begins_so(qtbot: QtBot, page: QWidget) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    view.setFocus()
    qtbot.keyClicks(view, "ben")
    assert view.current_id() == 3


def test_the_ends_of_the_list_are_reached_and_marked(qtbot: QtBot, model: RowsModel[Person]) -> None:
    view = RowsView("People", model, one="person", many="people")
    qtbot.addWidget(view)
    view.setCurrentIndex(model.index(0, 0))
    for key, row in ((Qt.Key.Key_End, model.rowCount() - 1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        assert view.currentIndex().row() == row
        assert {one.row() for one in view.selectionModel().selectedRows()} == {row}


def click_heading(qtbot: QtBot, view: RowsView, column: int) -> None:
    header = view.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(
    qtbot: QtBot, page: QWidget, model: RowsModel[Person]
) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    header = view.horizontalHeader()
    click_heading(qtbot, view, 2)
    assert [one.days for one in model.rows] == [0, 2, 12, 100]
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (2, Qt.SortOrder.AscendingOrder)
    click_heading(qtbot, view, 2)
    assert [one.days for one in model.rows] == [100, 12, 2, 0]
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (2, DOWN)


def test_a_heading_that_does_not_sort_leaves_the_order_and_its_arrow(
    qtbot: QtBot, page: QWidget, model: RowsModel[Person]
) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    header = view.horizontalHeader()
    click_heading(qtbot, view, 4)
    assert model.rows == (ZOE, AYSE, BEN, NOBODY)
    assert header.sortIndicatorSection() == -1
    view.sort_by(0)
    click_heading(qtbot, view, 4)
    assert model.rows == (AYSE, BEN, ZOE, NOBODY)
    assert header.sortIndicatorSection() == 0


def test_the_row_somebody_is_on_stays_when_the_list_is_sorted_or_filtered(
    page: QWidget, model: RowsModel[Person]
) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    view.select_id(3)
    view.sort_by(0, descending=True)
    assert view.current_id() == 3
    assert view.selected_ids() == (3,)
    model.keep_only(lambda one: one.id != 3)
    assert view.selected_ids() == (view.current_id(),), "another row is current, and it is the one selected"


def test_larger_text_makes_rows_higher_and_columns_wider(page: QWidget) -> None:
    view = page.findChild(RowsView)
    assert view is not None
    high, wide = view.rowHeight(0), view.columnWidth(0)
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert view.rowHeight(0) > high
    assert view.columnWidth(0) > wide
