"""Going back to a backup: choose the file, see what is in it, sign in as then, and say where the register goes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from policydesk.counts import counted, counted_or_no
from policydesk.errors import Refusal, RegisterDamaged, StoreTrouble, WrongPassword
from policydesk.store.backup_file import SUFFIX, BackupInfo, damaged, read_backup
from policydesk.store.keyfile import KeyFile
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.folder_box import FolderBox
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel
from policydesk.ui.kit.password_box import PasswordBox
from policydesk.ui.welcome.places import fresh_place, refuse_place
from policydesk.ui.welcome.step import Step
from policydesk.ui.welcome.walk import Walk

if TYPE_CHECKING:
    from policydesk.store import Register

FILE, WHO, PLACE = range(3)
KINDS = f"Backups (*{SUFFIX});;All files (*)"
COUNTED = (
    ("staff_member", "member of staff", "members of staff"),
    ("policy", "policy", "policies"),
    ("acknowledgement", "acknowledgement", "acknowledgements"),
)
"""What is said of a backup's contents: the table, and what one and several of its rows are called."""


class RestoreWalk(Walk):
    """From a backup's file to an open register beside whatever is there."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__("restore_backup")
        self._clock = clock
        self._info: BackupInfo | None = None
        self._suggested: Path | None = None
        self.contents = BackupCard()
        self.people = ChoiceBox(())
        self.set_steps((self._file(), self._who(), self._place()))
        self.steps[FILE].changed.connect(self._on_file)

    def choose(self, file: Path) -> None:
        """Take a backup as chosen, and say what is in it."""
        self.steps[FILE].set_value("file", file)
        self._on_file()

    def leave_step(self) -> None:
        """Go on to who and where, then restore."""
        if self.at == FILE and self._info is None:
            self._on_file()
        elif self.at == PLACE:
            self._restore()
        else:
            super().leave_step()

    def go(self, number: int) -> None:
        """Show a step, with a place suggested for the school of the backup."""
        if number == PLACE and self._info is not None and self.steps[PLACE].value_of("to") in {None, self._suggested}:
            self._suggested = fresh_place(self._info.school)
            self.steps[PLACE].set_value("to", self._suggested)
        super().go(number)

    def _on_file(self) -> None:
        self._info = None
        file = self.steps[FILE].value_of("file")
        self.contents.setVisible(file is not None)
        self.show_problems([])
        if file is None:
            return
        try:
            info = read_backup(file)
            users = _users(info)
        except StoreTrouble as trouble:
            self.contents.hide()
            self.show_problems([("file", trouble.says)])
            return
        self._info = info
        self.contents.show_backup(info)
        self.people.set_choices([(name, name) for name in users])
        if info.made_by in users:
            self.people.set_value(info.made_by)
        self.steps[WHO].rows["password"].label.setText(f"Password on {info.says_when}")

    def _restore(self) -> None:
        info = self._info
        if info is None:
            self.go(FILE)
            return
        to: Path = self.steps[PLACE].value_of("to")
        name, password = self.people.value(), self.steps[WHO].value_of("password")
        try:
            refuse_place(to, "to")
        except Refusal as refusal:
            self.show_problems([("to", refusal.says)])
            return

        def work(progress: Progress) -> "Register":
            from policydesk.store.restore import restore_backup

            return restore_backup(
                info.file, to, user_name=name, password=password, clock=self._clock, progress=progress, told=progress
            )

        self.busy("Restoring the backup…")
        self.jobs.busy_changed.connect(self._on_stopped)
        job = self.jobs.run(
            work, says="Restoring and checking the backup", then=self._on_restored, failed=self._on_not_restored
        )
        job.advanced.connect(self.progress.told, Qt.ConnectionType.QueuedConnection)

    def _on_stopped(self, busy: bool) -> None:
        """Somebody may have pressed Cancel: then nothing else is heard of the work."""
        if not busy:
            self.jobs.busy_changed.disconnect(self._on_stopped)
            self.ready()

    def _on_restored(self, register: "Register") -> None:
        self.steps[WHO].set_value("password", "")
        self.opened.emit(register)

    def _on_not_restored(self, trouble: Exception) -> None:
        self.failed(Refusal(trouble.says, "password") if isinstance(trouble, WrongPassword) else trouble)

    def _file(self) -> Step:
        return Step(
            "Which backup?",
            "The register is made anew beside what is there. Nothing on this computer is replaced or removed.",
            (
                Field(
                    "file",
                    "Backup",
                    lambda: FileBox(KINDS),
                    "Backups end with .pdbackup. A register keeps its own in its folder, under backups.",
                    "Choose a backup.",
                ),
                self.contents,
            ),
        )

    def _who(self) -> Step:
        return Step(
            "Who were you then?",
            "A backup opens with the name and the password that opened the register on the day it was made.",
            (
                Field("user_name", "Your name", lambda: self.people, required="Select who you are."),
                Field("password", "Password", PasswordBox, "", "Enter the password of that day."),
            ),
        )

    def _place(self) -> Step:
        return Step(
            "Where does the register go?",
            "A new folder on this computer’s own disk.",
            (
                Field("to", "Folder", FolderBox, "The usual place is good for most schools.", "Choose a folder."),
                Hint("The backup is checked from end to end before it counts."),
            ),
            next_words="&Restore the register",
        )


class BackupCard(Card):
    """What a backup says of itself: the school, the moment, and how much is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_info")
        self._school, self._when, self._counts = Heading(), PlainLabel(wrap=True), PlainLabel(wrap=True)
        self._problems = PlainLabel(look="problem", wrap=True)
        for one in (self._school, self._when, self._counts, self._problems):
            self.add(one)
        self.hide()

    def show_backup(self, info: BackupInfo) -> None:
        """Show one backup."""
        self._school.setText(f"{info.school} (demo school)" if info.is_demo else info.school)
        why = f", {info.why}" if info.why else ""
        self._when.setText(f"Made on {info.says_when} by {info.made_by}{why}.")
        counts = ", ".join(counts_in_words(info))
        self._counts.setText(f"{counts[0].upper()}{counts[1:]}.")
        found = counted(info.problems, "problem was", "problems were")
        self._problems.setText(f"{found} found in the register when this backup was made. An older one may be better.")
        self._problems.setVisible(info.problems > 0)
        self.setAccessibleName(f"{self._school.text()}. {self._when.text()} {self._counts.text()}")
        self.show()


def counts_in_words(info: BackupInfo) -> tuple[str, ...]:
    """Return how much is in a backup: "45 members of staff", "6 policies"."""
    return tuple(counted_or_no(info.counts.get(table, 0), one, many) for table, one, many in COUNTED)


def _users(info: BackupInfo) -> tuple[str, ...]:
    try:
        return tuple(slot.name for slot in KeyFile.parse(info.keys).users())
    except RegisterDamaged as trouble:
        raise damaged(info.file) from trouble
