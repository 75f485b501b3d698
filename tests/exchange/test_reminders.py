"""Reminders are drafts and lists for other programs; nothing is sent, and nothing in them can do anything."""

import email
import io
from datetime import date
from email.message import EmailMessage
from email.policy import default

import pytest
from python_calamine import CalamineWorkbook

from policydesk.actions.consultation import ask_declarations
from policydesk.actions.reminders import WordsDraft, keep_words
from policydesk.errors import Refusals
from policydesk.exchange.reminders import Words, merge_list, one_for_all, one_for_each, usual_words
from policydesk.queries.diary import diary
from policydesk.queries.reminders import Reminded, people_to_remind, school_words
from policydesk.store import Register
from policydesk.terms_reviews import ReminderAbout, ReminderForm
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_incidents import concern, friend_request, staffed
from tests.stories_reviews import plan

BEA = Reminded(
    1, "Bea Quill", "Bea", "b.quill@longacre.example", ("Social Media Policy, version 3",), date(2026, 12, 1)
)
LUKASZ = Reminded(2, "Łukasz Wójcik", "", "l.wojcik@longacre.example", ("Code of Conduct, version B",), None)
NOBODY = Reminded(3, "Cai Oakes", "", "", ("Code of Conduct, version B",), None)
SCHOOL = "Longacre Primary School"
WORDS = Words("To read by {due}", "Dear {name}\n\n{list}\n\n{school}")


