"""What is seen above the paper while a report takes longer than a second."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.jobs import PATIENCE_MS
from policydesk.ui.kit.labels import PlainLabel


class WaitingBar(QWidget):
    """Says what is being done and that it goes on; the paper below is the one from before."""

    def __init__(self) -> None:
        super().__init__()
        self.says = PlainLabel()
        self.says.setObjectName("waiting_says")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("The report is on its way")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.says)
        row.addWidget(bar, 1)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show_now)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether something is on its way."""
        return self._patience.isActive() or not self.isHidden()

    def begin(self, says: str) -> None:
        """Say what is being done by now; nothing is seen of it in the first second."""
        self.says.setText(says)
        if not self.is_waiting:
            self._patience.start()

    def show_now(self) -> None:
        """Be seen, and say so aloud."""
        self.show()
        announce(self, self.says.text())

    def end(self) -> None:
        """Go away: it is done, or nothing comes."""
        self._patience.stop()
        self.hide()
