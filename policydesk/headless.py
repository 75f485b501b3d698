"""What each command does without a window; `cli` describes them."""

import contextlib
import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from policydesk.dates import written
from policydesk.display import has_display
from policydesk.errors import Refusal
from policydesk.store import Register, create_register, open_register
from policydesk.store.backup import close_with_backup
from policydesk.store.keyfile import KeyFile
from policydesk.store.register import ZONE
from policydesk.terms import Role, Urgency

SUFFIX = ".policydesk"


def now() -> datetime:
    """Return this moment; the one clock of the command line."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day on the school's wall."""
    return now().astimezone(ZONE).date()


@contextlib.contextmanager
def opened(asked: Namespace) -> Iterator[Register]:
    """Open the register that the options name, and close it when the command is done."""
    folder = asked.register or (
        Path(os.environ["POLICYDESK_REGISTER"]) if "POLICYDESK_REGISTER" in os.environ else None
    )
    if folder is None:
        raise Refusal("Say which register: --register DIR.")
    keys = KeyFile.read(folder)
    name = _who(keys, asked.user)
    password = _password(keys, asked.password_file, f"Password of {name}: ")
    register = open_register(folder, user_name=name, password=password, clock=now)
    try:
        yield register
    finally:
        if register.changed:
            close_with_backup(register)
        else:
            register.close()


def _who(keys: KeyFile, asked: str | None) -> str:
    name = asked or os.environ.get("POLICYDESK_USER")
    names = [slot.name for slot in keys.users()]
    if name:
        if name not in names:
            raise Refusal(f"{name} is not a user of this register. Its users are {', '.join(names)}.")
        return name
    if len(names) == 1 or keys.is_demo:
        return names[0]
    raise Refusal(f"Say who signs in with --user: {', '.join(names)}.")


def _password(keys: KeyFile | None, file: Path | None, prompt: str) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").splitlines()[0]
        except (OSError, IndexError, UnicodeDecodeError):
            raise Refusal(
                f"The password could not be read from “{file.name}”. Put it on the file's first line."
            ) from None
    if "POLICYDESK_PASSWORD" in os.environ:
        return os.environ["POLICYDESK_PASSWORD"]
    if keys is not None and keys.is_demo:
        from policydesk.demo import DEMO_PASSWORD

        return DEMO_PASSWORD
    if not sys.stdin.isatty():
        raise Refusal("There is nobody to ask for the password. Set POLICYDESK_PASSWORD or use --password-file.")
    return getpass.getpass(prompt)


def demo(folder: Path | None, size: str, *, window: bool) -> int:
    """Make or find the demo school; open it, or write its reports where there is no display."""
    from policydesk.demo import DEMO_PASSWORD, build_demo
    from policydesk.demo.people import USERS
    from policydesk.paths import registers_folder

    place = _with_suffix(folder) if folder else registers_folder() / f"Demo school ({size}){SUFFIX}"
    if not (place / "register.keys").exists():
        print(f"Making the demo school in {place} …", flush=True)
        build_demo(place, size, clock=now, progress=_progress)
    keys = KeyFile.read(place)
    if not keys.is_demo:
        raise Refusal(f"“{place.name}” holds a real register, so it is left alone. Choose another folder for the demo.")
    print(f"register: {place}")
    print(f"password: {DEMO_PASSWORD}")
    for name, roles in USERS:
        print(f"user: {name} ({', '.join(sorted(role.label.lower() for role in roles))})")
    if not window:
        return 0
    if not has_display():
        print("This machine has no display, so the reports go to ./demo-reports/ instead of a window.")
        return _demo_reports(place, Path("demo-reports"))
    from policydesk.app import start

    return start(place)


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done * 100 // max(of, 1)} %", end="" if done < of else "\n", file=sys.stderr, flush=True)


def _demo_reports(place: Path, out: Path) -> int:
    from policydesk.demo import DEMO_PASSWORD
    from policydesk.headless_papers import Chosen, report
    from policydesk.reports.catalogue import reports

    name = KeyFile.read(place).users()[0].name
    register = open_register(place, user_name=name, password=DEMO_PASSWORD, clock=now)
    try:
        out.mkdir(exist_ok=True)
        for one in (one for one in reports() if not (one.wants_keys or one.wants_person)):
            report(register, one.id, out / f"{one.id}.pdf", today(), Chosen())
        left_out = ", ".join(one.title for one in reports() if one.wants_keys)
        print(f"Left out, because a DSL or the headteacher has to sign in for them with --user: {left_out}.")
    finally:
        register.close()
    return 0


