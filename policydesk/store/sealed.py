"""The sealed parts by themselves: closed after a while, opened again with the password, or with the recovery sheet."""

from policydesk.errors import WrongPassword
from policydesk.store import tries
from policydesk.store.register import Register
from policydesk.store.slots import USER, open_safeguarding_sheet, open_user_slot
from policydesk.store.vault import Vault

SHEET = "safeguarding sheet"
"""Under which name wrong recovery codes are counted."""


def reopen_sealed(register: Register, password: str) -> None:
    """Open the sealed parts again for whoever is signed in; raises WrongPassword with the tries left."""
    name, now = register.actor.name, register.clock()
    tries.refuse_while_waiting(register.folder, name, now)
    slot = register.keys.slot(USER, name)
    opened = None if slot is None else open_user_slot(register.keys, slot, password)
    if opened is None or opened.personal is None:
        raise tries.count_wrong(register.folder, name, now)
    tries.forget(register.folder, name)
    register.vault.reopen(opened.personal)


def sheet_vault(register: Register, code: str) -> Vault:
    """Return what the safeguarding recovery sheet opens; its use is for letting somebody in.

    Raises Refusal for a mistyped code, WrongPassword for one of another school or of an older sheet.
    """
    now = register.clock()
    tries.refuse_while_waiting(register.folder, SHEET, now)
    personal = open_safeguarding_sheet(register.keys, code)
    if personal is None:
        tries.count_wrong(register.folder, SHEET, now)
        raise WrongPassword("This code does not open the confidential records. Use the newest safeguarding sheet.")
    return Vault(lambda: register.keys, personal, register.vault.voucher)
