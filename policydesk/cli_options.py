"""What commands have in common: whose register, who signs in with which password, days and words of the school."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from policydesk.dates import read_day
from policydesk.errors import Refusal
from policydesk.terms import Term

Commands: TypeAlias = "argparse._SubParsersAction[CommandParser]"
"""What a command adds itself to."""

T = TypeVar("T", bound=Term)


class CommandParser(argparse.ArgumentParser):
    """Takes options only as they are written: "--password secret" must not pass for --password-file."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **{**more, "allow_abbrev": False})


def register_options(command: argparse.ArgumentParser) -> None:
    """Let a command be told which register it works on, and who signs in."""
    command.add_argument("--register", type=Path, metavar="DIR", help="the register's folder (or POLICYDESK_REGISTER)")
    user_option(command)
    password_option(command)


def user_option(command: argparse.ArgumentParser) -> None:
    """Let a command be told who signs in."""
    command.add_argument(
        "--user",
        metavar="NAME",
        help="who signs in (or POLICYDESK_USER; default: the only user, on a demo the office manager)",
    )


def password_option(command: argparse.ArgumentParser) -> None:
    """Let a command be told where the password is; it is never an argument."""
    command.add_argument("--password-file", type=Path, metavar="FILE", help="a file whose first line is the password")


def day(text: str) -> date:
    """Return the day that somebody typed, as people write days."""
    from policydesk.headless import today

    found = read_day(text, today())
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it like 31/8/2026 or 2026-08-31")
    return found


def term(terms: type[T], said: str | None, name: str) -> T | None:
    """Return the term that somebody means by its stored word or its label; raises Refusal where there is none."""
    if said is None:
        return None
    wanted = said.strip().casefold()
    found = next((one for one in terms if wanted in {one.value, one.label.casefold()}), None)
    if found is None:
        words = ", ".join(one.value for one in terms)
        raise Refusal(f"No {name} is called “{said}”. Choose one of: {words}.")
    return found
