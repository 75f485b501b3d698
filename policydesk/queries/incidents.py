"""What can be asked about incidents: the envelopes by everybody, what is in them with a key."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydesk.errors import Refusal
from policydesk.models import Incident, IncidentKey, IncidentOpening, IncidentPart, User
from policydesk.rules.incident_story import Kept
from policydesk.rules.incident_words import TooNew, read_part
from policydesk.rules.incidents import Record
from policydesk.store.vault import Vault
from policydesk.terms_incidents import IncidentKind

NEWER = "A newer PolicyDesk wrote this record. Install that version to open it."


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """One envelope as anybody signed in sees it; `is_mine` is whether whoever asks has a key of it."""

    id: int
    number: str
    kind: IncidentKind
    recorded_at: datetime
    recorded_by: str
    keep_until: date | None
    readers: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Who opened an envelope, and when."""

    opened_at: datetime
    name: str


def incident_ids(
    session: Session,
    kind: IncidentKind | None = None,
    words: str = "",
    sort: str = "recorded_at",
    descending: bool = True,
) -> tuple[int, ...]:
    """Return the ids of the envelopes whose number or reporter matches, the newest first unless asked otherwise."""
    column = {"number": Incident.number, "kind": Incident.kind, "recorded_by": func.lower(Incident.recorded_by)}.get(
        sort, Incident.recorded_at
    )
    asked = select(Incident.id)
    if kind is not None:
        asked = asked.where(Incident.kind == kind)
    for word in words.split():
        asked = asked.where(
            Incident.number.icontains(word, autoescape=True) | Incident.recorded_by.icontains(word, autoescape=True)
        )
    order = (column.desc(), Incident.id.desc()) if descending else (column, Incident.id)
    return tuple(session.scalars(asked.order_by(*order)))


def envelope_rows(session: Session, ids: Sequence[int], user_id: int) -> tuple[EnvelopeRow, ...]:
    """Return envelopes in the order of their ids, with the names of who may open each."""
    found = {one.id: one for one in session.scalars(select(Incident).where(Incident.id.in_(tuple(ids))))}
    readers: dict[int, list[str]] = {}
    mine: set[int] = set()
    keys = (
        select(IncidentKey.incident_id, IncidentKey.user_id, User.name)
        .join(User, User.id == IncidentKey.user_id)
        .where(IncidentKey.incident_id.in_(tuple(ids)))
        .order_by(User.name)
    )
    for incident_id, holder, name in session.execute(keys):
        readers.setdefault(incident_id, []).append(name)
        if holder == user_id:
            mine.add(incident_id)
    return tuple(
        EnvelopeRow(
            one.id,
            one.number,
            IncidentKind(one.kind),
            one.recorded_at,
            one.recorded_by,
            one.keep_until,
            tuple(readers.get(one.id, ())),
            one.id in mine,
        )
        for one in (found[each] for each in ids if each in found)
    )


def id_of_number(session: Session, number: str) -> int | None:
    """Return the id of the incident with a number."""
    return session.scalar(select(Incident.id).where(Incident.number == number))


def count_incidents(session: Session) -> int:
    """Return how many envelopes there are."""
    return session.scalar(select(func.count()).select_from(Incident)) or 0


def count_openable(session: Session, user_id: int) -> int:
    """Return how many envelopes are sealed to somebody."""
    asked = select(func.count()).select_from(IncidentKey).where(IncidentKey.user_id == user_id)
    return session.scalar(asked) or 0


def openable(
    session: Session, vault: Vault, user_id: int | None, after: int = 0, limit: int | None = None
) -> tuple[Record, ...]:
    """Return the incidents that somebody has keys of, opened, in the order of their ids, from after an id on.

    Without a user it is the safeguarding sheet whose keys are meant.
    """
    asked = (
        select(Incident, IncidentKey.sealed_key)
        .join(IncidentKey, IncidentKey.incident_id == Incident.id)
        .where(IncidentKey.user_id == user_id, IncidentKey.made_for == vault.mark, IncidentKey.incident_id > after)
        .order_by(IncidentKey.incident_id)  # as the index has them, so that a turn reads only its own rows
        .limit(limit)
    )
    rows = session.execute(asked).all()
    return _records(session, vault, [(row[0], row[1]) for row in rows])


