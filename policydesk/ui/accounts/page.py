"""Official accounts: the list, and what was asked, decided and noted beside it, one tab each."""

from policydesk.terms import Topic
from policydesk.ui.accounts.list_page import AccountsListPage
from policydesk.ui.accounts.log_page import AccountsLogPage
from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.tabbed_page import TabbedPage


class AccountsPage(TabbedPage):
    """The accounts and their logs."""

    name, title = "accounts", "Official accounts"
    shows = frozenset(
        {Topic.ACCOUNTS, Topic.STAFF, Topic.APPOINTMENTS, Topic.POLICIES, Topic.ACKNOWLEDGEMENTS, Topic.SCHOOL}
    )

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame, (AccountsListPage(desk, frame), AccountsLogPage(desk, frame)))
