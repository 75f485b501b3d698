"""The school's words: what is stored and what people read, side by side."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the school: the member's value is stored, its `label` is shown."""

    _label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """The word as a person reads it."""
        return self._label


class StaffCategory(Term):
    """Everyone bound by the policy belongs to one or more of these (AT 2.1, CP Scope)."""

    TEACHING = "teaching", "Teaching"
    SUPPORT = "support", "Support"
    GOVERNOR = "governor", "Governor"
    CONTRACTOR = "contractor", "Contractor"
    AGENCY_OR_SUPPLY = "agency_or_supply", "Agency or supply"
    CASUAL = "casual", "Casual"
    SECONDEE = "secondee", "Secondee"
    TEACHER_TRAINEE = "teacher_trainee", "Teacher trainee"
    OTHER_TRAINEE = "other_trainee", "Other trainee"
    VOLUNTEER = "volunteer", "Volunteer"
    ELECTED_MEMBER = "elected_member", "Elected member"
    THIRD_PARTY_PROVIDER = "third_party_provider", "Third-party provider"
    OTHER = "other", "Other"


class StaffStatus(Term):
    """Where somebody stands on one day, worked out from their first and last days."""

    IN_POST = "in_post", "In post"
    NEW_STARTER = "new_starter", "New starter"
    LEAVING = "leaving", "Leaving"
    LEFT = "left", "Left"
    NOT_STARTED = "not_started", "Not started yet"


class Post(Term):
    """The appointments that policies and standards name (AN 4.6, AT A.1.3, A.3.2, A.3.7)."""

    HEADTEACHER = "headteacher", "Headteacher"
    EXECUTIVE_HEADTEACHER = "executive_headteacher", "Executive headteacher"
    CHAIR_OF_GOVERNORS = "chair_of_governors", "Chair of governors"
    DSL = "dsl", "Designated safeguarding lead"
    DEPUTY_DSL = "deputy_dsl", "Deputy designated safeguarding lead"
    SENIOR_LEADER = "senior_leader", "Senior leader who advises on personal use"
    MEDIA_CONTACT = "media_contact", "Media contact"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"


class Role(Term):
    """What a user of the register may do (DOMAIN 8)."""

    OFFICE_MANAGER = "office_manager", "Office manager"
    DSL = "dsl", "Designated safeguarding lead"
    HEADTEACHER = "headteacher", "Headteacher"
    CHAIR_OF_GOVERNORS = "chair_of_governors", "Chair of governors"
    VIEWER = "viewer", "Viewer"


class PolicyType(Term):
    """The policies that the published documents name beside the social media policy (AT 4.1, 9.1; CP Scope)."""

    SOCIAL_MEDIA = "social_media", "Social media"
    ACCEPTABLE_USE = "acceptable_use", "Acceptable use"
    CODE_OF_CONDUCT = "code_of_conduct", "Code of conduct"
    CHILD_PROTECTION = "child_protection", "Safeguarding and child protection"
    ONLINE_SAFETY = "online_safety", "Online safety (e-safety)"
    KCSIE = "kcsie", "Keeping children safe in education"
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    DISCIPLINARY = "disciplinary", "Disciplinary policy and procedure"
    HUMAN_RESOURCES = "human_resources", "Human resources"
    MOBILE_DEVICE = "mobile_device", "Mobile devices"
    DATA_PROTECTION = "data_protection", "Data protection"
    OTHER = "other", "Other"


class PolicyStatus(Term):
    """Where a version stands, worked out from its dates and signatures."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    ADOPTED = "adopted", "Adopted"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ApprovalBody(Term):
    """Who approved a version (AW, AN 1.2, CP Review)."""

    FULL_GOVERNING_BODY = "full_governing_body", "Full governing body"
    COMMITTEE = "committee", "Committee of governors"
    HEADTEACHER = "headteacher", "Headteacher"
    TRUST_BOARD = "trust_board", "Trust board"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    OTHER = "other", "Other"

    @property
    def is_the_governing_body(self) -> bool:
        """Whether approval by this body means that governors back the policy (AW)."""
        return self in {ApprovalBody.FULL_GOVERNING_BODY, ApprovalBody.COMMITTEE, ApprovalBody.TRUST_BOARD}


class Origin(Term):
    """Where a policy's text came from; most are copies of a copy (AW)."""

    OWN = "own", "Written by the school"
    LOCAL_AUTHORITY_MODEL = "local_authority_model", "Local authority model"
    TRUST = "trust", "Trust policy"
    COMMERCIAL_MODEL = "commercial_model", "Commercial model"
    OTHER_SCHOOL = "other_school", "Another school's policy"


