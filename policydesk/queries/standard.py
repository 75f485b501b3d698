"""The standard as a table: every demand, its clause, how it is checked, and whether it is met on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.queries.demands import VersionInForce, switches, version_in_force
from policydesk.queries.due import school_facts
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.findings import Finding, Rule
from policydesk.rules.standard import NUMBERS, Number, Standard, Switch, demands_of, how_checked, standard_named


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One line of the table: a demand that a rule checks, or a number that rules use.

    `clause` is the standard’s own, else `elsewhere` says who asks for it. `findings` is what is not met; None where it
    is not checked. `value` is a number with its unit and `whence` where it comes from, both empty for a rule.
    """

    id: int
    name: str
    demand: str
    clause: str
    elsewhere: str
    how: str
    is_on: bool
    is_switched: bool
    findings: tuple[Finding, ...]
    value: str = ""
    number: int | None = None
    whence: str = ""

    @property
    def is_number(self) -> bool:
        """Whether this line is a number, not a rule."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class StandardTable:
    """The standard of a day, every demand of the catalogue and every number, and what was switched by then."""

    standard: Standard
    rows: tuple[DemandRow, ...]
    switches: tuple[Switch, ...]

    @property
    def met(self) -> int:
        """How many demands that are checked are met."""
        return sum(1 for row in self.checked if not row.findings)

    @property
    def checked(self) -> tuple[DemandRow, ...]:
        """The demands that are checked."""
        return tuple(row for row in self.rows if row.is_on and not row.is_number)


def standard_table(session: Session, as_at: date) -> StandardTable:
    """Return the standard in force on a day as a table; every rule of the catalogue is in it."""
    facts = school_facts(session, as_at)
    standard, switched = facts.standard, switches(session, as_at)
    rules = [
        _rule(number, rule, standard, tuple(rule.check(facts)) if standard.asks_for(rule.id, rule.clause) else ())
        for number, rule in enumerate(ALL_RULES, 1)
    ]
    version = version_in_force(session, as_at)
    numbers = [_number(len(rules) + at, number, standard, version, switched) for at, number in enumerate(NUMBERS, 1)]
    return StandardTable(standard, (*rules, *numbers), switched)


def _rule(number: int, rule: Rule, standard: Standard, findings: tuple[Finding, ...]) -> DemandRow:
    own = standard.own_clause(rule.id, rule.clause)
    return DemandRow(
        id=number,
        name=rule.id,
        demand=rule.asks,
        clause=own,
        elsewhere="" if own else rule.clause,
        how=how_checked().get(rule.id, ""),
        is_on=standard.asks_for(rule.id, rule.clause),
        is_switched=rule.id in standard.switched,
        findings=findings,
    )


def _number(
    row_id: int, number: Number, standard: Standard, version: VersionInForce | None, switched: Iterable[Switch]
) -> DemandRow:
    value = int(getattr(standard, number.name))
    if number.name == "min_moderators":
        value = demands_of({} if version is None else version.choices, standard).min_moderators
    own = standard.own_clause(number.name, number.clause)
    return DemandRow(
        id=row_id,
        name=number.name,
        demand=f"{number.asks}.",
        clause=own,
        elsewhere="" if own else number.clause,
        how="",
        is_on=True,
        is_switched=number.name in standard.own,
        findings=(),
        value=f"{value:,} {number.unit}{'' if value == 1 else 's'}",
        number=value,
        whence=_whence(number, standard, version, switched),
    )


def _whence(number: Number, standard: Standard, version: VersionInForce | None, switched: Iterable[Switch]) -> str:
    """Return in words where a number comes from: the school itself, its policy, its standard, or PolicyDesk."""
    given = getattr(standard_named(standard.code), number.name)
    chosen = "" if version is None else version.choices.get(number.name, "")
    if number.name in standard.own:
        newest = [one for one in switched if one.kind == "number" and one.name == number.name][-1]
        instead = f"{version.title}, version {version.label}, says {chosen}" if version and chosen else ""
        return f"The school’s own number. {instead or f'The standard says {given}'}. Why: {newest.reason}"
    if version and chosen.isdecimal():
        return f"{version.title}, version {version.label}, says so. Where a policy says nothing it is {given}."
    if number.name in standard.left_open:
        return "The standard gives no number. This is what PolicyDesk recommends."
    return "The standard says so."
