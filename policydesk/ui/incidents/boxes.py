"""Boxes that only the forms about incidents need: a sentence that changes, users to tick, evidence to drop or paste."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.actions.documents import LARGEST, FileDraft, kind_of
from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.pictures import has_metadata, place_in
from policydesk.errors import Refusal
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import PlainLabel

KINDS = "Pictures, e-mails and documents (*.png *.jpg *.jpeg *.pdf *.docx *.odt *.txt *.eml);;All files (*)"

NOTHING_ATTACHED = "Nothing attached. Drop files here, or"

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
    """Files to be sealed: chosen, dropped or pasted; what a picture says of its place is shown and can be taken out.

    A file that cannot be kept is refused here, by name and with the reason; what was attached before it stays.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.button = Button("Choose files…", self.choose, picture="folder", name="evidence_choose")
        super().__init__(None, parent)
        self._control = self.button
        self._kept: list[tuple[str, bytes]] = []
        frame = QFrame()
        frame.setProperty("look", "drop")
        self._list = PlainLabel(NOTHING_ATTACHED, wrap=True)
        self._refused = PlainLabel("", look="problem", wrap=True)
        self._refused.setObjectName("evidence_refused")
        self._refused.hide()
        self.strip = QCheckBox("Take the place and the camera out of pictures")
        self.strip.setObjectName("evidence_strip")
        self.strip.setAccessibleName(self.strip.text())
        self.strip.hide()
        self._clear = Button("Remove all", self.clear, look="link", name="evidence_clear")
        self._clear.hide()
        self._paste = Button("Paste", self.paste, name="evidence_paste", tip="Paste a picture that was copied (Ctrl+V)")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for one in (self.button, self._paste, self._clear):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        for line in (self._list, self._refused, self.strip):
            column.addWidget(line)
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

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.button.setFocus(reason)  # a focus proxy would make Tab leave out the tick, which stands before its button

    def choose(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), "Choose evidence", "", KINDS)
        if chosen:
            self.add_files([Path(one) for one in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach files; one that cannot be read or kept is named with the reason, the others are attached."""
        refused = []
        for path in paths:
            try:
                self._add(path.name, read_evidence(path))
            except OSError:
                refused.append(f"“{path.name}” could not be read. Close it in other programs and try again.")
            except Refusal as refusal:
                refused.append(refusal.says)
        self._on_attached(refused)

    def paste(self) -> None:
        """Attach the picture that was copied."""
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self._on_attached(["Nothing is copied that is a picture. Copy one first, or choose a file."])
            return
        self._on_attached(self._add_picture(picture, "Pasted"))

    def clear(self) -> None:
        """Attach nothing."""
        had_focus = self._clear.hasFocus() or self.strip.hasFocus()
        self._kept = []
        self._on_attached([])
        if had_focus:
            self.button.setFocus()  # the button that was pressed is gone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        paths = [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif data.hasImage():
            self._on_attached(self._add_picture(QImage(data.imageData()), "Dropped"))
        else:
            self._on_attached(["This is no file of this computer. Save it first, then choose it here."])

    def _add(self, name: str, content: bytes) -> None:
        kind_of(FileDraft(name, content))
        self._kept.append((name, content))

    def _add_picture(self, picture: QImage, how: str) -> list[str]:
        """Attach a picture that is no file; returns why not, where it cannot be kept."""
        try:
            self._add(f"{how} picture {len(self._kept) + 1}.png", png_of(picture))
        except Refusal as refusal:
            return [refusal.says]
        return []

    def _on_attached(self, refused: Sequence[str]) -> None:
        lines = []
        for name, content in self._kept:
            place = place_in(content)
            lines.append(f"{name}: taken at {place}" if place else name)
        self._list.setText("\n".join(lines) or NOTHING_ATTACHED)
        self._refused.setText("\n".join(refused))
        self._refused.setVisible(bool(refused))
        self._clear.setVisible(bool(lines))
        self.strip.setVisible(any(has_metadata(content) for _name, content in self._kept))
        if refused and self.isVisible():
            announce(self, " ".join(refused), urgent=True)
        self.changed.emit()


def read_evidence(path: Path) -> bytes:
    """Return a file's bytes; one that is far too large is not read. Raises Refusal and OSError."""
    size = path.stat().st_size
    if size > LARGEST:
        says = f"“{path.name}” has {size / 1024 / 1024:,.0f} MB; up to 50 MB fit. Attach the part that matters."
        raise Refusal(says, "evidence")
    return path.read_bytes()


def png_of(picture: QImage) -> bytes:
    """Return a picture as the bytes of a PNG, without touching a disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())
