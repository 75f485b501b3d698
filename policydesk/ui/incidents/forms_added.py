"""The forms with which a holder of the key adds to a record."""

from collections.abc import Callable
from typing import Any

from policydesk.actions import incident_steps as steps
from policydesk.actions.envelopes import EvidenceDraft
from policydesk.rules.clocks import running
from policydesk.rules.incident_parts import (
    Answered,
    Born,
    Closing,
    Discussed,
    Entry,
    Hold,
    NotReferred,
    Referral,
    Reopening,
    Reply,
    Told,
)
from policydesk.rules.incidents import Record
from policydesk.terms_incidents import Answer
from policydesk.ui.incidents import fields_added, fields_closing, fields_new
from policydesk.ui.incidents.forms_open import Forms


class AddedForms(Forms):
    """What a holder of the key adds."""

    def entry(self, record: Record, corrects: int = 0) -> None:
        """Add to the chronology, or correct an entry."""
        title = f"Correct entry {corrects} of {record.number}" if corrects else f"Add to {record.number}"
        wrong = next((one.part for one in record.kept(Entry) if one.id == corrects), None)
        values: dict[str, Any] = {"on": self._desk.today}
        if isinstance(wrong, Entry):
            values = {"on": wrong.on, "text": wrong.text, "next_step": wrong.next_step, "next_on": wrong.next_on}
        self._add(
            record,
            title,
            fields_added.entry_fields(self._desk.today),
            lambda answers: (steps.add_entry, Entry(corrects=corrects, **answers)),
            values,
            "The entry as it was stays; this one is added and names it." if corrects else "",
        )

    def told(self, record: Record) -> None:
        """Keep who was told."""
        now = self._now()
        self._add(
            record,
            f"Somebody was told about {record.number}",
            fields_added.told_fields(now),
            lambda values: (steps.tell, Told(**values)),
            {"told_at": now},
        )

    def refer(self, record: Record) -> None:
        """Keep a referral."""
        now = self._now()
        self._add(
            record,
            f"Referral of {record.number}",
            fields_added.referral_fields(now),
            lambda values: (steps.refer, Referral(**values)),
            {"referred_at": now},
        )

    def reply(self, record: Record, referral: int) -> None:
        """Keep what came back on a referral."""
        self._add(
            record,
            f"Answer on {record.number}",
            fields_added.reply_fields(self._desk.today),
            lambda values: (steps.reply, Reply(referral=referral, **values)),
            {"replied_on": self._desk.today},
        )

    def not_referred(self, record: Record) -> None:
        """Keep why something with a clock is not referred."""
        self._add(
            record,
            f"{record.number} is not referred",
            fields_added.not_referred_fields(running(record)),
            lambda values: (steps.decide_not_to_refer, NotReferred(**values)),
        )

    def answered(self, record: Record) -> None:
        """Keep how a friend request was answered in the end."""
        self._add(
            record,
            f"{record.number} was answered",
            fields_added.answered_fields(self._desk.today),
            lambda values: (steps.answer_request, Answered(**values)),
            {"on": self._desk.today, "answer": Answer.DECLINED},
        )

    def discussed(self, record: Record) -> None:
        """Keep that it was talked about with the class."""
        self._add(
            record,
            f"{record.number}: discussed with the class",
            fields_added.discussed_fields(self._desk.today),
            lambda values: (steps.discuss, Discussed(**values)),
            {"on": self._desk.today},
            "In general terms, without naming anybody (AT 6.5).",
        )

    def born(self, record: Record) -> None:
        """Keep the pupil's date of birth, or put a wrong one right."""
        known = record.pupil_born_on
        self._add(
            record,
            f"{record.number}: the pupil’s date of birth",
            fields_added.born_fields(self._desk.today),
            lambda values: (steps.add_date_of_birth, Born(**values)),
            {"on": known} if known is not None else None,
            fields_new.BORN,
        )

    def attach(self, record: Record) -> None:
        """Seal files into the record."""

        def save(values: dict[str, Any]) -> None:
            files = [EvidenceDraft(one.file_name, one.content, values["note"], one.strip) for one in values["evidence"]]
            self._desk.act(lambda txn: [steps.attach(txn, record.id, one) for one in files])  # all of them or none
            self._desk.sealed.refresh(record.id)

        self._open(
            f"Attach evidence to {record.number}",
            fields_added.evidence_fields(),
            "&Attach",
            save,
            "Attached and sealed.",
        )

    def close_or_reopen(self, record: Record) -> None:
        """Close an open record, or open a closed one again."""
        if record.closing is not None:
            self._add(
                record,
                f"Open {record.number} again",
                fields_added.reason_fields("Why it is opened again", "Enter why it is opened again."),
                lambda values: (steps.reopen, Reopening(**values)),
            )
        else:
            self._add(
                record,
                f"Close {record.number}",
                fields_closing.closing_fields(self._desk.today, record),
                lambda values: (steps.close_incident, Closing(**values)),
                {"closed_on": self._desk.today},
            )

    def hold(self, record: Record) -> None:
        """Begin or end a legal hold."""
        self._add(
            record,
            f"{'End the' if record.on_hold else 'Begin a'} legal hold on {record.number}",
            fields_added.hold_fields(),
            lambda values: (steps.hold, Hold(not record.on_hold, **values)),
        )

    def _add(
        self,
        record: Record,
        title: str,
        parts: Any,
        step: Callable[[dict[str, Any]], tuple[Callable[..., Any], Any]],
        values: dict[str, Any] | None = None,
        intro: str = "",
    ) -> None:
        def save(answers: dict[str, Any]) -> str:
            action, part = step(answers)
            done = self._desk.act(action, record.id, part)
            self._desk.sealed.refresh(record.id)
            opened = f" The concern {done} was opened with it." if isinstance(done, str) and done else ""
            return f"Saved in {record.number}.{opened}"

        self._open(title, parts, "&Save", save, "", values, intro)
