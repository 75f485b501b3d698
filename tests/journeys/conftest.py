"""What the window's own tests have: rubbish collected where the program does, threads seen by coverage."""

from tests.ui.conftest import _collector, _traced_threads

__all__ = ["_collector", "_traced_threads"]
