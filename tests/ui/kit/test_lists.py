"""Lists: only what is in view is fetched, columns are chosen and sorted, and the choices are remembered."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.kit.windowed_model import WINDOW, WINDOWS_KEPT, WindowedRowsModel
from tests.hands import until


@dataclass(frozen=True)
class Thing:
    """A row."""

    id: int
    name: str
    size: int


COLUMNS = (
    Column[Thing]("Name", lambda thing: thing.name),
    Column[Thing]("Size", lambda thing: str(thing.size), sort=lambda thing: thing.size),
    Column[Thing]("Again", lambda thing: thing.name.upper(), hidden=True),
)
THINGS = (Thing(1, "Zebra", 2), Thing(2, "Çelik", 10), Thing(3, "dog", 1))


class Kept(dict[str, str]):
    """Preferences that remember."""

    def keep(self, name: str, value: str) -> None:
        self[name] = value

    def read(self, name: str, default: str = "") -> str:
        return self.get(name, default)


def shown(view: RowsView) -> list[str]:
    model = view.list_model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def plain(qtbot: QtBot, kept: Kept | None = None) -> RowsView:
    model = RowsModel(COLUMNS)
    view = RowsView("Things", model, one="thing", preferences=Kept() if kept is None else kept)
    qtbot.addWidget(view)
    model.set_rows(THINGS)
    view.resize(600, 300)
    view.show()
    return view


class TestLong:
    """A list of ten thousand."""

    def make(self, qtbot: QtBot) -> tuple[RowsView, list[Sequence[int]]]:
        asked: list[Sequence[int]] = []

        def fetch(ids: tuple[int, ...]) -> list[Thing]:
            asked.append(ids)
            return [Thing(one, f"Thing {one}", one) for one in ids]

        def order(_by: str, descending: bool) -> list[int]:
            return sorted(range(10_000), reverse=descending)

        model = WindowedRowsModel(COLUMNS, fetch, order)
        view = RowsView("Things", model, one="thing")
        qtbot.addWidget(view)
        view.resize(600, 400)
        view.show()
        model.reload()
        return view, asked

    def test_only_what_comes_into_view_is_fetched(self, qtbot: QtBot) -> None:
        view, asked = self.make(qtbot)
        until(qtbot, lambda: asked)
        assert view.model().rowCount() == 10_000
        assert sum(map(len, asked)) <= 2 * WINDOW
        view.scrollToBottom()
        view.viewport().repaint()
        assert view.model().index(9_999, 0).data() == "Thing 9999"
        assert sum(map(len, asked)) <= 4 * WINDOW

    def test_windows_not_looked_at_are_let_go(self, qtbot: QtBot) -> None:
        view, _asked = self.make(qtbot)
        for number in range(0, 10_000, WINDOW):
            view.model().index(number, 0).data()
        model = view.model()
        assert isinstance(model, WindowedRowsModel)
        assert len(model._windows) <= WINDOWS_KEPT

    def test_sorting_asks_for_the_order_and_keeps_the_row(self, qtbot: QtBot) -> None:
        view, _asked = self.make(qtbot)
        assert view.select_id(5)
        view.sort_by(1, descending=True)
        assert view.model().index(0, 0).data() == "Thing 9999"
        assert view.current_id() == 5
        assert not view.select_id(10_001)


def test_headings_sort_capitals_and_accents_aside_and_numbers_by_size(qtbot: QtBot) -> None:
    view = plain(qtbot)
    view._on_heading_clicked(0)
    assert shown(view) == ["Çelik", "dog", "Zebra"]
    view._on_heading_clicked(0)
    assert shown(view) == ["Zebra", "dog", "Çelik"]
    view._on_heading_clicked(1)
    assert shown(view) == ["dog", "Zebra", "Çelik"]


def test_columns_are_hidden_moved_and_widened_and_it_is_remembered(qtbot: QtBot) -> None:
    kept = Kept()
    view = plain(qtbot, kept)
    assert view.isColumnHidden(2)
    entries = {action.text(): action for action in view.heading_menu().actions()}
    assert not entries["Name"].isEnabled()
    entries["Size"].setChecked(False)
    entries["Again"].setChecked(True)
    view.setColumnWidth(2, 321)
    view.horizontalHeader().moveSection(2, 0)
    view.sort_by(0)
    again = plain(qtbot, kept)
    assert again.isColumnHidden(1)
    assert not again.isColumnHidden(2)
    assert again.columnWidth(2) == 321
    assert again.horizontalHeader().visualIndex(2) == 0
    assert shown(again) == ["Çelik", "dog", "Zebra"]
    next(one for one in again.heading_menu().actions() if one.text() == "Reset columns").trigger()
    assert again.isColumnHidden(2)
    assert not again.isColumnHidden(1)
    assert again.horizontalHeader().visualIndex(2) == 2


def test_what_was_remembered_wrongly_is_forgotten(qtbot: QtBot) -> None:
    for nonsense in ("{", "[1]", '{"widths": {"Name": "wide"}, "order": ["x"], "sort": 7, "hidden": ["Name"]}'):
        view = plain(qtbot, Kept({"columns/things": nonsense}))
        assert shown(view) == ["Zebra", "Çelik", "dog"]
        assert not view.isColumnHidden(0)


def test_enter_opens_space_is_told_and_the_list_says_how_long_it_is(qtbot: QtBot) -> None:
    view = plain(qtbot)
    opened: list[int] = []
    spaced: list[tuple[int, int]] = []
    view.opened.connect(opened.append)
    view.spaced.connect(lambda one, column: spaced.append((one, column)))
    view.select_id(2)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    view.doubleClicked.emit(view.currentIndex())
    assert opened == [2, 3]
    assert spaced == [(2, 0)]
    assert view.accessibleName() == "Things, 3 things"


def test_the_context_menus_open_with_what_can_be_done(qtbot: QtBot) -> None:
    view = plain(qtbot)
    view._on_menu(QPoint(5, 5))
    assert not [one for one in view.findChildren(QMenu) if one.isVisible()]
    menu = QMenu()
    action = menu.addAction("Do it")
    view.context_actions = lambda: [action]
    view._on_menu(QPoint(5, 5))
    (open_menu,) = [one for one in view.findChildren(QMenu) if one.isVisible()]
    assert [one.text() for one in open_menu.actions()] == ["Do it"]
    open_menu.close()
    view._on_heading_menu(QPoint(5, 5))
    assert [one for one in view.findChildren(QMenu) if one.isVisible()]


def test_a_reload_keeps_the_rows_that_were_selected(qtbot: QtBot) -> None:
    view = plain(qtbot)
    model = view.list_model()
    assert isinstance(model, RowsModel)
    view.selectAll()
    assert view.selected_ids() == (1, 2, 3)
    model.set_rows(THINGS[1:])
    assert view.selected_ids() == (2, 3)
    model.set_rows(())
    assert view.selected_ids() == ()
    assert view.current_id() is None
