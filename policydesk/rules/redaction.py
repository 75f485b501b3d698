"""Who reads how much of an incident on paper: one function that every report passes through.

Each field has the level from which on it is read. Governors read kinds, categories and times and nothing that names
somebody; the headteacher's log names staff and gives pupils by their initials; the DSL reads everything. A person's own
record is without the names of their colleagues.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from policydesk.rules.incident_parts import Concern, FriendRequest, Part, Referral
from policydesk.rules.incidents import Record, standing_on
from policydesk.rules.school_terms import calendar_term
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import Answer


class Level(IntEnum):
    """For whom a report is, from the least to the most that is read."""

    GOVERNORS = 1
    HEAD = 2
    DSL = 3

    @property
    def words(self) -> str:
        """What a report says about itself."""
        return {
            Level.GOVERNORS: "Figures only: no names of pupils or staff, and small numbers are hidden.",
            Level.HEAD: "Confidential: for the headteacher. Staff are named; pupils are given by their initials.",
            Level.DSL: "Confidential: for the DSL. Names and narratives in full.",
        }[self]


ENVELOPE: Mapping[str, Level] = {
    "number": Level.HEAD,
    "kind": Level.GOVERNORS,
    "status": Level.GOVERNORS,
    "term": Level.GOVERNORS,
    "happened_on": Level.HEAD,
    "recorded_at": Level.HEAD,
    "recorded_by": Level.DSL,
    "keep_until": Level.HEAD,
    "outcome": Level.GOVERNORS,
    "stood": Level.GOVERNORS,
    "days_to_decline": Level.GOVERNORS,
    "days_to_report": Level.GOVERNORS,
    "days_to_refer": Level.GOVERNORS,
    "days_to_close": Level.GOVERNORS,
    "referred_to": Level.GOVERNORS,
    "class_discussed": Level.GOVERNORS,
    "answered_on": Level.HEAD,
    "discussed_on": Level.HEAD,
    "links": Level.HEAD,
    "parts": Level.DSL,
}
"""From which level on the envelope, and what is worked out of the parts, is read."""

FIRST: Mapping[tuple[type[Any], str], Level] = {
    (FriendRequest, "sender"): Level.GOVERNORS,
    (FriendRequest, "answer"): Level.GOVERNORS,
    (FriendRequest, "is_family"): Level.GOVERNORS,
    (FriendRequest, "direction"): Level.GOVERNORS,
    (FriendRequest, "staff_name"): Level.HEAD,
    (FriendRequest, "person"): Level.HEAD,
    (FriendRequest, "platform"): Level.HEAD,
    (FriendRequest, "received_on"): Level.HEAD,
    (FriendRequest, "other_school"): Level.HEAD,
    (FriendRequest, "relationship"): Level.HEAD,
    (FriendRequest, "told"): Level.HEAD,
    (Concern, "kind"): Level.GOVERNORS,
    (Concern, "category"): Level.GOVERNORS,
    (Concern, "severity"): Level.GOVERNORS,
    (Concern, "impact"): Level.GOVERNORS,
    (Concern, "about"): Level.HEAD,
    (Concern, "platform"): Level.HEAD,
}
"""From which level on a field of what was reported is read; everything else is for the DSL."""

INITIALS_BELOW_DSL = frozenset({"person"})
"""Names of pupils: initials for everybody but the DSL."""


def _calendar_name(day: date) -> str:
    return calendar_term(day).name


def redacted(
    record: Record,
    level: Level,
    term_name: Callable[[date], str] = _calendar_name,
    stands_on: date | None = None,
) -> dict[str, Any]:
    """Return what a reader of this level may read of an incident, by field; what they may not is not there.

    How a concern stood is told where a day is named on which it stood so.
    """
    values = {**_worked_out(record), "term": term_name(record.happened_on), **_fields(record.first)}
    if stands_on is not None and record.concern is not None:
        values["stood"] = standing_on(record, stands_on)
    found = {name: value for name, value in values.items() if level >= _level(record.first, name)}
    if level < Level.DSL:
        found |= {name: initials(found[name]) for name in INITIALS_BELOW_DSL & found.keys()}
    return found


def initials(name: str) -> str:
    """Return a name by its first letters: "B.K."; initials stay as they are, what has no letters is left out."""
    return "".join(f"{word[0].upper()}." for word in re.split(r"[\s.]+", name) if word[:1].isalpha())


LEFT_OUT = "(name left out)"
"""What stands instead of somebody else's name in words about one person."""


def without_names(told: Any, names: Collection[str], own: str) -> Any:
    """Return what is told of one person without the full names of others, wherever these stand in its words.

    Names of one word are left: they may be words too. So are those that are a part of the person's own.
    """
    others = sorted((one for one in names if " " in one and one not in own), key=len, reverse=True)
    if not others:
        return told
    return _without(told, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)"))


def _without(told: Any, others: re.Pattern[str]) -> Any:
    if isinstance(told, Enum):
        return told
    if isinstance(told, str):
        return others.sub(LEFT_OUT, told)
    if isinstance(told, tuple):
        return tuple(_without(one, others) for one in told)
    if is_dataclass(told) and not isinstance(told, type):
        return replace(
            told, **{one.name: _without(getattr(told, one.name), others) for one in fields(told) if one.init}
        )
    return told


def _level(first: Part, name: str) -> Level:
    return ENVELOPE.get(name) or FIRST.get((type(first), name.removeprefix("first_"))) or Level.DSL


def _fields(first: Part) -> dict[str, Any]:
    """Return the fields of what was reported; one that the envelope has as well stands after "first_"."""
    return {
        (f"first_{one.name}" if one.name in ENVELOPE else one.name): getattr(first, one.name) for one in fields(first)
    }


def _worked_out(record: Record) -> dict[str, Any]:
    closing = record.closing
    referrals = tuple(record.of(Referral))
    concern = record.concern
    begun = local_day(concern.reported_at) if concern is not None else record.happened_on
    declined = record.answer is Answer.DECLINED and record.answered_on is not None
    return {
        "number": record.number,
        "kind": record.kind,
        "status": record.status,
        "happened_on": record.happened_on,
        "recorded_at": record.recorded_at,
        "recorded_by": record.recorded_by,
        "keep_until": record.keep_until,
        "outcome": None if closing is None else closing.outcome,
        "days_to_decline": (record.answered_on - begun).days if declined and record.answered_on else None,
        "days_to_report": None if concern is None else (begun - local_day(concern.discovered_at)).days,
        "days_to_refer": (min(local_day(one.referred_at) for one in referrals) - begun).days if referrals else None,
        "days_to_close": None if closing is None else (closing.closed_on - begun).days,
        "referred_to": tuple(dict.fromkeys(one.to for one in referrals)),
        "class_discussed": record.discussed is not None and not record.discussed.reason_not,
        "answered_on": record.answered_on,
        "discussed_on": None if record.discussed is None else record.discussed.on,
        "links": record.links,
        "parts": record.parts,
    }
