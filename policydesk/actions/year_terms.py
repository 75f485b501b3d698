"""What can be done about the school's terms: adding, changing and removing them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks, found
from policydesk.actions.earlier import keep_as_known
from policydesk.dates import written
from policydesk.models import Term
from policydesk.store import Txn
from policydesk.terms import Topic


@dataclass(frozen=True)
class TermDraft:
    """One term and its half-term holiday, all days inclusive."""

    name: str
    first_on: date
    last_on: date
    break_from: date | None = None
    break_until: date | None = None


def add_term(txn: Txn, draft: TermDraft) -> int:
    """Add a term; returns its id. Raises Refusal where it meets another one."""
    term = Term(recorded_on=txn.today)
    _write(txn, term, draft, 0)
    txn.session.add(term)
    txn.session.flush()
    _record(txn, f"Added the term {term.name}, {written(term.first_on)} to {written(term.last_on)}")
    return term.id


def change_term(txn: Txn, term_id: int, draft: TermDraft) -> None:
    """Change a term's name or days."""
    term = found(txn.session, Term, term_id, "term")
    _write(txn, term, draft, term_id)
    _record(txn, f"Changed the term {term.name}, {written(term.first_on)} to {written(term.last_on)}")


def remove_term(txn: Txn, term_id: int) -> None:
    """Remove a term that was entered by mistake."""
    term = found(txn.session, Term, term_id, "term")
    keep_as_known(term, txn)
    txn.session.delete(term)
    _record(txn, f"Removed the term {term.name}")


def _record(txn: Txn, words: str) -> None:
    txn.topics.add(Topic.ACCOUNTS)
    txn.record(Topic.SCHOOL, 1, words)


def _write(txn: Txn, term: Term, draft: TermDraft, own_id: int) -> None:
    checks = Checks()
    name = checks.name(draft.name, "Enter the term's name, for example Autumn term 2026.", "name")
    for field in ("first_on", "last_on", "break_from", "break_until"):
        checks.in_living_memory(getattr(draft, field), txn.today, field)
    checks.in_order(draft.first_on, draft.last_on, "last_on")
    _check_break(checks, draft)
    with txn.session.no_autoflush:
        other = _meeting(txn, draft, own_id)
    if other is not None:
        days = f"{written(other.first_on)} to {written(other.last_on)}"
        checks.refuse_if(other, f"These days meet {other.name}, {days}. Change one of the two.", "first_on")
    checks.done()
    before = (term.first_on, term.last_on, term.break_from, term.break_until)
    if own_id and before != (draft.first_on, draft.last_on, draft.break_from, draft.break_until):
        keep_as_known(term, txn)
    term.name, term.first_on, term.last_on = name, draft.first_on, draft.last_on
    term.break_from, term.break_until = draft.break_from, draft.break_until


def _check_break(checks: Checks, draft: TermDraft) -> None:
    """The half-term holiday is whole and lies inside its term, with school before and after it."""
    first, last = draft.break_from, draft.break_until
    checks.refuse_if(first is None and last is not None, "Enter the first day of the half-term holiday.", "break_from")
    checks.refuse_if(last is None and first is not None, "Enter the last day of the half-term holiday.", "break_until")
    if first is None or last is None:
        return
    checks.in_order(first, last, "break_until")
    inside = "The half-term holiday lies inside the term. Check its dates."
    checks.refuse_if(first <= draft.first_on, inside, "break_from")
    checks.refuse_if(last >= draft.last_on, inside, "break_until")


def _meeting(txn: Txn, draft: TermDraft, own_id: int) -> Term | None:
    asked = select(Term).where(Term.id != own_id, Term.first_on <= draft.last_on, Term.last_on >= draft.first_on)
    return txn.session.scalars(asked.order_by(Term.first_on).limit(1)).first()
