"""The program may be killed at any moment while signatures are recorded: what the window had confirmed is there."""

import os
import random
import shutil
import struct
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import School, reopened, sign, signed
from tests.killing import TIMERS, run_until_killed, usual

KILLS = 200
SIGNING = 10
"""People who sign, one after the other, while the moment comes."""

SAID = struct.Struct("i")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_hundred_kills_lose_no_confirmed_signature(school: School, tmp_path: Path) -> None:
    chance = random.Random(7)
    _record(Path(shutil.copytree(school.folder, tmp_path / "first")), school)  # what is imported and worded once
    copies = [Path(shutil.copytree(school.folder, tmp_path / f"whole {number}")) for number in range(3)]
    longest = list(usual(*(partial(_record, copy, school) for copy in copies)))
    confirmed_in_all, cut_short = 0, 0
    for number in range(KILLS):
        folder = Path(shutil.copytree(school.folder, tmp_path / f"round {number}"))
        which = number % len(TIMERS)
        moment = chance.triangular(0, longest[which], longest[which] * 0.7)  # the first part only opens the register
        confirmed = _record_until_killed(folder, school, which, moment)
        register = reopened(folder)
        found = signed(register, school)
        assert confirmed <= found <= confirmed | {len(confirmed)}
        if number % 10 == 0:
            assert register.verify().problems == ()
        register.close()
        shutil.rmtree(folder)
        confirmed_in_all += len(confirmed)
        cut_short += 0 < len(confirmed) < SIGNING
        if not confirmed:  # the machine has more to do now than when the time was taken
            longest[which] *= 1.1
        elif len(confirmed) == SIGNING:
            longest[which] /= 1.1
    assert confirmed_in_all > KILLS
    assert cut_short > KILLS / 3


def _record(folder: Path, school: School, confirm: int = -1) -> None:
    """Record one signature after the other, and say of each to a pipe that it is confirmed."""
    register = reopened(folder)
    for number in range(SIGNING):
        sign(register, school, number)
        if confirm >= 0:
            os.write(confirm, SAID.pack(number))
    register.close()


def _record_until_killed(folder: Path, school: School, which: int, seconds: float) -> set[int]:
    """Let another process record one signature after the other and die at it; returns those it had confirmed."""
    reading, writing = os.pipe()
    run_until_killed(partial(_record, folder, school, writing), which, seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        return {number for (number,) in SAID.iter_unpack(pipe.read())}
