"""What can be done when somebody looks at accounts: noting checks, evaluations and answers to the checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policydesk.actions.account_rows import first_day, last_step, name_of, newest_record
from policydesk.actions.checks import Checks
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.dates import written
from policydesk.models import ChecklistTick, Evaluation, ModerationCheck
from policydesk.queries.demands import in_post, school_standard
from policydesk.rules.standard import ChecklistItem
from policydesk.store import Txn
from policydesk.terms import Role, Topic
from policydesk.terms_accounts import AccountState, EvaluationResult, TickAnswer


@dataclass(frozen=True)
class CheckDraft:
    """Who looked at which accounts on which day, what they found, and how many things they removed."""

    account_ids: tuple[int, ...]
    checked_on: date
    staff_id: int
    found: str = ""
    removed: int = 0
    removed_what: str = ""
    followers_vetted: bool = False
    concern_reference: str = ""


@dataclass(frozen=True)
class EvaluationDraft:
    """Who weighed an account against its purpose on which day, and what follows."""

    account_id: int
    evaluated_on: date
    evaluated_by: str
    result: EvaluationResult
    notes: str = ""


@dataclass(frozen=True)
class TickDraft:
    """The answer to one question of the checklist, `item` being its code."""

    item: str
    answer: TickAnswer
    note: str = ""
    evidence: FileDraft | None = None


def record_checks(txn: Txn, draft: CheckDraft) -> tuple[int, ...]:
    """Note one look at several accounts; returns the ids in the order of `account_ids`."""
    checks = Checks()
    by = name_of(txn, draft.staff_id)
    found_text = checks.notes(draft.found, "found")
    removed_what = checks.notes(draft.removed_what, "removed_what")
    concern = checks.line(draft.concern_reference, "concern_reference")
    checks.on_a_past_day(draft.checked_on, txn.today, "checked_on")
    checks.refuse_if(not draft.account_ids, "Select at least one account.", "account_ids")
    checks.refuse_if(not 0 <= draft.removed <= 100_000, "Enter how many things were removed, for example 2.", "removed")
    checks.refuse_if(draft.removed > 0 and not removed_what, "Enter what was removed.", "removed_what")
    there = in_post(txn.session, draft.staff_id, draft.checked_on)
    checks.refuse_if(not there, f"{by} was not in post on {written(draft.checked_on)}. Check the date.", "staff_id")
    names = {one: _name_on(txn, checks, one, draft.checked_on, "account_ids") for one in draft.account_ids}
    checks.done()
    rows = [
        ModerationCheck(
            account_id=account_id,
            checked_on=draft.checked_on,
            staff_id=draft.staff_id,
            found=found_text,
            removed=draft.removed,
            removed_what=removed_what,
            followers_vetted=draft.followers_vetted,
            concern_reference=concern,
        )
        for account_id in names
    ]
    txn.session.add_all(rows)
    txn.session.flush()
    for account_id, name in names.items():
        txn.record(Topic.ACCOUNTS, account_id, f"{by} looked at “{name}” on {written(draft.checked_on)}")
    return tuple(row.id for row in rows)


def record_evaluation(txn: Txn, draft: EvaluationDraft) -> int:
    """Note how an account was evaluated; returns the evaluation's id."""
    checks = Checks()
    row = Evaluation(account_id=draft.account_id, evaluated_on=draft.evaluated_on, result=draft.result)
    row.evaluated_by = checks.name(draft.evaluated_by, "Enter who evaluated the account.", "evaluated_by")
    row.notes = checks.notes(draft.notes, "notes")
    checks.on_a_past_day(draft.evaluated_on, txn.today, "evaluated_on")
    name = _name_on(txn, checks, draft.account_id, draft.evaluated_on, "evaluated_on")
    checks.done()
    txn.session.add(row)
    txn.session.flush()
    words = f"Evaluated “{name}” on {written(draft.evaluated_on)}: {draft.result.label}"
    txn.record(Topic.ACCOUNTS, draft.account_id, words)
    return row.id


def tick_items(txn: Txn, account_id: int, ticks: Sequence[TickDraft], on: date, by: str) -> int:
    """Answer questions of the standard's checklist for an account; returns how many. Refusals name the item's code."""
    checks = Checks()
    standard = school_standard(txn.session, txn.today)
    name = _name_on(txn, checks, account_id, on, "on")
    by = checks.name(by, "Enter who answered.", "by")
    checks.on_a_past_day(on, txn.today, "on")
    checks.refuse_if(not ticks, "Answer at least one question.", "ticks")
    codes = [tick.item for tick in ticks]
    for tick in ticks:
        item = standard.item(tick.item)
        checks.refuse_if(item is None, f"The checklist has no question “{tick.item}”.", tick.item)
        checks.refuse_if(codes.count(tick.item) > 1, "This question is answered twice. Keep one answer.", tick.item)
        _check_who(txn, checks, item)
        checks.notes(tick.note, tick.item, "" if tick.answer is TickAnswer.YES else _WHY[tick.answer])
    checks.done()
    for tick in ticks:
        evidence = keep_document(txn, tick.evidence) if tick.evidence else None
        row = ChecklistTick(account_id=account_id, item=tick.item, answer=tick.answer, ticked_on=on, ticked_by=by)
        row.note, row.evidence_id = tick.note.strip(), evidence
        txn.session.add(row)
    txn.session.flush()
    many = "1 question" if len(ticks) == 1 else f"{len(ticks)} questions"
    txn.record(Topic.ACCOUNTS, account_id, f"{by} answered {many} of the checklist for “{name}” on {written(on)}")
    return len(ticks)


_WHY = {
    TickAnswer.NO: "Write in the note what is missing.",
    TickAnswer.NOT_APPLICABLE: "Write in the note why it does not apply.",
}


def _check_who(txn: Txn, checks: Checks, item: ChecklistItem | None) -> None:
    """Some questions are for the designated safeguarding lead or the headteacher alone."""
    if item is not None and item.who:
        roles = [role for role in Role if role.value in item.who]
        who = " or ".join(role.label.lower() for role in roles)
        checks.refuse_if(not txn.actor.may(*roles), f"This question is for the {who} to answer.", item.code)


def _name_on(txn: Txn, checks: Checks, account_id: int, on: date, field: str) -> str:
    """Return an account's name; nobody can have looked at it before it was proposed, or has to after it closed."""
    name = newest_record(txn, account_id).name
    first, last = first_day(txn, account_id), last_step(txn, account_id)
    checks.refuse_if(on < first, f"“{name}” was proposed on {written(first)}. Enter that day or a later one.", field)
    closed = last.state == AccountState.CLOSED and on > last.on_day
    checks.refuse_if(closed, f"“{name}” is closed since {written(last.on_day)}. Check the date.", field)
    return name
