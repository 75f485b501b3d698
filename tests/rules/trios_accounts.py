"""The schools of the rules about official accounts: one account that is good but for one thing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from policydesk.rules.account_checklist import Tick, checklist_facts
from policydesk.rules.account_dates import check_due_on, evaluation_due_on
from policydesk.rules.account_facts import (
    AccessFacts,
    AccountFacts,
    EnquiryFacts,
    GrantFacts,
    ModeratorFacts,
    OfficialFacts,
    OverrideFacts,
    PageFacts,
    RefusalFacts,
    SignInFacts,
    WaitingFacts,
)
from policydesk.rules.cover import Interval
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.platforms import platform_named
from policydesk.rules.standard import standard_named
from policydesk.terms_accounts import (
    AccountState,
    ApprovalKind,
    Disclaimer,
    LoginIdentity,
    ModeratorRole,
    TickAnswer,
)
from tests.rules.good_account import BEA, DAY, GOOD, HEADS, SAM, days
from tests.rules.trios import School, Trio

AT = standard_named("AT")


def facts(day: date, *accounts: AccountFacts, **beside: Any) -> SchoolFacts:
    return SchoolFacts(
        day, 28, official=OfficialFacts(**{"accounts": accounts, "policy_id": 4, "minimum": 2, **beside})
    )


def _good(**changed: Any) -> AccountFacts:
    """An account that is looked at and evaluated in good time, but for what is changed."""
    fine = {"check_due_on": days(90), "evaluation_due_on": days(200), "planned_end_on": None}
    return replace(GOOD, **{**fine, **changed})


def live(**changed: Any) -> School:
    """Return a school whose account goes live on the day, when it is held to everything."""
    return lambda day: facts(
        day, _good(**{"state": AccountState.LIVE if day >= DAY else AccountState.APPROVED, **changed})
    )


def proposed(**changed: Any) -> School:
    """Return a school whose account is proposed on the day."""
    one = _good(**{"state": AccountState.PROPOSED, **changed})
    return lambda day: facts(day, *((one,) if day >= DAY else ()))


def steady(**changed: Any) -> School:
    """Return a school whose account has been live for long: the calendar alone goes on."""
    return lambda day: facts(day, _good(**changed))


def on_live(twin: dict[str, Any], **bad: Any) -> Trio:
    return Trio(live(**bad), live(**twin), first=DAY)


def on_proposed(twin: dict[str, Any], **bad: Any) -> Trio:
    return Trio(proposed(**bad), proposed(**twin), first=DAY)


def on_day(twin: dict[str, Any], **bad: Any) -> Trio:
    return Trio(steady(**bad), steady(**twin), first=DAY)


def logged(what: str, bad: Any, *, since: date = DAY) -> School:
    """Return a school in whose logs something stands from a day on."""
    return lambda day: facts(day, **{what: (bad,) if day >= since else ()})


def ticked(last: date) -> School:
    """Return a school that answered every question about an account so that the first answer holds until a day."""

    def school(day: date) -> SchoolFacts:
        (item, *rest) = [one for one in AT.checklist if one.valid_months == 12]
        ticks = {item.code: Tick(TickAnswer.YES, last.replace(year=last.year - 1))}
        ticks |= {one.code: Tick(TickAnswer.YES, DAY) for one in rest}
        return facts(day, _good(checklist=checklist_facts((item, *rest), ticks, day)))

    return school


def trained(until: date | None) -> tuple[ModeratorFacts, ...]:
    return (replace(BEA, trained_until=until), SAM)


def granted(**changed: Any) -> GrantFacts:
    return replace(HEADS, **changed)


def refused(last: date) -> School:
    """Return a school that is refused a new approval on the day, while the one it has holds until another day."""
    held = granted(expires_on=last)
    newer = replace(held, refused=RefusalFacts("Ines Elcock", DAY))
    return lambda day: facts(day, _good(grant=newer if day >= DAY else held))


def gaps(first: int) -> School:
    """Return a school in which nobody is there on one day, which the window of 60 days reaches or does not."""
    away = Interval(days(first), days(first), 0)

    def school(day: date) -> SchoolFacts:
        seen = away.first <= day + timedelta(days=AT.gap_window_days)
        return facts(day, _good(gaps=(away,) if seen else ()))

    return school


def terms_unknown(until: int) -> School:
    """Return a school whose last term that is known, with the holidays after it, ends on a day."""

    def school(day: date) -> SchoolFacts:
        unknown = days(until) if days(until) <= day + timedelta(days=AT.gap_window_days) else None
        return facts(day, _good(), terms_unknown_from=unknown)

    return school


_PLAIN = replace(SAM, role=ModeratorRole.MODERATOR)
_NEXT = replace(BEA, staff_id=4, name="Ivy Stone", approved=False)
_GONE = platform_named("google_plus")

ACCOUNT_TRIOS = {
    "account.not_approved": on_live({}, grant=None),
    "account.approval_expired": on_day({"grant": granted(expires_on=days(30))}, grant=granted(expires_on=days(28))),
    "account.renewal_refused": Trio(refused(days(30)), refused(days(27)), first=DAY),
    "account.approver_not_in_office": on_live({}, grant=granted(in_office=False)),
    "account.overridden": on_live({}, override=OverrideFacts("The fair is tomorrow", "Ines Elcock", DAY)),
    "account.minimum_age": on_proposed({"for_pupils": True, "youngest_age": 13}, for_pupils=True, youngest_age=12),
    "account.personal_email": on_proposed({}, login_identity=LoginIdentity.PERSONAL),
    "account.credentials_leaver": on_day(
        {"sign_in": SignInFacts("Bea Quill", in_post=True, last_day=days(30))},
        sign_in=SignInFacts("Bea Quill", in_post=True, last_day=days(28)),
    ),
    "account.credentials_unknown": on_live({}, credentials_kept=""),
    "account.platform_defunct": Trio(
        steady(platform=replace(_GONE, closed_on=DAY)), steady(platform=replace(_GONE, closed_on=days(2))), first=DAY
    ),
    "account.checklist_missing": on_live({}, checklist=checklist_facts(AT.checklist, {}, DAY)),
    "account.checklist_expired": Trio(ticked(days(-1)), ticked(days(1)), first=DAY),
    "account.neglected": on_day(
        {"check_due_on": check_due_on(AT, None, days(-6))}, check_due_on=check_due_on(AT, None, days(-8))
    ),
    "account.evaluation_due": on_day(
        {"evaluation_due_on": evaluation_due_on(AT, date(2026, 6, 20), None)},
        evaluation_due_on=evaluation_due_on(AT, date(2026, 6, 18), None),
    ),
    "account.planned_end": on_day({"planned_end_on": days(62)}, planned_end_on=days(60)),
    "account.no_appendix": on_live({}, has_appendix=False),
    "account.no_terms": Trio(terms_unknown(60), terms_unknown(62), first=DAY),
    "account.too_few_moderators": on_live({}, moderators=(BEA,)),
    "account.cover_gap": Trio(gaps(60), gaps(62), first=DAY),
    "account.moderator_untrained": on_live({}, moderators=trained(None)),
    "account.training_expired": on_day({"moderators": trained(days(30))}, moderators=trained(days(28))),
    "account.moderator_not_bound": on_live({}, moderators=(replace(BEA, bound=False), SAM)),
    "account.moderator_not_acknowledged": on_live({}, moderators=(replace(BEA, acknowledged=False), SAM)),
    "account.moderator_not_approved": on_live({}, moderators=(BEA, SAM, _NEXT)),
    "account.few_administrators": on_live({"moderators": (BEA, SAM, _PLAIN)}, moderators=(BEA, _PLAIN)),
    "approval.pending": Trio(
        logged("waiting", WaitingFacts(31, ApprovalKind.TAKE_PART, None, "Blog", "", DAY)),
        logged("waiting", WaitingFacts(31, ApprovalKind.TAKE_PART, None, "Blog", "", days(2)), since=days(2)),
        first=DAY,
    ),
    "media.not_forwarded": Trio(
        logged("enquiries", EnquiryFacts(5, "Longacre Gazette", DAY)),
        logged("enquiries", EnquiryFacts(5, "Longacre Gazette", days(2)), since=days(2)),
        first=DAY,
    ),
    "page.no_disclaimer": Trio(
        logged("pages", PageFacts(6, "Longacre Parents", "the PTA", Disclaimer.ASKED, DAY)),
        logged("pages", PageFacts(6, "Longacre Parents", "the PTA", Disclaimer.ASKED, days(2)), since=days(2)),
        first=DAY,
    ),
    "access.agreement_missing": Trio(
        logged("firms", AccessFacts(9, "Brightway Media", "Facebook page", DAY)),
        logged("firms", AccessFacts(9, "Brightway Media", "Facebook page", days(2)), since=days(2)),
        first=DAY,
    ),
}
