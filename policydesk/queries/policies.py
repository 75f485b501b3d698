"""What can be asked about policies: the list, and one policy with all its versions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.once import read_once
from policydesk.queries.policies_as_at import policies_on
from policydesk.queries.policies_kept import KeptVersion, kept_policies
from policydesk.queries.policy_rows import PolicyDetail, PolicyRow
from policydesk.queries.states import pair_states
from policydesk.terms import AckState, StaffCategory


def list_policies(session: Session, as_at: date) -> tuple[PolicyRow, ...]:
    """Return every policy by title, withdrawn ones included."""
    return tuple(_row(policy, as_at) for policy in policies(session, as_at))


def policy_detail(session: Session, as_at: date, policy_id: int) -> PolicyDetail | None:
    """Return one policy with all its versions; None where there is none."""
    return next(iter(policies(session, as_at, policy_id)), None)


@read_once
def policies(
    session: Session, as_at: date, policy_id: int | None = None, *, counted: bool = True
) -> tuple[PolicyDetail, ...]:
    """Return policies with their versions, by title: a handful of statements, however many there are.

    Where they are not `counted`, how many people are asked and up to date stays 0.
    """
    kept = kept_policies(session, policy_id)
    if counted:
        figures = _figures(session, as_at, {one.row.id for several in kept.versions.values() for one in several})
        kept = replace(kept, versions=_counted(kept.versions, figures))
    return policies_on(kept, as_at)


def _counted(
    versions: dict[int, tuple[KeptVersion, ...]], figures: dict[int, tuple[int, int]]
) -> dict[int, tuple[KeptVersion, ...]]:
    """Return versions with how many people are asked and up to date."""

    def count(one: KeptVersion) -> KeptVersion:
        signed, of = figures.get(one.row.id, (0, 0))
        return replace(one, asked=of, up_to_date=signed)

    return {policy: tuple(count(one) for one in several) for policy, several in versions.items()}


def _figures(session: Session, as_at: date, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    statement, parameters = pair_states(
        f"""SELECT version_id, sum(state = '{AckState.ACKNOWLEDGED.value}'), count(*) FROM pair_state
            WHERE state <> '{AckState.EXEMPT.value}' GROUP BY version_id""",
        as_at,
        version_ids=ids,
    )
    return {version: (signed, asked) for version, signed, asked in session.execute(statement, parameters)}


def _row(policy: PolicyDetail, as_at: date) -> PolicyRow:
    shown = policy.current or next(iter(policy.versions), None)
    return PolicyRow(
        id=policy.id,
        title=policy.title,
        policy_type=policy.policy_type,
        owner=policy.owner,
        version_id=None if shown is None else shown.id,
        label="" if shown is None else shown.label,
        status=None if shown is None else shown.status,
        in_force_from=None if shown is None else shown.in_force_from,
        next_review_due=None if shown is None else shown.next_review_due,
        asked=0 if shown is None else shown.asked,
        up_to_date=0 if shown is None else shown.up_to_date,
        has_document=shown is not None and shown.has_document,
        withdrawn=policy.withdrawn_on is not None and policy.withdrawn_on <= as_at,
        needs_acknowledging=shown is not None and shown.needs_acknowledging,
    )


def count_bound(session: Session, as_at: date, categories: Iterable[StaffCategory]) -> int:
    """Return how many people in post on a day belong to one of these categories: whom publishing would ask."""
    held = tuple(one.value for one in categories)
    marks = ", ".join(f":c{number}" for number in range(len(held))) or "''"
    statement = text(
        f"SELECT count(DISTINCT staff_id) FROM staff_role WHERE category IN ({marks}) "
        "AND started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at)"
    )
    values = {f"c{number}": value for number, value in enumerate(held)}
    return int(session.execute(statement, {"as_at": as_at.isoformat(), **values}).scalar_one())
