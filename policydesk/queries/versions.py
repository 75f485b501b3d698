"""What can be asked about one version in force: what a sheet to sign needs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.dates import RoughDate
from policydesk.errors import Refusal
from policydesk.queries.policies import policies
from policydesk.queries.policy_rows import VersionRow
from policydesk.terms import PolicyType


@dataclass(frozen=True, slots=True)
class VersionToSign:
    """A version in force that people acknowledge, with the words they sign."""

    version_id: int
    policy_id: int
    title: str
    label: str
    in_force_from: RoughDate | None
    statement: str


def version_to_sign(session: Session, as_at: date, version_id: int | None = None) -> VersionToSign:
    """Return a version in force; without an id the social media policy's, else the first by title.

    Raises Refusal where no version that has to be acknowledged is in force.
    """
    found = [
        (policy.policy_type, _row(policy.title, policy.current))
        for policy in policies(session, as_at)
        if policy.current is not None and policy.current.needs_acknowledging
    ]
    wanted = [row for _kind, row in found if row.version_id == version_id]
    wanted += [row for kind, row in found if version_id is None and kind is PolicyType.SOCIAL_MEDIA]
    wanted += [row for _kind, row in found if version_id is None]
    if not wanted:
        raise Refusal("No policy that has to be acknowledged is in force on this day. Publish one first.", "version_id")
    return wanted[0]


def _row(title: str, version: VersionRow) -> VersionToSign:
    return VersionToSign(version.id, version.policy_id, title, version.label, version.in_force_from, version.statement)
