r"""Set PolicyDesk up beside its source and start it; needs nothing but Python 3.11 or newer.

    python3 packaging/bootstrap.py run     the demo school; words after it go to `policydesk demo`
    python3 packaging/bootstrap.py test    every test; words after it go to pytest

On Windows: py packaging\bootstrap.py run
"""

import sys

if sys.version_info < (3, 11):  # any Python can read this file; environment.py needs a new one
    sys.exit(
        "PolicyDesk needs Python 3.11 or newer, and this is %d.%d: start it with a newer one." % sys.version_info[:2]
    )

from environment import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], __doc__))
