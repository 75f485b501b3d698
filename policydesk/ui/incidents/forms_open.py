"""How the forms about incidents are opened, and what each of them needs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.incidents import Logged
from policydesk.rules.clocks import Clock
from policydesk.rules.wall_clock import ZONE
from policydesk.ui.desk import Desk
from policydesk.ui.incidents import drafts
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.staff.page import people_choices

Say = Callable[[str], object]


class Forms:
    """Opens forms on a page; `said(words)` is told what was done, `logged` what was recorded.

    `begun` is told when a half-typed form was put away or taken up again.
    """

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        said: Say,
        logged: Callable[[Logged, Sequence[Clock]], object],
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self._page, self._desk, self._said, self._logged, self._begun = page, desk, said, logged, begun

    def _open(
        self,
        title: str,
        parts: Any,
        verb: str,
        save: Callable[[dict[str, Any]], Any],
        said: str,
        values: dict[str, Any] | None = None,
        intro: str = "",
    ) -> FormDialog:
        """Open a form; once it is saved `said` is said, or where that is empty what `save` returned."""
        form = FormDialog(
            self._page,
            title,
            parts,
            verb=verb,
            values=values,
            intro=intro,
            save=save,
            then=lambda done: self._said(said or done),
        )
        self._begin(form)
        return form

    def _begin(self, form: FormDialog) -> None:
        drafts.begin(self._desk, form, self._begun)

    def _search(self, text: str) -> Any:
        return people_choices(self._desk, text)

    def _now(self) -> datetime:
        now: datetime = self._desk.register.clock()
        return now.astimezone(ZONE).replace(second=0, microsecond=0)
