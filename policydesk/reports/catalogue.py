"""Every report there is: each module of this folder that has a REPORT is one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from policydesk import reports as folder
from policydesk.errors import Refusal
from policydesk.reports.report import Report

_NOT_REPORTS = frozenset(
    {
        "account_questions",
        "accounts_register_rows",
        "attached",
        "by_policy",
        "catalogue",
        "checking",
        "cover_calendar",
        "form_parts",
        "governors_also",
        "governors_asked",
        "governors_changes",
        "governors_facts",
        "governors_incidents",
        "governors_method",
        "governors_reviews",
        "governors_summary",
        "incident_record",
        "length",
        "narrowed",
        "paper",
        "person_parts",
        "report",
        "sheets",
        "smaller",
        "year_grid",
    }
)


@cache
def reports() -> tuple[Report, ...]:
    """Return all reports in the order in which they are offered."""
    names = [one.name for one in iter_modules(folder.__path__) if one.name not in _NOT_REPORTS]
    modules = [import_module(f"{folder.__name__}.{name}") for name in names]
    return tuple(sorted((module.REPORT for module in modules), key=lambda one: (one.place, one.title)))


def report_named(wanted: str) -> Report:
    """Return a report by its id; raises Refusal that names those there are."""
    found = next((one for one in reports() if one.id == wanted), None)
    if found is None:
        raise Refusal(f"There is no report called “{wanted}”. There are: {', '.join(one.id for one in reports())}.")
    return found
