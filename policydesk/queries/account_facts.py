"""What the register knows of the official accounts on a day, as the rules look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from policydesk.queries.account_appendices import KeptAppendices, has_appendix
from policydesk.queries.account_checklist import KeptTicks
from policydesk.queries.account_cover import CoverFacts
from policydesk.queries.account_grants import KeptGrants
from policydesk.queries.account_lines import AccountLine, KeptLines
from policydesk.queries.account_log_facts import KeptEnquiries, KeptFirms, KeptPages, KeptWaiting
from policydesk.queries.account_states import audience_of, shown_platform
from policydesk.queries.account_turns import KeptTurns
from policydesk.queries.demands import KeptVersions, VersionInForce, kept_standard, kept_versions
from policydesk.queries.moderator_facts import KeptModerators
from policydesk.queries.once import read_once
from policydesk.queries.pack import kept_pack
from policydesk.queries.people import day
from policydesk.queries.roles_known import KeptRoles, Role
from policydesk.queries.said import kept_school
from policydesk.rules.account_checklist import ChecklistFacts, checklist_facts
from policydesk.rules.account_dates import check_due_on, evaluation_due_on
from policydesk.rules.account_facts import (
    AccountFacts,
    ModeratorFacts,
    OfficialFacts,
    OverrideFacts,
    SignInFacts,
    WaitingFacts,
)
from policydesk.rules.cover import Interval
from policydesk.rules.pack import RulePack
from policydesk.rules.standard import ChecklistItem, Standard, demands_of
from policydesk.rules.term_time import TermDates, unknown
from policydesk.terms_accounts import AccountState, Audience, Engagement, LoginIdentity


@read_once
def official_facts(session: Session, as_at: date) -> OfficialFacts:
    """Return everything the rules look at of the official accounts, as it was known on a day."""
    return KeptOfficial(session, as_at, as_at).on(as_at)


class KeptOfficial:
    """What is kept of the official accounts: read once, for every day from a first to a last one."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        self._standard, self._versions, self.pack = kept_standard(session), kept_versions(session), kept_pack(session)
        self._lines, self._roles = KeptLines(session, first, last), KeptRoles(session, first)
        self._waiting, self._enquiries = KeptWaiting(session, first, last), KeptEnquiries(session, first, last)
        self._pages, self._firms = KeptPages(session, first, last), KeptFirms(session)
        self._beside = _KeptBeside(session, first, last, self._roles, self._versions) if self._lines.any else None

    def on(self, day: date) -> OfficialFacts:
        """Return everything the rules look at on a day."""
        standard, version, pack = self._standard.on(day), self._versions.in_force(day), self.pack.on(day)
        minimum = demands_of({} if version is None else version.choices, standard).min_moderators
        roles = self._roles.known(day.isoformat())
        rows = self._lines.on(day, roles)
        names = {row.id: row.name for row in rows if row.state != AccountState.CLOSED}
        waiting = self._waiting.on(day, names, frozenset(row.id for row in rows) - names.keys())
        accounts: tuple[AccountFacts, ...] = ()
        unknown_from = None
        if names and self._beside is not None:
            found = self._beside.on(day, roles, version, waiting, standard=standard, minimum=minimum, pack=pack)
            accounts = tuple(_facts(row, found) for row in rows if row.id in names)
            unknown_from = found.unknown_from if any(one.term_time_only for one in accounts) else None
        return OfficialFacts(
            accounts=accounts,
            waiting=waiting,
            enquiries=self._enquiries.on(day),
            pages=self._pages.on(day),
            firms=self._firms.on(day, names),
            minimum=minimum,
            policy_id=None if version is None else version.policy_id,
            terms_unknown_from=unknown_from,
            standard=standard,
            pack=pack,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """What is worked out once for all accounts on a day."""

    as_at: date
    day: str
    standard: Standard
    minimum: int
    email_domain: str
    cover: CoverFacts
    grants: KeptGrants
    waiting: frozenset[int]
    moderators: Mapping[int, Sequence[ModeratorFacts]]
    ticks: KeptTicks
    items: Mapping[tuple[bool, bool], tuple[ChecklistItem, ...]]
    unanswered: Mapping[tuple[bool, bool], ChecklistFacts]
    term_time: frozenset[int]
    terms: tuple[TermDates, ...]
    appendices: frozenset[str]
    pack: RulePack

    @property
    def unknown_from(self) -> date | None:
        """The first day ahead for which no term says whether the school is open."""
        days = unknown(self.terms, self.cover.first, self.cover.last)
        return days[0].first if days else None


class _KeptBeside:
    """What is kept beside the accounts themselves, in a school that has any."""

    def __init__(self, session: Session, first: date, last: date, roles: KeptRoles, versions: KeptVersions) -> None:
        self._school, self._turns = kept_school(session), KeptTurns(session, first, last)
        self._grants, self._ticks = KeptGrants(session, last, versions), KeptTicks(session, first, last)
        self._moderators = KeptModerators(session, last, self._turns, roles, versions)
        self._appendices = KeptAppendices(session)

    def on(
        self,
        day: date,
        roles: Mapping[int, Sequence[Role]],
        version: VersionInForce | None,
        waiting: tuple[WaitingFacts, ...],
        *,
        standard: Standard,
        minimum: int,
        pack: RulePack,
    ) -> _Found:
        """Return what is worked out once for all accounts on a day; `roles` are those that were known then."""
        cover = self._turns.cover(day, day + timedelta(days=standard.gap_window_days), roles)
        items = _items(standard)
        return _Found(
            as_at=day,
            day=day.isoformat(),
            standard=standard,
            minimum=minimum,
            email_domain=self._school.email_domain(day),
            cover=cover,
            grants=self._grants,
            waiting=frozenset(one.account_id for one in waiting if one.account_id and one.is_for_creating),
            moderators=self._moderators.on(day, roles, version),
            ticks=self._ticks,
            items=items,
            unanswered={which: checklist_facts(some, {}, day) for which, some in items.items()},
            term_time=frozenset(one for one, turns in cover.turns.items() for turn in turns if not turn.in_holidays),
            terms=self._turns.terms(day.isoformat()),
            appendices=self._appendices.on(day.isoformat(), version),
            pack=pack,
        )


def _items(standard: Standard) -> dict[tuple[bool, bool], tuple[ChecklistItem, ...]]:
    """Return the questions that are asked of accounts, by whether they are for pupils and others contribute."""
    return {
        (pupils, others): standard.items_for(pupils=pupils, contributions=others)
        for pupils in (True, False)
        for others in (True, False)
    }


_STATES = {one.value: one for one in AccountState}
_IDENTITIES = {one.value: one for one in LoginIdentity}


def _facts(row: AccountLine, found: _Found) -> AccountFacts:
    account_id, state = row.id, _STATES[row.state]
    held = state in {AccountState.LIVE, AccountState.SUSPENDED}
    audience, standard = audience_of(row.audience), found.standard
    live, checked, evaluated = (day(one) for one in (row.live_since, row.checked, row.evaluated))
    for_pupils = Audience.PUPILS in audience or bool(row.pupils_contribute)
    platform = found.pack.platform(row.platform, row.other_platform)
    moderators = tuple(found.moderators.get(account_id, ()))
    return AccountFacts(
        account_id=account_id,
        name=row.name,
        platform=platform,
        platform_name=shown_platform(row.platform, row.other_platform),
        state=state,
        since=date.fromisoformat(row.since),
        live_since=live,
        for_pupils=for_pupils,
        youngest_age=row.youngest_age,
        minimum_age_reason=row.minimum_age_reason,
        login_identity=_IDENTITIES[row.login_identity],
        login_email=row.login_email,
        email_is_outside=_is_outside(row.login_email, found.email_domain),
        credentials_kept=row.credentials_kept,
        sign_in=_sign_in(row, found.day),
        grant=found.grants.on(account_id, found.as_at, found.day),
        is_asked=account_id in found.waiting,
        override=_override(row),
        moderators=moderators,
        gaps=_gaps(account_id, moderators, found) if held else (),
        checklist=_checklist(row, found, for_pupils=for_pupils) if held else ChecklistFacts(),
        last_checked_on=checked,
        check_due_on=check_due_on(standard, live, checked) if held else None,
        last_evaluated_on=evaluated,
        evaluation_due_on=evaluation_due_on(standard, live, evaluated) if held else None,
        planned_end_on=day(row.planned_end_on),
        has_appendix=has_appendix(row.platform, row.other_platform, found.appendices),
        term_time_only=held and account_id in found.term_time,
    )


def _gaps(account_id: int, moderators: tuple[ModeratorFacts, ...], found: _Found) -> tuple[Interval, ...]:
    """Return the days ahead with fewer moderators than are asked for: where fewer are appointed, than those."""
    appointed = sum(1 for one in moderators if one.approved)
    return found.cover.gaps(account_id, min(found.minimum, appointed))


def _checklist(row: AccountLine, found: _Found, *, for_pupils: bool) -> ChecklistFacts:
    contributions = bool(row.pupils_contribute) or row.engagement != Engagement.BROADCAST
    which, ticks = (for_pupils, contributions), found.ticks.on(row.id, found.day)
    return checklist_facts(found.items[which], ticks, found.as_at) if ticks else found.unanswered[which]


def _is_outside(email: str, domain: str) -> bool:
    at = email.rpartition("@")[2].lower()
    return bool(domain and at) and at != domain and not at.endswith(f".{domain}")


def _sign_in(row: AccountLine, on: str) -> SignInFacts | None:
    if row.holder is None:
        return None
    last = row.holder_until
    return SignInFacts(row.holder, last is not None and last >= on, day(last))


def _override(row: AccountLine) -> OverrideFacts | None:
    if not row.override_reason:
        return None
    return OverrideFacts(row.override_reason, row.override_by, date.fromisoformat(row.override_on))
