"""Which moderators had still to acknowledge the social media policy on any of several days: read once for all of them.

The answer for a day is the one that `pair_states` (queries/states.py) gives for it; a test holds the two together.
"""

from collections import defaultdict
from datetime import date

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.dates import academic_year_start
from policydesk.models import PolicyVersion
from policydesk.queries.demands import KeptVersions, VersionInForce
from policydesk.queries.people import OPEN
from policydesk.queries.roles_known import KeptRoles
from policydesk.queries.unsigned_kept import Answer
from policydesk.terms import Renewal

_WHO = "(SELECT staff_id FROM moderator UNION SELECT staff_id FROM earlier_turn)"


class KeptAnswers:
    """What everybody who moderates answered to the social media policy, and when they were left out of it."""

    def __init__(self, session: Session, last: date, roles: KeptRoles, kept: KeptVersions) -> None:
        self._roles, self._kept = roles, kept
        self._versions: dict[int, PolicyVersion] = {version.id: version for version, _policy in kept.versions}
        self._answers: dict[tuple[int, int, int], list[Answer]] = defaultdict(list)
        self._exempt: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
        if not self._versions:
            return
        for staff_id, version_id, one, signed_on, declined, voided_on, recorded_on in session.execute(
            text(f"""
                SELECT a.staff_id, a.version_id, a.id, a.signed_on, a.declined, a.voided_on, date(a.recorded_at)
                FROM {_WHO} m CROSS JOIN policy_version v
                CROSS JOIN acknowledgement a ON a.staff_id = m.staff_id AND a.version_id = v.id
                WHERE v.id IN :versions AND a.signed_on <= :last""").bindparams(bindparam("versions", expanding=True)),
            {"versions": tuple(self._versions), "last": last.isoformat()},
        ):
            if voided_on is None or voided_on > recorded_on:
                version = self._versions[version_id]
                ends = None if voided_on is None else date.fromisoformat(voided_on)
                answer = Answer(one, date.fromisoformat(signed_on), bool(declined), ends)
                self._answers[staff_id, version.policy_id, version.epoch or 0].append(answer)
        for staff_id, policy_id, since, until in session.execute(
            text(f"SELECT staff_id, policy_id, from_on, until_on FROM exemption WHERE staff_id IN {_WHO}")
        ):
            self._exempt[staff_id, policy_id].append((since, until or OPEN))

    def owes(self, staff_id: int, day: date, version: VersionInForce) -> bool:
        """Return whether somebody had still to acknowledge the version in force on a day, or had declined to."""
        row = self._versions[version.version_id]
        said = self._kept.said(row, day)
        on = day.isoformat()
        asked = said.needs_acknowledging and any(
            one.category in version.categories for one in self._roles.held(staff_id, on)
        )
        if not asked or any(since <= on <= until for since, until in self._exempt[staff_id, version.policy_id]):
            return False
        answers = (one for one in self._answers[staff_id, version.policy_id, row.epoch or 0] if one.counts(day))
        newest = max(answers, key=lambda one: (one.signed_on, one.id), default=None)
        if newest is None or newest.declined:
            return True
        return said.renewal == Renewal.ACADEMIC_YEAR and newest.signed_on < academic_year_start(day)
