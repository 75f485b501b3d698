"""Disposing of a record whose period is over: somebody decides, somebody with the right role does it, a line stays."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.checks import Checks
from policydesk.actions.erasing import erase
from policydesk.dates import written
from policydesk.models import Disposal
from policydesk.queries.incidents import opened
from policydesk.queries.pack import rule_pack
from policydesk.queries.retention import KeptRow, kept_until
from policydesk.rules.incident_retention import end_of_school_year, keeping
from policydesk.store import Txn
from policydesk.terms import Role, Topic
from policydesk.terms_retention import KeptKind

TOPICS = {
    KeptKind.STAFF: (Topic.STAFF, Topic.ACKNOWLEDGEMENTS),
    KeptKind.VERSION: (Topic.POLICIES,),
    KeptKind.ACCOUNT: (Topic.ACCOUNTS,),
    KeptKind.FRIEND_REQUEST: (Topic.INCIDENTS,),
    KeptKind.CONCERN: (Topic.INCIDENTS,),
}

NOT_HERE = "A record is not due for disposal any more. Close the form and look again."
NOBODY_DECIDED = "Enter who decided it, for example “Governing board, minute 14”."


@dataclass(frozen=True)
class DisposalDraft:
    """The records that go, who decided it, and that whoever does it has checked it."""

    records: tuple[tuple[KeptKind, int], ...]
    decided_by: str
    checked: bool = False


def dispose(txn: Txn, draft: DisposalDraft) -> int:
    """Erase records whose periods are over and write a line for each into the disposal log; returns how many.

    It cannot be undone. Raises Refusal where a period is not over, a legal hold stops it, or the role is another.
    """
    kept = {one.key: one for one in kept_until(txn.session, txn.today, date.max)}
    rows = [kept[key] for key in draft.records if key in kept]
    checks = Checks()
    checks.refuse_if(len(rows) < len(draft.records) or not rows, NOT_HERE)
    for row in rows:
        _refuse_to_dispose(checks, txn, row)
    decided = checks.name(draft.decided_by, NOBODY_DECIDED, "decided_by")
    checks.refuse_if(not draft.checked, "Confirm that you have checked this.", "checked")
    checks.done()
    for row in rows:
        _dispose(txn, row, decided)
    txn.for_good()
    return len(rows)


def _refuse_to_dispose(checks: Checks, txn: Txn, row: KeptRow) -> None:
    sealed = row.kind.is_sealed
    roles = (Role.DSL, Role.HEADTEACHER) if sealed else (Role.OFFICE_MANAGER, Role.HEADTEACHER)
    who = "a DSL or the headteacher" if sealed else "the office manager or the headteacher"
    checks.refuse_if(not txn.actor.may(*roles), f"{row.says} is disposed of by {who}.")
    checks.refuse_if(row.held, f"A legal hold on {row.says} stops this ({row.held}). Lift the hold first.")
    early = row.keep_until >= txn.today
    checks.refuse_if(early, f"{row.says} is kept until {written(row.keep_until)}. Dispose of it after that day.")
    if sealed and txn.actor.may(*roles) and not early:
        _refuse_where_its_content_asks(checks, txn, row)


def _dispose(txn: Txn, row: KeptRow, decided_by: str) -> None:
    line = Disposal(
        kind=row.kind,
        record_id=row.record_id,
        reference=row.reference,
        records=erase(txn.session, row.kind, row.record_id),
        period=row.period,
        source=row.source,
        counted_from=row.counted_from,
        due_on=row.keep_until,
        decided_by=decided_by,
        done_on=txn.today,
        done_by=txn.actor.name,
    )
    txn.session.add(line)
    txn.session.flush()
    txn.record(Topic.RETENTION, line.id, f"Disposed of {row.reference}, line {line.id} of the disposal log")
    txn.topics.update(TOPICS[row.kind])


def _refuse_where_its_content_asks(checks: Checks, txn: Txn, row: KeptRow) -> None:
    """Look into the record once more: it may be on hold or open again, whatever stands on its envelope."""
    record = opened(txn.session, txn.vault, txn.actor.user_id, row.record_id)
    now = keeping(record, record.closing, rule_pack(txn.session, txn.today))
    checks.refuse_if(record.on_hold, f"A legal hold in {row.says} stops its disposal. Lift the hold first.")
    wrong = now.until is None or end_of_school_year(now.until) >= txn.today
    checks.refuse_if(wrong and not record.on_hold, f"{row.says} is to be kept: {now.words[0].lower()}{now.words[1:]}.")
