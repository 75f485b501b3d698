"""Commands about papers: print a report, and look through a policy's text."""

import argparse
from pathlib import Path

from policydesk.cli_options import CommandParser, Commands, day, register_options, term
from policydesk.errors import Refusal


def add_check_policy(commands: Commands) -> None:
    """Offer the look through a policy's text."""
    check = commands.add_parser("check-policy", help="look through a policy's text", description=_check_policy.__doc__)
    check.add_argument("file", type=Path, metavar="FILE", help="a PDF, a Word document (DOCX) or plain text")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--policy",
        metavar="TITLE",
        help="the policy in the register that the file is compared with (default: the one that keeps this file, "
        "else the social media policy in force)",
    )
    register_options(check)
    check.set_defaults(run=_check_policy)


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


def add_report(commands: Commands) -> None:
    """Offer every report."""
    report = commands.add_parser(
        "report", help="print a report to a PDF file or a spreadsheet", description=_report.__doc__
    )
    report.add_argument("name", nargs="?", metavar="NAME", help="which report; --list names them all")
    report.add_argument("--list", action="store_true", help="list the reports")
    report.add_argument("--out", type=Path, metavar="FILE", help="the file to write")
    report.add_argument(
        "--format", choices=("pdf", "xlsx", "html"), help="the kind of file (default: by its ending, or PDF)"
    )
    report.add_argument("--compare-with", type=day, metavar="DATE", help="an earlier day to compare the figures with")
    report.add_argument("--as-at", type=day, metavar="DATE", help="as the register stood on this day (default: today)")
    _about(report)
    report.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="NAME",
        help="a report or a file that an evidence pack has; say it again for more (default: what is usual)",
    )
    report.add_argument("--names", action="store_true", help="include names where the report offers it")
    register_options(report)
    report.set_defaults(run=_report)


def _about(report: CommandParser) -> None:
    """Let a report be told whom and what it is about, and which days."""
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
    report.add_argument("--from", dest="first", type=day, metavar="DATE", help="first day, for reports about some days")
    report.add_argument("--until", type=day, metavar="DATE", help="last day, for reports about some days")
    report.add_argument("--kind", metavar="KIND", help="friend_request or concern, for reports about incidents")
    report.add_argument("--category", metavar="NAME", help="category of the concerns, for reports about incidents")
    stands = report.add_mutually_exclusive_group()
    stands.add_argument(
        "--open", dest="is_open", action="store_const", const=True, help="only incidents with something left to do"
    )
    stands.add_argument(
        "--closed", dest="is_open", action="store_const", const=False, help="only incidents with nothing left to do"
    )


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
            held=term(StaffCategory, asked.staff_category, "category of staff"),
            kind=term(IncidentKind, asked.kind, "kind"),
            category=term(Category, asked.category, "category"),
            is_open=asked.is_open,
            include=tuple(asked.include),
        )
        return report(register, asked.name, asked.out, asked.as_at or headless.today(), chosen)
