"""What the unlock window says while a register that an older PolicyDesk made is brought up to date."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.labels import Hint


class UpdateWords(Hint):
    """Says what is being done and how far it is; out of sight while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("unlock_progress")
        self._said = ""
        self.hide()

    @Slot(int, int, str)
    def told(self, done: int, steps: int, says: str) -> None:
        """Show how far it is; a screen reader is told each thing that is done, not each step of it."""
        if not says:
            return
        self.setText(f"{says} (step {min(done + 1, steps):,} of {steps:,}) …" if steps else f"{says} …")
        self.show()
        if says != self._said:
            self._said = says
            announce(self, f"{says}. This can take a minute.")

    def be_quiet(self) -> None:
        """Say nothing any more."""
        self._said = ""
        self.hide()
