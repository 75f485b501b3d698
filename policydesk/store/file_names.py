"""Names of files: who is at the register, and those that carry a school's name as every memory stick takes them."""

from pathlib import Path

WHO_FILE = "who.json"
"""Says who has a register open; there only while somebody has, or after a crash."""

_LONGEST = 120
"""Bytes of a name; systems allow 255 with everything added to it."""

_REFUSED = frozenset('<>:"/\\|?*')


def as_file_name(text: str, none: str = "Register") -> str:
    """Return a text as part of a file's name, or `none` where nothing of it can be used."""
    plain = "".join(" " if each in _REFUSED or not each.isprintable() else each for each in text)
    short = " ".join(plain.split()).encode()[:_LONGEST].decode(errors="ignore")
    return short.strip(" .") or none


def free_place(folder: Path, name: str, suffix: str) -> Path:
    """Return where a new file of this name goes: a number is added where there is one already."""
    place, number = folder / f"{name}{suffix}", 1
    while place.exists():
        number += 1
        place = folder / f"{name} ({number}){suffix}"
    return place
