"""Short sentences that tests begin with: a school, its people, its policies, through the same doors as the window."""

from datetime import date, timedelta
from typing import Any

from policydesk.actions.acknowledgements import AcknowledgementDraft, record_acknowledgements
from policydesk.actions.policies import PolicyDraft, add_policy
from policydesk.actions.staff import StaffDraft, add_staff
from policydesk.actions.versions import VersionDraft, add_version, publish_version
from policydesk.dates import RoughDate
from policydesk.store import Register
from policydesk.terms import AckMethod, PolicyType, StaffCategory

TODAY = date(2026, 11, 20)
"""The day on which the stopped clock of the tests stands."""


def days(count: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=count)


def hire(register: Register, name: str = "Bea Quill", **about: Any) -> int:
    """Add one member of staff; teaching since September 2020 unless something else is said."""
    about = {"category": StaffCategory.TEACHING, "started_on": date(2020, 9, 1), **about}
    with register.writing() as txn:
        return add_staff(txn, StaffDraft(name, **about))


def write_policy(register: Register, title: str = "Social Media Policy", **about: Any) -> int:
    """Add a policy without a version."""
    about = {"policy_type": PolicyType.SOCIAL_MEDIA, **about}
    with register.writing() as txn:
        return add_policy(txn, PolicyDraft(title, **about))


def draft_version(register: Register, policy_id: int, label: str = "1", **about: Any) -> int:
    """Add a draft of a version, in force from September 2026 for teaching and support."""
    about = {
        "in_force_from": RoughDate(2026, 9, 1),
        "categories": frozenset({StaffCategory.TEACHING, StaffCategory.SUPPORT}),
        **about,
    }
    with register.writing() as txn:
        return add_version(txn, policy_id, VersionDraft(label, **about))


def publish(register: Register, policy_id: int, label: str = "1", **about: Any) -> int:
    """Add a version and publish it."""
    version_id = draft_version(register, policy_id, label, **about)
    with register.writing() as txn:
        publish_version(txn, version_id)
    return version_id


def sign(
    register: Register, version_id: int, *staff_ids: int, on: date = date(2026, 9, 3), **about: Any
) -> tuple[int, ...]:
    """Record that people acknowledged a version."""
    about = {"method": AckMethod.PAPER_SIGNATURE, **about}
    with register.writing() as txn:
        return record_acknowledgements(txn, AcknowledgementDraft(staff_ids, version_id, on, **about))


def two_policies(register: Register, second: str = "Code of Conduct") -> int:
    """Publish a policy for staff, whose statement looks like markup, and one for all; returns the first's version."""
    version_id = publish(register, write_policy(register), "3", statement="I have read & understood <this>.")
    other = write_policy(register, second, policy_type=PolicyType.CODE_OF_CONDUCT)
    publish(register, other, categories=frozenset(StaffCategory))
    return version_id
