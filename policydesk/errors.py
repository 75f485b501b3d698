"""What can go wrong in a way that somebody can put right.

Two kinds: a `Refusal` is the register saying no to what was asked (the words on the form stay, the field is named),
a `StoreTrouble` is the file, the disk or the lock. Anything else that is raised is a mistake of ours.
"""


class Refusal(Exception):  # noqa: N818 - a refusal is not an error: it is an answer
    """The register says no, in one sentence that says what to do; `field` is the draft's attribute it is about."""

    def __init__(self, says: str, field: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.field = field


class Refusals(Refusal):
    """Several things are wrong with one draft; the form shows them all at once."""

    def __init__(self, refusals: "list[Refusal]") -> None:
        super().__init__(" ".join(one.says for one in refusals), refusals[0].field)
        self.refusals = tuple(refusals)


class StoreTrouble(Exception):  # noqa: N818 - the base of a family, named for what the user meets
    """The register's file cannot be used just now; `says` is one sentence that says what happened and what to do."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class WrongPassword(StoreTrouble):
    """The password opens no key of this user; `tries_left` before a wait, `wait_seconds` until the next try."""

    def __init__(self, says: str, tries_left: int = 0, wait_seconds: float = 0.0) -> None:
        super().__init__(says)
        self.tries_left = tries_left
        self.wait_seconds = wait_seconds


class RegisterInUse(StoreTrouble):
    """Another process has the register open; `who` and `since` word the message where they are known."""

    def __init__(self, says: str, who: str = "", since: str = "", same_machine: bool = False) -> None:
        super().__init__(says)
        self.who = who
        self.since = since
        self.same_machine = same_machine


class RegisterDamaged(StoreTrouble):
    """The file is not whole; the way out is the last verified backup."""


class RegisterTooNew(StoreTrouble):
    """A newer PolicyDesk made this register; it is left untouched."""


class DiskFull(StoreTrouble):
    """There is no room left where the register or the paper was to be written."""


class NotPrinted(StoreTrouble):
    """The printer did not take the pages."""


class ReadOnlyPlace(StoreTrouble):
    """The folder or the file cannot be written to."""