def read(content: bytes) -> EmailMessage:
    """The draft as a mail program reads it."""
    found = email.message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def body(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n").strip()


def test_each_person_gets_a_draft_that_opens_ready_to_send() -> None:
    made = one_for_each((BEA, LUKASZ, NOBODY), WORDS, SCHOOL)
    assert [name for name, _content in made.files] == ["Reminder, Bea Quill.eml", "Reminder, Łukasz Wójcik.eml"]
    assert made.without_address == ("Cai Oakes",)
    message = read(made.files[0][1])
    assert (message["X-Unsent"], message["Subject"]) == ("1", "To read by 1 December 2026")
    assert str(message["To"]) == "Bea Quill <b.quill@longacre.example>"
    assert (message["From"], message["Date"], message["Bcc"]) == (None, None, None)
    assert body(message) == "Dear Bea\n\n- Social Media Policy, version 3\n\nLongacre Primary School"
    assert str(read(made.files[1][1])["To"]) == "Łukasz Wójcik <l.wojcik@longacre.example>"


def test_one_draft_for_everybody_shows_nobody_who_else_is_reminded() -> None:
    words = usual_words(ReminderAbout.ACKNOWLEDGEMENTS, ReminderForm.TOGETHER)
    ((name, content),) = one_for_all((BEA, LUKASZ, NOBODY), words, SCHOOL).files
    message = read(content)
    assert name == "Reminder to all.eml"
    assert message["To"] is None
    assert [one.addr_spec for one in message["Bcc"].addresses] == [BEA.email, LUKASZ.email]
    assert "Bea" not in body(message)
    assert "1 December 2026" in body(message)


def test_where_nobody_has_an_address_there_is_no_draft() -> None:
    assert one_for_all((NOBODY,), WORDS, SCHOOL).files == ()


@pytest.mark.parametrize("name", ["Bea\r\nBcc: all@elsewhere.example", "Bea\n\nQuill", 'Bea "B" <x@y.example>'])
def test_a_name_cannot_write_lines_of_the_head(name: str) -> None:
    person = Reminded(1, name, "", BEA.email, (), None)
    ((_name, content),) = one_for_each((person,), Words("For {name}", "{list}"), SCHOOL).files
    message = read(content)
    assert message["Bcc"] is None
    assert [one.addr_spec for one in message["To"].addresses] == [BEA.email]


@pytest.mark.parametrize("address", ["bo@", "no address", "a@b@c.example", "a b@c.example", "x\r\ny@z.example"])
def test_an_address_that_is_none_makes_no_draft(address: str) -> None:
    person = Reminded(1, "Bo Fox", "", address, (), None)
    assert one_for_each((person,), WORDS, SCHOOL).without_address == ("Bo Fox",)


def test_words_in_curly_brackets_are_filled_in_once_and_others_stay() -> None:
    person = Reminded(1, "{list} {school.__class__}", "", BEA.email, ("{name}",), None)
    ((_name, content),) = one_for_each((person,), Words("s", "{name} {list} {unknown} {0}"), SCHOOL).files
    assert body(read(content)) == "{list} {school.__class__} - {name} {unknown} {0}"


def test_two_people_of_one_name_have_two_files_whose_names_every_system_takes() -> None:
    same = [Reminded(number, 'Bo/Fox: "B"?', "", BEA.email, (), None) for number in (1, 2)]
    assert [name for name, _content in one_for_each(same, WORDS, SCHOOL).files] == [
        "Reminder, Bo Fox B.eml",
        "Reminder, Bo Fox B 2.eml",
    ]


def test_a_mail_merge_list_holds_text_alone() -> None:
    person = Reminded(1, '=HYPERLINK("http://x")', "+1", "b@longacre.example", ("@SUM(A1)", "-2"), date(2026, 12, 1))
    ((_name, content),) = merge_list((person, NOBODY), SCHOOL).files
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Name", "Known as", "E-mail", "What", "Due", "School"]
    assert rows[1] == ['=HYPERLINK("http://x")', "+1", "b@longacre.example", "@SUM(A1)\n-2", "1 December 2026", SCHOOL]
    assert b"<f>" not in content


def names(register: Register, about: ReminderAbout, as_at: date = TODAY) -> dict[str, tuple[str, ...]]:
    with register.reading() as session:
        return {one.full_name: one.lines for one in people_to_remind(session, as_at, about)}


def test_who_has_not_signed_is_reminded_of_everything_at_once(register: Register) -> None:
    bea, _cai = hire(register), hire(register, "Cai Oakes")
    version = publish(register, write_policy(register))
    publish(register, write_policy(register, "Code of Conduct"), days_to_acknowledge=100)
    sign(register, version, bea)
    assert names(register, ReminderAbout.ACKNOWLEDGEMENTS) == {
        "Cai Oakes": (
            "Code of Conduct, version 1 (by 10 December 2026)",
            "Social Media Policy, version 1 (was due by 15 September 2026)",
        ),
        "Bea Quill": ("Code of Conduct, version 1 (by 10 December 2026)",),
    }


def test_who_sees_to_a_review_is_reminded_from_its_lead_time_on(register: Register) -> None:
    plan(register, due_on=days(28), person_id=hire(register))
    plan(register, due_on=days(29), person_id=hire(register, "Cai Oakes"))
    plan(register, due_on=days(1))
    assert names(register, ReminderAbout.REVIEWS) == {
        "Bea Quill": ("Posters in the staff room (is due by 18 December 2026)",)
    }


def test_who_was_asked_to_declare_is_reminded_until_they_answer(register: Register) -> None:
    bea, _cai = hire(register), hire(register, "Cai Oakes")
    with register.writing() as txn:
        ask_declarations(txn, [bea])
    assert list(names(register, ReminderAbout.DECLARATIONS)) == ["Bea Quill"]


def test_the_schools_own_words_are_kept(register: Register) -> None:
    about, form = ReminderAbout.REVIEWS, ReminderForm.EACH
    with pytest.raises(Refusals), register.writing() as txn:
        keep_words(txn, WordsDraft(about, form, " ", " "))
    for subject in ("A first try", "Your reviews"):
        with register.writing() as txn:
            keep_words(txn, WordsDraft(about, form, subject, "Dear {name}"))
    with register.reading() as session:
        assert school_words(session, about, form) == ("Your reviews", "Dear {name}")
        assert school_words(session, about, ReminderForm.TOGETHER) is None


def test_nothing_about_incidents_is_in_reminders_or_calendars(register: Register) -> None:
    people = staffed(register)
    publish(register, write_policy(register), days_to_acknowledge=100)
    plan(register, person_id=next(iter(people.values())))

    def everything() -> str:
        with register.reading() as session:
            reminded = [people_to_remind(session, TODAY, about) for about in ReminderAbout]
            return str([*reminded, diary(session, TODAY), *(diary(session, TODAY, one) for one in people.values())])

    before = everything()
    friend_request(register, next(iter(people.values())))
    concern(register, narrative="Kit Barlow said something")
    assert everything() == before
    assert "Posters" in before
