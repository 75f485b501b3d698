"""The school's words for friend requests and concerns: what is stored (sealed) and what people read."""

from policydesk.terms import Term

LOCKED = "Confidential: DSL only"
"""What a sealed value says to whoever cannot open it."""


class IncidentKind(Term):
    """The two logs; the letters begin the numbers "FR-2026-001" and "C-2026-001"."""

    FRIEND_REQUEST = "friend_request", "Friend request"
    CONCERN = "concern", "Concern"

    @property
    def letters(self) -> str:
        """What a number begins with."""
        return "FR" if self is IncidentKind.FRIEND_REQUEST else "C"


class Requester(Term):
    """Who the other person of a friend request is (AT 6.2.1, 6.5.1; CP 11)."""

    CURRENT_PUPIL = "current_pupil", "Pupil of this school"
    FORMER_PUPIL = "former_pupil", "Former pupil"
    TRUST_PUPIL = "trust_pupil", "Pupil of another school of the trust"
    FORMER_SCHOOL_PUPIL = "former_school_pupil", "Pupil of a school they worked at before"
    PARENT = "parent", "Parent or carer"
    UNKNOWN = "unknown", "Not known"

    @property
    def is_pupil(self) -> bool:
        """Whether the policy says decline unless they are family."""
        return self in {Requester.CURRENT_PUPIL, Requester.TRUST_PUPIL, Requester.FORMER_SCHOOL_PUPIL}


class Direction(Term):
    """Who asked whom (R101)."""

    RECEIVED = "received", "They asked the staff member"
    SENT = "sent", "The staff member asked them"


class Answer(Term):
    """What was done about a friend request."""

    DECLINED = "declined", "Declined it"
    PENDING = "pending", "Not answered yet"
    ACCEPTED = "accepted", "Accepted it"


class ConcernKind(Term):
    """What sort of concern it is; each has its own conditions for closing."""

    ABOUT_A_PUPIL = "about_a_pupil", "Concern about a pupil"
    LOW_LEVEL = "low_level_concern", "Low-level concern"
    ALLEGATION = "allegation", "Allegation"
    POLICY_BREACH = "policy_breach", "Policy breach"
    PUPIL_BEHAVIOUR = "pupil_behaviour", "Pupil behaviour towards staff"


class About(Term):
    """Whom a concern is about."""

    STAFF = "staff", "Member of staff"
    PUPIL = "pupil", "Pupil"
    CONTRACTOR = "contractor", "Contractor"
    PARENT = "parent", "Parent or carer"
    OUTSIDE = "outside", "Somebody outside the school"
    UNKNOWN = "unknown", "Not known"

    @property
    def works_here(self) -> bool:
        """Whether Part four of KCSIE speaks of them: staff, supply, volunteers and contractors."""
        return self in {About.STAFF, About.CONTRACTOR}


class Source(Term):
    """Where a concern came from (R122, R123)."""

    COLLEAGUE = "colleague", "Colleague"
    SELF = "self", "The person it is about (self-report)"
    PUPIL = "pupil", "Pupil"
    PARENT = "parent", "Parent or carer"
    GOVERNOR = "governor", "Governor"
    CONTRACTOR = "contractor", "Contractor"
    OTHER_BODY = "other_body", "Another body"
    COMMUNITY = "community", "Somebody in the community"
    MONITORING = "monitoring", "Monitoring by the school"
    ANONYMOUS = "anonymous", "Anonymous"


class Category(Term):
    """What happened: behaviour first, the platform second (AN 4.1-4.7; AT 5, 6, 9, A.2.3, A.5; CP must not)."""

    PUPIL_CONTACT = "pupil_contact", "Contact with a pupil"
    PARENT_CONTACT = "parent_contact", "Contact with a parent"
    GROOMING = "grooming", "Grooming or sexual"
    BULLYING = "bullying", "Bullying, harassment or discrimination"
    OFFENSIVE = "offensive", "Offensive or extreme content"
    ILLEGAL = "illegal", "Illegal content"
    DISCLOSURE = "disclosure", "Disclosure by a pupil"
    DATA = "data", "Confidential or personal data disclosed"
    PHOTOGRAPH = "photograph", "Photograph without permission"
    DEFAMATION = "defamation", "Defamation"
    DISREPUTE = "disrepute", "Disrepute"
    COPYRIGHT = "copyright", "Copyright"
    PROMOTION = "promotion", "Political or commercial promotion"
    PERSONAL_VIEW = "personal_view", "Personal view presented as the school’s"
    SCHOOL_NAME = "school_name", "School e-mail or logo used personally"
    PERSONAL_GAIN = "personal_gain", "Information gained at work used for gain"
    IMPERSONATION = "impersonation", "Impersonation or fake account"
    HACKED = "hacked", "Hacked account or malware"
    MISUSE = "misuse", "Misuse of equipment or time"
    PUPIL_TO_STAFF = "pupil_to_staff", "Misconduct by a pupil towards staff"
    MEDIA = "media", "Media enquiry"
    CONTRACTOR = "contractor", "Contractor’s breach"
    OTHER = "other", "Other"


class Severity(Term):
    """How serious a concern looks."""

    LOW_LEVEL = "low_level", "Low level"
    HARM_THRESHOLD = "harm_threshold", "May meet the harm threshold"
    ILLEGAL_OR_HARM = "illegal_or_harm", "Illegal, or somebody is at risk of harm"


