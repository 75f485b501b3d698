"""What can be done about findings themselves: put them off until a day, bring them back, give them to somebody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policydesk.actions.account_rows import name_of
from policydesk.actions.checks import Checks
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import FindingCare
from policydesk.queries.demands import in_post
from policydesk.queries.due import findings
from policydesk.queries.finding_care import Care, care_on
from policydesk.store import Txn
from policydesk.terms import Topic

LONGEST = 366
"""Days ahead that a finding may be put off."""


@dataclass(frozen=True)
class PutOffDraft:
    """Findings that are not for now, by their identities: until which day, inclusive, and why."""

    findings: tuple[str, ...]
    until: date
    reason: str


@dataclass(frozen=True)
class AssignDraft:
    """Findings that somebody sees to, by their identities; without `staff_id` nobody does any more."""

    findings: tuple[str, ...]
    staff_id: int | None


def put_off(txn: Txn, draft: PutOffDraft) -> None:
    """Put findings off until a day; they stay true, and reports go on saying them. Raises Refusal naming the fields."""
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", "Say why this can wait.")
    checks.refuse_if(draft.until <= txn.today, "Choose a day after today.", "until")
    far = draft.until > txn.today + timedelta(days=LONGEST)
    checks.refuse_if(far, "Choose a day within a year. It can be put off again then.", "until")
    checks.done()
    words = f"Put off until {written(draft.until)}"
    _note(txn, draft.findings, words, lambda care: replace(care, put_off_until=draft.until, reason=reason))


def bring_back(txn: Txn, identities: Iterable[str]) -> None:
    """Show findings again that were put off."""
    _note(txn, identities, "Brought back", lambda care: replace(care, put_off_until=None, reason=""))


def assign(txn: Txn, draft: AssignDraft) -> None:
    """Give findings to somebody who works here; raises Refusal naming `staff_id`."""
    staff_id = draft.staff_id
    if staff_id is None:
        _note(txn, draft.findings, "Given to nobody", lambda care: replace(care, assigned_to_id=None))
        return
    name = name_of(txn, staff_id)
    if not in_post(txn.session, staff_id, txn.today):
        raise Refusal(f"{name} does not work here today. Choose somebody who does.", "staff_id")
    _note(txn, draft.findings, f"Given to {name}", lambda care: replace(care, assigned_to_id=staff_id))


def _note(txn: Txn, identities: Iterable[str], words: str, change: Callable[[Care], Care]) -> None:
    """Keep what holds of each finding from today on."""
    open_now = {one.identity: one for one in findings(txn.session, txn.today)}
    before = care_on(txn.session, txn.today)
    for identity in identities:
        if identity not in open_now:
            raise Refusal("This is no longer on Today. Close the form and look again.")
        says = open_now[identity].says
        care = change(before.get(identity, Care(identity, says)))
        row = FindingCare(finding=identity, says=says, noted_on=txn.today, noted_by=txn.actor.name)
        row.put_off_until, row.reason, row.assigned_to_id = care.put_off_until, care.reason, care.assigned_to_id
        txn.session.add(row)
        txn.session.flush()
        txn.record(Topic.FINDINGS, row.id, f"{words}: {says}")
