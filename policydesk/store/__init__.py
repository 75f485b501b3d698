"""The file: keys, opening, transactions, audit chain, backup, integrity. The only commit in the program.

Names are imported when they are first asked for, so that reading a key file never waits for the database library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policydesk.store.audit import Seal
    from policydesk.store.keyfile import users_of
    from policydesk.store.keys import KDF_NORMAL
    from policydesk.store.opening import Created, create_register, open_register
    from policydesk.store.register import Register
    from policydesk.store.slots import RecoverySheets
    from policydesk.store.txn import Actor, Change, Image, Txn

_HOMES = {
    "KDF_NORMAL": "keys",
    "Actor": "txn",
    "Change": "txn",
    "Created": "opening",
    "Image": "txn",
    "RecoverySheets": "slots",
    "Register": "register",
    "Seal": "audit",
    "Txn": "txn",
    "create_register": "opening",
    "open_register": "opening",
    "users_of": "keyfile",
}

__all__ = [
    "KDF_NORMAL",
    "Actor",
    "Change",
    "Created",
    "Image",
    "RecoverySheets",
    "Register",
    "Seal",
    "Txn",
    "create_register",
    "open_register",
    "users_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"policydesk.store.{_HOMES[name]}"), name)
