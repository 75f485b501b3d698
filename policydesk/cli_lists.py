"""Commands about what the register holds: bring lists in, write them out, what needs doing, and the calendar."""

import argparse
from pathlib import Path

from policydesk.cli_options import Commands, day, register_options
from policydesk.errors import Refusal


def add_import(commands: Commands) -> None:
    """Offer staff or accounts from a file."""
    bring = commands.add_parser("import", help="bring in staff or accounts from a file", description=_import.__doc__)
    bring.add_argument("what", choices=("staff", "accounts"), help="what the file holds")
    bring.add_argument("file", type=Path, metavar="FILE", help="a CSV, XLSX, XLS or ODS file")
    bring.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    bring.add_argument(
        "--category", metavar="NAME", help="category of people whose row names none, for example teaching"
    )
    bring.add_argument(
        "--started", type=day, metavar="DATE", help="first day of people, or of live accounts, whose row names none"
    )
    register_options(bring)
    bring.set_defaults(run=_import)


def _import(asked: argparse.Namespace) -> int:
    """Bring in staff or accounts from a spreadsheet; new ones are added, changed ones updated, all together or none.

    What may be a duplicate, and what is missing from the file, is named and left alone.
    """
    from policydesk import headless
    from policydesk.headless_accounts import import_accounts
    from policydesk.headless_staff import import_staff

    if asked.what == "accounts" and asked.category:
        raise Refusal("Accounts have no category. Leave --category out.")
    with headless.opened(asked) as register:
        if asked.what == "accounts":
            return import_accounts(register, asked.file, asked.started, dry_run=asked.dry_run)
        return import_staff(register, asked.file, asked.category, asked.started, dry_run=asked.dry_run)


def add_export(commands: Commands) -> None:
    """Offer a list as a spreadsheet."""
    export = commands.add_parser("export", help="write a list to a spreadsheet", description=_export.__doc__)
    export.add_argument("what", choices=("accounts",), help="which list")
    export.add_argument("--out", type=Path, metavar="FILE", required=True, help="the XLSX file to write")
    export.add_argument("--as-at", type=day, metavar="DATE", help="as the register stood on this day (default: today)")
    register_options(export)
    export.set_defaults(run=_export)


def _export(asked: argparse.Namespace) -> int:
    """Write the list of official accounts as a spreadsheet; every cell is text, a number or a date, never a formula."""
    from policydesk import headless
    from policydesk.headless_accounts import export_accounts

    with headless.opened(asked) as register:
        return export_accounts(register, asked.out, asked.as_at or headless.today())


def add_findings(commands: Commands) -> None:
    """Offer what needs doing."""
    findings = commands.add_parser("findings", help="list what needs doing", description=_findings.__doc__)
    findings.add_argument(
        "--as-at", type=day, metavar="DATE", help="as the register stood on this day (default: today)"
    )
    findings.add_argument("--format", choices=("text", "json"), default="text")
    register_options(findings)
    findings.set_defaults(run=_findings)


def _findings(asked: argparse.Namespace) -> int:
    """List what the policies ask for and the school has not done yet, as Today shows it."""
    from policydesk import headless

    with headless.opened(asked) as register:
        return headless.findings(register, asked.as_at, asked.format)


def add_calendar(commands: Commands) -> None:
    """Offer the calendar file."""
    calendar = commands.add_parser("calendar", help="write a calendar file", description=_calendar.__doc__)
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics file to write")
    calendar.add_argument("--person", metavar="NAME", help="only what this member of staff sees to")
    register_options(calendar)
    calendar.set_defaults(run=_calendar)


def _calendar(asked: argparse.Namespace) -> int:
    """Write reviews, deadlines and days without cover as an iCalendar file for Outlook, Google or Thunderbird.

    Imported again, entries are replaced and what is done is taken out. Nothing about incidents is in it.
    """
    from policydesk import headless
    from policydesk.headless_calendar import write_calendar

    with headless.opened(asked) as register:
        return write_calendar(register, asked.out, asked.person)
