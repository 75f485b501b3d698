"""The command line: every job that needs no window. With no command the desk opens."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from policydesk import __version__
from policydesk.dates import read_day
from policydesk.errors import Refusal, Refusals, StoreTrouble
from policydesk.terms import Term

T = TypeVar("T", bound=Term)

DONE, PROBLEM, WRONG_USE = 0, 1, 2
"""Exit codes: done; the register has a problem; the command was used wrongly."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never shows a traceback."""
    asked = parser().parse_args(argv)
    try:
        return int(asked.run(asked))
    except Refusals as refusals:
        for refusal in refusals.refusals:
            say(refusal.says)
        return WRONG_USE
    except Refusal as refusal:
        say(refusal.says)
        return WRONG_USE
    except StoreTrouble as trouble:
        say(trouble.says)
        return PROBLEM
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        say("Stopped.")
        return PROBLEM
    except Exception as mistake:  # noqa: BLE001 - the last resort: no traceback ever reaches a user
        from policydesk.logs import note_mistake

        say(f"Something went wrong that PolicyDesk did not expect. The log has the details: {note_mistake(mistake)}.")
        return PROBLEM


def say(sentence: str) -> None:
    """Tell the person at the terminal one sentence."""
    print(sentence, file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """Takes options only as they are written: "--password secret" must not pass for --password-file."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **{**more, "allow_abbrev": False})


def parser() -> argparse.ArgumentParser:
    """Return the description of every command, its options and its help."""
    top = _Parser(
        prog="policydesk",
        description="A school's social media policy register. Without a command, PolicyDesk opens its window.",
        epilog="Passwords come from a prompt, POLICYDESK_PASSWORD or --password-file, never from an argument. "
        "Exit codes: 0 done, 1 the register has a problem, 2 the command was used wrongly.",
    )
    top.add_argument("--version", action="version", version=f"PolicyDesk {__version__}")
    top.add_argument("--register", type=Path, metavar="DIR", help="open the window on this register")
    top.set_defaults(run=_desk)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    demo = commands.add_parser("demo", help="make the demo school and open it", description=_demo.__doc__)
    demo.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="where to make it (default: beside your registers)"
    )
    demo.add_argument("--size", choices=("small", "large", "stress"), default="small", help="45, 400 or 10,000 staff")
    demo.add_argument(
        "--no-window", action="store_true", help="make it and print its users, without opening the window"
    )
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="make a register for your school", description=_new.__doc__)
    new.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that is not there yet; .policydesk is added to its name"
    )
    new.add_argument("--school", required=True, metavar="NAME", help="the school's name")
    new.add_argument("--user", required=True, metavar="NAME", help="the first user's full name")
    new.add_argument(
        "--role",
        action="append",
        choices=("office_manager", "dsl", "headteacher", "viewer"),
        help="what the first user does; say it again for another role (default: office_manager)",
    )
    _password(new)
    new.set_defaults(run=_new)

    bring = commands.add_parser("import", help="bring in staff or accounts from a file", description=_import.__doc__)
    bring.add_argument("what", choices=("staff", "accounts"), help="what the file holds")
    bring.add_argument("file", type=Path, metavar="FILE", help="a CSV, XLSX, XLS or ODS file")
    bring.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    bring.add_argument(
        "--category", metavar="NAME", help="category of people whose row names none, for example teaching"
    )
    bring.add_argument(
        "--started", type=_day, metavar="DATE", help="first day of people, or of live accounts, whose row names none"
    )
    _register(bring)
    bring.set_defaults(run=_import)

    export = commands.add_parser("export", help="write a list to a spreadsheet", description=_export.__doc__)
    export.add_argument("what", choices=("accounts",), help="which list")
    export.add_argument("--out", type=Path, metavar="FILE", required=True, help="the XLSX file to write")
    export.add_argument("--as-at", type=_day, metavar="DATE", help="as the register stood on this day (default: today)")
    _register(export)
    export.set_defaults(run=_export)

    findings = commands.add_parser("findings", help="list what needs doing", description=_findings.__doc__)
    findings.add_argument(
        "--as-at", type=_day, metavar="DATE", help="as the register stood on this day (default: today)"
    )
    findings.add_argument("--format", choices=("text", "json"), default="text")
    _register(findings)
    findings.set_defaults(run=_findings)

    check = commands.add_parser("check-policy", help="look through a policy's text", description=_check_policy.__doc__)
    check.add_argument("file", type=Path, metavar="FILE", help="a PDF, a Word document (DOCX) or plain text")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--policy",
        metavar="TITLE",
        help="the policy in the register that the file is compared with (default: the one that keeps this file, "
        "else the social media policy in force)",
    )
    _register(check)
    check.set_defaults(run=_check_policy)

    report = commands.add_parser(
        "report", help="print a report to a PDF file or a spreadsheet", description=_report.__doc__
    )
    report.add_argument("name", nargs="?", metavar="NAME", help="which report; --list names them all")
    report.add_argument("--list", action="store_true", help="list the reports")
    report.add_argument("--out", type=Path, metavar="FILE", help="the file to write")
    report.add_argument(
        "--format", choices=("pdf", "xlsx", "html"), help="the kind of file (default: by its ending, or PDF)"
    )
    report.add_argument("--compare-with", type=_day, metavar="DATE", help="an earlier day to compare the figures with")
    report.add_argument("--as-at", type=_day, metavar="DATE", help="as the register stood on this day (default: today)")
    report.add_argument(
        "--policy", metavar="TITLE", help="the policy, for reports about one (default: Social Media Policy)"
    )
    report.add_argument(
        "--staff-category", metavar="NAME", help="only staff of this category, for lists and forms of names"
    )
    report.add_argument(
        "--person", metavar="NAME", help="the member of staff, for the record of one, and for lists and forms of names"
    )
    report.add_argument("--account", metavar="NAME", help="the official account, for reports that may be about one")
    report.add_argument(
        "--from", dest="first", type=_day, metavar="DATE", help="first day, for reports about some days"
    )
    report.add_argument("--until", type=_day, metavar="DATE", help="last day, for reports about some days")
    report.add_argument("--kind", metavar="KIND", help="friend_request or concern, for reports about incidents")
    report.add_argument("--category", metavar="NAME", help="category of the concerns, for reports about incidents")
    stands = report.add_mutually_exclusive_group()
    stands.add_argument(
        "--open", dest="is_open", action="store_const", const=True, help="only incidents with something left to do"
    )
    stands.add_argument(
        "--closed", dest="is_open", action="store_const", const=False, help="only incidents with nothing left to do"
    )
    report.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="NAME",
        help="a report or a file that an evidence pack has; say it again for more (default: what is usual)",
    )
    report.add_argument("--names", action="store_true", help="include names where the report offers it")
    _register(report)
    report.set_defaults(run=_report)

    calendar = commands.add_parser("calendar", help="write a calendar file", description=_calendar.__doc__)
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics file to write")
    calendar.add_argument("--person", metavar="NAME", help="only what this member of staff sees to")
    _register(calendar)
    calendar.set_defaults(run=_calendar)

    verify = commands.add_parser("verify", help="check the register or a paper", description=_verify.__doc__)
    verify.add_argument("--report", type=Path, metavar="FILE", help="a report's PDF: do its figures still follow?")
    _register(verify)
    verify.set_defaults(run=_verify)

    backup = commands.add_parser("backup", help="write a verified backup", description=_backup.__doc__)
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write (default: the register's own backups)"
    )
    _register(backup)
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="make a register from a backup", description=_restore.__doc__)
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    restore.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder for the register")
    _user(restore)
    _password(restore)
    restore.set_defaults(run=_restore)
    return top


def _register(command: argparse.ArgumentParser) -> None:
    command.add_argument("--register", type=Path, metavar="DIR", help="the register's folder (or POLICYDESK_REGISTER)")
    _user(command)
    _password(command)


def _user(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--user",
        metavar="NAME",
        help="who signs in (or POLICYDESK_USER; default: the only user, on a demo the office manager)",
    )


def _password(command: argparse.ArgumentParser) -> None:
    command.add_argument("--password-file", type=Path, metavar="FILE", help="a file whose first line is the password")


def _day(text: str) -> date:
    from policydesk.headless import today

    day = read_day(text, today())
    if day is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it like 31/8/2026 or 2026-08-31")
    return day


def _desk(asked: argparse.Namespace) -> int:
    """Open the window."""
    from policydesk.app import start

    return start(asked.register)


def _demo(asked: argparse.Namespace) -> int:
    """Make an invented school to look round in, print its users and their one password, and open it.

    A folder that already holds a demo school is opened as it is. On a machine without a display the demo school's
    reports are written to ./demo-reports/ instead.
    """
    from policydesk import headless

    return headless.demo(asked.folder, asked.size, window=not asked.no_window)


def _new(asked: argparse.Namespace) -> int:
    """Make an encrypted register with its first user. The recovery sheets are written as a PDF beside it."""
    from policydesk import headless

    return headless.new(asked.folder, asked.school, asked.user, asked.role or ["office_manager"], asked.password_file)


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


def _export(asked: argparse.Namespace) -> int:
    """Write the list of official accounts as a spreadsheet; every cell is text, a number or a date, never a formula."""
    from policydesk import headless
    from policydesk.headless_accounts import export_accounts

    with headless.opened(asked) as register:
        return export_accounts(register, asked.out, asked.as_at or headless.today())


def _findings(asked: argparse.Namespace) -> int:
    """List what the policies ask for and the school has not done yet, as Today shows it."""
    from policydesk import headless

    with headless.opened(asked) as register:
        return headless.findings(register, asked.as_at, asked.format)


def _check_policy(asked: argparse.Namespace) -> int:
    """Look through a policy's document for what is out of date, contradicts itself or is missing.

    Laws that were replaced, services that closed, dates that do not agree, references to what is not there, parts
    that are missing and more: each hit says where, why and what to write. With a register, the text is compared with
    its dates and its school, and what was dismissed there stays dismissed.
    """
    import os

    from policydesk import headless
    from policydesk.headless_text import check_policy

    if asked.register is None and "POLICYDESK_REGISTER" not in os.environ:
        if asked.policy is not None:
            raise Refusal("A policy's title needs its register. Say which with --register DIR.")
        return check_policy(None, asked.file, None, headless.today(), asked.format)
    with headless.opened(asked) as register:
        return check_policy(register, asked.file, asked.policy, headless.today(), asked.format)


def _report(asked: argparse.Namespace) -> int:
    """Write a report as a PDF file, the same as the window prints, or its tables as a spreadsheet."""
    from policydesk import headless
    from policydesk.headless_papers import Chosen, list_reports, report
    from policydesk.terms import StaffCategory
    from policydesk.terms_incidents import Category, IncidentKind

    if asked.list:
        return list_reports()
    if not asked.name or asked.out is None:
        raise Refusal("Say which report and where to write it: policydesk report NAME --out FILE.")
    with headless.opened(asked) as register:
        chosen = Chosen(
            policy=asked.policy,
            names=asked.names,
            account=asked.account,
            first=asked.first,
            last=asked.until,
            compare_with=asked.compare_with,
            person=asked.person,
            form=asked.format or "",
            held=_term(StaffCategory, asked.staff_category, "category of staff"),
            kind=_term(IncidentKind, asked.kind, "kind"),
            category=_term(Category, asked.category, "category"),
            is_open=asked.is_open,
            include=tuple(asked.include),
        )
        return report(register, asked.name, asked.out, asked.as_at or headless.today(), chosen)


def _calendar(asked: argparse.Namespace) -> int:
    """Write reviews, deadlines and days without cover as an iCalendar file for Outlook, Google or Thunderbird.

    Imported again, entries are replaced and what is done is taken out. Nothing about incidents is in it.
    """
    from policydesk import headless
    from policydesk.headless_calendar import write_calendar

    with headless.opened(asked) as register:
        return write_calendar(register, asked.out, asked.person)


def _term(terms: type[T], said: str | None, name: str) -> T | None:
    """Return the term that somebody means by its stored word or its label; raises Refusal where there is none."""
    if said is None:
        return None
    wanted = said.strip().casefold()
    found = next((one for one in terms if wanted in {one.value, one.label.casefold()}), None)
    if found is None:
        words = ", ".join(one.value for one in terms)
        raise Refusal(f"No {name} is called “{said}”. Choose one of: {words}.")
    return found


def _verify(asked: argparse.Namespace) -> int:
    """Check the file, the audit trail and every row; an edit made behind PolicyDesk's back is named.

    With --report, check a paper instead: whether its figures still follow from the register for the day it is for.
    """
    from policydesk import headless

    with headless.opened(asked) as register:
        if asked.report is not None:
            from policydesk.headless_papers import verify_paper

            return verify_paper(register, asked.report)
        return headless.verify(register)


def _backup(asked: argparse.Namespace) -> int:
    """Write one backup file, open it again and check all of it."""
    from policydesk import headless

    with headless.opened(asked) as register:
        return headless.backup(register, asked.to)


def _restore(asked: argparse.Namespace) -> int:
    """Make a register from a backup, in a new folder. Nothing that exists is overwritten."""
    from policydesk import headless

    return headless.restore(asked.file, asked.to, asked.user, asked.password_file)
