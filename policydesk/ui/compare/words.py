"""The sentences that say how the figures of one day differ from those of another."""

from policydesk.dates import written
from policydesk.queries.due import TodayFigures
from policydesk.queries.over_time import Compared, MonthPoint
from policydesk.ui.kit.states import counted


def headline(found: Compared) -> str:
    """Return the whole comparison in one sentence."""
    changes = found.changes
    better = len(changes.gone) + len(changes.eased)
    if not (better or changes.worse or changes.new):
        same = counted(changes.same, "thing stands", "things stand")
        return f"Nothing is different: {same} as before." if changes.same else "Nothing wanted attention on either day."
    parts = (
        f"{counted(better, 'thing')} got better",
        f"{counted(len(changes.worse), 'thing')} got worse",
        f"{counted(len(changes.new), 'thing is', 'things are')} new",
    )
    return f"From {written(found.earlier)} to {written(found.later)}: {', '.join(parts[:2])}, and {parts[2]}."


def figure_sentences(found: Compared) -> tuple[str, ...]:
    """Return what the figures at the head of Today say of both days."""
    before, after = found.before, found.after
    return (
        f"Acknowledgements up to date: {_share(before)} before, {_share(after)} then{_trend(before, after)}.",
        f"People who had done all of it: {_done(before)} before, {_done(after)} then.",
        f"Acknowledgements overdue: {before.overdue:,} before, {after.overdue:,} then.",
        f"Policies past their review date: {before.reviews_overdue:,} before, {after.reviews_overdue:,} then.",
    )


def trend_sentence(points: tuple[MonthPoint, ...]) -> str:
    """Return where the months begin and end, in words."""
    first, last = points[0], points[-1]
    return (
        f"{written(first.day)}: {counted(first.open, 'thing')} to do, {first.overdue:,} overdue. "
        f"{written(last.day)}: {counted(last.open, 'thing')} to do, {last.overdue:,} overdue."
    )


def _share(figures: TodayFigures) -> str:
    if not figures.asked:
        return "nobody asked"
    return f"{_of(figures.up_to_date, figures.asked)} ({_percent(figures)} %)"


def _trend(before: TodayFigures, after: TodayFigures) -> str:
    if not before.asked or not after.asked:
        return ""
    step = _percent(after) - _percent(before)
    if not step:
        return ""
    return f", {abs(step)} {'point' if abs(step) == 1 else 'points'} {'more' if step > 0 else 'less'}"


def _percent(figures: TodayFigures) -> int:
    return 100 * figures.up_to_date // figures.asked


def _done(figures: TodayFigures) -> str:
    return _of(figures.all_done, figures.people)


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}"
