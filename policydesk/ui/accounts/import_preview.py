"""What a list of accounts would change, as a tree to tick: added, changed, problems, left out, the same."""

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_matching import AccountPlan, AddedAccount, ChangedAccount
from policydesk.ui.kit.import_tree import ImportTree, line


class AccountsTree(ImportTree):
    """The plan of an import of accounts in groups."""

    def show_plan(self, plan: AccountPlan, dropped: tuple[str, ...]) -> None:
        """Show a plan; `dropped` are the headings of columns with passwords, which were not read."""
        added = (self.tick("added", one.row_number, _about(one), one.ticked) for one in plan.added if not one.doubt)
        doubtful = (self.tick("added", one.row_number, _about(one), one.ticked) for one in plan.added if one.doubt)
        changed = (self.tick("changed", one.account_id, _changes(one), one.ticked) for one in plan.changed)
        problems = (line(f"Row {one.row_number}: {one.says}") for one in plan.problems)
        secrets = (line(f"{heading}: PolicyDesk keeps no passwords") for heading in dropped)
        self.fill(
            (
                ("To add", added, False),
                ("To change", changed, False),
                ("Perhaps an account you have already: tick it to add it", doubtful, False),
                ("Rows with a problem: put them right in the file and import it again", problems, False),
                ("Columns that were not read because they hold passwords", secrets, False),
                ("Rows left out", (line(f"Row {one.row_number}: {one.why}") for one in plan.skipped), True),
                ("Already the same", (line(one.name) for one in plan.same), True),
            )
        )

    def ticks(self) -> tuple[dict[int, bool], dict[int, bool]]:
        """Return what is ticked: new accounts by row, known ones by their id."""
        found: dict[str, dict[int, bool]] = {"added": {}, "changed": {}}
        for kind, number, on in self.ticked_lines():
            found[kind][number] = on
        return found["added"], found["changed"]


def _about(account: AddedAccount) -> str:
    life = account.life
    since = life.left_on or life.live_on or life.approved_on or life.proposed_on
    words = f"{account.name}: {account.platform_name}, {life.state.label.lower()} since {written(since)}"
    if account.turns:
        words += f", moderated by {', '.join(turn.name for turn in account.turns)}"
    return f"{words} ({account.doubt})" if account.doubt else words


def _changes(one: ChangedAccount) -> str:
    said = (f"{change.label}: {change.old or 'nothing'} → {change.new or 'nothing'}" for change in one.changes)
    return f"{one.name}: {'; '.join(said)}"


def summary(plan: AccountPlan) -> str:
    """Say in one line what would happen."""
    adding, changing = sum(one.ticked for one in plan.added), sum(one.ticked for one in plan.changed)
    parts = [f"add {counted(adding, 'account')}"] if adding else []
    parts += [f"change {counted(changing, 'account')}"] if changing else []
    return " and ".join(parts)
