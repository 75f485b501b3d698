"""Released figures in words, as the summary prints them and as whoever releases them reads them before."""

from dataclasses import dataclass, replace

from policydesk.dates import written
from policydesk.rules.figures import Figures, Table, Times
from policydesk.rules.figures_counts import BY_MARKS, BY_STANDING
from policydesk.rules.masking import SMALLEST, shown


@dataclass(frozen=True)
class ToldTable:
    """A table as it is read: its heading, a sentence, and its lines where there are any to show."""

    heading: str
    says: str
    lines: tuple[tuple[str, str], ...] = ()


def told_tables(figures: Figures) -> tuple[ToldTable, ...]:
    """Return each table of a release in words; a log with nothing, or too little, is told in one sentence.

    Tables that follow each other and have the same to say without a line are one.
    """
    told: list[ToldTable] = []
    short: set[str] = set()
    for one in figures.tables:
        log, _by, what = one.title.partition(", by ")
        if what == "term" and not one.counts.total:
            short.add(log)
            told.append(_told(one, log))
        elif log not in short:
            _add(told, _told(one, _heading(one, figures)), log)
    return tuple(told)


def _add(told: list[ToldTable], one: ToldTable, log: str) -> None:
    before = told[-1] if told else None
    alike = before is not None and not (one.lines or before.lines) and one.says == before.says
    if before is None or not alike or not before.heading.startswith(log):
        told.append(one)
    else:
        told[-1] = replace(before, heading=f"{before.heading}{one.heading.removeprefix(log)}")


def told_times(figures: Figures) -> tuple[str, ...]:
    """Return how long things took, a sentence each."""
    return tuple(_times(one) for one in figures.times)


def _heading(table: Table, figures: Figures) -> str:
    if table.title in BY_STANDING and figures.stood_on is not None:
        return f"{table.title} on {written(figures.stood_on)}"
    return table.title


def _told(table: Table, heading: str) -> ToldTable:
    total, counts = table.counts.total, table.counts.counts
    if total == 0:
        return ToldTable(heading, "None was recorded.")
    if total is None:
        return ToldTable(heading, f"Fewer than {SMALLEST} were recorded, so nothing more is shown.")
    if all(count is None for _name, count in counts):
        return ToldTable(heading, f"{shown(total)} in all, and too few of each to show more.")
    lines = [(name, shown(count)) for name, count in counts if count != 0]
    marks = table.title in BY_MARKS
    if marks and not lines:
        return ToldTable(heading, f"None of the {shown(total)}.")
    lines.append(("Concerns in all" if marks else "All", shown(total)))
    return ToldTable(heading, "One concern may stand in several lines." if marks else "", tuple(lines))


def _times(times: Times) -> str:
    if times.days is None:
        return f"{times.title}: too few to say."
    middle, longest = times.days
    return f"{times.title}: {_days(middle)} in the middle, {_days(longest)} at the longest."


def _days(count: int) -> str:
    return f"{count:,} {'day' if count == 1 else 'days'}"
