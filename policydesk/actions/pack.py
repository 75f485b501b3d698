"""What can be done about the rule pack: give a line another value from a day on, or give it back to PolicyDesk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import RulePackEdit
from policydesk.queries.pack import pack_lines
from policydesk.rules.pack_files import pack_version
from policydesk.rules.pack_lines import PackLine
from policydesk.rules.pack_values import text_of_value, wrong_with
from policydesk.store import Txn
from policydesk.terms import Topic

NO_REASON = "Say why. The reason is kept, and shown to whoever looks later."
NO_SOURCE = "Say where this is written, so that others can look it up."


@dataclass(frozen=True)
class PackDraft:
    """Another value of a line of the pack, in force from a day on."""

    line: str
    value: Any
    from_on: date | None
    reason: str
    source: str


@dataclass(frozen=True)
class PackBackDraft:
    """A line of the pack that is as PolicyDesk has it again, from today on."""

    line: str
    reason: str


def change_pack(txn: Txn, draft: PackDraft) -> int:
    """Give a line of the rule pack another value; returns the id of the entry. Raises Refusal naming the fields."""
    line = _line(txn, draft.line)
    checks = Checks()
    value = text_of_value(line, draft.value)
    wrong = wrong_with(line, value, txn.today)
    checks.refuse_if(wrong, wrong, "value")
    checks.refuse_if(draft.from_on is None, "Enter the day from which it counts.", "from_on")
    from_on = draft.from_on or txn.today
    checks.refuse_if(
        from_on < txn.today,
        "Enter today or a later day. Earlier days keep what was known then.",
        "from_on",
    )
    checks.in_living_memory(from_on, txn.today, "from_on")
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    source = checks.line(draft.source, "source")
    checks.refuse_if(not source, NO_SOURCE, "source")
    checks.done()
    row = RulePackEdit(line=line.key, value=value, from_on=from_on, reason=reason, source=source)
    row.shipped, row.pack = line.value, pack_version()[0]
    row.noted_on, row.noted_by = txn.today, txn.actor.name
    txn.session.add(row)
    txn.session.flush()
    txn.record(
        Topic.RULE_PACK, row.id, f"{line.name}, {line.asks.lower()}: {line.shown(value)} from {written(from_on)}"
    )
    return row.id


def give_back(txn: Txn, draft: PackBackDraft) -> int:
    """Withdraw all that the school entered for a line, also what was planned; returns how many entries that were."""
    checks = Checks()
    asked = select(RulePackEdit).where(RulePackEdit.line == draft.line, RulePackEdit.withdrawn_on.is_(None))
    rows = txn.session.scalars(asked).all()
    checks.refuse_if(not rows, "This is as PolicyDesk has it already. Close the form and look again.")
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    checks.done()
    for row in rows:
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_because = txn.today, txn.actor.name, reason
    txn.session.flush()
    line = pack_lines(txn.session, txn.today).get(draft.line)
    name = draft.line.split("/")[2] if line is None else f"{line.name}, {line.asks.lower()}"
    says = "As it was first entered" if line is not None and line.entry else "As PolicyDesk has it again"
    txn.record(Topic.RULE_PACK, rows[0].id, f"{says}: {name}")
    return len(rows)


def _line(txn: Txn, key: str) -> PackLine:
    line = pack_lines(txn.session, txn.today).get(key)
    if line is None:
        raise Refusal("This is no longer in the rule pack. Close the form and look again.")
    return line
