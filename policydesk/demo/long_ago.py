"""The demo school's oldest records: begun seven years ago, so that something is due for disposal and something held."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from policydesk.actions import incident_steps as steps
from policydesk.actions.incidents import log_friend_request, report_concern
from policydesk.actions.retention import HoldDraft, hold_record
from policydesk.demo.concern_steps import HEAD, OFFICE
from policydesk.demo.events import Cast, Event
from policydesk.rules.incident_parts import Closing, Concern, FriendRequest, Hold
from policydesk.store import Txn
from policydesk.terms_incidents import About, Agency, Answer, Category, ConcernKind, Requester, Severity
from policydesk.terms_retention import KeptKind

BEGAN = 2660
"""Days ago on which the school wrote its first record, long before it entered its policies."""

CLAIM = "Claim about the end of his contract; letter of his solicitors to the governing board."


def founded(today: date) -> date:
    """Return the day on which the school made its register."""
    return today - timedelta(days=BEGAN)


def oldest_events(cast: Cast) -> Iterator[Event]:
    """Tell two friend requests and a concern of seven years ago, all closed; one is held, the others are due."""
    known: dict[str, int] = {}

    def on(days_ago: int, happens: Callable[[Txn], None], by: str) -> Event:
        return Event(cast.today - timedelta(days=days_ago), 900 + len(known), happens, by)

    yield on(2650, _request(cast, known, "due", "Mrs A.", "Facebook"), OFFICE)
    yield on(2645, _closes(known, "due", "Nothing further was asked."), HEAD)
    yield on(2640, _request(cast, known, "held", "Mr T.", "LinkedIn"), OFFICE)
    yield on(2630, _concern(known), OFFICE)
    yield on(2620, _closes(known, "concern", "Taken down by the company after an e-mail."), HEAD)
    yield on(2615, _closes(known, "held", "The request was part of a dispute about a fee."), HEAD)
    yield on(2600, _holds(known), HEAD)
    yield on(30, _holds_leaver(cast), OFFICE)


def _request(cast: Cast, known: dict[str, int], name: str, person: str, platform: str) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        draft = FriendRequest(
            cast.staff[HEAD], "", Requester.PARENT, person, txn.today, Answer.DECLINED, platform=platform,
            told=(Agency.CHAIR_OF_GOVERNORS,),
        )  # fmt: skip
        known[name] = log_friend_request(txn, draft).id

    return happens


def _concern(known: dict[str, int]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        draft = Concern(
            kind=ConcernKind.POLICY_BREACH,
            category=Category.COPYRIGHT,
            severity=Severity.LOW_LEVEL,
            about=About.OUTSIDE,
            narrative="A printing company showed the school’s crest in an advertisement.",
            reported_at=txn.now,
            discovered_at=txn.now - timedelta(hours=2),
            occurred_on=txn.today,
            about_name="A printing company",
        )
        known["concern"] = report_concern(txn, draft).id

    return happens


def _closes(known: dict[str, int], name: str, says: str) -> Callable[[Txn], None]:
    return lambda txn: steps.close_incident(txn, known[name], Closing(txn.today, says))


def _holds(known: dict[str, int]) -> Callable[[Txn], None]:
    return lambda txn: steps.hold(txn, known["held"], Hold(on=True, reason="The dispute went to the county court."))


def _holds_leaver(cast: Cast) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        hold_record(txn, HoldDraft(KeptKind.STAFF, cast.staff["Marcus Adeyemi-Cole"], CLAIM))

    return happens
