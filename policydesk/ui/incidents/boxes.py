"""Boxes that only the forms about incidents need: a sentence that changes, users to tick, evidence to drop or paste."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.pictures import has_metadata, place_in
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import PlainLabel

KINDS = "Pictures, e-mails and documents (*.png *.jpg *.jpeg *.pdf *.docx *.odt *.txt *.eml);;All files (*)"

NOBODY = 0
"""The id of the tick "None of them"."""


class Saying(Input):
    """A sentence on a form that changes with what is typed; it is no question."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.label = PlainLabel(wrap=True)
        super().__init__(self.label, parent)

    def say(self, words: str) -> None:
        """Say something else, to the eye and to who listens."""
        if words != self.label.text():
            self.label.setText(words)
            if self.isVisible():
                announce(self, words)

    def value(self) -> str:
        """Return nothing: it is not asked for."""
        return ""

    def set_value(self, value: object) -> None:
        """Take nothing."""

    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return False


class PeopleTicks(Input):
    """Users, one tick each, and "None of them"; the value is the ids ticked."""

    def __init__(self, people: Sequence[tuple[int, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.row.addLayout(column, 1)
        self._boxes: dict[int, QCheckBox] = {}
        for user_id, name in (*people, (NOBODY, "None of them")):
            box = QCheckBox(name.replace("&", "&&"))
            box.setAccessibleName(name)
            box.setObjectName(f"user_{user_id}")
            box.clicked.connect(lambda _on: self.changed.emit())
            self._boxes[user_id] = box
            column.addWidget(box)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the group; each tick keeps its own name."""
        self.setAccessibleName(label)
        self.setObjectName(name)
        for box in self._boxes.values():
            box.setAccessibleDescription(label)

    def value(self) -> tuple[int, ...]:
        """Return the ids ticked; 0 for "None of them"."""
        return tuple(user_id for user_id, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[int] | None) -> None:
        """Tick these and no others."""
        for user_id, box in self._boxes.items():
            box.setChecked(user_id in (value or ()))

    def set_wrong(self, says: str) -> None:
        """Nothing is drawn round a group: its message stands under it."""


class EvidenceBox(Input):
    """Files to be sealed: chosen, dropped or pasted; what a picture says of its place is shown and can be taken out."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.button = Button("Choose files…", self.choose, picture="folder", name="evidence_choose")
        super().__init__(None, parent)
        self._control = self.button
        self.setFocusProxy(self.button)
        self._kept: list[tuple[str, bytes]] = []
        frame = QFrame()
        frame.setProperty("look", "drop")
        self._list = PlainLabel("Nothing attached. Drop files here, or", wrap=True)
        self.strip = QCheckBox("Take the place and the camera out of pictures")
        self.strip.setObjectName("evidence_strip")
        self.strip.setAccessibleName(self.strip.text())
        self.strip.hide()
        self._clear = Button("Remove all", self.clear, look="link", name="evidence_clear")
        self._clear.hide()
        paste = Button("Paste", self.paste, name="evidence_paste", tip="Paste a picture that was copied")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for one in (self.button, paste, self._clear):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._list)
        column.addWidget(self.strip)
        column.addLayout(buttons)
        self.row.addWidget(frame, 1)
        self.setAcceptDrops(True)

    def value(self) -> tuple[EvidenceDraft, ...]:
        """Return the files with their bytes."""
        return tuple(EvidenceDraft(name, content, strip=self.strip.isChecked()) for name, content in self._kept)

    def set_value(self, value: object) -> None:
        """Begin with nothing attached."""
        if not value:
            self.clear()

    def is_empty(self) -> bool:
        """Whether nothing is attached."""
        return not self._kept

    def choose(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), "Choose evidence", "", KINDS)
        self.add_files([Path(one) for one in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach files; one that cannot be read is named in the list's words."""
        for path in paths:
            try:
                self._kept.append((path.name, path.read_bytes()))
            except OSError:
                self._list.setText(f"“{path.name}” could not be read. Close it in other programs and try again.")
                return
        self._on_attached()

    def paste(self) -> None:
        """Attach the picture that was copied."""
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self._list.setText("Nothing is copied that is a picture. Copy one first, or choose a file.")
            return
        self._kept.append((f"Pasted picture {len(self._kept) + 1}.png", png_of(picture)))
        self._on_attached()

    def clear(self) -> None:
        """Attach nothing."""
        self._kept = []
        self._on_attached()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        self.add_files(paths)

    def _on_attached(self) -> None:
        lines = []
        for name, content in self._kept:
            place = place_in(content)
            lines.append(f"{name}: taken at {place}" if place else name)
        self._list.setText("\n".join(lines) or "Nothing attached. Drop files here, or")
        self._clear.setVisible(bool(lines))
        self.strip.setVisible(any(has_metadata(content) for _name, content in self._kept))
        self.changed.emit()


def png_of(picture: QImage) -> bytes:
    """Return a picture as the bytes of a PNG, without touching a disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
