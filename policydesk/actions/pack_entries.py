"""What can be done about the school's own entries in the rule pack: add one from a day on, or take it out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.actions.pack import NO_REASON, NO_SOURCE
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import RulePackEdit, RulePackEntry
from policydesk.queries.pack import pack_entries
from policydesk.rules.pack_additions import addition
from policydesk.rules.pack_entries import PackEntry, lines_with, tables_with
from policydesk.rules.pack_entry_values import wrong_with_entry
from policydesk.rules.pack_texts import text_of_given
from policydesk.store import Txn
from policydesk.terms import Topic


@dataclass(frozen=True)
class EntryDraft:
    """Something that the rule pack does not have yet: the list it goes into, its answers, and where they are from."""

    list: str
    facts: Mapping[str, Any]
    from_on: date | None
    as_of: date | None
    reason: str
    source: str


@dataclass(frozen=True)
class TakeOutDraft:
    """An entry of the school's own that no longer counts, from today on."""

    entry_id: int
    reason: str


def add_entry(txn: Txn, draft: EntryDraft) -> int:
    """Add an entry to the rule pack; returns its id. Raises Refusal naming the fields."""
    kind, checks = addition(draft.list), Checks()
    texts = {one.name: text_of_given(one.form, draft.facts.get(one.name)) for one in kind.questions}
    kept = tuple(one for one in pack_entries(txn.session, txn.today) if not one.is_withdrawn_by(txn.today))
    for field, says in wrong_with_entry(kind, texts, tables_with(kept), txn.today):
        checks.refuse_if(says, says, field)
    from_on, as_of = _days(txn, checks, draft)
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    source = checks.line(draft.source, "source")
    checks.refuse_if(not source, NO_SOURCE, "source")
    checks.done()
    row = RulePackEntry(list=kind.list, facts=texts, from_on=from_on, as_of=as_of, reason=reason, source=source)
    row.noted_on, row.noted_by = txn.today, txn.actor.name
    txn.session.add(row)
    txn.session.flush()
    txn.record(Topic.RULE_PACK, row.id, f"Added to the rule pack: {_name(txn, row.id)}, from {written(from_on)}")
    return row.id


def take_out(txn: Txn, draft: TakeOutDraft) -> None:
    """Take an entry of the school's own out of the rule pack, with what was changed of it; earlier days keep it."""
    row = txn.session.get(RulePackEntry, draft.entry_id)
    if row is None or row.withdrawn_on is not None:
        raise Refusal("This is no longer in the rule pack. Close the form and look again.")
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    checks.done()
    name, keys = _name(txn, row.id), [line.key for line in _lines(txn, row.id)]
    asked = select(RulePackEdit).where(RulePackEdit.line.in_(keys), RulePackEdit.withdrawn_on.is_(None))
    for one in (row, *txn.session.scalars(asked)):
        one.withdrawn_on, one.withdrawn_by, one.withdrawn_because = txn.today, txn.actor.name, reason
    txn.session.flush()
    txn.record(Topic.RULE_PACK, row.id, f"Taken out of the rule pack: {name}")


def _days(txn: Txn, checks: Checks, draft: EntryDraft) -> tuple[date, date]:
    from_on, as_of = draft.from_on or txn.today, draft.as_of or txn.today
    checks.refuse_if(draft.from_on is None, "Enter the day from which it counts.", "from_on")
    early = from_on < txn.today
    checks.refuse_if(early, "Enter today or a later day. Earlier days keep what was known then.", "from_on")
    checks.in_living_memory(from_on, txn.today, "from_on")
    checks.refuse_if(draft.as_of is None, "Enter the day on which you looked it up.", "as_of")
    checks.on_a_past_day(as_of, txn.today, "as_of")
    return from_on, as_of


def _entry(txn: Txn, entry_id: int) -> PackEntry:
    return next(one for one in pack_entries(txn.session, txn.today) if one.id == entry_id)


def _lines(txn: Txn, entry_id: int) -> list[Any]:
    lines = lines_with((_entry(txn, entry_id),)).values()
    return [line for line, _place in lines if line.entry == entry_id]


def _name(txn: Txn, entry_id: int) -> str:
    return str(_lines(txn, entry_id)[0].name)
