"""What the list of incidents shows: the envelopes in their order, and what is in them for whoever has the key."""

from collections.abc import Collection, Sequence

from policydesk.queries.incident_settings import class_discussion_asked
from policydesk.queries.incidents import EnvelopeRow, envelope_rows, incident_ids
from policydesk.queries.readers import holders
from policydesk.terms import Role
from policydesk.terms_incidents import IncidentKind
from policydesk.ui.desk import Desk
from policydesk.ui.incidents.columns import IncidentRow, sent_mark


class Listing:
    """Asks for the envelopes, and puts with each what is unsealed of it in memory."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def envelopes(self, ids: tuple[int, ...]) -> tuple[EnvelopeRow, ...]:
        """Return envelopes as they are in clear."""
        return self._desk.ask(envelope_rows, ids, self._desk.actor.user_id)

    def rows(self, ids: tuple[int, ...]) -> Sequence[IncidentRow]:
        """Return lines of the list."""
        sealed, leads = self._desk.sealed, self.leads()
        return [IncidentRow(one, sealed.record(one.id), sent_mark(one.readers, leads)) for one in self.envelopes(ids)]

    def leads(self) -> frozenset[str]:
        """Return the names of those who lead safeguarding and hold a key."""
        return frozenset(one.name for one in self._desk.ask(holders) if Role.DSL in one.roles)

    def ids(self, pressed: Collection[str], words: str, by: str, descending: bool) -> Sequence[int]:
        """Return the ids that the filter names, in the order of a column."""
        kind = next((one for one in IncidentKind if one in pressed), None)
        sealed = self._desk.sealed
        if not by:
            by, descending = "recorded_at", True
        if not sealed.is_open:
            return self._desk.ask(incident_ids, kind, words, by, descending)
        found: Sequence[int] = self._desk.ask(incident_ids, kind, "", by, descending)
        if words:
            in_clear = frozenset(self._desk.ask(incident_ids, kind, words))
            matching = sealed.matching(words) | in_clear
            found = [one for one in found if one in matching]
        if "open" in pressed:
            asked = self._desk.ask(class_discussion_asked, self._desk.today)
            open_now = {one.id for one in sealed.records if one.is_open(class_discussion=asked)}
            found = [one for one in found if one in open_now]
        return found
