"""How a state looks: a shape, a colour and a word, always all three."""

from dataclasses import dataclass
from datetime import date

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.terms import AckState, PolicyStatus, Urgency
from policydesk.ui.kit.colours import Tone


@dataclass(frozen=True)
class Mark:
    """One state as it is painted and read aloud; `detail` is said after the word ("12 days")."""

    glyph: str
    word: str
    tone: Tone
    detail: str = ""

    @property
    def words(self) -> str:
        """What a screen reader says."""
        return f"{self.word} {self.detail}".strip()

    @property
    def says(self) -> str:
        """Glyph and words, as they are written."""
        return f"{self.glyph} {self.words}".strip()

    def with_detail(self, detail: str) -> "Mark":
        """Return the same mark with something said after its word."""
        return Mark(self.glyph, self.word, self.tone, detail)


ACK_MARKS: dict[AckState, Mark] = {
    AckState.ACKNOWLEDGED: Mark("✓", AckState.ACKNOWLEDGED.label, Tone.GOOD),
    AckState.DUE_SOON: Mark("◔", AckState.DUE_SOON.label, Tone.WARN),
    AckState.OVERDUE: Mark("!", AckState.OVERDUE.label, Tone.BAD),
    AckState.EXEMPT: Mark("–", AckState.EXEMPT.label, Tone.QUIET),
    AckState.DECLINED: Mark("✗", AckState.DECLINED.label, Tone.BAD),
    AckState.EXPIRED: Mark("↻", AckState.EXPIRED.label, Tone.WARN),
    AckState.OUTSTANDING: Mark("○", AckState.OUTSTANDING.label, Tone.INFO),
    AckState.NOT_REQUIRED: Mark("·", AckState.NOT_REQUIRED.label, Tone.QUIET),
}
"""The state of one staff member and one version."""

STATUS_MARKS: dict[PolicyStatus, Mark] = {
    PolicyStatus.DRAFT: Mark("○", PolicyStatus.DRAFT.label, Tone.QUIET),
    PolicyStatus.APPROVED: Mark("◔", PolicyStatus.APPROVED.label, Tone.INFO),
    PolicyStatus.ADOPTED: Mark("✓", PolicyStatus.ADOPTED.label, Tone.GOOD),
    PolicyStatus.SUPERSEDED: Mark("↻", PolicyStatus.SUPERSEDED.label, Tone.QUIET),
    PolicyStatus.WITHDRAWN: Mark("–", PolicyStatus.WITHDRAWN.label, Tone.QUIET),
}
"""Where a version stands."""

URGENCY_MARKS: dict[Urgency, Mark] = {
    Urgency.OVERDUE: Mark("!", Urgency.OVERDUE.label, Tone.BAD),
    Urgency.THIS_WEEK: Mark("◔", Urgency.THIS_WEEK.label, Tone.WARN),
    Urgency.SOON: Mark("○", Urgency.SOON.label, Tone.INFO),
    Urgency.FOR_INFORMATION: Mark("·", Urgency.FOR_INFORMATION.label, Tone.QUIET),
}
"""How soon something wants doing."""


def ack_mark(state: AckState | str, due_on: date | None, signed_on: date | None, as_at: date) -> Mark:
    """Return how a pair looks on a day, for example "! Overdue 12 days" or "◔ Due soon by 4 Dec 2026"."""
    mark = ACK_MARKS[AckState(state)]
    if state == AckState.OVERDUE and due_on is not None:
        return mark.with_detail(days((as_at - due_on).days))
    if state in {AckState.DUE_SOON, AckState.OUTSTANDING, AckState.EXPIRED} and due_on is not None:
        return mark.with_detail(f"by {short(due_on)}")
    if state in {AckState.ACKNOWLEDGED, AckState.DECLINED} and signed_on is not None:
        return mark.with_detail(short(signed_on))
    return mark


def short(day: date) -> str:
    """Return a day for a narrow cell: "3 Sept 2026" as people write it."""
    long = written(day)
    number, month, year = long.split(" ")
    return f"{number} {'Sept' if month == 'September' else month[:3]} {year}"


def days(count: int) -> str:
    """Return a number of days in words: "1 day", "12 days"."""
    return counted(count, "day")
