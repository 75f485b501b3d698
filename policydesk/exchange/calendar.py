"""Calendars for other programs: all-day entries that a second import replaces instead of doubling."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from policydesk.queries.diary import DiaryEntry
from policydesk.store import Register

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ZONE = "Europe/London"
"""The zone of the school's days."""

MORNING = 9
"""The hour of the day at which a calendar reminds."""

PRODUCT = "-//PolicyDesk//PolicyDesk//EN"


@dataclass(frozen=True)
class Source:
    """Where a calendar comes from: the register, its name, the moment and the number of its newest change.

    The number is each entry's SEQUENCE, so that whatever changed since replaces what a calendar has.
    """

    register_id: str
    name: str
    made_at: datetime
    sequence: int


def source_of(register: Register) -> Source:
    """Return what a calendar says of the register it comes from, as it is now."""
    seal = register.seal()
    return Source(register.keys.register_id, f"PolicyDesk, {register.school_name}", register.clock(), seal.number)


def calendar_file(entries: Iterable[DiaryEntry], source: Source) -> bytes:
    """Return an iCalendar file (RFC 5545) of some entries; text in it is escaped, also where it looks like lines."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    for name, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", _line(source.name)),
        ("x-wr-timezone", ZONE),
    ):
        calendar.add(name, value)
    calendar.add_component(Timezone.from_tzid(ZONE, first_date=date(2020, 1, 1), last_date=date(2040, 1, 1)))
    for entry in entries:
        calendar.add_component(_event(entry, source))
    return bytes(calendar.to_ical())


def _event(entry: DiaryEntry, source: Source) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@{source.register_id}.policydesk")
    event.add("sequence", source.sequence)
    event.add("dtstamp", source.made_at)
    event.add("last-modified", source.made_at)
    event.add("dtstart", entry.day)
    event.add("dtend", (entry.last or entry.day) + timedelta(days=1))
    event.add("summary", _line(entry.says))
    if entry.about:
        event.add("description", entry.about)
    event.add("status", "CANCELLED" if entry.over else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["PolicyDesk"])
    if entry.alarm_days is not None and not entry.over:
        event.add_component(_alarm(entry, entry.alarm_days))
    return event


def _alarm(entry: DiaryEntry, days: int) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(entry.says))
    alarm.add("trigger", timedelta(hours=MORNING) - timedelta(days=days))
    return alarm


def _line(text: str) -> str:
    return " ".join(text.split())
