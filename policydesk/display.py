"""Whether this machine can show a window: Qt would end the process where it cannot."""

import os
import sys


def has_display() -> bool:
    """Return whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
