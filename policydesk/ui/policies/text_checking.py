"""Checking the text of a version from its page: reading off the desk's thread, dismissing, bringing back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.text_check import DismissalDraft, bring_back_hit, dismiss_hit
from policydesk.errors import Refusal
from policydesk.exchange.policy_text import read_policy
from policydesk.queries.documents import document_content
from policydesk.queries.policy_rows import FileRow, VersionRow
from policydesk.queries.text_check import DismissalRow, facts_of_version, text_dismissals
from policydesk.rules.text_check import Hit, check_text
from policydesk.terms import FileKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox
from policydesk.ui.kit.job import Progress
from policydesk.ui.policies.text_hits import CheckedText, TextHits

REASON = (
    Field(
        "reason",
        "Why it may stay as it is",
        NotesBox,
        "Kept with the policy, also for its later versions.",
        required="Enter why this may stay as it is.",
    ),
)


def document_of(version: VersionRow) -> FileRow | None:
    """Return the file that holds a version's text."""
    return next((file for file in version.files if file.kind is FileKind.POLICY), None)


class TextChecking:
    """Keeps what was found in each version while the page is open; `refresh` shows it, `say` tells it with Undo."""

    def __init__(self, page: QWidget, desk: Desk, refresh: Callable[[], object], say: Callable[[str], object]) -> None:
        self._page, self._desk, self._refresh, self._say = page, desk, refresh, say
        self._found: dict[tuple[int, int], CheckedText] = {}

    def check(self, version: VersionRow) -> None:
        """Read the document of a version and look through it."""
        file = document_of(version)
        if file is None:
            return
        key = (version.id, file.document_id)
        self._desk.later(
            partial(self._work, version, file.document_id),
            says=f"Checking {file.file_name}",
            then=partial(self._on_found, key),
            failed=partial(self._on_failed, key),
        )

    def shown(self, version: VersionRow) -> TextHits | None:
        """Return what was found in a version, to be put under it; nothing before it was checked."""
        file = document_of(version)
        checked = None if file is None else self._found.get((version.id, file.document_id))
        if checked is None:
            return None
        dismissals = self._desk.ask(text_dismissals, version.policy_id)
        on_dismiss = None if self._desk.only_looks else partial(self._dismiss, version)
        return TextHits(checked, dismissals, on_dismiss, self._bring_back)

    def _work(self, version: VersionRow, document_id: int, _progress: Progress) -> CheckedText:
        facts = self._desk.ask(facts_of_version, self._desk.today, version.policy_id, version.id)
        text = read_policy(self._desk.ask(document_content, document_id).content)
        return CheckedText.of(text, check_text(text, facts))

    def _on_found(self, key: tuple[int, int], checked: CheckedText) -> None:
        self._found[key] = checked
        self._refresh()
        count = len(checked.hits)
        announce(self._page, f"Text checked: {count} {'hit' if count == 1 else 'hits'}.")

    def _on_failed(self, key: tuple[int, int], trouble: Exception) -> None:
        if not isinstance(trouble, Refusal):
            raise trouble
        self._found[key] = CheckedText(trouble=trouble.says)
        self._refresh()
        announce(self._page, trouble.says)

    def _dismiss(self, version: VersionRow, hit: Hit) -> None:
        def save(values: dict[str, Any]) -> int:
            draft = DismissalDraft(hit.kind, hit.subject, hit.why, **values)
            return self._desk.act(dismiss_hit, version.policy_id, draft)

        FormDialog(
            self._page,
            "Dismiss this hit",
            REASON,
            intro=hit.why,
            verb="&Dismiss it",
            save=save,
            then=lambda _id: self._say("Dismissed; it stays dismissed in later versions"),
        ).open()

    def _bring_back(self, dismissal: DismissalRow) -> None:
        self._desk.act(bring_back_hit, dismissal.id)
        self._say("Brought it back")
