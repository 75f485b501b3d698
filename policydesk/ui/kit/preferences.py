"""What one user's desk remembers: widths, order, filters and sizes, never anything about people."""

from typing import Protocol


class Preferences(Protocol):
    """A small shelf of text by name; the app keeps it per user."""

    def read(self, name: str, default: str = "") -> str:
        """Return what was kept under a name."""

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""


class Forgetful:
    """Preferences that last as long as the window: for the first start and for tests."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str, default: str = "") -> str:
        """Return what was kept under a name."""
        return self._kept.get(name, default)

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._kept[name] = value
