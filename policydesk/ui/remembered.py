"""What this computer remembers between starts: which register was open last and how the window looks."""

from pathlib import Path

from PySide6.QtCore import QSettings

_MOST_RECENT = 8


class Remembered:
    """A small settings file beside the log; nothing about people is in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def registers(self) -> tuple[Path, ...]:
        """The registers opened on this computer that are still there, newest first."""
        kept = self._settings.value("registers", [])
        texts = [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []
        return tuple(path for text in texts if (path := Path(str(text))).is_dir())

    def opened(self, register: Path) -> None:
        """Put a register first."""
        others = [str(path) for path in self.registers if path != register]
        self._settings.setValue("registers", [str(register), *others][:_MOST_RECENT])
        self._settings.sync()

    def forget(self, register: Path) -> None:
        """Name a register no more; the register itself stays where it is."""
        self._settings.setValue("registers", [str(path) for path in self.registers if path != register])
        self._settings.sync()

    def read(self, name: str, default: str = "") -> str:
        """Return what was kept under a name."""
        return str(self._settings.value(name, default))

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._settings.setValue(name, value)
        self._settings.sync()
