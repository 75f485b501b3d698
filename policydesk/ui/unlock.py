"""The unlock window: who are you, and your password. It needs no database to be shown."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from policydesk.errors import RegisterDamaged, RegisterInUse, StoreTrouble, WrongPassword
from policydesk.store.keyfile import KeyFile
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.labels import Hint, PlainLabel, StatusChip, Title
from policydesk.ui.kit.password_box import PasswordBox
from policydesk.ui.unlock_progress import UpdateWords

CARD_WIDTH, LETTERS_WIDE = 460, 60
"""Pixels the card is wide at least, and letters with larger text."""


class UnlockWindow(QWidget):
    """Asks for a name and a password; `opened` carries the open register."""

    opened = Signal(object)
    elsewhere = Signal()
    """Somebody wants another register, or a backup."""

    damaged = Signal(object)
    """The file is not whole: carries the RegisterDamaged, so that the way to a backup can be shown."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        last_user: str = "",
        demo_password: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self._keys = KeyFile.read(folder)
        self._jobs = Jobs(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._say_wait)
        self.setObjectName("unlock")
        self.setWindowTitle(f"Unlock {self._keys.school}")
        self.people = QComboBox()
        self.people.addItems([slot.name for slot in self._keys.users()])
        self.people.setCurrentText(last_user)
        self.people.currentIndexChanged.connect(lambda _number: self._on_other_person())
        self.password = PasswordBox()
        self.message = PlainLabel("", look="problem", wrap=True)
        self.message.setObjectName("unlock_problem")
        self.message.hide()
        self.progress = UpdateWords()
        self.unlock_button = Button("&Unlock", self.unlock, look="primary")
        self.forgotten = Button("I have &forgotten it", self._on_forgotten, look="link")
        self.other_button = Button("&Another register or a backup", self.elsewhere.emit, look="link")
        self._build(demo_password)
        self.password.setFocus()

    def unlock(self) -> None:
        """Try the password; the window stays alive while it is being worked out."""
        if not self.unlock_button.isEnabled():
            return
        name, password = self.people.currentText(), self.password.value()
        if not password:
            self._say("Enter your password.")
            return
        self._busy("Opening …")
        job = self._jobs.run(
            lambda progress: self._open(name, password, progress),
            says="Opening",
            then=self._on_opened,
            failed=self._on_failed,
            quiet=True,
        )
        job.advanced.connect(self.progress.told, Qt.ConnectionType.QueuedConnection)

    def _open(self, name: str, password: str, progress: Progress) -> Any:
        from policydesk.store.opening import open_register

        return open_register(self._folder, user_name=name, password=password, clock=self._clock, told=progress)

    def _on_opened(self, register: object) -> None:
        self.password.set_value("")
        self.opened.emit(register)

    def _on_failed(self, trouble: Exception) -> None:
        self._ready()
        if not isinstance(trouble, StoreTrouble):
            raise trouble
        self._say(trouble.says)
        if isinstance(trouble, WrongPassword):
            self.password.edit.selectAll()
            if trouble.wait_seconds > 0:
                self._wait.start(round(trouble.wait_seconds * 1000) + 50)
                self._second.start()
                self._say_wait()
        elif isinstance(trouble, RegisterDamaged):
            self.damaged.emit(trouble)
        elif isinstance(trouble, RegisterInUse):
            self.unlock_button.setFocus()

    def _say_wait(self) -> None:
        seconds = max(1, round(self._wait.remainingTime() / 1000))
        self.unlock_button.setEnabled(False)
        self.unlock_button.set_words(f"Wait {seconds // 60}:{seconds % 60:02d}")

    def _on_waited(self) -> None:
        self._ready()
        self._say("You can try again now.")

    def _on_other_person(self) -> None:
        """Each person waits for their own wrong passwords only."""
        self.message.hide()
        self._ready()

    def _on_forgotten(self) -> None:
        from policydesk.ui.unlock_forgotten import ask_new_password

        ask_new_password(self, self._jobs, self._folder, self.people.currentText(), self._clock).saved.connect(
            self.opened.emit
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton):
                focus.click()
            else:
                self.unlock()
        else:
            super().keyPressEvent(event)

    def _say(self, says: str) -> None:
        self.message.setText(says)
        self.message.show()
        announce(self, says, urgent=True)
        self.password.setFocus()

    def _busy(self, words: str) -> None:
        self.message.hide()
        self.unlock_button.set_words(words)
        for part in (self.unlock_button, self.people, self.password, self.forgotten, self.other_button):
            part.setEnabled(False)

    def _ready(self) -> None:
        self.progress.be_quiet()
        self._wait.stop()
        self._second.stop()
        self.unlock_button.set_words("&Unlock")
        for part in (self.unlock_button, self.people, self.password, self.forgotten, self.other_button):
            part.setEnabled(True)

    def _build(self, demo_password: str) -> None:
        self._card = card = Card()
        card.body.setContentsMargins(28, 24, 28, 24)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        title = Title(self._keys.school)
        title.setWordWrap(True)
        card.add(title)
        if demo_password:
            card.add(StatusChip("Demo school: nothing here is real", Tone.INFO))
            card.add(Hint(f"The password of everybody here is: {demo_password}"))
        for label, box, name in (("&Who are you?", self.people, "Your name"), ("&Password", self.password, "Password")):
            caption = PlainLabel(label, look="label")
            caption.setBuddy(box.edit if isinstance(box, PasswordBox) else box)
            card.add(caption)
            card.add(box)
            box.setAccessibleName(name)
        self.people.setObjectName("your_name")
        self.password.name_it("Password", "", "password")
        card.add(self.message)
        card.add(self.progress)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.unlock_button)
        line.addWidget(self.forgotten)
        line.addStretch(1)
        card.body.addSpacing(6)
        card.add(line)
        self._put_in_the_middle(card)
        self._fit()

    def _put_in_the_middle(self, card: Card) -> None:
        inside = QWidget()
        inside.setProperty("look", "page")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addLayout(across)
        column.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        self._card.setMaximumWidth(max(CARD_WIDTH, self.fontMetrics().averageCharWidth() * LETTERS_WIDE))
