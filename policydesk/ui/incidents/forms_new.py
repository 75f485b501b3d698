"""The two forms that anybody fills in: a friend request is logged, a concern is reported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as fields_of
from typing import Any

from policydesk.actions.incidents import Logged, log_friend_request, report_concern
from policydesk.queries.incident_settings import pupils_in_full, relationships
from policydesk.queries.pack import rule_pack
from policydesk.queries.readers import holders, subject
from policydesk.rules.clocks import Clock, first_clocks
from policydesk.rules.friend_requests import advice_on
from policydesk.rules.incident_parts import (
    Concern,
    FriendRequest,
)
from policydesk.rules.readers import in_words, may_open
from policydesk.terms_incidents import About, Answer, Requester
from policydesk.ui.incidents import fields_new
from policydesk.ui.incidents.boxes import NOBODY, Saying
from policydesk.ui.incidents.forms_open import Forms
from policydesk.ui.kit.form_dialog import FormDialog

URGENT = "If a child is in danger now, ring 999. Log it afterwards."


class NewForms(Forms):
    """What anybody asks for."""

    def friend_request(self) -> None:
        """Log a friend request, with the policy's advice as it is filled in."""
        form = FormDialog(
            self._page,
            "Log a friend request",
            fields_new.friend_fields(
                self._desk.today, self._search, self._own_platforms(), full_names=self._desk.ask(pupils_in_full)
            ),
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
            fields_new.concern_fields(
                now, self._search, people, self._own_platforms(), full_names=self._desk.ask(pupils_in_full)
            ),
            intro=URGENT,
            verb="&Send to the DSL",
            values={"discovered_at": now, "reported_at": now},
            save=self._save_concern,
            then=lambda saved: self._logged(*saved),
        )
        self._keep_said(form, "readers", self._readers)
        self._begin(form)

    def _own_platforms(self) -> tuple[str, ...]:
        """Return the names of the platforms that the school added to the rule pack."""
        own = self._desk.ask(rule_pack, self._desk.today).own_platforms
        return tuple(dict.fromkeys(platform.name for _name, platform in own))

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
