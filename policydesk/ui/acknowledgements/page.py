"""The acknowledgements page: staff down, policies across, each cell a state in shape, colour and words."""

from collections.abc import Sequence
from typing import Any

from policydesk.actions.acknowledgements import (
    AcknowledgementDraft,
    ExemptionDraft,
    RefusalDraft,
    exempt,
    record_all,
    record_refusal,
    void_acknowledgement,
)
from policydesk.actions.documents import FileDraft
from policydesk.actions.undo import undo
from policydesk.counts import counted
from policydesk.queries.acknowledgements import Cell, MatrixRow, VersionHead, current_versions, matrix_rows
from policydesk.queries.staff import StaffFilter, find_staff, staff_ids
from policydesk.terms import AckState, StaffCategory, Topic
from policydesk.ui.acknowledgements import fields
from policydesk.ui.acknowledgements.columns import columns
from policydesk.ui.acknowledgements.meeting import MeetingDialog
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.matrix_view import MatrixView
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.kit.windowed_model import WindowedRowsModel

CHIPS = (
    Chip("not_signed", "Not signed"),
    Chip("new_starters", "New starters"),
    Chip(StaffCategory.TEACHING, StaffCategory.TEACHING.label, "category"),
    Chip(StaffCategory.SUPPORT, StaffCategory.SUPPORT.label, "category"),
    Chip(StaffCategory.GOVERNOR, "Governors", "category"),
)


