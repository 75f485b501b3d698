"""What the rules say of official accounts on one day, as somebody would write it by hand: one statement, and cover."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy.orm import Session

from policydesk.queries.demands import version_in_force
from policydesk.rules.catalogue import ACCOUNT_RULES
from policydesk.rules.findings import Finding
from policydesk.rules.pack import AS_SHIPPED
from policydesk.rules.standard import standard_named
from policydesk.store import Register
from tests.bench import accounts
from tests.bench.accounts import MINIMUM, WINDOW
from tests.bench.stress import TODAY

SOON = "2026-12-18"
HERE = f"started_on <= '{TODAY}' AND ifnull(ended_on, '9999') >= '{TODAY}'"

STATEMENT = f"""
WITH item (code, applies, months) AS (VALUES {{items}}), age (platform, asks) AS (VALUES {{ages}}),
now AS MATERIALIZED (
    SELECT a.id, s.state, r.platform, r.youngest_age, r.minimum_age_reason, r.login_identity, r.planned_end_on,
           r.credentials_kept, r.credentials_holder_id, r.audience LIKE '%pupils%' OR r.pupils_contribute AS pupils,
           r.pupils_contribute OR r.engagement <> 'broadcast' AS others, l.on_day AS lived, l.override_reason,
           (SELECT min(on_day) FROM account_step x WHERE x.account_id = a.id AND x.state = 'live') AS live,
           (SELECT max(checked_on) FROM moderation_check c
            WHERE c.account_id = a.id AND checked_on <= '{TODAY}') AS checked,
           (SELECT max(evaluated_on) FROM evaluation e
            WHERE e.account_id = a.id AND evaluated_on <= '{TODAY}') AS evaluated
    FROM official_account a
    JOIN account_step s ON s.id = (SELECT id FROM account_step x WHERE x.account_id = a.id AND x.on_day <= '{TODAY}'
                                   ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
    JOIN account_record r ON r.id = (SELECT id FROM account_record x WHERE x.account_id = a.id
                                     AND x.recorded_on <= '{TODAY}' ORDER BY x.recorded_on DESC LIMIT 1)
    LEFT JOIN account_step l ON l.id = (SELECT id FROM account_step x WHERE x.account_id = a.id AND x.state = 'live'
                                        AND x.on_day <= '{TODAY}' ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
    WHERE s.state <> 'closed'),
moderates AS MATERIALIZED (
    SELECT m.account_id, m.staff_id, max(m.approved_on IS NOT NULL) AS approved,
           max(m.approved_on IS NOT NULL AND m.role = 'administrator') AS administers,
           (SELECT max(expires_on) FROM training t
            WHERE t.staff_id = m.staff_id AND t.trained_on <= '{TODAY}') AS trained,
           EXISTS (SELECT 1 FROM staff_role r JOIN version_category c ON c.category = r.category
                   WHERE r.staff_id = m.staff_id AND c.version_id = {{version}} AND {HERE}) AS bound,
           (SELECT declined FROM acknowledgement k WHERE k.staff_id = m.staff_id AND k.version_id = {{version}}
            AND k.voided_on IS NULL AND k.signed_on <= '{TODAY}' ORDER BY k.signed_on DESC LIMIT 1) AS declined
    FROM moderator m JOIN now ON now.id = m.account_id
    WHERE m.from_on <= '{TODAY}' AND ifnull(m.until_on, '9999') >= '{TODAY}' AND m.recorded_on <= '{TODAY}'
      AND EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = m.staff_id AND {HERE})
    GROUP BY m.account_id, m.staff_id),
appointed AS MATERIALIZED (
    SELECT account_id, sum(approved) AS many, sum(administers) AS administrators FROM moderates GROUP BY account_id),
decided AS MATERIALIZED (
    SELECT p.*, w.from_on AS taken, min(ifnull(p.expires_on, '9999'), ifnull(date(w.from_on, '-1 day'), '9999')) AS ends
    FROM approval p LEFT JOIN withdrawal w
         ON w.approval_id = p.id AND (w.from_on <= '{TODAY}' OR w.recorded_on <= '{TODAY}')
    WHERE p.kind = 'create_account' AND p.decided_on <= '{TODAY}'),
holds AS MATERIALIZED (
    SELECT * FROM (
        SELECT d.*, row_number() OVER (PARTITION BY account_id ORDER BY ends DESC, decided_on DESC, id DESC) AS place,
               (SELECT decision FROM decided n WHERE n.account_id = d.account_id
                ORDER BY n.decided_on DESC, n.id DESC LIMIT 1) AS newest
        FROM decided d WHERE decision = 'approved')
    WHERE place = 1 AND (taken IS NULL OR taken > '{TODAY}')),
answered AS MATERIALIZED (
    SELECT n.id, i.months,
           (SELECT answer || ticked_on FROM checklist_tick t WHERE t.account_id = n.id AND t.item = i.code
            AND t.ticked_on <= '{TODAY}' ORDER BY t.ticked_on DESC, t.id DESC LIMIT 1) AS said
    FROM now n JOIN item i ON i.applies = 'always' OR (i.applies = 'pupils' AND n.pupils)
                              OR (i.applies = 'contributions' AND n.others))
SELECT 'account.not_approved', id FROM now WHERE id NOT IN (SELECT account_id FROM holds)
UNION ALL SELECT 'account.approval_expired', n.id FROM now n JOIN holds h ON h.account_id = n.id
          WHERE h.ends <= '{SOON}'
UNION ALL SELECT 'account.renewal_refused', n.id FROM now n JOIN holds h ON h.account_id = n.id
          WHERE h.newest = 'refused' AND h.ends > '{SOON}'
UNION ALL SELECT 'account.approver_not_in_office', n.id FROM now n JOIN holds h ON h.account_id = n.id
          WHERE NOT EXISTS (SELECT 1 FROM appointment a WHERE a.staff_id = h.decided_by_id AND a.post = h.decided_as
                            AND a.from_on <= h.decided_on AND ifnull(a.until_on, '9999-12-31') >= h.decided_on)
             OR NOT EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = h.decided_by_id
                            AND r.started_on <= h.decided_on AND ifnull(r.ended_on, '9999-12-31') >= h.decided_on)
