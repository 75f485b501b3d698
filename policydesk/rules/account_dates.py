"""When an account is looked at and evaluated next (AT A.1.6, A.1.7, A.5.4)."""

from datetime import date, timedelta
from functools import lru_cache

from policydesk.dates import add_months
from policydesk.rules.standard import Standard


def check_due_on(standard: Standard, live_since: date | None, last: date | None) -> date | None:
    """Return the last day, inclusive, by which somebody looks at a live account again."""
    begins = last or live_since
    return None if begins is None else begins + timedelta(days=standard.check_every_days)


def evaluation_due_on(standard: Standard, live_since: date | None, last: date | None) -> date | None:
    """Return the last day, inclusive, by which a live account is weighed against its purpose again."""
    begins = last or live_since
    return None if begins is None else _months_after(begins, standard.evaluate_every_months)


@lru_cache(maxsize=4096)  # many accounts went live or were evaluated on the same days
def _months_after(begins: date, months: int) -> date:
    return add_months(begins, months)
