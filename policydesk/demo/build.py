"""Making a demo school: a register like any other, with invented people and one password that is shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from policydesk.demo import big, small
from policydesk.demo.long_ago import founded
from policydesk.demo.password import DEMO_PASSWORD
from policydesk.demo.people import SCHOOL, USERS
from policydesk.store import Register, create_register
from policydesk.store.keys import PersonalKey, Stretching
from policydesk.store.register import ZONE
from policydesk.store.slots import USER, open_user_slot
from policydesk.store.users import add_user

SIZES = ("small", "large", "stress")
"""45, 400 or 10,000 staff."""

Progress = Callable[[int, int], None]

_LIGHT = Stretching(memory_kib=19_456, passes=2, lanes=1)
"""The password is public, so stretching it would only cost the visitor time."""


class MovingClock:
    """A clock that is set to each day as its story is told; it never runs ahead of the clock on the wall."""

    def __init__(self, day: date, latest: datetime) -> None:
        self._latest = latest
        self.set(day)

    def __call__(self) -> datetime:
        return self._now

    def set(self, day: date) -> None:
        """Move to a day, in the afternoon, or to this moment where the afternoon has not come yet."""
        self._now = min(datetime.combine(day, time(15, 30), UTC), self._latest)


def build_demo(
    folder: Path, size: str = "small", *, clock: Callable[[], datetime], progress: Progress | None = None
) -> None:
    """Make a demo school in a folder and close it; `progress` is told how many steps are done, of how many.

    The same day gives the same school. Raises Refusal and StoreTrouble as making any register does.
    """
    if size not in SIZES:
        raise ValueError(f"no demo school has the size {size}")
    tell = progress or _nobody
    today = clock().astimezone(ZONE).date()
    moving = MovingClock(founded(today) if size == "small" else today, clock())
    name, roles = USERS[0]
    register = create_register(
        folder,
        school_name=SCHOOL,
        user_name=name,
        password=DEMO_PASSWORD,
        roles=roles,
        clock=moving,
        is_demo=True,
        kdf=_LIGHT,
    ).register
    try:
        for user, held in USERS[1:]:
            add_user(register, user, DEMO_PASSWORD, held, _LIGHT)
        if size == "small":
            _tell_story(register, moving, today, tell)
        else:
            big.fill(register, big.LARGE if size == "large" else big.STRESS, today, tell)
    finally:
        register.close()


def _tell_story(register: Register, clock: MovingClock, today: date, tell: Progress) -> None:
    story, keys = small.events(today), _Keys(register)
    for number, event in enumerate(story, start=1):
        clock.set(event.day)
        _sign_in(register, event.by or USERS[0][0], keys)
        with register.writing() as txn:
            event.happens(txn)
        tell(number, len(story))


class _Keys(dict[str, PersonalKey | None]):
    """Each user's own key, opened once: the password is everybody's, and the story goes back and forth."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def __missing__(self, name: str) -> PersonalKey | None:
        slot = self._register.keys.slot(USER, name)
        opened = None if slot is None else open_user_slot(self._register.keys, slot, DEMO_PASSWORD)
        self[name] = None if opened is None else opened.personal
        return self[name]


def _sign_in(register: Register, name: str, keys: _Keys) -> None:
    """Let another user of the demo school go on, with their own key."""
    if register.actor.name != name:
        personal = keys[name]
        if personal is not None:
            register.vault.close()
            register.vault.reopen(personal)
        register.sign_in(name)


def _nobody(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""
