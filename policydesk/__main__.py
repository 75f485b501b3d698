"""`python -m policydesk`: the same as the command `policydesk`."""

import sys

from policydesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
