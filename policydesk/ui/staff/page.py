"""The staff page: everybody whom the policies bind, and what can be done about them."""

from collections.abc import Callable, Sequence

from policydesk.actions.undo import undo
from policydesk.queries.calendar import AbsenceRow, TrainingRow, absences, trainings
from policydesk.queries.incident_settings import RelationshipRow, relationships
from policydesk.queries.staff import StaffFilter, StaffRow, staff_ids, staff_rows
from policydesk.queries.staff_detail import AppointmentRow, ExemptionRow, RoleRow, StaffDetail, staff_detail
from policydesk.terms import StaffCategory, StaffStatus, Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.windowed_model import WindowedRowsModel
from policydesk.ui.staff.absences import ask_absence, ask_training, take_away
from policydesk.ui.staff.columns import COLUMNS
from policydesk.ui.staff.detail import StaffPanel
from policydesk.ui.staff.leaving import ask_leaving, ask_reminder
from policydesk.ui.staff.people import ask_change, ask_new_person, people_choices
from policydesk.ui.staff.posts import ask_exemption_end, ask_post, ask_post_end
from policydesk.ui.staff.relationships import ask_end, ask_relationship, ask_which_ends
from policydesk.ui.staff.roles import ask_category, ask_role, ask_role_change
from policydesk.ui.staff.signing import ask_what_was_signed

__all__ = ["StaffPage", "people_choices"]

CHIPS = (
    Chip("not_signed", "Not signed"),
    Chip("new_starters", "New starters"),
    Chip(StaffCategory.TEACHING, StaffCategory.TEACHING.label, "category"),
    Chip(StaffCategory.SUPPORT, StaffCategory.SUPPORT.label, "category"),
    Chip(StaffCategory.GOVERNOR, "Governors", "category"),
    Chip(StaffStatus.LEAVING, "Leaving", "status"),
    Chip(StaffStatus.LEFT, "Left", "status"),
    Chip(StaffStatus.NOT_STARTED, "Not started yet", "status"),
)


