"""Bringing in a staff list: who is new, who changes, who may be somebody else, who may have left."""

from collections.abc import Sequence
from pathlib import Path

from policydesk.actions.imports import apply_roster
from policydesk.counts import counted
from policydesk.exchange.headings import Mapping
from policydesk.exchange.roster import read_roster, read_staff_list
from policydesk.exchange.roster_plan import choose, plan_roster
from policydesk.exchange.tables import Table
from policydesk.queries.matching import RosterPlan
from policydesk.store import Txn
from policydesk.terms import StaffCategory
from policydesk.ui.kit.choice_box import TermBox
from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.import_steps import CHECK, CHOOSE, COLUMNS, ImportSteps
from policydesk.ui.staff.import_preview import PreviewTree, summary

__all__ = ["CHECK", "CHOOSE", "COLUMNS", "ImportWizard"]


class ImportWizard(ImportSteps):
    """The three steps for a list of staff."""

    name, title, why = "import_staff", "Import staff", "an import of staff"
    file_label, no_file = "Staff list", "Choose the file with the staff list."
    first_says = (
        "A list from Excel, your MIS or a directory: CSV, XLSX, XLS or ODS. Nothing is written until you confirm it."
    )
    preview: PreviewTree

    def tree(self) -> PreviewTree:
        """Return the tree that shows who would be added, changed or leave."""
        return PreviewTree()

    def fields(self) -> Sequence[FieldRow]:
        """Ask for what the list may not say of new people."""
        self.category = FieldRow(
            Field(
                "category",
                "Category, where the list does not say it (optional)",
                lambda: TermBox(StaffCategory, none="The list says it for everybody"),
            )
        )
        self.started = FieldRow(
            Field(
                "started_on",
                "First day, where the list does not say it (optional)",
                lambda: DateBox(self.desk.today),
                "For new people only. Without it, such rows are listed as problems.",
            )
        )
        return (self.category, self.started)

    def read(self, path: Path) -> tuple[Table, Mapping]:
        """Read a staff list."""
        return read_staff_list(path)

    def plan(self, table: Table, mapping: Mapping) -> RosterPlan:
        """Compare a staff list with the register."""
        return self.desk.ask(
            plan_roster,
            read_roster(table, mapping, self.desk.today),
            self.desk.today,
            default_category=self.category.input.value(),
            default_start=self.started.input.value(),
        )

    def show_plan(self, plan: RosterPlan) -> None:
        """Show who would be added, changed or leave."""
        self.preview.show_plan(plan)

    def chosen(self, plan: RosterPlan) -> RosterPlan:
        """Return the plan as it is ticked; refuses where two rows would be one person."""
        ticks = self.preview.ticks()
        return choose(
            plan, added=ticks.added, changed=ticks.changed, missing=ticks.missing, duplicates=ticks.duplicates
        )

    def would(self, plan: RosterPlan) -> str:
        """Say how many people would be added, changed or given a last day."""
        return summary(plan)

    def still_wanted(self, plan: RosterPlan) -> str:
        """Say that somebody has no category yet."""
        if not plan.wants_category:
            return ""
        count = counted(len(plan.wants_category), "person has", "people have")
        return f"{count} no category. Go back and select one for those without, or untick them."

    def apply(self, txn: Txn, plan: RosterPlan) -> str:
        """Write the plan and say how many people it added and changed."""
        result = apply_roster(txn, plan)
        return f"Imported the list: {result.did}."
