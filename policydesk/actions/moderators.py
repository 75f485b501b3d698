"""What can be done about moderators: appointing, changing, ending, and replacing one by another everywhere."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import or_, select

from policydesk.actions.account_rows import is_closed, name_of, newest_record
from policydesk.actions.checks import Checks, found
from policydesk.actions.earlier import keep_as_known
from policydesk.dates import written
from policydesk.models import Moderator
from policydesk.queries.deciders import who_may_decide
from policydesk.queries.demands import in_post, is_bound, version_in_force
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import ApprovalKind, ModeratorRole


@dataclass(frozen=True)
class ModeratorDraft:
    """One turn of somebody as moderator, both days inclusive, and who approved it when."""

    staff_id: int
    role: ModeratorRole
    from_on: date
    until_on: date | None = None
    in_holidays: bool = False
    approved_by_id: int | None = None
    approved_on: date | None = None


@dataclass(frozen=True)
class ReplaceDraft:
    """Who takes over from whom from a day on; `account_ids` None means on every account."""

    old_staff_id: int
    new_staff_id: int
    from_on: date
    approved_by_id: int | None = None
    approved_on: date | None = None
    account_ids: tuple[int, ...] | None = None


def appoint_moderator(txn: Txn, account_id: int, draft: ModeratorDraft) -> int:
    """Appoint somebody whom the policy binds as moderator; returns the turn's id. Raises Refusal naming the fields."""
    account, name = newest_record(txn, account_id).name, name_of(txn, draft.staff_id)
    checks = Checks()
    checks.refuse_if(is_closed(txn, account_id), f"“{account}” is closed, so nobody moderates it.", "account_id")
    _check_days(txn, checks, account_id, draft, 0)
    _check_person(txn, checks, draft.staff_id, draft.from_on, "staff_id")
    _check_approval(txn, checks, account_id, draft.staff_id, (draft.approved_by_id, draft.approved_on))
    checks.done()
    turn = Moderator(account_id=account_id, staff_id=draft.staff_id, recorded_on=txn.today)
    _write(txn, turn, draft)
    txn.session.add(turn)
    txn.session.flush()
    words = f"{name} is {draft.role.label.lower()} of “{account}” from {written(draft.from_on)}"
    txn.record(Topic.ACCOUNTS, account_id, words)
    return turn.id


def change_moderator(txn: Txn, moderator_id: int, draft: ModeratorDraft) -> None:
    """Change a turn; another role, or being there in the holidays, begins today where the turn runs already."""
    turn = found(txn.session, Moderator, moderator_id, "turn")
    checks = Checks()
    checks.refuse_if(
        draft.staff_id != turn.staff_id, "This turn is somebody else’s. End it, and appoint the new person.", "staff_id"
    )
    _check_days(txn, checks, turn.account_id, draft, turn.id)
    if draft.from_on != turn.from_on:
        _check_person(txn, checks, turn.staff_id, draft.from_on, "from_on")
    approval = (draft.approved_by_id, draft.approved_on)
    if approval != (turn.approved_by_id, turn.approved_on):
        _check_approval(txn, checks, turn.account_id, turn.staff_id, approval)
    checks.done()
    differs = (draft.role, draft.in_holidays) != (turn.role, turn.in_holidays)
    runs = turn.from_on == draft.from_on < txn.today and (draft.until_on is None or draft.until_on >= txn.today)
    if differs and runs:
        new = Moderator(account_id=turn.account_id, staff_id=turn.staff_id, recorded_on=txn.today)
        _write(txn, new, replace(draft, from_on=txn.today))
        txn.session.add(new)
        _end(txn, turn, txn.today - timedelta(days=1))
    else:
        if _was_relied_on(turn, draft):
            keep_as_known(turn, txn)
        _write(txn, turn, draft)
    account, name = newest_record(txn, turn.account_id).name, name_of(txn, turn.staff_id)
    txn.record(Topic.ACCOUNTS, turn.account_id, f"Changed {name}’s turn as moderator of “{account}”")


