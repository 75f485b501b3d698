"""What can be done about the standard: pick another, change a number, switch a rule, each with a reason."""

from dataclasses import dataclass

from policydesk.actions.checks import Checks
from policydesk.models import StandardSetting
from policydesk.queries.demands import school_standard
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.standard import NUMBERS, SHIPPED, standard_named
from policydesk.store import Txn
from policydesk.terms import Topic

NO_REASON = "Say why. The reason is kept, and shown to whoever looks later."


@dataclass(frozen=True)
class StandardDraft:
    """The standard that the school is held to from today on."""

    code: str
    reason: str


@dataclass(frozen=True)
class NumberDraft:
    """A number of the standard from today on; without `value` it is what the standard says."""

    name: str
    value: int | None
    reason: str


@dataclass(frozen=True)
class RuleDraft:
    """Whether a rule is checked from today on; without `on` it is as the standard says."""

    rule: str
    on: bool | None
    reason: str


def choose_standard(txn: Txn, draft: StandardDraft) -> None:
    """Hold the school to another standard; numbers and rules begin as that has them. Raises Refusal naming fields."""
    checks = Checks()
    checks.refuse_if(draft.code not in SHIPPED, "Choose one of the standards.", "code")
    now = school_standard(txn.session, txn.today)
    same = now.code == draft.code and not now.own and not now.switched
    checks.refuse_if(same, "This is the standard already, with nothing changed. Choose another one.", "code")
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    checks.done()
    _keep(txn, StandardSetting(kind="standard", name="", value=draft.code, reason=reason))
    txn.record(Topic.STANDARD, 0, f"The standard is now: {standard_named(draft.code).short}")


def set_number(txn: Txn, draft: NumberDraft) -> None:
    """Change a number of the standard, or give it back; raises Refusal naming the fields."""
    checks = Checks()
    number = next(one for one in NUMBERS if one.name == draft.name)
    fits = draft.value is None or number.lowest <= draft.value <= number.highest
    checks.refuse_if(not fits, f"Enter a number from {number.lowest} to {number.highest}.", "value")
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    checks.done()
    value = "" if draft.value is None else str(draft.value)
    _keep(txn, StandardSetting(kind="number", name=draft.name, value=value, reason=reason))
    txn.record(Topic.STANDARD, 0, f"{number.asks}: {value or 'as the standard says'}")


def switch_rule(txn: Txn, draft: RuleDraft) -> None:
    """Switch a rule off or on, or leave it to the standard; raises Refusal naming the fields."""
    checks = Checks()
    rule = next(one for one in ALL_RULES if one.id == draft.rule)
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    checks.done()
    value = "" if draft.on is None else "on" if draft.on else "off"
    _keep(txn, StandardSetting(kind="rule", name=rule.id, value=value, reason=reason))
    did = {"on": "Switched on", "off": "Switched off", "": "Left to the standard"}[value]
    txn.record(Topic.STANDARD, 0, f"{did}: {rule.asks}")


def _keep(txn: Txn, row: StandardSetting) -> None:
    row.from_on, row.set_by = txn.today, txn.actor.name
    txn.session.add(row)
    txn.session.flush()
