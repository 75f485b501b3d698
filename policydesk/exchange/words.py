"""The words other systems use: what they call a column, a kind of staff, a pupil, an account that is switched off.

Data, not code. A heading is compared by its letters and digits alone, so "E-mail", "e mail" and "Email" are one.
"""

import re
import unicodedata

from policydesk.terms import StaffCategory, Term


class Field(Term):
    """What a column of a staff list says; the label is what the import shows beside the column's heading."""

    IGNORED = "ignored", "Not used"
    FULL_NAME = "full_name", "Full name"
    LAST_NAME_FIRST = "last_name_first", "Full name, surname first"
    FIRST_NAME = "first_name", "First name"
    LAST_NAME = "last_name", "Last name"
    KNOWN_AS = "known_as", "Known as"
    PREFERRED_LAST_NAME = "preferred_last_name", "Preferred last name"
    EMAIL = "email", "E-mail address"
    USER_NAME = "user_name", "User name (used as e-mail address where there is none)"
    REFERENCE = "reference", "Payroll or staff reference"
    JOB_TITLE = "job_title", "Job title"
    CATEGORY = "category", "Staff category"
    EMPLOYER = "employer", "Employer or agency"
    STARTED_ON = "started_on", "First day"
    ENDED_ON = "ended_on", "Last day"
    STATUS = "status", "Status (leavers and closed accounts are left out)"
    ENABLED = "enabled", "Account is switched on"
    BLOCKED = "blocked", "Account is blocked"
    ROLE = "role", "Role (pupils and parents are left out)"
    UNIT = "unit", "Unit or licence (pupils are left out)"
    MINOR = "minor", "Age group (pupils are left out)"
    PUPIL_NUMBER = "pupil_number", "Unique pupil number (pupils are left out)"
    YEAR_GROUP = "year_group", "Year group (pupils are left out)"
    TITLE = "title", "Mr, Mrs, Ms ... (not used)"
    PASSWORD = "password", "Password (never read)"


HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.FULL_NAME: (
        "full name", "name", "display name", "staff full name", "staff name", "employee name", "staff member",
        "legal name", "full legal name", "person name", "member of staff", "governor name", "volunteer name",
        "contractor name", "contact name",
    ),
    Field.LAST_NAME_FIRST: (
        "surname forename", "surname first name", "last name first name", "surname and forename",
        "name surname first",
    ),
    Field.FIRST_NAME: (
        "legal forename", "legal first name", "legal given name", "first name", "forename", "forenames",
        "first names", "given name", "given names", "firstname s", "forename s", "christian name", "fname",
    ),
    Field.LAST_NAME: (
        "legal surname", "legal last name", "legal family name", "surname", "last name", "family name",
        "second name", "sname", "lname",
    ),
    Field.KNOWN_AS: (
        "known as", "preferred name", "preferred forename", "preferred first name", "preferred given name",
        "chosen name", "chosen forename", "nickname",
    ),
    Field.PREFERRED_LAST_NAME: (
        "preferred surname", "preferred last name", "preferred family name", "chosen surname",
    ),
    Field.EMAIL: (
        "work email", "work email address", "school email", "school email address", "email address main",
        "main email", "primary email", "primary email address", "email address", "email", "mail", "e mail",
        "staff email", "email work", "contact email", "business email",
    ),
    Field.USER_NAME: (
        "user principal name", "user name", "username", "login name", "login", "sign in name",
    ),
    Field.REFERENCE: (
        "payroll number", "payroll no", "payroll ref", "payroll reference", "payroll id", "employee number",
        "employee no", "employee id", "staff number", "staff no", "staff id", "staff reference", "staff ref",
        "arbor staff id", "staff code", "mis id", "mis number", "mis reference", "person id", "personnel number",
        "reference", "reference number", "identifier", "sourced id", "object id", "immutable id", "id",
    ),
    Field.JOB_TITLE: (
        "job title", "employee title", "job role", "job", "post", "post title", "position", "position title",
        "role title", "role description", "occupation", "title",
    ),
    Field.CATEGORY: (
        "staff category", "category", "staff type", "type of staff", "employee type", "employment type",
        "staff group", "employee category", "contract type", "worker type", "type",
    ),
    Field.EMPLOYER: (
        "employer", "agency", "agency name", "employer or agency", "company", "company name", "firm",
        "organisation", "organization", "supplier",
    ),
    Field.STARTED_ON: (
        "start date", "started", "started on", "employment start", "employment start date", "date joined",
        "joining date", "joined", "date of joining", "date started", "date of appointment", "appointed on",
        "contract start", "contract start date", "service start date", "start", "hire date", "employee hire date",
        "first day", "date from", "from", "term of office start",
    ),
    Field.ENDED_ON: (
        "end date", "ended on", "leaving date", "date left", "date of leaving", "leave date", "leaver date",
        "employment end", "employment end date", "contract end", "contract end date", "termination date", "end",
        "employee leave date time", "last day", "last working day", "date to", "until", "left",
        "term of office end",
    ),
    Field.STATUS: (
        "status", "employment status", "staff status", "employee status", "user status", "account status",
        "current status", "state of account",
    ),
    Field.ENABLED: (
        "account enabled", "enabled user", "enabled", "active", "is active", "current",
    ),
    Field.BLOCKED: (
        "block credential", "sign in blocked", "blocked", "block sign in", "suspended", "disabled", "archived",
        "leaver", "soft deletion time stamp", "deleted",
    ),
    Field.ROLE: (
        "role", "roles", "user type", "person type", "member type", "account type", "user role", "group",
        "user group", "rights group",
    ),
    Field.UNIT: (
        "org unit path", "department", "licenses", "licences", "faculty", "org unit", "organisational unit",
    ),
    Field.MINOR: (
        "age group", "legal age group classification",
    ),
    Field.PUPIL_NUMBER: (
        "unique pupil number", "upn", "pupil number", "uln", "unique learner number", "admission number",
    ),
    Field.YEAR_GROUP: (
        "year group", "nc year", "national curriculum year", "year", "reg group", "registration group", "reg",
        "form", "form group", "tutor group", "reg form", "class",
    ),
    Field.TITLE: (
        "salutation", "honorific", "prefix", "mr mrs", "name title",
    ),
}  # fmt: skip
"""What each field is called elsewhere; of several columns that say the same the one named earlier is believed."""

