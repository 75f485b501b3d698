"""What was done last and can be undone, until somebody does something else or leaves."""

from collections.abc import Callable

from policydesk.ui.desk import Desk
from policydesk.ui.kit.notice import NoticeBar


class Undoing:
    """Says what was done in the notice bar, with its Undo; `changed` hears of it, so that the menu says it too."""

    def __init__(self, desk: Desk, notice: NoticeBar, changed: Callable[[], object]) -> None:
        self._desk, self._notice, self._changed = desk, notice, changed
        self._undo: tuple[str, Callable[[], object]] | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to undo."""
        return self._undo is not None

    @property
    def words(self) -> str:
        """What the menu says: Undo, and what."""
        return f"&Undo: {self._undo[0].replace('&', '&&')}" if self._undo else "&Undo"

    def say(self, says: str, undo: Callable[[], object] | None = None, label: str = "Undo") -> None:
        """Show a notice at the bottom; its Undo stays in the Edit menu for the session."""
        if undo is not None and label == "Undo":
            self._undo = (says, undo)
            self._notice.say(says, self.undo, "Undo (Ctrl+Z)")
        else:
            self._notice.say(says, undo, label)
        self._changed()

    def undo(self) -> None:
        """Undo what was done last, and say what that was; another day than today is not changed."""
        if self._desk.looks_back:
            self._notice.say("Go back to today before you undo anything.")
            return
        if self._undo is None:
            self._notice.say("There is nothing to undo.")
            return
        (says, undo), self._undo = self._undo, None
        undo()
        self._notice.say(f"Undone: {says[:1].lower()}{says[1:]}")
        self._changed()
