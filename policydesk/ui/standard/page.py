"""The page Standard: every demand with its clause, how it is checked, and whether it is met now."""

from policydesk.actions.undo import undo
from policydesk.queries.standard import DemandRow, StandardTable, standard_table
from policydesk.rules.findings import Finding
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.standard.columns import COLUMNS, clause_words, standing_words
from policydesk.ui.standard.detail import DemandPanel
from policydesk.ui.standard.forms import ask_number, ask_rule, ask_standard

CHIPS = (
    Chip("not_met", "Not met"),
    Chip("off", "Not checked"),
    Chip("changed", "Changed by the school"),
    Chip("numbers", "Numbers"),
)


class StandardPage(ListPage):
    """The standard as a table; numbers and rules can be changed, each with a reason."""

    name, title = "standard", "Standard"
    shows = frozenset(Topic)

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._table: StandardTable | None = None
        self._row: DemandRow | None = None
        self.panel = DemandPanel(self._go)
        self.lines = RowsModel(COLUMNS)
        super().__init__(desk, frame, self.lines, one="line", chips=CHIPS, detail=self.panel)
        self.says = Hint()
        self.body.insertWidget(0, self.says)
        self.offer("standard.choose", self.choose, primary=True)
        self.offer("standard.change", self.change, needs=Needs.ONE)
        self.add_to_header(Button("Back to Today", lambda: frame.go_to("today"), name="to_today"))
        self.refresh()

    def load(self) -> None:
        """Put the demands that the filter asks for into the list."""
        self._table = table = self.desk.ask(standard_table, self.desk.as_at)
        words, pressed = self.filters.words, self.filters.pressed
        self.lines.set_rows([row for row in table.rows if _fits(row, pressed) and _holds(row, words)])
        standard = table.standard
        self.says.setText(f"{standard.title}. {' '.join(standard.says)} {standing_words(table)}")

    def show_detail(self, subject_id: int | None) -> None:
        """Show the demand in view."""
        rows = () if self._table is None else self._table.rows
        self._row = next((row for row in rows if row.id == subject_id), None)
        self.panel.show_demand(self._row, () if self._table is None else self._table.switches)

    def open_record(self, subject_id: int) -> None:
        """Go to the first thing that is not met."""
        self.show_detail(subject_id)
        if self._row is not None and self._row.findings:
            self._go(self._row.findings[0])

    def choose(self) -> None:
        """Ask for another standard."""
        if self._table is not None:
            ask_standard(self, self.desk, self._table.standard, lambda _none: self._say("Changed the standard"))

    def change(self) -> None:
        """Ask for another number, or switch a rule."""
        row = self._row
        if row is not None:
            (ask_number if row.is_number else ask_rule)(
                self, self.desk, row, lambda _none: self._say(f"Changed: {row.demand.rstrip('.')}")
            )

    def _go(self, finding: Finding) -> None:
        self.frame.go_to(finding.command.partition(".")[0], finding.record_id)

    def _say(self, says: str) -> None:
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))


def _fits(row: DemandRow, pressed: frozenset[str]) -> bool:
    return (
        ("not_met" not in pressed or bool(row.findings))
        and ("off" not in pressed or not row.is_on)
        and ("changed" not in pressed or row.is_switched)
        and ("numbers" not in pressed or row.is_number)
    )


def _holds(row: DemandRow, words: str) -> bool:
    text = f"{row.demand} {clause_words(row)} {row.how}".casefold()
    return all(word in text for word in words.casefold().split())
