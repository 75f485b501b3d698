"""Letting the newest safeguarding recovery sheet in: whoever reads incidents vouches for it, with the paper in hand."""

from policydesk.actions.envelopes import renew_sheet
from policydesk.errors import Refusal
from policydesk.store import Txn
from policydesk.store.vault import Vault
from policydesk.store.vouching import vouch
from policydesk.terms import Topic

NOT_THIS = "This is not the code of the newest safeguarding sheet. Take the sheet that was printed last."


def let_sheet_in(txn: Txn, sheet: Vault) -> int:
    """Vouch for the sheet whose code was typed in and seal to it what one can open; returns how many records.

    Raises Refusal where its key is not the one that is sealed to, or whoever is signed in may not vouch.
    """
    public = txn.vault.key_of_sheet()
    if public is None or sheet.mark != public.mark:
        raise Refusal(NOT_THIS, "code")
    if vouch(txn, public, None):
        txn.record(Topic.INCIDENTS, 0, "Vouched for the newest safeguarding recovery sheet")
    return renew_sheet(txn)
