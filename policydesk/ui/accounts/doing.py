"""What the details of an account ask of the page they stand on."""

from typing import Protocol

from policydesk.queries.account_detail import ChecklistRow, ModeratorRow
from policydesk.queries.account_logs import ApprovalRow, PermissionRow
from policydesk.rules.findings import Finding


class Doing(Protocol):
    """What the page does when somebody presses something in the details."""

    def put_right(self, finding: Finding) -> None:
        """Do what a finding asks."""

    def run(self, command_id: str) -> bool:
        """Do a command for the account in view."""

    def change_moderator(self, turn: ModeratorRow) -> None:
        """Change a turn."""

    def end_moderator(self, turn: ModeratorRow) -> None:
        """End a turn."""

    def answer(self, row: ChecklistRow) -> None:
        """Answer one question of the checklist."""

    def decide_on(self, waiting: ApprovalRow) -> None:
        """Decide what waits."""

    def withdraw(self, approval: ApprovalRow) -> None:
        """Take an approval back from a day on."""

    def correct(self, noted: ApprovalRow | PermissionRow) -> None:
        """Put right what was decided or permitted."""
