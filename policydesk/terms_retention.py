"""The school's words about how long records are kept and how they go."""

from policydesk.terms import Term


class KeptKind(Term):
    """A kind of record with a period of its own (DOMAIN 9)."""

    STAFF = "staff", "Record of somebody who left"
    VERSION = "version", "Policy version that was replaced"
    ACCOUNT = "account", "Official account that was closed"
    FRIEND_REQUEST = "friend_request", "Friend request"
    CONCERN = "concern", "Concern"

    @property
    def is_sealed(self) -> bool:
        """Whether only somebody with a key can see what is in such a record."""
        return self in {KeptKind.FRIEND_REQUEST, KeptKind.CONCERN}


class PeriodKind(Term):
    """A line of the table of periods; concerns have several, by what they are about."""

    STAFF = "staff", "Acknowledgement, induction and moderator record"
    VERSION = "version", "Policy version"
    ACCOUNT = "account", "Official account"
    FRIEND_REQUEST = "friend_request", "Friend request"
    ALLEGATION = "allegation", "Allegation, or concern about staff at the harm threshold"
    UNFOUNDED = "unfounded", "Allegation found malicious or false"
    LOW_LEVEL = "low_level", "Low-level concern about staff"
    PUPIL = "pupil", "Child-protection concern about a pupil"
    OTHER_CONCERN = "other_concern", "Any other concern"
    AUDIT_TRAIL = "audit_trail", "Audit trail and disposal log"

    @property
    def is_adjustable(self) -> bool:
        """Whether the school may choose another number of years here; what guidance fixes is not changed."""
        return self in {PeriodKind.STAFF, PeriodKind.VERSION, PeriodKind.ACCOUNT}
