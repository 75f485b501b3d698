"""A part of an incident as the one text that is sealed, and back: canonical JSON with a version in each."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from policydesk.rules import incident_parts
from policydesk.rules.incident_parts import Part
from policydesk.terms import Term

VERSION = 1
"""Version of the text; an older program refuses a newer one rather than lose what it does not know."""

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Part)}


class TooNew(Exception):  # noqa: N818 - it is not wrong, only newer than this program
    """A newer PolicyDesk wrote this part."""


def written_part(part: Part, at: datetime, by: str) -> bytes:
    """Return a part as the text that is sealed; what was left empty is left out."""
    kind = type(part)
    body = {
        field.name: _plain(value)
        for field in fields(part)
        if (value := getattr(part, field.name)) != _DEFAULTS[kind][field.name]
    }
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    text = {"v": VERSION, "what": kind.__name__, "at": stamp, "by": by, **body}
    return json.dumps(text, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_part(content: bytes) -> tuple[Part, datetime, str]:
    """Return a part, when it was written and by whom; raises TooNew where a newer program wrote it."""
    body = json.loads(content)
    if body["v"] > VERSION:
        raise TooNew
    kind = _KINDS.get(body["what"])
    if kind is None:
        raise TooNew
    values = {name: read(body[name]) for name, read in _READERS[kind] if name in body}
    part: Part = kind(**values)
    return part, datetime.fromisoformat(body["at"]), str(body["by"])


def _plain(value: Any) -> Any:
    if isinstance(value, Term):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is UnionType:
        (inner,) = (one for one in get_args(hint) if one is not NoneType)
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if get_origin(hint) is tuple:
        read = _reader(get_args(hint)[0])
        return lambda value: tuple(read(one) for one in value)
    made: Callable[[Any], Any] = hint.fromisoformat if hint in {date, datetime} else hint
    return made


_DEFAULTS = {kind: {one.name: one.default for one in fields(kind)} for kind in _KINDS.values()}
"""What each field of each part is where nothing was said."""

_READERS = {
    kind: tuple((name, _reader(hint)) for name, hint in get_type_hints(kind, vars(incident_parts)).items())
    for kind in _KINDS.values()
}
"""How each field of each part is read back."""
