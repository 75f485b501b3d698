"""The forms about posts and exemptions: who is appointed, and until when somebody holds one."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from policydesk.actions.acknowledgements import end_exemption
from policydesk.actions.appointments import AppointmentDraft, appoint, end_appointment
from policydesk.dates import written
from policydesk.queries.posts import only_candidate
from policydesk.queries.staff_detail import AppointmentRow, ExemptionRow, StaffDetail
from policydesk.terms import Post
from policydesk.ui.desk import Desk
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.staff import fields
from policydesk.ui.staff.people import people_choices

Say = Callable[[str], object]


def ask_post(
    parent: QWidget, desk: Desk, person: StaffDetail | None, about: str, then: Callable[[int], object]
) -> None:
    """Ask who is appointed: `person`, or whoever alone has the job title of the post that a finding is `about`.

    `then` hears who it is.
    """
    post = Post(about) if about else None
    chosen = None if person is None else (person.row.id, person.row.full_name)
    if post is not None:
        chosen = desk.ask(only_candidate, desk.today, post)  # who is in the list was not chosen for this post
    form = FormDialog(
        parent,
        "Appoint somebody to a post",
        fields.post_fields(desk.today, lambda text: people_choices(desk, text), ask_who=True),
        verb="A&ppoint",
        values={"from_on": desk.today, "post": post, "staff_id": None if chosen is None else Choice(*chosen)},
        save=lambda values: _appoint(desk, AppointmentDraft(**values)),
        then=then,
    )
    if chosen is not None:
        form.begin_at("post" if post is None else "from_on")
    form.open()


def _appoint(desk: Desk, draft: AppointmentDraft) -> int:
    desk.act(appoint, draft)
    return draft.staff_id


def ask_post_end(parent: QWidget, desk: Desk, post: AppointmentRow, say: Say) -> None:
    """Ask for somebody's last day in a post."""
    FormDialog(
        parent,
        f"{post.full_name}, {post.post.label}",
        fields.end_fields(desk.today, "Last day in the post"),
        intro=f"Held since {written(post.from_on)}.",
        verb="&End the appointment",
        values={"until_on": post.until_on},
        save=lambda values: desk.act(end_appointment, post.id, values["until_on"]),
        then=lambda _done: say("Saved the appointment"),
    ).open()


def ask_exemption_end(parent: QWidget, desk: Desk, name: str, exemption: ExemptionRow, say: Say) -> None:
    """Ask until when somebody is exempt from a policy; they are asked again from the day after."""
    FormDialog(
        parent,
        f"{name}, exempt from {exemption.title}",
        fields.end_fields(desk.today, "Last day of the exemption"),
        intro=f"Exempt since {written(exemption.from_on)}: {exemption.reason}",
        verb="&End the exemption",
        values={"until_on": exemption.until_on},
        save=lambda values: desk.act(end_exemption, exemption.id, values["until_on"]),
        then=lambda _done: say("Saved the exemption"),
    ).open()
