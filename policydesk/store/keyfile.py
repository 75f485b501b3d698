"""The key file beside a register: who may open it and with what, nothing secret in clear.

Reading it needs neither the database nor a password, so the unlock window can show names at once.
"""

import hmac
import json
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from policydesk.errors import RegisterDamaged, RegisterTooNew, StoreTrouble
from policydesk.store.atomic import worded, write_whole

KEY_FILE = "register.keys"
DATABASE = "register.db"
FORMAT = 1

_DAMAGED = "The key file of this register is damaged. Restore the register from its last backup."


@dataclass(frozen=True)
class Slot:
    """One way in: a user's password or one of the two recovery sheets, with what it opens."""

    kind: str
    name: str
    wrapped: str
    salt: str = ""
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0
    public: str = ""


@dataclass(frozen=True)
class KeyFile:
    """All ways into one register; `mac` shows to whoever has the file key that nobody changed it behind our back."""

    school: str
    register_id: str
    slots: tuple[Slot, ...]
    is_demo: bool = False
    made_by: str = ""
    mac: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def fresh(cls, school: str, made_by: str, *, is_demo: bool = False) -> Self:
        """Begin the key file of a new register."""
        return cls(school=school, register_id=uuid.uuid4().hex, slots=(), is_demo=is_demo, made_by=made_by)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the key file of a register's folder.

        Raises StoreTrouble where there is none, RegisterDamaged where it cannot be understood, RegisterTooNew where a
        newer PolicyDesk wrote it.
        """
        path = folder / KEY_FILE
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            if (folder / DATABASE).exists():
                raise RegisterDamaged(
                    f"The key file of “{folder.name}” is missing. Put register.keys back, or restore the last backup."
                ) from None
            raise StoreTrouble(f"There is no register in “{folder.name}”. Choose a folder that holds one.") from None
        except OSError as trouble:
            raise worded(trouble, path) from trouble
        return cls.parse(content)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Understand a key file's bytes; raises as `read` does."""
        try:
            asked = json.loads(content)
            if int(asked["format"]) > FORMAT:
                raise RegisterTooNew("A newer PolicyDesk made this register. Install that version to open it.")
            slots = tuple(Slot(**slot) for slot in asked["slots"])
            known = {"format", "slots", "school", "register_id", "is_demo", "made_by", "mac"}
            return cls(
                school=str(asked["school"]),
                register_id=str(asked["register_id"]),
                slots=slots,
                is_demo=bool(asked["is_demo"]),
                made_by=str(asked["made_by"]),
                mac=str(asked["mac"]),
                extra={key: value for key, value in asked.items() if key not in known},
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
            raise RegisterDamaged(_DAMAGED) from trouble

    def signed(self, key: bytes) -> Self:
        """Return the key file with the mark that only the file key can make."""
        return replace(self, mac=self._mark(key))

    def is_genuine(self, key: bytes) -> bool:
        """Whether the file is as PolicyDesk last wrote it."""
        return hmac.compare_digest(self.mac, self._mark(key))

    def write(self, folder: Path) -> None:
        """Write the key file whole or not at all."""
        write_whole(folder / KEY_FILE, self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return the file's bytes, as JSON that a person can look at."""
        return json.dumps({**self._body(), "mac": self.mac}, indent=1, sort_keys=True, ensure_ascii=False).encode()

    def users(self) -> tuple[Slot, ...]:
        """The slots that a person opens with a name and a password, in the order they were added."""
        return tuple(slot for slot in self.slots if slot.kind == "user")

    def slot(self, kind: str, name: str = "") -> Slot | None:
        """The slot of one user, or of one recovery sheet."""
        return next((slot for slot in self.slots if slot.kind == kind and slot.name == name), None)

    def with_slot(self, slot: Slot) -> Self:
        """Return the key file with this slot in place of the one of the same kind and name."""
        if self.slot(slot.kind, slot.name) is None:
            return replace(self, slots=(*self.slots, slot))
        same = [slot if (old.kind, old.name) == (slot.kind, slot.name) else old for old in self.slots]
        return replace(self, slots=tuple(same))

    def without(self, kind: str, name: str) -> Self:
        """Return the key file without one slot: that way in is closed."""
        return replace(self, slots=tuple(slot for slot in self.slots if (slot.kind, slot.name) != (kind, name)))

    def _body(self) -> dict[str, Any]:
        return {
            **self.extra,
            "format": FORMAT,
            "school": self.school,
            "register_id": self.register_id,
            "is_demo": self.is_demo,
            "made_by": self.made_by,
            "slots": [vars(slot) for slot in self.slots],
        }

    def _mark(self, key: bytes) -> str:
        from policydesk.store.keys import derived, mac

        body = json.dumps(self._body(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return mac(derived(key, "key file"), body.encode()).hex()


def is_register(folder: Path) -> bool:
    """Whether a folder holds a register."""
    return (folder / KEY_FILE).exists() or (folder / DATABASE).exists()


def users_of(folder: Path) -> tuple[str, ...]:
    """The names of those who may open a register, for the unlock window and the command line."""
    return tuple(slot.name for slot in KeyFile.read(folder).users())
