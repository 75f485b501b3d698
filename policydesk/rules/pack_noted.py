"""What the school noted about the rule pack, a changed value or an entry of its own: until when it counts."""

from datetime import date


class Noted:
    """In force from a day on, until the school withdraws it."""

    __slots__ = ()

    from_on: date
    withdrawn_on: date | None

    def counts_on(self, day: date) -> bool:
        """Whether it is in force on a day; a newer one may stand over it."""
        return self.from_on <= day and not self.is_withdrawn_by(day)

    def is_withdrawn_by(self, day: date) -> bool:
        """Whether it was given back or taken out by a day."""
        return self.withdrawn_on is not None and self.withdrawn_on <= day
