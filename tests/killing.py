"""Another process that dies in the middle of its work, as by a kill: nothing of it runs any more."""

import gc
import os
import signal
import time
from collections.abc import Callable

TIMERS = ((signal.ITIMER_PROF, signal.SIGPROF), (signal.ITIMER_REAL, signal.SIGALRM))
"""By the processor's time, which a busy machine does not stretch, and by the clock, which runs while the disk works."""

Spent = tuple[float, float]
"""Seconds of the processor's time and of the clock."""


def run_until_killed(work: Callable[[], object], which: int, seconds: float) -> Spent:
    """Let another process work and die at once when its time by one of the timers is up; returns what it spent.

    It dies of that alone: one whose work fails ends otherwise, and so does the test.
    """
    timer, killed_by = TIMERS[which]
    began, child = time.monotonic(), os.fork()
    if not child:
        try:
            gc.disable()  # looking for rubbish would copy the whole memory of the tests
            signal.signal(killed_by, signal.SIG_DFL)
            signal.setitimer(timer, max(seconds, 0.001))
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _pid, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -killed_by}
    return used.ru_utime + used.ru_stime, time.monotonic() - began


def usual(*whole: Callable[[], object]) -> Spent:
    """Return what the whole work usually takes in another process: the middle of several times."""
    spent = zip(*(run_until_killed(work, 0, seconds=60) for work in whole), strict=True)
    processor, clock = (sorted(some)[len(whole) // 2] for some in spent)
    return processor, clock
