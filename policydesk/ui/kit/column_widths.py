"""How a table's columns share the room there is, so that nothing is out of sight that could be in sight."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Width:
    """What one column would like, and the least at which it still reads, both in pixels."""

    wanted: int
    least: int


def shared(columns: Sequence[Width], room: int) -> tuple[int, ...]:
    """Return a width for each column: what it would like, else the widest give way first, none below its least."""
    too_much = sum(one.wanted for one in columns) - room
    widths = [one.wanted for one in columns]
    while too_much > 0:
        soft = [at for at, one in enumerate(columns) if widths[at] > one.least]
        if not soft:
            break
        widest = max(widths[at] for at in soft)
        giving = [at for at in soft if widths[at] == widest]
        below = max((widths[at] for at in soft if widths[at] < widest), default=0)
        for at in giving:
            give = min(widest - max(below, columns[at].least), -(-too_much // len(giving)), too_much)
            widths[at] -= give
            too_much -= give
    return tuple(widths)
