"""What the eye gets: a ring round the focus, rows that go on in the next line, colours that can be read."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit import icons
from policydesk.ui.kit.buttons import Button, LinkButton
from policydesk.ui.kit.colours import DARK, LIGHT, Colours, Tone, colours_now, contrast
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.focus_ring import FocusRing
from policydesk.ui.kit.icons import style_sheet_icons
from policydesk.ui.theme import LARGEST, SMALLEST, Look, Theme
from tests.hands import until


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The program's look, its ring the only one, put back as it was."""
    for older in qapp.findChildren(FocusRing):
        shiboken6.delete(older)
    made = Theme(qapp, Look.LIGHT)
    yield made
    made.set_look(Look.LIGHT)
    made.usual_size()


class Place(QWidget):
    """Boxes on a window, and more in a scrolled area."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.far = QLineEdit(), QPushButton("Second"), QLineEdit()
        self.inside = QWidget()
        stack = QVBoxLayout(self.inside)
        stack.addSpacing(900)
        stack.addWidget(self.far)
        self.area = QScrollArea()
        self.area.setWidget(self.inside)
        self.area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        for one in (self.first, self.second, self.area):
            column.addWidget(one)

    def rings(self) -> list[QWidget]:
        return [one for one in self.findChildren(QWidget, "focus_ring") if one.isVisible()]


@pytest.fixture
def place(theme: Theme, qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def around(place: Place, widget: QWidget) -> bool:
    """Say whether there is one ring, and it is round this."""
    rings = place.rings()
    if len(rings) != 1:
        return False
    at = rings[0].mapToGlobal(rings[0].rect().center()) - widget.mapToGlobal(widget.rect().center())
    return at.manhattanLength() <= 2 and rings[0].width() > widget.width()


class TestRing:
    """The ring that shows where typing goes."""

    def test_it_goes_with_the_focus(self, place: Place) -> None:
        place.first.setFocus()
        assert around(place, place.first)
        place.second.setFocus()
        assert around(place, place.second)

    def test_it_follows_when_the_window_grows(self, place: Place) -> None:
        place.second.setFocus()
        place.resize(800, 600)
        QApplication.processEvents()
        assert around(place, place.second)

    def test_it_scrolls_with_its_box(self, place: Place) -> None:
        place.far.setFocus()
        assert place.rings()[0].parentWidget() is place.area.viewport()
        place.area.ensureWidgetVisible(place.far)
        QApplication.processEvents()
        assert around(place, place.far)

    def test_it_goes_on_to_the_next_box_when_its_own_is_hidden(self, place: Place) -> None:
        place.first.setFocus()
        place.first.hide()
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is not place.first
        assert around(place, focus)

    def test_a_box_that_is_taken_away_takes_no_window_down(self, place: Place) -> None:
        place.far.setFocus()
        place.inside.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        place.first.setFocus()
        assert around(place, place.first)

    @pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
    def test_it_is_painted_in_a_colour_that_stands_out(self, place: Place, theme: Theme, look: Look) -> None:
        theme.set_look(look)
        place.second.setFocus()
        ring = place.rings()[0]
        image = ring.grab().toImage()
        ratio = image.devicePixelRatio()
        middle = image.pixelColor(int(image.width() / ratio / 2), 1)
        assert contrast(middle, theme.colours.window) >= 3


class Sized(QWidget):
    """Something that wants a certain size."""

    def __init__(self, wide: int, high: int = 20) -> None:
        super().__init__()
        self._size = QSize(wide, high)

    def sizeHint(self) -> QSize:
        return self._size


class TestFlow:
    """A row that goes on in the next line."""

    def make(self, qtbot: QtBot, *wide: int) -> tuple[QWidget, FlowLayout, list[Sized]]:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=10)
        parts = [Sized(one) for one in wide]
        for one in parts:
            flow.addWidget(one)
        qtbot.addWidget(holder)
        holder.show()
        return holder, flow, parts

    def lines(self, holder: QWidget, parts: list[Sized], wide: int) -> int:
        holder.resize(wide, 200)
        QApplication.processEvents()
        return len({one.y() for one in parts})

    def test_what_fits_stands_side_by_side_and_the_rest_below(self, qtbot: QtBot) -> None:
        holder, flow, parts = self.make(qtbot, 100, 100, 100)
        assert self.lines(holder, parts, 320) == 1
        assert [one.x() for one in parts] == [0, 110, 220]
        assert self.lines(holder, parts, 319) == 2
        assert self.lines(holder, parts, 150) == 3
        assert [flow.heightForWidth(wide) for wide in (320, 319, 150)] == [20, 50, 80]

    def test_what_is_wider_than_the_window_is_made_narrower(self, qtbot: QtBot) -> None:
        holder, _flow, parts = self.make(qtbot, 400, 100)
        assert self.lines(holder, parts, 200) == 2
        assert parts[0].width() == 200

    def test_what_is_hidden_takes_no_room(self, qtbot: QtBot) -> None:
        holder, flow, parts = self.make(qtbot, 100, 100, 100)
        parts[1].hide()
        self.lines(holder, parts, 320)
        assert parts[2].x() == 110
        for one in parts:
            one.hide()
        assert flow.heightForWidth(320) == 0

    def test_parts_can_be_taken_out(self, qtbot: QtBot) -> None:
        _holder, flow, parts = self.make(qtbot, 100, 100)
        assert flow.count() == 2
        taken = flow.takeAt(0)
        assert taken is not None
        assert taken.widget() is parts[0]
        assert flow.takeAt(7) is None
        assert flow.itemAt(7) is None
        assert flow.count() == 1
        assert flow.expandingDirections() == Qt.Orientation(0)


def test_a_long_sentence_on_a_link_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    says = "Full name has 240 letters and 200 fit & that is all. Shorten it"
    link = LinkButton(says, None, name="problem")
    qtbot.addWidget(link)
    link.show()
    link.resize(900, 60)
    QApplication.processEvents()
    one_line = link.heightForWidth(900)
    link.resize(150, 300)
    QApplication.processEvents()
    assert "\n" in link.text()
    assert link.heightForWidth(150) > one_line
    assert " ".join(link.text().split()).replace("&&", "&") == says


class TestButtons:
    """Buttons read as they are named."""

    def test_a_buttons_name_is_its_words_without_the_letter(self, qtbot: QtBot) -> None:
        pressed: list[bool] = []
        made = Button("&Save && close", lambda: pressed.append(True), picture="save", tip="Save (Ctrl+S)")
        qtbot.addWidget(made)
        assert made.accessibleName() == "Save & close"
        assert made.toolTip() == "Save (Ctrl+S)"
        made.click()
        assert pressed == [True]
        made.set_words("&Undo")
        assert made.accessibleName() == "Undo"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
class TestColours:
    """Everything can be read, in the light and in the dark."""

    def test_words_stand_out_from_what_is_under_them(self, colours: Colours) -> None:
        for paper in (colours.window, colours.surface, colours.sidebar, colours.raised):
            for ink in (colours.text, colours.quiet):
                assert contrast(ink, paper) >= 4.5, (ink, paper)
        for ink, paper in (
            (colours.on_accent, colours.accent),
            (colours.on_accent, colours.accent_hover),
            (colours.on_selected, colours.selected),
            (colours.on_danger, colours.danger),
            (colours.accent, colours.surface),
        ):
            assert contrast(ink, paper) >= 4.5, (ink, paper)

    def test_each_state_can_be_read_and_boxes_have_an_outline(self, colours: Colours) -> None:
        for tone in Tone:
            assert contrast(colours.tones[tone].text, colours.tones[tone].paper) >= 4.5, tone
        assert contrast(colours.outline, colours.surface) >= 3
        assert contrast(colours.focus, colours.window) >= 3
        assert contrast(colours.focus, colours.surface) >= 3

    def test_the_whole_program_takes_them(self, theme: Theme, qapp: QApplication, colours: Colours) -> None:
        theme.set_look(Look(colours.name))
        assert theme.colours is colours
        assert theme.colours.is_dark is (colours is DARK)
        assert colours_now() is colours
        assert qapp.palette().window().color() == QColor(colours.window)


class TestTheme:
    """Colours and text size."""

    def test_text_grows_and_shrinks_a_step_at_a_time_within_bounds(self, theme: Theme, qapp: QApplication) -> None:
        usual = qapp.font().pointSizeF()
        sizes = [theme.text_size]
        for _press in range(15):
            theme.larger()
            sizes.append(theme.text_size)
        assert sizes[0] == SMALLEST
        assert sizes[-1] == LARGEST
        assert all(after - before in {0, 10} for before, after in pairwise(sizes))
        assert qapp.font().pointSizeF() == pytest.approx(usual * 2)
        for _press in range(15):
            theme.smaller()
        assert theme.text_size == SMALLEST
        assert qapp.font().pointSizeF() == pytest.approx(usual)
        theme.set_text_size(134)
        assert theme.text_size == 130

    def test_each_change_is_told(self, theme: Theme, qtbot: QtBot) -> None:
        for change in (theme.larger, theme.usual_size, lambda: theme.set_look(Look.DARK)):
            with qtbot.waitSignal(theme.changed):
                change()

    def test_it_goes_with_the_system_where_somebody_wants_that(self, theme: Theme, qapp: QApplication) -> None:
        hints = qapp.styleHints()
        theme.set_look(Look.SYSTEM)
        try:
            for scheme, colours in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
                hints.colorSchemeChanged.emit(scheme)
                if hints.colorScheme() is scheme:
                    assert colours_now() is colours
            theme.set_look(Look.DARK)
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
            assert colours_now() is DARK
        finally:
            theme.set_look(Look.LIGHT)

    def test_pictures_are_drawn_anew_where_they_cannot_be_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken = tmp_path / "a file"
        taken.write_text("")
        monkeypatch.setattr(icons, "settings_folder", lambda: taken)
        folder = Path(style_sheet_icons(DARK))
        assert taken not in folder.parents
        assert DARK.accent in (folder / "dot.svg").read_text(encoding="utf-8")
        (folder / "dot.svg").write_text("of an older program", encoding="utf-8")
        style_sheet_icons(DARK)
        assert DARK.accent in (folder / "dot.svg").read_text(encoding="utf-8")


def test_larger_text_makes_a_button_higher_and_its_picture_larger(theme: Theme, qtbot: QtBot) -> None:
    made = Button("Save", picture="save")
    qtbot.addWidget(made)
    made.show()
    high, side = made.sizeHint().height(), made.iconSize().height()
    theme.set_text_size(200)
    until(qtbot, lambda: made.sizeHint().height() > high)
    assert made.iconSize().height() > side
