"""The incidents page: two big buttons for everybody, the envelopes, and what is in them for whoever has the key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from policydesk.actions.incident_steps import note_opening
from policydesk.actions.incidents import Logged
from policydesk.queries.incident_settings import advice_given, class_discussion_asked
from policydesk.queries.incidents import EnvelopeRow, evidence_content, openings
from policydesk.queries.pack import rule_pack
from policydesk.rules.clocks import Clock
from policydesk.rules.incident_parts import Evidence
from policydesk.rules.incidents import Record
from policydesk.store.vouching import can_vouch
from policydesk.terms import Topic
from policydesk.terms_incidents import IncidentKind
from policydesk.ui.commands import command
from policydesk.ui.desk import Desk
from policydesk.ui.incidents.advice_log import AdviceLog
from policydesk.ui.incidents.columns import COLUMNS, IncidentRow, sent_mark
from policydesk.ui.incidents.copies import print_copy
from policydesk.ui.incidents.detail import NOBODY_YET, IncidentPanel, Shown
from policydesk.ui.incidents.evidence import EvidenceView
from policydesk.ui.incidents.forms import IncidentForms
from policydesk.ui.incidents.listing import Listing
from policydesk.ui.incidents.place import place_kept
from policydesk.ui.incidents.unsealing import SealedLine
from policydesk.ui.kit.buttons import ActionButton
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.windowed_model import WindowedRowsModel

NOTHING_YET = (
    "No incidents are recorded. Log friend requests even when they were declined: a nil return is evidence too."
)


class IncidentsPage(ListPage):
    """Envelopes in the order in which they came; rows are fetched as they come into view."""

    name, title = "incidents", "Incidents"
    shows = frozenset({Topic.INCIDENTS, Topic.USERS})
    model: WindowedRowsModel[IncidentRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self.desk = desk
        self._opened_id: int | None = None
        self._panel = IncidentPanel(self._on_asked)
        self._listing = Listing(desk)
        self._holds = desk.sealed.may_hold
        super().__init__(
            desk,
            frame,
            WindowedRowsModel(COLUMNS, self._listing.rows, self._order),
            one="record",
            chips=(
                Chip(IncidentKind.FRIEND_REQUEST, "Friend requests", "kind"),
                Chip(IncidentKind.CONCERN, "Concerns", "kind"),
                *((Chip("open", "Open"),) if self._holds else ()),
            ),
            empty=EmptyState(NOTHING_YET),
            detail=self._panel,
        )
        self.sealed_line = SealedLine(desk, frame.say)
        self.forms = IncidentForms(self, desk, frame.say, self._on_logged, self.sealed_line.refresh)
        self._add_big_buttons()
        self.body.insertWidget(0, self.sealed_line)
        if self._holds:
            self.offer("incidents.open", self.open_current, needs=Needs.ONE)
            self.offer("incidents.entry", lambda: self._with(self.forms.entry), needs=Needs.ONE)
            self.offer("incidents.tell", lambda: self._with(self.forms.told), needs=Needs.ONE)
            self.offer("incidents.refer", lambda: self._with(self.forms.refer), needs=Needs.ONE)
            self.offer("incidents.close", lambda: self._with(self.forms.close_or_reopen), needs=Needs.ONE)
            self.offer("incidents.release", self.release)
            self.offer("incidents.settings", self.forms.settings)
        self.offer("incidents.let_in", self.let_in)
        self.offer("incidents.advice", self.forms.advice)
        self.offer("incidents.advice_log", lambda: AdviceLog(self, desk.ask(advice_given)).open())
        desk.sealed.changed.connect(self._on_sealed)
        self.refresh()

    def load(self) -> None:
        """Ask for the ids that the filter names; the rows follow as they are looked at."""
        self.desk.sealed.begin()
        self.sealed_line.refresh()
        self.model.reload()

    def show_detail(self, subject_id: int | None) -> None:
        """Show one envelope at the right; its content only while it is the one that was opened."""
        if subject_id != self._opened_id:
            self._opened_id = None
        row = None if subject_id is None else next(iter(self._listing.envelopes((subject_id,))), None)
        with place_kept(self._panel, self._detail_area, subject_id):
            self._panel.show_incident(None if row is None else self._shown(row))

    def _shown(self, row: EnvelopeRow) -> Shown:
        sealed = self.desk.sealed
        return Shown(
            envelope=row,
            openings=self.desk.ask(openings, row.id),
            record=sealed.record(row.id) if self._opened_id == row.id else None,
            may_open=row.is_mine and sealed.may_hold,
            is_sealed=not sealed.is_open,
            now=self.desk.register.clock(),
            pack=self.desk.ask(rule_pack, self.desk.today),
            class_discussion=self.desk.ask(class_discussion_asked, self.desk.today),
            sent=sent_mark(row.readers, self._listing.leads()),
        )

    def open_record(self, subject_id: int) -> None:
        """Enter opens the envelope, where one has the key; that is recorded."""
        if self._is_closed():
            self.sealed_line.unseal()
            return
        if self.desk.sealed.record(subject_id) is None:
            self.show_detail(subject_id)
            return
        self._opened_id = subject_id
        self.desk.act(note_opening, subject_id)
        self._opened_id = subject_id
        self.show_detail(subject_id)

    def keep(self, name: str, value: str) -> None:
        """Remember which chips are pressed, never the words that were looked for: they may name somebody."""
        super().keep(name, "\n".join(("", *sorted(self.filters.pressed))) if name == "filter" else value)

    def open_current(self) -> None:
        """Open the envelope in the list."""
        current = self.view.current_id()
        if current is not None:
            self.open_record(current)

    def let_in(self) -> None:
        """Let another user into what one has the keys of, or with the recovery sheet."""
        sealed = self.desk.sealed
        ids = tuple(one.id for one in sealed.records) if sealed.is_open else ()
        cannot = sealed.is_open and not self.desk.ask(can_vouch, self.desk.register.vault)
        self.forms.let_in(ids, by_sheet=cannot or not sealed.may_hold)

    def release(self) -> None:
        """Release figures, opening the sealed parts first where they are closed: they would count nothing."""
        if self._is_closed():
            self.sealed_line.unseal()
        else:
            self.forms.release()

    def _on_asked(self, what: str, number: int) -> None:
        """Do what a button of the panel asks."""
        if what == "open":
            self.open_current()
        elif what == "unseal":
            self.sealed_line.unseal()
        elif what == "show":
            self._with(lambda record: self._show_evidence(record, number))
        elif what == "reply":
            self._with(lambda record: self.forms.reply(record, number))
        elif what == "correct":
            self._with(lambda record: self.forms.entry(record, number))
        else:
            forms = self.forms
            self._with(
                {
                    "not_refer": forms.not_referred,
                    "answer": forms.answered,
                    "discuss": forms.discussed,
                    "attach": forms.attach,
                    "born": forms.born,
                    "hold": forms.hold,
                    "print": partial(print_copy, self, self.desk, self.frame),
                }[what]
            )

    def _show_evidence(self, record: Record, part_id: int) -> None:
        part = next(one.part for one in record.parts if one.id == part_id)
        assert isinstance(part, Evidence)
        vault, user_id = self.desk.register.vault, self.desk.actor.user_id
        EvidenceView(self, part, self.desk.ask(evidence_content, vault, user_id, part_id)).open()

    def _with(self, do: object) -> None:
        """Do something with the record in the list, opening it first where it is not."""
        if self._is_closed():
            self.sealed_line.unseal()
            return
        current = self.view.current_id()
        record = None if current is None else self.desk.sealed.record(current)
        if record is None:
            self.frame.say("You cannot open this record. Choose one that you can open.")
            return
        if self._opened_id != record.id:
            self.open_record(record.id)
        assert callable(do)
        do(record)

    def _is_closed(self) -> bool:
        return self.desk.sealed.may_hold and not self.desk.sealed.is_open

    def _on_logged(self, logged: Logged, clocks: Sequence[Clock]) -> None:
        self.refresh()
        self.show_record(logged.id)
        now = self.desk.register.clock()
        opened = f" The concern {logged.concern} was opened with it." if logged.concern else ""
        (row,) = self._listing.envelopes((logged.id,))
        nobody = "" if row.readers else f" {NOBODY_YET}"
        next_step = "".join(f" {one.words(now)}." for one in clocks)
        self.frame.say(f"Saved. Reference {logged.number}.{opened}{nobody}{next_step}")

    def _on_sealed(self) -> None:
        if not self.desk.sealed.is_open:
            self._opened_id = None
            for view in self.findChildren(EvidenceView):
                view.close()
        self.refresh()  # also behind another page: nothing unsealed may stay in a list that nobody looks at

    def _add_big_buttons(self) -> None:
        """Put what everybody comes for above the toolbar."""
        holder, buttons = QWidget(), []
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for command_id, do in (
            ("incidents.friend", lambda: self.forms.friend_request()),
            ("incidents.concern", lambda: self.forms.concern()),
        ):
            action = self.offer(command_id, do, button=False)
            button = ActionButton(action, look="primary", picture=command(command_id).icon)
            button.setProperty("tall", True)
            row.addWidget(button, 1)
            buttons.append(button)
        self.add_above(holder, *buttons)

    def _order(self, by: str, descending: bool) -> Sequence[int]:
        return self._listing.ids(self.filters.pressed, self.filters.words, by, descending)
