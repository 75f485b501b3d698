"""The words schools use in their lists of accounts: what they call a column, a platform, a state, an audience.

Data, not code. A heading is compared by its letters and digits alone, so "Live since" and "live-since" are one.
"""

from policydesk.exchange.vocabulary import Vocabulary
from policydesk.terms import Term
from policydesk.terms_accounts import AccountState, Audience, Engagement, TwoStep


class AccountField(Term):
    """What a column of a list of accounts says; the label is what the import shows beside the column's heading."""

    IGNORED = "ignored", "Not used"
    NAME = "name", "Name of the account"
    PLATFORM = "platform", "Platform"
    HANDLE = "handle", "Handle or name on the platform"
    ADDRESS = "address", "Web address"
    STATE = "state", "State"
    PROPOSED_ON = "proposed_on", "Proposed on"
    APPROVED_BY = "approved_by", "Approved by"
    APPROVED_ON = "approved_on", "Approved on"
    LIVE_ON = "live_on", "Live since"
    CLOSED_ON = "closed_on", "Closed on"
    MODERATORS = "moderators", "Moderators"
    ADMINISTRATORS = "administrators", "Administrators"
    MODERATING_FROM = "moderating_from", "Moderators since"
    AUDIENCE = "audience", "Audience"
    PURPOSE = "purpose", "Purpose"
    STRONG_REASON = "strong_reason", "Strong reason"
    ENGAGEMENT = "engagement", "Interaction"
    LEADER = "leader", "Responsible leader"
    PLANNED_END = "planned_end", "Planned end"
    EXIT_STRATEGY = "exit_strategy", "Exit strategy"
    WEBSITE_PAGE = "website_page", "Page of the school’s website that links to it"
    LOGIN_EMAIL = "login_email", "E-mail address to sign in with"
    RECOVERY = "recovery", "Recovery address"
    TWO_STEP = "two_step", "Two-step sign-in"
    CREDENTIALS_KEPT = "credentials_kept", "Where the credentials are kept"
    CREDENTIALS_HOLDER = "credentials_holder", "Who holds the credentials"
    NOTES = "notes", "Notes"
    PASSWORD = "password", "Password (never read)"


