"""The people of a listed account: who would moderate it from when on, who approved it, who holds its sign-in."""

from datetime import date

from sqlalchemy.orm import Session

from policydesk.dates import written
from policydesk.exchange.cells import Unclear
from policydesk.exchange.people import PeopleFinder
from policydesk.queries.account_matching import AnswerChange, ListedAccount, PlannedLife, PlannedTurn
from policydesk.queries.demands import VersionInForce, version_in_force
from policydesk.queries.matching import StaffToMatch
from policydesk.terms_accounts import AccountState

Notes = tuple[str, ...]


class PeopleOfAccount:
    """Finds the people that a list names, and from which day on they may moderate."""

    def __init__(self, session: Session, staff: tuple[StaffToMatch, ...], as_at: date) -> None:
        self._session = session
        self._finder = PeopleFinder(staff)
        self._as_at = as_at
        self._versions: dict[date, VersionInForce | None] = {}

    def turns(
        self, account: ListedAccount, life: PlannedLife, moderating: frozenset[int]
    ) -> tuple[tuple[PlannedTurn, ...], Notes]:
        """Return who would begin to moderate an account, and what is said of those who cannot.

        `moderating` are those who do already. An account that is closed gets no moderators.
        """
        found: dict[int, PlannedTurn] = {}
        notes: list[str] = []
        if life.state is AccountState.CLOSED:
            return (), ()
        known_since = life.live_on or life.approved_on
        wanted = account.moderating_from or account.live_on or known_since or life.proposed_on
        for text, role in account.people:
            try:
                person = self._finder.find(text)
                if person.id not in moderating:
                    turn = PlannedTurn(person.id, person.full_name, role, self._first_day(person, wanted))
                    found.setdefault(person.id, turn)
            except Unclear as unclear:
                notes.append(f"{unclear}. The account is taken without this moderator")
        return tuple(found.values()), tuple(notes)

    def ids(self, account: ListedAccount) -> tuple[dict[str, int], Notes]:
        """Return the responsible leader and who holds the credentials, by the name of the answer."""
        found: dict[str, int] = {}
        notes: list[str] = []
        for text, name in ((account.leader, "responsible_leader_id"), (account.holder, "credentials_holder_id")):
            try:
                if text:
                    found[name] = self._finder.find(text).id
            except Unclear as unclear:
                notes.append(f"{unclear}. This answer is left out")
        return found, tuple(notes)

    def approver(self, account: ListedAccount) -> tuple[int | None, Notes]:
        """Return who approved an account; nobody where the list names no day for it, or nobody it knows."""
        if not account.approved_by and account.approved_on is None:
            return None, ()
        if not account.approved_by or account.approved_on is None:
            missing = "on which day" if account.approved_by else "by whom"
            return None, (f"The list does not say {missing} it was approved. The approval is left out",)
        try:
            return self._finder.find(account.approved_by).id, ()
        except Unclear as unclear:
            return None, (f"{unclear}. The approval is left out",)

    def change(self, turn: PlannedTurn) -> AnswerChange:
        """Return a further moderator as a change of an account that the register has."""
        words = f"{turn.name}, {turn.role.label.lower()} from {written(turn.from_on)}"
        return AnswerChange("Moderator", "", words, turn=turn)

    def _first_day(self, person: StaffToMatch, wanted: date) -> date:
        """Return the first day on which somebody may moderate; raises Unclear where they are not in post or not bound.

        Somebody who came after the account was live begins with their own first day.
        """
        active = [one for one in person.active(self._as_at) if one.started_on <= self._as_at]
        if not active:
            raise Unclear(f"{person.full_name} is not in post")
        first = max(wanted, min(one.started_on for one in active))
        first = min(first, self._as_at)
        version = self._version(first)
        held = {one.category.value for one in active if one.started_on <= first}
        if version is not None and not held & version.categories:
            raise Unclear(f"{version.title} does not bind {person.full_name}, so they cannot moderate")
        return first

    def _version(self, on: date) -> VersionInForce | None:
        if on not in self._versions:
            self._versions[on] = version_in_force(self._session, on)
        return self._versions[on]
