"""What can be done about reminders: keeping the school's own words for them."""

from dataclasses import dataclass

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.models import ReminderWords
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_reviews import ReminderAbout, ReminderForm


@dataclass(frozen=True)
class WordsDraft:
    """The subject and the words of one kind of reminder."""

    about: ReminderAbout
    form: ReminderForm
    subject: str
    body: str


def keep_words(txn: Txn, draft: WordsDraft) -> None:
    """Keep the school's words of a reminder for next time."""
    checks = Checks()
    subject = checks.name(draft.subject, "Enter the subject.", "subject")
    body = checks.notes(draft.body, "body", "Enter the words of the e-mail.")
    checks.done()
    asked = select(ReminderWords).where(ReminderWords.about == draft.about, ReminderWords.form == draft.form)
    words = txn.session.scalars(asked).first()
    if words is None:
        words = ReminderWords(about=draft.about, form=draft.form)
        txn.session.add(words)
    words.subject, words.body = subject, body
    txn.record(Topic.SCHOOL, 1, f"Kept the words of reminders about: {draft.about.label}")
