"""Releasing figures about incidents: masked counts, in clear, for those who have no key."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.dates import written
from policydesk.models import ReleasedFigures
from policydesk.queries.incidents import envelope_hashes, openable
from policydesk.rules.figures import figures_of
from policydesk.rules.masking import SMALLEST
from policydesk.rules.redaction import Level, redacted
from policydesk.rules.school_terms import is_whole_terms, terms_between
from policydesk.store import Txn
from policydesk.terms import Role, Topic


@dataclass(frozen=True)
class ReleaseDraft:
    """The period that figures are released for: whole terms, both days inclusive."""

    from_on: date
    until_on: date


def release_figures(txn: Txn, draft: ReleaseDraft) -> int:
    """Release the figures of whole terms; returns the release's id.

    Periods are the same or apart, and a period is released again only when enough came in, so that nobody can
    subtract one release from another. Raises Refusal.
    """
    checks = Checks()
    checks.refuse_if(not txn.actor.may(Role.DSL, Role.HEADTEACHER), "Figures are released by a DSL or the headteacher.")
    checks.refuse_if(draft.until_on < draft.from_on, "The last day is before the first day. Check both.", "until_on")
    checks.refuse_if(
        not is_whole_terms(draft.from_on, draft.until_on),
        "Release whole terms: from 1 September, 1 January or 1 April to 31 December, 31 March or 31 August.",
        "from_on",
    )
    checks.done()
    chosen = [
        one
        for one in openable(txn.session, txn.vault, txn.actor.user_id)
        if draft.from_on <= one.happened_on <= draft.until_on
    ]
    _refuse_subtracting(txn, draft, len(chosen))
    figures = figures_of(
        (redacted(one, Level.GOVERNORS) for one in chosen), terms_between(draft.from_on, draft.until_on)
    )
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


def _refuse_subtracting(txn: Txn, draft: ReleaseDraft, count: int) -> None:
    checks = Checks()
    asked = select(ReleasedFigures).where(
        ReleasedFigures.from_on <= draft.until_on, ReleasedFigures.until_on >= draft.from_on
    )
    for other in txn.session.scalars(asked):
        same = (other.from_on, other.until_on) == (draft.from_on, draft.until_on)
        checks.refuse_if(
            not same,
            f"Figures for {written(other.from_on)} to {written(other.until_on)} are released already. Release that "
            "period again, or one beside it: from two that overlap, a reader could subtract a single person.",
            "from_on",
        )
        few = same and 0 < abs(count - len(other.envelopes)) < SMALLEST
        checks.refuse_if(
            few,
            f"Fewer than {SMALLEST} records came in since the last release of this period. Release it again when "
            "there are more, or a reader could subtract a single person.",
            "until_on",
        )
    checks.done()