def end_moderator(txn: Txn, moderator_id: int, until_on: date) -> None:
    """End a turn; `until_on` is its last day, inclusive."""
    turn = found(txn.session, Moderator, moderator_id, "turn")
    checks = Checks()
    checks.in_living_memory(until_on, txn.today, "until_on")
    checks.refuse_if(
        until_on < turn.from_on,
        f"The turn began on {written(turn.from_on)}. Enter that day or a later one.",
        "until_on",
    )
    checks.done()
    _end(txn, turn, until_on)
    account, name = newest_record(txn, turn.account_id).name, name_of(txn, turn.staff_id)
    txn.record(Topic.ACCOUNTS, turn.account_id, f"{name} moderates “{account}” until {written(until_on)}")


def replace_moderator(txn: Txn, draft: ReplaceDraft) -> int:
    """End somebody's turns and begin the same for somebody else; returns on how many accounts.

    Where the other person moderates already, the old turn only ends.
    """
    old, new = name_of(txn, draft.old_staff_id), name_of(txn, draft.new_staff_id)
    turns = _turns_from(txn, draft)
    checks = Checks()
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    same = draft.old_staff_id == draft.new_staff_id
    checks.refuse_if(same, "Select somebody else to take over.", "new_staff_id")
    checks.refuse_if(not turns, f"{old} moderates no account from {written(draft.from_on)} on.", "old_staff_id")
    _check_person(txn, checks, draft.new_staff_id, draft.from_on, "new_staff_id")
    _check_approval(txn, checks, None, draft.new_staff_id, (draft.approved_by_id, draft.approved_on))
    checks.done()
    for turn in turns:
        _hand_over(txn, turn, draft)
        account = newest_record(txn, turn.account_id).name
        words = f"{new} takes over “{account}” from {old} on {written(draft.from_on)}"
        txn.record(Topic.ACCOUNTS, turn.account_id, words)
    return len({turn.account_id for turn in turns})


def _hand_over(txn: Txn, turn: Moderator, draft: ReplaceDraft) -> None:
    """End one turn the day before and begin the same for the new person; one that had not begun is theirs."""
    first = max(draft.from_on, turn.from_on)
    there = _meeting(txn, turn.account_id, draft.new_staff_id, (first, turn.until_on), 0)
    if not there:
        new = Moderator(account_id=turn.account_id, staff_id=draft.new_staff_id, recorded_on=txn.today)
        new.role, new.in_holidays, new.from_on = turn.role, turn.in_holidays, first
        new.approved_by_id, new.approved_on = draft.approved_by_id, draft.approved_on
        _end(txn, new, turn.until_on)
        txn.session.add(new)
    if turn.from_on < draft.from_on:
        _end(txn, turn, draft.from_on - timedelta(days=1))
    else:
        keep_as_known(turn, txn)
        txn.session.delete(turn)
    txn.session.flush()


def _turns_from(txn: Txn, draft: ReplaceDraft) -> list[Moderator]:
    asked = select(Moderator).where(
        Moderator.staff_id == draft.old_staff_id,
        or_(Moderator.until_on.is_(None), Moderator.until_on >= draft.from_on),
    )
    if draft.account_ids is not None:
        asked = asked.where(Moderator.account_id.in_(draft.account_ids))
    turns = txn.session.scalars(asked.order_by(Moderator.account_id, Moderator.from_on)).all()
    return [turn for turn in turns if not is_closed(txn, turn.account_id)]


def _check_days(txn: Txn, checks: Checks, account_id: int, draft: ModeratorDraft, own_id: int) -> None:
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    checks.in_living_memory(draft.until_on, txn.today, "until_on")
    checks.in_order(draft.from_on, draft.until_on, "until_on")
    other = _meeting(txn, account_id, draft.staff_id, (draft.from_on, draft.until_on), own_id)
    if other is not None:
        until = f" until {written(other.until_on)}" if other.until_on else ""
        name = name_of(txn, draft.staff_id)
        says = f"{name} moderates it from {written(other.from_on)}{until} already. Change that turn instead."
        checks.refuse_if(other, says, "from_on")


