"""The clock on the school's wall: which day it is there at a moment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
"""The clock on the school's wall."""


def local_day(moment: datetime) -> date:
    """Return the day on the school's calendar that a moment falls on."""
    return moment.astimezone(ZONE).date()
