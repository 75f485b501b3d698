"""What the register knows of the official accounts on a day, as the rules look at it."""

from datetime import date

from sqlalchemy.orm import Session

from policydesk.rules.account_facts import OfficialFacts


def official_facts(session: Session, as_at: date) -> OfficialFacts:
    """Return everything the rules look at of the official accounts, as it was known on a day."""
    raise NotImplementedError
