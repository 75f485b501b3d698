"""What actions look up about an account before they change it: its newest answers, its last step, its double."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from policydesk.actions.checks import found
from policydesk.models import AccountRecord, AccountStep, OfficialAccount, StaffMember
from policydesk.rules.platforms import platforms
from policydesk.store import Txn
from policydesk.terms_accounts import AccountState


def newest_record(txn: Txn, account_id: int) -> AccountRecord:
    """Return what is said of an account now; raises Refusal where the account is gone meanwhile."""
    found(txn.session, OfficialAccount, account_id, "account")
    asked = select(AccountRecord).where(AccountRecord.account_id == account_id)
    return txn.session.scalars(asked.order_by(AccountRecord.recorded_on.desc()).limit(1)).one()


def last_step(txn: Txn, account_id: int) -> AccountStep:
    """Return the newest step of an account's life."""
    asked = select(AccountStep).where(AccountStep.account_id == account_id)
    return txn.session.scalars(asked.order_by(AccountStep.on_day.desc(), AccountStep.id.desc()).limit(1)).one()


def first_day(txn: Txn, account_id: int) -> date:
    """Return the day on which an account was proposed."""
    asked = select(AccountStep.on_day).where(AccountStep.account_id == account_id)
    return txn.session.scalars(asked.order_by(AccountStep.on_day, AccountStep.id).limit(1)).one()


def is_closed(txn: Txn, account_id: int) -> bool:
    """Whether an account's life has ended."""
    return last_step(txn, account_id).state == AccountState.CLOSED


def same_account(txn: Txn, match_key: str, but: int | None = None) -> str | None:
    """Return the name of another account that is not closed and is the same one, however it was written."""
    if not match_key:
        return None
    newer = aliased(AccountRecord)
    asked = select(AccountRecord).where(
        AccountRecord.platform.in_([one.code for one in platforms()]),  # old names of a platform share its keys
        AccountRecord.match_key == match_key,
        AccountRecord.account_id != (but or 0),
        ~select(newer.id)
        .where(newer.account_id == AccountRecord.account_id, newer.recorded_on > AccountRecord.recorded_on)
        .exists(),
    )
    with txn.session.no_autoflush:
        records = txn.session.scalars(asked).all()
        return next((one.name for one in records if not is_closed(txn, one.account_id)), None)


def step_of(txn: Txn, account_id: int, state: AccountState, on: date, by_name: str = "", note: str = "") -> AccountStep:
    """Return a step as it is kept; whoever is signed in took it unless somebody else is named."""
    return AccountStep(
        account_id=account_id,
        state=state,
        on_day=on,
        by_name=by_name or txn.actor.name,
        note=note,
        recorded_on=txn.today,
    )


def name_of(txn: Txn, staff_id: int) -> str:
    """Return somebody's name; raises Refusal where they are gone meanwhile."""
    return found(txn.session, StaffMember, staff_id, "person").full_name
