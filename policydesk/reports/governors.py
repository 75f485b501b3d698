"""The governors' acknowledgement report: the figures, each with its whole, and what is still missing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import MONTHS, written
from policydesk.queries.acknowledgements import (
    CategoryFigure,
    PairRow,
    TrendPoint,
    category_figures,
    pairs,
    trend,
)
from policydesk.queries.due import TodayFigures, today_figures
from policydesk.reports.report import Options, Report
from policydesk.reports.words import called, counted, of, percent
from policydesk.terms import AckState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts


@dataclass(frozen=True)
class GovernorsFacts:
    """Everything the report says; `late` are the overdue pairs, named only where somebody asked for names."""

    as_at: date
    today: TodayFigures
    categories: tuple[CategoryFigure, ...]
    late: tuple[PairRow, ...]
    trend: tuple[TrendPoint, ...]
    names: bool


def gather(session: "Session", as_at: date, options: Options) -> GovernorsFacts:
    """Ask for the figures as at a day."""
    late = pairs(session, as_at, {AckState.OVERDUE, AckState.EXPIRED, AckState.DECLINED})
    return GovernorsFacts(
        as_at,
        today_figures(session, as_at),
        category_figures(session, as_at),
        tuple(pair for pair in late if pair.days_overdue or pair.state is not AckState.EXPIRED),
        trend(session, as_at),
        options.names,
    )


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
                (f"{len(facts.late):,}", "overdue or declined"),
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
    from policydesk.reports.parts import Bar, Head

    bars = [
        Bar(f"{one.title}, version {one.label}", one.acknowledged, one.asked, one.late) for one in facts.today.figures
    ]
    heads = (Head("Policy", 4.4), *(Head(words, 1.65, right=True) for words in
             ("Asked", "Done", "Overdue", "To do", "Declined", "Renew", "Exempt")))  # fmt: skip
    rows = [
        (
            f"{one.title}, version {one.label}",
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
        )
        for one in facts.today.figures
    ]
    return [*parts.heading("By policy"), parts.bars(bars), parts.space(), parts.table(heads, rows)]


def _categories(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    heads = (
        Head("Category", 4),
        Head("People", 1.4, right=True),
        Head("Asked for", 1.6, right=True),
        Head("Given", 1.4, right=True),
        Head("Overdue", 1.5, right=True),
        Head("Up to date", 1.8, right=True),
    )
    rows = [
        (
            one.category.label,
            f"{one.people:,}",
            f"{one.asked:,}",
            f"{one.up_to_date:,}",
            f"{one.overdue:,}",
            percent(one.up_to_date, one.asked),
        )
        for one in facts.categories
    ]
    return [
        *parts.heading("By category"),
        parts.table(heads, rows),
        parts.words("Somebody who belongs to two categories is counted in both.", "quiet"),
    ]


def _late(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    told = [*parts.heading("Overdue and declined")]
    if not facts.late:
        return [*told, parts.words("Nothing is overdue and nobody has declined.")]
    if not facts.names:
        people = len({pair.staff_id for pair in facts.late})
        sentence = (
            f"{counted(len(facts.late), 'acknowledgement is', 'acknowledgements are')} overdue or declined, "
            f"of {counted(people, 'person', 'people')}. The names are in the list “Who is outstanding”."
        )
        return [*told, parts.words(sentence)]
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
            parts.words("How much of what was asked for was given at the end of each month, and on this day.", "quiet"),
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
    story=story,
    place=10,
    offers_names=True,
)
