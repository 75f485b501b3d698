"""A register lives on the computer's own disk; a network drive or a cloud folder is refused with the reason."""

import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from policydesk.errors import Refusal, StoreTrouble
from policydesk.store import Register, create_register, open_register, places
from policydesk.store.places import cloud_of, file_system_of, is_unc, linux_mounts, mac_mounts, refuse_bad_place
from policydesk.terms import Role
from tests.conftest import PASSWORD, QUICK, StoppedClock

MOUNTS = r"""
/dev/sda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sda2 /home/local ext4 rw 0 0
//server/share /mnt/staff\040drive cifs rw 0 0
head@server:/ /mnt/ssh fuse.sshfs rw 0 0
gdrive: /mnt/rclone fuse.rclone rw 0 0
broken
""".strip()

MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//alex@server._smb._tcp.local/Office on /Volumes/Office (2) (smbfs, nodev, nosuid, mounted by alex)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
nonsense
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/school", ""),
        ("/home/alex/school", "nfs4"),
        ("/home/local/school", "ext4"),
        ("/mnt/staff drive/school", "cifs"),
        ("/mnt/staff drive2", ""),
        ("/mnt/ssh/school", "fuse.sshfs"),
    ],
)
def test_the_nearest_mounted_drive_decides_on_linux(folder: str, kind: str) -> None:
    assert file_system_of(PurePosixPath(folder), linux_mounts(MOUNTS)) == kind


def test_the_nearest_mounted_drive_decides_on_a_mac() -> None:
    assert file_system_of(PurePosixPath("/Volumes/Office (2)/school"), mac_mounts(MAC)) == "smbfs"
    assert file_system_of(PurePosixPath("/Users/alex/school"), mac_mounts(MAC)) == ""
    assert len(mac_mounts(MAC)) == 3


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\share\school", True),
        ("//server/share/school", True),
        (r"\\?\UNC\server\share\school", True),
        (r"\\?\C:\school", False),
        (r"C:\school", False),
    ],
)
def test_a_windows_path_to_another_computer_is_known(path: str, remote: bool) -> None:
    assert is_unc(path) is remote


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\alex\OneDrive - Longacre Primary School\Documents\school"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\alex\onedrive\school"), "OneDrive"),
        (PureWindowsPath(r"D:\Dropbox (Longacre)\school"), "Dropbox"),
        (PureWindowsPath(r"C:\Users\alex\iCloudDrive\school"), "iCloud Drive"),
        (PurePosixPath("/home/alex/Dropbox/school"), "Dropbox"),
        (PurePosixPath("/Users/alex/Library/Mobile Documents/com~apple~CloudDocs/school"), "iCloud Drive"),
        (PurePosixPath("/Users/alex/Library/CloudStorage/Box-Box/school"), "the cloud"),
        (PurePosixPath("/home/alex/Google Drive/school"), "Google Drive"),
        (PurePosixPath("/home/alex/Nextcloud/school"), "Nextcloud"),
        (PurePosixPath("/home/alex/Boxes/school"), ""),
        (PurePosixPath("/home/alex/Dropbox-old/school"), ""),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(path: PurePosixPath, service: str) -> None:
    assert cloud_of(path) == service


def test_a_cloud_folder_of_another_name_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").touch()
    with pytest.raises(Refusal, match="Dropbox copies") as refused:
        refuse_bad_place(tmp_path / "office" / "longacre.policydesk")
    assert refused.value.field == "folder"
    assert "this computer's own disk" in refused.value.says


def test_a_cloud_folder_of_another_name_is_known_by_what_windows_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    assert cloud_of(tmp_path / "work" / "longacre.policydesk") == "OneDrive"
    assert cloud_of(tmp_path / "works" / "longacre.policydesk") == ""


def test_a_box_folder_at_home_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cloud_of(tmp_path / "Box" / "school") == "Box"


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "registers").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(Refusal, match="Dropbox"):
        refuse_bad_place(tmp_path / "registers" / "longacre.policydesk")


def test_a_drive_that_shows_the_cloud_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_file_system", lambda folder: "fuse.rclone")
    assert cloud_of(PurePosixPath("/mnt/rclone/school")) == "rclone"


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    refuse_bad_place(tmp_path / "longacre.policydesk")


def test_a_register_is_neither_made_nor_opened_on_a_network_drive(
    register: Register, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    monkeypatch.setattr(places, "_file_system", lambda folder: "cifs")
    with pytest.raises(Refusal, match="network drive") as refused:
        create_register(
            tmp_path / "new.policydesk",
            school_name="Longacre Primary School",
            user_name="Alex Morgan",
            password=PASSWORD,
            roles=frozenset({Role.OFFICE_MANAGER}),
            clock=clock,
            kdf=QUICK,
        )
    assert refused.value.field == "folder"
    assert not (tmp_path / "new.policydesk").exists()
    with pytest.raises(StoreTrouble, match=r"network drive.* Move the register's folder to this computer's own disk"):
        open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)


def test_a_mac_is_asked_for_its_drives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda *asked, **how: SimpleNamespace(stdout=MAC))
    assert places.is_network(PurePosixPath("/Volumes/Office (2)/school"))
    assert not places.is_network(PurePosixPath("/Users/alex/school"))


def test_a_system_that_does_not_tell_its_drives_keeps_nobody_from_working(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: object, **how: object) -> None:
        raise subprocess.TimeoutExpired("mount", 5)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", refuse)
    assert not places.is_network(PurePosixPath("/Volumes/Office/school"))
    monkeypatch.setattr(sys, "platform", "freebsd14")
    assert not places.is_network(PurePosixPath("/mnt/school"))


def test_windows_is_asked_what_a_drive_letter_stands_for(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"Z:\\": 4, "C:\\": 3}
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=lambda anchor: kinds[anchor]))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.windll", windows, raising=False)
    assert places.is_network(PureWindowsPath(r"Z:\school"))
    assert places.is_network(PureWindowsPath(r"\\server\share\school"))
    assert not places.is_network(PureWindowsPath(r"C:\school"))


def test_a_folder_that_cannot_be_followed_is_taken_as_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(self: Path, strict: bool = False) -> Path:
        raise RuntimeError("Symlink loop")

    monkeypatch.setattr(Path, "resolve", endless)
    assert places.resolved(Path("/a/b")) == Path("/a/b").absolute()
