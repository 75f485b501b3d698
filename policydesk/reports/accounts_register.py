"""The official accounts register: what speaks for the school, who approved and who moderates it, what is missing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_logs import approvals, outside_access, unofficial_pages
from policydesk.queries.accounts import HELD, list_accounts
from policydesk.queries.due import account_findings
from policydesk.queries.pack import rule_pack
from policydesk.reports.accounts_register_rows import RegisterFacts, before, closed, firms, pages, speaking
from policydesk.reports.length import left_out, too_long
from policydesk.reports.paper.words import so_many
from policydesk.reports.report import Options, Report
from policydesk.rules.catalogue import rule_of
from policydesk.rules.findings import Finding
from policydesk.terms import Topic, Urgency
from policydesk.terms_accounts import ApprovalKind, Decision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


FOUND, A_SHORT_PAGE = 3_000, 12
"""Things that are missing and are printed, and how many of them fit on a page with the names of their accounts."""


def gather(session: "Session", as_at: date, options: Options) -> RegisterFacts:
    """Ask for every account, or for one, and what is missing, as at a day."""
    asked = approvals(session, as_at, kind=ApprovalKind.CREATE_ACCOUNT)
    granted = {one.account_id: one for one in reversed(asked) if one.account_id and one.decision is Decision.APPROVED}
    missing = tuple(one for one in account_findings(session, as_at) if one.topic is Topic.ACCOUNTS)
    if options.account_id is not None:
        missing = tuple(one for one in missing if _of_account(one) and one.subject_id == options.account_id)
    return RegisterFacts(
        as_at,
        tuple(one for one in list_accounts(session, as_at) if options.account_id in {None, one.id}),
        granted,
        missing,
        tuple(one for one in unofficial_pages(session, as_at) if one.closed_on is None or one.closed_on > as_at),
        tuple(one for one in outside_access(session, as_at) if one.is_open(as_at)),
        rule_pack(session, as_at),
        options.account_id is not None,
    )


def story(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the register."""
    told = [parts.words("Official accounts register", "title"), parts.words(_lead(facts), "lead")]
    return [
        *told,
        *speaking(facts, parts),
        *_missing(facts, parts),
        *before(facts, parts),
        *([] if facts.of_one else [*pages(facts, parts), *firms(facts, parts)]),
        *closed(facts, parts),
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


def _missing(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    told = [*parts.heading("What is missing")]
    if not facts.missing:
        return [*told, parts.words("Nothing is missing.")]
    if too_long(len(facts.missing), parts, FOUND):
        return [*told, *_counted_missing(facts, parts)]
    names = {one.id: one.name for one in facts.accounts}
    heads = (Head("What", 6.4), Head("How urgent", 1.7), Head("Clause", 2.2))
    own = sorted(
        (one for one in facts.missing if _of_account(one)),
        key=lambda one: (names.get(one.subject_id, "").casefold(), one.subject_id),
    )
    for number, (account_id, some) in enumerate(groupby(own, key=lambda one: one.subject_id)):
        name = names.get(account_id, "")
        # The first name stays with the heading above it, which has looked for room for both.
        begun = parts.heading(name, "minor") if number else [parts.words(name, "minor")]
        told += [*begun, parts.table(heads, _found(some))]
    others = [one for one in facts.missing if not _of_account(one)]
    if others:
        told += [*parts.heading("Approvals, media, pages and firms", "minor")]
        told.append(parts.table(heads, _found(others)))
    return told


def _counted_missing(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell how often each thing is missing, where every case would be too many pages."""
    from policydesk.reports.paper.parts import Head

    counts = Counter(map(rule_of, facts.missing))
    late = Counter(rule_of(one) for one in facts.missing if one.urgency is Urgency.OVERDUE)
    heads = (Head("What is asked", 6), Head("Missing", 1.3, right=True), Head("Overdue", 1.3, right=True),
             Head("Clause", 2.4))  # fmt: skip
    why = left_out(f"What is missing {len(facts.missing):,} times", len(facts.missing) // A_SHORT_PAGE, "one account")
    rows = [(rule.asks, count, late[rule], rule.clause) for rule, count in counts.most_common()]
    return [parts.words(why), parts.table(heads, rows)]


def _of_account(finding: Finding) -> bool:
    return finding.rule.startswith("account.") and finding.subject_id != 0


def _found(some: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(one.says, one.urgency.label, one.clause) for one in some]


def _method(facts: RegisterFacts) -> str:
    return (
        "Moderators are those who were approved and in post on the day; gaps are looked for in the days that the "
        f"standard names. Nothing that was recorded after {written(facts.as_at)} is counted. "
        f"What platforms ask for is in {facts.pack.words[0].lower()}{facts.pack.words[1:]}."
    )


REPORT = Report(
    id="official-accounts",
    title="Official accounts register",
    says="Every account that speaks for the school, who approved and moderates it, and what is missing.",
    gather=gather,
    story=story,
    place=50,
    wants_account="All accounts",
)
