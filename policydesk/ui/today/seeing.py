"""The forms that see to findings: not now, who sees to it, and what is known of one."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from policydesk.actions.findings import AssignDraft, PutOffDraft, assign, put_off
from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.finding_care import Care, care_history
from policydesk.queries.first_seen import FirstSeen, first_seen
from policydesk.queries.staff import find_staff
from policydesk.rules.findings import Finding
from policydesk.rules.sources import source_in_words
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox
from policydesk.ui.kit.labels import Heading, Hint, Words
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from policydesk.ui.kit.states import days

Say = Callable[[str], object]


def ask_put_off(parent: QWidget, desk: Desk, those: Sequence[Finding], say: Say) -> None:
    """Ask until when findings can wait, and why."""
    monday = desk.today + timedelta(days=7 - desk.today.weekday())
    FormDialog(
        parent,
        "Not now" if len(those) == 1 else f"Not now: {counted(len(those), 'thing')}",
        (
            Field("until", "Put off until the end of", lambda: DateBox(desk.today), EXAMPLE, "Enter a day."),
            Field("reason", "Why it can wait", NotesBox, required="Say why this can wait."),
        ),
        intro=f"{those[0].says} It is folded away on Today until then. Reports still say it, because it is still so.",
        verb="&Put off",
        values={"until": monday},
        save=lambda values: desk.act(put_off, PutOffDraft(_names(those), **values)),
        then=lambda _none: say(f"Put off: {_things(those)}"),
    ).open()


def ask_assign(parent: QWidget, desk: Desk, those: Sequence[Finding], say: Say) -> None:
    """Ask who sees to findings."""

    def save(values: dict[str, Any]) -> int | None:
        draft = AssignDraft(_names(those), **values)
        desk.act(assign, draft)
        return draft.staff_id

    FormDialog(
        parent,
        "Who sees to it" if len(those) == 1 else f"Who sees to {counted(len(those), 'thing')}",
        (
            Field(
                "staff_id",
                "Who (leave it empty for nobody)",
                lambda: PersonPicker(lambda text: _search(desk, text)),
            ),
        ),
        intro=those[0].says,
        verb="&Give it to them",
        save=save,
        then=lambda staff_id: say(
            f"Noted who sees to {_things(those)}"
            if staff_id
            else f"Noted that nobody in particular sees to {_things(those)}"
        ),
    ).open()


class FindingDetails(QDialog):
    """What is known of one finding: its source in words, since when it is so, and what was decided about it."""

    def __init__(self, parent: QWidget, desk: Desk, finding: Finding) -> None:
        super().__init__(parent)
        self.setObjectName("finding_details")
        self.setWindowTitle("About this")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        self._as_at = desk.as_at
        self.since = Words("Looking at earlier days…")
        self.since.setObjectName("finding_since")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(Words(finding.says))
        column.addWidget(Heading("Why"))
        column.addWidget(Words(source_in_words(finding.clause)))
        column.addWidget(Heading("Since when"))
        column.addWidget(self.since)
        column.addWidget(Heading("What was decided"))
        history = desk.ask(care_history, desk.as_at, finding.identity)
        for one in history:
            column.addWidget(Words(_decided(one)))
        if not history:
            column.addWidget(Hint("Nothing yet. It can be put off or given to somebody."))
        column.addWidget(Button("&Close", self.accept, look="primary"), 0, Qt.AlignmentFlag.AlignRight)
        desk.later(
            lambda _progress: desk.ask(first_seen, finding, self._as_at),
            says="Looking at earlier days",
            then=self._show_since,
            quiet=True,
        )

    def _show_since(self, seen: FirstSeen) -> None:
        if shiboken6.isValid(self):
            self.since.setText(since_words(seen, self._as_at))


def since_words(seen: FirstSeen, as_at: date) -> str:
    """Return since when something is so, and for how long."""
    long = days((as_at - seen.day).days)
    if seen.or_earlier:
        return f"Since {written(seen.day)} or earlier: {long} or more."
    return f"Since {written(seen.day)}: {long}." if seen.day != as_at else "Since today."


def _decided(care: Care) -> str:
    said = [f"{written(care.noted_on)}, {care.noted_by}:"]
    if care.put_off_until is not None:
        said.append(f"put off until {written(care.put_off_until)}, because: {care.reason.rstrip('.')}.")
    said.append(f"{care.assigned_to} sees to it." if care.assigned_to else "Nobody in particular sees to it.")
    return " ".join(said)


def _things(those: Sequence[Finding]) -> str:
    return counted(len(those), "thing")


def _names(those: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(one.identity for one in those)


def _search(desk: Desk, text: str) -> list[Choice]:
    return [Choice(row.id, row.full_name, row.job_title) for row in desk.ask(find_staff, desk.as_at, text)]
