"""The files of a version as its page lets them go: a copy saved where the person says, or one taken from a draft."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from policydesk.actions.documents import detach_file
from policydesk.errors import StoreTrouble
from policydesk.queries.documents import document_content
from policydesk.queries.policy_rows import FileRow, PolicyDetail
from policydesk.store.atomic import write_whole
from policydesk.terms import FileKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.page import Window


class VersionFiles:
    """Saves copies and takes files away; `say` tells what was done, with its Undo."""

    def __init__(self, page: QWidget, desk: Desk, frame: Window, say: Callable[[str], object]) -> None:
        self._page, self._desk, self._frame, self._say = page, desk, frame, say

    def save_document(self, policy: PolicyDetail | None) -> None:
        """Save a copy of the current version's document, or of the newest there is, and say where."""
        versions = () if policy is None else policy.versions if policy.current is None else (policy.current,)
        files = (file for version in versions for file in version.files if file.kind is FileKind.POLICY)
        file = next(files, None)
        if file is None:
            self._frame.say("No document is kept with this policy. Add one to its version.")
            return
        self.save_copy(file)

    def save_copy(self, file: FileRow) -> None:
        """Save a copy of a file where the person says; the one in the register stays as it is."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), "Save a copy", str(Path(folder) / file.file_name)
        )
        if not chosen:
            return
        content = self._desk.ask(document_content, file.document_id).content
        try:
            write_whole(Path(chosen), content)
        except StoreTrouble as trouble:
            messages.tell(self._page, "It could not be saved", trouble.says)
            return
        self._frame.say(f"Saved a copy of {file.file_name}. Delete it when you no longer need it.")

    def take_away(self, file: FileRow) -> None:
        """Take a file away from a draft; Undo brings it back."""
        self._desk.act(detach_file, file.id)
        self._say(f"Took away {file.file_name}")
