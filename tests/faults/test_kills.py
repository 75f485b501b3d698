"""The program may be killed at any moment while signatures are recorded: what the window had confirmed is there."""

import os
import random
import shutil
import signal
import struct
import time
from pathlib import Path

import pytest

from tests.faults.conftest import PEOPLE, School, reopened, sign, signed

KILLS = 200
SAID = struct.Struct("i")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_hundred_kills_lose_no_confirmed_signature(school: School, tmp_path: Path) -> None:
    chance = random.Random(7)
    confirmed_in_all, cut_short = 0, 0
    for number in range(KILLS):
        folder = Path(shutil.copytree(school.folder, tmp_path / f"round {number}"))
        confirmed = _record_until_killed(folder, school, chance.random() * 0.15)
        register = reopened(folder)
        found = signed(register, school)
        assert confirmed <= found <= confirmed | {len(confirmed)}
        if number % 10 == 0:
            assert register.verify().problems == ()
        register.close()
        shutil.rmtree(folder)
        confirmed_in_all += len(confirmed)
        cut_short += 0 < len(confirmed) < PEOPLE
    assert confirmed_in_all > KILLS
    assert cut_short > KILLS / 2


def _record_until_killed(folder: Path, school: School, seconds: float) -> set[int]:
    """Let another process record one signature after the other and kill it; returns those it had confirmed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            register = reopened(folder)
            for number in range(PEOPLE):
                sign(register, school, number)
                os.write(writing, SAID.pack(number))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.read(SAID.size)
        time.sleep(seconds)  # the moment of the kill is what is being tried
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = first + pipe.read()
    return {number for (number,) in SAID.iter_unpack(said[: len(said) // SAID.size * SAID.size])}
