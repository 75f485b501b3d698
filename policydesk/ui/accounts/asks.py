"""What all forms about accounts share: the desk, who is found, who may decide, and how what was done is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.undo import undo
from policydesk.queries.deciders import LINE_MANAGER, MODERATOR, Decider, who_may_decide
from policydesk.queries.pack import rule_pack
from policydesk.rules.pack import RulePack
from policydesk.terms import Post
from policydesk.terms_accounts import ApprovalKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.staff.people import people_choices

NOBODY_DECIDES = "Nobody may decide this on that day. Record who holds the post on the Staff page, or correct the day."


@dataclass(frozen=True)
class Asks:
    """Where a form stands, and the desk it asks."""

    parent: QWidget
    desk: Desk
    frame: Window

    @property
    def today(self) -> date:
        """Today."""
        return self.desk.today

    @property
    def pack(self) -> RulePack:
        """The rule pack of today."""
        return self.desk.ask(rule_pack, self.today)

    def search(self, text: str) -> Sequence[Choice]:
        """Return the people whose name matches."""
        return people_choices(self.desk, text)

    def done(self, says: str) -> None:
        """Say what was done, with its Undo."""
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))

    def form(self, title: str, parts: Sequence[Any], says: str = "", **about: Any) -> FormDialog:
        """Return a form that says what was done; `then` replaces the sentence."""
        about.setdefault("then", lambda _result: self.done(says))
        return FormDialog(self.parent, title, parts, **about)

    def deciders(
        self, kind: ApprovalKind, account_id: int | None, on: date, asked_by: int | None = None
    ) -> tuple[Decider, ...]:
        """Return who may decide on a day."""
        return self.desk.ask(who_may_decide, kind, account_id, on, asked_by)

    def approvers(self, account_id: int | None) -> list[tuple[int, str]]:
        """Return who may approve a moderator today."""
        return [
            (one.staff_id, decider_words(one))
            for one in self.deciders(ApprovalKind.CREATE_ACCOUNT, account_id, self.today)
        ]


def decider_words(one: Decider) -> str:
    """Return a name with as what they decide: "Ines Elcock, Headteacher"."""
    known = {LINE_MANAGER: "line manager", MODERATOR: "moderator"} | {post.value: post.label for post in Post}
    return f"{one.full_name}, {known.get(one.as_what, one.as_what)}"


def keep_deciders(
    asks: Asks,
    form: FormDialog,
    kind: Callable[[], ApprovalKind],
    account: Callable[[], int | None],
    asker: Callable[[], int | None],
    *,
    who: str = "decided_by_id",
    on: str = "decided_on",
) -> None:
    """Offer in the box `who` only those who may decide on the day typed in `on`, for the account and asker chosen."""
    box = form.input_of(who)
    assert isinstance(box, ChoiceBox)

    def offer() -> None:
        day = form.value_of(on) or asks.today
        found = asks.deciders(kind(), account(), day, asker())
        box.set_choices([(one.staff_id, decider_words(one)) for one in found])
        form.rows[who].say("" if found else NOBODY_DECIDES)

    for name in (on, "asked_by_id", "account_id", "kind"):
        if name in form.rows:
            form.input_of(name).changed.connect(offer)
    offer()
