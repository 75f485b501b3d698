"""How long a hundred thousand incidents take: the list, one record, everything unsealed, a search in it.

    python -m tests.bench.incidents [NUMBER]

The register is made first, sealed to one DSL and to the safeguarding sheet as the program does; about a minute for each
50,000. Everything is asked through the same doors as the window. Times are the processor's, so that other work on the
machine does not count.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from policydesk.models import Incident, IncidentKey, IncidentPart
from policydesk.names import fold
from policydesk.queries.incidents import envelope_rows, incident_ids, openable, opened, place_of
from policydesk.rules.incident_parts import Concern, Entry
from policydesk.rules.incident_words import written_part
from policydesk.rules.incidents_due import Watching, incident_findings
from policydesk.store import Register, create_register
from policydesk.store.vault import RecordKey
from policydesk.terms import Role, Topic
from policydesk.terms_incidents import About, Category, ConcernKind, Severity
from policydesk.ui.sealed import BATCH, words_of
from tests.conftest import PASSWORD, QUICK, StoppedClock

NUMBER = 100_000
AT_ONCE = 2_500
PAGE = 200
"""Rows of the list that are fetched together."""

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WORDS = "A pupil showed a message in a class group; nobody else had seen it and the parents were told the same day. "


def fill(register: Register, number: int) -> None:
    """Record so many concerns, each with one further entry."""
    vault, me = register.vault, register.actor
    readers = ((me.user_id, vault.key_of_user(me.name)), (None, vault.key_of_sheet()))
    for first in range(1, number + 1, AT_ONCE):
        incidents, keys, parts = [], [], []
        for row_id in range(first, min(first + AT_ONCE, number + 1)):
            name = f"C-2026-{row_id:03d}"
            at = NOW - timedelta(minutes=number - row_id)
            key = RecordKey()
            incidents.append(
                {"id": row_id, "number": name, "kind": "concern", "recorded_at": at, "recorded_by": me.name}
            )
            keys += [
                {
                    "incident_id": row_id,
                    "user_id": user_id,
                    "made_for": public.mark,
                    "sealed_key": public.seal(key, vault.about(name)),
                }
                for user_id, public in readers
                if public is not None
            ]
            concern = Concern(
                tuple(ConcernKind)[row_id % 5], tuple(Category)[row_id % 22], Severity.LOW_LEVEL, About.PUPIL,
                f"{WORDS * 3}Number {row_id}.", at, at, about_name=f"P.{row_id}",
            )  # fmt: skip
            for place, part in enumerate((concern, Entry(at.date(), WORDS))):
                part_id = row_id * 2 - 1 + place
                body = key.seal(written_part(part, at, me.name), place_of(part_id, "body"))
                parts.append({"id": part_id, "incident_id": row_id, "body": body})
        with register.writing() as txn:
            txn.bulk(Incident, incidents)
            txn.bulk(IncidentKey, keys)
            txn.bulk(IncidentPart, parts)
            txn.record(Topic.INCIDENTS, 0, "Recorded many")


def timed(what: str, do: Callable[[], Any]) -> Any:
    """Do something, print the processor's time for it and return what came of it."""
    began = time.process_time()
    found = do()
    print(f"{what:58}{(time.process_time() - began) * 1000:12,.1f} ms", flush=True)
    return found


def unseal(register: Register) -> list[Any]:
    """Open everything in turns, as the window does behind itself."""
    found: list[Any] = []
    longest = 0.0
    while True:
        began = time.process_time()
        with register.reading() as session:
            after = found[-1].id if found else 0
            some = openable(session, register.vault, register.actor.user_id, after, BATCH)
        longest = max(longest, time.process_time() - began)
        if not some:
            print(f"{f'  the longest turn of {BATCH} records, in which others wait':58}{longest * 1000:12,.1f} ms")
            return found
        found += some


def main(number: int) -> None:
    """Make the register and measure."""
    with tempfile.TemporaryDirectory() as folder:
        register = create_register(
            Path(folder) / "many.policydesk",
            school_name="Longacre Primary School",
            user_name="Dana Lead",
            password=PASSWORD,
            roles=frozenset({Role.OFFICE_MANAGER, Role.DSL}),
            clock=StoppedClock(),
            kdf=QUICK,
        ).register
        timed(f"sealing {number:,} records to two keys", lambda: fill(register, number))
        size = (register.folder / "register.db").stat().st_size
        print(f"{'register.db':58}{size / 1024 / 1024:12,.0f} MiB")
        me = register.actor.user_id
        with register.reading() as session:
            ids = timed("the list: every number in order", lambda: incident_ids(session))
            timed("the list: the first rows", lambda: envelope_rows(session, ids[:PAGE], me))
            middle = len(ids) // 2
            timed("the list: rows in the middle", lambda: envelope_rows(session, ids[middle : middle + PAGE], me))
            timed("opening one record", lambda: opened(session, register.vault, me, ids[middle]))
        records = timed("opening everything behind the window", lambda: unseal(register))
        words = timed("preparing the search", lambda: {one.id: words_of(one) for one in records})
        wanted = fold(f"number {number // 2}.").split()
        hits = timed("searching it for two words", lambda: [
            one for one, text in words.items() if all(word in text for word in wanted)
        ])  # fmt: skip
        assert hits
        timed("findings about all of it", lambda: incident_findings(records, NOW, Watching()))
        print(f"{'memory at the most':58}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:12,.0f} MiB")
        register.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)
