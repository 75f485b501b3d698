"""The command line: every job that needs no window. With no command the desk opens."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from policydesk import __version__
from policydesk.cli_lists import add_calendar, add_export, add_findings, add_import
from policydesk.cli_options import CommandParser
from policydesk.cli_papers import add_check_policy, add_report
from policydesk.cli_registers import add_backup, add_demo, add_new, add_restore, add_verify
from policydesk.errors import Refusal, Refusals, StoreTrouble

DONE, PROBLEM, WRONG_USE = 0, 1, 2
"""Exit codes: done; the register has a problem; the command was used wrongly."""

IN_ORDER = (
    add_demo, add_new, add_import, add_export, add_findings, add_check_policy, add_report, add_calendar, add_verify,
    add_backup, add_restore,
)  # fmt: skip
"""Every command, as the help lists them."""


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


def parser() -> argparse.ArgumentParser:
    """Return the description of every command, its options and its help."""
    top = CommandParser(
        prog="policydesk",
        description="A school's social media policy register. Without a command, PolicyDesk opens its window.",
        epilog="Passwords come from a prompt, POLICYDESK_PASSWORD or --password-file, never from an argument. "
        "Exit codes: 0 done, 1 the register has a problem, 2 the command was used wrongly.",
    )
    top.add_argument("--version", action="version", version=f"PolicyDesk {__version__}")
    top.add_argument("--register", type=Path, metavar="DIR", help="open the window on this register")
    top.set_defaults(run=_desk)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for add in IN_ORDER:
        add(commands)
    return top


def _desk(asked: argparse.Namespace) -> int:
    """Open the window."""
    from policydesk.app import start

    return start(asked.register)