class StaffPage(ListPage):
    """Everybody in post unless a chip says otherwise; rows are fetched as they come into view."""

    name, title = "staff", "Staff"
    shows = frozenset({Topic.STAFF, Topic.APPOINTMENTS, Topic.ACKNOWLEDGEMENTS, Topic.POLICIES})
    model: WindowedRowsModel[StaffRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self.desk = desk
        self._person: StaffDetail | None = None
        self._panel = StaffPanel(
            self.change_role,
            self.add_role,
            self.end_post,
            self.end_exemption,
            {"change": self.change_absence, "cancel": self.cancel_absence},
            {"absence": self.absence, "training": self.training, "remind": self.remind, "declare": self.declare},
            self.end_relationship,
            only_looks=desk.only_looks,
        )
        super().__init__(
            desk,
            frame,
            WindowedRowsModel(COLUMNS, self._fetch, self._order, row_header=None),
            one="person",
            many="people",
            chips=CHIPS,
            empty=EmptyState(
                "No staff yet. Bring in a list from Excel or your MIS, or add one person.",
                "" if desk.only_looks else "Import staff",
                lambda: self.import_staff(),
            ),
            detail=self._panel,
        )
        self.offer("staff.add", self.add, primary=True)
        self.offer("staff.edit", self.edit, needs=Needs.ONE)
        self.offer("staff.sign", self.sign, needs=Needs.ONE)
        self.offer("staff.import", self.import_staff)
        self.offer("staff.leave", self.leave, needs=Needs.ONE)
        self.offer("staff.category", self.change_category, needs=Needs.SOME)
        self.offer("staff.appoint", self.appoint)
        self.offer("staff.absence", self.absence, needs=Needs.ONE)
        self.offer("staff.training", self.training, needs=Needs.ONE)
        self.offer("staff.declare", self.declare, needs=Needs.ONE)
        self.offer("staff.undeclare", self.undeclare, needs=Needs.ONE)
        self.offer_menu("staff.more", apart=("staff.absence", "staff.declare"))
        self.refresh()

    def load(self) -> None:
        """Ask for the ids that the filter names; the rows follow as they are looked at."""
        self.model.reload()

    def show_detail(self, subject_id: int | None) -> None:
        """Show one person at the right."""
        self._person = None if subject_id is None else self.desk.ask(staff_detail, self.desk.as_at, subject_id)
        away: tuple[AbsenceRow, ...] = ()
        trained: tuple[TrainingRow, ...] = ()
        declared: tuple[RelationshipRow, ...] = ()
        if subject_id is not None:
            away = self.desk.ask(absences, self.desk.as_at, None, subject_id)
            trained = self.desk.ask(trainings, subject_id)
            declared = self.desk.ask(relationships, subject_id)
        self._panel.show_person(self._person, away, trained, declared)

    def show_record(self, subject_id: int) -> None:
        """Bring somebody into view, also where they have left."""
        if self.model.number_of(subject_id) < 0:
            row = next(iter(self.desk.ask(staff_rows, self.desk.as_at, (subject_id,))), None)
            if row is not None and row.status in {StaffStatus.LEFT, StaffStatus.NOT_STARTED}:
                self.filters.press(row.status)
                self.refresh()
        super().show_record(subject_id)

    def open_record(self, subject_id: int) -> None:
        """Enter opens the person's form."""
        self.edit()

    def add(self) -> None:
        """Add somebody."""
        ask_new_person(self, self.desk, self._on_added)

    def edit(self) -> None:
        """Change somebody's details."""
        if self._person is not None:
            ask_change(self, self.desk, self._person, self._say)

    def sign(self) -> None:
        """Record what the person in view has signed."""
        if self._person is None or not ask_what_was_signed(self, self.desk, self._person, self._say):
            self.frame.say("Nothing is left for this person to acknowledge.")

    def import_staff(self) -> None:
        """Bring in a staff list from a file."""
        from policydesk.ui.staff.import_wizard import ImportWizard

        ImportWizard(self, self.desk, self._on_imported).open()

    def leave(self) -> None:
        """Say when somebody leaves; what ends with it is shown beforehand."""
        if self._person is not None:
            ask_leaving(self, self.desk, self._person, self._say)

    def remind(self) -> None:
        """Note when a leaver was reminded of pupils."""
        if self._person is not None:
            ask_reminder(self, self.desk, self._person, self._say)

    def absence(self) -> None:
        """Record that the person in view is away."""
        if self._person is not None:
            ask_absence(self, self.desk, ((self._person.row.id, self._person.row.full_name),), self._say)

    def change_absence(self, absence: AbsenceRow) -> None:
        """Change an absence."""
        ask_absence(self, self.desk, ((absence.staff_id, absence.full_name),), self._say, before=absence)

    def cancel_absence(self, absence: AbsenceRow) -> None:
        """Take an absence away that does not happen."""
        take_away(self.desk, absence, self._say)

    def declare(self) -> None:
        """Keep a relationship that the person in view declares."""
        if self._person is not None:
            ask_relationship(self, self.desk, (self._person.row.id, self._person.row.full_name), self._say)

    def undeclare(self) -> None:
        """Say until when a relationship of the person in view holds, where one does: which one is asked."""
        held = () if self._person is None else self.desk.ask(relationships, self._person.row.id, self.desk.today)
        if len(held) == 1:
            self.end_relationship(held[0])
        elif held:
            ask_which_ends(self, self.desk, held, self._say)
        else:
            self.frame.say("No connection of this person is kept.")

    def end_relationship(self, row: RelationshipRow) -> None:
        """Say until when a declared relationship holds."""
        ask_end(self, self.desk, row, self._say)

    def training(self) -> None:
        """Record a training that the person in view had."""
        if self._person is not None:
            ask_training(self, self.desk, ((self._person.row.id, self._person.row.full_name),), self._say)

    def change_category(self) -> None:
        """Move the selected people to another category."""
        ask_category(self, self.desk, self.selected_ids(), self._say)

    def appoint(self) -> None:
        """Appoint the selected person, or somebody picked by name, to a post."""
        person = self._person if len(self.selected_ids()) == 1 else None
        ask_post(self, self.desk, person, self.about, self._on_appointed)

    def add_role(self) -> None:
        """Give the person in view one more role."""
        if self._person is not None:
            ask_role(self, self.desk, self._person, self._say)

    def change_role(self, role: RoleRow) -> None:
        """Change one role of the person in view."""
        ask_role_change(self, self.desk, role, self._say)

    def end_post(self, post: AppointmentRow) -> None:
        """End an appointment of the person in view."""
        ask_post_end(self, self.desk, post, self._say)

    def end_exemption(self, exemption: ExemptionRow) -> None:
        """Say until when the person in view is exempt from a policy; they are asked again from the day after."""
        name = self._person.row.full_name if self._person else ""
        ask_exemption_end(self, self.desk, name, exemption, self._say)

    def _on_added(self, staff_id: int) -> None:
        self.show_record(staff_id)
        self._say(f"Added {self._person.row.full_name if self._person else 'a staff member'}")

    def _on_appointed(self, staff_id: int) -> None:
        self.show_record(staff_id)
        self._say(f"Appointed {self._person.row.full_name if self._person else 'them'}")

    def _on_imported(self, says: str, back: Callable[[], object] | None) -> None:
        self.frame.say(says, back)

    def _say(self, says: str) -> None:
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))

    def _filter(self) -> StaffFilter:
        pressed = self.filters.pressed
        status = next((str(one) for one in StaffStatus if one in pressed), "here")
        return StaffFilter(
            text=self.filters.words,
            categories=tuple(one for one in StaffCategory if one in pressed),
            status=status,
            not_signed="not_signed" in pressed,
            new_starters="new_starters" in pressed,
        )

    def _fetch(self, ids: tuple[int, ...]) -> Sequence[StaffRow]:
        return self.desk.ask(staff_rows, self.desk.as_at, ids)

    def _order(self, by: str, descending: bool) -> Sequence[int]:
        return self.desk.ask(staff_ids, self.desk.as_at, self._filter(), by or "name", descending)
