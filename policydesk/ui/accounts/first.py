"""What has to be recorded before something can be done about accounts: said at once, with the way there."""

from policydesk.queries.staff import count_staff
from policydesk.queries.staff_detail import appointments
from policydesk.terms import Post
from policydesk.terms_accounts import ApprovalKind
from policydesk.ui.accounts.asks import Asks
from policydesk.ui.kit import messages

HEADS = frozenset({Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER})
"""Posts that standards let approve accounts."""

NOT_NOW = "&Not now"


def staff_first(asks: Asks, why: str) -> bool:
    """Whether nobody is recorded yet, which is then said with the way to the form."""
    if asks.desk.ask(count_staff):
        return False
    messages.ask(
        asks.parent,
        "Add the staff first",
        f"Nobody is recorded as staff yet. {why}",
        "&Add a staff member",
        lambda: asks.frame.go_to("staff", command="staff.add"),
        keep=NOT_NOW,
    )
    return True


def head_first(asks: Asks, account_id: int | None) -> bool:
    """Whether nobody has ever been able to approve an account, which is then said with the way to the form."""
    if staff_first(asks, "The headteacher decides, so the headteacher is recorded first."):
        return True
    if asks.deciders(ApprovalKind.CREATE_ACCOUNT, account_id, asks.today):
        return False
    if any(one.post in HEADS for one in asks.desk.ask(appointments, asks.today)):
        return False
    messages.ask(
        asks.parent,
        "Record who is headteacher first",
        "The policy lets the headteacher approve accounts, and nobody is recorded in that post.",
        "&Appoint the headteacher",
        lambda: asks.frame.go_to("staff", command="staff.appoint", about=Post.HEADTEACHER),
        keep=NOT_NOW,
    )
    return True
