"""The school's words about official accounts: their life, who approves, who moderates, what is asked and logged."""

from policydesk.terms import Term


class AccountState(Term):
    """Where an account stands in its life; each step has its day, its person and its note."""

    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    LIVE = "live", "Live"
    SUSPENDED = "suspended", "Suspended"
    CLOSED = "closed", "Closed"


class Audience(Term):
    """For whom an account is (AT A.1.3)."""

    PARENTS = "parents", "Parents and carers"
    PUPILS = "pupils", "Pupils"
    STAFF = "staff", "Staff"
    PUBLIC = "public", "Everybody"


class Engagement(Term):
    """How far others may take part (AT A.1.3, A.5.1)."""

    BROADCAST = "broadcast", "Broadcast only: nobody can answer"
    COMMENTS = "comments", "Comments"
    UPLOADS = "uploads", "Comments and uploads"
    OPEN_MEMBERSHIP = "open_membership", "Open membership: others may post"


class ContentRule(Term):
    """Who agrees to what is posted (CP must 2, AT A.3.4)."""

    DELEGATED = "delegated", "Approved moderators, delegated in writing"
    HEADTEACHER = "headteacher", "The headteacher, every post"
    TWO_PERSON = "two_person", "Two moderators together"


class LoginIdentity(Term):
    """In whose name an account is registered (CP must not 9)."""

    ROLE_MAILBOX = "role_mailbox", "A shared school mailbox"
    NAMED_WORK = "named_work", "One person’s school e-mail"
    PERSONAL = "personal", "A personal account"


class TwoStep(Term):
    """Whether two-step sign-in is on."""

    ON = "on", "On"
    OFF = "off", "Off"
    NOT_OFFERED = "not_offered", "The platform does not offer it"
    UNKNOWN = "unknown", "Not known"


class ApprovalKind(Term):
    """What was asked for (CP must 1-2; AT A.3.2-A.3.4, A.5.8, A.5.9)."""

    CREATE_ACCOUNT = "create_account", "Create an account"
    TAKE_PART = "take_part", "Take part in somebody else’s site"
    CONTENT = "content", "Content"
    ADVERTISE = "advertise", "Advertise for contributors"
    OUTSIDE_FRIEND = "outside_friend", "Outside organisation as friend"


class Decision(Term):
    """What was decided."""

    PENDING = "pending", "Waiting"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class ModeratorRole(Term):
    """What a moderator may do on the platform."""

    ADMINISTRATOR = "administrator", "Administrator"
    MODERATOR = "moderator", "Moderator"


class TickAnswer(Term):
    """The answer to a question of the checklist."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class EvaluationResult(Term):
    """What follows from weighing an account's success (AT A.1.7)."""

    KEEP = "keep", "Keep it as it is"
    CHANGE = "change", "Change it"
    CLOSE = "close", "Close it"


class AbsenceKind(Term):
    """Why somebody is not there: no more than this is kept."""

    LEAVE = "leave", "Leave"
    TRAINING = "training", "Training or school trip"
    LONG_TERM = "long_term", "Long absence"
    OTHER = "other", "Other absence"


class Disclaimer(Term):
    """Whether a page that others run says that it is not the school's."""

    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked for"
    SHOWN = "shown", "Shown on the page"
    REFUSED = "refused", "Refused"


class AccessLevel(Term):
    """How far an outside firm gets into an account."""

    VIEW = "view", "Sees figures only"
    POST = "post", "Writes posts"
    FULL = "full", "Full administration"


class PermissionKind(Term):
    """What somebody gave permission for (AT A.4.4, A.4.6; CP must not 2, 5)."""

    NAMED = "named", "Naming a person"
    SHOWN = "shown", "A photograph or film of a person"
    WORK = "work", "Showing somebody’s work"
    PARTNER = "partner", "Naming a partner or provider"


class PlatformStatus(Term):
    """Whether a platform can still be used."""

    CURRENT = "current", "Current"
    RENAMED = "renamed", "Renamed"
    DEFUNCT = "defunct", "Closed down"
