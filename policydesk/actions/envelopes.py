"""What every action on an incident does with its envelope: number it, seal it, add to it, let somebody in."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Integer, cast, func, select

from policydesk.actions.checks import found
from policydesk.actions.documents import FileDraft, kind_of
from policydesk.actions.pictures import place_in, without_metadata
from policydesk.errors import Refusal
from policydesk.models import Disposal, Incident, IncidentKey, IncidentPart, User
from policydesk.models.sealed import SealedValue
from policydesk.queries.incidents import openable, opened, place_of, sealed_to_an_older_sheet
from policydesk.queries.pack import rule_pack
from policydesk.rules.incident_parts import Evidence, Part
from policydesk.rules.incident_retention import end_of_school_year, keeping
from policydesk.rules.incident_words import written_part
from policydesk.rules.incidents import Record
from policydesk.rules.readers import Holder
from policydesk.store import Txn
from policydesk.store.vault import PublicKey, RecordKey, Vault
from policydesk.store.vouching import sealing_key, vouch
from policydesk.terms import Topic
from policydesk.terms_incidents import IncidentKind
from policydesk.terms_retention import KeptKind

NOBODY = (
    "Nobody could ever open this: no reader’s key is vouched for. A DSL or the headteacher who opens incidents lets "
    "the others in first."
)
_VOUCHED = "; vouched for their key"


@dataclass(frozen=True)
class EvidenceDraft:
    """A file as it was dropped or pasted; `strip` takes the place and the camera out of a picture first."""

    file_name: str
    content: bytes = field(repr=False)
    note: str = ""
    strip: bool = False


@dataclass(frozen=True)
class Envelope:
    """An envelope with its key, for as long as one action lasts; whoever posts a new one does not keep the key."""

    id: int
    number: str
    key: RecordKey

    def write(self, txn: Txn, part: Part, content: bytes | None = None) -> int:
        """Seal one part, and a file's bytes beside it, for the very row it stands in; returns the row's id."""
        row = IncidentPart(incident_id=self.id, body=SealedValue())
        txn.session.add(row)
        txn.session.flush()
        text = written_part(part, txn.now, txn.actor.name)
        row.body = SealedValue(self.key.seal(text, place_of(row.id, "body")))
        if content is not None:
            row.content = SealedValue(self.key.seal(content, place_of(row.id, "content")))
        txn.session.flush()
        return row.id

    def write_evidence(self, txn: Txn, draft: EvidenceDraft) -> int:
        """Seal a file into the envelope; raises Refusal where it is empty, over 50 MB or no document."""
        media_type = kind_of(FileDraft(draft.file_name, draft.content))
        content = without_metadata(draft.content) if draft.strip else draft.content
        part = Evidence(
            file_name=draft.file_name[-200:],
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            note=draft.note,
            place=place_in(content),
            stripped=draft.strip,
        )
        return self.write(txn, part, content)

    def seal_to(self, txn: Txn, user_id: int | None, public: PublicKey) -> None:
        """Let the holder of a key open the envelope; the safeguarding sheet where there is no user."""
        sealed = SealedValue(public.seal(self.key, txn.vault.about(self.number)))
        txn.session.add(IncidentKey(incident_id=self.id, user_id=user_id, made_for=public.mark, sealed_key=sealed))


def next_number(txn: Txn, kind: IncidentKind) -> str:
    """Return the next number of a log in this calendar year: "FR-2026-001"; no holes, and none comes twice."""
    begins = f"{kind.letters}-{txn.today.year}-"
    last = 0
    for number in (Incident.number, Disposal.reference):
        asked = select(func.max(cast(func.substr(number, len(begins) + 1), Integer))).where(
            number.startswith(begins, autoescape=True)
        )
        last = max(last, txn.session.scalar(asked) or 0)
    return f"{begins}{last + 1:03d}"


def _next_id(txn: Txn) -> int:
    """Return an id that no record had: a half-typed form or a line of the history may still mean one that is gone."""
    sealed = [kind.value for kind in KeptKind if kind.is_sealed]
    here, gone = select(func.max(Incident.id)), select(func.max(Disposal.record_id)).where(Disposal.kind.in_(sealed))
    return 1 + max(txn.session.scalar(asked) or 0 for asked in (here, gone))


def post(txn: Txn, kind: IncidentKind, readers: Iterable[Holder], parts: Sequence[Part]) -> Envelope:
    """Seal parts into a new envelope for its readers and for the safeguarding sheet, and say so in the audit trail."""
    number = next_number(txn, kind)
    incident = Incident(id=_next_id(txn), number=number, kind=kind)
    incident.recorded_at, incident.recorded_by = txn.now, txn.actor.name
    txn.session.add(incident)
    txn.session.flush()
    envelope = Envelope(incident.id, number, RecordKey())
    keys: list[tuple[int | None, PublicKey | None]] = [
        (one.user_id, sealing_key(txn.session, txn.vault, one.user_id, one.name)) for one in readers
    ]
    keys.append((None, sealing_key(txn.session, txn.vault, None)))
    if not any(public for _user, public in keys):
        raise Refusal(NOBODY)
    for user_id, public in keys:
        if public is not None:
            envelope.seal_to(txn, user_id, public)
    for part in parts:
        envelope.write(txn, part)
    txn.record(Topic.INCIDENTS, incident.id, f"Recorded {number}")
    return envelope


def open_record(txn: Txn, incident_id: int) -> tuple[Record, Envelope]:
    """Return an incident, opened, with its key; raises Refusal where whoever is signed in may not open it."""
    record = opened(txn.session, txn.vault, txn.actor.user_id, incident_id)
    return record, Envelope(record.id, record.number, txn.vault.open_key(None, record.number))


def add(txn: Txn, incident_id: int, part: Part) -> int:
    """Add a part to an incident, set until when it is kept, and say in the audit trail that something was added."""
    record, envelope = open_record(txn, incident_id)
    part_id = envelope.write(txn, part)
    _keep(txn, record.id)
    txn.record(Topic.INCIDENTS, record.id, f"Added to {record.number}")
    return part_id


def let_in(txn: Txn, user_id: int, incident_ids: Iterable[int]) -> int:
    """Seal envelopes that one can open to another user as well; returns how many they may open now in addition.

    Their key is vouched for, so that new envelopes are sealed to them too. Envelopes that are about this user are left
    as they are. Raises Refusal where the user cannot sign in, or whoever lets them in may not.
    """
    name, count, is_new = _let_in(txn, user_id, incident_ids, txn.vault, txn.actor.user_id)
    if count or is_new:
        txn.record(Topic.INCIDENTS, 0, f"Let {name} into {_records(count)}{_VOUCHED if is_new else ''}")
    return count


def let_in_with_sheet(txn: Txn, user_id: int, sheet: Vault) -> int:
    """Seal everything that the safeguarding sheet opens to a user as well; returns how many, and says that it was used.

    Envelopes that are about this user are left as they are. Raises Refusal where the user cannot sign in.
    """
    ids = [one.id for one in openable(txn.session, sheet, None)]
    name, count, is_new = _let_in(txn, user_id, ids, sheet, None)
    how = f" with the safeguarding recovery sheet{_VOUCHED if is_new else ''}"
    txn.record(Topic.INCIDENTS, 0, f"Let {name} into {_records(count)}{how}")
    return count


def renew_sheet(txn: Txn, most: int | None = None) -> int:
    """Seal what one can open to the newest safeguarding sheet where it was sealed to an older one; returns how many."""
    sheet = sealing_key(txn.session, txn.vault, None)
    if sheet is None or not txn.vault.is_open:
        return 0
    ids = sealed_to_an_older_sheet(txn.session, txn.vault, txn.actor.user_id, sheet.mark)[:most]
    for incident_id in ids:
        record, envelope = open_record(txn, incident_id)
        for old in txn.session.scalars(
            select(IncidentKey).where(IncidentKey.incident_id == record.id, IncidentKey.user_id.is_(None))
        ):
            txn.session.delete(old)
        txn.session.flush()
        envelope.seal_to(txn, None, sheet)
    if ids:
        txn.record(Topic.INCIDENTS, 0, f"Sealed {_records(len(ids))} to the newest safeguarding sheet")
    return len(ids)


def _keep(txn: Txn, incident_id: int) -> None:
    """Write on the envelope until when it is kept, to the end of that school year, as its content asks now."""
    record, _envelope = open_record(txn, incident_id)
    until = keeping(record, record.closing, rule_pack(txn.session, txn.today)).until
    incident = txn.session.get_one(Incident, incident_id)
    incident.keep_until = None if until is None else end_of_school_year(until)


def _let_in(txn: Txn, user_id: int, ids: Iterable[int], vault: Vault, holder: int | None) -> tuple[str, int, bool]:
    user = found(txn.session, User, user_id, "user")
    public = txn.vault.key_of_user(user.name)
    if public is None or user.removed_on is not None:
        raise Refusal(f"{user.name} cannot sign in, so nothing can be sealed to them.", "user_id")
    is_new = vouch(txn, public, user_id, user.name, vault)
    count = 0
    for incident_id in ids:
        record = opened(txn.session, vault, holder, incident_id)
        held = txn.session.scalar(
            select(IncidentKey).where(IncidentKey.incident_id == incident_id, IncidentKey.user_id == user_id)
        )
        barred = record.concern is not None and user_id in record.concern.not_to
        if barred or (held is not None and held.made_for == public.mark):
            continue
        if held is not None:
            txn.session.delete(held)
            txn.session.flush()
        envelope = Envelope(record.id, record.number, vault.open_key(None, record.number))
        envelope.seal_to(txn, user_id, public)
        count += 1
    return user.name, count, is_new


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"