UNION ALL SELECT 'account.overridden', n.id FROM now n LEFT JOIN holds h ON h.account_id = n.id
          LEFT JOIN appointed a ON a.account_id = n.id
          WHERE n.override_reason <> '' AND NOT (ifnull(a.many, 0) >= {MINIMUM} AND ifnull(h.decided_on, '') > n.lived)
UNION ALL SELECT 'account.minimum_age', n.id FROM now n JOIN age ON age.platform = n.platform
          WHERE n.pupils AND n.minimum_age_reason = '' AND (n.youngest_age IS NULL OR n.youngest_age < age.asks)
UNION ALL SELECT 'account.personal_email', id FROM now WHERE login_identity = 'personal'
UNION ALL SELECT 'account.credentials_leaver', n.id FROM now n
          WHERE (SELECT max(ifnull(ended_on, '9999')) FROM staff_role r
                 WHERE r.staff_id = n.credentials_holder_id) <= '{SOON}'
UNION ALL SELECT 'account.credentials_unknown', id FROM now
          WHERE credentials_kept = '' OR credentials_holder_id IS NULL
UNION ALL SELECT 'account.checklist_missing', id FROM answered WHERE said IS NULL OR said LIKE 'no2%' GROUP BY id
UNION ALL SELECT 'account.checklist_expired', id FROM answered
          WHERE said NOT LIKE 'no2%' AND date(substr(said, -10), '+' || months || ' months') < '{TODAY}' GROUP BY id
UNION ALL SELECT 'account.neglected', id FROM now WHERE date(ifnull(checked, live), '+7 days') < '{TODAY}'
UNION ALL SELECT 'account.evaluation_due', id FROM now WHERE date(ifnull(evaluated, live), '+6 months') <= '{SOON}'
UNION ALL SELECT 'account.planned_end', id FROM now WHERE planned_end_on <= '{WINDOW}'
UNION ALL SELECT 'account.no_appendix', v.policy_id FROM now JOIN policy_version v ON v.id = {{version}}
          WHERE NOT EXISTS (SELECT 1 FROM version_file f WHERE f.version_id = v.id AND f.platform = now.platform)
          GROUP BY now.platform
UNION ALL SELECT 'account.no_terms', 0 FROM (SELECT max(last_on) AS ends FROM term) WHERE ends < '{WINDOW}' AND EXISTS (
              SELECT 1 FROM moderator m JOIN now ON now.id = m.account_id WHERE NOT in_holidays
              AND from_on <= '{WINDOW}' AND ifnull(until_on, '9999') >= '{TODAY}')
