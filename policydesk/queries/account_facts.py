"""What the register knows of the official accounts on a day, as the rules look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from policydesk.queries.account_appendices import appendices, has_appendix
from policydesk.queries.account_checklist import newest_ticks
from policydesk.queries.account_cover import CoverFacts, cover_facts, term_dates
from policydesk.queries.account_grants import grants
from policydesk.queries.account_lines import AccountLine, account_lines
from policydesk.queries.account_log_facts import enquiry_facts, firm_facts, page_facts, waiting_facts
from policydesk.queries.account_moderators import moderator_facts
from policydesk.queries.account_states import (
    audience_of,
    shown_platform,
)
from policydesk.queries.demands import VersionInForce, school_standard, version_in_force
from policydesk.queries.pack import rule_pack
from policydesk.queries.people import day
from policydesk.queries.said import kept_school
from policydesk.rules.account_checklist import ChecklistFacts, Tick, checklist_facts
from policydesk.rules.account_dates import check_due_on, evaluation_due_on
from policydesk.rules.account_facts import (
    AccountFacts,
    GrantFacts,
    ModeratorFacts,
    OfficialFacts,
    OverrideFacts,
    SignInFacts,
    WaitingFacts,
)
from policydesk.rules.cover import Interval
from policydesk.rules.pack import RulePack
from policydesk.rules.standard import ChecklistItem, Standard, demands_of
from policydesk.rules.term_time import unknown
from policydesk.terms_accounts import AccountState, Audience, Engagement, LoginIdentity


def official_facts(session: Session, as_at: date) -> OfficialFacts:
    """Return everything the rules look at of the official accounts, as it was known on a day."""
    standard, version = school_standard(session, as_at), version_in_force(session, as_at)
    pack = rule_pack(session, as_at)
    minimum = demands_of({} if version is None else version.choices, standard).min_moderators
    rows = account_lines(session, as_at)
    names = {row.id: row.name for row in rows if row.state != AccountState.CLOSED}
    closed = frozenset(row.id for row in rows) - names.keys()
    waiting = waiting_facts(session, as_at, names, closed)
    accounts: tuple[AccountFacts, ...] = ()
    unknown_from = None
    if names:
        found = _found(session, as_at, standard, version, minimum, waiting, pack)
        accounts = tuple(_facts(row, found) for row in rows if row.id in names)
        unknown_from = (
            _unknown_from(session, found.cover, as_at) if any(one.term_time_only for one in accounts) else None
        )
    return OfficialFacts(
        accounts=accounts,
        waiting=waiting,
        enquiries=enquiry_facts(session, as_at),
        pages=page_facts(session, as_at),
        firms=firm_facts(session, as_at, names),
        minimum=minimum,
        policy_id=None if version is None else version.policy_id,
        terms_unknown_from=unknown_from,
        standard=standard,
        pack=pack,
    )


def official_facts_on(session: Session, days: Sequence[date]) -> Iterator[OfficialFacts]:
    """Yield the same for each of several days."""
    return (official_facts(session, day) for day in days)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is asked once for all accounts."""

    as_at: date
    standard: Standard
    minimum: int
    email_domain: str
    cover: CoverFacts
    grants: Mapping[int, GrantFacts]
    waiting: frozenset[int]
    moderators: Mapping[int, Sequence[ModeratorFacts]]
    ticks: Mapping[int, Mapping[str, Tick]]
    items: Mapping[tuple[bool, bool], tuple[ChecklistItem, ...]]
    unanswered: Mapping[tuple[bool, bool], ChecklistFacts]
    term_time: frozenset[int]
    appendices: frozenset[str]
    pack: RulePack


def _found(
    session: Session,
    as_at: date,
    standard: Standard,
    version: VersionInForce | None,
    minimum: int,
    waiting: tuple[WaitingFacts, ...],
    pack: RulePack,
) -> _Found:
    until = as_at + timedelta(days=standard.gap_window_days)
    cover = cover_facts(session, as_at, until, known_by=as_at)
    items = {
        (pupils, others): standard.items_for(pupils=pupils, contributions=others)
        for pupils in (True, False)
        for others in (True, False)
    }
    return _Found(
        as_at=as_at,
        standard=standard,
        minimum=minimum,
        email_domain=kept_school(session).email_domain(as_at),
        cover=cover,
        grants=grants(session, as_at),
        waiting=frozenset(one.account_id for one in waiting if one.account_id and one.is_for_creating),
        moderators=moderator_facts(session, as_at, version),
        ticks=newest_ticks(session, as_at),
        items=items,
        unanswered={which: checklist_facts(some, {}, as_at) for which, some in items.items()},
        term_time=frozenset(one for one, turns in cover.turns.items() for turn in turns if not turn.in_holidays),
        appendices=appendices(session, as_at, version),
        pack=pack,
    )


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
        sign_in=_sign_in(row, found.as_at),
        grant=found.grants.get(account_id),
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
    which, ticks = (for_pupils, contributions), found.ticks.get(row.id)
    return checklist_facts(found.items[which], ticks, found.as_at) if ticks else found.unanswered[which]


def _is_outside(email: str, domain: str) -> bool:
    at = email.rpartition("@")[2].lower()
    return bool(domain and at) and at != domain and not at.endswith(f".{domain}")


def _sign_in(row: AccountLine, as_at: date) -> SignInFacts | None:
    if row.holder is None:
        return None
    last = row.holder_until
    return SignInFacts(row.holder, last is not None and last >= as_at.isoformat(), day(last))


def _override(row: AccountLine) -> OverrideFacts | None:
    if not row.override_reason:
        return None
    return OverrideFacts(row.override_reason, row.override_by, date.fromisoformat(row.override_on))


def _unknown_from(session: Session, cover: CoverFacts, as_at: date) -> date | None:
    days = unknown(term_dates(session, as_at), cover.first, cover.last)
    return days[0].first if days else None
