"""The line that says whether the sealed parts are open, and the way to open or close them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.counts import counted, counted_or_no
from policydesk.errors import Refusal, StoreTrouble
from policydesk.queries.incidents import count_openable
from policydesk.ui.desk import Desk
from policydesk.ui.incidents.drafts import waiting_in_words
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.password_box import PasswordBox


class SealedLine(QWidget):
    """One line above the list."""

    def __init__(self, desk: Desk, say: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._say = desk, say
        self.setObjectName("sealed_line")
        self._words = Hint()
        self.button = Button("Close the sealed parts", self._on_pressed, look="link", name="sealed_parts")
        self._begun = Hint()
        self._begun.setObjectName("begun")
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._begun)

    def refresh(self) -> None:
        """Say how it stands now."""
        sealed = self._desk.sealed
        begun = waiting_in_words(self._desk)
        self._begun.setText(begun)
        self._begun.setVisible(bool(begun))
        self.button.setVisible(sealed.may_hold)
        if not sealed.may_hold:
            self._words.setText("You can log and report here. What is in a record is read by the people it names.")
            return
        count = self._desk.ask(count_openable, self._desk.actor.user_id)
        if not sealed.is_open:
            self._words.setText("The sealed parts are closed.")
            self.button.set_words("Open the sealed parts")
        elif sealed.is_reading:
            self._words.setText(f"Opening {counted(count, 'record')} …")
        else:
            self._words.setText(
                f"You can open {counted_or_no(count, 'record')}. The sealed parts close after 5 minutes without a key."
            )
            self.button.set_words("Close the sealed parts")

    def unseal(self) -> None:
        """Ask for the password and open the sealed parts again."""
        FormDialog(
            self,
            "Open the sealed parts",
            (Field("password", "Your password", PasswordBox, required="Enter your password."),),
            verb="&Open",
            save=self._unseal,
            then=lambda _done: self._say("The sealed parts are open."),
        ).open()

    def _on_pressed(self) -> None:
        if self._desk.sealed.is_open:
            self._desk.sealed.close()
        else:
            self.unseal()

    def _unseal(self, values: dict[str, str]) -> None:
        try:
            self._desk.sealed.reopen(values["password"])
        except StoreTrouble as trouble:
            raise Refusal(trouble.says, "password") from trouble
