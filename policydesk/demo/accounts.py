"""The small demo school's official accounts: seven in different states, one of them spotless."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, ExistingDraft, propose_account, register_existing
from policydesk.actions.approvals import ApprovalDraft, DecisionDraft, ask_approval, decide_approval
from policydesk.actions.moderation import (
    CheckDraft,
    EvaluationDraft,
    TickDraft,
    record_checks,
    record_evaluation,
    tick_items,
)
from policydesk.actions.moderators import ModeratorDraft, appoint_moderator
from policydesk.demo.account_answers import ANSWERS
from policydesk.demo.events import Cast, Event
from policydesk.queries.demands import school_standard
from policydesk.store import Txn
from policydesk.terms import Role
from policydesk.terms_accounts import (
    AccountState,
    ApprovalKind,
    Decision,
    EvaluationResult,
    ModeratorRole,
    TickAnswer,
)

HEAD = "Rowan Ellery"
ENTERED = 720
"""Days ago on which the accounts that existed before the register were added to it."""

ADMIN, MODERATES = ModeratorRole.ADMINISTRATOR, ModeratorRole.MODERATOR


@dataclass(frozen=True)
class Turn:
    """Who looks after an account since how many days ago; `approved` where the headteacher did so on that day."""

    name: str
    since: int
    role: ModeratorRole = ADMIN
    in_holidays: bool = False
    approved: bool = True


@dataclass(frozen=True)
class DemoAccount:
    """One account's story in days before today; `expires` is the last day of its approval, negative where it is past.

    `ticked` are the days on which its checklist was answered, and how many of its questions from the top.
    """

    key: str
    proposed: int
    approved: int | None = None
    live: int | None = None
    suspended: int | None = None
    expires: int | None = None
    existed: bool = False
    approved_by: str = HEAD
    override: str = ""
    turns: tuple[Turn, ...] = ()
    checked: tuple[int, ...] = ()
    checked_by: str = ""
    ticked: tuple[tuple[int, int], ...] = ()
    evaluated: tuple[int, ...] = ()


STORY = (
    DemoAccount(
        "facebook", 420, 412, 405,
        turns=(Turn("Marta Lindqvist", 411, in_holidays=True), Turn("Imogen Sallow", 411, in_holidays=True),
               Turn("Dafydd Penhallow", 411, MODERATES)),
        checked=tuple(range(3, 404, 7)), checked_by="Imogen Sallow",
        ticked=((404, 99), (230, 99), (95, 99)), evaluated=(300, 150, 20),
    ),
    DemoAccount(
        "instagram", 200, 190, 180,
        turns=(Turn("Owen Tredinnick", 189), Turn("Ivo Kessler", 189, MODERATES)),
        checked=tuple(range(5, 178, 6)), checked_by="Owen Tredinnick", ticked=((179, 9),), evaluated=(60,),
    ),
    DemoAccount(
        "x", 330, 320, 310, override="Snow closures have to reach parents this week; a second person follows.",
        turns=(Turn("Rowan Ellery", 312), Turn("Samira Haddad", 30, approved=False)),
        checked=tuple(range(45, 305, 20)), checked_by="Rowan Ellery", ticked=((309, 99),),
    ),
    DemoAccount("google_plus", 2500, None, 2400, existed=True),
    DemoAccount(
        "youtube", 900, 895, 890, existed=True, approved_by="Cecily Marchbank",
        turns=(Turn("Cecily Marchbank", 700), Turn("Olive Thackery", 700)),
        checked=(120, 60, 6), checked_by="Cecily Marchbank", ticked=((430, 8),), evaluated=(400,),
    ),
    DemoAccount(
        "whatsapp", 500, 495, 490, suspended=25, expires=-10,
        turns=(Turn("Peregrine Loft", 494, MODERATES), Turn("Ruth Pennywell", 494), Turn("Pavel Havránek", 200)),
        checked=tuple(range(26, 480, 9)), checked_by="Ruth Pennywell", ticked=((480, 7),), evaluated=(200,),
    ),
    DemoAccount("blog", 15),
)  # fmt: skip
"""The seven accounts; the first is spotless, the others have one thing or another that is not right."""


def account_events(cast: Cast) -> Iterator[Event]:
    """Return everything that happened to the accounts up to today."""
    for story in STORY:
        yield from _life(cast, story)
        for turn in story.turns:
            yield Event(_ago(cast, turn.since), 13, _appoints(cast, story, turn))
        for back in story.checked:
            yield Event(_ago(cast, back), 15, _checks(cast, story))
        for back, many in story.ticked:
            yield Event(_ago(cast, back), 15, _ticks(cast, story, many))
        for back in story.evaluated:
            yield Event(_ago(cast, back), 15, _evaluates(cast, story))


def as_user(txn: Txn, name: str, role: Role) -> None:
    """Let another user of the demo school do what this event does."""
    txn.actor = replace(txn.actor, name=name, roles=frozenset({role}))


def _life(cast: Cast, story: DemoAccount) -> Iterator[Event]:
    if story.existed:
        yield Event(_ago(cast, ENTERED), 12, _adds(cast, story))
        return
    yield Event(_ago(cast, story.proposed), 11, _proposes(cast, story))
    if story.approved is not None:
        yield Event(_ago(cast, story.approved), 12, _approves(cast, story))
    if story.live is not None:
        yield Event(_ago(cast, story.live), 14, _steps(cast, story, AccountState.LIVE))
    if story.suspended is not None:
        yield Event(_ago(cast, story.suspended), 16, _steps(cast, story, AccountState.SUSPENDED))


def _proposes(cast: Cast, story: DemoAccount) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        account_id = propose_account(txn, _answers(cast, story))
        cast.accounts[story.key] = account_id
        asked = ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, txn.today, account_id, asked_by_id=cast.staff[HEAD])
        cast.requests[story.key] = ask_approval(txn, asked)

    return happens


def _approves(cast: Cast, story: DemoAccount) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        expires_on = None if story.expires is None else cast.today + timedelta(days=story.expires)
        decision = DecisionDraft(Decision.APPROVED, cast.staff[HEAD], txn.today, expires_on=expires_on)
        decide_approval(txn, cast.requests[story.key], decision)

    return happens


def _adds(cast: Cast, story: DemoAccount) -> Callable[[Txn], None]:
    """An account that is older than its entry is added with what is known of its life."""

    def happens(txn: Txn) -> None:
        life = ExistingDraft(_ago(cast, story.proposed), None if story.live is None else _ago(cast, story.live))
        if story.approved is not None:
            by = cast.staff[story.approved_by]
            life = replace(life, approved_by_id=by, approved_on=_ago(cast, story.approved))
        cast.accounts[story.key] = register_existing(txn, _answers(cast, story), life)

    return happens


def _steps(cast: Cast, story: DemoAccount, state: AccountState) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        reason = story.override if state is AccountState.LIVE else ""
        if reason:
            as_user(txn, HEAD, Role.HEADTEACHER)
        note = "Two parents posted telephone numbers; members are asked before it opens again." if not reason else ""
        note = note if state is AccountState.SUSPENDED else ""
        take_step(txn, cast.accounts[story.key], StepDraft(state, txn.today, note, reason))

    return happens


def _appoints(cast: Cast, story: DemoAccount, turn: Turn) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        draft = ModeratorDraft(cast.staff[turn.name], turn.role, txn.today, in_holidays=turn.in_holidays)
        if turn.approved:
            draft = replace(draft, approved_by_id=cast.staff[HEAD], approved_on=txn.today)
        appoint_moderator(txn, cast.accounts[story.key], draft)

    return happens


def _checks(cast: Cast, story: DemoAccount) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        removes = (txn.today.toordinal() + len(story.key)) % 11 == 0
        draft = CheckDraft(
            (cast.accounts[story.key],),
            txn.today,
            cast.staff[story.checked_by],
            "A comment with a family’s surname." if removes else "Nothing of note.",
            1 if removes else 0,
            "The comment; its author was told why." if removes else "",
            followers_vetted=txn.today.day < 8,
        )
        record_checks(txn, draft)

    return happens


def _ticks(cast: Cast, story: DemoAccount, many: int) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        as_user(txn, HEAD, Role.HEADTEACHER)
        items = school_standard(txn.session, txn.today).checklist[:many]
        ticks = [TickDraft(item.code, TickAnswer.YES) for item in items]
        tick_items(txn, cast.accounts[story.key], ticks, txn.today, HEAD)

    return happens


def _evaluates(cast: Cast, story: DemoAccount) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        notes = "Most parents of the younger classes follow it; fewer telephone calls about dates."
        draft = EvaluationDraft(cast.accounts[story.key], txn.today, HEAD, EvaluationResult.KEEP, notes)
        record_evaluation(txn, draft)

    return happens


def _answers(cast: Cast, story: DemoAccount) -> AccountDraft:
    answers = ANSWERS[story.key]
    ends = None if answers.ends is None else cast.today + timedelta(days=answers.ends)
    draft = replace(answers.draft, planned_end_on=ends)
    if answers.leader:
        draft = replace(draft, responsible_leader_id=cast.staff[answers.leader])
    return replace(draft, credentials_holder_id=cast.staff[answers.holder]) if answers.holder else draft


def _ago(cast: Cast, days: int) -> date:
    return cast.today - timedelta(days=days)
