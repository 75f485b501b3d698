"""Bringing in a staff list from the command line: what would change is printed before anything is written."""

from datetime import date
from pathlib import Path

from policydesk.actions.imports import apply_roster
from policydesk.counts import counted
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.exchange.roster import read_roster, read_staff_list
from policydesk.exchange.roster_plan import plan_roster
from policydesk.queries.matching import RosterPlan
from policydesk.store import Register
from policydesk.store.backup import backup_before
from policydesk.store.register import ZONE
from policydesk.terms import StaffCategory


def import_staff(register: Register, file: Path, category: str | None, started: date | None, *, dry_run: bool) -> int:
    """Print what a staff file would change and, unless it is a dry run, bring it in as one change."""
    default = _category(category)
    table, mapping = read_staff_list(file)
    today = register.clock().astimezone(ZONE).date()
    roster = read_roster(table, mapping, today)
    with register.reading() as session:
        plan = plan_roster(session, roster, today, default_category=default, default_start=started)
    _show(plan)
    if plan.wants_category and not dry_run:
        rows = ", ".join(map(str, plan.wants_category[:5]))
        raise Refusal(f"No category is given for the people in rows {rows}. Say one with --category, then try again.")
    if dry_run:
        print("Nothing was written: this was a dry run.")
        return 0
    if not plan.changes_nothing:
        backup_before(register, "an import of staff")
    with register.writing() as txn:
        result = apply_roster(txn, plan)
    print(f"Imported the list: {result.says}.")
    return 0


def _category(asked: str | None) -> StaffCategory | None:
    if asked is None:
        return None
    wanted = asked.strip().lower().replace(" ", "_")
    found = next((one for one in StaffCategory if wanted in {one.value, one.label.lower().replace(" ", "_")}), None)
    if found is None:
        raise Refusal(f"“{asked}” is not a category. Use one of: {', '.join(one.value for one in StaffCategory)}.")
    return found


def _show(plan: RosterPlan) -> None:
    for added in plan.added:
        print(f"add      {added.person.full_name}")
    for changed in plan.changed:
        for change in changed.changes:
            print(f"change   {changed.name}: {change.label}: {change.old or 'nothing'} -> {change.new or 'nothing'}")
    for same in plan.possible_duplicates:
        print(f"decide   row {same.person.row_number}: {same.person.full_name}: {same.why} (left out; the window asks)")
    for missing in plan.missing:
        print(
            f"missing  {missing.name}: {missing.why} (left as they are; last day would be {written(missing.last_day)})"
        )
    for problem in plan.problems:
        print(f"problem  row {problem.row_number}: {problem.says}")
    for skipped in plan.skipped:
        print(f"skipped  row {skipped.row_number}: {skipped.why}")
    if plan.same:
        print(f"same     {counted(len(plan.same), 'person', 'people')} left as they are")
