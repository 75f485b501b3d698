"""The policy text check: one document against what is known and what the register says, hit by hit.

It would rather miss a fault than raise a false alarm: whoever reads ten wrong hits reads no eleventh.
"""

from collections.abc import Iterator

from policydesk.rules.knowledge import Knowledge
from policydesk.rules.text_check_dates import check_dates, check_intervals, check_register
from policydesk.rules.text_check_header import Header, read_header
from policydesk.rules.text_check_law import check_law
from policydesk.rules.text_check_lines import PolicyText
from policydesk.rules.text_check_names import check_guidance, check_leftovers, check_services
from policydesk.rules.text_check_numbers import check_contents, check_numbering, check_references
from policydesk.rules.text_check_parts import missing_parts
from policydesk.rules.text_check_reading import Hit, Reading, RegisterFacts, merged
from policydesk.rules.text_check_school import check_approval, check_school
from policydesk.rules.text_check_structure import Structure

__all__ = ["Header", "Hit", "RegisterFacts", "check_text", "front_page"]


def check_text(text: PolicyText, facts: RegisterFacts, knowledge: Knowledge | None = None) -> tuple[Hit, ...]:
    """Return the hits in a document in the order in which a reader meets them; what is missing comes last."""
    return merged(_hits(Reading(text, knowledge or facts.pack.knowledge, facts)))


def front_page(text: PolicyText, facts: RegisterFacts, knowledge: Knowledge | None = None) -> Header:
    """Return who approved a document and the dates it gives, as they stand in it."""
    return read_header(Reading(text, knowledge or facts.pack.knowledge, facts))


def _hits(reading: Reading) -> Iterator[Hit]:
    header, structure = read_header(reading), Structure(reading)
    yield from check_law(reading)
    yield from check_services(reading)
    yield from check_guidance(reading)
    yield from check_leftovers(reading)
    yield from check_dates(reading, header)
    yield from check_intervals(reading, header)
    yield from check_register(reading, header)
    yield from check_references(reading, structure)
    yield from check_numbering(reading, structure)
    yield from check_contents(reading, structure)
    yield from check_school(reading)
    yield from check_approval(reading, header)
    yield from missing_parts(reading, header)
