"""What is kept: typed tables and their constraints, nothing else."""

from policydesk.models.accounts import AccountRecord, AccountStep, OfficialAccount
from policydesk.models.acknowledgements import Acknowledgement, Exemption
from policydesk.models.approvals import Approval, MediaEnquiry, Withdrawal
from policydesk.models.audit import AuditEntry, AuditRow
from policydesk.models.base import Base
from policydesk.models.calendar import Absence, Term, Training
from policydesk.models.documents import Document
from policydesk.models.earlier import (
    EarlierAbsence,
    EarlierAccess,
    EarlierDisclaimer,
    EarlierRole,
    EarlierTerm,
    EarlierTurn,
)
from policydesk.models.engagement import Declaration, Engagement, GuidanceEdition, GuidanceReading, ReminderWords
from policydesk.models.findings import FindingCare
from policydesk.models.incidents import (
    Advice,
    DeclaredRelationship,
    Incident,
    IncidentKey,
    IncidentOpening,
    IncidentPart,
    IncidentSettings,
    ReleasedFigures,
)
from policydesk.models.moderation import ChecklistTick, Evaluation, ModerationCheck, Moderator
from policydesk.models.outside import OutsideAccess, Permission, UnofficialPage
from policydesk.models.policies import (
    Adoption,
    Policy,
    PolicyRelation,
    PolicyVersion,
    TextDismissal,
    VersionCategory,
    VersionFile,
)
from policydesk.models.retention import Disposal, LegalHold, RetentionSetting
from policydesk.models.reviews import Review, ReviewSchedule, ReviewTerms, VersionDates
from policydesk.models.rule_pack import RulePackEdit, RulePackEntry
from policydesk.models.said import (
    EarlierAdoption,
    EarlierAppointment,
    EarlierEdition,
    EarlierName,
    EarlierPolicy,
    EarlierSchool,
    EarlierVersion,
)
from policydesk.models.school import Preference, School, User, UserRole
from policydesk.models.staff import Appointment, StaffMember, StaffRole
from policydesk.models.standards import StandardSetting
from policydesk.models.vouching import VouchedKey

__all__ = [
    "Absence",
    "AccountRecord",
    "AccountStep",
    "Acknowledgement",
    "Adoption",
    "Advice",
    "Appointment",
    "Approval",
    "AuditEntry",
    "AuditRow",
    "Base",
    "ChecklistTick",
    "Declaration",
    "DeclaredRelationship",
    "Disposal",
    "Document",
    "EarlierAbsence",
    "EarlierAccess",
    "EarlierAdoption",
    "EarlierAppointment",
    "EarlierDisclaimer",
    "EarlierEdition",
    "EarlierName",
    "EarlierPolicy",
    "EarlierRole",
    "EarlierSchool",
    "EarlierTerm",
    "EarlierTurn",
    "EarlierVersion",
    "Engagement",
    "Evaluation",
    "Exemption",
    "FindingCare",
    "GuidanceEdition",
    "GuidanceReading",
    "Incident",
    "IncidentKey",
    "IncidentOpening",
    "IncidentPart",
    "IncidentSettings",
    "LegalHold",
    "MediaEnquiry",
    "ModerationCheck",
    "Moderator",
    "OfficialAccount",
    "OutsideAccess",
    "Permission",
    "Policy",
    "PolicyRelation",
    "PolicyVersion",
    "Preference",
    "ReleasedFigures",
    "ReminderWords",
    "RetentionSetting",
    "Review",
    "ReviewSchedule",
    "ReviewTerms",
    "RulePackEdit",
    "RulePackEntry",
    "School",
    "StaffMember",
    "StaffRole",
    "StandardSetting",
    "Term",
    "TextDismissal",
    "Training",
    "UnofficialPage",
    "User",
    "UserRole",
    "VersionCategory",
    "VersionDates",
    "VersionFile",
    "VouchedKey",
    "Withdrawal",
]
