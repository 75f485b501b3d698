"""What can be asked about reviews: what is due when, planned by a schedule or named by a version in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Result, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate, written
from policydesk.queries.once import read_once
from policydesk.queries.people import OPEN
from policydesk.queries.policies import policies
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.queries.posts import Spells
from policydesk.queries.schedules import rhythm_in, rhythm_of_version
from policydesk.rules.facts import PlannedReview
from policydesk.rules.recurrence import Rhythm
from policydesk.rules.schedules import name_of
from policydesk.terms_reviews import ReviewKind, Trigger

DEFAULT_LEAD = 28
"""Days before the date in a version from which its review is called for."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review that is due: planned by a schedule, or only named by a policy's version in force.

    `id` is the review's; where nothing is planned it is the policy's, negative.
    """

    id: int
    schedule_id: int | None
    uid: str
    kind: ReviewKind
    title: str
    name: str
    subject: str
    policy_id: int | None
    account_id: int | None
    due_on: date
    due_words: str
    anchor_day: int
    rhythm: Rhythm
    lead_days: int
    person_id: int | None
    person: str
    person_here: bool
    because: Trigger | None
    reason: str
    version_label: str
    version_due: RoughDate | None

    @property
    def facts(self) -> PlannedReview:
        """What rules look at."""
        return PlannedReview(
            self.id, self.kind, self.name, self.due_on, self.lead_days, self.policy_id, self.person, self.person_here,
            self.because, self.reason, self.version_label, self.version_due,
        )  # fmt: skip


def agenda(session: Session, as_at: date, kept: tuple[PolicyDetail, ...] | None = None) -> tuple[ReviewRow, ...]:
    """Return everything that is due for review as at a day, what is due first on top.

    `kept` are the policies, where the caller has them already.
    """
    known = policies(session, as_at, counted=False) if kept is None else kept
    rows = _planned(kept_reviews(session, as_at, as_at), Spells(session), as_at, known)
    planned = {row.policy_id for row in rows if row.kind is ReviewKind.POLICY and row.because is None}
    rows += [row for policy in known if policy.id not in planned for row in _unplanned(policy)]
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.name.casefold())))


def planned_reviews(
    kept: "KeptReviews", spells: Spells, as_at: date, known: tuple[PolicyDetail, ...]
) -> tuple[PlannedReview, ...]:
    """Return what rules look at: the reviews that schedules plan, as at a day; what is due first on top."""
    rows = _planned(kept, spells, as_at, known)
    return tuple(row.facts for row in sorted(rows, key=lambda row: (row.due_on, row.name.casefold())))


@dataclass(frozen=True)
class KeptReviews:
    """Reviews that are due on some of the days asked for, what was said of their schedules, and accounts by name.

    What was said, and the names, are in the order of the days from which they hold.
    """

    rows: tuple[Mapping[str, Any], ...]
    terms: Mapping[int, Sequence[Mapping[str, Any]]]
    accounts: Mapping[int, Sequence[tuple[str, str]]]


def kept_reviews(session: Session, first: date, last: date) -> KeptReviews:
    """Return what is kept of the reviews that are due on any day from a first to a last one."""
    rows = session.execute(
        text("""
            SELECT r.id, r.schedule_id, r.uid, r.due_on, r.anchor_day, r.because, r.reason, s.kind, s.policy_id,
                   s.account_id, p.title AS policy,
                   max(r.raised_on, s.added_on) AS since,
                   min(ifnull(r.done_on, :open), ifnull(s.ended_on, :open), ifnull(p.withdrawn_on, :open)) AS until
            FROM review r JOIN review_schedule s ON s.id = r.schedule_id LEFT JOIN policy p ON p.id = s.policy_id
            WHERE since <= :last AND until > :first"""),
        {"first": first.isoformat(), "last": last.isoformat(), "open": OPEN},
    )
    return KeptReviews(tuple(_by_name(rows)), _terms(session), _account_names(session))


@read_once
def _terms(session: Session) -> dict[int, list[Mapping[str, Any]]]:
    terms: dict[int, list[Mapping[str, Any]]] = {}
    said = session.execute(
        text("""
            SELECT t.*, coalesce(m.full_name, '') AS person
            FROM review_terms t LEFT JOIN staff_member m ON m.id = t.person_id ORDER BY t.recorded_on""")
    )
    for row in _by_name(said):
        terms.setdefault(row["schedule_id"], []).append(row)
    return terms


@read_once
def _account_names(session: Session) -> dict[int, list[tuple[str, str]]]:
    names: dict[int, list[tuple[str, str]]] = {}
    for account_id, recorded_on, name in session.execute(
        text("""
            SELECT account_id, recorded_on, name FROM account_record
            WHERE account_id IN (SELECT account_id FROM review_schedule) ORDER BY recorded_on""")
    ):
        names.setdefault(account_id, []).append((recorded_on, name))
    return names


def _by_name(found: Result[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows with their columns by name; thousands of them are quicker so than one by one."""
    names = tuple(found.keys())
    return (dict(zip(names, row, strict=True)) for row in found.all())


