"""What the rules look at of the official accounts, as it was known on one day."""

from dataclasses import dataclass, field
from datetime import date

from policydesk.names import quoted
from policydesk.rules.account_checklist import ChecklistFacts
from policydesk.rules.cover import Interval
from policydesk.rules.pack import AS_SHIPPED, RulePack
from policydesk.rules.platforms import Platform
from policydesk.rules.standard import Standard, standard_named
from policydesk.terms_accounts import AccountState, ApprovalKind, Disclaimer, LoginIdentity, ModeratorRole


@dataclass(frozen=True)
class ModeratorFacts:
    """Somebody in post whose turn as moderator of an account runs on the day.

    `approved` is whether the turn was approved by then, `bound` whether the social media policy in force binds them,
    `acknowledged` whether they owe no acknowledgement of it, `trained_until` the last day of their training.
    """

    staff_id: int
    name: str
    role: ModeratorRole
    since: date
    approved: bool = True
    bound: bool = True
    acknowledged: bool = True
    trained_until: date | None = None


@dataclass(frozen=True)
class WithdrawnFacts:
    """An approval that was taken back: by whom, from which day on it does not hold, and why."""

    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class RefusalFacts:
    """A new approval that was asked for and refused."""

    by: str
    on: date


@dataclass(frozen=True)
class GrantFacts:
    """What was decided about creating an account: the approval that holds longest, or the newest refusal.

    `granted` is whether it was approved and not withdrawn by the day; `expires_on` is the last day on which it holds,
    `withdrawn` also says what is known of days ahead, and `refused` is a newer refusal, beside which it stands.
    `allowed` is whether the policy of that day let somebody decide as what they did, `in_office` whether they were it.
    """

    granted: bool
    decided_by: str
    decided_as: str
    decided_on: date
    expires_on: date | None = None
    allowed: bool = True
    in_office: bool = True
    withdrawn: WithdrawnFacts | None = None
    refused: RefusalFacts | None = None


@dataclass(frozen=True)
class SignInFacts:
    """Who holds an account’s sign-in details; `last_day` is their last day at the school as far as it is known."""

    name: str
    in_post: bool
    last_day: date | None = None


@dataclass(frozen=True)
class OverrideFacts:
    """The headteacher’s written reason for letting an account go live although something was missing."""

    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class AccountFacts:
    """One account that is not closed, as it stood on the day.

    `since` is when it entered its state, `live_since` when it first went live; `gaps` are the days ahead on which fewer
    moderators are there than are asked for, and than are appointed. `is_asked` is whether an approval waits.
    """

    account_id: int
    name: str
    platform: Platform
    platform_name: str
    state: AccountState
    since: date
    live_since: date | None
    for_pupils: bool
    youngest_age: int | None
    minimum_age_reason: str
    login_identity: LoginIdentity
    login_email: str
    email_is_outside: bool
    credentials_kept: str
    sign_in: SignInFacts | None
    grant: GrantFacts | None
    is_asked: bool
    override: OverrideFacts | None
    moderators: tuple[ModeratorFacts, ...]
    gaps: tuple[Interval, ...]
    checklist: ChecklistFacts
    last_checked_on: date | None
    check_due_on: date | None
    last_evaluated_on: date | None
    evaluation_due_on: date | None
    planned_end_on: date | None
    has_appendix: bool
    term_time_only: bool

    @property
    def is_held(self) -> bool:
        """Whether the account exists for others, so that it is held to everything."""
        return self.state in {AccountState.LIVE, AccountState.SUSPENDED}

    @property
    def named(self) -> str:
        """The account's name as it stands inside a sentence."""
        return quoted(self.name)

    @property
    def appointed(self) -> tuple[ModeratorFacts, ...]:
        """The moderators who count: the approved ones, whether or not they are away today."""
        return tuple(one for one in self.moderators if one.approved)


@dataclass(frozen=True)
class WaitingFacts:
    """Something that was asked for and is not decided; `what` names the account, the site or the content."""

    approval_id: int
    kind: ApprovalKind
    account_id: int | None
    what: str
    asked_by: str
    asked_on: date

    @property
    def is_for_creating(self) -> bool:
        """Whether an account is to be created."""
        return self.kind is ApprovalKind.CREATE_ACCOUNT


@dataclass(frozen=True)
class EnquiryFacts:
    """A question from the media that has not gone to the headteacher."""

    enquiry_id: int
    outlet: str
    received_on: date


@dataclass(frozen=True)
class PageFacts:
    """A page of others that names the school, without the line that says it is not the school’s."""

    page_id: int
    name: str
    run_by: str
    disclaimer: Disclaimer
    noted_on: date


@dataclass(frozen=True)
class AccessFacts:
    """An outside firm that may get into an account without an agreement in the register."""

    access_id: int
    firm: str
    account: str
    from_on: date


@dataclass(frozen=True)
class OfficialFacts:
    """Everything the rules look at of the official accounts and what is logged beside them.

    `policy_id` is the social media policy in force, `terms_unknown_from` the first of the days ahead for which the
    school’s term dates are not known while moderators are there in term time only.
    """

    accounts: tuple[AccountFacts, ...] = ()
    waiting: tuple[WaitingFacts, ...] = ()
    enquiries: tuple[EnquiryFacts, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    firms: tuple[AccessFacts, ...] = ()
    minimum: int = 2
    policy_id: int | None = None
    terms_unknown_from: date | None = None
    standard: Standard = field(default_factory=lambda: standard_named("AT"))
    pack: RulePack = AS_SHIPPED
