"""The policies page: every policy, and what is done from its first draft to its withdrawal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from policydesk.actions.policies import add_policy, change_policy, withdraw_policy
from policydesk.actions.undo import undo
from policydesk.names import fold
from policydesk.queries.policies import list_policies, policy_detail
from policydesk.queries.policy_rows import PolicyDetail, PolicyRow, VersionRow
from policydesk.terms import PolicyStatus, Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.policies import fields, forms
from policydesk.ui.policies.columns import columns
from policydesk.ui.policies.detail import PolicyPanel
from policydesk.ui.policies.files import VersionFiles
from policydesk.ui.policies.text_checking import TextChecking
from policydesk.ui.policies.versions import VersionWork
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
        self._versions = VersionWork(self, desk, self._say)
        self._files = VersionFiles(self, desk, frame, self._say)
        self._panel = PolicyPanel(
            self._files.save_copy,
            self._on_version,
            self._files.take_away,
            self._texts.shown,
            only_looks=desk.only_looks,
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
            save=lambda values: self.desk.act(add_policy, forms.policy_draft(values)),
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
            save=lambda values: self.desk.act(change_policy, policy.id, forms.policy_draft(values)),
            then=lambda _done: self._say(f"Saved {policy.title}"),
        ).open()

    def new_version(self) -> None:
        """Add a draft of the next version, with what the last one had."""
        if self._policy is not None:
            self._versions.add(self._policy)

    def publish(self) -> None:
        """Publish the newest draft, after saying whom that asks for what."""
        policy, draft = self._policy, self._newest(draft=True)
        if policy is None or draft is None:
            self.frame.say("There is no draft to publish. Add a new version first.")
            return
        self._versions.publish(policy, draft)

    def adopt(self) -> None:
        """Record who signed the newest published version for the school."""
        version = self._newest(draft=False)
        if version is None:
            self.frame.say("There is no published version to sign. Publish one first.")
            return
        self._versions.adopt(version)

    def open_document(self) -> None:
        """Save a copy of the current version's document, or of the newest there is, and say where."""
        self._files.save_document(self._policy)

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

    def _on_added(self, policy_id: int) -> None:
        self.show_record(policy_id)
        self._say(f"Added {self._policy.title if self._policy else 'the policy'}")
        self.new_version()

    def _on_version(self, what: str, version: VersionRow) -> None:
        policy, work = self._policy, self._versions
        if policy is None:
            return
        do: dict[str, Callable[[VersionRow], object]] = {
            "publish": partial(work.publish, policy),
            "adopt": work.adopt,
            "change": work.change,
            "file": work.add_file,
            "check": self._texts.check,
        }
        do[what](version)

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
