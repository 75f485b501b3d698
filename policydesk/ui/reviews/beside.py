"""What is done beside the agenda: logging discussions, keeping editions of guidance, asking for declarations."""

from typing import TYPE_CHECKING, Any

from policydesk.actions.consultation import (
    add_edition,
    ask_declarations,
    change_edition,
    record_answers,
    record_discussion,
)
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.consultation import DeclarationRow, EditionRow
from policydesk.queries.pack import rule_pack
from policydesk.queries.policies import list_policies
from policydesk.terms import PolicyType
from policydesk.ui.kit import messages
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.reviews import drafts, fields

if TYPE_CHECKING:
    from policydesk.ui.reviews.page import ReviewsPage
    from policydesk.ui.reviews.part import ListPart


class Beside:
    """The forms of the other parts; `policy_wanted` is the policy that a finding is about."""

    def __init__(self, page: "ReviewsPage") -> None:
        self._page, self._desk = page, page.desk
        self.policy_wanted: int | None = None

    def discuss(self) -> None:
        """Log a discussion; the social media policy is chosen unless a finding names another one."""
        rows = [row for row in self._desk.ask(list_policies, self._desk.as_at) if not row.withdrawn]
        if not rows:
            self._page.frame.say("There is no policy to discuss yet. Add it under Policies first.")
            return
        social = next((row.id for row in rows if row.policy_type is PolicyType.SOCIAL_MEDIA), None)
        FormDialog(
            self._page,
            "Log a discussion",
            fields.discussion_fields(self._desk.today, [(row.id, row.title) for row in rows]),
            verb="&Log the discussion",
            values={"policy_id": self.policy_wanted or social, "held_on": self._desk.today},
            save=lambda values: self._desk.act(record_discussion, drafts.engagement_draft(values)),
            then=lambda entry_id: self._show_new(self._page.discussions, entry_id, "Logged the discussion"),
        ).open()

    def add_newer(self) -> None:
        """Add the edition that the rule pack knows to follow the current one; who reads what is taken from that."""
        row = self._page.guidance.row()
        if not isinstance(row, EditionRow):
            return
        edition, begins = self._desk.ask(rule_pack, self._desk.today).newest_edition(row.name) or ("", None)
        kept = {one.edition for one in self._page.guidance.model.rows if one.name == row.name}
        if edition in kept:
            self._page.frame.say(f"{row.name} {edition} is the newest edition that the rule pack knows. It is here.")
            return
        self.add_edition(drafts.edition_values(row) | {"edition": edition, "in_force_from": begins})

    def add_edition(self, values: dict[str, Any] | None = None) -> None:
        """Add an edition of guidance; `values` are the first answers."""
        FormDialog(
            self._page,
            "Add an edition of guidance",
            fields.edition_fields(self._desk.today, self._policies()),
            verb="&Add edition",
            values=values or drafts.edition_values(None),
            save=lambda values: self._desk.act(add_edition, drafts.edition_draft(values)),
            then=lambda edition_id: self._show_new(self._page.guidance, edition_id, "Added the edition"),
        ).open()

    def change_edition(self) -> None:
        """Change the current edition."""
        row = self._page.guidance.row()
        if not isinstance(row, EditionRow):
            return
        FormDialog(
            self._page,
            f"Change {row.name} {row.edition}",
            fields.edition_fields(self._desk.today, self._policies()),
            verb="&Save",
            values=drafts.edition_values(row),
            save=lambda values: self._desk.act(change_edition, row.id, drafts.edition_draft(values)),
            then=lambda _done: self._page.say_done("Saved the edition"),
        ).open()

    def ask(self) -> None:
        """Ask the people selected, else everybody whose last answer is too old, after saying how many."""
        chosen = self._page.declarations.selected_ids()
        rows = [row for row in self._page.declarations.model.rows if isinstance(row, DeclarationRow)]
        wanted = [row for row in rows if row.asks_again and (row.id in chosen if len(chosen) > 1 else row.is_old)]
        if not wanted:
            self._page.frame.say(
                "Everybody has answered or been asked already."
                if rows
                else "Nobody is in post, so there is nobody to ask."
            )
            return
        who = counted(len(wanted), "person", "people")
        messages.ask(
            self._page,
            f"Ask {who} to confirm their connections?",
            "The register notes that they are asked today. Print the sheet or the forms under Reports, or make e-mails "
            "with Reminders: nothing is sent by itself.",
            f"&Ask {who}",
            lambda: self._do_ask([row.id for row in wanted]),
        )

    def answer(self) -> None:
        """Record what the people selected answered."""
        chosen = self._page.declarations.selected_ids()
        if not chosen:
            return
        names = [row.full_name for row in self._page.declarations.model.rows if row.id in chosen]
        who = names[0] if len(names) == 1 else counted(len(names), "person", "people")
        FormDialog(
            self._page,
            f"What {who} answered",
            fields.answer_fields(self._desk.today),
            verb="&Record the answer" if len(chosen) == 1 else "&Record the answers",
            values={"answered_on": self._desk.today},
            save=lambda values: self._save_answer(chosen, values),
            then=lambda is_nil: self._on_answered(chosen, is_nil=is_nil),
        ).open()

    def _show_new(self, part: "ListPart", row_id: int, says: str) -> None:
        part.view.select_id(row_id)
        self._page.say_done(says)

    def _save_answer(self, chosen: tuple[int, ...], values: dict[str, Any]) -> bool:
        self._desk.act(record_answers, drafts.answer_draft(chosen, values))
        return bool(values["is_nil"])

    def _on_answered(self, chosen: tuple[int, ...], *, is_nil: bool) -> None:
        """Say what was recorded; one person's declaration is entered where their relationships are kept."""
        if not is_nil and len(chosen) == 1:
            self._page.frame.go_to("staff", chosen[0])
            self._page.say_done("Recorded the answer. Enter what was declared with this person")
        else:
            self._page.say_done(f"Recorded {counted(len(chosen), 'answer')}")

    def _do_ask(self, staff_ids: list[int]) -> None:
        try:
            count = self._desk.act(ask_declarations, staff_ids)
        except Refusal as refusal:
            messages.tell(self._page, "Nobody was asked", refusal.says)
            return
        self._page.say_done(f"Noted that {counted(count, 'person is', 'people are')} asked")

    def _policies(self) -> list[tuple[int, str]]:
        return [(row.id, row.title) for row in self._desk.ask(list_policies, self._desk.as_at) if not row.withdrawn]
