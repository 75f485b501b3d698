"""The running program keeps what it has read out of crash files, so a concern about a child is never left in one."""

import contextlib
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """Write no memory to disk when the program crashes, and let no other program of this user look into it.

    Does what the system offers and never raises; calling it again is harmless.
    """
    _no_core_dumps()
    if sys.platform.startswith("linux"):
        _not_dumpable()


def _no_core_dumps() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _not_dumpable() -> None:
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
