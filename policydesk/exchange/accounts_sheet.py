"""The list of official accounts as a spreadsheet: every cell is text, a number or a real date, never a formula."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from policydesk.queries.accounts import AccountRow
from policydesk.rules.platforms import OTHER
from policydesk.terms_accounts import Audience

Cell = str | int | date | None

_LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet may hold."""


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, how many letters wide it is, and what an account has under it."""

    heading: str
    width: int
    value: Callable[[AccountRow], Cell]


COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn("Name of account", 30, lambda row: row.name),
    SheetColumn(
        "Platform", 14, lambda row: f"Other: {row.platform_name}" if row.platform == OTHER else row.platform_name
    ),
    SheetColumn("Handle", 20, lambda row: row.handle),
    SheetColumn("Web address", 38, lambda row: row.address),
    SheetColumn("State", 12, lambda row: row.state.label),
    SheetColumn("In this state from", 18, lambda row: row.since),
    SheetColumn("Audience", 26, lambda row: ", ".join(one.label for one in Audience if one in row.audience)),
    SheetColumn("Moderators", 36, lambda row: "; ".join(row.moderators)),
    SheetColumn("Moderators there that day", 24, lambda row: row.available),
    SheetColumn("Moderators needed", 19, lambda row: row.minimum),
    SheetColumn("First gap in cover", 18, lambda row: row.gap_from),
    SheetColumn("Last moderated", 18, lambda row: row.last_checked_on),
    SheetColumn("Moderation due", 18, lambda row: row.check_due_on),
    SheetColumn("Evaluation due", 18, lambda row: row.evaluation_due_on),
    SheetColumn("Planned end", 18, lambda row: row.planned_end_on),
    SheetColumn("An approval holds", 18, lambda row: "Yes" if row.approved else "No"),
)
"""The headings are known to the import, so that the list comes back in."""


def accounts_sheet(rows: Sequence[AccountRow], school: str, as_at: date) -> bytes:
    """Return the workbook of a list of accounts; the same rows give the same bytes."""
    import xlsxwriter  # late: only who sends a list to a spreadsheet needs it

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": f"Official accounts, {school}", "created": datetime.combine(as_at, time())})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"valign": "top"})
    day = book.add_format({"valign": "top", "align": "left", "num_format": "d mmmm yyyy"})
    sheet = book.add_worksheet("Official accounts")
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, head)
        for line, row in enumerate(rows, start=1):
            value = column.value(row)
            if isinstance(value, date):
                sheet.write_datetime(line, at, datetime.combine(value, time()), day)
            elif isinstance(value, int):
                sheet.write_number(line, at, value, number)
            elif value:
                sheet.write_string(line, at, value[:_LONGEST_CELL], words)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return file.getvalue()
