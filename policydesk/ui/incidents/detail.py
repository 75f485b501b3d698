"""One incident at the right of the list: its envelope for everybody, its content for whoever opened it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.counts import listed
from policydesk.dates import written
from policydesk.queries.incidents import EnvelopeRow, OpeningRow
from policydesk.rules.clocks import Clock, clocks, moment_words
from policydesk.rules.incident_closing import wanted_of_request
from policydesk.rules.incident_lines import in_one_line, reported
from policydesk.rules.incident_parts import Entry, Evidence, Part, Referral
from policydesk.rules.incident_retention import keeping
from policydesk.rules.incident_story import Kept
from policydesk.rules.incidents import Record
from policydesk.rules.pack import RulePack
from policydesk.terms_incidents import Answer
from policydesk.ui.incidents.columns import SENT, STATUS_MARKS
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, StatusChip, Title, set_property
from policydesk.ui.kit.states import Mark

ELSEWHERE = (
    "PolicyDesk keeps the log line, the decision and the references. The full file stays in CPOMS or with HR: "
    "do not copy it here."
)

NOBODY_YET = (
    "No user can open it; the safeguarding recovery sheet can. Add the DSL in Settings, Users, then choose "
    "“Let somebody in” with the sheet’s code."
)

_LONG = re.compile(r"\S{20}(?=\S)")
"""Letters without a space after which a line may end."""


@dataclass(frozen=True)
class Shown:
    """What the panel shows: the envelope, who opened it, and the record where it was opened just now."""

    envelope: EnvelopeRow
    openings: tuple[OpeningRow, ...]
    record: Record | None
    may_open: bool
    is_sealed: bool
    now: datetime
    pack: RulePack
    class_discussion: bool = True
    sent: Mark = SENT


class IncidentPanel(QWidget):
    """Shows one envelope; `do(what, number)` hears what is asked: "open", "unseal", "reply", "show", …."""

    def __init__(self, do: Callable[[str, int], object]) -> None:
        super().__init__()
        self._do = do
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    def show_incident(self, shown: Shown | None) -> None:
        """Show an incident, or nothing."""
        empty(self._column)
        if shown is None:
            self._column.addWidget(Hint("Select a record in the list."))
            return
        self._column.addWidget(Title(shown.envelope.number))
        if shown.record is not None:
            self._opened(shown, shown.record)
        else:
            self._closed(shown)
        self._envelope(shown)
        self._column.addStretch(1)

    def _closed(self, shown: Shown) -> None:
        if not shown.may_open:
            readers = listed(shown.envelope.readers)
            self._column.addWidget(StatusChip(shown.sent.says, Tone.INFO if readers else Tone.WARN))
            says = f"You cannot open it. {readers} can." if readers else NOBODY_YET
            self._column.addWidget(PlainLabel(says, wrap=True))
        elif shown.is_sealed:
            self._column.addWidget(PlainLabel("The sealed parts are closed.", wrap=True))
            self._button("Open the sealed parts", "unseal", look="primary")
        else:
            self._column.addWidget(PlainLabel("Opening it is recorded with your name and the time.", wrap=True))
            self._button("Open this record", "open", look="primary")

    def _opened(self, shown: Shown, record: Record) -> None:
        mark = STATUS_MARKS[record.status]
        chips = QHBoxLayout()
        chips.addWidget(StatusChip(mark.says, mark.tone))
        if record.on_hold:
            chips.addWidget(StatusChip("! Legal hold", Tone.WARN))
        chips.addStretch(1)
        holder = QWidget()
        holder.setLayout(chips)
        chips.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(holder)
        self._clocks(clocks(record), shown.now)
        self._wanted(shown, record)
        self._heading("What was reported")
        for label, words in reported(record):
            self._column.addWidget(PlainLabel(label, look="label"))
            self._column.addWidget(PlainLabel(breakable(words), wrap=True))
        self._chronology(record)
        self._referrals(record)
        self._evidence(record)
        if record.links:
            self._heading("Belongs to")
            self._column.addWidget(PlainLabel(", ".join(record.links), wrap=True))
        self._heading("How long it is kept")
        kept = keeping(record, record.closing, shown.pack)
        until = f", until {written(kept.until)}" if kept.until else ""
        self._column.addWidget(PlainLabel(f"{kept.words}{until} ({kept.source}).", wrap=True))
        if record.is_about_a_pupil:
            self._button("Pupil’s date of birth…", "born")
        self._button("End the legal hold…" if record.on_hold else "Legal hold…", "hold")
        self._button("Print a copy…", "print")
        self._column.addWidget(Hint(ELSEWHERE))

    def _clocks(self, some: tuple[Clock, ...], now: datetime) -> None:
        for number, clock in enumerate(some):
            glyph, tone = ("✓", Tone.GOOD)
            if clock.is_running:
                glyph, tone = ("!", Tone.BAD) if clock.is_missed(now) else ("◔", Tone.WARN)
            label = PlainLabel(f"{glyph} {clock.words(now)}", wrap=True)
            label.setObjectName(f"clock_{clock.kind.value}")
            set_property(label, "words", tone.value)
            self._column.addWidget(label)
            if clock.is_running:
                self._button(f"Not referred to {clock.kind.label}…", "not_refer", number)

    def _wanted(self, shown: Shown, record: Record) -> None:
        if record.request is None or record.closing is not None:
            return
        for _field, says in wanted_of_request(record, class_discussion=shown.class_discussion):
            label = PlainLabel(f"○ {says}", wrap=True)
            set_property(label, "words", Tone.WARN.value)
            self._column.addWidget(label)
        if record.answer is not Answer.DECLINED and not record.request.is_family:
            self._button("It was answered…", "answer")
        if record.discussed is None:
            self._button("It was discussed with the class…", "discuss")

    def _chronology(self, record: Record) -> None:
        self._heading("Chronology")
        lines = [(kept, in_one_line(kept)) for kept in record.parts[1:]]
        corrected = {kept.part.corrects: kept.id for kept in record.parts if isinstance(kept.part, Entry)}
        for kept, words in ((kept, words) for kept, words in lines if words):
            later = f"; corrected by entry {corrected[kept.id]}" if kept.id in corrected else ""
            self._with_button(
                f"{words} ({kept.by}, entry {kept.id}{later})",
                *(("Correct…", "correct", kept.id) if isinstance(kept.part, Entry) else ("", "", 0)),
            )
        if not any(words for _kept, words in lines):
            self._column.addWidget(Hint("Nothing yet."))

    def _referrals(self, record: Record) -> None:
        found = _of(record, Referral)
        if found:
            self._heading("Referrals")
        for kept in found:
            part = kept.part
            assert isinstance(part, Referral)
            name = f", {part.name}" if part.name else ""
            reference = f", reference {part.reference}" if part.reference else ""
            due = f", answer due {written(part.answer_due)}" if part.answer_due else ""
            ended = record.is_answered(kept.id)
            words = f"{part.to.label}{name}, {moment_words(part.referred_at)}{reference}{due}"
            self._with_button(f"{'✓' if ended else '→'} {words}", "" if ended else "Answer…", "reply", kept.id)
            for one in record.replies_to(kept.id):
                words = breakable(f"{written(one.replied_on)}: {one.text}")
                self._column.addWidget(PlainLabel(words, wrap=True))

    def _evidence(self, record: Record) -> None:
        found = _of(record, Evidence)
        self._heading("Evidence")
        for kept in found:
            part = kept.part
            assert isinstance(part, Evidence)
            place = f", taken at {part.place}" if part.place else ""
            note = f". {part.note}" if part.note else ""
            self._with_button(f"{part.file_name}, {_size(part.size)}{place}{note}", "Show", "show", kept.id)
        self._button("Attach evidence…", "attach")

    def _envelope(self, shown: Shown) -> None:
        envelope = shown.envelope
        self._heading("Envelope")
        lines = [f"Recorded {moment_words(envelope.recorded_at)} by {envelope.recorded_by}"]
        readers = listed(envelope.readers)
        lines.append(f"Sealed to {readers} and the safeguarding sheet" if readers else "Sealed to the sheet alone")
        if envelope.keep_until is not None:
            lines.append(f"Kept until {written(envelope.keep_until)}")
        lines += [f"Opened {moment_words(one.opened_at)} by {one.name}" for one in shown.openings[:8]]
        for line in lines:
            self._column.addWidget(PlainLabel(line, wrap=True))

    def _with_button(self, words: str, button: str, what: str, number: int) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(breakable(words), wrap=True), 1)
        if button:
            made = Button(button, partial(self._do, what, number), look="link", name=f"{what}_{number}")
            made.setAccessibleName(f"{button.removesuffix('…')}: {words}")
            row.addWidget(made)
        self._column.addWidget(line)

    def _button(self, words: str, what: str, number: int = 0, look: str = "link") -> None:
        name = f"{what}_{number}" if number else what
        self._column.addWidget(Button(words, partial(self._do, what, number), look=look, name=name))

    def _heading(self, words: str) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(Heading(words))


def breakable(words: str) -> str:
    """Let a line end inside what has no space, such as the address of a page: everything of it is seen."""
    return _LONG.sub(lambda found: f"{found[0]}\u200b", words)


def _of(record: Record, kind: type[Part]) -> tuple[Kept, ...]:
    return tuple(record.kept(kind))


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, count // 1024):,} KB"
