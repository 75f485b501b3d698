"""The official accounts register: what speaks for the school, who approved and who moderates it, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.dates import academic_year_start, written
from policydesk.queries.account_logs import AccessRow, ApprovalRow, PageRow, approvals, outside_access, unofficial_pages
from policydesk.queries.accounts import HELD, AccountRow, list_accounts
from policydesk.queries.deciders import as_words
from policydesk.queries.due import findings
from policydesk.reports.report import Options, Report
from policydesk.reports.words import counted, so_many
from policydesk.rules.account_rules import listed
from policydesk.rules.findings import Finding
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts

BEFORE = frozenset({AccountState.PROPOSED, AccountState.APPROVED})
"""States in which an account does not speak for the school yet."""


@dataclass(frozen=True)
class RegisterFacts:
    """The accounts of a day with what stands beside them; `granted` are the approvals by account."""

    as_at: date
    accounts: tuple[AccountRow, ...]
    granted: Mapping[int, ApprovalRow]
    missing: tuple[Finding, ...]
    pages: tuple[PageRow, ...]
    firms: tuple[AccessRow, ...]

    def in_states(self, states: frozenset[AccountState]) -> tuple[AccountRow, ...]:
        """Return the accounts that are in one of some states."""
        return tuple(one for one in self.accounts if one.state in states)


def gather(session: "Session", as_at: date, _options: Options) -> RegisterFacts:
    """Ask for every account and what is missing, as at a day."""
    asked = approvals(session, as_at, kind=ApprovalKind.CREATE_ACCOUNT)
    granted = {one.account_id: one for one in reversed(asked) if one.account_id and one.decision is Decision.APPROVED}
    missing = tuple(one for one in findings(session, as_at) if one.topic is Topic.ACCOUNTS)
    return RegisterFacts(
        as_at,
        list_accounts(session, as_at),
        granted,
        missing,
        tuple(one for one in unofficial_pages(session, as_at) if one.closed_on is None or one.closed_on > as_at),
        tuple(one for one in outside_access(session, as_at) if one.is_open(as_at)),
    )


def story(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the register."""
    told = [parts.words("Official accounts register", "title"), parts.words(_lead(facts), "lead")]
    return [
        *told,
        *_speaking(facts, parts),
        *_missing(facts, parts),
        *_before(facts, parts),
        *_pages(facts, parts),
        *_firms(facts, parts),
        *_closed(facts, parts),
        parts.space(),
        parts.words(_method(facts), "quiet"),
    ]


def _lead(facts: RegisterFacts) -> str:
    held = facts.in_states(HELD)
    if not held:
        return f"On {written(facts.as_at)} no account speaks in the school’s name."
    approved = sum(one.approved for one in held)
    covered = sum(one.available >= one.minimum and one.gap_from is None for one in held)
    if len(held) == 1:
        stands = "approved" if approved else "not approved"
        return (
            f"On {written(facts.as_at)}, 1 account speaks in the school’s name. It is {stands} and "
            f"{'has' if covered else 'does not have'} enough moderators now and in the days ahead."
        )
    speak = counted(len(held), "account speaks", "accounts speak")
    return (
        f"On {written(facts.as_at)}, {speak} in the school’s name. Of them {so_many(approved, 'is', 'are')} approved, "
        f"and {so_many(covered, 'has', 'have')} enough moderators now and in the days ahead."
    )


def _speaking(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

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


def _account(one: AccountRow) -> str:
    where = one.handle or one.address
    return "\n".join(filter(None, (one.name, one.platform_name + (f", {where}" if where else ""))))


def _approved(approval: ApprovalRow | None, one: AccountRow) -> str:
    if approval is None:
        return "Not approved"
    words = f"{approval.decided_by}{_as(approval)}, {written(approval.decided_on)}"
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


def _missing(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    told = [*parts.heading("What is missing")]
    if not facts.missing:
        return [*told, parts.words("Nothing is missing.")]
    names = {one.id: one.name for one in facts.accounts}
    heads = (Head("What", 6.4), Head("How urgent", 1.7), Head("Clause", 2.2))
    own = sorted(
        (one for one in facts.missing if _of_account(one)),
        key=lambda one: (names.get(one.subject_id, "").casefold(), one.subject_id),
    )
    for number, (account_id, some) in enumerate(groupby(own, key=lambda one: one.subject_id)):
        name = names.get(account_id, "")
        # The first name stays with the heading above it, which has looked for room for both.
        begun = [parts.space(4), *parts.heading(name, "head")] if number else [parts.words(name, "head")]
        told += [*begun, parts.table(heads, _found(some))]
    others = [one for one in facts.missing if not _of_account(one)]
    if others:
        told += [parts.space(4), *parts.heading("Approvals, media, pages and firms", "head")]
        told.append(parts.table(heads, _found(others)))
    return told


def _of_account(finding: Finding) -> bool:
    return finding.rule.startswith("account.") and finding.subject_id != 0


def _found(some: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(one.says, one.urgency.label, one.clause) for one in some]


def _before(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    before = facts.in_states(BEFORE)
    if not before:
        return []
    heads = (Head("Account", 4), Head("State", 3), Head("Approved", 4))
    rows = [
        (_account(one), f"{one.state.label} since {written(one.since)}", _approved(facts.granted.get(one.id), one))
        for one in before
    ]
    return [*parts.heading("Proposed or approved, not live"), parts.table(heads, rows)]


def _pages(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    told = [*parts.heading("Unofficial pages that name the school")]
    if not facts.pages:
        return [*told, parts.words("None is known.")]
    heads = (Head("Page", 4), Head("Run by", 3), Head("Disclaimer", 3))
    rows = [
        (
            "\n".join(filter(None, (one.name, f"{one.platform_name} {one.address}".strip()))),
            ", ".join(filter(None, (one.run_by, one.contact))) or "Not known",
            one.disclaimer.label + (f", {written(one.disclaimer_on)}" if one.disclaimer_on else ""),
        )
        for one in facts.pages
    ]
    return [*told, parts.table(heads, rows)]


def _firms(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

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


def _closed(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    since = academic_year_start(facts.as_at)
    closed = [one for one in facts.in_states(frozenset({AccountState.CLOSED})) if one.since >= since]
    told = [*parts.heading(f"Closed since {written(since)}")]
    if not closed:
        return [*told, parts.words("None.")]
    says = [f"{one.name} ({one.platform_name}) on {written(one.since)}" for one in closed]
    return [*told, parts.words(f"{listed(says)}.")]


def _method(facts: RegisterFacts) -> str:
    return (
        "Moderators are those who were approved and in post on the day; gaps are looked for in the days that the "
        f"standard names. Nothing that was recorded after {written(facts.as_at)} is counted."
    )


REPORT = Report(
    id="official-accounts",
    title="Official accounts register",
    says="Every account that speaks for the school, who approved and moderates it, and what is missing.",
    gather=gather,
    story=story,
    place=50,
)
