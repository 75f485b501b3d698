"""What is kept: typed tables and their constraints, nothing else."""

from policydesk.models.acknowledgements import Acknowledgement, Exemption
from policydesk.models.audit import AuditEntry, AuditRow
from policydesk.models.base import Base
from policydesk.models.documents import Document
from policydesk.models.incidents import (
    Advice,
    Connection,
    Incident,
    IncidentKey,
    IncidentOpening,
    IncidentPart,
    ReleasedFigures,
)
from policydesk.models.policies import Adoption, Policy, PolicyRelation, PolicyVersion, VersionCategory, VersionFile
from policydesk.models.school import Preference, School, User, UserRole
from policydesk.models.staff import Appointment, StaffMember, StaffRole

__all__ = [
    "Acknowledgement",
    "Adoption",
    "Advice",
    "Appointment",
    "AuditEntry",
    "AuditRow",
    "Base",
    "Connection",
    "Document",
    "Exemption",
    "Incident",
    "IncidentKey",
    "IncidentOpening",
    "IncidentPart",
    "Policy",
    "PolicyRelation",
    "PolicyVersion",
    "Preference",
    "ReleasedFigures",
    "School",
    "StaffMember",
    "StaffRole",
    "User",
    "UserRole",
    "VersionCategory",
    "VersionFile",
]
