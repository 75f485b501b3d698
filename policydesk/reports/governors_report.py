"""The governors' compliance report: one page in plain English, then the figures behind each of its sentences."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import MONTHS, written
from policydesk.reports.by_policy import KEY, months_note, stacks
from policydesk.reports.governors_also import account_numbers, media, people, records
from policydesk.reports.governors_changes import actions, changes
from policydesk.reports.governors_facts import GovernorsFacts, gather, named
from policydesk.reports.governors_incidents import incidents
from policydesk.reports.governors_method import method
from policydesk.reports.governors_reviews import reviews
from policydesk.reports.governors_summary import is_covered, summary
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.paper.told import Head
from policydesk.reports.paper.words import of, percent
from policydesk.reports.report import Report
from policydesk.reports.smaller import grouped, note
from policydesk.terms import AckState, AdoptionRole, Post, StaffCategory

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

WRITTEN_OUT = 60
"""Official accounts that are listed; of more those that lack something come first, and the rest are counted."""

ACROSS = 6
"""Policies that stand beside each other."""


def story(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell the report."""
    return [
        *summary(facts, parts),
        parts.fresh_page(),
        *_acknowledgements(facts, parts),
        *_policies(facts, parts),
        *_accounts(facts, parts),
        *incidents(facts.incidents, parts),
        *media(facts.also, parts),
        *reviews(facts.reviews, parts),
        *records(facts.also, parts),
        *changes(facts, parts),
        *actions(facts, parts),
        *_signatures(facts, parts),
        *method(facts, parts),
        *_late(facts, parts),
    ]


