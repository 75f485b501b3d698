"""What is unsealed, in memory only, while whoever is signed in holds the key: read after unlocking, gone on closing."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from policydesk.actions.envelopes import renew_sheet
from policydesk.names import fold
from policydesk.queries.incident_settings import watching
from policydesk.queries.incidents import count_openable, openable, opened, sealed_to_an_older_sheet
from policydesk.rules.findings import Finding
from policydesk.rules.incidents import Record
from policydesk.rules.incidents_due import incident_findings
from policydesk.rules.readers import READS
from policydesk.terms import Topic

if TYPE_CHECKING:
    from policydesk.ui.desk import Desk
    from policydesk.ui.kit.job import Progress

AT_ONCE = 400
"""Records read before the page is shown; more are read behind it."""

BATCH = 60
"""Records read under one turn of the register: others wait no longer than a tenth of a second."""


Unsealed = tuple[Record, str]
"""A record with its words as they are searched."""


class SealedRecords(QObject):
    """The incidents one has the keys of; `changed` when they were read, closed or opened again."""

    changed = Signal()

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._records: dict[int, Record] = {}
        self._words: dict[int, str] = {}
        self._began = False
        self._round = 0
        self._findings: tuple[Finding, ...] | None = None
        self.is_reading = False
        desk.changed.connect(self._on_changed)

    @property
    def may_hold(self) -> bool:
        """Whether whoever is signed in has a role that may hold keys."""
        return bool(getattr(self._desk.actor, "roles", frozenset()) & READS)

    @property
    def is_open(self) -> bool:
        """Whether the keys are at hand now."""
        return self.may_hold and bool(self._desk.register.vault.is_open)

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record that is unsealed, in the order in which they were recorded."""
        self.begin()
        return tuple(self._records[one] for one in sorted(self._records))

    def record(self, incident_id: int) -> Record | None:
        """Return one record, where it is unsealed."""
        self.begin()
        return self._records.get(incident_id)

    def begin(self) -> None:
        """Read what can be opened: a few at once, many behind the window."""
        if self._began or not self.is_open:
            return
        self._began = True
        if self._desk.ask(count_openable, self._desk.actor.user_id) <= AT_ONCE:
            self._take(self._read(0, None))
            self._renew_sheet()
            return
        self.is_reading, this_round = True, self._round
        self._desk.later(
            self._read_all,
            says="Opening the confidential records",
            then=lambda found: self._on_read(found, this_round),
            failed=lambda trouble: self._on_failed(trouble, this_round),
            quiet=True,
        )

    def refresh(self, incident_id: int) -> None:
        """Read one record again after something was added to it."""
        if self._began and self.is_open:
            self._take((self._desk.ask(opened, *self._keys(), incident_id),))
            self.changed.emit()

    def close(self) -> None:
        """Forget everything that was unsealed, and the key; the register stays open."""
        self._records, self._words, self._began, self.is_reading = {}, {}, False, False
        self._findings, self._round = None, self._round + 1
        if self.is_open:
            self._desk.register.vault.close()
            self.changed.emit()

    def reopen(self, password: str) -> None:
        """Take the key again with the password; raises WrongPassword."""
        from policydesk.store.sealed import reopen_sealed

        reopen_sealed(self._desk.register, password)
        self.changed.emit()

    def matching(self, words: str) -> frozenset[int]:
        """Return the ids of the unsealed records in which every word stands somewhere."""
        self.begin()
        wanted = fold(words).split()
        return frozenset(one for one, text in self._words.items() if all(word in text for word in wanted))

    def findings(self) -> tuple[Finding, ...]:
        """Return what wants attention among the unsealed records, today."""
        records = self.records
        if not records:
            return ()
        watched, now = self._desk.ask(watching, self._desk.today), self._desk.register.clock()
        if len(records) <= AT_ONCE:
            return incident_findings(records, now, watched)
        if self._findings is None:  # many: thought about behind the window, and said when they are known
            self._findings, this_round = (), self._round
            self._desk.later(
                lambda _progress: incident_findings(records, now, watched),
                says="Looking through the incidents",
                then=lambda found: self._on_found(found, this_round),
                quiet=True,
            )
        return self._findings

    def _keys(self) -> tuple[Any, int]:
        return self._desk.register.vault, self._desk.actor.user_id

    def _read(self, after: int, limit: int | None) -> tuple[Record, ...]:
        return self._desk.ask(openable, *self._keys(), after, limit)

    def _read_all(self, progress: "Progress") -> list[Unsealed]:
        found: list[Unsealed] = []
        total = self._desk.ask(count_openable, self._desk.actor.user_id)
        while some := self._read(found[-1][0].id if found else 0, BATCH):
            found += [(one, words_of(one)) for one in some]
            progress(len(found), total)
        return found

    def _on_read(self, found: list[Unsealed], this_round: int) -> None:
        if this_round == self._round:
            self.is_reading = False
            for one, words in found:
                if one.id not in self._records:  # what was read again meanwhile is newer
                    self._records[one.id], self._words[one.id] = one, words
            self.changed.emit()
            self._renew_sheet()

    def _on_failed(self, trouble: Exception, this_round: int) -> None:
        """Reading ends where the sealed parts were closed meanwhile; anything else is said."""
        if this_round == self._round:
            self.is_reading = False
            raise trouble

    def _on_found(self, found: tuple[Finding, ...], this_round: int) -> None:
        if this_round == self._round:
            self._findings = found
            self.changed.emit()

    def _renew_sheet(self) -> None:
        """Seal what an older safeguarding sheet opened to the newest, behind the window."""
        sheet = self._desk.register.vault.key_of_sheet()
        if sheet is None or not self._desk.ask(sealed_to_an_older_sheet, *self._keys(), sheet.mark):
            return

        def work(progress: "Progress") -> None:
            while self.is_open:
                with self._desk.register.writing() as txn:
                    if not renew_sheet(txn, BATCH):
                        return
                progress(0, 0)

        self._desk.later(work, says="Sealing records to the newest safeguarding sheet", quiet=True)

    def _take(self, found: Iterable[Record]) -> None:
        self._findings = None
        for one in found:
            self._records[one.id] = one
            self._words[one.id] = words_of(one)

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        if Topic.INCIDENTS in topics and self._began and self.is_open and not self.is_reading:
            self._take(self._read(max(self._records, default=0), None))  # the pages hear of it from the desk, too


def words_of(record: Record) -> str:
    """Return every word of a record as it is searched."""
    said = [record.number, record.recorded_by, record.status.label]
    for kept in record.parts:
        part = kept.part
        values = (getattr(part, one.name) for one in fields(part))
        said += [str(getattr(one, "label", one)) for one in values if one and not isinstance(one, tuple)]
    return fold(" ".join(said))
