"""A schedule by weekdays begins as its first date does: 8 December 2026 makes it the second Tuesday, until changed."""

from datetime import date

from policydesk.terms_reviews import Nth, Weekday
from policydesk.ui.kit.form_dialog import FormDialog

_FIFTH = 28
"""Days of a month after which a weekday comes for the fifth time: the last one of the month."""


def weekday_of(day: date) -> tuple[Nth, Weekday]:
    """Return which weekday of its month a day is; the fifth is the last."""
    weekday = tuple(Weekday)[day.weekday()]
    return (Nth.LAST if day.day > _FIFTH else tuple(Nth)[(day.day - 1) // 7]), weekday


class WeekdayFollows:
    """Keeps the weekday in step with the date of the next review, until somebody chooses another."""

    def __init__(self, form: FormDialog) -> None:
        self._form = form
        self._proposed = (form.value_of("nth"), form.value_of("weekday"))

    def on_changed(self) -> None:
        """Propose again where the last proposal still stands."""
        day = self._form.value_of("due_on")
        if not isinstance(day, date) or (self._form.value_of("nth"), self._form.value_of("weekday")) != self._proposed:
            return
        self._proposed = weekday_of(day)
        for name, value in zip(("nth", "weekday"), self._proposed, strict=True):
            self._form.input_of(name).set_value(value)
