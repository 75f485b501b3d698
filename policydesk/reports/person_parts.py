"""The rest of a person's record on paper: accounts, training, days away; other people's names are left out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from policydesk.queries.person_record import AskedRow, PersonRecord
from policydesk.reports.paper.told import Head

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts


def beside(more: PersonRecord, parts: "Parts") -> list[Any]:
    """Tell what else is held about a person; parts of which there is nothing are left out."""
    turns = [(one.account, one.role.label, one.from_on, one.until_on or "–") for one in more.turns]
    looks = [(one.checked_on, one.account, one.found) for one in more.looks]
    trained = [(one.title or "Moderators’ training", one.trained_on, one.expires_on or "–") for one in more.trainings]
    away = [(one.kind.label, one.from_on, one.until_on or "–") for one in more.absences]
    asked = [(one.asked_on, one.answered_on or "–", _answer(one)) for one in more.declarations]
    tied = [
        (one.kind.label, one.relationship or "–", one.declared_on, one.until_on or "–", one.decision or "–")
        for one in more.connections
    ]
    advised = [(one.asked_on, one.subject, one.advice) for one in more.advice]
    account, first, last = Head("Account", 4), Head("From", 2), Head("Until", 2)
    return [
        *_part("Accounts you moderated", (account, Head("As", 2), first, last), turns, parts),
        *_part("When you looked at an account", (Head("Day", 2), account, Head("What you wrote", 5)), looks, parts),
        *_part("Where else you are named", (Head("As", 3), Head("Of what", 6)), more.named_in, parts),
        *_part("Training", (Head("Training", 5), Head("On", 2), Head("Holds until", 2)), trained, parts),
        *_part("When you were away", (Head("Kind", 3), first, last), away, parts),
        *_part("The yearly question about your connections",
               (Head("Asked", 2), Head("Answered", 2), Head("Answer", 4)), asked, parts),
        *_part("Connections you declared",
               (Head("With", 2.4), Head("How", 2.4), Head("Declared", 2), last, Head("Decision", 3)), tied, parts),
        *_part("Advice you asked for", (Head("Day", 2), Head("About", 3), Head("Advice", 5)), advised, parts),
    ]  # fmt: skip


def _part(heading: str, heads: Sequence[Head], rows: Sequence[Sequence[Any]], parts: "Parts") -> list[Any]:
    return [*parts.heading(heading), parts.table(heads, rows)] if rows else []


def _answer(one: AskedRow) -> str:
    if one.answered_on is None:
        return "Not yet"
    return "Nothing to declare" if one.is_nil else "Connections declared"
