"""Writing the calendar file from the command line."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from policydesk.errors import Refusal
from policydesk.exchange.calendar import calendar_file, source_of
from policydesk.queries.diary import diary
from policydesk.queries.staff import find_staff
from policydesk.store import Register
from policydesk.store.atomic import write_whole
from policydesk.store.register import ZONE


def write_calendar(register: Register, out: Path, person: str | None) -> int:
    """Write what there is to do, for everybody or one person, and print how many entries it has."""
    today = register.clock().astimezone(ZONE).date()
    with register.reading() as session:
        staff_id = None if person is None else _person(session, today, person)
        entries = diary(session, today, staff_id)
    write_whole(out, calendar_file(entries, source_of(register)))
    count = sum(1 for one in entries if not one.over)
    print(f"calendar: {out}")
    print(f"{count:,} {'entry' if count == 1 else 'entries'}. Import it again whenever you like: it replaces them.")
    return 0


def _person(session: Session, today: date, name: str) -> int:
    found = find_staff(session, today, name)
    exact = [row for row in found if row.full_name.casefold() == name.strip().casefold()]
    wanted = exact or list(found)
    if len(wanted) != 1:
        names = ", ".join(row.full_name for row in found) or "nobody"
        raise Refusal(f"“{name}” must be one person. Found: {names}.")
    return wanted[0].id
