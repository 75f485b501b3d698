"""What the incident page asks and does with the answers: one method for each form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions import incident_steps as steps
from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.incidents import Logged, log_friend_request, report_concern
from policydesk.actions.relationships import AdviceDraft, SettingsDraft, record_advice, set_incident_settings
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.queries.incident_settings import figure_term_of, pupils_in_full, relationships, watching
from policydesk.queries.readers import holders, subject
from policydesk.rules.clocks import Clock, first_clocks, running
from policydesk.rules.friend_requests import advice_on
from policydesk.rules.incident_parts import (
    Answered,
    Born,
    Closing,
    Concern,
    Discussed,
    Entry,
    FriendRequest,
    Hold,
    NotReferred,
    Referral,
    Reopening,
    Reply,
    Told,
)
from policydesk.rules.incidents import Record
from policydesk.rules.readers import in_words, may_open
from policydesk.rules.wall_clock import ZONE
from policydesk.terms_incidents import About, Answer, Requester
from policydesk.ui.desk import Desk
from policydesk.ui.incidents import drafts, fields
from policydesk.ui.incidents.boxes import NOBODY, Saying
from policydesk.ui.incidents.letting_in import NOBODY_TO_LET_IN, letting_in
from policydesk.ui.kit import messages
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.staff.page import people_choices

URGENT = "If a child is in danger now, ring 999. Log it afterwards."

Say = Callable[[str], object]


class IncidentForms:
    """The forms, on a page; `said(words)` is told what was done, `logged` what was recorded.

    `begun` is told when a half-typed form was put away or taken up again.
    """

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        said: Say,
        logged: Callable[[Logged, Sequence[Clock]], object],
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self._page, self._desk, self._said, self._logged, self._begun = page, desk, said, logged, begun

    # what anybody asks for

    def friend_request(self) -> None:
        """Log a friend request, with the policy's advice as it is filled in."""
        form = FormDialog(
            self._page,
            "Log a friend request",
            fields.friend_fields(self._desk.today, self._search, full_names=self._desk.ask(pupils_in_full)),
            verb="&Save",
            values={"received_on": self._desk.today},
            save=self._save_request,
            then=lambda logged: self._logged(logged, ()),
        )
        self._keep_said(form, "advice", self._advice)
        self._begin(form)

    def concern(self) -> None:
        """Report a concern; the form says who will be able to open it."""
        now = self._now()
        people = [(one.user_id, one.name) for one in self._desk.ask(holders)]
        form = FormDialog(
            self._page,
            "Report a concern",
            fields.concern_fields(now, self._search, people, full_names=self._desk.ask(pupils_in_full)),
            intro=URGENT,
            verb="&Send to the DSL",
            values={"discovered_at": now, "reported_at": now},
            save=self._save_concern,
            then=lambda saved: self._logged(*saved),
        )
        self._keep_said(form, "readers", self._readers)
        self._begin(form)

    def advice(self) -> None:
        """Note advice on personal use."""
        self._open(
            "Advice on personal use",
            fields.advice_fields(self._desk.today, self._search),
            "&Save",
            lambda values: self._desk.act(record_advice, AdviceDraft(**values)),
            "Noted the advice.",
            {"asked_on": self._desk.today, "given_by": self._desk.actor.name},
            "Not an incident: everybody who may open the register can read it. For a worry, report a concern.",
        )

    # what a holder of the key adds

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
            fields.entry_fields(self._desk.today),
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
            fields.told_fields(now),
            lambda values: (steps.tell, Told(**values)),
            {"told_at": now},
        )

    def refer(self, record: Record) -> None:
        """Keep a referral."""
        now = self._now()
        self._add(
            record,
            f"Referral of {record.number}",
            fields.referral_fields(now),
            lambda values: (steps.refer, Referral(**values)),
            {"referred_at": now},
        )

    def reply(self, record: Record, referral: int) -> None:
        """Keep what came back on a referral."""
        self._add(
            record,
            f"Answer on {record.number}",
            fields.reply_fields(self._desk.today),
            lambda values: (steps.reply, Reply(referral=referral, **values)),
            {"replied_on": self._desk.today},
        )

    def not_referred(self, record: Record) -> None:
        """Keep why something with a clock is not referred."""
        self._add(
            record,
            f"{record.number} is not referred",
            fields.not_referred_fields(running(record)),
            lambda values: (steps.decide_not_to_refer, NotReferred(**values)),
        )

    def answered(self, record: Record) -> None:
        """Keep how a friend request was answered in the end."""
        self._add(
            record,
            f"{record.number} was answered",
            fields.answered_fields(self._desk.today),
            lambda values: (steps.answer_request, Answered(**values)),
            {"on": self._desk.today, "answer": Answer.DECLINED},
        )

    def discussed(self, record: Record) -> None:
        """Keep that it was talked about with the class."""
        self._add(
            record,
            f"{record.number}: discussed with the class",
            fields.discussed_fields(self._desk.today),
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
            fields.born_fields(self._desk.today),
            lambda values: (steps.add_date_of_birth, Born(**values)),
            {"on": known} if known is not None else None,
            fields.BORN,
        )

    def attach(self, record: Record) -> None:
        """Seal files into the record."""

        def save(values: dict[str, Any]) -> None:
            files = [EvidenceDraft(one.file_name, one.content, values["note"], one.strip) for one in values["evidence"]]
            self._desk.act(lambda txn: [steps.attach(txn, record.id, one) for one in files])  # all of them or none
            self._desk.sealed.refresh(record.id)

        self._open(
            f"Attach evidence to {record.number}", fields.evidence_fields(), "&Attach", save, "Attached and sealed."
        )

    def close_or_reopen(self, record: Record) -> None:
        """Close an open record, or open a closed one again."""
        if record.closing is not None:
            self._add(
                record,
                f"Open {record.number} again",
                fields.reason_fields("Why it is opened again", "Enter why it is opened again."),
                lambda values: (steps.reopen, Reopening(**values)),
            )
        else:
            self._add(
                record,
                f"Close {record.number}",
                fields.closing_fields(self._desk.today, record),
                lambda values: (steps.close_incident, Closing(**values)),
                {"closed_on": self._desk.today},
            )

    def hold(self, record: Record) -> None:
        """Begin or end a legal hold."""
        self._add(
            record,
            f"{'End the' if record.on_hold else 'Begin a'} legal hold on {record.number}",
            fields.hold_fields(),
            lambda values: (steps.hold, Hold(not record.on_hold, **values)),
        )

    # keys, figures, settings

    def release(self) -> None:
        """Release figures for whole terms."""
        term = self._desk.ask(figure_term_of, self._desk.today)
        self._open(
            "Release figures",
            fields.release_fields(self._desk.today),
            "&Release",
            lambda values: self._desk.act(release_figures, ReleaseDraft(**values)),
            "Released. The summary for governors prints these figures now.",
            {"from_on": term.first_on, "until_on": term.last_on},
            "Counts without names go into the register in clear. Numbers from 1 to 4 are hidden, and so is what would "
            "give them away.",
        )

    def let_in(self, ids: tuple[int, ...], *, by_sheet: bool) -> None:
        """Let another user into what one can open, or into what the safeguarding sheet opens."""
        asked = letting_in(self._page, self._desk, self._said, ids, by_sheet=by_sheet)
        if asked is None:
            messages.tell(self._page, "There is nobody to let in", NOBODY_TO_LET_IN)
        else:
            asked.open()

    def settings(self) -> None:
        """Choose how pupils are named and what makes a pattern."""
        watched = self._desk.ask(watching, self._desk.today)
        self._open(
            "Names and patterns",
            fields.settings_fields(),
            "&Save",
            lambda values: self._desk.act(set_incident_settings, SettingsDraft(**values)),
            "Saved.",
            {
                "pupils_in_full": self._desk.ask(pupils_in_full),
                "pattern_count": watched.pattern_count,
                "pattern_months": watched.pattern_months,
            },
            "Initials keep less about a child. Full names are what police and inspectors ask for years later.",
        )

    # how

    def _save_request(self, values: dict[str, Any]) -> Logged:
        evidence = values.pop("evidence", ())
        draft = FriendRequest(**self._only(FriendRequest, values), staff_name="")
        return self._desk.act(log_friend_request, draft, evidence)

    def _save_concern(self, values: dict[str, Any]) -> tuple[Logged, Sequence[Clock]]:
        evidence = values.pop("evidence", ())
        ticked = values.get("not_to", ())
        values["not_to"] = tuple(one for one in ticked if one != NOBODY)
        draft = Concern(**self._only(Concern, values))
        return self._desk.act(report_concern, draft, evidence, none_of_them=NOBODY in ticked), first_clocks(draft)

    def _only(self, kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers that belong to a part, as it keeps them."""
        names = {one.name for one in fields_of(kind)}
        found = {name: value for name, value in values.items() if name in names and value is not None}
        return {name: tuple(sorted(value)) if isinstance(value, frozenset) else value for name, value in found.items()}

    def _advice(self, values: Mapping[str, Any]) -> str:
        staff_id = values.get("staff_id")
        if staff_id is None:
            return "Pupils’ requests are declined unless they are family (AT 6.5)."
        person = self._desk.ask(subject, staff_id, self._desk.today)
        declared = self._desk.ask(relationships, staff_id, self._desk.today)
        draft = FriendRequest(
            staff_id,
            person.name if person else "",
            values.get("sender") or Requester.UNKNOWN,
            "",
            self._desk.today,
            values.get("answer") or Answer.PENDING,
            is_family=values.get("is_family") is True,
        )
        return advice_on(draft, declared[0].words if declared else "")

    def _readers(self, values: Mapping[str, Any]) -> str:
        staff_id = values.get("about_staff_id") if values.get("about") is About.STAFF else None
        about = self._desk.ask(subject, staff_id, self._desk.today)
        not_to = frozenset(values.get("not_to") or ())
        everybody = self._desk.ask(holders)
        return in_words(may_open(everybody, about, not_to if about or not_to else frozenset()), everybody)

    def _keep_said(self, form: FormDialog, name: str, words: Callable[[Mapping[str, Any]], str]) -> None:
        saying = form.input_of(name)
        assert isinstance(saying, Saying)
        for row in form.rows.values():
            row.input.changed.connect(lambda: saying.say(words(form.values())))
        saying.say(words(form.values()))

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

    def _open(
        self,
        title: str,
        parts: Any,
        verb: str,
        save: Callable[[dict[str, Any]], Any],
        said: str,
        values: dict[str, Any] | None = None,
        intro: str = "",
    ) -> None:
        """Open a form; once it is saved `said` is said, or where that is empty what `save` returned."""
        form = FormDialog(
            self._page,
            title,
            parts,
            verb=verb,
            values=values,
            intro=intro,
            save=save,
            then=lambda done: self._said(said or done),
        )
        self._begin(form)

    def _begin(self, form: FormDialog) -> None:
        drafts.begin(self._desk, form, self._begun)

    def _search(self, text: str) -> Any:
        return people_choices(self._desk, text)

    def _now(self) -> datetime:
        now: datetime = self._desk.register.clock()
        return now.astimezone(ZONE).replace(second=0, microsecond=0)
