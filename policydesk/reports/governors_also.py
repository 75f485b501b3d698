"""What else governors ask about: starters, guidance read, accounts in numbers, the media, records disposed of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_logs import EnquiryRow, enquiries
from policydesk.queries.accounts import AccountRow
from policydesk.queries.acknowledgement_figures import PolicyFigure
from policydesk.queries.consultation import edition_facts, kept_editions
from policydesk.queries.governing import starters, written_down
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.queries.retention import disposals, holds_on, kept_until
from policydesk.reports.paper.told import Head
from policydesk.reports.paper.words import of, percent
from policydesk.rules.facts import EditionFacts
from policydesk.rules.findings import Finding
from policydesk.rules.shares import Share
from policydesk.rules.wall_clock import ZONE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


@dataclass(frozen=True)
class AlsoFacts:
    """Facts of the two days that stand in no other part of the report; `earlier` is the day of the last report."""

    as_at: date
    earlier: date
    starters: Share
    editions: tuple[EditionFacts, ...]
    written_down: dict[int, tuple[bool, bool]]
    enquiries: tuple[EnquiryRow, ...]
    disposed: int
    due: int
    held: int


def gather_also(session: "Session", as_at: date, earlier: date, kept: tuple[PolicyDetail, ...]) -> AlsoFacts:
    """Ask for what was so on a day, and what was done since the day after the earlier one."""
    since = datetime.combine(earlier + timedelta(days=1), time(), ZONE)
    found = edition_facts(kept_editions(session), as_at, kept)
    due = kept_until(session, as_at, as_at - timedelta(days=1))
    return AlsoFacts(
        as_at,
        earlier,
        starters(session, as_at),
        tuple(one for one in found if one.in_force_from <= as_at),
        written_down(session, as_at),
        tuple(one for one in enquiries(session, as_at) if one.received_at >= since),
        len(disposals(session, earlier + timedelta(days=1), as_at)),
        sum(not one.held for one in due),
        len(holds_on(session, as_at)),
    )


def people(facts: AlsoFacts, figures: tuple[PolicyFigure, ...], parts: "Parts") -> list[Any]:
    """Tell new starters, refusals and exemptions, and who has read each edition of guidance."""
    new = facts.starters
    declined, exempt = (sum(getattr(one, name) for one in figures) for name in ("declined", "exempt"))
    rows: list[tuple[Any, ...]] = [
        ("New starters of 12 months who have acknowledged all they are asked for", _part(new.part, new.whole)),
        ("Acknowledgements declined", declined),
        ("Acknowledgements from which somebody is exempt", exempt),
    ]
    rows += [_read(one, figures) for one in facts.editions]
    heads = (Head("What", 6.4), Head("Number", 2.8, right=True))
    return [*parts.heading("Starters, refusals, exemptions and guidance", "minor"), parts.table(heads, rows)]


def _part(part: int, whole: int) -> str:
    return f"{of(part, whole)} ({percent(part, whole)})" if whole else "None"


def _read(edition: EditionFacts, figures: tuple[PolicyFigure, ...]) -> tuple[str, str]:
    words = f"People who have read {edition.name} {edition.edition}"
    figure = next((one for one in figures if one.policy_id == edition.policy_id), None)
    if figure is None:
        return words, "Not asked"
    return words, _part(figure.acknowledged, figure.asked) if edition.has_version else "No version yet"


LINES = (
    ("Accounts with fewer moderators than their policy asks for", "account.too_few_moderators"),
    ("Accounts that nobody has looked at in time", "account.neglected"),
    ("Exceptions to a platform’s minimum age", "account.minimum_age"),
)
"""What governors ask about accounts, and the finding that says it."""


def account_numbers(
    facts: AlsoFacts, speaking: tuple[AccountRow, ...], found: tuple[Finding, ...], parts: "Parts"
) -> list[Any]:
    """Tell how many accounts lack what governors ask for."""
    rows: list[tuple[Any, ...]] = [
        (words, len({one.subject_id for one in found if one.rule == rule})) for words, rule in LINES
    ]
    known = [facts.written_down.get(one.id, (False, False)) for one in speaking]
    rows += [
        ("Accounts of which nobody has written down how they will end", sum(not ends for ends, _rules in known)),
        ("Accounts of which it is not known where the house rules stand", sum(not rules for _ends, rules in known)),
    ]
    return [parts.space(6), parts.table((Head("What", 7), Head("Number", 2.2, right=True)), rows)]


def media(facts: AlsoFacts, parts: "Parts") -> list[Any]:
    """Tell how many enquiries came from the media, and whether all of them went to the headteacher."""
    count = len(facts.enquiries)
    if not count:
        says = f"No media enquiry was noted since {written(facts.earlier)}."
    else:
        waiting = sum(one.forwarded_at is None for one in facts.enquiries)
        went = f"{waiting:,} not forwarded to the headteacher yet" if waiting else "all forwarded to the headteacher"
        closed = sum(one.closed_on is not None for one in facts.enquiries)
        since = f"since {written(facts.earlier)}"
        says = (
            f"{counted(count, 'media enquiry was', 'media enquiries were')} noted {since}: "
            f"{went}, {closed or 'none'} closed."
        )
    return [*parts.heading("Media enquiries"), parts.words(says)]


def records(facts: AlsoFacts, parts: "Parts") -> list[Any]:
    """Tell what was disposed of, what is due, and what a legal hold keeps."""
    gone = counted(facts.disposed, "record was", "records were") if facts.disposed else "No record was"
    due = counted(facts.due, "record is", "records are") if facts.due else "none is"
    held = counted(facts.held, "legal hold is", "legal holds are") if facts.held else "no legal hold is"
    says = f"{gone} disposed of since {written(facts.earlier)}; {due} due for disposal, and {held} in force."
    note = "Holds on incidents are inside the sealed records. The report “Retention and disposal” has every record."
    return [*parts.heading("Records kept and disposed of"), parts.words(says), parts.words(note, "quiet")]
