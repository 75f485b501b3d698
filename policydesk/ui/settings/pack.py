"""The rule pack in Settings: every law, service, age, edition and period with its source, and the school’s changes."""

from policydesk.dates import written
from policydesk.queries.pack_table import PackRow, PackTable, pack_table
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.settings.pack_columns import CHIPS, COLUMNS, fits
from policydesk.ui.settings.pack_detail import PackPanel
from policydesk.ui.settings.pack_entry_forms import ask_kind, ask_out
from policydesk.ui.settings.pack_forms import ask_back, ask_value
from policydesk.ui.settings.part import Part

WHAT_FOR = (
    "The facts that the text check, the rules about accounts and the periods rest on. Laws and platforms change: "
    "enter or add what is new, with its source, and it counts from its day on."
)


class RulePackPage(ListPage):
    """The list of the rule pack, with what one line says at the right."""

    name, title = "rule_pack", "Rule pack"
    shows = frozenset({Topic.RULE_PACK})

    def __init__(self, part: "RulePackPart", desk: Desk, frame: Window) -> None:
        self._part = part
        self._table: PackTable | None = None
        self._row: PackRow | None = None
        self.panel = PackPanel()
        self.lines = RowsModel(COLUMNS)
        super().__init__(desk, frame, self.lines, one="line", chips=CHIPS, detail=self.panel)
        self.says = Hint()
        self.body.insertWidget(0, self.says)
        self.offer("rule_pack.add", self.add, primary=True)
        self.offer("rule_pack.change", self.change, needs=Needs.ONE)
        self.offer("rule_pack.out", self.take_out, needs=Needs.ONE)
        self.offer("rule_pack.back", self.give_back, needs=Needs.ONE)
        self.stand_inside()

    def load(self) -> None:
        """Put the lines that the filter asks for into the list."""
        self._table = table = self.desk.ask(pack_table, self.desk.as_at)
        pressed, words = self.filters.pressed, self.filters.words
        self.lines.set_rows([row for row in table.rows if fits(row, pressed, words)])
        self.says.setText(f"{table.pack.words}, gone through on {written(table.as_of)}. {WHAT_FOR}")

    def show_detail(self, subject_id: int | None) -> None:
        """Show the line in view."""
        rows = () if self._table is None else self._table.rows
        self._row = next((row for row in rows if row.id == subject_id), None)
        self.panel.show_line(self._row)
        self.update_actions()

    def open_record(self, subject_id: int) -> None:
        """Ask for another value, where that may be done."""
        self.show_detail(subject_id)
        if self.offers("rule_pack.change"):
            self.change()

    def update_actions(self) -> None:
        """Grey what cannot be done: only what the school changed or added can be given back or taken out."""
        super().update_actions()
        row: PackRow | None = getattr(self, "_row", None)
        if row is not None and self.offers("rule_pack.back"):
            self.action("rule_pack.back").setEnabled(row.is_changed)
            self.action("rule_pack.change").setEnabled(row.can_change)
            self.action("rule_pack.out").setEnabled(row.entry is not None and not row.is_out)

    def add(self) -> None:
        """Ask what kind of entry is added, and then for the entry."""
        ask_kind(self, self.desk, self._added)

    def take_out(self) -> None:
        """Ask why the school's own entry in view no longer counts."""
        row = self._row
        if row is not None and row.entry is not None and not row.is_out:
            ask_out(self, self.desk, row, lambda _none: self._part.say_done(f"Took out {row.line.name}"))

    def _added(self, entry_id: object) -> None:
        rows = () if self._table is None else self._table.rows
        row = next((one for one in rows if one.line.entry == entry_id), None)
        if row is not None:
            self.view.select_id(row.id)
            self._part.say_done(f"Added {row.line.name}")

    def change(self) -> None:
        """Ask for another value of the line in view."""
        row = self._row
        if row is not None and row.can_change:
            ask_value(self, self.desk, row, lambda _id: self._part.say_done(f"Changed {row.line.name}"))

    def give_back(self) -> None:
        """Ask why the line in view goes back to what PolicyDesk says."""
        row = self._row
        if row is not None and row.is_changed:
            said = f"{row.line.name} is as {'it was entered' if row.entry else 'PolicyDesk has it'}"
            ask_back(self, self.desk, row, lambda _count: self._part.say_done(said))


class RulePackPart(Part):
    """The rule pack as a part of Settings."""

    title = "Rule pack"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.page = RulePackPage(self, desk, frame)
        self.column.addWidget(self.page, 1)
        self.setFocusProxy(self.page.view)

    def refresh(self) -> None:
        """Ask again; selection, scrolling and filter stay."""
        self.page.refresh()