def _meeting(txn: Txn, account_id: int, staff_id: int, days: tuple[date, date | None], own_id: int) -> Moderator | None:
    """Return another turn of the same person on the same account that has a day in common with these days."""
    first, last = days
    asked = select(Moderator).where(
        Moderator.account_id == account_id,
        Moderator.staff_id == staff_id,
        Moderator.id != own_id,
        or_(Moderator.until_on.is_(None), Moderator.until_on >= first),
    )
    if last is not None:
        asked = asked.where(Moderator.from_on <= last)
    with txn.session.no_autoflush:
        return txn.session.scalars(asked.order_by(Moderator.from_on).limit(1)).first()


def _check_person(txn: Txn, checks: Checks, staff_id: int, on: date, field: str) -> None:
    """Only people whom the policy binds and who are in post moderate (AT A.3.1)."""
    name = name_of(txn, staff_id)
    there = in_post(txn.session, staff_id, on)
    checks.refuse_if(not there, f"{name} is not in post on {written(on)}. Select somebody else, or another day.", field)
    version = version_in_force(txn.session, on)
    if there and version is not None and not is_bound(txn.session, staff_id, on):
        says = (
            f"{version.title}, version {version.label}, does not bind {name} on {written(on)}. "
            "Select somebody whom it binds, or add their category to the policy."
        )
        checks.refuse_if(version, says, field)


def _check_approval(
    txn: Txn, checks: Checks, account_id: int | None, staff_id: int, approval: tuple[int | None, date | None]
) -> None:
    """A turn is approved by somebody who approves accounts, in office on that day, or not yet (AT A.5.4)."""
    by_id, on = approval
    checks.on_a_past_day(on, txn.today, "approved_on")
    checks.refuse_if(by_id is not None and on is None, "Enter the day of the approval.", "approved_on")
    checks.refuse_if(
        on is not None and by_id is None, "Select who approved it, or leave the day empty.", "approved_by_id"
    )
    if by_id is None or on is None:
        return
    may = who_may_decide(txn.session, ApprovalKind.CREATE_ACCOUNT, account_id, on, staff_id)
    who = " or ".join(one.words for one in may)
    checks.refuse_if(
        by_id not in {one.staff_id for one in may},
        f"{name_of(txn, by_id)} could not approve moderators on {written(on)}. "
        + (f"It was for {who} to approve." if may else "Nobody who could is recorded: appoint the headteacher first."),
        "approved_by_id",
    )


def _was_relied_on(turn: Moderator, draft: ModeratorDraft) -> bool:
    """Whether a change makes something else of a turn than what was known; an approval says its own day."""
    approval = (draft.approved_by_id, draft.approved_on)
    approved_otherwise = turn.approved_on is not None and approval != (turn.approved_by_id, turn.approved_on)
    changed = (draft.role, draft.in_holidays, draft.from_on) != (turn.role, turn.in_holidays, turn.from_on)
    return changed or approved_otherwise


def _write(txn: Txn, turn: Moderator, draft: ModeratorDraft) -> None:
    turn.role, turn.from_on, turn.in_holidays = draft.role, draft.from_on, draft.in_holidays
    turn.approved_by_id, turn.approved_on = draft.approved_by_id, draft.approved_on
    _end(txn, turn, draft.until_on)


def _end(txn: Txn, turn: Moderator, until_on: date | None) -> None:
    """Set a turn's last day, and when the register learned of it: nobody could plan for it before.

    A last day that was known and is another one now is kept as it was known.
    """
    if turn.until_on != until_on:
        if turn.until_on is not None:
            keep_as_known(turn, txn)
        turn.end_noted_on = None if until_on is None else txn.today
    turn.until_on = until_on
