"""What can be done about a version's review dates: they change with a review, and earlier days keep the old ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from policydesk.actions.said import was_there
from policydesk.dates import RoughDate
from policydesk.errors import Refusal
from policydesk.models import PolicyVersion, VersionDates
from policydesk.queries.policies import policies
from policydesk.store import Txn
from policydesk.terms import Topic


def write_dates(
    txn: Txn, policy_id: int, changed_on: date, due: RoughDate, *, reviewed_on: RoughDate | None = None
) -> None:
    """Write the next review (and the last one, where it was now) into the version of a policy that is in force."""
    policy = next(iter(policies(txn.session, txn.today, policy_id, counted=False)), None)
    if policy is None or policy.current is None:
        raise Refusal("No version of this policy is in force, so there is nowhere to write the date.", "write_version")
    version = txn.session.get_one(PolicyVersion, policy.current.id)
    _keep(version, txn, changed_on, version.next_review_due, version.last_reviewed_on)
    version.next_review_due = due
    if reviewed_on is not None:
        version.last_reviewed_on = reviewed_on
    txn.record(Topic.POLICIES, policy_id, f"Next review of {policy.title}, version {version.label}: {due}")


@contextmanager
def dates_remembered(version: PolicyVersion, txn: Txn) -> Iterator[None]:
    """Keep a version's review dates until today, where what is done meanwhile changes them."""
    due, reviewed = version.next_review_due, version.last_reviewed_on
    yield
    if (due, reviewed) != (version.next_review_due, version.last_reviewed_on) and was_there(version, txn):
        _keep(version, txn, txn.today, due, reviewed)


def _keep(
    version: PolicyVersion, txn: Txn, changed_on: date, due: RoughDate | None, reviewed: RoughDate | None
) -> None:
    before = VersionDates(version_id=version.id, changed_on=changed_on)
    before.next_review_due, before.last_reviewed_on = due, reviewed
    txn.session.add(before)
