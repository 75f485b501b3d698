"""A disk that remembers what was asked of it, refuses when told to, and shows what a power cut would have left."""

import errno
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""


class DiskFaultError(OSError):
    """The disk refuses one call."""

    @property
    def is_full(self) -> bool:
        """Whether it says that there is no room."""
        return self.errno == errno.ENOSPC


@dataclass
class Change:
    """One thing done to the disk: to a file (`inode`) or to the names in a folder (`path`)."""

    what: str
    path: Path
    inode: int = 0
    at: int = 0
    content: bytes = b""
    to: Path | None = None


@dataclass
class Disk:
    """Watches one folder; everything below it is recorded in order."""

    folder: Path
    changes: list[Change] = field(default_factory=list)
    recording: bool = False
    reached: bool = False
    calls: int = 0
    fails_at: int = -1
    sticky: bool = False
    number: int = errno.EIO
    _inodes: dict[Path, int] = field(default_factory=dict)

    @contextmanager
    def failing(self, call: int, number: int, *, sticky: bool) -> Iterator[None]:
        """Let the call with this number (from 0) fail, once or it and all that follow."""
        self.calls, self.fails_at, self.number, self.sticky = 0, call, number, sticky
        try:
            yield
        finally:
            self.reached, self.fails_at = self.calls > call, -1

    def record(self) -> dict[Path, bytes]:
        """Begin to record; returns what is on the disk now, all of it safe."""
        start = {path: path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}
        self._inodes = {path: number for number, path in enumerate(start, start=1)}
        self.changes.clear()
        self.recording = True
        return start

    def mark(self, words: str) -> None:
        """Remember that somebody has now been told something."""
        self._keep(Change("mark", Path(words)))

    def write(self, path: Path, at: int, content: bytes) -> None:
        """Write bytes at a place in a file."""
        self._count(path)
        self._keep(Change("write", path, self._inode(path), at, content))

    def truncate(self, path: Path, size: int) -> None:
        """Cut a file off or make it longer."""
        self._count(path)
        self._keep(Change("truncate", path, self._inode(path), size))

    def sync(self, path: Path) -> None:
        """Flush a file."""
        self._count(path)
        self._keep(Change("sync", path, self._inode(path)))

    def sync_folder(self, path: Path) -> None:
        """Flush the names in a folder."""
        self._count(path)
        self._keep(Change("sync_folder", path))

    def create(self, path: Path) -> None:
        """Make an empty file."""
        self._count(path)
        self._inodes[path] = max(self._inodes.values(), default=0) + 1
        self._keep(Change("create", path, self._inodes[path]))

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        self._count(path)
        self._inodes.pop(path, None)
        self._keep(Change("unlink", path))

    def rename(self, path: Path, to: Path) -> None:
        """Give a file or a folder another name, in place of what had it."""
        self._count(path)
        moved = {each: to / each.relative_to(path) for each in self._inodes if each == path or path in each.parents}
        for old, new in moved.items():
            self._inodes[new] = self._inodes.pop(old)
        self._keep(Change("rename", path, to=to))

    def _inode(self, path: Path) -> int:
        return self._inodes.get(path, 0)

    def _count(self, path: Path) -> None:
        if not _is_below(path, self.folder):
            return
        at = self.calls
        self.calls += 1
        if self.fails_at >= 0 and (at >= self.fails_at if self.sticky else at == self.fails_at):
            raise DiskFaultError(self.number, os.strerror(self.number))

    def _keep(self, change: Change) -> None:
        if self.recording:
            self.changes.append(change)


@cache
def _is_below(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or below it; each write asks, and of the same few files."""
    return path == folder or folder in path.parents


def cuts(
    start: dict[Path, bytes], changes: list[Change], count: int, chance: random.Random
) -> Iterator[tuple[int, dict[Path, bytes]]]:
    """Yield what would be on the disk had the power gone after so many changes: (how many, the files).

    Names change in order, and those before the folder's last flush for certain. Of what was written into a file since
    its last flush, each piece is there, lost, or torn at a sector, in any combination.
    """
    for _number in range(count):
        at = len(changes) if chance.random() < 0.1 else chance.randrange(len(changes))
        yield at, _after_a_cut(start, changes[:at], chance)


def _after_a_cut(start: dict[Path, bytes], changes: list[Change], chance: random.Random) -> dict[Path, bytes]:
    names = {path: number for number, path in enumerate(start, start=1)}
    contents = {number: bytearray(start[path]) for path, number in names.items()}
    loose: dict[int, list[Change]] = {}
    renamed: list[Change] = []
    for change in changes:
        if change.what in {"create", "unlink", "rename"}:
            renamed.append(change)
        elif change.what == "sync_folder":
            _rename(names, contents, renamed)
            renamed.clear()
        elif change.what == "sync":
            for one in loose.pop(change.inode, ()):
                _apply(contents, one)
        elif change.what != "mark":
            loose.setdefault(change.inode, []).append(change)
    _rename(names, contents, renamed[: chance.randrange(len(renamed) + 1)])
    fate = chance.random()
    for pending in loose.values():
        for one in pending:
            if fate < 0.2 or (fate < 0.8 and chance.random() < 0.5):
                _apply(contents, one)
            elif fate >= 0.4 and chance.random() < 0.3:
                _apply(contents, _torn(one, chance))
    return {path: bytes(contents.get(inode, b"")) for path, inode in names.items()}


def _rename(names: dict[Path, int], contents: dict[int, bytearray], changes: list[Change]) -> None:
    for change in changes:
        if change.what == "create":
            names[change.path] = change.inode
            contents.setdefault(change.inode, bytearray())
        elif change.what == "unlink":
            names.pop(change.path, None)
        elif change.to is not None:
            for old in [each for each in names if each == change.path or change.path in each.parents]:
                names[change.to / old.relative_to(change.path)] = names.pop(old)


def _apply(contents: dict[int, bytearray], change: Change) -> None:
    content = contents.setdefault(change.inode, bytearray())
    if change.what == "truncate":
        del content[change.at :]
        content.extend(bytes(change.at - len(content)))
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.content)] = change.content


def _torn(change: Change, chance: random.Random) -> Change:
    sectors = len(change.content) // SECTOR
    kept = SECTOR * chance.randrange(sectors + 1)
    return Change(change.what, change.path, change.inode, change.at, change.content[:kept]) if kept else change


def lay_out(files: dict[Path, bytes], below: Path, to: Path) -> Path:
    """Write such files into another folder; returns it."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for path, content in files.items():
        place = to / path.relative_to(below)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return to
