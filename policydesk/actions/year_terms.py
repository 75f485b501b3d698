"""What can be done about the school's terms: adding, changing and removing them."""

from dataclasses import dataclass
from datetime import date

from policydesk.store import Txn


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
    raise NotImplementedError


def change_term(txn: Txn, term_id: int, draft: TermDraft) -> None:
    """Change a term's name or days."""
    raise NotImplementedError


def remove_term(txn: Txn, term_id: int) -> None:
    """Remove a term that was entered by mistake."""
    raise NotImplementedError
