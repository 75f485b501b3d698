"""A shim at Python's own door to the disk: the calls with which PolicyDesk writes its key file and its backups."""

import io
import os
import shutil
from pathlib import Path
from typing import Any, Self

import pytest

from tests.faults.disk import Disk


class _Writing:
    """A file whose writes the disk is told of first; a refused one leaves half of what it should have written."""

    def __init__(self, file: io.BufferedWriter, path: Path, disk: Disk) -> None:
        self._file, self._path, self._disk = file, path, disk

    def write(self, content: bytes) -> int:
        try:
            self._disk.write(self._path, self._file.tell(), bytes(content))
        except OSError:
            self._file.write(content[: len(content) // 2])
            raise
        return self._file.write(content)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def stand_at_the_door(disk: Disk, patch: pytest.MonkeyPatch) -> None:
    """Tell a disk about every write, flush and name that Python asks for below its folder."""
    _watch_files(disk, patch)
    _watch_names(disk, patch)


def _watch_files(disk: Disk, patch: pytest.MonkeyPatch) -> None:
    opening, fsync = Path.open, os.fsync

    def opened(path: Path, mode: str = "r", *how: Any, **more: Any) -> Any:
        if "b" not in mode or not set(mode) & set("wxa+") or disk.folder not in path.parents:
            return opening(path, mode, *how, **more)
        if not path.exists():
            disk.create(path)
        return _Writing(opening(path, mode, *how, **more), path, disk)

    def flushed(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            disk.sync_folder(path)
        else:
            disk.sync(path)
        fsync(handle)

    patch.setattr(Path, "open", opened)
    patch.setattr(os, "fsync", flushed)


def _watch_names(disk: Disk, patch: pytest.MonkeyPatch) -> None:
    unlink, rmtree = Path.unlink, shutil.rmtree

    def moved(real: Any) -> Any:
        def move(path: Path, to: Path) -> Path:
            disk.rename(path, to)
            return real(path, to)

        return move

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        if path.exists() and disk.folder in path.parents:
            disk.unlink(path)
        unlink(path, missing_ok=missing_ok)

    def removed(tree: Path, ignore_errors: bool = False) -> None:
        try:
            for each in [one for one in tree.rglob("*") if one.is_file()]:
                disk.unlink(each)
        except OSError:
            if not ignore_errors:
                raise
        else:
            rmtree(tree, ignore_errors=ignore_errors)

    patch.setattr(Path, "replace", moved(Path.replace))
    patch.setattr(Path, "rename", moved(Path.rename))
    patch.setattr(Path, "unlink", unlinked)
    patch.setattr(shutil, "rmtree", removed)
