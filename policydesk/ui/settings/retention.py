"""Retention in Settings: what may go and when, disposing of it, legal holds, and the school's own periods."""

from datetime import date

from policydesk.actions.disposal import DisposalDraft, dispose
from policydesk.actions.erasing import SAYS
from policydesk.actions.retention import HoldDraft, PeriodDraft, choose_period, hold_record, lift_hold
from policydesk.counts import counted
from policydesk.dates import add_months, written
from policydesk.queries.retention import KeptRow, kept_or_held, periods
from policydesk.rules.retention import LEAST, MOST, Period
from policydesk.terms import Role
from policydesk.terms_retention import KeptKind, PeriodKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.choice_box import TermBox, TickBox
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.settings.part import Part, row_of

AHEAD = 12
"""Months that the list looks ahead."""

WHAT_FOR = (
    "What may be disposed of now and within a year, and what is on hold. Nothing goes by itself. Incidents are listed "
    "by their number and the day on their envelope, and no more. Every period with its source, and what has gone, "
    "stands in the report “Retention and disposal”."
)

BACKUPS = (
    "This cannot be undone. The audit trail keeps that it was done, and names in its older entries, as long as the "
    "register. Backups made before still hold the record until newer ones take their place; copies you keep elsewhere "
    "hold it until you delete them."
)

PENSION = "Before an allegation goes, check the person’s normal pension age: the longer of both counts."

REASON = Field("reason", "Why", NotesBox, "Kept with the date and your name.", "Say why.")


def state_words(row: KeptRow, today: date) -> str:
    """Return where a record stands: due now, on hold, or not yet."""
    if row.held:
        return "Legal hold"
    return "Due now" if row.keep_until < today else "Not yet due"


def columns(today: date) -> tuple[Column[KeptRow], ...]:
    """Return how the list looks on a day."""
    return (
        Column("Record", lambda row: row.says, width=26),
        Column("Kind", lambda row: row.kind.label, width=25),
        Column("Kept until", lambda row: written(row.keep_until), sort=lambda row: row.keep_until, width=19),
        Column("State", lambda row: state_words(row, today), tip=lambda row: row.held, width=11),
        Column("Period", lambda row: row.period, width=17),
        Column("Source", lambda row: row.source, width=17),
    )


