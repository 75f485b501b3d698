"""Commands about a register as a whole: make one, look round in the demo school, check it, back it up, restore it."""

import argparse
from pathlib import Path

from policydesk.cli_options import Commands, password_option, register_options, user_option


def add_demo(commands: Commands) -> None:
    """Offer the demo school."""
    demo = commands.add_parser("demo", help="make the demo school and open it", description=_demo.__doc__)
    demo.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="where to make it (default: beside your registers)"
    )
    demo.add_argument("--size", choices=("small", "large", "stress"), default="small", help="45, 400 or 10,000 staff")
    demo.add_argument(
        "--no-window", action="store_true", help="make it and print its users, without opening the window"
    )
    demo.set_defaults(run=_demo)


def _demo(asked: argparse.Namespace) -> int:
    """Make an invented school to look round in, print its users and their one password, and open it.

    A folder that already holds a demo school is opened as it is. On a machine without a display the demo school's
    reports are written to ./demo-reports/ instead.
    """
    from policydesk import headless

    return headless.demo(asked.folder, asked.size, window=not asked.no_window)


def add_new(commands: Commands) -> None:
    """Offer a new register."""
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
    password_option(new)
    new.set_defaults(run=_new)


def _new(asked: argparse.Namespace) -> int:
    """Make an encrypted register with its first user. The recovery sheets are written as a PDF beside it."""
    from policydesk import headless

    return headless.new(asked.folder, asked.school, asked.user, asked.role or ["office_manager"], asked.password_file)


def add_verify(commands: Commands) -> None:
    """Offer the check of a register or a paper."""
    verify = commands.add_parser("verify", help="check the register or a paper", description=_verify.__doc__)
    verify.add_argument("--report", type=Path, metavar="FILE", help="a report's PDF: do its figures still follow?")
    register_options(verify)
    verify.set_defaults(run=_verify)


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


def add_backup(commands: Commands) -> None:
    """Offer a backup."""
    backup = commands.add_parser("backup", help="write a verified backup", description=_backup.__doc__)
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write (default: the register's own backups)"
    )
    register_options(backup)
    backup.set_defaults(run=_backup)


def _backup(asked: argparse.Namespace) -> int:
    """Write one backup file, open it again and check all of it."""
    from policydesk import headless

    with headless.opened(asked) as register:
        return headless.backup(register, asked.to)


def add_restore(commands: Commands) -> None:
    """Offer a register made from a backup."""
    restore = commands.add_parser("restore", help="make a register from a backup", description=_restore.__doc__)
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    restore.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder for the register")
    user_option(restore)
    password_option(restore)
    restore.set_defaults(run=_restore)


def _restore(asked: argparse.Namespace) -> int:
    """Make a register from a backup, in a new folder. Nothing that exists is overwritten."""
    from policydesk import headless

    return headless.restore(asked.file, asked.to, asked.user, asked.password_file)
