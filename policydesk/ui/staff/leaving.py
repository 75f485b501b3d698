"""Marking somebody as leaving: what ends with it is shown beforehand, and what they were reminded of is kept (R47)."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from policydesk.actions.staff import mark_leaving, remind_leaver
from policydesk.queries.leaving import TurnRow, moderator_turns
from policydesk.queries.staff_detail import StaffDetail
from policydesk.ui.desk import Desk
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_dialog import FormDialog

REMINDER = "That they must not contact the school’s pupils through personal media after they leave (AT 6.5.1)."


def leaving_fields(today: date, turns: Sequence[TurnRow]) -> tuple[Field | Section, ...]:
    """Ask for somebody's last day, under what ends with it."""
    ends, below, held = what_ends(turns), what_falls_below(turns), what_is_handed_over(turns)
    parts: list[Field | Section] = [
        Field("last_day", "Last day", lambda: DateBox(today), EXAMPLE, required="Enter the last day they work here."),
    ]
    if ends:
        parts.append(Section("They stop moderating on that day", "\n".join(ends)))
    if below:
        parts.append(Section("Too few moderators are left", "\n".join(below)))
    if held:
        parts.append(Section("To be handed over before", "\n".join(held)))
    parts.append(Section("No contact with pupils"))
    parts.append(Field("reminded_on", "Reminded on (optional)", lambda: DateBox(today), REMINDER))
    return tuple(parts)


def what_ends(turns: Sequence[TurnRow]) -> list[str]:
    """Say which turns as moderator end."""
    return [f"{one.name} ({one.role.label.lower()})" for one in turns if one.role is not None]


def what_falls_below(turns: Sequence[TurnRow]) -> list[str]:
    """Say which accounts are left with too few, and who stays."""
    found = {
        one.account_id: f"{one.name}: {', '.join(one.others) or 'nobody'} stays, {one.minimum} needed"
        if len(one.others) < 2
        else f"{one.name}: {', '.join(one.others)} stay, {one.minimum} needed"
        for one in turns
        if one.falls_below
    }
    return list(found.values())


def what_is_handed_over(turns: Sequence[TurnRow]) -> list[str]:
    """Say which sign-ins they hold."""
    found = {
        one.account_id: f"The sign-in of {one.name}{f': {one.credentials_kept}' if one.credentials_kept else ''}"
        for one in turns
        if one.holds_credentials
    }
    return list(found.values())


def ask_leaving(parent: QWidget, desk: Desk, person: StaffDetail, say: Callable[[str], object]) -> None:
    """Say when somebody leaves."""
    name = person.row.full_name
    posts = ", ".join(one.post.label for one in person.appointments if one.until_on is None)
    FormDialog(
        parent,
        f"{name} is leaving",
        leaving_fields(desk.today, desk.ask(moderator_turns, person.row.id, desk.as_at)),
        intro="They are asked for nothing after that day. What they signed stays in the register."
        + (f" These posts end then too: {posts}." if posts else ""),
        verb="&Mark as leaving",
        save=lambda values: desk.act(mark_leaving, person.row.id, values["last_day"], values["reminded_on"]),
        then=lambda _done: say(f"{name} is marked as leaving"),
    ).open()


def ask_reminder(parent: QWidget, desk: Desk, person: StaffDetail, say: Callable[[str], object]) -> None:
    """Note when a leaver was reminded of pupils."""
    name = person.row.full_name
    FormDialog(
        parent,
        f"{name} was reminded",
        (Field("reminded_on", "Reminded on", lambda: DateBox(desk.today), EXAMPLE, required="Enter the day."),),
        intro=REMINDER,
        verb="&Record the reminder",
        values={"reminded_on": desk.today},
        save=lambda values: desk.act(remind_leaver, person.row.id, values["reminded_on"]),
        then=lambda _done: say(f"Recorded that {name} was reminded"),
    ).open()
