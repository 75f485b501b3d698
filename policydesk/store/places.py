"""Where a register may live: on this computer's own disk, never on a network drive or in a folder kept in the cloud.

Two computers writing there spoil a register, and the saves of one of them are lost; backups are welcome there.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from policydesk.errors import Refusal, StoreTrouble

NETWORK_TYPES = frozenset(
    {
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs"),
        *("nfs4", "ocfs2", "smb2", "smb3", "smbfs", "webdav", "webdavfs", "fuse.davfs2", "fuse.gvfsd-fuse"),
        *("fuse.glusterfs", "fuse.curlftpfs", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.webdavfs"),
    }
)
"""Types of file system that another computer keeps, as Linux and macOS name them."""

CLOUD_TYPES = {"fuse.rclone": "rclone", "fuse.onedriver": "OneDrive", "fuse.google-drive-ocamlfuse": "Google Drive"}
"""Types of file system that show a cloud folder, with its name."""

_CLOUD_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "googledrivestream": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "the cloud",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_CLOUD_STARTS = (
    ("onedrive -", "OneDrive"),
    ("dropbox (", "Dropbox"),
    ("googledrive-", "Google Drive"),
    ("onedrive-", "OneDrive"),
    ("box-box", "Box"),
)
_CLOUD_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4
_MOUNT_SECONDS = 5


def refuse_bad_place(folder: Path) -> None:
    """Raise Refusal naming `folder` where a new register may not live, with the reason and what to do instead."""
    reason = _reason(folder)
    if reason:
        raise Refusal(f"{reason} Choose a folder on this computer's own disk; backups may go there.", field="folder")


def refuse_to_open_in_bad_place(folder: Path) -> None:
    """Raise StoreTrouble where a register was moved to a place in which it may not be used."""
    reason = _reason(folder)
    if reason:
        raise StoreTrouble(f"{reason} Move the register's folder to this computer's own disk, then open it there.")


def _reason(folder: Path) -> str:
    place = resolved(folder)
    cloud = cloud_of(folder) or cloud_of(place)
    if cloud:
        return f"“{folder.name}” is in a folder that {cloud} copies while it is in use, which can spoil a register."
    if is_network(place):
        return (
            f"“{folder.name}” is on a network drive, where a lost connection or a second computer can spoil a register."
        )
    return ""


def resolved(folder: Path) -> Path:
    """Return where a folder really is, or would be."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def cloud_of(folder: PurePath) -> str:
    """Return the name of the service that keeps a folder in the cloud, or "" where none is known to."""
    for part in folder.parts:
        name = part.casefold()
        if name in _CLOUD_NAMES:
            return _CLOUD_NAMES[name]
        for start, service in _CLOUD_STARTS:
            if name.startswith(start):
                return service
    if any(os.environ.get(each) and folder.is_relative_to(os.environ[each]) for each in _CLOUD_VARIABLES):
        return "OneDrive"
    if folder.is_relative_to(Path.home() / "Box"):
        return "Box"
    for above in (folder, *folder.parents):
        for mark, service in _CLOUD_MARKS.items():
            if os.path.lexists(os.path.join(above, mark)):  # noqa: PTH118 - a pure path cannot ask the disk
                return service
    mounted = CLOUD_TYPES.get(_file_system(folder))
    return mounted or ""


def is_network(folder: PurePath) -> bool:
    """Whether another computer keeps this folder."""
    if sys.platform == "win32":
        return is_unc(str(folder)) or _drive_is_remote(folder.anchor)
    return _file_system(folder) in NETWORK_TYPES


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names another computer, as ``\\server\share`` does and ``\\?\C:\`` does not."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith(("\\\\?\\UNC\\", "\\\\.\\UNC\\")):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def file_system_of(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the type of the file system a folder is on, from pairs of a mount point and its type.

    The system's root is never counted: a computer that has nothing else has no better disk to offer.
    """
    best, found = "", ""
    for point, kind in mounts:
        if point != "/" and len(point) >= len(best) and folder.is_relative_to(point):
            best, found = point, kind
    return found


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """Return the mount points and types from the text of /proc/mounts, where spaces are written as octal numbers."""
    rows = [line.split(" ") for line in text.splitlines()]
    return [(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]


def mac_mounts(text: str) -> list[tuple[str, str]]:
    """Return the mount points and types from what macOS's `mount` prints."""
    found = []
    for line in text.splitlines():
        what, bracket, options = line.rpartition(" (")
        _source, on, point = what.partition(" on ")
        if bracket and on:
            found.append((point, options.split(",")[0].rstrip(")").strip()))
    return found


def _unescaped(text: str) -> str:
    for octal, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(octal, plain)
    return text


def _file_system(folder: PurePath) -> str:
    try:
        if sys.platform.startswith("linux"):
            text = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
            return file_system_of(folder, linux_mounts(text))
        if sys.platform == "darwin":
            asked = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, errors="surrogateescape", timeout=_MOUNT_SECONDS
            )
            return file_system_of(folder, mac_mounts(asked.stdout))
    except (OSError, subprocess.SubprocessError):
        pass
    return ""


def _drive_is_remote(anchor: str) -> bool:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return windows is not None and bool(anchor) and windows.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
