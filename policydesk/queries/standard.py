"""The standard as a table: every demand, its clause, how it is checked, and whether it is met on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from policydesk.models import Approval, MediaEnquiry, OutsideAccess, StaffRole, UnofficialPage
from policydesk.queries.demands import VersionInForce, switches, version_in_force
from policydesk.queries.due import school_facts
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule
from policydesk.rules.looked_at import About, about, there_by_facts
from policydesk.rules.standard import NUMBERS, Number, Standard, Switch, demands_of, how_checked, standard_named
from policydesk.rules.wall_clock import ZONE


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One line of the table: a demand that a rule checks, or a number that rules use.

    `clause` is the standard’s own, else `elsewhere` says who asks for it. `findings` is what is not met; None where it
    is not checked. `without` is what it is about where the register has nothing of that yet, so that nothing can be
    found. `value` is a number with its unit and `whence` where it comes from, both empty for a rule.
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
    without: str = ""
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
        """How many demands that are checked are met, as far as the register shows it."""
        return sum(1 for row in self.checked if not row.findings and not row.without)

    @property
    def not_met(self) -> int:
        """How many demands that are checked are not met."""
        return sum(1 for row in self.checked if row.findings)

    @property
    def blank(self) -> int:
        """How many demands that are checked are about what the register has nothing of yet."""
        return sum(1 for row in self.checked if row.without)

    @property
    def checked(self) -> tuple[DemandRow, ...]:
        """The demands that are checked."""
        return tuple(row for row in self.rows if row.is_on and not row.is_number)


def standard_table(session: Session, as_at: date) -> StandardTable:
    """Return the standard in force on a day as a table; every rule of the catalogue is in it."""
    facts = school_facts(session, as_at)
    standard, switched = facts.standard, switches(session, as_at)
    there = _there(session, as_at, facts)
    rules = [
        _rule(
            number, rule, standard, tuple(rule.check(facts)) if standard.asks_for(rule.id, rule.clause) else (), there
        )
        for number, rule in enumerate(ALL_RULES, 1)
    ]
    version = version_in_force(session, as_at)
    numbers = [_number(len(rules) + at, number, standard, version, switched) for at, number in enumerate(NUMBERS, 1)]
    return StandardTable(standard, (*rules, *numbers), switched)


def _there(session: Session, as_at: date, facts: SchoolFacts) -> frozenset[About]:
    """Return what the register has by a day of all that demands are about."""
    ends = datetime.combine(as_at + timedelta(days=1), time(0), ZONE)
    asked = {
        About.STAFF: exists().where(StaffRole.started_on <= as_at),
        About.APPROVALS: exists().where(Approval.asked_on <= as_at),
        About.ENQUIRIES: exists().where(MediaEnquiry.received_at < ends),
        About.PAGES: exists().where(UnofficialPage.noted_on <= as_at),
        About.FIRMS: exists().where(OutsideAccess.from_on <= as_at),
    }
    row = session.execute(select(*asked.values())).one()
    there = there_by_facts(facts) | {one for one, found in zip(asked, row, strict=True) if found}
    return there | {About.SIGNING} if {About.POLICIES, About.STAFF} <= there else there


def _rule(
    number: int, rule: Rule, standard: Standard, findings: tuple[Finding, ...], there: frozenset[About]
) -> DemandRow:
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
        without="" if findings or about(rule.id) in there else about(rule.id).value,
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
