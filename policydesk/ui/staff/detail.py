"""One person's details at the right of the list: roles, posts, what they were asked to acknowledge, what happened."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.calendar import AbsenceRow, TrainingRow
from policydesk.queries.incident_settings import RelationshipRow
from policydesk.queries.staff_detail import AppointmentRow, ExemptionRow, RoleRow, StaffDetail
from policydesk.store.register import ZONE
from policydesk.terms import StaffStatus
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cover_words import stretch
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, Title, Words, set_property
from policydesk.ui.kit.states import ack_mark

HISTORY_SHOWN = 12


class StaffPanel(QWidget):
    """Shows one person; `on_role`, `on_post`, `on_exemption` and `on_absence` hear what is to be changed.

    `asks` are the forms for an absence, a training, a declared relationship and the reminder of a leaver.
    """

    def __init__(
        self,
        on_role: Callable[[RoleRow], object],
        on_new_role: Callable[[], object],
        on_post: Callable[[AppointmentRow], object],
        on_exemption: Callable[[ExemptionRow], object],
        on_absence: Mapping[str, Callable[[AbsenceRow], object]],
        asks: Mapping[str, Callable[[], object]],
        on_declared: Callable[[RelationshipRow], object],
        *,
        only_looks: bool = False,
    ) -> None:
        super().__init__()
        self._only_looks = only_looks
        self._on_role, self._on_new_role = on_role, on_new_role
        self._on_post, self._on_exemption = on_post, on_exemption
        self._on_absence, self._asks, self._on_declared = on_absence, asks, on_declared
        self._declared: Sequence[RelationshipRow] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_person(
        self,
        person: StaffDetail | None,
        away: Sequence[AbsenceRow] = (),
        trained: Sequence[TrainingRow] = (),
        declared: Sequence[RelationshipRow] = (),
    ) -> None:
        """Show somebody, or nothing."""
        empty(self._column)
        if person is None:
            self._column.addWidget(Hint("Select somebody in the list."))
            return
        self._declared = declared
        self._show(person, away, trained)
        self._column.addStretch(1)

    def _show(self, person: StaffDetail, away: Sequence[AbsenceRow], trained: Sequence[TrainingRow]) -> None:
        row = person.row
        title = Title(row.full_name)
        title.setWordWrap(True)
        self._column.addWidget(title)
        about = [row.known_as and f"Known as {row.known_as}", row.email, row.reference and f"Reference {row.reference}"]
        about += [person.line_manager and f"Line manager: {person.line_manager}"]
        if person.privacy_checked_on is not None:
            about += [f"Privacy settings checked on {written(person.privacy_checked_on)}"]
        self._lines(text for text in about if text)
        self._show_asked(person)
        self._show_roles(person)
        self._show_reminder(person)
        self._show_away(away)
        self._show_trained(trained)
        self._show_declared()
        if person.notes:
            self._heading("Notes")
            self._column.addWidget(Words(person.notes))
        self._heading("What happened")
        self._lines(
            f"{written(one.at.astimezone(ZONE).date())}: {one.words} ({one.actor})"
            for one in person.history[:HISTORY_SHOWN]
        )

    def _show_asked(self, person: StaffDetail) -> None:
        self._heading("Acknowledgements")
        for pair in person.asked:
            mark = ack_mark(pair.state, pair.due_on, pair.signed_on, person.row.started_on or pair.due_on)
            if pair.days_overdue:
                mark = mark.with_detail(f"since {written(pair.due_on)}")
            label = PlainLabel(f"{mark.says}: {pair.title}, version {pair.label}", wrap=True)
            set_property(label, "words", mark.tone.value)
            self._column.addWidget(label)
        if not person.asked:
            self._column.addWidget(Hint("Not asked to acknowledge anything now."))
        for exemption in person.exemptions:
            words = (
                f"Exempt from {exemption.title}, {_spell(exemption.from_on, exemption.until_on)}: {exemption.reason}"
            )
            self._changeable(words, partial(self._on_exemption, exemption), f"end_exemption_{exemption.id}")

    def _show_roles(self, person: StaffDetail) -> None:
        self._heading("Roles")
        for role in person.roles:
            self._changeable(_role_words(role), partial(self._on_role, role), f"change_role_{role.id}")
        if not self._only_looks:
            self._column.addWidget(Button("Add another role…", self._on_new_role, look="link", name="add_role"))
        if person.appointments:
            self._heading("Posts")
            for post in person.appointments:
                words = f"{post.post.label}, {_spell(post.from_on, post.until_on)}"
                self._changeable(words, partial(self._on_post, post), f"end_post_{post.id}")

    def _show_reminder(self, person: StaffDetail) -> None:
        """Say of a leaver when they were reminded of pupils, or that it is still to be done (R47)."""
        last = person.row.ended_on
        if last is None or person.row.status not in {StaffStatus.LEAVING, StaffStatus.LEFT}:
            return
        reminded = [one.no_contact_reminded_on for one in person.roles if one.no_contact_reminded_on is not None]
        self._heading("Leaving")
        if reminded:
            self._lines((f"Reminded of no contact with pupils on {written(max(reminded))}",))
        else:
            self._changeable(
                "Not reminded of no contact with pupils yet", self._asks["remind"], "remind", "Record the reminder…"
            )

    def _show_away(self, away: Sequence[AbsenceRow]) -> None:
        self._heading("Away", ("Record absence…", self._asks["absence"], "record_absence"))
        for absence in away:
            words = f"{absence.kind.label}, {stretch(absence.from_on, absence.until_on)}"
            line = self._changeable(words, partial(self._on_absence["change"], absence), f"change_absence_{absence.id}")
            if not self._only_looks:
                button = Button(
                    "Take away", partial(self._on_absence["cancel"], absence), look="link", name=f"cancel_{absence.id}"
                )
                button.setAccessibleName(f"Take away: {words}")
                line.addWidget(button)
        if not away:
            self._column.addWidget(Hint("Not expected to be away."))

    def _show_trained(self, trained: Sequence[TrainingRow]) -> None:
        self._heading("Training", ("Record training…", self._asks["training"], "record_training"))
        self._lines(
            f"{one.title or 'Moderating official accounts'}, {written(one.trained_on)}; "
            f"holds until {written(one.expires_on)}"
            for one in trained
        )
        if not trained:
            self._column.addWidget(Hint("No training for moderators recorded."))

    def _show_declared(self) -> None:
        self._heading("Declared relationships", ("Declare a relationship…", self._asks["declare"], "declare"))
        for one in self._declared:
            until = f", until {written(one.until_on)}" if one.until_on else ""
            words = f"{one.words}, declared on {written(one.declared_on)}{until}"
            self._changeable(words, partial(self._on_declared, one), f"end_relationship_{one.id}")
        if not self._declared:
            self._column.addWidget(Hint("None declared."))

    def _changeable(self, words: str, do: Callable[[], object], name: str, verb: str = "Change") -> QHBoxLayout:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(words, wrap=True), 1)
        if not self._only_looks:
            button = Button(verb, do, look="link", name=name)
            button.setAccessibleName(f"{verb.removesuffix('…')}: {words}")
            row.addWidget(button)
        self._column.addWidget(line)
        return row

    def _heading(self, words: str, link: tuple[str, Callable[[], object], str] | None = None) -> None:
        self._column.addSpacing(8)
        if link is None or self._only_looks:
            self._column.addWidget(Heading(words))
            return
        says, do, name = link
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Heading(words), 1)
        row.addWidget(Button(says, do, look="link", name=name))
        self._column.addWidget(line)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._column.addWidget(PlainLabel(line, wrap=True))


def _role_words(role: RoleRow) -> str:
    words = f"{role.category.label}{f', {role.job_title}' if role.job_title else ''}"
    employer = f" ({role.employer})" if role.employer else ""
    return f"{words}{employer}, {_spell(role.started_on, role.ended_on)}"


def _spell(first: date, last: date | None) -> str:
    return f"since {written(first)}" if last is None else f"{written(first)} to {written(last)}"
