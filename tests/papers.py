"""Every report of the demo school, on one day and with one seal: what is drawn, looked at and compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.errors import Refusal
from policydesk.queries.incidents import openable
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Gathered, Options, Printing, Report, gather, render
from policydesk.store import Register, open_register
from policydesk.store.health import health_of
from tests.conftest import StoppedClock
from tests.stories import TODAY

DEMO = "demo.policydesk"
"""The demo school's folder."""

OFFICE, LEAD = "Marta Lindqvist", "Samira Haddad"
"""Who prints at the demo school: the office manager, and the DSL with the sealed parts open."""

SEAL = "AD06-38F7 / 250"
"""One seal for all: the real one differs each time that a register is made."""


@dataclass(frozen=True)
class Paper:
    """A report as somebody prints it; `name` is its id, with what is special about it."""

    name: str
    report: Report
    gathered: Gathered | None
    printing: Printing
    refused: str = ""

    def pdf(self) -> bytes:
        """Draw it."""
        assert self.gathered is not None
        return render(self.report, self.gathered, self.printing)


@contextmanager
def demo_school(folder: Path, who: str) -> Iterator[Register]:
    """Open the demo school as somebody; it is made where it is not there yet."""
    school = folder / DEMO
    if not school.exists():
        build_demo(school, clock=StoppedClock())
    register = open_register(school, user_name=who, password=DEMO_PASSWORD, clock=StoppedClock())
    yield register
    register.close()


def papers_of(register: Register, *, opened: bool = False, looks: bool = False) -> Iterator[Paper]:
    """Gather every report that whoever is signed in is offered; with `opened` those alone that take incidents.

    What looks at the register's file says something else on every computer, so it is drawn only where `looks` asks.
    """
    printing = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), register.actor.name, SEAL)
    for report in reports():
        if report.takes_incidents if opened else not report.wants_keys:
            yield _paper(register, report, printing, opened=opened, looks=looks)


def _paper(register: Register, report: Report, printing: Printing, *, opened: bool, looks: bool) -> Paper:
    name = f"{report.id}-opened" if opened and report.uses_keys else report.id
    with register.reading() as session:
        records = openable(session, register.vault, register.actor.user_id) if opened else None
        options = Options(incidents=records, look=(lambda: health_of(register)) if looks else None)
        try:
            return Paper(name, report, gather(session, report, TODAY, options), printing)
        except Refusal as refusal:
            return Paper(name, report, None, printing, refusal.says)


def demo_papers(folder: Path, *, looks: bool = False) -> Iterator[Paper]:
    """Gather every report of the demo school."""
    with demo_school(folder, OFFICE) as register:
        yield from papers_of(register, looks=looks)
    with demo_school(folder, LEAD) as register:
        yield from papers_of(register, opened=True)
