"""Search over everything: type, and what is found is listed by kind; Enter goes to the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.labels import PlainLabel

PAUSE_MS = 120
"""How long typing rests before the search."""

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
SHOWN_LINES = 12


@dataclass(frozen=True)
class Hit:
    """One thing found: its kind ("Staff"), its words, a detail, and where it is; `part` is a tab of its page."""

    kind: str
    words: str
    page: str
    subject_id: int | None = None
    detail: str = ""
    command: str = ""
    part: str = ""


Search = Callable[[str], Sequence[Hit]]


class SearchBox(QWidget):
    """The box on top of the window and the list under it."""

    chosen = Signal(object)

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.edit = QLineEdit()
        self.edit.setObjectName("search_everything")
        self.edit.setAccessibleName("Search everything")
        self.edit.setPlaceholderText("Search everything (Ctrl+F)")
        self.edit.setClearButtonEnabled(True)
        self.edit.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.setMaximumWidth(560)
        self.panel = QFrame(self)  # it goes where the box goes, also before anything was looked for
        self.panel.setProperty("look", "card")
        self.panel.setObjectName("search_panel")
        self.list = QListView()
        self.list.setObjectName("search_results")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._on_taken)
        self.list.activated.connect(self._on_taken)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self._nothing = PlainLabel(wrap=True)
        self._nothing.setContentsMargins(8, 6, 8, 6)
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self._nothing)
        inside.addWidget(self.list)
        self.panel.hide()
        self._hits: tuple[Hit, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self.edit.textEdited.connect(lambda _text: self._pause.start())
        self.edit.textChanged.connect(lambda text: None if text else self.close_list())

    def begin(self) -> None:
        """Take the focus with everything typed before selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def look_up(self) -> None:
        """Search for what is typed and show what is found."""
        self._pause.stop()
        text = self.edit.text().strip()
        self._hits = tuple(self._search(text)) if text else ()
        self._fill()
        if not text:
            self.close_list()
            return
        self._nothing.setText(f"Nothing matches “{text}”. Check the spelling, or type part of a name.")
        self._nothing.setVisible(not self._hits)
        self.list.setVisible(bool(self._hits))
        self.list.setAccessibleName(f"Results, {counted(len(self._hits), 'result')}")
        self._place()
        announce(self, counted(len(self._hits), "result") if self._hits else self._nothing.text())

    def close_list(self) -> None:
        """Put the list away."""
        self.panel.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        if event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.close_list()
            self.edit.setFocus()
            return True
        if watched is self.edit and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.look_up()
            if self._hits:
                self._take(self._hits[0])
            return True
        if watched is self.edit and event.key() == Qt.Key.Key_Down:
            self.look_up()
            if self._hits:
                self.list.setFocus()
                self.list.setCurrentIndex(self._model.index(1, 0))
            return True
        if watched is self.list and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_taken(self.list.currentIndex())
            return True
        return False

    def _close_if_left(self) -> None:
        if not (self.edit.hasFocus() or self.list.hasFocus()):
            self.close_list()

    def _fill(self) -> None:
        self._model.clear()
        for kind, hits in groupby(self._hits, key=lambda hit: hit.kind):
            heading = QStandardItem(kind)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.font()
            font.setBold(True)
            heading.setFont(font)
            self._model.appendRow(heading)
            for hit in hits:
                self._model.appendRow(_item(hit))

    def _place(self) -> None:
        window = self.window()
        self.panel.setParent(window)
        lines = min(self._model.rowCount(), SHOWN_LINES)
        high = max(lines * (self.list.sizeHintForRow(0) + 1) + 14, self.fontMetrics().height() * 3)
        at = self.mapTo(window, QPoint(0, self.height() + 4))
        self.panel.setGeometry(QRect(at.x(), at.y(), max(self.width(), 420), high + 10))
        self.panel.show()
        self.panel.raise_()

    def _on_taken(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self._take(hit)

    def _take(self, hit: Hit) -> None:
        self.close_list()
        self.edit.clear()
        self.chosen.emit(hit)


def _item(hit: Hit) -> QStandardItem:
    item = QStandardItem(f"{hit.words} – {hit.detail}" if hit.detail else hit.words)
    item.setData(hit, HIT_ROLE)
    said = ", ".join(part for part in (hit.kind, hit.words, hit.detail) if part)
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    return item