class AcknowledgementsPage(ListPage):
    """The matrix, and everything that is recorded from it."""

    name, title = "acknowledgements", "Acknowledgements"
    shows = frozenset({Topic.ACKNOWLEDGEMENTS, Topic.STAFF, Topic.POLICIES, Topic.SCHOOL})
    model: WindowedRowsModel[MatrixRow]
    view: MatrixView

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._heads: tuple[VersionHead, ...] = ()
        model: WindowedRowsModel[MatrixRow] = WindowedRowsModel(
            (), self._fetch, self._order, id_of=lambda row: row.staff_id, row_header=lambda row: row.full_name
        )
        self.desk = desk
        super().__init__(
            desk,
            frame,
            model,
            one="person",
            many="people",
            chips=CHIPS,
            empty=EmptyState(
                "Nobody has been asked to acknowledge anything yet. Add staff and publish a policy first.",
                "Go to policies",
                lambda: self.frame.go_to("policies"),
            ),
            view=lambda model: MatrixView(
                "Acknowledgements",
                model,
                corner="Staff member",
                one="person",
                many="people",
                preferences=frame.preferences,
            ),
        )
        self.offer("acknowledgements.record", self.record, primary=True)
        self.offer("acknowledgements.meeting", self.meeting)
        self.offer("acknowledgements.refuse", self.refuse, needs=Needs.ONE)
        self.offer("acknowledgements.exempt", self.exempt, needs=Needs.ONE)
        self.offer("acknowledgements.void", self.void, needs=Needs.ONE)
        self.view.spaced.connect(lambda _id, _column: self.record())
        self.refresh()

    def load(self) -> None:
        """Ask for the versions in force and the people the filter names."""
        heads = self.desk.ask(current_versions, self.desk.as_at)
        if heads != self._heads:
            same = [head.version_id for head in heads] == [head.version_id for head in self._heads]
            self._heads = heads
            self.model.set_columns(columns(heads, self.desk.as_at))
            if not same:
                self.view.size_columns()
        self.model.reload()

    def refresh(self) -> None:
        """Ask again; without a version in force there is nothing to show."""
        super().refresh()
        if not self._heads:
            self._stack.setCurrentWidget(self.empty)
            self.set_count("")

    def show_record(self, subject_id: int) -> None:
        """Bring one version into view: its column, with those who have not acknowledged it."""
        numbers = [number for number, head in enumerate(self._heads) if head.version_id == subject_id]
        if not numbers:
            return
        if "not_signed" not in self.filters.pressed:
            self.filters.press("not_signed")
        self.view.choose_cell(0, numbers[0])
        self.view.setFocus()

    def open_record(self, subject_id: int) -> None:
        """Open the person of a row."""
        self.frame.go_to("staff", subject_id)

    def record(self) -> None:
        """Record acknowledgements for the selected cells, or for somebody picked by name."""
        chosen = self._chosen()
        wanted = {version: people for version, people in chosen.items() if people}
        count = sum(len(people) for people in wanted.values())
        asks: tuple[Field, ...] = ()
        if not count:
            asks = (fields.person_field(self._search), fields.version_field(self._heads))
        FormDialog(
            self,
            "Record acknowledgements" if count != 1 else "Record an acknowledgement",
            (*asks, *fields.record_fields(self.desk.today)),
            intro=self._says(wanted),
            verb=f"&Record {counted(count, 'acknowledgement')}" if count else "&Record acknowledgement",
            values={"signed_on": self.desk.today},
            save=lambda values: self._record(values, wanted),
            then=self._on_recorded,
            again="" if count else "Record and &next",
        ).open()

    def meeting(self) -> None:
        """Tick off who signed at a meeting, in the order of the printed sheet."""
        if not self._heads:
            self.frame.say("Publish a policy first.")
            return
        current = self.view.currentIndex().column()
        first = self._heads[max(0, min(current, len(self._heads) - 1))]
        MeetingDialog(self, self.desk, self._heads, first, self._record, self._on_recorded).open()

    def refuse(self) -> None:
        """Record that somebody declined, with the reason."""
        person, head, _cell = self._current()
        if person is None or head is None:
            return
        FormDialog(
            self,
            f"{person.full_name} declines {head.title}",
            fields.refusal_fields(self.desk.today),
            verb="&Record the refusal",
            values={"on": self.desk.today},
            save=lambda values: self.desk.act(record_refusal, RefusalDraft(person.staff_id, head.version_id, **values)),
            then=lambda _id: self._say_done(f"Recorded that {person.full_name} declined {head.title}"),
        ).open()

    def exempt(self) -> None:
        """Leave somebody out of one policy for a while."""
        person, head, _cell = self._current()
        if person is None or head is None:
            return
        FormDialog(
            self,
            f"Exempt {person.full_name} from {head.title}",
            fields.exemption_fields(self.desk.today),
            verb="E&xempt",
            values={"from_on": self.desk.today},
            save=lambda values: self.desk.act(exempt, ExemptionDraft(person.staff_id, head.policy_id, **values)),
            then=lambda _id: self._say_done(f"{person.full_name} is exempt from {head.title}"),
        ).open()

    def void(self) -> None:
        """Withdraw an acknowledgement that was recorded by mistake; it stays in the register, struck out."""
        person, head, cell = self._current()
        if person is None or head is None or cell is None or cell.acknowledgement_id is None:
            self.frame.say("There is no acknowledgement in this cell. Select one that is acknowledged or declined.")
            return
        ack_id = cell.acknowledgement_id
        FormDialog(
            self,
            f"Withdraw what {person.full_name} signed",
            (Field("reason", "Why it does not count", NotesBox, required="Enter why it does not count."),),
            intro=f"{head.title}, version {head.label}. The record is kept with your reason; nothing is deleted.",
            verb="&Withdraw it",
            danger=True,
            save=lambda values: self.desk.act(void_acknowledgement, ack_id, values["reason"]),
            then=lambda _done: self._say_done(f"Withdrew the acknowledgement of {person.full_name}"),
        ).open()

    def _record(self, values: dict[str, Any], wanted: dict[int, tuple[int, ...]]) -> int:
        evidence = fields.read_evidence(values)
        people = wanted or {values["version_id"]: (values["staff_id"],)}
        drafts = [
            AcknowledgementDraft(
                staff_ids=staff_ids,
                version_id=version_id,
                signed_on=values["signed_on"],
                method=values["method"],
                understanding=values.get("understanding", ""),
                evidence=FileDraft(*evidence) if evidence else None,
            )
            for version_id, staff_ids in people.items()
        ]
        return self.desk.act(record_all, drafts)

    def _on_recorded(self, count: int) -> None:
        self._say_done(f"Recorded {counted(count, 'acknowledgement')}")

    def _say_done(self, says: str) -> None:
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))

    def _chosen(self) -> dict[int, tuple[int, ...]]:
        """Return the selected people by version: those who can still acknowledge it."""
        found: dict[int, list[int]] = {}
        for staff_id, column in self.view.selected_cells():
            row = self.model.row_at(self.model.number_of(staff_id))
            if row is None or column >= len(self._heads):
                continue
            if row.cells[column].state.wants_signature or row.cells[column].state is AckState.DECLINED:
                found.setdefault(self._heads[column].version_id, []).append(staff_id)
        return {version: tuple(people) for version, people in found.items()}

    def _says(self, wanted: dict[int, tuple[int, ...]]) -> str:
        titles = {head.version_id: f"{head.title}, version {head.label}" for head in self._heads}
        return "\n".join(f"{titles[version]}: {self._names(people)}." for version, people in wanted.items())

    def _names(self, people: tuple[int, ...]) -> str:
        rows = [self.model.row_at(self.model.number_of(one)) for one in people[:4]]
        names = ", ".join(row.full_name for row in rows if row is not None)
        return names if len(people) <= 4 else f"{names} and {counted(len(people) - 4, 'other person', 'other people')}"

    def _current(self) -> tuple[MatrixRow | None, VersionHead | None, Cell | None]:
        index = self.view.currentIndex()
        row = self.model.row_at(index.row())
        if row is None or not 0 <= index.column() < len(self._heads):
            return None, None, None
        return row, self._heads[index.column()], row.cells[index.column()]

    def _fetch(self, ids: tuple[int, ...]) -> Sequence[MatrixRow]:
        return self.desk.ask(matrix_rows, self.desk.as_at, ids, self._heads)

    def _order(self, _by: str, descending: bool) -> Sequence[int]:
        pressed = self.filters.pressed
        asked = StaffFilter(
            text=self.filters.words,
            categories=tuple(one for one in StaffCategory if one in pressed),
            not_signed="not_signed" in pressed,
            new_starters="new_starters" in pressed,
        )
        return self.desk.ask(staff_ids, self.desk.as_at, asked, "name", descending)

    def _search(self, text: str) -> Sequence[Choice]:
        rows = self.desk.ask(find_staff, self.desk.as_at, text)
        return [
            Choice(row.id, row.full_name, row.job_title or ", ".join(one.label for one in row.categories))
            for row in rows
        ]
