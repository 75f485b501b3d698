"""The sign-off sheet for a meeting: a numbered line for everybody who has not acknowledged one version."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow
from policydesk.queries.school import school_row
from policydesk.queries.versions import VersionToSign, version_to_sign
from policydesk.reports.length import A_PAGE, by_category, left_out, too_long
from policydesk.reports.narrowed import chosen_pairs, only
from policydesk.reports.outstanding import UNSIGNED
from policydesk.reports.report import Options, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

ROW = 27
"""Points of a line: room for a signature."""


@dataclass(frozen=True)
class SignOffFacts:
    """The version, the words people sign, and who has not signed, in the order of their surnames.

    `only` says what they are narrowed to.
    """

    as_at: date
    version: VersionToSign
    people: tuple[PairRow, ...]
    only: str = ""
    school: str = ""


def gather(session: "Session", as_at: date, options: Options) -> SignOffFacts:
    """Ask who has still to sign a version; raises Refusal where there is none in force."""
    version = version_to_sign(session, as_at, options.version_id)
    found = chosen_pairs(session, as_at, options, UNSIGNED, policy_id=version.policy_id)
    return SignOffFacts(as_at, version, found, only(session, as_at, options), school_row(session).name)


def title_of(facts: SignOffFacts) -> str:
    """Name the sheet, so that the policy and its version stand on every page."""
    return f"Sign-off sheet: {facts.version.title}, version {facts.version.label}"


def story(facts: SignOffFacts, parts: "Parts") -> list[Any]:
    """Tell the sheet."""
    from policydesk.reports.paper.parts import Head

    told = [
        parts.words(f"{facts.version.title}, version {facts.version.label}", "title"),
        parts.words(f"In force from {facts.version.in_force_from}.", "quiet"),
        parts.space(3),
        parts.words(facts.version.statement, "lead"),
        *([parts.words(facts.only)] if facts.only else []),
    ]
    if not facts.people:
        who = "They have nothing to sign for" if facts.only else "Everybody has acknowledged"
        return [*told, parts.words(f"{who} this version as at {written(facts.as_at)}.")]
    if too_long(len(facts.people), parts):
        why = left_out(f"{len(facts.people):,} people to sign", len(facts.people) // A_PAGE, "one category of staff")
        return [*told, parts.words(why), by_category(facts.people, lambda pair: pair.categories, parts)]
    heads = (Head("No.", 0.7, right=True), Head("Name", 3.4), Head("Category", 2.1), Head("Signature", 3.4),
             Head("Date", 1.6))  # fmt: skip
    rows = [
        (str(number), pair.full_name, ", ".join(one.label for one in pair.categories), "", "")
        for number, pair in enumerate(facts.people, start=1)
    ]
    closing = "Tick the names in PolicyDesk under Meeting sign-off, in this order, and keep this sheet or its scan."
    return [*told, parts.table(heads, rows, high=ROW), parts.space(), parts.words(closing, "quiet")]


REPORT = Report(
    id="sign-off-sheet",
    title="Sign-off sheet",
    says="For a meeting: everybody who has not acknowledged one policy, with room to sign.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=30,
    wants_version=True,
    offers_held=True,
)
