"""A shim at SQLite's own door to the disk: each write, flush and name passes by here before it is done.

SQLite lets a program register a "VFS", a table of functions. This one is a copy of the system's, with the functions
that change something on the disk put in between; everything else goes the usual way. No compiler is needed.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path

import sqlcipher3._sqlite3 as library

from tests.faults.disk import Disk, DiskFaultError

OK, IOERR, CANTOPEN, FULL = 0, 10, 14, 13
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = (IOERR | number << 8 for number in (3, 4, 6, 10))
OPEN_CREATE, OPEN_MAIN_JOURNAL = 0x4, 0x800

Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)

_KEPT: list["Shim"] = []
"""Files that a test left open go on passing through their shim."""


class Methods(Structure):
    """What SQLite does with an open file (sqlite3_io_methods)."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", Write),
        ("truncate", Truncate),
        ("sync", Sync),
        ("others", c_void_p * 13),
    )


class File(Structure):
    """An open file (sqlite3_file)."""

    _fields_ = (("methods", POINTER(Methods)),)


class Vfs(Structure):
    """The table of functions (sqlite3_vfs)."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", Open),
        ("delete", Delete),
        ("others", c_void_p * 15),
    )


class Shim:
    """Tells a Disk what SQLite does to it, and SQLite what the disk refused."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._sqlite = ctypes.CDLL(library.__file__)
        self._sqlite.sqlite3_vfs_find.restype = POINTER(Vfs)
        self._real: Vfs = self._sqlite.sqlite3_vfs_find(None).contents
        self._mine = Vfs.from_buffer_copy(self._real)
        self._mine.name = b"watched"
        self._mine.open = Open(self._open)
        self._mine.delete = Delete(self._delete)
        self._paths: dict[int, Path] = {}
        self._new_journals: set[Path] = set()
        self._methods: dict[int, tuple[Methods, Methods]] = {}

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Stand at the door."""
        _KEPT.append(self)
        self._sqlite.sqlite3_vfs_register(byref(self._mine), 1)
        try:
            yield
        finally:
            self._sqlite.sqlite3_vfs_unregister(byref(self._mine))

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: ctypes.Array[c_int]) -> int:
        path = Path(ctypes.string_at(name).decode()) if name else None
        is_new = path is not None and bool(flags & OPEN_CREATE) and not path.exists()
        if path is not None and is_new:
            try:
                self._disk.create(path)
            except DiskFaultError:
                return CANTOPEN
        answer = self._real.open(vfs, name, file, flags, out)
        if answer == OK and path is not None:
            self._paths[file] = path
            if is_new and flags & OPEN_MAIN_JOURNAL:
                self._new_journals.add(path)
            self._watch(File.from_address(file))
        return answer

    def _watch(self, file: File) -> None:
        where = ctypes.addressof(file.methods.contents)
        if where not in self._methods:
            real = Methods.from_address(where)
            mine = Methods.from_buffer_copy(real)
            mine.write, mine.truncate, mine.sync = (
                Write(lambda one, content, size, at: self._write(real, one, content, size, at)),
                Truncate(lambda one, size: self._truncate(real, one, size)),
                Sync(lambda one, flags: self._sync(real, one, flags)),
            )
            self._methods[where] = (real, mine)
        file.methods = ctypes.pointer(self._methods[where][1])

    def _write(self, real: Methods, file: int, content: int, size: int, at: int) -> int:
        try:
            self._disk.write(self._paths[file], at, ctypes.string_at(content, size))
        except DiskFaultError as fault:
            real.write(file, content, size // 2, at)
            return FULL if fault.is_full else IOERR_WRITE
        return real.write(file, content, size, at)

    def _truncate(self, real: Methods, file: int, size: int) -> int:
        try:
            self._disk.truncate(self._paths[file], size)
        except DiskFaultError:
            return IOERR_TRUNCATE
        return real.truncate(file, size)

    def _sync(self, real: Methods, file: int, flags: int) -> int:
        path = self._paths[file]
        try:
            self._disk.sync(path)
            if path in self._new_journals:  # SQLite flushes the folder too, once, when a journal is new
                self._new_journals.discard(path)
                self._disk.sync_folder(path.parent)
        except DiskFaultError:
            return IOERR_FSYNC
        return real.sync(file, flags)

    def _delete(self, vfs: int, name: int, sync_folder: int) -> int:
        path = Path(ctypes.string_at(name).decode())
        try:
            if path.exists():
                self._disk.unlink(path)
            if sync_folder:
                self._disk.sync_folder(path.parent)
        except DiskFaultError:
            return IOERR_DELETE
        return self._real.delete(vfs, name, sync_folder)
