"""How long a register of an older shape with very many signatures takes to open, and what it does meanwhile.

    python -m tests.bench.opening [SIGNATURES] [SHAPE]

A register of a shape of before (the eighth, unless another is named) gets so many signatures, 1,000,000 without a
number, and is opened. Counted is the time of the processor, of the whole and of what it is spent on.
"""

import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from policydesk.store import Register, migrate, open_register, schema
from policydesk.terms import Topic
from tests.conftest import PASSWORD, StoppedClock
from tests.fixtures.make_register import REGISTERS

AT_ONCE = 100_000
PARTS = {"backup_before": "a backup that is checked", "_run": "the steps, with the rows that they change"}


def opened(folder: Path) -> Register:
    """Open the register as its user would."""
    return open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())


def fill(folder: Path, signatures: int) -> None:
    """Add signatures to a register as it is, in the shape that it has."""
    with patch.object(schema, "bring_up_to_date", lambda *_values: None), patch("policydesk.store.opening.settle"):
        register = opened(folder)
    for first in range(0, signatures, AT_ONCE):
        with register.writing() as txn:
            connection = txn.session.connection()
            row = connection.exec_driver_sql("SELECT * FROM acknowledgement WHERE id = 1").mappings().one()
            last = connection.exec_driver_sql("SELECT max(id) FROM acknowledgement").scalar_one()
            ids = range(last + 1, last + 1 + min(AT_ONCE, signatures - first))
            connection.exec_driver_sql(
                f"INSERT INTO acknowledgement ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                [(one, 1 + one % 4, *tuple(row.values())[2:]) for one in ids],
            )
            txn._bulk.append(("acknowledgement", last, ids[-1]))
            txn.record(Topic.ACKNOWLEDGEMENTS, 1, "Added very many signatures")
    register.close()


def main(folder: Path) -> None:
    """Open the register and print how long what took."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def run(*values: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return act(*values, **named)
            finally:
                spent[name] += time.process_time() - began

        return run

    with patch.multiple(migrate, **{name: timed(name, getattr(migrate, name)) for name in PARTS}):
        began = time.process_time()
        register = opened(folder)
        whole = time.process_time() - began
    print(f"Opening an older register: {whole:.1f} s of the processor")
    for name, words in PARTS.items():
        print(f"  {words}: {spent[name]:.1f} s")
    began = time.process_time()
    assert register.verify().is_sound
    print(f"(checking the whole register takes {time.process_time() - began:.1f} s)")
    register.close()


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    shape = sys.argv[2] if len(sys.argv) > 2 else "8"
    with tempfile.TemporaryDirectory() as place:
        made = Path(shutil.copytree(REGISTERS / f"schema-{shape}", Path(place) / "school.policydesk"))
        fill(made, count)
        main(made)
