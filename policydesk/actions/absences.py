"""What can be done about days on which people are away, and about the training of moderators."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.account_rows import name_of
from policydesk.actions.checks import Checks, found
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.actions.earlier import keep_as_known
from policydesk.dates import add_months, written
from policydesk.models import Absence, Training
from policydesk.queries.demands import school_standard
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import AbsenceKind


@dataclass(frozen=True)
class AbsenceDraft:
    """Who is away from when until when, both days inclusive, and no more of the reason than its kind."""

    staff_id: int
    kind: AbsenceKind
    from_on: date
    until_on: date


@dataclass(frozen=True)
class TrainingDraft:
    """Who was trained on which day; without `expires_on` the training holds as long as the standard says."""

    staff_ids: tuple[int, ...]
    trained_on: date
    expires_on: date | None = None
    title: str = ""
    evidence: FileDraft | None = None


def record_absence(txn: Txn, draft: AbsenceDraft) -> int:
    """Note that somebody is away; returns the absence's id. Raises Refusal naming the fields."""
    name = _check(txn, draft, 0)
    row = Absence(staff_id=draft.staff_id, kind=draft.kind, from_on=draft.from_on, until_on=draft.until_on)
    row.recorded_on = txn.today
    txn.session.add(row)
    txn.session.flush()
    txn.topics.add(Topic.ACCOUNTS)
    txn.record(Topic.STAFF, draft.staff_id, f"{name} is away {_days(draft.from_on, draft.until_on)}")
    return row.id


def change_absence(txn: Txn, absence_id: int, draft: AbsenceDraft) -> None:
    """Change an absence, for example where somebody comes back earlier; what was expected before is kept."""
    row = found(txn.session, Absence, absence_id, "absence")
    name = _check(txn, draft, absence_id)
    if (row.staff_id, row.from_on, row.until_on) != (draft.staff_id, draft.from_on, draft.until_on):
        keep_as_known(row, txn)
    row.staff_id, row.kind, row.from_on, row.until_on = draft.staff_id, draft.kind, draft.from_on, draft.until_on
    txn.topics.add(Topic.ACCOUNTS)
    txn.record(Topic.STAFF, draft.staff_id, f"Changed {name}’s absence: {_days(draft.from_on, draft.until_on)}")


def cancel_absence(txn: Txn, absence_id: int) -> None:
    """Take an absence away that does not happen; that it was expected until today is kept."""
    row = found(txn.session, Absence, absence_id, "absence")
    name, days = name_of(txn, row.staff_id), _days(row.from_on, row.until_on)
    keep_as_known(row, txn)
    txn.session.delete(row)
    txn.topics.add(Topic.ACCOUNTS)
    txn.record(Topic.STAFF, row.staff_id, f"{name} is not away {days} after all")


def record_training(txn: Txn, draft: TrainingDraft) -> tuple[int, ...]:
    """Note a training of several people; returns the ids in the order of `staff_ids`."""
    checks = Checks()
    title = checks.line(draft.title, "title")
    checks.refuse_if(not draft.staff_ids, "Select at least one person.", "staff_ids")
    checks.on_a_past_day(draft.trained_on, txn.today, "trained_on")
    checks.in_living_memory(draft.expires_on, txn.today, "expires_on")
    checks.refuse_if(
        draft.expires_on is not None and draft.expires_on < draft.trained_on,
        "The training ends before it was held. Check both dates.",
        "expires_on",
    )
    names = {one: name_of(txn, one) for one in draft.staff_ids}
    asked = select(Training.staff_id).where(
        Training.staff_id.in_(names), Training.trained_on == draft.trained_on, Training.title == title
    )
    twice = sorted(names[one] for one in set(txn.session.scalars(asked)))
    checks.refuse_if(twice, f"Already recorded for this day: {', '.join(twice[:3])}. Leave them out.", "staff_ids")
    checks.done()
    evidence = keep_document(txn, draft.evidence) if draft.evidence else None
    months = school_standard(txn.session, txn.today).training_months
    expires_on = draft.expires_on or add_months(draft.trained_on, months)
    rows = [
        Training(staff_id=one, trained_on=draft.trained_on, expires_on=expires_on, title=title, evidence_id=evidence)
        for one in names
    ]
    txn.session.add_all(rows)
    txn.session.flush()
    txn.topics.add(Topic.ACCOUNTS)
    for staff_id, name in names.items():
        words = f"{name} was trained on {written(draft.trained_on)}; it holds until {written(expires_on)}"
        txn.record(Topic.STAFF, staff_id, words)
    return tuple(row.id for row in rows)


def _check(txn: Txn, draft: AbsenceDraft, own_id: int) -> str:
    """Refuse days that cannot be or on which somebody is away already; returns their name."""
    name = name_of(txn, draft.staff_id)
    checks = Checks()
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    checks.in_living_memory(draft.until_on, txn.today, "until_on")
    checks.in_order(draft.from_on, draft.until_on, "until_on")
    asked = select(Absence).where(
        Absence.staff_id == draft.staff_id,
        Absence.id != own_id,
        Absence.from_on <= draft.until_on,
        Absence.until_on >= draft.from_on,
    )
    other = txn.session.scalars(asked.order_by(Absence.from_on).limit(1)).first()
    if other is not None:
        days = _days(other.from_on, other.until_on)
        checks.refuse_if(other, f"{name} is recorded as away {days} already. Change that absence instead.", "from_on")
    checks.done()
    return name


def _days(first: date, last: date) -> str:
    return f"on {written(first)}" if first == last else f"from {written(first)} until {written(last)}"