def opened(session: Session, vault: Vault, user_id: int | None, incident_id: int) -> Record:
    """Return one incident, opened; raises Refusal where it is not sealed to whoever asks."""
    incident = session.get(Incident, incident_id)
    if incident is None:
        raise Refusal("This record is no longer in the register. Close the form and look again.")
    (record,) = _records(session, vault, [(incident, _key_of(session, user_id, incident_id))])
    return record


def evidence_content(session: Session, vault: Vault, user_id: int, part_id: int) -> bytes:
    """Return the bytes of a piece of evidence, in memory only."""
    row = session.execute(
        select(IncidentPart.incident_id, IncidentPart.content, Incident.number)
        .join(Incident, Incident.id == IncidentPart.incident_id)
        .where(IncidentPart.id == part_id)
    ).one()
    key = vault.open_key(_key_of(session, user_id, row.incident_id), row.number)
    return key.open(row.content or b"", place_of(part_id, "content"))


def openings(session: Session, incident_id: int) -> tuple[OpeningRow, ...]:
    """Return who opened an envelope, the newest first."""
    asked = (
        select(IncidentOpening.opened_at, User.name)
        .join(User, User.id == IncidentOpening.user_id)
        .where(IncidentOpening.incident_id == incident_id)
        .order_by(IncidentOpening.id.desc())
    )
    return tuple(OpeningRow(at, name) for at, name in session.execute(asked))


def sealed_to_an_older_sheet(session: Session, vault: Vault, user_id: int, newest: str) -> tuple[int, ...]:
    """Return the ids of what somebody can open that the newest safeguarding sheet, named by its mark, cannot."""
    mine = select(IncidentKey.incident_id).where(IncidentKey.user_id == user_id, IncidentKey.made_for == vault.mark)
    current = select(IncidentKey.incident_id).where(IncidentKey.user_id.is_(None), IncidentKey.made_for == newest)
    return tuple(session.scalars(select(Incident.id).where(Incident.id.in_(mine), Incident.id.not_in(current))))


def envelope_hashes(session: Session, ids: Iterable[int]) -> tuple[str, ...]:
    """Return what names each envelope's sealed content in a release, without saying what is in it."""
    hashes: dict[int, list[str]] = {one: [] for one in ids}
    asked = select(IncidentPart.incident_id, IncidentPart.body).order_by(IncidentPart.id)
    for incident_id, body in session.execute(asked):
        if incident_id in hashes:
            hashes[incident_id].append(hashlib.sha256(bytes(body)).hexdigest())
    return tuple(sorted(hashlib.sha256("".join(some).encode()).hexdigest() for some in hashes.values()))


def place_of(part_id: int, field: str) -> str:
    """Return the words that bind a sealed value to its table, row and field."""
    return f"incident_part|{part_id}|{field}"


def _key_of(session: Session, user_id: int | None, incident_id: int) -> bytes | None:
    return session.scalar(
        select(IncidentKey.sealed_key).where(IncidentKey.incident_id == incident_id, IncidentKey.user_id == user_id)
    )


def _records(session: Session, vault: Vault, found: Sequence[tuple[Incident, bytes | None]]) -> tuple[Record, ...]:
    keys = {one.id: vault.open_key(sealed, one.number) for one, sealed in found}
    if not keys:
        return ()
    parts: dict[int, list[Kept]] = {one: [] for one in keys}
    asked = (
        select(IncidentPart.id, IncidentPart.incident_id, IncidentPart.body)
        .where(IncidentPart.incident_id.between(min(keys), max(keys)))
        .order_by(IncidentPart.incident_id, IncidentPart.id)
    )
    for part_id, incident_id, body in session.execute(asked):
        if incident_id in keys:
            parts[incident_id].append(_kept(part_id, keys[incident_id].open(body, place_of(part_id, "body"))))
    return tuple(
        Record(
            one.id,
            one.number,
            IncidentKind(one.kind),
            one.recorded_at,
            one.recorded_by,
            one.keep_until,
            tuple(parts[one.id]),
        )
        for one, _sealed in found
    )


def _kept(part_id: int, content: bytes) -> Kept:
    try:
        part, at, by = read_part(content)
    except TooNew:
        raise Refusal(NEWER) from None
    return Kept(part_id, part, at, by)
