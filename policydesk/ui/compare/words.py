"""The sentences that say how the figures of one day differ from those of another."""

from policydesk.counts import counted, listed
from policydesk.dates import written
from policydesk.queries.due import TodayFigures
from policydesk.queries.over_time import Compared, MonthPoint
from policydesk.rules.compare import Comparison


def headline(found: Compared) -> str:
    """Return the whole comparison in one sentence."""
    days = f"{written(found.earlier)} to {written(found.later)}"
    told = tuple(_told(found.changes))
    if told:
        return f"From {days}: {listed(told)}."
    same = found.changes.same
    stands = f"{counted(same, 'thing stands', 'things stand')} as before" if same else "nothing wanted attention"
    return f"Nothing changed from {days}: {stands}."


def _told(changes: Comparison) -> list[str]:
    """Return what there is to say of each side; that nothing got better or worse is said, too."""
    better, worse, new = len(changes.gone) + len(changes.eased), len(changes.worse), len(changes.new)
    if not (better or worse or new):
        return []
    told = [f"{counted(better, 'thing')} got better"] if better else []
    told += [f"{counted(worse, 'thing')} got worse"] if worse else []
    told += [f"{counted(new, 'thing is', 'things are')} new"] if new else []
    if not better:
        told.append("nothing got better")
    elif not (worse or new):
        told.append("nothing got worse")
    return told


def figure_sentences(found: Compared) -> tuple[str, ...]:
    """Return what the figures at the head of Today say of both days."""
    before, after = found.before, found.after
    reviews = before.reviews_overdue, after.reviews_overdue
    return (
        f"Acknowledgements up to date: {_share(before)} before, {_share(after)} then{_trend(before, after)}.",
        f"People who had done all of it: {_done(before)} before, {_done(after)} then.",
        f"Acknowledgements overdue: {_number(before.overdue)} before, {_number(after.overdue)} then.",
        f"Policies past their review date: {_number(reviews[0])} before, {_number(reviews[1])} then.",
    )


def trend_sentence(points: tuple[MonthPoint, ...]) -> str:
    """Return where the months begin and end, in words."""
    return " ".join(f"{month_words(one)}." for one in (points[0], points[-1]))


def month_words(point: MonthPoint) -> str:
    """Return what wanted attention at the end of a month: "31 October 2026: 12 things to do, 3 of them overdue"."""
    if not point.open:
        return f"{written(point.day)}: nothing to do"
    late = f"{_number(point.overdue)} of them" if point.open > 1 else "it is" if point.overdue else "it is not"
    return f"{written(point.day)}: {counted(point.open, 'thing')} to do, {late} overdue"


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


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
    return _of(figures.all_done, figures.people) if figures.people else "nobody asked"


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}"
