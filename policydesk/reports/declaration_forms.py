"""The forms for the yearly declaration: one page for each person who has not confirmed their connections this year."""

from typing import TYPE_CHECKING, Any

from policydesk.reports.declaration_sheet import ASKS, DeclarationFacts, gather
from policydesk.reports.length import SHEETS, by_category, left_out, too_long
from policydesk.reports.paper.told import Head
from policydesk.reports.report import Report

if TYPE_CHECKING:
    from policydesk.queries.consultation import DeclarationRow
    from policydesk.reports.paper.parts import Parts

CONFIRMS = (
    "I have nothing to declare.",
    "A member of my family is a pupil here.",
    "I am the parent or carer of a pupil here.",
    "A parent of a pupil is a personal friend of mine, and I keep the confidentiality policy towards them.",
)

LINES = 6


def story(facts: DeclarationFacts, parts: "Parts") -> list[Any]:
    """Tell the forms, each on its own page, so that it can be handed over and kept alone."""
    if not facts.people:
        return [parts.words("Declaration of connections", "title"), parts.words(facts.none, "lead")]
    if too_long(len(facts.people), parts, SHEETS):
        less = "one category of staff or one person, or print the sheet to sign"
        why = left_out(f"{len(facts.people):,} forms", len(facts.people), less, sheet=False)
        return [
            parts.words("Declaration of connections", "title"),
            parts.words(why, "lead"),
            by_category(facts.people, lambda row: row.categories, parts),
        ]
    parts.also_a_list(
        (Head("Name", 3), Head("Answered last", 2)), [(one.full_name, one.answered_on or "–") for one in facts.people]
    )
    told: list[Any] = []
    for number, row in enumerate(facts.people):
        told += [*([parts.page_break()] if number else []), *_form(row, parts)]
    return told


def _form(row: "DeclarationRow", parts: "Parts") -> list[Any]:
    boxes = [(parts.tick_box(), says) for says in CONFIRMS]
    rows = [("", "", "") for _line in range(LINES)]
    return [
        parts.words("Declaration of connections", "title"),
        parts.words(row.full_name, "heading"),
        parts.words(ASKS, "lead"),
        parts.table((Head("Tick", 0.6), Head("What is true of me", 8)), boxes, high=24, told=False),
        *parts.heading("What I declare", "minor"),
        parts.words("Name no pupil in full: initials and the class are enough."),
        parts.table(
            (Head("Who (initials, class)", 3), Head("What connects us", 4), Head("Since", 1.5)),
            rows,
            high=32,
            told=False,
        ),
        parts.space(20),
        parts.table((Head("Signature", 3), Head("Date", 1)), [("", "")], high=44, told=False),
        parts.space(),
        parts.words("Sign this form and hand it in to the office.", "quiet"),
    ]


REPORT = Report(
    id="declaration-forms",
    title="Declarations, a form for each person",
    says="One page for each person who has not confirmed their connections, or too long ago.",
    gather=gather,
    story=story,
    place=91,
    offers_held=True,
    offers_person=True,
)
