"""What the school’s standard asks of official accounts: how often, how long, which questions, who decides.

How often and which questions are in the standard’s file in resources/standards; who approves and how many moderate is a
choice of the social media policy in force on the day (rules/choices.py).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from policydesk.paths import resource
from policydesk.rules.choices import DEFAULT_CHOICES
from policydesk.terms import Post, Role

SHIPPED = ("AT",)
"""The standards whose files ship with PolicyDesk; the first is what every other school is held to."""


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


def demands_of(choices: Mapping[str, str]) -> Demands:
    """Return what a version’s choices ask; what it does not say, or says in an unknown word, is the default."""
    approvers = choices.get("account_approver_roles", "")
    posts, line_manager = _APPROVERS.get(approvers, _APPROVERS[DEFAULT_CHOICES["account_approver_roles"]])
    minimum = choices.get("min_moderators", "")
    return Demands(
        min_moderators=int(minimum if minimum.isdecimal() else DEFAULT_CHOICES["min_moderators"]),
        approver_posts=posts,
        line_manager_may_approve=line_manager,
        content_approval=choices.get("content_approval") or DEFAULT_CHOICES["content_approval"],
    )


@cache
def standard_named(code: str) -> Standard:
    """Return a standard; a school whose standard has no file of its own is held to the first one."""
    known = code if code in SHIPPED else SHIPPED[0]
    read = tomllib.loads(resource("standards", f"{known}.toml").read_text(encoding="utf-8"))
    return Standard(
        code=known,
        title=read["title"],
        checklist=tuple(_item(one) for one in read["checklist"]),
        **read["numbers"],
    )


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
