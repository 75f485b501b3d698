"""One policy at the right of the list: what it is, its versions from the newest, their files and signatures."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.policy_rows import FileRow, PolicyDetail, VersionRow
from policydesk.terms import AdoptionRole, StaffCategory
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.focus_kept import focus_kept
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, StatusChip, Title
from policydesk.ui.kit.states import STATUS_MARKS


class PolicyPanel(QWidget):
    """Shows one policy. The page is told which file to open, and which version to change, publish or add a file to."""

    def __init__(
        self,
        on_file: Callable[[FileRow], object],
        on_version: Callable[[str, VersionRow], object],
        on_removal: Callable[[FileRow], object],
        text_hits: Callable[[VersionRow], QWidget | None],
        *,
        only_looks: bool = False,
    ) -> None:
        super().__init__()
        self._only_looks = only_looks
        self._on_file, self._on_version, self._on_removal = on_file, on_version, on_removal
        self._text_hits = text_hits
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_policy(self, policy: PolicyDetail | None) -> None:
        """Show a policy, or nothing."""
        with focus_kept(self):
            self._show(policy)

    def _show(self, policy: PolicyDetail | None) -> None:
        empty(self._column)
        if policy is None:
            self._column.addWidget(Hint("Select a policy in the list."))
            return
        title = Title(policy.title)
        title.setWordWrap(True)
        self._column.addWidget(title)
        for line in _about(policy):
            self._column.addWidget(PlainLabel(line, wrap=True))
        if not policy.versions:
            self._column.addWidget(Hint("No version yet. Add one with its dates and its document."))
        for version in policy.versions:
            self._column.addWidget(self._version(version))
        self._column.addStretch(1)

    def _version(self, version: VersionRow) -> QWidget:
        card = Card()
        card.setObjectName(f"version_{version.id}")
        head = QHBoxLayout()
        head.addWidget(Heading(f"Version {version.label}"), 1)
        mark = STATUS_MARKS[version.status]
        head.addWidget(StatusChip(mark.says, mark.tone))
        card.add(head)
        for line in _facts(version):
            card.add(PlainLabel(line, wrap=True))
        for file in version.files:
            button = Button(file.file_name, partial(self._on_file, file), look="link", name=f"file_{file.id}")
            button.setAccessibleName(f"Open {file.kind.label}: {file.file_name}")
            button.setToolTip(f"{file.kind.label}. SHA-256 {file.sha256}")
            card.add(self._with_removal(button, file, version))
        doing = FlowLayout()
        for words, what in _offers(version, only_looks=self._only_looks):
            button = Button(words, partial(self._on_version, what, version), look="link", name=f"{what}_{version.id}")
            button.setAccessibleName(f"{words}, version {version.label}")
            doing.addWidget(button)
        card.add(doing)
        hits = self._text_hits(version)
        if hits is not None:
            card.add(hits)
        return card

    def _with_removal(self, button: Button, file: FileRow, version: VersionRow) -> QHBoxLayout:
        """Return a file's line; of a draft a file can be taken away again."""
        line = QHBoxLayout()
        line.addWidget(button)
        if version.published_on is None and not self._only_looks:
            away = Button("Take away", partial(self._on_removal, file), look="link", name=f"remove_file_{file.id}")
            away.setAccessibleName(f"Take away: {file.file_name}")
            line.addWidget(away)
        line.addStretch(1)
        return line


def _offers(version: VersionRow, *, only_looks: bool) -> tuple[tuple[str, str], ...]:
    check = (("Check the text", "check"),) if version.has_document else ()
    if only_looks:
        return check
    draft = version.published_on is None
    first = (("Publish…", "publish"),) if draft else (("Adoption…", "adopt"),)
    return (*first, ("Change…", "change"), ("Add a file…", "file"), *check)


def _about(policy: PolicyDetail) -> list[str]:
    lines = [policy.policy_type.label]
    if policy.withdrawn_on is not None:
        lines.append(f"Withdrawn from {written(policy.withdrawn_on)}")
    lines.append(f"Owner: {policy.owner or 'nobody yet'}")
    if policy.monitored_by:
        lines.append(f"Monitored by: {policy.monitored_by}")
    if policy.related:
        lines.append(f"Related: {', '.join(title for _id, title in policy.related)}")
    if policy.notes:
        lines.append(policy.notes)
    return lines


def _facts(version: VersionRow) -> list[str]:
    lines = [f"In force from {version.in_force_from or 'a date still to be entered'}"]
    if version.is_current and version.needs_acknowledging:
        asked = counted(version.asked, "person", "people")
        lines.append(f"{version.up_to_date:,} of {asked} {'has' if version.asked == 1 else 'have'} acknowledged it")
    if not version.needs_acknowledging:
        lines.append("Nobody has to acknowledge it")
    lines.append(f"Binds {_categories(version.categories)}")
    if version.approved_by_body or version.approved_by_name or version.approved_on:
        body = version.approved_by_body.label if version.approved_by_body else ""
        who = " and ".join(name for name in (body, version.approved_by_name) if name)
        when = f", {version.approved_on}" if version.approved_on else ""
        lines.append(f"Approved{f' by {who}' if who else ''}{when}")
    if version.last_reviewed_on:
        lines.append(f"Last reviewed: {version.last_reviewed_on}")
    if version.next_review_due:
        lines.append(f"Next review due: {version.next_review_due}")
    lines += [f"Signed by {line.name}, {line.role.label.lower()}, {line.signed_on}" for line in version.adoptions]
    missing = [role.label.lower() for role in AdoptionRole if role not in {line.role for line in version.adoptions}]
    if version.published_on is not None and missing:
        lines.append(f"Not signed by the {' and the '.join(missing)}")
    if not version.has_document:
        lines.append("Paper only" if version.paper_only else "The document is missing")
    if version.summary_of_changes:
        lines.append(version.summary_of_changes)
    return lines


def _categories(held: frozenset[StaffCategory]) -> str:
    if len(held) == len(StaffCategory):
        return "everybody"
    return ", ".join(one.label.lower() for one in StaffCategory if one in held) or "nobody yet"
