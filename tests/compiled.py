"""Python keeps what it makes of the sources, also where the computer is set not to: else each run compiles all of it.

Pytest has it loaded before anything of ours. Compiling the tests alone takes each of a run's processes ten seconds.
"""

import os
import sys

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # the processes that run the tests, and those that they start, keep it too
sys.dont_write_bytecode = False
