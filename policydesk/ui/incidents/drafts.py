"""Forms that were begun and not saved: kept sealed while somebody types, and offered when the form is opened again."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer

from policydesk.counts import counted
from policydesk.errors import StoreTrouble
from policydesk.rules.clocks import moment_words
from policydesk.store.drafts import Drafts
from policydesk.ui.desk import Desk
from policydesk.ui.incidents.boxes import EvidenceBox
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.messages import Message

KEEP_AFTER_MS = 1500
"""How long after a key the form is kept."""

GO_ON, DISCARD = 0, 1


@dataclass(frozen=True)
class Draft:
    """A form that was begun: which, when something was last typed, and what stands in its boxes."""

    mark: str
    title: str
    at: datetime
    boxes: dict[str, dict[str, Any]] = field(repr=False)
    had_files: bool = False

    @property
    def begun(self) -> str:
        """Which form and when: "“Report a concern” on 26 November 2026, 13:40"."""
        return f"“{self.title}” on {moment_words(self.at)}"


def waiting(desk: Desk) -> tuple[Draft, ...]:
    """Return what whoever is signed in has begun and not saved, as far as their key is at hand; the newest last."""
    found = []
    for kept in Drafts(desk.register).read_all():
        body = json.loads(kept.content)
        at = datetime.fromisoformat(body["at"])
        found.append(Draft(kept.mark, body["title"], at, body["boxes"], body["had_files"]))
    return tuple(sorted(found, key=lambda one: one.at))


def waiting_in_words(desk: Desk) -> str:
    """Say what waits to be gone on with; "" where nothing does."""
    drafts = Drafts(desk.register)
    count = drafts.count()
    if not count:
        return ""
    found = waiting(desk)
    if not found:
        return f"{counted(count, 'form')} that you had begun {'is' if count == 1 else 'are'} kept sealed."
    listed = "; ".join(one.begun for one in found)
    return f"You had begun, and it is kept sealed: {listed}. Open the form again to go on."


class DraftKeeper(QObject):
    """Keeps one form while somebody types in it, until it is saved or discarded; `told` hears of each change."""

    def __init__(self, desk: Desk, form: FormDialog, told: Callable[[], object], mark: str = "") -> None:
        super().__init__(form)
        self._desk, self._form, self._told = desk, form, told
        self._drafts = Drafts(desk.register)
        self._mark = mark
        self._is_away = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for row in form.rows.values():
            row.input.changed.connect(self._timer.start)
        form.finished.connect(self._on_finished)
        desk.leaving.connect(self.keep)
        desk.sealed.changed.connect(self._on_sealed)

    def keep(self) -> None:
        """Keep what stands in the form now, where something was typed."""
        self._timer.stop()
        if not self._form.is_typed:
            return
        self._mark = self._mark or self._drafts.new_mark()
        inputs = (row.input for row in self._form.rows.values())
        body = {
            "title": self._form.title,
            "at": self._desk.register.clock().isoformat(timespec="seconds"),
            "boxes": self._form.typed(),
            "had_files": any(isinstance(one, EvidenceBox) and not one.is_empty() for one in inputs),
        }
        with contextlib.suppress(StoreTrouble):
            self._drafts.keep(self._mark, json.dumps(body, ensure_ascii=False).encode())

    def drop(self) -> None:
        """Forget the draft, where one was kept."""
        self._timer.stop()
        if self._mark:
            with contextlib.suppress(StoreTrouble):
                self._drafts.drop(self._mark)
            self._mark = ""
            self._told()

    def put_away(self) -> None:
        """Keep the form and take it off the screen."""
        self.keep()
        self._is_away = True
        self._form.put_away()
        self._told()

    def _on_finished(self) -> None:
        if not self._is_away:
            self.drop()

    def _on_sealed(self) -> None:
        """Nobody was there for a while: what was typed of a sealed record is not left on the screen."""
        if self._desk.sealed.may_hold and not self._desk.sealed.is_open:
            self.put_away()


def begin(desk: Desk, form: FormDialog, told: Callable[[], object]) -> None:
    """Open a form, kept while somebody types; where it was begun before, ask first whether to go on with that."""
    draft = next((one for one in reversed(waiting(desk)) if one.title == form.title), None)
    keeper = DraftKeeper(desk, form, told, draft.mark if draft is not None else "")
    if draft is None:
        form.open()
        return

    def answered(number: int) -> None:
        if number == GO_ON:
            form.put_back(draft.boxes)
            form.open()
        elif number == DISCARD:
            keeper.drop()
            form.open()
        else:
            form.deleteLater()

    files = " Files were attached; attach them again." if draft.had_files else ""
    Message(
        form.parentWidget(),
        "You had begun this form",
        f"“{form.title}” was last typed in on {moment_words(draft.at)}, and not saved.{files}",
        (("&Go on with it", "primary"), ("&Discard it", "danger")),
    ).open_and_then(answered)