class AskAgain(Term):
    """What a new version asks of those who acknowledged the one before."""

    EVERYONE = "everyone", "Everyone acknowledges again"
    CARRY_OVER = "carry_over", "Minor change: acknowledgements carry over"


class Renewal(Term):
    """How long an acknowledgement lasts."""

    NEVER = "never", "Until the policy changes"
    ACADEMIC_YEAR = "academic_year", "Again each academic year (from 1 September)"


class AdoptionRole(Term):
    """Who signs a version when the school adopts it (CP adoption block)."""

    HEADTEACHER = "headteacher", "Headteacher"
    CHAIR_OF_GOVERNORS = "chair_of_governors", "Chair of governors"


class FileKind(Term):
    """What a file kept with a version is."""

    POLICY = "policy", "Policy document"
    APPENDIX = "appendix", "Appendix for a platform"
    GUIDANCE = "guidance", "Additional guidance"
    SIGNED_COPY = "signed_copy", "Signed copy"


class TextUnit(Term):
    """By what a place in a document is found again."""

    PAGE = "page", "Page"
    PARAGRAPH = "paragraph", "Paragraph"
    LINE = "line", "Line"


class HitKind(Term):
    """What the text check finds in a policy's document."""

    OLD_LAW = "old_law", "Law that was replaced"
    MISNAMED_LAW = "misnamed_law", "Law with a wrong title or year"
    SERVICE = "service", "Closed or renamed service"
    GUIDANCE = "guidance", "Guidance or figures out of date"
    KCSIE = "kcsie", "Edition of KCSIE"
    DATES = "dates", "Dates that do not agree"
    REGISTER = "register", "Differs from the register"
    INTERVALS = "intervals", "Two review intervals"
    APPROVAL = "approval", "Approval and signatures"
    ORGANISATION = "organisation", "Another school or council"
    SCHOOL_NAME = "school_name", "The school’s own name"
    REFERENCE = "reference", "Refers to what is not there"
    NUMBERING = "numbering", "Gap in the numbering"
    CONTENTS = "contents", "Contents page"
    LEFTOVER = "leftover", "Left over from a web page or template"
    MISSING_PART = "missing_part", "Expected part is missing"


class AckMethod(Term):
    """How an acknowledgement was given."""

    PAPER_SIGNATURE = "paper_signature", "Paper signature"
    MEETING_REGISTER = "meeting_register", "Meeting register"
    ON_SCREEN = "on_screen", "On screen"
    EMAIL_REPLY = "email_reply", "E-mail reply"
    VERBAL = "verbal", "Verbal (witnessed)"


class AckState(Term):
    """The state of one staff member and one version on one day."""

    NOT_REQUIRED = "not_required", "Not required"
    EXEMPT = "exempt", "Exempt"
    OUTSTANDING = "outstanding", "Outstanding"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"

    @property
    def is_asked(self) -> bool:
        """Whether the pair counts in "x of y staff": bound, in post and not exempt."""
        return self not in {AckState.NOT_REQUIRED, AckState.EXEMPT}

    @property
    def wants_signature(self) -> bool:
        """Whether somebody still has to acknowledge."""
        return self in {AckState.OUTSTANDING, AckState.DUE_SOON, AckState.OVERDUE, AckState.EXPIRED}


class Precision(Term):
    """How much of a date is known (AN, CP and AT give some only to the month)."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"


class Urgency(Term):
    """The four groups of what needs doing, in the order they are read."""

    OVERDUE = "overdue", "Overdue"
    THIS_WEEK = "this_week", "This week"
    SOON = "soon", "Soon"
    FOR_INFORMATION = "for_information", "For information"


class Topic(Term):
    """What a change is about: names the audit entry's subject and tells open pages whether to refresh."""

    REGISTER = "register", "Register"
    SCHOOL = "school", "School"
    USERS = "users", "Users"
    STAFF = "staff", "Staff"
    APPOINTMENTS = "appointments", "Appointments"
    POLICIES = "policies", "Policies"
    ACKNOWLEDGEMENTS = "acknowledgements", "Acknowledgements"
    INCIDENTS = "incidents", "Incidents"
    ACCOUNTS = "accounts", "Official accounts"
    REVIEWS = "reviews", "Reviews"
    GUIDANCE = "guidance", "Guidance"
    DECLARATIONS = "declarations", "Declarations"
    FINDINGS = "findings", "Findings"
    STANDARD = "standard", "Standard"
    RETENTION = "retention", "Retention"
    RULE_PACK = "rule_pack", "Rule pack"
    REPORTS = "reports", "Reports"
    BACKUPS = "backups", "Backups"
