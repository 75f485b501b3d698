"""Releasing figures about incidents: masked counts, in clear, for those who have no key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.actions.checks import Checks
from policydesk.dates import written
from policydesk.models import ReleasedFigures
from policydesk.queries.incident_settings import figure_terms
from policydesk.queries.incidents import envelope_hashes, openable
from policydesk.rules.figures import Figures
from policydesk.rules.figures_counts import figures_of
from policydesk.rules.incidents import Record
from policydesk.rules.masking import SMALLEST
from policydesk.rules.redaction import Level, redacted
from policydesk.rules.school_terms import (
    Division,
    FigureTerm,
    calendar_terms,
    division,
    is_whole,
    term_around,
)
from policydesk.store import Txn
from policydesk.terms import Role, Topic


@dataclass(frozen=True)
class ReleaseDraft:
    """The period that figures are released for: whole terms, both days inclusive."""

    from_on: date
    until_on: date

    @property
    def days(self) -> tuple[date, date]:
        """Both days."""
        return self.from_on, self.until_on


def release_figures(txn: Txn, draft: ReleaseDraft) -> int:
    """Release the figures of whole terms; returns the release's id. Raises Refusal as `figures_to_release` does."""
    checks = Checks()
    checks.refuse_if(not txn.actor.may(Role.DSL, Role.HEADTEACHER), "Figures are released by a DSL or the headteacher.")
    checks.done()
    chosen = _within(openable(txn.session, txn.vault, txn.actor.user_id), draft)
    figures = figures_to_release(txn.session, chosen, draft, txn.today)
    release = ReleasedFigures(
        from_on=draft.from_on,
        until_on=draft.until_on,
        released_at=txn.now,
        released_by=txn.actor.name,
        figures=figures.as_json(),
        envelopes=list(envelope_hashes(txn.session, [one.id for one in chosen])),
    )
    txn.session.add(release)
    txn.session.flush()
    txn.record(Topic.INCIDENTS, 0, f"Released figures for {written(draft.from_on)} to {written(draft.until_on)}")
    return release.id


def figures_to_release(session: Session, records: Iterable[Record], draft: ReleaseDraft, today: date) -> Figures:
    """Return what would be released today for a period, of the records that somebody can open.

    Periods are the same or apart, a period keeps the terms it was first released by, and it is released again only when
    enough came in, so that nobody can subtract one release from another. Raises Refusal.
    """
    checks = Checks()
    checks.refuse_if(draft.until_on < draft.from_on, "The last day is before the first day. Check both.", "until_on")
    checks.done()
    earlier = tuple(session.scalars(select(ReleasedFigures).order_by(ReleasedFigures.id)))
    own = figure_terms(session)
    _refuse_part_of_a_term(draft, own, earlier)
    chosen = _within(records, draft)
    same = [one for one in earlier if (one.from_on, one.until_on) == draft.days]
    _refuse_few_more(chosen, same)
    return _counted(chosen, _terms(draft, own, same), same, min(draft.until_on, today))


def _within(records: Iterable[Record], draft: ReleaseDraft) -> list[Record]:
    return [one for one in records if draft.from_on <= one.happened_on <= draft.until_on]


def _refuse_part_of_a_term(draft: ReleaseDraft, own: Sequence[FigureTerm], earlier: Sequence[ReleasedFigures]) -> None:
    checks = Checks()
    released = [(one.from_on, one.until_on) for one in earlier]
    if draft.days in released:
        return
    for first, last in released:
        checks.refuse_if(
            first <= draft.until_on and last >= draft.from_on,
            f"Figures for {written(first)} to {written(last)} are released already. Release that "
            "period again, or one beside it: from two that overlap, a reader could subtract a single person.",
            "from_on",
        )
    checks.done()
    term = term_around(draft.from_on, own)
    checks.refuse_if(
        not any(is_whole(*draft.days, some, released) for some in (own, calendar_terms(*_months(draft)))),
        f"Release whole terms, for example {written(term.first_on)} to {written(term.last_on)} ({term.name}).",
        "from_on",
    )
    checks.done()


def _months(draft: ReleaseDraft) -> tuple[date, date]:
    """Return the whole terms of the calendar round a period."""
    return term_around(draft.from_on, ()).first_on, term_around(draft.until_on, ()).last_on


def _terms(draft: ReleaseDraft, own: Sequence[FigureTerm], same: Sequence[ReleasedFigures]) -> Division:
    """Return by which terms to count: those of the first release of this period, however the terms changed since."""
    if not same:
        return division(*draft.days, own)
    kept = Figures.from_json(same[0].figures).division
    return kept or Division(calendar_terms(*draft.days), is_own=False)


def _refuse_few_more(chosen: Sequence[Record], same: Sequence[ReleasedFigures]) -> None:
    checks = Checks()
    few = any(0 < abs(len(chosen) - len(one.envelopes)) < SMALLEST for one in same)
    checks.refuse_if(few, _FEW.format(what="records"), "until_on")
    checks.done()


def _counted(chosen: Sequence[Record], terms: Division, same: Sequence[ReleasedFigures], stood_on: date) -> Figures:
    earlier = [Figures.from_json(one.figures) for one in same]
    seen = (redacted(one, Level.GOVERNORS, terms.name_of, stood_on) for one in chosen)
    figures = figures_of(seen, terms, earlier, stood_on)
    checks = Checks()
    for one in earlier:
        title = figures.few_more_than(one)
        checks.refuse_if(title, _FEW.format(what=title.partition(",")[0].lower()), "until_on")
    checks.done()
    return figures


_FEW = (
    f"Fewer than {SMALLEST} {{what}} came in since the last release of this period. Release it again when "
    "there are more, or a reader could subtract a single person."
)