SECRETS = ("password", "passwort", "passcode", "pwd", "passphrase", "password hash")
"""A column whose heading holds one of these is dropped unread."""

HONORIFICS = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "revd", "fr", "father", "sr",
    "sister", "sir", "dame", "lady", "lord", "canon", "cllr", "councillor", "capt", "captain",
})  # fmt: skip
"""Words before a name that are no part of it."""

LETTERS_AFTER = frozenset({
    "ba", "bsc", "bed", "ma", "msc", "med", "mba", "phd", "dphil", "edd", "mphil", "pgce", "qts", "npqh", "npqel",
    "jr", "sr", "ii", "iii", "obe", "mbe", "cbe", "llb", "frsa", "pgcert", "dip",
})  # fmt: skip
"""Words after a comma that are no forename."""

CATEGORIES: dict[StaffCategory, tuple[str, ...]] = {
    StaffCategory.TEACHING: (
        "teaching", "teaching staff", "teacher", "teachers", "class teacher", "headteacher", "head teacher", "head",
        "deputy headteacher", "deputy head", "assistant headteacher", "assistant head", "head of department", "qts",
        "head of school", "executive headteacher", "ect", "early career teacher", "nqt", "senior leader", "slt",
        "senco", "lecturer", "tutor", "leadership", "qualified teacher", "unqualified teacher",
        "main scale teacher", "teaching post",
    ),
    StaffCategory.SUPPORT: (
        "support", "support staff", "teaching assistant", "teaching assistants", "ta", "tas", "hlta", "lsa",
        "higher level teaching assistant", "learning support assistant", "cover supervisor", "administration",
        "admin", "administrator", "admin staff", "admin team", "office", "office staff", "office manager",
        "caretaker", "cleaner", "site manager", "site staff", "premises", "business manager",
        "school business manager", "sbm", "bursar", "technician", "librarian", "midday supervisor",
        "midday supervisory assistant", "midday meals supervisor", "lunchtime supervisor", "catering",
        "catering staff", "cook", "kitchen assistant", "non teaching", "non teaching staff", "associate staff",
        "learning mentor", "nursery nurse", "nursery assistant", "early years practitioner", "clerical",
        "it technician", "receptionist", "pastoral", "aide", "operational staff", "family support worker",
    ),
    StaffCategory.GOVERNOR: (
        "governor", "governors", "governing body", "governing board", "chair of governors",
        "vice chair of governors", "parent governor", "staff governor", "co opted governor", "foundation governor",
        "local authority governor", "la governor", "community governor", "trustee", "trustees", "trust board",
        "local governor", "partnership governor",
    ),
    StaffCategory.CONTRACTOR: (
        "contractor", "contractors", "contract staff", "contracted", "consultant", "self employed",
    ),
    StaffCategory.AGENCY_OR_SUPPLY: (
        "agency", "agency staff", "agency worker", "agency workers", "supply", "supply staff", "supply teacher",
        "supply teachers", "agency supply", "agency teacher", "agency or supply", "cover teacher",
    ),
    StaffCategory.CASUAL: (
        "casual", "casual staff", "casual worker", "zero hours", "bank staff", "relief", "relief staff",
    ),
    StaffCategory.SECONDEE: (
        "secondee", "secondees", "secondment", "seconded", "on secondment",
    ),
    StaffCategory.TEACHER_TRAINEE: (
        "teacher trainee", "trainee teacher", "trainee teachers", "student teacher", "student teachers", "itt",
        "itt student", "pgce", "pgce student", "scitt", "school direct", "teacher training", "teach first",
    ),
    StaffCategory.OTHER_TRAINEE: (
        "trainee", "trainees", "apprentice", "apprentices", "apprenticeship", "other trainee", "intern",
        "placement", "work experience", "student nurse", "student social worker",
    ),
    StaffCategory.VOLUNTEER: (
        "volunteer", "volunteers", "parent helper", "parent volunteer", "helper", "reading helper", "voluntary",
    ),
    StaffCategory.ELECTED_MEMBER: (
        "elected member", "elected members", "councillor", "cllr",
    ),
    StaffCategory.THIRD_PARTY_PROVIDER: (
        "third party provider", "third party", "third party staff", "external provider", "provider",
        "service provider", "visiting staff", "peripatetic", "peripatetic teacher", "visiting music teacher",
        "music teacher peripatetic", "coach", "sports coach", "external",
    ),
    StaffCategory.OTHER: (
        "other", "other staff", "visitor", "chaplain", "clergy",
    ),
}  # fmt: skip
"""Kinds of staff and job titles that leave no doubt which category is meant."""

