"""What somebody can begin with: the registers of this computer, a new one, a backup, or the demo school."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from policydesk.errors import StoreTrouble
from policydesk.store.keyfile import KeyFile
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel, Title

LETTERS_WIDE = 104
TWO_COLUMNS = 84
"""How many letters wide the page is at most, and from which width on choices stand side by side."""


class StartPage(QWidget):
    """The choices; each is one button with a sentence."""

    make, browse, restore, demo = Signal(), Signal(), Signal(), Signal()
    wanted = Signal(object)
    """The backup that somebody was pointed to."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start")
        self.message = PlainLabel(look="problem", wrap=True)
        self.message.setObjectName("welcome_problem")
        self._trouble = Card()
        self._trouble.add(self.message)
        self._backup: Path | None = None
        self.way_back = Button("Restore &that backup…", lambda: self.wanted.emit(self._backup), look="primary")
        self._trouble.body.addWidget(self.way_back, 0, Qt.AlignmentFlag.AlignLeft)
        self._trouble.hide()
        self.known = Card("Registers on this computer")
        self._rows: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._across = 0
        self.make_button = Button("&Make a new register", self.make.emit, look="primary", name="make")
        self.open_button = Button("&Open a register…", self.browse.emit, name="open_register")
        self.restore_button = Button("&Restore a backup…", self.restore.emit, name="restore")
        self.demo_button = Button("&Look round the demo school", self.demo.emit, name="demo")
        self._choices = (
            _choice(
                "Start here", "For a school that is new to PolicyDesk. It takes about two minutes.", self.make_button
            ),
            _choice("There is one already", "Choose its folder on this computer.", self.open_button),
            _choice(
                "Something was lost or damaged",
                "A backup becomes a register beside what is there.",
                self.restore_button,
            ),
            _choice(
                "Just looking", "45 invented people, six policies, and a gap for every rule to find.", self.demo_button
            ),
        )
        self._build()

    def say(self, says: str, backup: Path | None = None) -> None:
        """Say what went wrong, with the backup to go back to where there is one; "" takes it away."""
        self.message.setText(says)
        self._backup = backup
        self.way_back.setVisible(backup is not None)
        self._trouble.setVisible(bool(says))
        if says:
            announce(self, says, urgent=True)

    def show_registers(self, folders: Iterable[Path]) -> None:
        """List the registers that this computer knows, the newest first."""
        for row in self._rows:
            self.known.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(folder) for folder in folders]
        for row in self._rows:
            self.known.add(row)
        self.known.setVisible(bool(self._rows))

    def begin(self) -> None:
        """Put the focus on what somebody most likely wants."""
        first = self._rows[0].findChild(Button) if self._rows else self.make_button
        if self._backup is not None:
            first = self.way_back
        if first is not None:
            first.setFocus()

    def keep_demo(self, on: bool) -> None:
        """Offer the demo school, or not."""
        self._choices[-1].setVisible(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _row(self, folder: Path) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        school = school_of(folder)
        words.addWidget(PlainLabel(school, look="label", wrap=True))
        words.addWidget(Hint(str(folder)))
        line.addLayout(words, 1)
        for verb, do, look in (("Open", self.chosen.emit, ""), ("Forget", self.forgotten.emit, "link")):
            button = Button(verb, _with(do, folder), look=look, name=f"{verb.lower()}_{folder.stem}")
            button.setAccessibleName(f"{verb} {school}")
            button.setToolTip("Take it off this list; the register stays where it is" if verb == "Forget" else "")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _arrange(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self._inside.setMaximumWidth(letter * LETTERS_WIDE + 60)
        across = 2 if self.width() >= letter * TWO_COLUMNS else 1
        if across != self._across:
            self._across = across
            for number, choice in enumerate(self._choices):
                self._grid.addWidget(choice, number // across, number % across)
            for column in (0, 1):
                self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _build(self) -> None:
        self._inside = inside = QWidget()
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(1)
        title = Title("Welcome to PolicyDesk")
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(Hint("Which policies a school has, who has agreed to them, and the papers that show it."))
        column.addWidget(self._trouble)
        column.addWidget(self.known)
        column.addLayout(self._grid)
        column.addStretch(2)
        middle = QWidget()
        middle.setProperty("look", "page")
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._arrange()


def school_of(folder: Path) -> str:
    """Return the name of a register's school; its folder's name where the key file does not say."""
    try:
        keys = KeyFile.read(folder)
    except StoreTrouble:
        return f"{folder.stem} (cannot be read now)"
    return f"{keys.school} (demo school)" if keys.is_demo else keys.school


def _choice(heading: str, says: str, button: Button) -> Card:
    card = Card(heading)
    card.add(Hint(says))
    card.body.addSpacing(4)
    card.body.addStretch(1)
    card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    button.setAccessibleDescription(says)
    return card


def _with(do: Callable[[Path], object], folder: Path) -> Callable[[], object]:
    return lambda: do(folder)
