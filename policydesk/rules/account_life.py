"""The life of an official account: which state may follow which (AT A.3.2, A.1.6)."""

from policydesk.terms_accounts import AccountState

LIFE: dict[AccountState, tuple[AccountState, ...]] = {
    AccountState.PROPOSED: (AccountState.APPROVED, AccountState.CLOSED),
    AccountState.APPROVED: (AccountState.LIVE, AccountState.CLOSED),
    AccountState.LIVE: (AccountState.SUSPENDED, AccountState.CLOSED),
    AccountState.SUSPENDED: (AccountState.LIVE, AccountState.CLOSED),
    AccountState.CLOSED: (),
}
"""What may follow each state; closed is the end."""


def next_states(state: AccountState) -> tuple[AccountState, ...]:
    """Return the states that may follow one."""
    return LIFE[state]


def steps_by_hand(state: AccountState) -> tuple[AccountState, ...]:
    """Return the next states that somebody enters themselves; "approved" follows from a decision alone.

    A proposed account goes live without a decision only for a reason that the headteacher writes down.
    """
    return tuple(AccountState.LIVE if one is AccountState.APPROVED else one for one in LIFE[state])
