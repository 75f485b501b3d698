"""Where registers are put on this computer unless somebody chooses another place."""

from pathlib import Path

from policydesk.errors import Refusal
from policydesk.paths import registers_folder
from policydesk.store.file_names import as_file_name, free_place
from policydesk.store.keyfile import is_register
from policydesk.store.places import refuse_bad_place

SUFFIX = ".policydesk"
"""What the folder of a register ends with."""

DEMO = f"Demo school (small){SUFFIX}"
"""The demo school's folder; the command line makes and finds it under the same name."""


def fresh_place(school: str) -> Path:
    """Return a folder that is not there yet, named for the school."""
    return free_place(registers_folder(), as_file_name(school), SUFFIX)


def demo_place() -> Path:
    """Return where the demo school is, or would be."""
    return registers_folder() / DEMO


def refuse_place(folder: Path, field: str) -> None:
    """Raise Refusal naming `field` where a register may not be put: before anybody waits for it to be made."""
    try:
        refuse_bad_place(folder)
    except Refusal as refusal:
        raise Refusal(refusal.says, field) from None
    if is_register(folder):
        raise Refusal(f"“{folder.name}” already holds a register. Open it, or choose another folder.", field)


def place_of(folder: Path) -> Path:
    """Return the register somebody meant who chose the folder above its backups, or a folder inside it."""
    return folder.parent if not is_register(folder) and is_register(folder.parent) else folder