def new(folder: Path, school: str, user: str, roles: list[str], password_file: Path | None) -> int:
    """Make a register and write its recovery sheets beside it."""
    from policydesk.reports.sheets import recovery_sheets
    from policydesk.store.atomic import write_whole

    place = _with_suffix(folder)
    password = _password(None, password_file, "Choose a password: ")
    made = create_register(
        place, school_name=school, user_name=user, password=password, roles=frozenset(map(Role, roles)), clock=now
    )
    try:
        sheets = place.with_name(f"{place.stem} recovery sheets.pdf")
        write_whole(sheets, recovery_sheets(school, place, made.sheets, today()))
    finally:
        made.register.close()
    print(f"register: {place}")
    print(f"recovery sheets: {sheets}")
    print("Print both sheets, keep them apart from this computer, then delete the file.")
    return 0


def _with_suffix(folder: Path) -> Path:
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)


def findings(register: Register, as_at: date | None, form: str) -> int:
    """Print the findings in groups, or as JSON."""
    from policydesk.queries.due import findings as ask
    from policydesk.queries.pack import rule_pack

    day = as_at or today()
    with register.reading() as session:
        found, pack = ask(session, day), rule_pack(session, day)
    if form == "json":
        rows = [
            {
                "id": one.identity,
                "rule": one.rule,
                "clause": one.clause,
                "urgency": one.urgency.value,
                "says": one.says,
                "since": one.since.isoformat() if one.since else None,
                "due": one.due.isoformat() if one.due else None,
                "topic": one.topic.value,
                "subject_id": one.subject_id,
            }
            for one in found
        ]
        own = {"own_changes": len(pack.edits), "own_entries": len(pack.entries)}
        said = {"as_at": day.isoformat(), "rule_pack": pack.version, **own, "findings": rows}
        print(json.dumps(said, indent=1, ensure_ascii=False))
        return 0
    print(f"{register.school_name}: what needs doing as at {written(day)}")
    print(f"{pack.words}.")
    for urgency in Urgency:
        some = [one for one in found if one.urgency is urgency]
        if some:
            print(f"\n{urgency.label}")
        for one in some:
            print(f"  {one.says}{f' ({one.clause})' if one.clause else ''}")
    if not found:
        print("\nNothing needs doing.")
    return 0


def verify(register: Register) -> int:
    """Print what the check found; exit code 1 where it found anything."""
    verdict = register.verify()
    for problem in verdict.problems:
        print(problem)
    if verdict.is_sound:
        print(f"The register is sound: {verdict.entries:,} audit entries, {verdict.rows:,} rows. Seal {verdict.seal}.")
    return 0 if verdict.is_sound else 1


def backup(register: Register, to: Path | None) -> int:
    """Write a checked backup and print where it is and what it holds; exit code 1 where the register has a problem."""
    from policydesk.store.backup import make_backup

    made = make_backup(register, to, _progress, why="from the command line")
    people, entries = made.info.counts["staff_member"], made.info.seal_number
    print(f"backup: {made.file}")
    print(f"It was opened again and checked: {people:,} staff, {entries:,} audit entries. Seal {register.seal()}.")
    for problem in made.problems:
        print(problem)
    return 1 if made.problems else 0


def restore(file: Path, to: Path, user: str | None, password_file: Path | None) -> int:
    """Make a register from a backup and print where it is and from which day."""
    from policydesk.store.restore import read_backup, restore_backup

    said = read_backup(file)
    keys = KeyFile.parse(said.keys)
    name = _who(keys, user)
    password = _password(keys, password_file, f"Password {name} had on {said.says_when}: ")
    register = restore_backup(file, to, user_name=name, password=password, clock=now, progress=_progress)
    register.close()
    print(f"register: {to}")
    print(f"It was checked and holds {said.school} as at {said.says_when}; the backup stays where it is.")
    return 0
