"""An official account that has it all: whoever takes one thing from it has an account with that one thing wrong."""

from dataclasses import replace
from datetime import date, timedelta

from policydesk.rules.account_checklist import ChecklistFacts
from policydesk.rules.account_facts import AccountFacts, GrantFacts, ModeratorFacts, SignInFacts
from policydesk.rules.platforms import platform_named
from policydesk.terms_accounts import AccountState, LoginIdentity, ModeratorRole

DAY = date(2026, 11, 20)


def days(count: int) -> date:
    return DAY + timedelta(days=count)


BEA = ModeratorFacts(2, "Bea Quill", ModeratorRole.ADMINISTRATOR, date(2026, 9, 9), trained_until=date(2028, 9, 1))
SAM = replace(BEA, staff_id=3, name="Sam Reed")
HEADS = GrantFacts(granted=True, decided_by="Ines Elcock", decided_as="headteacher", decided_on=date(2026, 9, 9))
GOOD = AccountFacts(
    account_id=7,
    name="Facebook page",
    platform=platform_named("facebook"),
    platform_name="Facebook",
    state=AccountState.LIVE,
    since=date(2026, 9, 14),
    live_since=date(2026, 9, 14),
    for_pupils=False,
    youngest_age=None,
    minimum_age_reason="",
    login_identity=LoginIdentity.ROLE_MAILBOX,
    login_email="social@longacre.example",
    email_is_outside=False,
    credentials_kept="Office safe, envelope 3",
    sign_in=SignInFacts("Bea Quill", in_post=True),
    grant=HEADS,
    is_asked=False,
    override=None,
    moderators=(BEA, SAM),
    gaps=(),
    checklist=ChecklistFacts(asked=14),
    last_checked_on=date(2026, 11, 16),
    check_due_on=date(2026, 11, 23),
    last_evaluated_on=None,
    evaluation_due_on=date(2027, 3, 14),
    planned_end_on=date(2027, 7, 31),
    has_appendix=True,
    term_time_only=True,
)
