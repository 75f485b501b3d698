"""The lines of the official accounts register: what each account, page of others and firm shows on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import listed
from policydesk.dates import academic_year_start, written
from policydesk.queries.account_logs import AccessRow, ApprovalRow, PageRow
from policydesk.queries.accounts import HELD, AccountRow
from policydesk.queries.deciders import as_words
from policydesk.rules.findings import Finding
from policydesk.rules.pack import RulePack
from policydesk.terms_accounts import AccountState

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

BEFORE = frozenset({AccountState.PROPOSED, AccountState.APPROVED})
"""States in which an account does not speak for the school yet."""


@dataclass(frozen=True)
class RegisterFacts:
    """The accounts of a day with what stands beside them; `granted` are the approvals by account.

    Where it is `of_one` account, pages of others and firms are not told.
    """

    as_at: date
    accounts: tuple[AccountRow, ...]
    granted: Mapping[int, ApprovalRow]
    missing: tuple[Finding, ...]
    pages: tuple[PageRow, ...]
    firms: tuple[AccessRow, ...]
    pack: RulePack
    of_one: bool = False

    def in_states(self, states: frozenset[AccountState]) -> tuple[AccountRow, ...]:
        """Return the accounts that are in one of some states."""
        return tuple(one for one in self.accounts if one.state in states)


def speaking(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the accounts that speak for the school: who approved and moderates them, who looked at them when."""
    from policydesk.reports.paper.parts import Head

    held = facts.in_states(HELD)
    if not held:
        return []
    heads = (
        Head("Account and state", 3),
        Head("Approved", 2.4),
        Head("Moderators and cover", 2.8),
        Head("Looked at and evaluated", 2.8),
    )
    rows = [
        (
            f"{_account(one)}\n{one.state.label} since {written(one.since)}",
            _approved(facts.granted.get(one.id), one),
            "\n".join((*(one.moderators or ("Nobody",)), _cover(one))),
            f"{_checked(one, facts.as_at)}\n{_evaluation(one.evaluation_due_on, facts.as_at)}",
        )
        for one in held
    ]
    return [*parts.heading("Accounts that speak for the school"), parts.table(heads, rows)]


def _where(address: str) -> str:
    """Return a web address as people say it, which is short enough for a column."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _account(one: AccountRow) -> str:
    where = one.handle or _where(one.address)
    return "\n".join(filter(None, (one.name, one.platform_name, where)))


def _approved(approval: ApprovalRow | None, one: AccountRow) -> str:
    if approval is None:
        return "Not approved"
    words = f"{approval.decided_by}{_as(approval)}, {written(approval.decided_on)}"
    if approval.withdrawn_from is not None:
        return f"{words}. Withdrawn from {written(approval.withdrawn_from)} by {approval.withdrawn_by}"
    if not one.approved and approval.expires_on is not None:
        return f"{words}. Ended {written(approval.expires_on)}"
    return f"{words}. Until {written(approval.expires_on)}" if approval.expires_on is not None else words


def _as(approval: ApprovalRow) -> str:
    return f", {as_words(approval.decided_as)}" if approval.decided_as else ""


def _cover(one: AccountRow) -> str:
    there = f"{one.available:,} there, {one.minimum:,} needed"
    return f"{there}. First gap: {written(one.gap_from)}" if one.gap_from is not None else f"{there}, no gap ahead"


def _checked(one: AccountRow, as_at: date) -> str:
    last, due = one.last_checked_on, one.check_due_on
    words = "Not looked at yet" if last is None else f"Last looked at {written(last)}"
    return f"{words}. Overdue since {written(due)}" if due is not None and due < as_at else words


def _evaluation(due: date | None, as_at: date) -> str:
    if due is None:
        return "No evaluation is due"
    return f"Evaluation overdue since {written(due)}" if due < as_at else f"Evaluated next by {written(due)}"


def before(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the accounts that do not speak for the school yet."""
    from policydesk.reports.paper.parts import Head

    waiting = facts.in_states(BEFORE)
    if not waiting:
        return []
    heads = (Head("Account", 4), Head("State", 3), Head("Approved", 4))
    rows = [
        (_account(one), f"{one.state.label} since {written(one.since)}", _approved(facts.granted.get(one.id), one))
        for one in waiting
    ]
    return [*parts.heading("Proposed or approved, not live"), parts.table(heads, rows)]


def pages(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the pages of others that name the school, and whether they say whose they are."""
    from policydesk.reports.paper.parts import Head

    told = [*parts.heading("Unofficial pages that name the school")]
    if not facts.pages:
        return [*told, parts.words("None is known.")]
    heads = (Head("Page", 4.6), Head("Run by", 3), Head("Disclaimer", 2.6))
    rows = [
        (
            "\n".join(filter(None, (one.name, one.platform_name, _where(one.address)))),
            "\n".join(filter(None, (one.run_by, one.contact))) or "Not known",
            one.disclaimer.label + (f", {written(one.disclaimer_on)}" if one.disclaimer_on else ""),
        )
        for one in facts.pages
    ]
    return [*told, parts.table(heads, rows)]


def firms(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the firms that may get into an account, and under which agreement."""
    from policydesk.reports.paper.parts import Head

    told = [*parts.heading("Outside firms with access")]
    if not facts.firms:
        return [*told, parts.words("No outside firm has access.")]
    heads = (Head("Firm", 3), Head("Account", 3), Head("Access", 3), Head("Agreement", 3))
    rows = [
        (
            one.firm,
            one.account,
            f"{one.level.label}, from {written(one.from_on)}",
            ", ".join(filter(None, (one.agreement, written(one.agreed_on)))) or "None recorded",
        )
        for one in facts.firms
    ]
    return [*told, parts.table(heads, rows)]


def closed(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the accounts that were closed in this school year."""
    since = academic_year_start(facts.as_at)
    ended = [one for one in facts.in_states(frozenset({AccountState.CLOSED})) if one.since >= since]
    told = [*parts.heading(f"Closed since {written(since)}")]
    if not ended:
        return [*told, parts.words("None.")]
    says = [f"{one.name} ({one.platform_name}) on {written(one.since)}" for one in ended]
    return [*told, parts.words(f"{listed(says)}.")]
