"""The policies page: every policy, and what is done from its first draft to its withdrawal."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from policydesk.actions.documents import FileDraft, attach_file, detach_file
from policydesk.actions.policies import PolicyDraft, add_policy, change_policy, withdraw_policy
from policydesk.actions.undo import undo
from policydesk.actions.versions import (
    AdoptionDraft,
    VersionDraft,
    add_version,
    change_version,
    publish_version,
    sign_adoption,
)
from policydesk.errors import Refusal, StoreTrouble
from policydesk.names import fold
from policydesk.queries.documents import document_content
from policydesk.queries.policies import count_bound, list_policies, policy_detail
from policydesk.queries.policy_rows import FileRow, PolicyDetail, PolicyRow, VersionRow
from policydesk.store import Txn
from policydesk.store.atomic import write_whole
from policydesk.terms import FileKind, PolicyStatus, Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.states import counted
from policydesk.ui.policies import fields, forms
from policydesk.ui.policies.columns import columns
from policydesk.ui.policies.detail import PolicyPanel
from policydesk.ui.policies.text_checking import TextChecking
from policydesk.ui.staff.people import people_choices

CHIPS = (
    Chip("review", "Review overdue"),
    Chip("unsigned", "Not acknowledged by all"),
    Chip(PolicyStatus.WITHDRAWN, "Withdrawn"),
)


class PoliciesPage(ListPage):
    """The policies; withdrawn ones only where the chip asks for them."""

    name, title = "policies", "Policies"
    shows = frozenset({Topic.POLICIES, Topic.ACKNOWLEDGEMENTS, Topic.STAFF})
    model: RowsModel[PolicyRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._any = False
        self._policy: PolicyDetail | None = None
        self._texts = TextChecking(self, desk, self._show_again, self._say)
        self._panel = PolicyPanel(
            self.save_copy, self._on_version, self.take_away, self._texts.shown, only_looks=desk.only_looks
        )
        super().__init__(
            desk,
            frame,
            RowsModel(columns(desk.as_at)),
            one="policy",
            many="policies",
            chips=CHIPS,
            empty=EmptyState(
                "No policies yet. Begin with the social media policy and its document.",
                "" if desk.only_looks else "Add policy",
                self.add,
            ),
            detail=self._panel,
        )
        self._all_withdrawn = EmptyState(
            "Every policy is withdrawn.", "Show them", lambda: self.filters.press(PolicyStatus.WITHDRAWN)
        )
        self._stack.addWidget(self._all_withdrawn)
        self.offer("policies.add", self.add, primary=True)
        self.offer("policies.version", self.new_version, needs=Needs.ONE)
        self.offer("policies.edit", self.edit, needs=Needs.ONE)
        self.offer("policies.publish", self.publish, needs=Needs.ONE)
        self.offer("policies.adopt", self.adopt, needs=Needs.ONE)
        self.offer("policies.open", self.open_document, needs=Needs.ONE)
        self.offer("policies.withdraw", self.withdraw, needs=Needs.ONE)
        self.offer_menu("policies.more")
        self.refresh()

    def load(self) -> None:
        """Ask for the policies and keep those that the filter names."""
        as_at = self.desk.as_at
        pressed, words = self.filters.pressed, fold(self.filters.words)
        withdrawn = PolicyStatus.WITHDRAWN in pressed

        def wanted(row: PolicyRow) -> bool:
            late = row.next_review_due is not None and row.next_review_due.last < as_at
            return (
                row.withdrawn is withdrawn
                and (words in fold(f"{row.title} {row.owner} {row.policy_type.label}"))
                and ("review" not in pressed or late)
                and ("unsigned" not in pressed or row.up_to_date < row.asked)
            )

        rows = self.desk.ask(list_policies, as_at)
        self._any = bool(rows)
        self.model.set_rows([row for row in rows if wanted(row)])

    def refresh(self) -> None:
        """Ask again; where every policy is withdrawn, say that instead of offering the first one."""
        super().refresh()
        if self._any and self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self._all_withdrawn)

    def show_detail(self, subject_id: int | None) -> None:
        """Show one policy at the right."""
        self._policy = None if subject_id is None else self.desk.ask(policy_detail, self.desk.as_at, subject_id)
        self._panel.show_policy(self._policy)

    def open_record(self, subject_id: int) -> None:
        """Enter opens the policy's form."""
        self.edit()

    def add(self) -> None:
        """Add a policy; its first version is asked for straight after."""
        FormDialog(
            self,
            "Add a policy",
            fields.policy_fields(self.desk.today, self._search, self._others(None)),
            verb="&Add policy",
            save=lambda values: self.desk.act(add_policy, _policy_draft(values)),
            then=self._on_added,
        ).open()

    def edit(self) -> None:
        """Change what is said of the policy in view."""
        policy = self._policy
        if policy is None:
            return
        FormDialog(
            self,
            f"Change {policy.title}",
            fields.policy_fields(self.desk.today, self._search, self._others(policy.id)),
            verb="&Save",
            values=forms.policy_values(policy),
            save=lambda values: self.desk.act(change_policy, policy.id, _policy_draft(values)),
            then=lambda _done: self._say(f"Saved {policy.title}"),
        ).open()

    def new_version(self) -> None:
        """Add a draft of the next version, with what the last one had."""
        policy = self._policy
        if policy is None:
            return
        FormDialog(
            self,
            f"A new version of {policy.title}",
            fields.version_fields(self.desk.today, with_document=True),
            intro="It is kept as a draft: nobody is asked before you publish it.",
            verb="&Save the draft",
            values=forms.next_version_values(policy),
            save=lambda values: self._save_version(policy.id, values),
            then=lambda _id: self._say(f"Saved a draft of {policy.title}. Publish it when it is ready"),
        ).open()

    def publish(self) -> None:
        """Publish the newest draft, after saying whom that asks for what."""
        draft = self._newest(draft=True)
        if draft is None:
            self.frame.say("There is no draft to publish. Add a new version first.")
            return
        self._publish(draft)

    def adopt(self) -> None:
        """Record who signed the newest published version for the school."""
        version = self._newest(draft=False)
        if version is None:
            self.frame.say("There is no published version to sign. Publish one first.")
            return
        self._adopt(version)

    def open_document(self) -> None:
        """Save a copy of the current version's document, or of the newest there is, and say where."""
        policy = self._policy
        versions = () if policy is None else policy.versions if policy.current is None else (policy.current,)
        files = (file for version in versions for file in version.files if file.kind is FileKind.POLICY)
        file = next(files, None)
        if file is None:
            self.frame.say("No document is kept with this policy. Add one to its version.")
            return
        self.save_copy(file)

    def withdraw(self) -> None:
        """Take the policy in view out of use."""
        policy = self._policy
        if policy is None:
            return
        FormDialog(
            self,
            f"Withdraw {policy.title}",
            fields.withdraw_fields(self.desk.today),
            intro="Nobody is asked for it any more. Everything about it stays in the register.",
            verb="&Withdraw it",
            danger=True,
            values={"on": self.desk.today},
            save=lambda values: self.desk.act(withdraw_policy, policy.id, values["on"], values["reason"]),
            then=lambda _done: self._say(f"Withdrew {policy.title}"),
        ).open()

    def save_copy(self, file: FileRow) -> None:
        """Save a copy of a file where the person says; the one in the register stays as it is."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), "Save a copy", str(Path(folder) / file.file_name))
        if not chosen:
            return
        content = self.desk.ask(document_content, file.document_id).content
        try:
            write_whole(Path(chosen), content)
        except StoreTrouble as trouble:
            messages.tell(self, "It could not be saved", trouble.says)
            return
        self.frame.say(f"Saved a copy of {file.file_name}. Delete it when you no longer need it.")

    def take_away(self, file: FileRow) -> None:
        """Take a file away from a draft; Undo brings it back."""
        self.desk.act(detach_file, file.id)
        self._say(f"Took away {file.file_name}")

    def _on_added(self, policy_id: int) -> None:
        self.show_record(policy_id)
        self._say(f"Added {self._policy.title if self._policy else 'the policy'}")
        self.new_version()

    def _on_version(self, what: str, version: VersionRow) -> None:
        {
            "publish": self._publish,
            "adopt": self._adopt,
            "change": self._change,
            "file": self._add_file,
            "check": self._texts.check,
        }[what](version)

    def _publish(self, version: VersionRow) -> None:
        policy = self._policy
        if policy is None:
            return
        name = f"version {version.label} of {policy.title}"
        count = self.desk.ask(count_bound, self.desk.today, version.categories) if version.needs_acknowledging else 0
        asks = f"{counted(count, 'person is', 'people are')} asked to acknowledge it." if count else "Nobody is asked."
        when = f"It is in force from {version.in_force_from}." if version.in_force_from else ""
        messages.ask(
            self,
            f"Publish {name}?",
            f"{when} {asks} Its words stay as they are from then on.".strip(),
            f"&Publish version {version.label}",
            lambda: self._do_publish(version, name),
            keep="&Keep it as a draft",
        )

    def _do_publish(self, version: VersionRow, name: str) -> None:
        try:
            self.desk.act(publish_version, version.id)
        except Refusal as refusal:
            messages.tell(self, "It could not be published", refusal.says)
            return
        self._say(f"Published {name}")

    def _adopt(self, version: VersionRow) -> None:
        FormDialog(
            self,
            f"Who signed version {version.label}",
            fields.adoption_fields(self.desk.today),
            intro="Headteacher and chair of governors each sign a version when the school adopts it.",
            verb="&Record the signature",
            save=lambda values: self._save_adoption(version, values),
            then=lambda _done: self._say("Recorded the signature"),
        ).open()

    def _change(self, version: VersionRow) -> None:
        FormDialog(
            self,
            f"Change version {version.label}",
            fields.version_fields(self.desk.today, with_document=False),
            verb="&Save",
            values=forms.version_values(version),
            save=lambda values: self.desk.act(change_version, version.id, forms.version_draft(values, version)),
            then=lambda _done: self._say(f"Saved version {version.label}"),
        ).open()

    def _add_file(self, version: VersionRow) -> None:
        FormDialog(
            self,
            f"Add a file to version {version.label}",
            fields.file_fields(),
            verb="&Add the file",
            save=lambda values: self._save_file(version, values),
            then=lambda _id: self._say("Added the file"),
        ).open()

    def _save_version(self, policy_id: int, values: dict[str, Any]) -> int:
        file = forms.read_file(values.pop("document", None), "document")
        return self.desk.act(_add_version, policy_id, forms.version_draft(values, None), file)

    def _save_adoption(self, version: VersionRow, values: dict[str, Any]) -> None:
        scan = forms.read_file(values.pop("scan", None), "scan")
        self.desk.act(sign_adoption, version.id, AdoptionDraft(**values, scan=scan))

    def _save_file(self, version: VersionRow, values: dict[str, Any]) -> int:
        file = forms.read_file(values.pop("document"), "document")
        assert file is not None
        try:
            return self.desk.act(attach_file, version.id, file, **values)
        except Refusal as refusal:
            raise Refusal(refusal.says, "document") from None

    def _show_again(self) -> None:
        self._panel.show_policy(self._policy)

    def _newest(self, *, draft: bool) -> VersionRow | None:
        versions = () if self._policy is None else self._policy.versions
        return next((one for one in versions if (one.published_on is None) is draft), None)

    def _others(self, policy_id: int | None) -> list[tuple[int, str]]:
        rows = self.desk.ask(list_policies, self.desk.as_at)
        return [(row.id, row.title) for row in rows if row.id != policy_id and not row.withdrawn]

    def _search(self, text: str) -> Any:
        return people_choices(self.desk, text)

    def _say(self, says: str) -> None:
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))


def _add_version(txn: Txn, policy_id: int, draft: VersionDraft, file: FileDraft | None) -> int:
    """Add a draft with its document, as one change."""
    version_id = add_version(txn, policy_id, draft)
    if file is not None:
        try:
            attach_file(txn, version_id, file)
        except Refusal as refusal:
            raise Refusal(refusal.says, "document") from None
    return version_id


def _policy_draft(values: dict[str, Any]) -> PolicyDraft:
    related = tuple(
        int(name.removeprefix("related_")) for name, on in values.items() if name.startswith("related_") and on
    )
    own = {name: value for name, value in values.items() if not name.startswith("related_")}
    return PolicyDraft(**own, related_ids=related)
