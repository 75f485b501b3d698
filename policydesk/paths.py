"""Where things are: the resources that ship with the program, and the folders it keeps things in.

POLICYDESK_HOME puts everything that PolicyDesk keeps into one folder: for tests, and for a school that wants so.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> "Traversable":
    """Return a file that ships with PolicyDesk, from an installed wheel or from a checkout."""
    for root in (_HERE / "resources", _HERE.parent / "resources"):
        if root.is_dir():
            return root.joinpath(*parts)
    # Only where the package is no folder: asking costs a tenth of the time in which the unlock window is shown.
    from importlib.resources import files

    return (files("policydesk") / "resources").joinpath(*parts)


def registers_folder() -> Path:
    """Return where new registers go: on this computer's own disk, never in a folder that roams or is synchronised."""
    return _home("registers")


def settings_folder() -> Path:
    """Return where the window keeps its own things; nothing about people is in it."""
    return _home("settings")


def logs_folder() -> Path:
    """Return where the log goes."""
    return _home("logs")


def _home(part: str) -> Path:
    chosen = os.environ.get("POLICYDESK_HOME")
    if chosen:
        return Path(chosen) / part
    from platformdirs import user_data_path

    return user_data_path("PolicyDesk", appauthor=False, roaming=False) / part
