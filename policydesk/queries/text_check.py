"""What the text check asks of the register: the facts that a text must agree with, and what was dismissed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.errors import Refusal
from policydesk.models import TextDismissal
from policydesk.names import fold
from policydesk.queries.pack import rule_pack
from policydesk.queries.policies import policies
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.queries.school import school_row
from policydesk.rules.text_check_reading import RegisterFacts
from policydesk.terms import FileKind, HitKind, PolicyType


@dataclass(frozen=True, slots=True)
class DismissalRow:
    """A hit that somebody let stand, and why."""

    id: int
    kind: HitKind
    subject: str
    words: str
    reason: str
    dismissed_on: date
    dismissed_by: str

    @property
    def key(self) -> str:
        """The hit's identity."""
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """What a file is compared with; `policy_id` is 0 and `title` empty where only the school is known."""

    facts: RegisterFacts
    policy_id: int = 0
    title: str = ""
    label: str = ""


def text_dismissals(session: Session, policy_id: int) -> tuple[DismissalRow, ...]:
    """Return what was dismissed in a policy's text, the newest first."""
    asked = select(TextDismissal).where(TextDismissal.policy_id == policy_id).order_by(TextDismissal.id.desc())
    return tuple(
        DismissalRow(row.id, HitKind(row.kind), row.subject, row.words, row.reason, row.dismissed_on, row.dismissed_by)
        for row in session.scalars(asked)
    )


def facts_of_version(session: Session, today: date, policy_id: int, version_id: int) -> RegisterFacts:
    """Return what the register says of one version; raises Refusal where it is gone."""
    for policy in policies(session, today, policy_id, counted=False):
        for version in policy.versions:
            if version.id == version_id:
                return _facts(session, today, policy, version)
    raise Refusal("This version is no longer in the register.")


def match_of_file(session: Session, today: date, sha256: str, title: str | None) -> TextMatch:
    """Return what a file is compared with: the version that keeps it, else the policy of this title.

    Without a title it is the social media policy in force. Raises Refusal where no policy has the title.
    """
    every = policies(session, today, counted=False)
    for policy in every:
        for version in policy.versions:
            if any(file.sha256 == sha256 for file in version.files):
                return _match(session, today, policy, version)
    if title is not None:
        found = next((one for one in every if fold(one.title) == fold(title.strip())), None)
        if found is None:
            titles = ", ".join(one.title for one in every) or "none"
            raise Refusal(f"No policy is called “{title}”. There are: {titles}.")
    else:
        found = next((one for one in every if one.policy_type is PolicyType.SOCIAL_MEDIA and one.current), None)
    version_row = None if found is None else found.current or next(iter(found.versions), None)
    if found is None or version_row is None:
        school = school_row(session)
        return TextMatch(RegisterFacts(today, school.name, school.address, pack=rule_pack(session, today)))
    return _match(session, today, found, version_row)


def _match(session: Session, today: date, policy: PolicyDetail, version: VersionRow) -> TextMatch:
    return TextMatch(_facts(session, today, policy, version), policy.id, policy.title, version.label)


def _facts(session: Session, today: date, policy: PolicyDetail, version: VersionRow) -> RegisterFacts:
    school = school_row(session)
    return RegisterFacts(
        today=today,
        school_name=school.name,
        address=school.address,
        is_social_media=policy.policy_type is PolicyType.SOCIAL_MEDIA,
        in_force_from=version.in_force_from,
        approved_on=version.approved_on,
        last_reviewed_on=version.last_reviewed_on,
        next_review_due=version.next_review_due,
        review_interval_months=version.review_interval_months,
        appendices=tuple(
            f"{one.title} {one.platform} {one.file_name}" for one in version.files if one.kind is FileKind.APPENDIX
        ),
        pack=rule_pack(session, today),
    )
