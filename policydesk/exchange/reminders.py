"""Reminders for other programs: e-mail drafts that open ready to be sent, and a list for mail merge.

Nothing is sent by PolicyDesk, and nothing about incidents is ever in them: they are made of `Reminded` alone.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from policydesk.dates import written
from policydesk.queries.reminders import Reminded
from policydesk.terms_reviews import ReminderAbout, ReminderForm


@dataclass(frozen=True)
class Words:
    """The subject and the words of a reminder, with {name}, {school}, {list} and {due} where they are filled in."""

    subject: str
    body: str


@dataclass(frozen=True)
class Written:
    """What was made: files by name, and who is in none of them for want of an e-mail address."""

    files: tuple[tuple[str, bytes], ...]
    without_address: tuple[str, ...]


_EACH = {
    ReminderAbout.ACKNOWLEDGEMENTS: Words(
        "Policies for you to read and acknowledge",
        "Dear {name}\n\nOur register shows that you have still to read and acknowledge:\n\n{list}\n\n"
        "Sign in the school office, or reply to this e-mail to say that you have read and understood it. "
        "Ask us if you cannot find a policy.\n\n{school}",
    ),
    ReminderAbout.REVIEWS: Words(
        "Reviews that are due",
        "Dear {name}\n\nYou see to these reviews:\n\n{list}\n\n"
        "Tell the school office what you decided, so that it can be recorded.\n\n{school}",
    ),
    ReminderAbout.DECLARATIONS: Words(
        "Your connections with pupils and parents",
        "Dear {name}\n\nOnce a year we ask everybody to confirm whether they have family, parents of pupils or "
        "personal friends among the people at our school. Answer also if there is nothing to declare.\n\n"
        "{list}\n\n{school}",
    ),
}

_TOGETHER = {
    ReminderAbout.ACKNOWLEDGEMENTS: Words(
        "Policies to read and acknowledge",
        "Dear colleague\n\nOur register shows that you have still to read and acknowledge at least one policy. Sign in "
        "the school office, where we can tell you which. The first is due on {due}.\n\n{school}",
    ),
    ReminderAbout.REVIEWS: Words(
        "Reviews that are due",
        "Dear colleague\n\nYou see to a review that is due. The first is due on {due}. Tell the school office what you "
        "decided, so that it can be recorded.\n\n{school}",
    ),
    ReminderAbout.DECLARATIONS: Words(
        "Your connections with pupils and parents",
        "Dear colleague\n\nOnce a year we ask everybody to confirm whether they have family, parents of pupils or "
        "personal friends among the people at our school. Answer also if there is nothing to declare.\n\n{school}",
    ),
}


def usual_words(about: ReminderAbout, form: ReminderForm) -> Words:
    """Return the words that come with PolicyDesk."""
    return (_TOGETHER if form is ReminderForm.TOGETHER else _EACH)[about]


def one_for_each(people: Sequence[Reminded], words: Words, school: str) -> Written:
    """Return one e-mail draft for each person, which Outlook opens ready to send (X-Unsent)."""
    files: dict[str, bytes] = {}
    without: list[str] = []
    for person in people:
        address = _address(person)
        if address is None:
            without.append(person.full_name)
            continue
        message = _message(words, _filled_for(person, school))
        message["To"] = (address,)
        files[_free_name(f"Reminder, {person.full_name}", files)] = message.as_bytes()
    return Written(tuple(files.items()), tuple(without))


def one_for_all(people: Sequence[Reminded], words: Words, school: str) -> Written:
    """Return one draft with everybody in Bcc, so that nobody sees who else is reminded."""
    addresses = [(person, _address(person)) for person in people]
    known = [address for _person, address in addresses if address is not None]
    without = tuple(person.full_name for person, address in addresses if address is None)
    if not known:
        return Written((), without)
    due = min((person.due for person in people if person.due is not None), default=None)
    lines = (
        "\n".join(dict.fromkeys(line for person in people for line in person.lines)) if "{list}" in words.body else ""
    )
    message = _message(words, {"name": "colleague", "school": school, "list": lines, "due": written(due, "soon")})
    message["Bcc"] = tuple(known)
    return Written((("Reminder to all.eml", message.as_bytes()),), without)


def merge_list(people: Sequence[Reminded], school: str) -> Written:
    """Return a spreadsheet for mail merge: a row for each person, every cell as text, no formula."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Reminders")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, wide) in enumerate(
        (("Name", 26), ("Known as", 16), ("E-mail", 34), ("What", 70), ("Due", 20), ("School", 30))
    ):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, wide)
    for row, person in enumerate(people, start=1):
        cells = (
            person.full_name, person.known_as or person.full_name, person.email, "\n".join(person.lines),
            written(person.due), school,
        )  # fmt: skip
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, wrap)
    sheet.freeze_panes(1, 0)
    book.close()
    without = tuple(person.full_name for person in people if not person.email)
    return Written((("Reminders for mail merge.xlsx", file.getvalue()),), without)


def _message(words: Words, filled: dict[str, str]) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(_fill(words.subject, filled).split())
    message.set_content(_fill(words.body, filled), charset="utf-8", cte="quoted-printable")
    return message


def _filled_for(person: Reminded, school: str) -> dict[str, str]:
    return {
        "name": person.known_as or person.full_name,
        "school": school,
        "list": "\n".join(f"- {line}" for line in person.lines),
        "due": written(person.due, "soon"),
    }


def _fill(template: str, filled: dict[str, str]) -> str:
    """Put values for the names in curly brackets, in one go: a value that has brackets itself stays as it is."""
    return re.sub(r"\{(name|school|list|due)\}", lambda found: filled[found[1]], template)


def _address(person: Reminded) -> Address | None:
    name = " ".join(person.full_name.split())
    try:
        return Address(name, addr_spec=person.email.strip()) if person.email.strip() else None
    except (HeaderParseError, ValueError, IndexError):  # what the standard library raises for an address it cannot read
        return None


def _free_name(name: str, taken: dict[str, bytes]) -> str:
    stem = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).split())[:120].strip(" .")
    found, number = f"{stem}.eml", 2
    while found.casefold() in {one.casefold() for one in taken}:
        found, number = f"{stem} {number}.eml", number + 1
    return found
