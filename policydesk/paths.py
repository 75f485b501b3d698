"""Where things are: the resources that ship with the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*parts: str) -> Traversable:
    """Return a file that ships with PolicyDesk, from an installed wheel or from a checkout."""
    shipped = files("policydesk") / "resources"
    root: Traversable = shipped if shipped.is_dir() else Path(__file__).resolve().parent.parent / "resources"
    return root.joinpath(*parts)