PUPILS = frozenset({
    "pupil", "pupils", "student", "students", "learner", "learners", "child", "children", "sixthformer", "alumni",
    "alumnus", "formerpupil", "pupilleaver", "youngperson",
})  # fmt: skip
FAMILIES = frozenset({
    "parent", "parents", "guardian", "guardians", "relative", "relatives", "carer", "carers", "parentcarer",
    "family",
})  # fmt: skip
GUESTS = frozenset({
    "guest", "guests",
})  # fmt: skip
PUPIL_UNITS = frozenset({
    "pupils", "pupil", "students", "student", "learners", "learner", "children", "schoolstudents",
})  # fmt: skip

SWITCHED_OFF = {
    "suspended": "the account is suspended",
    "disabled": "the account is disabled",
    "blocked": "the account is blocked",
    "inactive": "no longer active",
    "notactive": "no longer active",
    "archived": "the account is archived",
    "deleted": "the account is deleted",
    "tobedeleted": "the account is marked to be deleted",
    "pendingdeletion": "the account is marked to be deleted",
    "left": "has left",
    "leaver": "has left",
    "former": "has left",
    "formerstaff": "has left",
    "pastemployee": "has left",
    "exemployee": "has left",
    "resigned": "has left",
    "retired": "has left",
    "terminated": "has left",
    "ended": "has left",
    "dismissed": "has left",
    "deceased": "has died",
    "withdrawn": "withdrew",
    "nolongeremployed": "has left",
}
"""Status words that mean nobody is there any more, and how the import says it."""

NO = frozenset({
    "false", "no", "n", "0", "f", "off", "unblocked",
})  # fmt: skip
NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "tbc", "#n/a", "(blank)", "not set"})
"""What people type into a cell that has nothing to say."""


def letters(text: str) -> str:
    """Return a text's letters and digits in lower case without accents: how headings, words and names are compared."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    return "".join(character for character in plain if character.isalnum())


def word_list(text: str) -> list[str]:
    """Return a text's words in lower case, without punctuation: "O’Brien-Smith, Ann" gives o, brien, smith and ann."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.findall(r"\w+", plain.replace("'", "").replace("’", ""))


CATEGORY_OF = {letters(word): category for category, words in CATEGORIES.items() for word in words}
"""Category by the letters of the word."""

CATEGORY_OF.update({letters(category.label): category for category in StaffCategory})
"""The register's own labels, so that its own lists come back in."""

CATEGORY_OF.update({letters(category.value): category for category in StaffCategory})