class RetentionPart(Part):
    """The records whose periods end soon, and what can be done with them."""

    title = "Retention"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.model = RowsModel(columns(desk.as_at))
        self.view = RowsView("Retention", self.model, one="record", preferences=frame.preferences)
        self.view.setMinimumHeight(self.fontMetrics().height() * 10)
        self.view.chosen.connect(self._on_chosen)
        self.dispose_button = Button("Disp&ose of…", self.dispose, picture="delete")
        self.hold_button = Button("Legal ho&ld…", self.hold)
        self.lift_button = Button("L&ift the hold", self.lift)
        self.period_button = Button("Change a &period…", self.change_period, picture="edit")
        self.later = TickBox("Also what is kept for longer")
        self.later.changed.connect(self.refresh)
        self.count = Hint()
        card = Card("What may go, and when")
        card.add(Hint(WHAT_FOR))
        card.add(row_of(self.dispose_button, self.hold_button, self.lift_button, self.period_button))
        card.add(row_of(self.later))
        card.add(self.count)
        card.add(self.view)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show what may go, the longest due first."""
        until = date.max if self.later.value() else add_months(self.desk.as_at, AHEAD)
        rows = self.desk.ask(kept_or_held, self.desk.as_at, until)
        self.model.set_rows(rows)
        self.view.setVisible(bool(rows))
        self._share_room(of_list=bool(rows))
        due = sum(not one.held and one.keep_until < self.desk.as_at for one in rows)
        says = f"{counted(due, 'record is', 'records are') if due else 'No record is'} due for disposal now."
        later = len(rows) - due
        when = "later" if self.later.value() else f"within {AHEAD} months"
        others = ("more is", "more are") if due else ("is", "are")
        more = f" {counted(later, *others)} on hold or due {when}." if later else ""
        self.count.setText(f"{says}{more}")
        self._on_chosen()

    def _share_room(self, *, of_list: bool) -> None:
        """Give room and focus to the list; where nothing is due the card is as small as its words."""
        self.setFocusProxy(self.view if of_list else self.period_button)
        self.column.setStretch(0, 1 if of_list else 0)
        self.column.setStretch(1, 0 if of_list else 1)

    def dispose(self) -> None:
        """Ask who decided it, say what goes, and dispose of the records in the list that are selected."""
        rows = self._chosen()
        if not rows:
            return
        sealed = any(one.kind is KeptKind.CONCERN for one in rows)
        FormDialog(
            self,
            f"Dispose of {_named(rows)}",
            (
                *(Section(kind.label, SAYS[kind]) for kind in KeptKind if any(one.kind is kind for one in rows)),
                Section("What stays", f"{BACKUPS} {PENSION}" if sealed else BACKUPS),
                Field("decided_by", "Decided by", lambda: TextBox(longest=200),
                      "For example, governing board, minute 14. It stands in the disposal log.",
                      "Enter who decided it."),
                Field("checked", "", lambda: TickBox("No claim, complaint or inquiry is open"),
                      required="Confirm that you have checked this."),
            ),
            verb=f"Disp&ose of {_named(rows)}",
            save=lambda values: self.desk.act(dispose, DisposalDraft(tuple(one.key for one in rows), **values)),
            then=lambda count: self.frame.say(f"Disposed of {counted(count, 'record')}. The disposal log says so."),
            danger=True,
        ).open()  # fmt: skip

    def hold(self) -> None:
        """Ask why the record in the list may not go."""
        (row,) = self._chosen()
        FormDialog(
            self,
            f"Legal hold on {row.says}",
            (REASON,),
            intro="While the hold is on, nobody can dispose of this record.",
            verb="Set the ho&ld",
            save=lambda values: self.desk.act(hold_record, HoldDraft(row.kind, row.record_id, **values)),
            then=lambda _id: self.say_done(f"Legal hold on {row.says}"),
        ).open()

    def lift(self) -> None:
        """Lift the hold on the record in the list; Undo sets it again."""
        (row,) = self._chosen()
        self.desk.act(lift_hold, row.kind, row.record_id)
        self.setFocus()  # the button is of no use for it any more
        self.say_done(f"Lifted the hold on {row.says}")

    def change_period(self) -> None:
        """Ask for another number of years, with the reason; every period is listed below the questions."""
        every = self.desk.ask(periods, self.desk.as_at)
        own = [one for one in PeriodKind if one.is_adjustable]
        FormDialog(
            self,
            "Change a period",
            (
                Field("kind", "Record", lambda: TermBox(own), required="Select a kind of record."),
                Field("years", "Years", lambda: NumberBox(LEAST, MOST, "years"),
                      f"From {LEAST} to {MOST}. Leave it empty to go back to what PolicyDesk begins with."),
                REASON,
                *(Section(kind.label, _says(every[kind])) for kind in PeriodKind),
            ),
            verb="Change the &period",
            save=lambda values: self.desk.act(choose_period, PeriodDraft(**values)),
            then=lambda _none: self.say_done("Changed how long records are kept"),
        ).open()  # fmt: skip

    def _chosen(self) -> list[KeptRow]:
        wanted = set(self.view.selected_ids())
        return [row for row in self.model.rows if row.id in wanted]

    def _on_chosen(self) -> None:
        rows, actor, looks = self._chosen(), self.desk.actor, self.desk.only_looks
        manages = bool(actor.roles & {Role.OFFICE_MANAGER, Role.HEADTEACHER}) and not looks
        reads = bool(actor.roles & {Role.DSL, Role.HEADTEACHER}) and not looks
        may = all(reads if one.kind.is_sealed else manages for one in rows)
        due = all(not one.held and one.keep_until < self.desk.as_at for one in rows)
        one = rows[0] if len(rows) == 1 and not rows[0].kind.is_sealed else None
        for button, shown in (
            (self.dispose_button, manages or reads),
            (self.hold_button, manages),
            (self.lift_button, manages),
            (self.period_button, manages),
        ):
            button.setVisible(shown)
        self.dispose_button.setEnabled(bool(rows) and may and due)
        self.hold_button.setEnabled(one is not None and not one.held)
        self.lift_button.setEnabled(one is not None and bool(one.held))


def _named(rows: list[KeptRow]) -> str:
    return rows[0].says if len(rows) == 1 else counted(len(rows), "record")


def _says(period: Period) -> str:
    counts = f", counted from {period.counts_from}" if period.counts_from else ""
    why = f" {period.reason}" if period.reason else ""
    return f"{period.words}{counts}. {period.source}.{why}"
