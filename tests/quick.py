"""What a run of the tests does only once, so that no test pays for it again. None of it is part of the program.

Statements that SQLAlchemy has put into words for one register serve every other, as they do within a register. Folders
lie in memory where the computer offers some: the calls to the disk are the same, and nobody waits for a platter.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlcipher3 import dbapi2

from policydesk.store import engine as opener

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000
"""Bytes; a run needs a tenth of it, as the folders of a test that passed are taken away."""

STATEMENTS = 10_000
"""More than the program has."""


def in_memory() -> None:
    """Let pytest make its folders in memory, where nobody chose another place and there is room."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def _worded_once() -> Iterator[None]:
    """Let every register use the statements that were put into words for another."""
    real = opener.engine_on
    first = create_engine("sqlite://", module=dbapi2, query_cache_size=STATEMENTS)
    with first.connect():  # now its dialect knows what SQLite can do
        pass

    def engine_on(connection: dbapi2.Connection) -> Engine:
        engine = real(connection)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opener, "engine_on", engine_on)
        yield
    first.dispose()
