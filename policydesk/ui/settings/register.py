"""The register as a file: where it is, how large, its backups, whether it is sound, and the seal on reports."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.errors import Refusal, StoreTrouble
from policydesk.store.backup import BACKUPS, SUFFIX, Backup, list_backups, make_backup
from policydesk.store.damage import way_back
from policydesk.store.file_names import as_file_name
from policydesk.store.verify import Verdict
from policydesk.terms import Topic
from policydesk.ui.desk import ZONE, Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.labels import Hint, StatusChip, Words
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Facts, Part, row_of

T = TypeVar("T")

SHOWN_PROBLEMS = 20
"""How many of the problems found are listed; more are counted."""


class RegisterPart(Part):
    """The file, its backups, its check and its seal."""

    title = "This register"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.facts = Facts(("Folder", "Size", "Last backup", "Backups kept here"))
        self.backup_button = Button("Make a &backup now", self.make_backup, look="primary", picture="backup")
        self.elsewhere_button = Button("&Save a backup elsewhere…", self.save_elsewhere, picture="save")
        self.open_button = Button("Open the fol&der", self.open_folder, picture="folder")
        self.check_button = Button("&Check the register", self.check, picture="tick")
        self.verdict = StatusChip()
        self.verdict.setObjectName("verdict")
        self.found = Words()
        self.found.setObjectName("verdict_words")
        self.seal = Words()
        self.seal.setProperty("look", "code")
        self.seal.setObjectName("seal")
        self.seal.setAccessibleName("Seal")
        self._build()

    def refresh(self) -> None:
        """Show where it is, its backups and its seal as they are now."""
        register = self.desk.register
        backups = list_backups(register.folder / BACKUPS)
        self.facts.show_fact("Folder", str(register.folder))
        self.facts.show_fact("Size", size_in_words(_size(register.folder)))
        newest = backups[0] if backups else None
        self.facts.show_fact(
            "Last backup",
            "" if newest is None else f"{newest.says_when}{', ' if newest.why else ''}{newest.why}",
            "None yet",
        )
        kept = f"{counted(len(backups), 'backup')}, {size_in_words(sum(_size_of(one.file) for one in backups))}"
        self.facts.show_fact("Backups kept here", kept if backups else "", "None")
        seal = register.seal()
        self.seal.setText(f"{seal.code}  /  {seal.number:,}")

    def make_backup(self) -> None:
        """Make a backup in the register's own folder, and check it."""
        self._back_up(None)

    def save_elsewhere(self) -> None:
        """Make a backup where somebody chooses: a memory stick, or the school's server."""
        at = self.desk.register.clock().astimezone(ZONE)
        name = f"{as_file_name(self.desk.register.school_name)} {at:%Y-%m-%d %H%M}{SUFFIX}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), "Save a backup", str(Path.home() / name), f"Backups (*{SUFFIX})"
        )
        if chosen:
            file = Path(chosen)
            self._back_up(file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX))

    def open_folder(self) -> None:
        """Show the register's folder in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.register.folder)))

    def check(self) -> None:
        """Check every page of the file, the audit trail and every row."""

        def work(progress: Progress) -> Verdict:
            verdict: Verdict = self.desk.register.verify(lambda done, of: progress(done, of, "Checking the register"))
            return verdict

        self._begin(work, "Checking the register", self.show_verdict)

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what a check found, in words."""
        at = self.desk.register.clock().astimezone(ZONE)
        when = f"{written(at.date())}, {at:%H:%M}"
        checked = f"{counted(verdict.rows, 'row')} and {counted(verdict.entries, 'entry', 'entries')} of the history"
        if verdict.is_sound:
            self.verdict.show_as("✓ All is well", Tone.GOOD)
            self.found.setText(
                f"Checked on {when}: {checked}. The file is whole, and nothing was changed from outside."
            )
        else:
            self.verdict.show_as(f"! {counted(len(verdict.problems), 'problem')} found", Tone.BAD)
            listed = [f"• {one}" for one in verdict.problems[:SHOWN_PROBLEMS]]
            more = len(verdict.problems) - len(listed)
            if more:
                listed.append(f"and {more:,} more")
            advice = (
                way_back(self.desk.register.folder)
                if verdict.damage
                else "Something other than PolicyDesk changed the register. Keep a copy of its folder, then restore "
                "the last backup from before."
            )
            self.found.setText("\n".join((f"Checked on {when}: {checked}.", *listed, advice)))
        self.verdict.show()
        self.found.show()
        announce(self, f"{self.verdict.text()}. {self.found.text()}")

    def _back_up(self, to: Path | None) -> None:
        def work(progress: Progress) -> Backup:
            return make_backup(self.desk.register, to, lambda done, of: progress(done, of, "Making a backup"))

        self._begin(work, "Making a backup", self._on_made)

    def _on_made(self, backup: Backup) -> None:
        self.refresh()
        self.desk.tell(Topic.BACKUPS)
        if backup.problems:
            found = counted(len(backup.problems), "problem")
            messages.tell(
                self,
                "The backup was made, and something was found",
                f"The backup is whole, but the check of the register found {found}. Check the register to see more.",
            )
        self.frame.say(f"Made a backup and checked it: {backup.file.name}.")

    def _begin(self, work: Callable[[Progress], T], says: str, then: Callable[[T], object]) -> None:
        if not self.desk.jobs.busy:
            self.desk.later(work, says=says, then=then, failed=self._on_failed)

    def _on_failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Refusal | StoreTrouble):
            raise trouble
        messages.tell(self, "That could not be done", trouble.says)

    def _build(self) -> None:
        self.setFocusProxy(self.backup_button)
        place, check, seal = Card("Where it is"), Card("Is it sound?"), Card("Seal")
        place.add(self.facts)
        place.add(row_of(self.backup_button, self.elsewhere_button, self.open_button))
        check.add(Hint("Reads the whole file, the history and every row. Nothing is changed."))
        check.add(row_of(self.check_button))
        check.add(self.verdict)
        check.add(self.found)
        self.verdict.hide()
        self.found.hide()
        seal.add(self.seal)
        seal.add(
            Hint(
                "The newest entry of the history in short, and its number. It stands on every report: "
                "a report with this seal shows the register exactly as it is now."
            )
        )
        for one in (place, check, seal):
            self.column.addWidget(one)
        self.column.addStretch(1)


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it: "4.2 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / 1_000_000:,.1f} MB"


def _size(folder: Path) -> int:
    return sum(_size_of(one) for one in folder.iterdir() if one.is_file())


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