ACCOUNT_HEADINGS: dict[AccountField, tuple[str, ...]] = {
    AccountField.NAME: (
        "account name", "name of account", "name of the account", "account", "page name", "page", "channel name",
        "channel", "site name", "site", "title", "name", "account title", "profile name", "profile", "display name",
        "social media account", "official account",
    ),
    AccountField.PLATFORM: (
        "platform", "social media platform", "network", "social network", "service", "host", "type of account",
        "type", "app", "social media", "medium", "which platform",
    ),
    AccountField.HANDLE: (
        "handle", "username", "user name", "account handle", "handle or username", "screen name", "at name",
        "user id", "handle or address", "handle or name on the platform", "handle username",
    ),
    AccountField.ADDRESS: (
        "web address", "url", "address", "link", "page link", "page url", "web link", "account url",
        "link to account", "profile url", "page address", "website", "web page", "weblink", "hyperlink",
    ),
    AccountField.STATE: (
        "state", "status", "account status", "account state", "current status", "active", "live", "in use",
        "is it live",
    ),
    AccountField.PROPOSED_ON: (
        "proposed on", "proposed", "date proposed", "requested on", "date requested", "date of request",
        "requested",
    ),
    AccountField.APPROVED_BY: (
        "approved by", "authorised by", "authorized by", "approver", "agreed by", "approval given by", "signed off by",
        "cleared by",
    ),
    AccountField.APPROVED_ON: (
        "approved on", "date approved", "approval date", "date of approval", "authorised on", "date authorised",
        "approved", "agreed on", "date signed off", "signed off on",
    ),
    AccountField.LIVE_ON: (
        "live since", "live from", "live on", "date live", "went live", "go live date", "date created", "created",
        "created on", "date opened", "opened", "start date", "started", "since", "set up on", "date set up", "launched",
        "launch date", "date started",
    ),
    AccountField.CLOSED_ON: (
        "closed on", "date closed", "closed", "end date", "deleted on", "date deleted", "suspended on",
        "closed or suspended on",
    ),
    AccountField.MODERATORS: (
        "moderators", "moderator", "moderated by", "who moderates", "managed by", "account manager",
        "account managers", "managers", "manager", "staff responsible", "responsible staff", "person responsible",
        "run by", "editors", "editor", "named moderators", "staff with access", "who has access", "second moderator",
        "deputy moderator", "other moderators", "additional moderators", "main moderator", "lead moderator",
        "backup moderator",
    ),
    AccountField.ADMINISTRATORS: (
        "administrators", "administrator", "admin", "admins", "account admin", "account administrator", "page admin",
        "page admins", "owner", "account owner", "page owner", "owners", "lead administrator", "administered by",
    ),
    AccountField.MODERATING_FROM: (
        "moderators since", "moderating since", "moderator from", "moderators from", "moderating from",
    ),
    AccountField.AUDIENCE: (
        "audience", "target audience", "intended audience", "proposed audience", "who is it for", "for whom", "for",
        "aimed at", "who for",
    ),
    AccountField.PURPOSE: (
        "purpose", "purpose of account", "aim", "aims", "use", "what is it for", "used for", "description", "what for",
        "objective", "objectives",
    ),
    AccountField.STRONG_REASON: (
        "strong reason", "reason", "justification", "rationale", "why", "business case", "why needed",
    ),
    AccountField.ENGAGEMENT: (
        "interaction", "level of interaction", "engagement", "engagement level", "comments", "comments allowed",
        "comments on", "who can contribute", "level of engagement",
    ),
    AccountField.LEADER: (
        "responsible leader", "phase leader", "slt lead", "senior leader", "slt link", "lead", "overall responsibility",
    ),
    AccountField.PLANNED_END: (
        "planned end", "planned end date", "planned end on", "review or end date", "expected end", "runs until",
        "intended end date", "ends on",
    ),
    AccountField.EXIT_STRATEGY: ("exit strategy", "exit plan", "closing plan", "what happens at the end"),
    AccountField.WEBSITE_PAGE: (
        "website page", "linked from", "page on our website", "school website page", "linked on website",
        "page of the school’s website that links to it",
    ),
    AccountField.LOGIN_EMAIL: (
        "login email", "login e-mail", "log in email", "sign in email", "registered email", "email", "e-mail",
        "email address", "account email", "registered to", "registered with", "login", "linked email",
        "email used", "e-mail address to sign in with", "email registered with",
    ),
    AccountField.RECOVERY: (
        "recovery address", "recovery email", "recovery", "backup email", "recovery email address", "recovery phone",
        "recovery contact",
    ),
    AccountField.TWO_STEP: (
        "two-step sign-in", "two step", "2fa", "mfa", "two factor", "two-factor authentication", "2-step verification",
        "two step verification", "2sv", "multi factor authentication",
    ),
    AccountField.CREDENTIALS_KEPT: (
        "where the credentials are kept", "credentials kept", "credentials", "where credentials are kept",
        "login details kept", "where login details are kept", "login details", "credentials location",
        "where kept", "kept in", "sign in details kept", "stored in",
    ),
    AccountField.CREDENTIALS_HOLDER: (
        "who holds the credentials", "credentials held by", "credentials holder", "held by", "login held by",
        "who holds credentials", "holder",
    ),
    AccountField.NOTES: ("notes", "note", "remarks", "further information", "other information", "additional notes"),
}  # fmt: skip
"""What each field is called elsewhere; of several columns that say the same the one named earlier is believed."""

