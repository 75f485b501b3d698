"""A table's columns share the room: nothing is cut that fits, and what somebody dragged stays as it is."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.column_widths import Width, shared
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from tests.ui.kit.test_lists import Kept, Thing

WIDTHS = st.lists(st.tuples(st.integers(20, 400), st.integers(20, 400)), min_size=1, max_size=8)


@given(WIDTHS, st.integers(0, 2000))
def test_columns_fill_the_room_or_stand_at_their_least(pairs: list[tuple[int, int]], room: int) -> None:
    columns = [Width(max(pair), min(pair)) for pair in pairs]
    widths = shared(columns, room)
    assert all(one.least <= width <= one.wanted for one, width in zip(columns, widths, strict=True))
    wanted, least = sum(one.wanted for one in columns), sum(one.least for one in columns)
    assert sum(widths) == max(least, min(wanted, room))


def test_the_widest_column_gives_way_first() -> None:
    assert shared([Width(300, 100), Width(120, 60), Width(80, 80)], 400) == (200, 120, 80)


LONG = "a name that goes on and on and on"
COLUMNS = (
    Column[Thing]("Name", lambda thing: LONG),
    Column[Thing]("Where", lambda thing: LONG),
    Column[Thing]("Why", lambda thing: LONG),
)


def a_table(qtbot: QtBot, kept: Kept, wide: int) -> RowsView:
    model = RowsModel(COLUMNS)
    view = RowsView("Things", model, preferences=kept)
    qtbot.addWidget(view)
    view.resize(wide, 300)
    view.show()
    model.set_rows((Thing(1, "one", 1),))
    return view


def total(view: RowsView) -> int:
    return sum(view.columnWidth(number) for number in range(3))


def test_a_narrow_window_shows_every_column_and_a_wide_one_all_their_words(qtbot: QtBot) -> None:
    view = a_table(qtbot, Kept(), 700)
    assert total(view) <= view.viewport().width()
    view.resize(1200, 300)
    assert view.columnWidth(0) > view.fontMetrics().horizontalAdvance(LONG)


def test_a_column_that_was_dragged_keeps_its_width_and_so_it_is_the_next_time(qtbot: QtBot) -> None:
    kept = Kept()
    view = a_table(qtbot, kept, 560)
    view.setColumnWidth(1, 333)
    view.resize(900, 300)
    view.resize(540, 300)
    assert view.columnWidth(1) == 333
    again = a_table(qtbot, kept, 560)
    assert again.columnWidth(1) == 333
    assert "Name" not in kept["columns/things"].split('"hidden"')[0]
