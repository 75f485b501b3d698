"""Who may open an envelope: decided by what it is about, before it is sealed (DOMAIN 8)."""

from collections.abc import Iterable
from dataclasses import dataclass

from policydesk.counts import listed
from policydesk.names import fold
from policydesk.terms import Post, Role

HEADS = frozenset({Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER})
LEADS = frozenset({Post.DSL, Post.DEPUTY_DSL})
READS = frozenset({Role.DSL, Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS})
"""Roles that may hold keys of incidents at all."""


@dataclass(frozen=True)
class Holder:
    """A user who may hold keys of incidents."""

    user_id: int
    name: str
    roles: frozenset[Role]
    is_vouched: bool = True
    """Whether their key is vouched for; nothing is sealed to them before."""


@dataclass(frozen=True)
class Subject:
    """The member of staff whom a concern is about, with the posts they hold."""

    name: str
    known_as: str = ""
    posts: frozenset[Post] = frozenset()

    @property
    def is_head(self) -> bool:
        """Whether it is about the headteacher, so that it goes to the chair of governors."""
        return bool(self.posts & HEADS)

    def is_called(self, name: str) -> bool:
        """Whether a user of this name is the person."""
        return fold(name) in {fold(self.name), fold(self.known_as)} - {""}


def may_open(
    holders: Iterable[Holder], subject: Subject | None = None, not_to: frozenset[int] = frozenset()
) -> tuple[Holder, ...]:
    """Return who may open it: the DSLs and the headteacher, never whom it is about.

    One about the headteacher goes to the DSLs and the chair of governors. Whose key nobody vouched for is left out.
    """
    second = Role.CHAIR_OF_GOVERNORS if subject is not None and subject.is_head else Role.HEADTEACHER
    able = (one for one in holders if one.is_vouched and one.roles & {Role.DSL, second})
    return tuple(one for one in able if not is_barred(one, subject, not_to))


def is_barred(holder: Holder, subject: Subject | None, not_to: frozenset[int]) -> bool:
    """Whether a user must never open it, because it is about them."""
    if holder.user_id in not_to:
        return True
    if subject is None:
        return False
    return subject.is_called(holder.name) or (subject.is_head and Role.HEADTEACHER in holder.roles)


def unnamed_lead(holders: Iterable[Holder], subject: Subject | None, not_to: frozenset[int]) -> bool:
    """Whether it is about a DSL of whom nothing says which user they are."""
    if subject is None or not subject.posts & LEADS:
        return False
    leads = [one for one in holders if Role.DSL in one.roles]
    return bool(leads) and not any(subject.is_called(one.name) or one.user_id in not_to for one in leads)


def in_words(readers: Iterable[Holder], everybody: Iterable[Holder] = ()) -> str:
    """Say who will be able to open it, before it is saved, and who of everybody is not let in yet."""
    return f"{_readers_in_words(readers)}{_waiting(everybody)}"


def _waiting(everybody: Iterable[Holder]) -> str:
    names = [one.name for one in everybody if not one.is_vouched]
    if not names:
        return ""
    return f" Not yet let in: {listed(names)}. Somebody who opens incidents already lets them in."


def _readers_in_words(readers: Iterable[Holder]) -> str:
    names = [f"{one.name} ({_role(one)})" for one in readers]
    if not names:
        return "No user can open this. The safeguarding recovery sheet opens it; it is in the sealed envelope."
    return f"Only {listed(names)} can open this, and the safeguarding recovery sheet."


def _role(holder: Holder) -> str:
    for role, words in (
        (Role.DSL, "DSL"),
        (Role.HEADTEACHER, "headteacher"),
        (Role.CHAIR_OF_GOVERNORS, "chair of governors"),
    ):
        if role in holder.roles:
            return words
    return "user"
