"""How the register stands as a file: whether it is sound, its backups, who has a way in, and what it runs on."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.school import UserRow, users
from policydesk.reports.paper.told import Head, Rag
from policydesk.reports.report import Gathered, Options, Printing, Report
from policydesk.rules.quiet import LOCK_AFTER, SEALED_AFTER
from policydesk.rules.readers import READS
from policydesk.terms import Role

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts
    from policydesk.store.health import Health

ZONE = ZoneInfo("Europe/London")
"""The school's time."""

OLD = 7
"""Days after which the newest backup is called old, as at the foot of the window."""

MOST_SHOWN = 40
"""Problems and backups that are listed; more are counted."""

NAMES = {
    "staff_member": "Staff members",
    "policy": "Policies",
    "policy_version": "Versions of policies",
    "acknowledgement": "Acknowledgements",
    "official_account": "Official accounts",
    "incident": "Incidents (sealed)",
    "document": "Files",
}


@dataclass(frozen=True)
class HealthFacts:
    """The users, and how to look at the file; `health` is what was seen when it was printed."""

    options: Options
    users: tuple[UserRow, ...]
    health: "Health | None" = None
    printed_on: "date | None" = None


def gather(session: "Session", _as_at: "date", options: Options) -> HealthFacts:
    """Ask who may open the register; the file itself is looked at when the paper is made."""
    if options.look is None:
        raise Refusal("This report looks at the register’s file. Print it from the window or the command line.")
    return HealthFacts(options, users(session))


def prepare(gathered: Gathered, printing: Printing) -> HealthFacts:
    """Look at the whole file; long."""
    facts: HealthFacts = gathered.facts
    assert facts.options.look is not None
    return replace(facts, health=facts.options.look(), printed_on=printing.printed_at.date())


def story(facts: HealthFacts, parts: "Parts") -> list[Any]:
    """Tell whether it is sound, its size, its backups, its users, its ways in, and what it runs on."""
    assert facts.health is not None
    return [
        parts.words("Register health", "title"),
        parts.words("How the register stood in the moment this was printed, whatever day the other reports are for.",
                    "quiet"),
        *_verdict(facts.health, parts),
        *_size(facts.health, parts),
        *_backups(facts, facts.health, parts),
        *_users(facts, facts.health, parts),
        *_ways_in(facts.health, parts),
        *_program(facts.health, parts),
    ]  # fmt: skip


def _verdict(health: "Health", parts: "Parts") -> list[Any]:
    verdict, told = health.verdict, parts.heading("Is it sound?")
    entries, rows = counted(verdict.entries, "audit entry", "audit entries"), counted(verdict.rows, "row")
    if verdict.is_sound:
        says = f"The register is sound: the audit trail is unbroken ({entries}) and {rows} are as it left them."
        told += [parts.status(Rag.GREEN), parts.words(says, "lead")]
    else:
        found = counted(len(verdict.problems), "problem")
        told += [
            parts.status(Rag.RED),
            parts.words(f"The check found {found}. Go back to a backup, or ask for help before going on.", "lead"),
            *parts.points(verdict.problems[:MOST_SHOWN]),
        ]
    return [*told, parts.words(f"Seal {verdict.seal}." if verdict.seal else "It has no seal.")]


def _size(health: "Health", parts: "Parts") -> list[Any]:
    rows: list[tuple[str, Any]] = [("Folder", health.folder), ("Size", in_words(health.size)),
                                   ("Shape of its tables", health.shape)]  # fmt: skip
    rows += [(NAMES[table], count) for table, count in health.counts.items()]
    return [*parts.heading("Where it is, and how large"), parts.table((Head("What", 3), Head("Found", 6)), rows)]