def _acknowledgements(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    figures = facts.now.figures.figures
    told = parts.heading("Acknowledgements")
    if not figures:
        return [*told, parts.words("Nothing was due to be acknowledged on this day.")]
    bars = stacks(figures)
    points = [(f"{MONTHS[one.as_at.month][:3]} {one.as_at.year % 100:02d}", one.up_to_date, one.asked)
              for one in facts.trend]  # fmt: skip
    kinds = (Head(words, wide, right=True) for words, wide in zip(KEY, (2.2, 1.9, 1.5, 1.5), strict=True))
    heads = (Head("Policy", 5.6), Head("Asked", 1.2, right=True), *kinds, Head("Share", 1.2, right=True))
    rows = [
        (bar.words, one.asked, *bar.counts, percent(one.acknowledged, one.asked))
        for bar, one in zip(bars, figures, strict=True)
    ]
    return [
        *told,
        *parts.stacked(KEY, bars),
        parts.space(6),
        parts.table(heads, rows),
        *parts.heading("Month by month", "minor"),
        parts.words(months_note(facts.as_at), "quiet"),
        parts.columns(points),
        *_heat(facts, parts),
        *people(facts.also, figures, parts),
    ]


def _heat(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell who acknowledged what by category: darker boxes are fuller, and each says its numbers."""
    titles = {one.version_id: one.title for one in facts.cells}
    counts: Counter[tuple[int, StaffCategory, str]] = Counter()
    for one in facts.cells:
        counts[one.version_id, one.category, "asked"] += one.asked
        counts[one.version_id, one.category, "given"] += one.up_to_date
    lines = grouped({one.category: one.people for one in facts.categories})
    told = [
        *parts.heading("By category and policy", "minor"),
        parts.words("How many of each category have acknowledged; the darker the box, the more.", "quiet"),
    ]
    for versions in bands(tuple(titles), ACROSS):
        rows = []
        for words, some in lines.items():
            sums = [[sum(counts[version, one, what] for one in some) for what in ("given", "asked")]
                    for version in versions]  # fmt: skip
            rows.append((words, *(parts.share(given, asked) for given, asked in sums)))
        heads = (Head("Category", 2.2), *(Head(titles[one], 1.8, right=True) for one in versions))
        told += [parts.together(parts.table(heads, rows), parts.space(3))]
    return [*told, parts.words(note(lines), "quiet")]


def bands(columns: Sequence[int], most: int) -> list[Sequence[int]]:
    """Return columns in as few tables as there must be, all about as wide."""
    count = -(-len(columns) // most)
    each = -(-len(columns) // count) if count else 1
    return [columns[at : at + each] for at in range(0, len(columns), each)]


def _policies(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    told = parts.heading("Each policy")
    if not facts.policies:
        return [*told, parts.words("No policy is in the register.")]
    heads = (Head("Policy", 3.2), Head("Version", 1.1), Head("In force from", 1.8), Head("Approved by", 2.6),
             Head("Signed", 1.2), Head("Next review", 2.1))  # fmt: skip
    rows = []
    for policy in facts.policies:
        current = policy.current
        if current is None:
            rows.append((policy.title, "–", "Not in force", "–", "–", "–"))
            continue
        due = current.next_review_due
        review = "Not set" if due is None else f"{due}, overdue" if due.last < facts.as_at else str(due)
        approved = ", ".join(filter(None, (current.approved_by_name, current.minute_reference))) or "Not recorded"
        signed = [line for line in current.adoptions if line.signed_on is not None]
        adopted = of(len(signed), len(AdoptionRole)) if signed else "Not signed"
        rows.append((policy.title, current.label, str(current.in_force_from or "–"), approved, adopted, review))
    return [*told, parts.table(heads, rows)]


def _accounts(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    speaking = facts.now.speaking
    told = parts.heading("Official accounts and their moderators")
    if not speaking:
        return [*told, parts.words("No official account speaks for the school.")]
    heads = (Head("Account", 3.6), Head("State", 1.3), Head("Approved", 1.2), Head("Moderators", 1.5),
             Head("First gap", 1.9), Head("Last looked at", 1.9))  # fmt: skip
    listed = speaking
    if len(speaking) > WRITTEN_OUT:
        listed = tuple(sorted(speaking, key=lambda one: is_covered(one) and one.approved)[:WRITTEN_OUT])
    rows = [
        (
            f"{one.name}\n{one.platform_name}",
            one.state.label,
            "Yes" if one.approved else "No",
            f"{one.available:,} ({one.minimum:,} needed)",
            one.gap_from or "No gap ahead",
            one.last_checked_on or "Never",
        )
        for one in listed
    ]
    rest = len(speaking) - len(listed)
    more = (
        f"{counted(rest, 'other account is', 'other accounts are')} not listed here: accounts that lack something come "
        "first, and the official accounts register has all of them. "
        if rest
        else ""
    )
    closed = sum(one.state.value == "closed" and one.since > facts.then.as_at for one in facts.now.accounts)
    count = counted(closed, "account was", "accounts were") if closed else "No account was"
    says = f"{more}{count} closed since {written(facts.then.as_at)}."
    told += [parts.table(heads, rows), parts.space(4), parts.words(says)]
    return [*told, *account_numbers(facts.also, speaking, facts.now.found, parts)]


def _late(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    if not facts.names or not facts.late:
        return []
    begun = [parts.page_break(), *parts.heading("Annex for the office: who is late")]
    heads = (Head("Name", 3), Head("Policy", 4), Head("State", 2), Head("Due", 2.4), Head("Days late", 1.2, right=True))
    rows = [
        (pair.full_name, pair.title, pair.state.label, pair.due_on, pair.days_overdue or None)
        for pair in sorted(facts.late, key=lambda pair: (-pair.days_overdue, pair.sort_name))
    ]
    if too_long(len(facts.late), parts):
        why = left_out("The names", len(facts.late) // A_PAGE, "one policy in the list “Who is outstanding”")
        return [*begun, parts.words(why)]
    declined = sum(pair.state is AckState.DECLINED for pair in facts.late)
    refused = f"{counted(declined, 'person has', 'people have')} declined. " if declined else ""
    return [
        *begun,
        parts.words(f"{refused}This annex names people. Take it out before the report is published.", "quiet"),
        parts.table(heads, rows),
    ]


def _signatures(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    head, chair = facts.holder(Post.HEADTEACHER), facts.holder(Post.CHAIR_OF_GOVERNORS)
    return [
        *parts.heading("Signed"),
        parts.words("This report was presented to the governing body and its figures were noted."),
        parts.sign_off(
            (
                "\n".join(filter(None, ("Headteacher", head))),
                "\n".join(filter(None, ("Chair of governors", chair))),
            )
        ),
    ]


REPORT = Report(
    id="governors",
    title="Governors’ compliance report",
    says="One page in plain English, then policies, accounts, incidents without names, reviews, what changed and what "
    "to do.",
    gather=gather,
    named=named,
    story=story,
    judged_by=lambda facts: facts.pack.words,
    place=5,
    offers_names=True,
    offers_comparison=True,
    offers_page=True,
    uses_keys=True,
)