class Impact(Term):
    """What may follow from it (CP risks; R114)."""

    REPUTATION = "reputation", "Reputation"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    CIVIL_ACTION = "civil_action", "Civil action"
    CONFIDENTIALITY = "confidentiality", "Confidential information disclosed"
    BULLYING = "bullying", "Bullying, harassment or discrimination"
    MALWARE = "malware", "Malware"


class Characteristic(Term):
    """Protected characteristics that prejudice was about (AT 3.4; R117)."""

    AGE = "age", "Age"
    DISABILITY = "disability", "Disability"
    GENDER_REASSIGNMENT = "gender_reassignment", "Gender reassignment"
    MARRIAGE = "marriage", "Marriage or civil partnership"
    PREGNANCY = "pregnancy", "Pregnancy or maternity"
    RACE = "race", "Race"
    RELIGION = "religion", "Religion or belief"
    SEX = "sex", "Sex"
    ORIENTATION = "orientation", "Sexual orientation"


class Information(Term):
    """The kinds of confidential information (AT 3.2; R31)."""

    PERSONAL = "personal", "Identifies a person"
    CONFIDENCE = "confidence", "Given in confidence"
    SCHOOL = "school", "Sensitive for the school or trust"
    COMMERCIAL = "commercial", "Commercially sensitive"
    POLITICAL = "political", "Politically sensitive"


class Agency(Term):
    """Whom one tells or refers to."""

    HEADTEACHER = "headteacher", "Headteacher"
    SENIOR_LEADER = "senior_leader", "Senior leader"
    DSL = "dsl", "Designated safeguarding lead"
    CHAIR_OF_GOVERNORS = "chair_of_governors", "Chair of governors"
    LADO = "lado", "LADO (local authority designated officer)"
    POLICE = "police", "Police"
    CEOP = "ceop", "CEOP"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care", "Children’s social care"
    CPOMS = "cpoms", "CPOMS"
    ICO = "ico", "ICO (Information Commissioner)"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"
    HR = "hr", "HR"
    DBS = "dbs", "DBS"
    TRA = "tra", "TRA (Teaching Regulation Agency)"
    PLATFORM = "platform", "The platform"
    MEDIA_TEAM = "media_team", "Media team"
    IT = "it", "IT support"
    EMPLOYER = "employer", "The contractor’s or agency’s own firm"
    PARENTS = "parents", "Parents or carers"
    OTHER = "other", "Somebody else"

    @property
    def is_senior_leadership(self) -> bool:
        """Whether telling them is telling senior leadership (AN 4.7)."""
        return self in {Agency.HEADTEACHER, Agency.SENIOR_LEADER}


class AllegationOutcome(Term):
    """The five outcomes an allegation can have, and no others (KCSIE Part four)."""

    SUBSTANTIATED = "substantiated", "Substantiated"
    MALICIOUS = "malicious", "Malicious"
    FALSE = "false", "False"
    UNSUBSTANTIATED = "unsubstantiated", "Unsubstantiated"
    UNFOUNDED = "unfounded", "Unfounded"

    @property
    def leaves_the_file(self) -> bool:
        """Whether it is removed from the person's record unless they consent."""
        return self in {AllegationOutcome.MALICIOUS, AllegationOutcome.FALSE}


class Status(Term):
    """Where an incident stands, worked out from what was recorded."""

    OPEN = "open", "Open"
    UNDER_REVIEW = "under_review", "Under review"
    REFERRED = "referred", "Referred"
    REOPENED = "reopened", "Reopened"
    ESCALATED = "escalated", "Escalated"
    DECLINED = "declined", "Declined"
    FAMILY = "family", "Family – allowed"
    CLOSED = "closed", "Closed"


OPEN_DAYS = 30
"""Days after which a concern that is not closed has been open for long (REQUIREMENTS 8.1)."""


class Standing(Term):
    """How a concern stood on a day, as governors read it."""

    CLOSED = "closed", "Closed"
    OPEN = "open", f"Open for {OPEN_DAYS} days or less"
    OPEN_LONG = "open_long", f"Open for over {OPEN_DAYS} days"


class ClockKind(Term):
    """What has to be done by when."""

    AT_ONCE = "at_once", "Police, CEOP or children’s social care"
    LADO = "lado", "LADO"
    ICO = "ico", "ICO"


class RelationshipKind(Term):
    """A family tie or friendship that a staff member tells the school about (AT 6.2.1, 6.3; CP 11; R50-R52)."""

    FAMILY_PUPIL = "family_pupil", "A pupil is family"
    ALSO_PARENT = "also_parent", "Is also a parent here"
    PARENT_FRIEND = "parent_friend", "A pupil’s parent is a personal friend"
    TUTOR_OR_COACH = "tutor_or_coach", "Tutor or coach outside school"
    NEIGHBOUR = "neighbour", "Neighbour"
    OTHER = "other", "Other"


PLATFORMS = (
    "Instagram", "Snapchat", "TikTok", "WhatsApp", "Facebook", "X (Twitter)", "YouTube", "Discord", "Roblox", "BeReal",
    "LinkedIn", "E-mail", "Game chat", "Other",
)  # fmt: skip
"""Platforms offered on the forms, beside the school's own; the record keeps the word as it was chosen."""
