"""Individual slips: one for each person who has not acknowledged a version, to cut, sign and hand in."""

from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow
from policydesk.reports.length import SHEETS, by_category, left_out, too_long
from policydesk.reports.paper.told import Head
from policydesk.reports.report import Report
from policydesk.reports.sign_off import SignOffFacts, gather

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts


A_PAGE_OF_SLIPS = 4
"""Slips that fit on a page."""


def title_of(facts: SignOffFacts) -> str:
    """Name the sheet."""
    return f"Slips: {facts.version.title}, version {facts.version.label}"


def story(facts: SignOffFacts, parts: "Parts") -> list[Any]:
    """Tell the slips; each stays whole on one page."""
    if not facts.people:
        who = f"{facts.only} They have nothing to sign for" if facts.only else "Everybody has acknowledged"
        return [parts.words(f"{who} {facts.version.title}, version {facts.version.label}.", "lead")]
    if too_long(len(facts.people), parts, SHEETS):
        less = "one category of staff or one person, or print the sign-off sheet for a meeting"
        why = left_out(f"{len(facts.people):,} slips", len(facts.people) // A_PAGE_OF_SLIPS, less, sheet=False)
        return [
            parts.words(title_of(facts), "title"),
            parts.words(why, "lead"),
            by_category(facts.people, lambda pair: pair.categories, parts),
        ]
    from policydesk.reports.paper.pieces import Bookmark

    parts.also_a_list(
        (Head("Name", 3), Head("Hand in by", 2)), [(one.full_name, _by(facts, one)) for one in facts.people]
    )
    return [Bookmark(title_of(facts)), *(parts.together(*_slip(facts, pair, parts)) for pair in facts.people)]


def _by(facts: SignOffFacts, pair: PairRow) -> date:
    return max(pair.due_on, facts.as_at)


def _slip(facts: SignOffFacts, pair: PairRow, parts: "Parts") -> list[Any]:
    version, by = facts.version, written(_by(facts, pair))
    return [
        parts.words(pair.full_name, "heading"),
        parts.words(f"{version.title}, version {version.label}", "large"),
        parts.words(version.statement),
        parts.table((Head("Signature", 3), Head("Date", 1)), [("", "")], high=30, told=False),
        parts.space(4),
        parts.words(f"{facts.school}. Sign and hand this in to the office by {by}.", "quiet"),
        parts.cut_line(),
    ]


REPORT = Report(
    id="slips",
    title="Individual slips",
    says="One slip for each person who has not acknowledged a policy, to sign and hand in.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=40,
    wants_version=True,
    offers_held=True,
    offers_person=True,
)
