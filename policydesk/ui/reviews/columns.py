"""How the lists of the reviews page look, as data."""

from datetime import date

from policydesk.dates import written
from policydesk.queries.consultation import DeclarationRow, EditionRow, EngagementRow
from policydesk.queries.reviews import ReviewRow
from policydesk.rules.recurrence import in_words
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark, days


def agenda_columns(as_at: date) -> tuple[Column[ReviewRow], ...]:
    """Return the columns of what is due; how late something is depends on the day."""
    return (
        Column("Review", lambda row: row.name, width=42, key="name"),
        marked("Due", lambda row: when(row, as_at), sort=lambda row: row.due_on, tip=lambda row: row.due_words,
               width=18, key="due"),
        Column("Responsible", lambda row: row.person, width=18, key="person"),
        Column("Repeats", repeats, width=26, key="repeats"),
    )  # fmt: skip


def when(row: ReviewRow, as_at: date) -> Mark:
    """Return when a review is due, or how long it is overdue: its day is then its tip, and beside the list."""
    late = (as_at - row.due_on).days
    if late > 0:
        return Mark("!", "Overdue", Tone.BAD, days(late))
    if (row.due_on.year, row.due_on.month) == (as_at.year, as_at.month):
        return Mark("◔", row.due_words, Tone.WARN)
    called = (row.due_on - as_at).days <= row.lead_days
    return Mark("◔" if called else "○", row.due_words, Tone.INFO if called else Tone.QUIET)


def repeats(row: ReviewRow) -> str:
    """Return how often something is reviewed, or why it is reviewed beside its schedule."""
    return f"because of: {row.because.label.lower()}" if row.because else in_words(row.rhythm)


ENGAGEMENT = (
    Column[EngagementRow](
        "Held on", lambda row: written(row.held_on), lambda row: row.held_on, width=18, key="held_on"
    ),
    Column[EngagementRow]("Policy", lambda row: row.policy, width=26, key="policy"),
    Column[EngagementRow]("With", lambda row: ", ".join(one.label for one in row.met_with), width=28, key="met_with"),
    Column[EngagementRow]("How", lambda row: row.method.label, width=14, key="method"),
    Column[EngagementRow]("What changed", lambda row: row.changed, width=36, key="changed"),
)


def guidance_columns(as_at: date) -> tuple[Column[EditionRow], ...]:
    """Return the columns of the editions; which one is in force depends on the day."""
    return (
        Column("Guidance", lambda row: row.name, width=30, key="name"),
        Column("Edition", lambda row: row.edition, width=10, key="edition"),
        marked("State", lambda row: _edition_mark(row, as_at), width=14, key="state"),
        Column("In force from", lambda row: written(row.in_force_from), lambda row: row.in_force_from, width=18,
               key="in_force_from"),
        Column("Acknowledged with", lambda row: row.policy or "No policy named", width=26, key="policy"),
        Column("Who reads what", reads, width=44, key="readings"),
    )  # fmt: skip


def _edition_mark(row: EditionRow, as_at: date) -> Mark:
    if row.in_force:
        return Mark("✓", "In force", Tone.GOOD)
    return Mark("○", "Coming", Tone.INFO) if row.in_force_from > as_at else Mark("↻", "Replaced", Tone.QUIET)


def reads(row: EditionRow) -> str:
    """Return who reads which parts, categories with the same parts together."""
    by_parts: dict[str, list[str]] = {}
    for category, parts in row.readings:
        by_parts.setdefault(parts, []).append(category.label)
    return "; ".join(f"{', '.join(who)}: {parts}" for parts, who in by_parts.items())


DECLARATIONS: tuple[Column[DeclarationRow], ...] = (
    Column("Name", lambda row: row.full_name, lambda row: row.sort_name, width=28, key="name"),
    marked("State", lambda row: declared(row), width=24, key="state"),
    Column("Answered", lambda row: written(row.answered_on), lambda row: row.answered_on, width=18, key="answered_on"),
    Column("Asked", lambda row: written(row.asked_on), lambda row: row.asked_on, width=18, key="asked_on"),
    Column("Answer", lambda row: _answer(row), width=24, key="answer"),
)


def declared(row: DeclarationRow) -> Mark:
    """Return where somebody stands with the yearly question."""
    if not row.is_old:
        return Mark("✓", "Confirmed", Tone.GOOD)
    if row.is_waiting and row.asks_again:
        return Mark("!", "Asked too long ago", Tone.BAD)
    if row.is_waiting:
        return Mark("◔", "Asked, no answer yet", Tone.WARN)
    return Mark("!", "Too long ago", Tone.BAD) if row.answered_on else Mark("○", "Not asked yet", Tone.QUIET)


def _answer(row: DeclarationRow) -> str:
    if row.is_nil is None:
        return ""
    return "Nothing to declare" if row.is_nil else "Something to declare"
