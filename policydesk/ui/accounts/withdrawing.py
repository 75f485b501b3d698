"""The form that takes an approval back from a day on, and asks why."""

from policydesk.actions.withdrawals import WithdrawalDraft, withdraw_approval
from policydesk.queries.account_logs import ApprovalRow
from policydesk.terms_accounts import ApprovalKind, Decision
from policydesk.ui.accounts.asks import Asks, keep_deciders
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.inputs import NotesBox

_SAYS = "Once withdrawn it stays in the history."
_GOES_ON = " An account that is live stays so until it is suspended or closed."


def may_be_withdrawn(row: ApprovalRow) -> bool:
    """Return whether this was approved and nobody took it back yet."""
    return row.decision is Decision.APPROVED and row.withdrawn_from is None


def withdraw(asks: Asks, row: ApprovalRow) -> None:
    """Take an approval back."""
    what = row.title or row.account or row.kind.label
    form = asks.form(
        f"Withdraw the approval of {what}",
        (
            Field("from_on", "First day on which it does not hold", lambda: DateBox(asks.today), EXAMPLE,
                  required="Enter the day."),
            Field("withdrawn_by_id", "Withdrawn by", lambda: ChoiceBox((), none="Select who withdraws it"),
                  "Who may decide such things on that day.", required="Select who withdraws it."),
            Field("reason", "Why", lambda: NotesBox(lines=2), required="Enter why the approval is withdrawn."),
        ),
        f"Withdrew the approval of {what}",
        intro=f"{row.kind.label}. {_SAYS}{_GOES_ON if row.kind is ApprovalKind.CREATE_ACCOUNT else ''}",
        verb="&Withdraw the approval",
        values={"from_on": asks.today},
        save=lambda values: asks.desk.act(withdraw_approval, row.id, WithdrawalDraft(**values)),
    )  # fmt: skip
    keep_deciders(
        asks,
        form,
        lambda: row.kind,
        lambda: row.account_id,
        lambda: row.asked_by_id,
        who="withdrawn_by_id",
        on="from_on",
    )
    form.open()
