"""How the table of demands looks, as data."""

from policydesk.counts import counted
from policydesk.queries.standard import DemandRow, StandardTable
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark


def clause_words(row: DemandRow) -> str:
    """Return where a demand comes from, for this school."""
    return row.clause or f"Besides: {row.elsewhere}"


def now_mark(row: DemandRow) -> Mark:
    """Return whether a demand is met now."""
    if row.is_number:
        return Mark("", row.value, Tone.INFO if row.is_switched else Tone.QUIET)
    if not row.is_on:
        return Mark("–", "Switched off" if row.is_switched else "Not asked", Tone.QUIET)
    if row.without:
        return Mark("–", "Nothing to check yet", Tone.QUIET)
    if not row.findings:
        return Mark("✓", "Met", Tone.GOOD)
    return Mark("!", f"Not met: {counted(len(row.findings), 'thing')}", Tone.BAD)


def standing_words(table: StandardTable) -> str:
    """Return how many demands are met, are not, or cannot be met yet because nothing that they are about is there."""
    whole = f"{len(table.checked):,} demands that are checked"
    says = f"{table.met:,} of {whole} are met" if table.met else f"None of the {whole} is met"
    if not table.blank:
        return f"{says}."
    fails = f"{table.not_met or 'none'} {'is' if table.not_met < 2 else 'are'} not"
    return f"{says}, {fails}, and {table.blank:,} {'has' if table.blank == 1 else 'have'} nothing to check yet."


COLUMNS: tuple[Column[DemandRow], ...] = (
    Column("Demand", lambda row: row.demand, width=40, key="demand", tip=lambda row: row.demand),
    marked("Now", now_mark, sort=lambda row: (not row.findings, row.is_on, not row.without, row.id), width=21,
           key="now"),
    Column("Clause", clause_words, width=22, key="clause", tip=clause_words),
    Column("How it is checked", lambda row: row.how or row.whence, width=60, key="how",
           tip=lambda row: row.how or row.whence),
)  # fmt: skip
"""The table of demands."""
