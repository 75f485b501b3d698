"""The sheet for the yearly declaration: a line for everybody who has not confirmed their connections this year."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.consultation import DeclarationRow, declarations
from policydesk.reports.length import A_PAGE, by_category, left_out, too_long
from policydesk.reports.narrowed import of_category, only
from policydesk.reports.report import Options, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

ROW = 27
"""Points of a line: room for a signature."""

ASKS = (
    "Once a year we ask everybody who works with us whether they have connections with pupils or parents: a pupil in "
    "the family, a child of their own at the school, a pupil’s parent who is a personal friend."
)


@dataclass(frozen=True)
class DeclarationFacts:
    """Who has not confirmed their connections within the last year, by name, and whether anybody is in post.

    `only` says what they are narrowed to.
    """

    as_at: date
    people: tuple[DeclarationRow, ...]
    has_staff: bool = True
    only: str = ""

    @property
    def none(self) -> str:
        """Why there is nobody to ask."""
        if self.only:
            return f"{self.only} They are not asked on {written(self.as_at)}."
        if not self.has_staff:
            return f"On {written(self.as_at)} nobody is in post, so nobody is asked."
        return "Everybody has confirmed their connections, and none of it is too old."


def gather(session: "Session", as_at: date, options: Options) -> DeclarationFacts:
    """Ask who has still to answer, as far as they were chosen."""
    found = declarations(session, as_at)
    old = (row for row in found if row.is_old and options.staff_id in {None, row.id})
    people = of_category(old, options, lambda row: row.categories)
    return DeclarationFacts(as_at, people, bool(found), only(session, as_at, options))


def story(facts: DeclarationFacts, parts: "Parts") -> list[Any]:
    """Tell the sheet."""
    from policydesk.reports.paper.parts import Head

    told = [parts.words("Declaration of connections", "title"), parts.words(ASKS, "lead")]
    if not facts.people:
        return [*told, parts.words(facts.none)]
    if facts.only:
        told.append(parts.words(facts.only))
    if too_long(len(facts.people), parts):
        why = left_out(f"{len(facts.people):,} people to sign", len(facts.people) // A_PAGE, "one category of staff")
        return [*told, parts.words(why), by_category(facts.people, lambda row: row.categories, parts)]
    told.append(
        parts.words("Tick one box. Whoever has something to declare is given a form; nothing is written on this sheet.")
    )
    heads = (Head("No.", 0.6, right=True), Head("Name", 3), Head("Nothing to declare", 1.7),
             Head("Asks for a form", 1.4), Head("Signature", 3), Head("Date", 1.5))  # fmt: skip
    rows = [
        (str(number), row.full_name, parts.tick_box(), parts.tick_box(), "", "")
        for number, row in enumerate(facts.people, start=1)
    ]
    closing = "Record the answers in PolicyDesk under Reviews, Declarations, in this order, and keep this sheet."
    return [*told, parts.table(heads, rows, high=ROW), parts.space(), parts.words(closing, "quiet")]


REPORT = Report(
    id="declaration-sheet",
    title="Declarations, sheet to sign",
    says="Everybody who has not confirmed their connections within a year, with boxes to tick and room to sign.",
    gather=gather,
    story=story,
    place=90,
    offers_held=True,
)
