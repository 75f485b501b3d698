"""The key file beside a register: who may open it and with what, nothing secret in clear.

Reading it needs neither the database nor a password, so the unlock window can show names at once.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from policydesk.errors import RegisterDamaged, RegisterTooNew, StoreTrouble
from policydesk.store.atomic import worded, write_whole

KEY_FILE = "register.keys"
DATABASE = "register.db"
FORMAT = 1

_DAMAGED = "The key file register.keys is damaged."


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
        return cls(school=school, register_id=os.urandom(16).hex(), slots=(), is_demo=is_demo, made_by=made_by)

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
                    f"The key file of “{folder.name}” is missing. "
                    + _way_back(folder, "Put register.keys back in its folder, or restore")
                ) from None
            raise StoreTrouble(f"There is no register in “{folder.name}”. Choose a folder that holds one.") from None
        except OSError as trouble:
            raise worded(trouble, path) from trouble
        try:
            return cls.parse(content)
        except RegisterDamaged as trouble:
            raise RegisterDamaged(f"{trouble.says} {_way_back(folder)}") from trouble

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Understand a key file's bytes; raises as `read` does."""
        try:
            asked = json.loads(content)
            if int(asked["format"]) > FORMAT:
                raise RegisterTooNew("A newer PolicyDesk made this register. Install that version to open it.")
            slots = tuple(Slot(**slot) for slot in asked["slots"])
            known = {"format", "slots", "school", "register_id", "is_demo", "made_by", "mac", "sum"}
            keys = cls(
                school=str(asked["school"]),
                register_id=str(asked["register_id"]),
                slots=slots,
                is_demo=bool(asked["is_demo"]),
                made_by=str(asked["made_by"]),
                mac=str(asked["mac"]),
                extra={key: value for key, value in asked.items() if key not in known},
            )
            if asked.get("sum", keys._sum()) != keys._sum():
                raise RegisterDamaged(_DAMAGED)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
            raise RegisterDamaged(_DAMAGED) from trouble
        return keys

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
        content = {**self._body(), "mac": self.mac, "sum": self._sum()}
        return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False).encode()

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

        return mac(derived(key, "key file"), self._canonical()).hex()

    def _sum(self) -> str:
        """Tell a spoilt byte from a wrong password; anybody can make it, so it proves nothing else."""
        return hashlib.sha256(self._canonical() + self.mac.encode()).hexdigest()

    def _canonical(self) -> bytes:
        return json.dumps(self._body(), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _way_back(folder: Path, lead: str = "Restore") -> str:
    from policydesk.store.damage import way_back

    return way_back(folder, lead)


def is_register(folder: Path) -> bool:
    """Whether a folder holds a register."""
    return (folder / KEY_FILE).exists() or (folder / DATABASE).exists()


def users_of(folder: Path) -> tuple[str, ...]:
    """The names of those who may open a register, for the unlock window and the command line."""
    return tuple(slot.name for slot in KeyFile.read(folder).users())
