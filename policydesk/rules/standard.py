"""What the school’s standard asks of official accounts: how often, how long, which questions, who decides.

How often, which questions and which rules are in the standard’s file in resources/standards; who approves and how many
moderate is a choice of the social media policy in force on the day (rules/choices.py), for which a standard gives the
default. What a school changed of its standard are `Switch`es.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from policydesk.paths import resource
from policydesk.rules.choices import DEFAULT_CHOICES
from policydesk.rules.sources import DOCUMENTS, mark_of, parts_of
from policydesk.terms import Post, Role

SHIPPED = ("AT", "CP", "AN", "GP")
"""The standards whose files ship with PolicyDesk; a school that has picked none is held to the first."""


@dataclass(frozen=True)
class Number:
    """One number of a standard: what it counts, its unit, its clause, its limits, and the rules that use it."""

    name: str
    asks: str
    unit: str
    clause: str
    lowest: int
    highest: int
    rules: tuple[str, ...]


NUMBERS = (
    Number("min_moderators", "Moderators for each official account", "moderator", "AT A.5.4", 2, 20,
           ("account.too_few_moderators", "account.cover_gap")),
    Number("check_every_days", "Time between looks at an account", "day", "AT A.1.6; AT A.5.4", 1, 366,
           ("account.neglected",)),
    Number("evaluate_every_months", "Time between evaluations of an account", "month", "AT A.1.7", 1, 60,
           ("account.evaluation_due",)),
    Number("training_months", "How long a moderator’s training holds", "month", "AT A.1.5; AT A.5.4", 1, 120,
           ("account.moderator_untrained", "account.training_expired")),
    Number("gap_window_days", "How far ahead gaps in cover are looked for", "day", "AT A.1.5", 1, 366,
           ("account.cover_gap", "account.planned_end")),
    Number("pending_days", "How long a request may wait", "day", "CP must 1-2; AT A.3.2", 1, 366,
           ("approval.pending",)),
)  # fmt: skip
"""The numbers that a school may change, with the reason."""


@dataclass(frozen=True)
class ChecklistItem:
    """One question about an account.

    `who` are the roles that may answer; empty: everybody who may change the register. A "yes" holds for `valid_months`,
    or for good without them. `applies`: always, to accounts for pupils, or where others may contribute.
    """

    code: str
    clause: str
    question: str
    help: str
    who: frozenset[str]
    valid_months: int | None
    applies: str
    group: str

    def applies_to(self, *, pupils: bool, contributions: bool) -> bool:
        """Whether the question is asked of an account that is for pupils, or to which others may contribute."""
        return (
            self.applies == "always"
            or (self.applies == "pupils" and pupils)
            or (self.applies == "contributions" and contributions)
        )


@dataclass(frozen=True)
class Standard:
    """What a standard asks of every account, as numbers and questions."""

    code: str
    title: str
    checklist: tuple[ChecklistItem, ...]
    check_every_days: int = 7
    evaluate_every_months: int = 6
    training_months: int = 24
    gap_window_days: int = 60
    pending_days: int = 7
    min_moderators: int = 2
    short: str = ""
    says: tuple[str, ...] = ()
    answers_to: frozenset[str] = DOCUMENTS
    left_open: frozenset[str] = frozenset()
    clauses: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    """Names of the numbers that the school gives itself."""

    switched: Mapping[str, bool] = field(default_factory=dict)
    """Rules that the school switched on or off itself."""

    def own_clause(self, rule: str, clause: str) -> str:
        """Return where this standard asks for a rule; "" where it does not, or only some other document does."""
        if rule in self.clauses:
            return self.clauses[rule]
        return "; ".join(part for part in parts_of(clause) if mark_of(part) == self.code)

    def wants(self, clause: str) -> bool:
        """Whether a demand is one of the documents this standard answers to, or one of law and guidance."""
        marks = {mark_of(part) for part in parts_of(clause)}
        return bool(marks & self.answers_to or marks - DOCUMENTS)

    def asks_for(self, rule: str, clause: str) -> bool:
        """Whether a rule is switched on: by the school, else by the standard."""
        return self.switched.get(rule, bool(self.own_clause(rule, clause)) or self.wants(clause))

    def item(self, code: str) -> ChecklistItem | None:
        """Return a question of the checklist by its code."""
        return next((one for one in self.checklist if one.code == code), None)

    def items_for(self, *, pupils: bool, contributions: bool) -> tuple[ChecklistItem, ...]:
        """Return the questions that are asked of an account, in the order of the checklist."""
        return tuple(one for one in self.checklist if one.applies_to(pupils=pupils, contributions=contributions))


@dataclass(frozen=True)
class Demands:
    """What the social media policy in force asks: how many moderators, and who approves accounts and content."""

    min_moderators: int
    approver_posts: frozenset[Post]
    line_manager_may_approve: bool
    content_approval: str


_HEADS = frozenset({Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER})

_APPROVERS = {
    "headteacher_or_executive": (_HEADS, False),
    "headteacher": (frozenset({Post.HEADTEACHER}), False),
    "line_manager_or_head": (_HEADS, True),
}
"""For each choice the posts that approve, and whether the line manager does as well."""


def demands_of(choices: Mapping[str, str], standard: Standard | None = None) -> Demands:
    """Return what a version’s choices ask; what it does not say, or says in an unknown word, is the standard’s default.

    A number of moderators that the school set itself goes before the version’s.
    """
    held = standard_named(SHIPPED[0]) if standard is None else standard
    default = {**DEFAULT_CHOICES, **held.choices}
    approvers = choices.get("account_approver_roles", "")
    posts, line_manager = _APPROVERS.get(approvers, _APPROVERS[default["account_approver_roles"]])
    minimum = "" if "min_moderators" in held.own else choices.get("min_moderators", "")
    return Demands(
        min_moderators=int(minimum) if minimum.isdecimal() else held.min_moderators,
        approver_posts=posts,
        line_manager_may_approve=line_manager,
        content_approval=choices.get("content_approval") or default["content_approval"],
    )


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing that the school set, and from which day: its standard, a number, or a rule on or off.

    An empty value gives a number or a rule back to the standard.
    """

    kind: str
    name: str
    value: str
    from_on: date
    reason: str = ""
    set_by: str = ""


