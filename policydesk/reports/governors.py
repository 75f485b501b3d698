"""The governors' acknowledgement report: the figures, each with its whole, and what is still missing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import called, counted
from policydesk.dates import MONTHS, written
from policydesk.queries.acknowledgement_figures import CategoryFigure, whole_figures
from policydesk.queries.acknowledgements import PairRow
from policydesk.queries.due import TodayFigures, today_figures
from policydesk.queries.given_by_month import TrendPoint, trend
from policydesk.reports.by_policy import KEY, months_note, stacks
from policydesk.reports.governors_facts import late_pairs
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.paper.words import of, percent
from policydesk.reports.report import Options, Report
from policydesk.reports.smaller import grouped, note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


@dataclass(frozen=True)
class GovernorsFacts:
    """Everything the report says; `late` are the overdue pairs, read only where somebody asked for names.

    `late_people` are late with something or have declined it.
    """

    as_at: date
    today: TodayFigures
    categories: tuple[CategoryFigure, ...]
    late_people: int
    late: tuple[PairRow, ...]
    trend: tuple[TrendPoint, ...]
    names: bool

    @property
    def late_count(self) -> int:
        """How many acknowledgements are overdue, to be renewed or declined."""
        return sum(one.late + one.declined for one in self.today.figures)


def gather(session: "Session", as_at: date, options: Options) -> GovernorsFacts:
    """Ask for the figures as at a day."""
    whole = whole_figures(session, as_at)
    counted = today_figures(session, as_at, figures=whole.school)
    points = trend(session, as_at)
    facts = GovernorsFacts(as_at, counted, whole.categories, whole.late_people, (), points, names=False)
    return named(session, facts, options.names)


def named(session: "Session", facts: GovernorsFacts, names: bool) -> GovernorsFacts:
    """Return the facts with the names of those who are late, or without them."""
    return replace(facts, names=names, late=late_pairs(session, facts.as_at) if names else ())


def story(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell the report."""
    told = [parts.words("Policy acknowledgements", "title"), parts.words(_lead(facts), "lead")]
    if not facts.today.asked:
        return [*told, parts.words("Nothing was due to be acknowledged on this day.")]
    figures = facts.today
    told += [
        parts.figures(
            (
                (of(figures.up_to_date, figures.asked), f"{called(figures.asked, 'acknowledgement')} up to date"),
                (
                    of(figures.all_done, figures.people),
                    f"{called(figures.people, 'person who has', 'people who have')} acknowledged everything",
                ),
                (f"{facts.late_count:,}", "overdue or declined"),
                (
                    of(figures.reviews_overdue, figures.policies_in_force),
                    f"{called(figures.policies_in_force, 'policy past its', 'policies past their')} review date",
                ),
            )
        ),
        *_policies(facts, parts),
        *_categories(facts, parts),
        *_late(facts, parts),
        *_trend(facts, parts),
        parts.space(),
        parts.words(_method(facts), "quiet"),
    ]
    return told


def _lead(facts: GovernorsFacts) -> str:
    figures = facts.today
    if not figures.asked:
        return f"On {written(facts.as_at)} nobody was asked to acknowledge a policy."
    policies = counted(len(figures.figures), "policy", "policies")
    some, have = f"{figures.all_done:,}" if figures.all_done else "None", "has" if figures.all_done <= 1 else "have"
    return (
        f"On {written(facts.as_at)}, {counted(figures.people, 'person was', 'people were')} asked to acknowledge "
        f"{policies}. {some} of them {have} acknowledged everything they were asked for."
    )


def _policies(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    figures = facts.today.figures
    bars = stacks(figures)
    wide = {"Overdue": 1.0, "To do": 1.4, "Declined": 1.0, "Renew": 1.0, "Exempt": 1.0}
    more = (Head(words, share, right=True) for words, share in wide.items())
    heads = (Head("Policy", 4.8), Head("Asked", 1, right=True), Head("Done", 1, right=True), *more,
             Head("Share", 1, right=True))  # fmt: skip
    rows = [
        (
            bar.words,
            *(
                f"{count:,}"
                for count in (
                    one.asked,
                    one.acknowledged,
                    one.late,
                    one.due_soon + one.outstanding,
                    one.declined,
                    one.overdue + one.expired - one.late,
                    one.exempt,
                )
            ),
            percent(one.acknowledged, one.asked),
        )
        for bar, one in zip(bars, figures, strict=True)
    ]
    return [*parts.heading("By policy"), *parts.stacked(KEY, bars), parts.space(6), parts.table(heads, rows)]


def _categories(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (
        Head("Category", 4),
        Head("People", 1.4, right=True),
        Head("Asked for", 1.6, right=True),
        Head("Given", 1.4, right=True),
        Head("Overdue", 1.5, right=True),
        Head("Share", 1.4, right=True),
    )
    lines = grouped({one.category: one.people for one in facts.categories})
    rows = []
    for words, some in lines.items():
        held = [one for one in facts.categories if one.category in some]
        people, asked, given, overdue = (
            sum(getattr(one, what) for one in held) for what in ("people", "asked", "up_to_date", "overdue")
        )
        rows.append((words, f"{people:,}", f"{asked:,}", f"{given:,}", f"{overdue:,}", percent(given, asked)))
    return [
        *parts.heading("By category"),
        parts.table(heads, rows),
        parts.space(3),
        parts.words(note(lines), "quiet"),
    ]


def _late(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    told = [*parts.heading("Overdue and declined")]
    if not facts.late_count:
        return [*told, parts.words("Nothing is overdue and nobody has declined.")]
    sentence = (
        f"Overdue, to be renewed or declined: {counted(facts.late_count, 'acknowledgement')} of "
        f"{counted(facts.late_people, 'person', 'people')}."
    )
    if not facts.names:
        return [*told, parts.words(f"{sentence} The names are in the list “Who is outstanding”.")]
    if too_long(len(facts.late), parts):
        why = left_out("Their names", len(facts.late) // A_PAGE, "one policy in the list “Who is outstanding”")
        return [*told, parts.words(f"{sentence} {why}")]
    heads = (Head("Name", 2.9), Head("Policy", 3.8), Head("State", 1.6), Head("Due", 2.6),
             Head("Days late", 1.2, right=True))  # fmt: skip
    rows = [
        (
            pair.full_name,
            f"{pair.title}, version {pair.label}",
            pair.state.label,
            written(pair.due_on),
            f"{pair.days_overdue:,}" if pair.days_overdue else "–",
        )
        for pair in sorted(facts.late, key=lambda pair: (-pair.days_overdue, pair.sort_name))
    ]
    return [*told, parts.table(heads, rows)]


def _trend(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    points = [(_month(point.as_at), point.up_to_date, point.asked) for point in facts.trend]
    return [
        parts.together(
            *parts.heading("Month by month"),
            parts.words(months_note(facts.as_at), "quiet"),
            parts.columns(points),
        )
    ]


def _month(day: date) -> str:
    return f"{MONTHS[day.month][:3]} {day.year % 100:02d}"


def _method(facts: GovernorsFacts) -> str:
    return (
        "How this is counted: one acknowledgement for each person and each policy in force that binds them on the day; "
        "exempt people are not counted. Percentages are rounded down. Nothing dated after "
        f"{written(facts.as_at)} is counted."
    )


REPORT = Report(
    id="governors-acknowledgements",
    title="Governors’ acknowledgement report",
    says="Figures for governors: by policy, by category, overdue, month by month.",
    gather=gather,
    named=named,
    story=story,
    place=10,
    offers_names=True,
)