def _planned(kept: KeptReviews, spells: Spells, as_at: date, known: tuple[PolicyDetail, ...]) -> list[ReviewRow]:
    """Return the reviews that are due as at a day; before a schedule was first changed its first terms hold."""
    by_id, on = {policy.id: policy for policy in known}, as_at.isoformat()
    found = []
    for row in kept.rows:
        if row["since"] <= on < row["until"]:
            terms = kept.terms[row["schedule_id"]]
            said = terms[-1]
            if said["recorded_on"] > on:
                said = next((one for one in reversed(terms) if one["recorded_on"] <= on), terms[0])
            names = kept.accounts.get(row["account_id"], ())
            account = next((name for since, name in reversed(names) if since <= on), names[0][1] if names else "")
            here = spells.here(said["person_id"], as_at)
            beside = {"subject": row["policy"] or account, "person_here": here}
            found.append(_row({**said, **row, **beside}, by_id))
    return found


def _row(row: Mapping[str, Any], known: Mapping[int, PolicyDetail]) -> ReviewRow:
    kind = ReviewKind(row["kind"])
    version = _current(known.get(row["policy_id"] or 0))
    same = ("id", "schedule_id", "uid", "title", "subject", "policy_id", "account_id", "anchor_day", "lead_days",
            "person_id", "person", "reason")  # fmt: skip
    due_on = date.fromisoformat(row["due_on"])
    return ReviewRow(
        **{name: row[name] for name in same},
        kind=kind,
        name=name_of(kind, row["title"], row["subject"]),
        due_on=due_on,
        due_words=written(due_on),
        rhythm=rhythm_in(row),
        person_here=bool(row["person_here"]),
        because=Trigger(row["because"]) if row["because"] else None,
        version_label="" if version is None else version.label,
        version_due=None if version is None else version.next_review_due,
    )


def _unplanned(policy: PolicyDetail) -> tuple[ReviewRow, ...]:
    """Return the review that only the version in force asks for."""
    version = _current(policy)
    if version is None or version.next_review_due is None:
        return ()
    due = version.next_review_due
    return (
        ReviewRow(
            id=-policy.id,
            schedule_id=None,
            uid=f"policy-{policy.id}",
            kind=ReviewKind.POLICY,
            title="",
            name=name_of(ReviewKind.POLICY, "", policy.title),
            subject=policy.title,
            policy_id=policy.id,
            account_id=None,
            due_on=due.last,
            due_words=str(due),
            anchor_day=due.last.day,
            rhythm=rhythm_of_version(version),
            lead_days=DEFAULT_LEAD,
            person_id=policy.owner_id,
            person=policy.owner,
            person_here=True,
            because=None,
            reason="",
            version_label=version.label,
            version_due=due,
        ),
    )


def _current(policy: PolicyDetail | None) -> VersionRow | None:
    return None if policy is None else policy.current