def standard_with(first: str, switches: Iterable[Switch]) -> Standard:
    """Return the standard that follows from what was switched, the oldest first; a new standard begins afresh."""
    code, numbers, rules = first, dict[str, int](), dict[str, bool]()
    for one in switches:
        if one.kind == "standard":
            code, numbers, rules = one.value, {}, {}
        elif one.kind == "number":
            numbers.pop(one.name, None)
            if one.value.isdecimal():
                numbers[one.name] = int(one.value)
        else:
            rules.pop(one.name, None)
            if one.value:
                rules[one.name] = one.value == "on"
    known = {number.name for number in NUMBERS}
    kept: dict[str, Any] = {name: value for name, value in numbers.items() if name in known}
    return replace(standard_named(code), own=frozenset(kept), switched=rules, **kept)


@cache
def standard_named(code: str) -> Standard:
    """Return a standard as its document has it; one that has no file of its own is the first one."""
    known = code if code in SHIPPED else SHIPPED[0]
    read = _read(known)
    questions = tuple(_item(one) for one in _read(SHIPPED[0])["checklist"])
    asked = read.get("questions", [one.code for one in questions])
    return Standard(
        code=known,
        title=read["title"],
        checklist=tuple(one for one in questions if one.code in asked),
        short=read["short"],
        says=tuple(read["says"]),
        answers_to=frozenset(read["answers_to"]),
        left_open=frozenset(read["left_open"]),
        clauses=read.get("clauses", {}),
        choices=read.get("choices", {}),
        **read["numbers"],
    )


@cache
def how_checked() -> Mapping[str, str]:
    """Return for each rule how PolicyDesk checks it, in a sentence."""
    return {name: str(says) for name, says in _read("checks").items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("standards", f"{name}.toml").read_text(encoding="utf-8"))


def _item(one: Mapping[str, Any]) -> ChecklistItem:
    return ChecklistItem(
        code=one["code"],
        clause=one["clause"],
        question=one["question"],
        help=one["help"],
        who=frozenset(Role(role) for role in one.get("who", ())),
        valid_months=one.get("valid_months"),
        applies=one.get("applies", "always"),
        group=one["group"],
    )
