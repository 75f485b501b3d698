"""What a report is told from: gathered beside the desk's work, and kept while nothing of it can be different."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.reports.report import Gathered, Options, Printing, Report, gather, with_names
from policydesk.store.register import ZONE
from policydesk.ui.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Told = tuple[Report, Gathered, Printing]

_Key = tuple[str, date, Options, str]
"""A report's id, its day, what is chosen of it but for the names, and the register's seal."""


class Gathering:
    """Gathers reports; keeps what it gathered last, but nothing unsealed and no look at the file itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: tuple[_Key, Gathered] | None = None

    def ask(self, report: Report, as_at: date, options: Options) -> Told:
        """Return a report's facts with the register's seal at that moment; may be asked on any thread."""
        return self._desk.ask(self._told, report, as_at, options)

    def _told(self, session: "Session", report: Report, as_at: date, options: Options) -> Told:
        register: Any = self._desk.register
        printing = Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))
        key = report.id, as_at, replace(options, names=False, look=None), printing.seal
        if self._kept is not None and self._kept[0] == key:
            gathered = with_names(session, report, self._kept[1], options)
        else:
            gathered = gather(session, report, as_at, options)
        is_kept = options.incidents is None and options.look is None
        self._kept = (key, gathered) if is_kept else None
        return report, gathered, printing
