"""The two recovery sheets: shown once, printed or saved, and typed back so that the paper is known to be right."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.errors import StoreTrouble
from policydesk.store.codes import is_part_of, letters_of
from policydesk.store.file_names import as_file_name
from policydesk.store.slots import RecoverySheets
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.labels import Hint, Words, set_property
from policydesk.ui.kit.paper import print_paper, save_paper

TITLE = "Recovery sheets"
SAYS = (
    "These two sheets are the only way back in when a password is forgotten. They are shown once. "
    "Print them, and keep each away from this computer."
)
CHECK_TITLE = "Check the paper"
CHECK_SAYS = (
    "From each printed sheet, type the last two groups. Capitals, spaces and dashes do not matter, "
    "and a zero is as good as the letter O."
)
REGISTER, SAFEGUARDING = "register_code", "safeguarding_code"


class SheetsView(QWidget):
    """Both codes in large groups, and what puts them on paper."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("recovery_sheets")
        self._jobs = jobs
        self._of: tuple[str, Path, RecoverySheets, date] | None = None
        self.register_code = _code("Code of the register’s sheet", REGISTER)
        self.safeguarding_code = _code("Code of the safeguarding sheet", SAFEGUARDING)
        self.print_button = Button("&Print both sheets…", self.print_sheets, picture="print", name="print_sheets")
        self.save_button = Button("&Save as PDF…", self.save_sheets, picture="save", name="save_sheets")
        self.said = Hint()
        self.said.setObjectName("sheets_said")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for heading, says, code in (
            (
                "Sheet 1: the register",
                "Opens the register and gives somebody a new password. For the headteacher’s safe.",
                self.register_code,
            ),
            (
                "Sheet 2: safeguarding",
                "Opens confidential records again. For the designated safeguarding lead, kept apart from sheet 1.",
                self.safeguarding_code,
            ),
        ):
            card = Card(heading)
            card.add(Hint(says))
            card.add(code)
            column.addWidget(card)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.print_button)
        line.addWidget(self.save_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.said)

    def show_sheets(self, school: str, folder: Path, sheets: RecoverySheets, today: date) -> None:
        """Show the codes of a register that was just made, or made anew."""
        self._of = (school, folder, sheets, today)
        self.register_code.setText(_groups(sheets.register_code))
        self.safeguarding_code.setText(_groups(sheets.safeguarding_code))

    def print_sheets(self) -> None:
        """Print both sheets."""
        self._draw(self._print)

    def save_sheets(self) -> None:
        """Save both sheets as one PDF."""
        self._draw(self._save)

    def _draw(self, then: Callable[[bytes], object]) -> None:
        if self._of is None:
            return
        school, folder, sheets, today = self._of

        def work(_progress: object) -> bytes:
            from policydesk.reports.sheets import recovery_sheets

            return recovery_sheets(school, folder, sheets, today)

        self._enable(False)
        self._jobs.run(work, says="Drawing the sheets", then=then, failed=self._on_failed, quiet=True)

    def _print(self, content: bytes) -> None:
        self._enable(True)
        print_paper(
            self.window(), self._jobs, content, "the recovery sheets",
            lambda says: self._say(f"{says} There are two pages, one for each sheet.", Tone.GOOD),
        )  # fmt: skip

    def _save(self, content: bytes) -> None:
        self._enable(True)
        school = self._of[0] if self._of is not None else ""
        place = Path.home() / f"{as_file_name(school)} recovery sheets.pdf"
        try:
            saved = save_paper(self.window(), content, "the recovery sheets", place)
        except StoreTrouble as trouble:
            self._say(trouble.says, Tone.BAD)
            return
        if saved is not None:
            self._say(f"Saved as “{saved.name}”. Print it, then delete the file: it is not encrypted.", Tone.GOOD)

    def _on_failed(self, trouble: Exception) -> None:
        self._enable(True)
        if not isinstance(trouble, StoreTrouble):
            raise trouble
        self._say(trouble.says, Tone.BAD)

    def _say(self, says: str, tone: Tone) -> None:
        set_property(self.said, "words", tone.value)
        self.said.setText(says)
        self.said.show()
        announce(self, says)

    def _enable(self, on: bool) -> None:
        self.print_button.setEnabled(on)
        self.save_button.setEnabled(on)


def check_fields() -> tuple[Field, Field]:
    """Return the two questions that show whether the paper is right."""
    return (
        Field(
            REGISTER,
            "Sheet 1, the register: last two groups",
            lambda: TextBox(letters=50),
            "The whole code is fine too.",
        ),
        Field(
            SAFEGUARDING,
            "Sheet 2, safeguarding: last two groups",
            lambda: TextBox(letters=50),
        ),
    )


def not_as_printed(typed: dict[str, str], sheets: RecoverySheets) -> list[tuple[str, str]]:
    """Return what is wrong with the groups typed back, by field; nothing where the paper is right."""
    codes = (sheets.register_code, sheets.safeguarding_code)
    found = []
    for number, (name, code, other) in enumerate(zip((REGISTER, SAFEGUARDING), codes, codes[::-1], strict=True), 1):
        if is_part_of(typed[name], code):
            continue
        if not typed[name]:
            says = f"Type the last two groups of sheet {number}."
        elif is_part_of(typed[name], other):
            says = "That is on the other sheet. Type the groups of this one."
        elif len(letters_of(typed[name])) < 8:
            says = "Type two groups: eight letters and digits."
        else:
            says = "That is not as printed. Compare it with the last two groups of the sheet."
        found.append((name, says))
    return found


def _code(name: str, object_name: str) -> Words:
    label = Words()
    label.setProperty("look", "code")
    label.setObjectName(f"shown_{object_name}")
    label.setAccessibleName(name)
    return label


def _groups(code: str) -> str:
    return "  ".join(code.split("-"))
