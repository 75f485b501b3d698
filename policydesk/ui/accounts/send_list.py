"""The list of accounts sent to a spreadsheet."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from policydesk.dates import written
from policydesk.errors import StoreTrouble
from policydesk.exchange.accounts_sheet import accounts_sheet
from policydesk.queries.accounts import list_accounts
from policydesk.store.atomic import write_whole
from policydesk.ui.kit import messages
from policydesk.ui.kit.page import Page


def send_list(page: Page) -> None:
    """Ask where, and write the whole list of accounts there as a spreadsheet."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = f"Official accounts, {written(page.desk.as_at)}.xlsx"
    chosen, _kind = QFileDialog.getSaveFileName(
        page.window(), "Send list to Excel", str(Path(folder) / name), "Excel workbook (*.xlsx)"
    )
    if chosen:
        send_list_to(page, Path(chosen))


def send_list_to(page: Page, path: Path) -> None:
    """Write the list into a file, the whole of it or nothing."""
    target = path if path.suffix else path.with_suffix(".xlsx")
    as_at = page.desk.as_at
    content = accounts_sheet(page.desk.ask(list_accounts, as_at), page.desk.register.school_name, as_at)
    try:
        write_whole(target, content)
    except StoreTrouble as trouble:
        messages.tell(page, "The list could not be saved", trouble.says)
        return
    page.frame.say(f"Saved {target.name}. It is not encrypted: delete it when it is no longer needed.")