ACCOUNTS = Vocabulary(
    fields=tuple(AccountField),
    headings=ACCOUNT_HEADINGS,
    ignored=AccountField.IGNORED,
    password=AccountField.PASSWORD,
    weak=frozenset({AccountField.IGNORED, AccountField.PASSWORD}),
    leading=frozenset({AccountField.NAME, AccountField.HANDLE, AccountField.ADDRESS}),
    naming=frozenset({AccountField.NAME, AccountField.HANDLE, AccountField.ADDRESS}),
    numbered=frozenset({AccountField.MODERATORS, AccountField.ADMINISTRATORS}),
)
"""A list of official accounts."""

PLATFORM_WORDS = {
    "facebook": ("fb", "facebook page", "facebook group", "meta"),
    "instagram": ("insta", "ig"),
    "x": ("twitter", "x twitter", "twitter x", "x formerly twitter", "x com"),
    "youtube": ("you tube", "yt", "youtube channel"),
    "linkedin": ("linked in",),
    "tiktok": ("tik tok",),
    "whatsapp": ("whats app", "whatsapp group", "whatsapp channel"),
    "bluesky": ("blue sky", "bsky"),
    "google_classroom": ("classroom",),
    "teams": ("ms teams", "microsoft teams"),
}
"""What people call a platform beside its name, by its code."""

STATE_WORDS: dict[AccountState, tuple[str, ...]] = {
    AccountState.PROPOSED: (
        "proposed", "requested", "planned", "pending", "awaiting approval", "waiting", "draft", "not approved",
        "idea", "proposal",
    ),
    AccountState.APPROVED: ("approved", "authorised", "agreed", "not live yet", "approved not yet live"),
    AccountState.LIVE: ("live", "active", "open", "in use", "current", "yes", "y", "true", "running", "up", "public"),
    AccountState.SUSPENDED: ("suspended", "paused", "on hold", "hidden", "unpublished", "dormant", "deactivated"),
    AccountState.CLOSED: (
        "closed", "deleted", "removed", "shut", "archived", "no longer used", "not in use", "no", "n", "false",
        "inactive", "ended", "closed down", "retired",
    ),
}  # fmt: skip
"""Words that leave no doubt in which state an account is."""

AUDIENCE_WORDS: dict[Audience, tuple[str, ...]] = {
    Audience.PARENTS: (
        "parents", "parent", "carers", "families", "family", "parents and carers", "parents carers", "guardians",
    ),
    Audience.PUPILS: (
        "pupils", "pupil", "students", "student", "children", "learners", "sixth form", "sixth formers",
    ),
    Audience.STAFF: ("staff", "teachers", "colleagues", "employees"),
    Audience.PUBLIC: (
        "public", "everybody", "everyone", "general public", "community", "wider community", "local community", "all",
        "anyone", "prospective parents", "alumni",
    ),
}  # fmt: skip
"""Words for those an account is for."""

ENGAGEMENT_WORDS: dict[Engagement, tuple[str, ...]] = {
    Engagement.BROADCAST: (
        "broadcast", "broadcast only", "none", "no comments", "one way", "comments off", "no", "off", "closed",
        "comments closed", "read only",
    ),
    Engagement.COMMENTS: ("comments", "comments on", "yes", "on", "comments allowed", "comments open", "two way"),
    Engagement.UPLOADS: ("uploads", "comments and uploads", "uploads allowed"),
    Engagement.OPEN_MEMBERSHIP: ("open membership", "open", "open group", "members may post", "members can post"),
}  # fmt: skip
"""Words for how far others may take part."""

TWO_STEP_WORDS: dict[TwoStep, tuple[str, ...]] = {
    TwoStep.ON: ("on", "yes", "y", "true", "enabled", "1", "app", "sms", "text message", "authenticator"),
    TwoStep.OFF: ("off", "no", "n", "false", "disabled", "0"),
    TwoStep.NOT_OFFERED: ("not offered", "not available", "not supported", "n a"),
    TwoStep.UNKNOWN: ("unknown", "not known", "dont know"),
}
"""Words for whether two-step sign-in is on."""
