"""What governors, the headteacher and the DSL read of an incident on paper: every field of every kind is tried."""

from dataclasses import fields
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from policydesk.rules import incident_parts
from policydesk.rules.incident_parts import Concern, Entry, FriendRequest, Part
from policydesk.rules.incident_story import Kept
from policydesk.rules.incident_words import read_part, written_part
from policydesk.rules.incidents import Record
from policydesk.rules.redaction import Level, initials, redacted
from policydesk.terms import Term
from policydesk.terms_incidents import IncidentKind

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def filled(kind: type[Any]) -> Any:
    """Make a part with a word of its own in every field that takes words."""
    hints = get_type_hints(kind, vars(incident_parts))
    return kind(**{one.name: _value(hints[one.name], f"{kind.__name__}-{one.name}") for one in fields(kind)})


def _value(hint: Any, marker: str) -> Any:
    if get_origin(hint) is UnionType:
        return _value(get_args(hint)[0], marker)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], marker),)
    if issubclass(hint, Term):
        return next(iter(hint))
    return {
        str: marker,
        bool: True,
        int: 77_123,
        date: date(2026, 10, 1),
        datetime: datetime(2026, 10, 2, 8, 0, tzinfo=UTC),
    }[hint]


def record(first: Part) -> Record:
    kind = IncidentKind.FRIEND_REQUEST if isinstance(first, FriendRequest) else IncidentKind.CONCERN
    parts = (Kept(1, first, AT, "Dana Lead"), Kept(2, filled(Entry), AT, "Dana Lead"))
    return Record(1, "X-2026-001", kind, AT, "Recorder Person", date(2033, 8, 31), parts)


@pytest.mark.parametrize("kind", get_args(Part), ids=lambda kind: kind.__name__)
def test_every_part_comes_back_as_it_was_sealed(kind: type[Any]) -> None:
    part = filled(kind)
    assert read_part(written_part(part, AT, "Dana Lead")) == (part, AT, "Dana Lead")


@pytest.mark.parametrize("kind", [FriendRequest, Concern])
def test_governors_read_no_word_that_anybody_typed(kind: type[Any]) -> None:
    said = str(redacted(record(filled(kind)), Level.GOVERNORS))
    for marker in (kind.__name__ + "-", "Entry-", "X-2026-001", "Recorder", "77123", "Dana"):
        assert marker not in said


@pytest.mark.parametrize("kind", [FriendRequest, Concern])
def test_the_dsl_reads_every_field(kind: type[Any]) -> None:
    said = str(redacted(record(filled(kind)), Level.DSL))
    words = [f"{kind.__name__}-{name}" for name, hint in get_type_hints(kind).items() if hint is str]
    assert words
    assert [word for word in words if word not in said] == []
    assert "Entry-text" in said


def test_the_headteacher_reads_staff_by_name_and_pupils_by_initials() -> None:
    from dataclasses import replace

    request = replace(filled(FriendRequest), person="Kit Barlow", staff_name="Ben Okoro", note="A long story")
    seen = redacted(record(request), Level.HEAD)
    assert seen["staff_name"] == "Ben Okoro"
    assert seen["person"] == "K.B."
    assert "note" not in seen
    assert "parts" not in seen
    told = redacted(record(filled(Concern)), Level.HEAD)
    assert "narrative" not in told
    assert "reporter" not in told


def test_each_level_reads_what_the_one_below_it_reads() -> None:
    for kind in (FriendRequest, Concern):
        read = [set(redacted(record(filled(kind)), level)) for level in Level]
        assert read[0] < read[1] < read[2]


def test_initials() -> None:
    assert [initials(one) for one in ("Kit Barlow", "zoë o’Neill", "A.D.", "7 x", "")] == [
        "K.B.",
        "Z.O.",
        "A.D.",
        "X.",
        "",
    ]