def _backups(facts: HealthFacts, health: "Health", parts: "Parts") -> list[Any]:
    told = parts.heading("Backups")
    if not health.backups:
        return [*told, parts.status(Rag.RED), parts.words("No backup is in the register’s folder. Make one.")]
    newest, on = health.backups[0], facts.printed_on
    assert on is not None
    made_on = newest.made_at.astimezone(ZONE).date()
    age = (on - made_on).days
    kept = counted(len(health.backups), "backup is", "backups are")
    whole = "read again now and whole" if health.newest_is_whole else "DAMAGED: make another one now"
    told += [
        parts.status(Rag.RED if not health.newest_is_whole else Rag.AMBER if age > OLD else Rag.GREEN),
        parts.words(f"{kept} in the register’s folder. The newest is from {written(made_on)}{_aged(age)}, {whole}. "
                    "Each was opened and checked when it was made."),
    ]  # fmt: skip
    heads = (Head("Made", 3), Head("Why", 3.4), Head("By", 2.4), Head("Size", 1.4, right=True),
             Head("Seal’s number", 1.6, right=True), Head("Problems", 1.4, right=True))  # fmt: skip
    rows = [
        (one.says_when, one.why or "–", one.made_by, in_words(one.size), one.seal_number, one.problems)
        for one in health.backups[:MOST_SHOWN]
    ]
    more = len(health.backups) - MOST_SHOWN
    return [*told, parts.table(heads, rows), *([parts.words(f"{more:,} more.", "quiet")] if more > 0 else [])]


def _aged(days: int) -> str:
    return "" if days <= 0 else f", {counted(days, 'day')} old"


def _users(facts: HealthFacts, health: "Health", parts: "Parts") -> list[Any]:
    heads = (Head("Name", 3), Head("Roles", 3.6), Head("Added", 2), Head("Last signed in", 2.4),
             Head("Opens incidents", 1.7))  # fmt: skip
    rows = [
        (
            one.name,
            ", ".join(role.label for role in Role if role in one.roles),
            one.added_on,
            _signed_in(one),
            "Yes" if frozenset(one.roles) & READS and one.name in health.has_password else "No",
        )
        for one in facts.users
    ]
    note = (
        "Who opens incidents reads only those that are sealed to them; a concern about somebody is never sealed to "
        "that person. What is in them is not looked at here."
    )
    lead = f"{counted(len(rows), 'user')} can open the register, each with a password of their own."
    told = [*parts.heading("Users"), parts.words(lead), parts.table(heads, rows), parts.space(4),
            parts.words(note, "quiet")]  # fmt: skip
    without = [one.name for one in facts.users if one.name not in health.has_password]
    return [*told, parts.words(f"Without a way in: {', '.join(without)}.")] if without else told


def _signed_in(row: UserRow) -> str:
    if row.last_signed_in_at is None:
        return "Not yet"
    at = row.last_signed_in_at.astimezone(ZONE)
    return f"{written(at.date())}, {at:%H:%M}"


def _ways_in(health: "Health", parts: "Parts") -> list[Any]:
    sheets = " and ".join(health.sheets)
    says = f"Recovery sheets are made for {sheets}." if sheets else "No recovery sheet is made. Make new ones."
    says += " Look once a term whether the newest ones are still in the safe."
    quiet = (
        f"With nobody at the desk the sealed parts close after {round(SEALED_AFTER / 60)} minutes, and the register "
        f"locks after {round(LOCK_AFTER / 60)}."
    )
    return [*parts.heading("Recovery sheets and locking"), *parts.points((says, quiet))]


def _program(health: "Health", parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.text import FALLBACKS, FILES

    fonts = ", ".join(one.removesuffix("-Regular") for one in ("NotoSans", *FALLBACKS))
    rows: list[tuple[str, Any]] = [("PolicyDesk", health.program), ("Runs on", health.system)]
    rows += list(health.libraries)
    rows.append((f"Fonts ({len(FILES) + len(FALLBACKS)})", fonts))
    return [*parts.heading("Program"), parts.table((Head("What", 3), Head("Version", 6)), rows)]


def in_words(size: int) -> str:
    """Return a number of bytes as people say it: "4.2 MB"."""
    return f"{max(1, round(size / 1000)):,} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


REPORT = Report(
    id="register-health",
    title="Register health",
    says="Whether the register is sound, its backups, its users and ways in, and what it runs on.",
    gather=gather,
    prepare=prepare,
    story=story,
    place=95,
    wants_look=True,
)
