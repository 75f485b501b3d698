"""The way out of a damaged register: the last backup that is whole, by its date."""

from pathlib import Path

from policydesk.store.backup_file import BACKUPS, BackupInfo, list_backups


def last_good_backup(folder: Path) -> BackupInfo | None:
    """Return the newest backup in a register's folder that is whole and passed its check, or None."""
    return next((one for one in list_backups(folder / BACKUPS) if not one.problems and one.is_whole()), None)


def way_back(folder: Path, lead: str = "Restore") -> str:
    """Return the sentence that says which backup to restore: "Restore the backup of 19 November 2026, 16:02."."""
    good = last_good_backup(folder)
    if good is None:
        return f"{lead} a backup from another disk or a memory stick; this register's own folder holds none."
    return f"{lead} the backup of {good.says_when}."
