"""What is done with one version of a policy from its page: drafted, changed, published, signed, given a file."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.documents import FileDraft, attach_file
from policydesk.actions.versions import (
    AdoptionDraft,
    VersionDraft,
    add_version,
    change_version,
    publish_version,
    sign_adoption,
)
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.policies import count_bound
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.store import Txn
from policydesk.ui.desk import Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.policies import fields, forms


class VersionWork:
    """Opens the forms about versions; `say` tells what was done, with its Undo."""

    def __init__(self, page: QWidget, desk: Desk, say: Callable[[str], object]) -> None:
        self._page, self._desk, self._say = page, desk, say

    def add(self, policy: PolicyDetail) -> None:
        """Add a draft of the next version, with what the last one had."""
        FormDialog(
            self._page,
            f"A new version of {policy.title}",
            fields.version_fields(self._desk.today, with_document=True),
            intro="It is kept as a draft: nobody is asked before you publish it.",
            verb="&Save the draft",
            values=forms.next_version_values(policy),
            save=lambda values: self._save_version(policy.id, values),
            then=lambda _id: self._say(f"Saved a draft of {policy.title}. Publish it when it is ready"),
        ).open()

    def publish(self, policy: PolicyDetail, version: VersionRow) -> None:
        """Publish a draft, after saying whom that asks for what."""
        name = f"version {version.label} of {policy.title}"
        count = self._desk.ask(count_bound, self._desk.today, version.categories) if version.needs_acknowledging else 0
        asks = f"{counted(count, 'person is', 'people are')} asked to acknowledge it." if count else "Nobody is asked."
        when = f"It is in force from {version.in_force_from}." if version.in_force_from else ""
        messages.ask(
            self._page,
            f"Publish {name}?",
            f"{when} {asks} Its words stay as they are from then on.".strip(),
            f"&Publish version {version.label}",
            lambda: self._do_publish(version, name),
            keep="&Keep it as a draft",
        )

    def adopt(self, version: VersionRow) -> None:
        """Record who signed a version for the school."""
        FormDialog(
            self._page,
            f"Who signed version {version.label}",
            fields.adoption_fields(self._desk.today),
            intro="Headteacher and chair of governors each sign a version when the school adopts it.",
            verb="&Record the signature",
            save=lambda values: self._save_adoption(version, values),
            then=lambda _done: self._say("Recorded the signature"),
        ).open()

    def change(self, version: VersionRow) -> None:
        """Change what is said of a version."""
        FormDialog(
            self._page,
            f"Change version {version.label}",
            fields.version_fields(self._desk.today, with_document=False),
            verb="&Save",
            values=forms.version_values(version),
            save=lambda values: self._desk.act(change_version, version.id, forms.version_draft(values, version)),
            then=lambda _done: self._say(f"Saved version {version.label}"),
        ).open()

    def add_file(self, version: VersionRow) -> None:
        """Add a file to a version."""
        FormDialog(
            self._page,
            f"Add a file to version {version.label}",
            fields.file_fields(),
            verb="&Add the file",
            save=lambda values: self._save_file(version, values),
            then=lambda _id: self._say("Added the file"),
        ).open()

    def _do_publish(self, version: VersionRow, name: str) -> None:
        try:
            self._desk.act(publish_version, version.id)
        except Refusal as refusal:
            messages.tell(self._page, "It could not be published", refusal.says)
            return
        self._say(f"Published {name}")

    def _save_version(self, policy_id: int, values: dict[str, Any]) -> int:
        file = forms.read_file(values.pop("document", None), "document")
        return self._desk.act(_add_version, policy_id, forms.version_draft(values, None), file)

    def _save_adoption(self, version: VersionRow, values: dict[str, Any]) -> None:
        scan = forms.read_file(values.pop("scan", None), "scan")
        self._desk.act(sign_adoption, version.id, AdoptionDraft(**values, scan=scan))

    def _save_file(self, version: VersionRow, values: dict[str, Any]) -> int:
        file = forms.read_file(values.pop("document"), "document")
        assert file is not None
        try:
            return self._desk.act(attach_file, version.id, file, **values)
        except Refusal as refusal:
            raise Refusal(refusal.says, "document") from None


def _add_version(txn: Txn, policy_id: int, draft: VersionDraft, file: FileDraft | None) -> int:
    """Add a draft with its document, as one change."""
    version_id = add_version(txn, policy_id, draft)
    if file is not None:
        try:
            attach_file(txn, version_id, file)
        except Refusal as refusal:
            raise Refusal(refusal.says, "document") from None
    return version_id
