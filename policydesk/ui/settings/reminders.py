"""Reminders: the notice at the start, and the school's own words for e-mail drafts."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from policydesk.actions.reminders import WordsDraft, keep_words
from policydesk.exchange.reminders import Words, usual_words
from policydesk.queries.reminders import school_words
from policydesk.terms_reviews import ReminderAbout, ReminderForm
from policydesk.ui import tray
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Part, row_of

MAILS = (ReminderForm.EACH, ReminderForm.TOGETHER)
"""The forms that have words."""


class RemindersPart(Part):
    """Whether a notice is shown at the start, and how reminders are worded."""

    title = "Reminders"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.notice = QCheckBox("Show a notice beside the clock when the register is opened")
        self.notice.setObjectName("tray_notice")
        self.notice.clicked.connect(lambda on: frame.preferences.keep(tray.KEY, "on" if on else "off"))
        start = Card("At the start")
        start.add(self.notice)
        start.add(Hint("It says how many things are overdue, without a name. It counts for you alone."))
        self.column.addWidget(start)
        mails = Card("Words of e-mail drafts")
        mails.add(
            Hint("PolicyDesk writes drafts and sends nothing. You look at each and send it from your mail program.")
        )
        for about in ReminderAbout:
            mails.add(Hint(about.label))
            mails.add(row_of(*(self._button(about, form) for form in MAILS)))
        if not desk.only_looks:
            self.column.addWidget(mails)
        self.column.addStretch(1)
        self.setFocusProxy(self.notice)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        self.notice.setChecked(tray.is_on(self.frame.preferences))

    def _button(self, about: ReminderAbout, form: ReminderForm) -> Button:
        button = Button(f"{form.label}…", partial(self._change, about, form), name=f"words_{about.value}_{form.value}")
        button.setAccessibleName(f"{about.label}: {form.label}")
        return button

    def _change(self, about: ReminderAbout, form: ReminderForm) -> None:
        own = self.desk.ask(school_words, about, form)
        words = usual_words(about, form) if own is None else Words(*own)
        FormDialog(
            self,
            about.label,
            (
                Field("subject", "Subject", TextBox, required="Enter the subject."),
                Field("body", "Words", lambda: NotesBox(lines=10), "{name}, {school}, {list} and {due} are filled in.",
                      required="Enter the words of the e-mail."),
            ),
            intro=f"{form.label}.",
            verb="&Save",
            values={"subject": words.subject, "body": words.body},
            save=lambda values: self._keep(about, form, values),
            then=lambda _done: self.say_done("Kept the words of the reminder"),
        ).open()  # fmt: skip

    def _keep(self, about: ReminderAbout, form: ReminderForm, values: dict[str, Any]) -> None:
        self.desk.act(keep_words, WordsDraft(about, form, values["subject"], values["body"]))
