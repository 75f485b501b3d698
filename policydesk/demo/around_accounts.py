"""What goes on round the small demo school's accounts: terms, absences, training, requests, enquiries, other pages."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from policydesk.actions.absences import AbsenceDraft, TrainingDraft, record_absence, record_training
from policydesk.actions.approvals import (
    ApprovalDraft,
    ContentDraft,
    DecisionDraft,
    ask_approval,
    decide_approval,
    log_content,
)
from policydesk.actions.media import (
    EnquiryDraft,
    ForwardDraft,
    ReplyDraft,
    close_enquiry,
    forward_enquiry,
    record_enquiry,
)
from policydesk.actions.outside import (
    AccessDraft,
    PageDraft,
    PermissionDraft,
    give_access,
    note_page,
    record_permission,
)
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.dates import academic_year_start
from policydesk.demo.events import Cast, Event
from policydesk.store import Txn
from policydesk.terms_accounts import (
    AbsenceKind,
    AccessLevel,
    ApprovalKind,
    Decision,
    Disclaimer,
    PermissionKind,
)

TERMS = (
    ("Autumn term", (0, 9, 2), (0, 12, 18), (0, 10, 26), (0, 10, 30)),
    ("Spring term", (1, 1, 5), (1, 3, 26), (1, 2, 15), (1, 2, 19)),
    ("Summer term", (1, 4, 12), (1, 7, 21), (1, 5, 31), (1, 6, 4)),
)
"""The terms of an academic year: year after its first, month and day of first and last day and of the half-term."""

TRAINED = (
    (("Marta Lindqvist", "Imogen Sallow", "Dafydd Penhallow", "Rowan Ellery"), 413),
    (("Owen Tredinnick", "Ruth Pennywell"), 712),
    (("Cecily Marchbank",), 760),
    (("Samira Haddad",), 200),
)
"""Who was trained as a moderator, how many days ago."""

AWAY = (("Owen Tredinnick", AbsenceKind.LEAVE, -12, -16), ("Imogen Sallow", AbsenceKind.TRAINING, 60, 58))
"""Who is away from when until when, in days before today; negative ones lie ahead."""


def around_events(cast: Cast) -> Iterator[Event]:
    """Return what happened round the accounts up to today."""
    first = cast.today - timedelta(days=60)
    yield Event(first, 3, _terms(academic_year_start(first)))
    for names, back in TRAINED:
        yield Event(_ago(cast, back), 3, _trains(cast, names))
    for name, kind, begins, ends in AWAY:
        yield Event(_ago(cast, max(begins, 20)), 17, _away(cast, name, kind, (begins, ends)))
    yield Event(_ago(cast, 45), 16, lambda txn: _refuses(cast, txn))
    yield Event(_ago(cast, 18), 17, lambda txn: _asks(cast, txn))
    yield Event(_ago(cast, 9), 17, lambda txn: _notes(cast, txn))
    yield Event(_ago(cast, 3), 17, lambda txn: _enquiries(cast, txn))


def _away(cast: Cast, name: str, kind: AbsenceKind, days: tuple[int, int]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        first, last = (_ago(cast, one) for one in days)
        record_absence(txn, AbsenceDraft(cast.staff[name], kind, first, last))

    return happens


def _terms(year: date) -> Callable[[Txn], None]:
    """The office manager puts in the dates of the year, and next autumn's as soon as they are known."""

    def happens(txn: Txn) -> None:
        for plus, terms in ((0, TERMS), (1, TERMS[:1])):
            for name, *days in terms:
                first, last, begins, ends = (date(year.year + plus + later, month, day) for later, month, day in days)
                add_term(txn, TermDraft(f"{name} {first.year}", first, last, begins, ends))

    return happens


def _trains(cast: Cast, names: tuple[str, ...]) -> Callable[[Txn], None]:
    def happens(txn: Txn) -> None:
        staff = tuple(cast.staff[name] for name in names if name in cast.staff)
        if staff:
            record_training(txn, TrainingDraft(staff, txn.today, title="Moderating a school account"))

    return happens


def _refuses(cast: Cast, txn: Txn) -> None:
    """A new approval of a channel, in place of one that somebody gave who could not, is refused."""
    asked = ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, txn.today, cast.accounts["youtube"]))
    why = "The oldest films name pupils; they go first."
    decide_approval(txn, asked, DecisionDraft(Decision.REFUSED, cast.staff["Rowan Ellery"], txn.today, why))


def _asks(cast: Cast, txn: Txn) -> None:
    """Requests of every kind, one of them still waiting, and some posts that were agreed."""
    owen, marta, head = cast.staff["Owen Tredinnick"], cast.staff["Marta Lindqvist"], cast.staff["Rowan Ellery"]
    facebook = cast.accounts["facebook"]
    ask_approval(
        txn,
        ApprovalDraft(
            ApprovalKind.TAKE_PART, txn.today, title="Village history group", asked_by_id=owen,
            address="https://facebook.com/groups/wickhistory", notes="Year 6 would like to ask about the old mill.",
        ),
    )  # fmt: skip
    for title, reference in (("Harvest assembly, eleven pictures", "Consent list of the autumn term"),
                             ("Football results", ""), ("Menu for the last week of term", "")):  # fmt: skip
        draft = ContentDraft(facebook, title, head, txn.today, asked_by_id=marta, permission_reference=reference)
        log_content(txn, draft)


def _notes(cast: Cast, txn: Txn) -> None:
    """Pages of others, a firm with access, permissions."""
    note_page(
        txn,
        PageDraft("Thistlewick parents’ group", "facebook", "https://facebook.com/groups/thistlewickparents",
                  "Parents of Year 2", "Through the friends of the school", Disclaimer.ASKED,
                  txn.today - timedelta(days=70), txn.today - timedelta(days=75)),
    )  # fmt: skip
    note_page(
        txn,
        PageDraft("Friends of Thistlewick", "instagram", "https://instagram.com/friends_of_thistlewick",
                  "The friends of the school", "Their secretary", Disclaimer.SHOWN, txn.today, txn.today),
    )  # fmt: skip
    give_access(
        txn,
        AccessDraft(
            cast.accounts["x"], "Signpost Media", AccessLevel.POST, txn.today - timedelta(days=200), "Their desk"
        ),
    )
    record_permission(
        txn,
        PermissionDraft(
            PermissionKind.WORK, "Mosaic of the entrance hall, by a local artist", "The artist",
            txn.today - timedelta(days=30), cast.accounts["facebook"], reference="E-mail kept in the office",
        ),
    )  # fmt: skip


def _enquiries(cast: Cast, txn: Txn) -> None:
    """One enquiry that went to the headteacher and was answered, and one that still lies in the office."""
    head = cast.staff["Rowan Ellery"]
    before = txn.today - timedelta(days=1)
    first = record_enquiry(
        txn,
        EnquiryDraft(_at(before, 9, 40), "The Wick Courier", "The news desk", "The new playground",
                     cast.accounts["facebook"], cast.staff["Imogen Sallow"]),
    )  # fmt: skip
    forward_enquiry(txn, first, ForwardDraft(_at(before, 9, 55), head))
    close_enquiry(txn, first, ReplyDraft(txn.today, head, txn.today, "The opening day was named."))
    record_enquiry(
        txn,
        EnquiryDraft(_at(txn.today, 8, 50), "Radio Wickshire", "A reporter", "Parking at the school gate",
                     cast.accounts["x"], cast.staff["Imogen Sallow"]),
    )  # fmt: skip


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


def _ago(cast: Cast, days: int) -> date:
    return cast.today - timedelta(days=days)