UNION ALL SELECT 'account.too_few_moderators', n.id FROM now n LEFT JOIN appointed a ON a.account_id = n.id
          WHERE ifnull(a.many, 0) < {MINIMUM}
UNION ALL SELECT 'account.few_administrators', account_id FROM appointed WHERE many >= 2 AND administrators < 2
UNION ALL SELECT 'account.moderator_untrained', account_id FROM moderates WHERE approved AND trained IS NULL GROUP BY 2
UNION ALL SELECT 'account.training_expired', account_id FROM moderates WHERE approved AND trained <= '{SOON}' GROUP BY 2
UNION ALL SELECT 'account.moderator_not_bound', account_id FROM moderates WHERE NOT bound GROUP BY 2
UNION ALL SELECT 'account.moderator_not_acknowledged', account_id FROM moderates
          WHERE bound AND ifnull(declined, 1) GROUP BY 2
UNION ALL SELECT 'account.moderator_not_approved', account_id FROM moderates WHERE NOT approved GROUP BY 2
UNION ALL SELECT 'approval.pending', id FROM approval
          WHERE asked_on <= '{TODAY}' AND decided_on IS NULL AND account_id IN (SELECT id FROM now)
UNION ALL SELECT 'media.not_forwarded', id FROM media_enquiry
          WHERE received_at < '{TODAY} 24' AND ifnull(forwarded_at, '9999') >= '{TODAY} 24'
UNION ALL SELECT 'page.no_disclaimer', id FROM unofficial_page
          WHERE noted_on <= '{TODAY}' AND ifnull(closed_on, '9999') > '{TODAY}'
            AND (disclaimer <> 'shown' OR disclaimer_on > '{TODAY}')
UNION ALL SELECT 'access.agreement_missing', id FROM outside_access
          WHERE from_on <= '{TODAY}' AND ifnull(ended_on, '9999') >= '{TODAY}' AND account_id IN (SELECT id FROM now)
            AND (agreement = '' OR agreed_on > '{TODAY}')"""

APPOINTED = f"""
SELECT m.account_id, count(DISTINCT m.staff_id) FROM moderator m JOIN staff_role r ON r.staff_id = m.staff_id
WHERE m.from_on <= '{TODAY}' AND ifnull(m.until_on, '9999') >= '{TODAY}' AND m.approved_on <= '{TODAY}' AND {HERE}
GROUP BY m.account_id"""
CLOSED = f"SELECT account_id FROM account_step WHERE state = 'closed' AND on_day <= '{TODAY}'"


class OfficialPlain:
    """The questions of the account rules in plain SQL; what a standard and the pack say is known beforehand."""

    def __init__(self, register: Register, session: Session) -> None:
        self._plain = accounts.Plain(register)
        version = version_in_force(session, TODAY)
        items = [(one.code, one.applies, one.valid_months) for one in standard_named("AT").checklist]
        ages = [(one, AS_SHIPPED.platform(one).minimum_age) for one in ("facebook", "instagram", "x", "youtube")]
        self._statement = STATEMENT.format(
            items=", ".join(f"('{code}', '{applies}', {months or 'NULL'})" for code, applies, months in items),
            ages=", ".join(f"('{code}', {asks or 'NULL'})" for code, asks in ages),
            version=0 if version is None else version.version_id,
        )

    def found(self) -> Counter[tuple[str, int]]:
        """Return what each rule finds wrong with what."""
        return Counter((rule, subject) for rule, subject in [*self._plain.ask(self._statement), *self._gaps()])

    def _gaps(self) -> Iterator[tuple[str, int]]:
        """Yield the accounts with days ahead on which too few are there, or fewer than are appointed where too few."""
        appointed = dict(self._plain.ask(APPOINTED))
        closed = {one for (one,) in self._plain.ask(CLOSED)}
        for account, days in self._plain.cover(TODAY, WINDOW).items():
            wanted = min(MINIMUM, appointed.get(account, 0))
            if account not in closed and any(count < wanted for _since, _until, count in days):
                yield "account.cover_gap", account


def of_accounts(found: tuple[Finding, ...]) -> Counter[tuple[str, int]]:
    """Return what the account rules among some findings find wrong with what."""
    ids = {rule.id for rule in ACCOUNT_RULES}
    return Counter((one.rule, one.subject_id) for one in found if one.rule in ids)
