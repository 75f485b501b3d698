"""Friend requests and concerns: anybody can post one, only its readers open it, and it closes when it may."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from policydesk.actions import incident_steps as steps
from policydesk.actions.envelopes import EvidenceDraft, let_in, let_in_with_sheet, renew_sheet
from policydesk.actions.relationships import RelationshipDraft, declare_relationship
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.errors import Refusal, Refusals, WrongPassword
from policydesk.models import Incident
from policydesk.queries.history import history
from policydesk.queries.incident_settings import relationships, releases
from policydesk.queries.incidents import (
    count_openable,
    envelope_rows,
    evidence_content,
    incident_ids,
    openings,
)
from policydesk.rules.clocks import clocks
from policydesk.rules.incident_parts import (
    Answered,
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
from policydesk.store import Register
from policydesk.store.sealed import reopen_sealed, sheet_vault
from policydesk.store.users import add_user, change_roles, new_sheets, remove_user
from policydesk.terms import Role, Topic
from policydesk.terms_incidents import (
    About,
    Agency,
    AllegationOutcome,
    Answer,
    Category,
    ClockKind,
    ConcernKind,
    RelationshipKind,
    Requester,
    Severity,
    Status,
)
from tests.conftest import PASSWORD, QUICK
from tests.stories import TODAY
from tests.stories_incidents import NOW, concern, friend_request, read, read_all, signed_in, staffed


@pytest.fixture
def school(register: Register) -> tuple[Register, dict[str, int]]:
    """A school with a DSL, a headteacher, a chair of governors and a viewer; the office manager is signed in."""
    return register, staffed(register)


def do(register: Register, action, *args):
    with register.writing() as txn:
        return action(txn, *args)


def problems(caught) -> dict[str, str]:
    return {one.field: one.says for one in reversed(caught.value.refusals)}


def rows(register: Register):
    with register.reading() as session:
        return envelope_rows(session, incident_ids(session), register.actor.user_id)


# --- posting


def test_numbers_have_no_holes_and_begin_anew_each_year(school, clock) -> None:
    register, staff = school
    assert friend_request(register, staff["Ben Okoro"]).number == "FR-2026-001"
    assert concern(register).number == "C-2026-001"
    with pytest.raises(Refusal):
        concern(register, narrative=" ")
    assert concern(register).number == "C-2026-002"
    clock.now = NOW + timedelta(days=60)
    assert concern(register).number == "C-2027-001"
    assert friend_request(register, staff["Ben Okoro"]).number == "FR-2027-001"


def test_what_is_refused_after_it_had_a_number_leaves_no_hole(school) -> None:
    register, staff = school
    assert concern(register).number == "C-2026-001"
    with pytest.raises(Refusal, match="is empty"):
        concern(register, EvidenceDraft("x.png", b""))
    with pytest.raises(Refusal, match="is empty"):
        friend_request(register, staff["Ben Okoro"], EvidenceDraft("x.png", b""))
    assert len(rows(register)) == 1
    assert concern(register).number == "C-2026-002"
    assert friend_request(register, staff["Ben Okoro"]).number == "FR-2026-001"


def test_an_accepted_request_and_its_concern_have_the_next_number_of_each_log(school) -> None:
    register, staff = school
    concern(register)
    logged = friend_request(register, staff["Ben Okoro"], answer=Answer.ACCEPTED)
    assert (logged.number, logged.concern) == ("FR-2026-001", "C-2026-002")
    assert concern(register).number == "C-2026-003"


def test_the_year_of_a_number_is_londons_and_a_thousand_follows_999(school, clock) -> None:
    register, _staff = school
    clock.now = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July
    with register.writing() as txn:
        txn.session.add(Incident(number="C-2027-999", kind="concern", recorded_at=clock.now, recorded_by="Alex Morgan"))
        txn.record(Topic.INCIDENTS, 1, "Recorded C-2027-999")
    assert [concern(register).number for _one in range(2)] == ["C-2027-1000", "C-2027-1001"]
    clock.now = datetime(2027, 12, 31, 23, 59, tzinfo=UTC)
    assert concern(register).number == "C-2027-1002"
    clock.now = datetime(2028, 1, 1, 0, 0, tzinfo=UTC)
    assert concern(register).number == "C-2028-001"
    assert register.verify().is_sound


def test_two_saved_at_once_have_two_numbers(school) -> None:
    register, _staff = school
    found: list[str] = []

    def report() -> None:
        found.extend(concern(register).number for _ in range(5))

    threads = [threading.Thread(target=report) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == [f"C-2026-{number:03d}" for number in range(1, 21)]


@pytest.mark.requirement("R100", "R106", "R107")
def test_the_office_manager_posts_a_concern_and_cannot_open_it(school) -> None:
    register, _staff = school
    posted = concern(register)
    (row,) = rows(register)
    assert row.number == posted.number
    assert row.readers == ("Dana Lead", "Hilary Head")
    assert row.is_mine is False
    assert read_all(register) == ()
    with pytest.raises(Refusal, match="You cannot open this"):
        read(register, posted.id)
    with pytest.raises(Refusal, match="You cannot open this"):
        do(register, steps.add_entry, posted.id, Entry(TODAY, "I want to see it"))


def test_a_viewer_reports_too(school) -> None:
    register, _staff = school
    register.close()
    with signed_in(register.folder, "Vi Viewer") as viewer:
        posted = concern(viewer)
        assert rows(viewer)[0].recorded_by == "Vi Viewer"
        with pytest.raises(Refusal):
            read(viewer, posted.id)


def test_dsl_and_headteacher_read_what_was_reported(school) -> None:
    register, _staff = school
    posted = concern(register, narrative="Ünusual words", category=Category.OFFENSIVE)
    register.close()
    for name in ("Dana Lead", "Hilary Head"):
        with signed_in(register.folder, name) as reader:
            record = read(reader, posted.id)
            assert record.concern is not None
            assert (record.concern.narrative, record.concern.category) == ("Ünusual words", Category.OFFENSIVE)
            assert record.status is Status.OPEN
            assert reader.verify().is_sound


def test_a_concern_about_the_headteacher_goes_to_the_chair_of_governors(school) -> None:
    register, staff = school
    posted = concern(register, about=About.STAFF, about_staff_id=staff["Hilary Head"])
    assert rows(register)[0].readers == ("Chris Chair", "Dana Lead")
    register.close()
    with signed_in(register.folder, "Hilary Head") as head, pytest.raises(Refusal, match="cannot open"):
        read(head, posted.id)
    with signed_in(register.folder, "Chris Chair") as chair:
        assert read(chair, posted.id).concern is not None


def test_a_concern_about_the_dsl_is_never_sealed_to_the_dsl(school) -> None:
    register, staff = school
    posted = concern(register, about=About.STAFF, about_staff_id=staff["Dana Lead"])
    assert rows(register)[0].readers == ("Hilary Head",)
    register.close()
    with signed_in(register.folder, "Hilary Head") as head:
        assert do(head, let_in, _user(head, "Dana Lead"), [posted.id]) == 0
    with signed_in(register.folder, "Dana Lead") as lead, pytest.raises(Refusal, match="cannot open"):
        read(lead, posted.id)


def _user(register: Register, name: str) -> int:
    from sqlalchemy import select

    from policydesk.models import User

    with register.reading() as session:
        return session.scalars(select(User.id).where(User.name == name)).one()


def test_a_dsl_known_to_the_register_by_another_name_has_to_be_pointed_out(register) -> None:
    staff = staffed(register)
    add_user(register, "Mrs D. Lead", PASSWORD, frozenset({Role.DSL}), QUICK)
    remove_user(register, _user(register, "Dana Lead"))
    with pytest.raises(Refusal, match="Tick which user") as caught:
        concern(register, about=About.STAFF, about_staff_id=staff["Dana Lead"])
    assert caught.value.field == "not_to"
    concern(register, about=About.STAFF, about_staff_id=staff["Dana Lead"], not_to=(_user(register, "Mrs D. Lead"),))
    assert rows(register)[0].readers == ("Hilary Head",)
    concern(register, about=About.STAFF, about_staff_id=staff["Dana Lead"], none_of_them=True)
    assert {one.readers for one in rows(register)} == {("Hilary Head",), ("Hilary Head", "Mrs D. Lead")}


def test_the_audit_trail_says_that_and_not_what(school) -> None:
    register, staff = school
    friend_request(register, staff["Ben Okoro"], person="Zanzibar Quill")
    concern(register, narrative="Marmalade", category=Category.GROOMING)
    with register.reading() as session:
        said = " ".join(one.words for one in history(session))
    assert "Recorded FR-2026-001" in said
    assert "Recorded C-2026-001" in said
    for word in ("Zanzibar", "Marmalade", "rooming", "Okoro request"):
        assert word not in said


# --- friend requests


@pytest.mark.requirement("R101", "R104")
def test_what_is_wrong_with_a_request_is_said_all_at_once(school) -> None:
    register, _staff = school
    with pytest.raises(Refusals) as caught:
        friend_request(
            register,
            999,
            person=" ",
            received_on=TODAY + timedelta(days=1),
            is_family=True,
            answer=Answer.PENDING,
            answered_on=TODAY,
        )
    assert set(problems(caught)) == {"staff_id", "person", "received_on", "relationship", "answered_on"}


@pytest.mark.requirement("R101", "R102")
def test_an_accepted_request_of_a_pupil_opens_a_concern_and_cannot_close(school) -> None:
    register, staff = school
    logged = friend_request(register, staff["Ben Okoro"], answer=Answer.ACCEPTED, platform="Snapchat")
    assert logged.concern == "C-2026-001"
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        request, opened = read_all(lead)
        assert (request.status, request.links, opened.links) == (Status.ESCALATED, ("C-2026-001",), ("FR-2026-001",))
        assert opened.concern is not None
        assert "Ben Okoro accepted a request from Kit Barlow" in opened.concern.narrative
        with pytest.raises(Refusals) as caught:
            do(lead, steps.close_incident, request.id, Closing(TODAY))
        assert set(problems(caught)) == {"answer", "discussed_on"}
        assert do(lead, steps.answer_request, request.id, Answered(Answer.DECLINED, TODAY, "Removed")) == ""
        do(lead, steps.discuss, request.id, Discussed(TODAY, "Year 6"))
        do(lead, steps.close_incident, request.id, Closing(TODAY))
        assert read(lead, request.id).status is Status.CLOSED


@pytest.mark.requirement("R48", "R104", "R105")
@pytest.mark.parametrize(
    ("about", "status", "concern_number"),
    [
        ({"is_family": True, "relationship": "niece", "answer": Answer.ACCEPTED}, Status.FAMILY, ""),
        ({"sender": Requester.FORMER_SCHOOL_PUPIL, "answer": Answer.ACCEPTED}, Status.ESCALATED, "C-2026-001"),
        ({"sender": Requester.PARENT, "answer": Answer.ACCEPTED}, Status.OPEN, ""),
        ({"answer": Answer.PENDING}, Status.OPEN, ""),
        ({}, Status.DECLINED, ""),
    ],
)
def test_where_a_request_stands(school, about, status, concern_number) -> None:
    register, staff = school
    logged = friend_request(register, staff["Ben Okoro"], **about)
    assert logged.concern == concern_number
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        assert read(lead, logged.id).status is status


def test_a_request_accepted_later_opens_its_concern_once(school) -> None:
    register, staff = school
    logged = friend_request(register, staff["Ben Okoro"], answer=Answer.PENDING)
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        assert do(lead, steps.answer_request, logged.id, Answered(Answer.ACCEPTED, TODAY)) == "C-2026-001"
        assert do(lead, steps.answer_request, logged.id, Answered(Answer.ACCEPTED, TODAY)) == ""


# --- working on a concern


@pytest.fixture
def lead(school, clock):
    """The DSL, signed in, with staff ids."""
    register, staff = school
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as opened:
        yield opened, staff


@pytest.mark.requirement("R108", "R109", "R111")
def test_the_chronology_is_only_added_to_and_corrections_name_what_they_correct(lead) -> None:
    register, _staff = lead
    posted = concern(register)
    first = do(register, steps.add_entry, posted.id, Entry(TODAY, "Spoke with the reporter"))
    do(register, steps.add_entry, posted.id, Entry(TODAY, "It was the day before", corrects=first))
    entries = list(read(register, posted.id).of(Entry))
    assert [(one.text, one.corrects) for one in entries] == [
        ("Spoke with the reporter", 0),
        ("It was the day before", first),
    ]
    with pytest.raises(Refusals) as caught:
        do(register, steps.add_entry, posted.id, Entry(TODAY + timedelta(days=1), "", corrects=10_000))
    assert set(problems(caught)) == {"text", "on", "corrects"}


def test_telling_the_lado_stops_the_clock_and_a_reply_ends_the_referral(lead, clock) -> None:
    register, staff = lead
    posted = concern(
        register,
        kind=ConcernKind.ALLEGATION,
        severity=Severity.HARM_THRESHOLD,
        about=About.STAFF,
        about_staff_id=staff["Ben Okoro"],
    )
    (clock_before,) = clocks(read(register, posted.id))
    assert clock_before.words(NOW) == "Tell the LADO by 4 pm on 23 November 2026: 3 days left"
    referral = do(register, steps.refer, posted.id, Referral(Agency.LADO, NOW, "Duty officer", "LA-17"))
    record = read(register, posted.id)
    assert [one.is_running for one in clocks(record)] == [False]
    assert record.status is Status.REFERRED
    do(register, steps.reply, posted.id, Reply(referral, TODAY, "No further action by them", closes=True))
    assert read(register, posted.id).status is Status.UNDER_REVIEW


@pytest.mark.requirement("R106")
@pytest.mark.parametrize("act", [Told(Agency.SENIOR_LEADER, NOW), Referral(Agency.CPOMS, NOW, reference="CP-9")])
def test_pupil_behaviour_closes_with_senior_leaders_told_or_a_cpoms_reference(lead, act) -> None:
    register, _staff = lead
    posted = concern(register, kind=ConcernKind.PUPIL_BEHAVIOUR, category=Category.PUPIL_TO_STAFF, about=About.PUPIL)
    with pytest.raises(Refusal, match="senior leadership"):
        do(register, steps.close_incident, posted.id, Closing(TODAY, "Talked to"))
    do(register, steps.tell if isinstance(act, Told) else steps.refer, posted.id, act)
    do(register, steps.close_incident, posted.id, Closing(TODAY, "Talked to"))


def test_cpoms_needs_its_reference(lead) -> None:
    register, _staff = lead
    posted = concern(register)
    with pytest.raises(Refusal, match="CPOMS reference") as caught:
        do(register, steps.refer, posted.id, Referral(Agency.CPOMS, NOW))
    assert caught.value.field == "reference"


def test_a_low_level_concern_closes_with_rationale_and_action(lead) -> None:
    register, _staff = lead
    posted = concern(register)
    with pytest.raises(Refusals) as caught:
        do(register, steps.close_incident, posted.id, Closing(TODAY))
    assert set(problems(caught)) == {"decision", "rationale", "action"}
    do(register, steps.close_incident, posted.id, Closing(TODAY, "Closed", rationale="One-off", action="Reminded"))
    assert rows(register)[0].keep_until is None


@pytest.mark.requirement("R112")
def test_an_allegation_closes_with_one_of_five_outcomes_and_its_clock_answered(lead) -> None:
    register, staff = lead
    posted = concern(register, kind=ConcernKind.ALLEGATION, about=About.STAFF, about_staff_id=staff["Ben Okoro"])
    with pytest.raises(Refusals) as caught:
        do(register, steps.close_incident, posted.id, Closing(TODAY))
    assert "Enter the decision" in problems(caught)["decision"]
    assert "five outcomes" in problems(caught)["outcome"]
    do(register, steps.decide_not_to_refer, posted.id, NotReferred(ClockKind.LADO, "Advice of the LADO by phone"))
    do(register, steps.close_incident, posted.id, Closing(TODAY, "Nothing in it", AllegationOutcome.UNFOUNDED))
    assert rows(register)[0].keep_until == date(2037, 8, 31)
    assert len(AllegationOutcome) == 5
    other = concern(register)
    with pytest.raises(Refusal, match="Only an allegation"):
        do(
            register,
            steps.close_incident,
            other.id,
            Closing(TODAY, "x", AllegationOutcome.FALSE, rationale="x", action="x"),
        )


def test_closing_reopening_and_a_hold_move_the_day_until_which_it_is_kept(lead) -> None:
    register, _staff = lead
    posted = concern(register, kind=ConcernKind.POLICY_BREACH, category=Category.COPYRIGHT)
    assert rows(register)[0].keep_until is None
    do(register, steps.close_incident, posted.id, Closing(TODAY, "Taken down"))
    assert rows(register)[0].keep_until == date(2033, 8, 31)
    do(register, steps.hold, posted.id, Hold(True, "Court"))
    assert rows(register)[0].keep_until is None
    do(register, steps.hold, posted.id, Hold(False, "Over"))
    do(register, steps.reopen, posted.id, Reopening("More came in"))
    assert rows(register)[0].keep_until is None
    assert read(register, posted.id).status is Status.REOPENED
    with pytest.raises(Refusal, match="is open"):
        do(register, steps.reopen, posted.id, Reopening("Again"))


def test_who_opened_what_is_kept_once_a_visit(lead, clock) -> None:
    register, _staff = lead
    posted = concern(register)
    assert do(register, steps.note_opening, posted.id) is True
    assert do(register, steps.note_opening, posted.id) is False
    clock.advance(minutes=16)
    assert do(register, steps.note_opening, posted.id) is True
    with register.reading() as session:
        assert [one.name for one in openings(session, posted.id)] == ["Dana Lead", "Dana Lead"]


def test_copies_are_numbered_and_say_for_whom(lead) -> None:
    register, _staff = lead
    posted = concern(register)
    assert [do(register, steps.number_copy, posted.id, whom) for whom in ("LADO", "HR")] == [1, 2]


def test_evidence_is_sealed_and_comes_back_to_the_byte(lead) -> None:
    register, _staff = lead
    content = b"From: someone\n\nWords of the e-mail"
    posted = concern(register, EvidenceDraft("mail.txt", content))
    record = read(register, posted.id)
    with register.reading() as session:
        got = evidence_content(session, register.vault, register.actor.user_id, record.parts[1].id)
    assert got == content
    with pytest.raises(Refusal, match="is empty"):
        do(register, steps.attach, posted.id, EvidenceDraft("x.png", b""))


# --- keys


def test_a_new_dsl_is_let_in_by_a_holder_and_loses_it_all_on_leaving(school, clock) -> None:
    register, _staff = school
    posted = concern(register)
    add_user(register, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
    nia = _user(register, "Nia New")
    register.close()
    with signed_in(register.folder, "Nia New", clock) as new, pytest.raises(Refusal):
        read(new, posted.id)
    with signed_in(register.folder, "Dana Lead", clock) as lead:
        assert do(lead, let_in, nia, [posted.id]) == 1
        assert do(lead, let_in, nia, [posted.id]) == 0
    with signed_in(register.folder, "Nia New", clock) as new:
        assert read(new, posted.id).concern is not None
    with signed_in(register.folder, "Alex Morgan", clock) as office:
        change_roles(office, nia, frozenset({Role.VIEWER}))
        with office.reading() as session:
            assert count_openable(session, nia) == 0
        remove_user(office, _user(office, "Dana Lead"))
        assert rows(office)[0].readers == ("Hilary Head",)
        assert office.verify().is_sound


def test_the_recovery_sheet_lets_somebody_in_when_no_holder_is_left(tmp_path, clock) -> None:
    from policydesk.store import create_register

    made = create_register(
        tmp_path / "s.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    )
    register = made.register
    posted = concern(register)
    assert rows(register)[0].readers == ()
    add_user(register, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
    with pytest.raises(WrongPassword, match="does not open the confidential records"):
        from policydesk.store.codes import new_code

        sheet_vault(register, new_code())
    sheet = sheet_vault(register, made.sheets.safeguarding_code)
    assert do(register, let_in_with_sheet, _user(register, "Nia New"), sheet) == 1
    with pytest.raises(Refusal):
        read(register, posted.id)
    register.close()
    with signed_in(register.folder, "Nia New", clock) as new:
        assert read(new, posted.id).concern is not None


def test_a_new_safeguarding_sheet_opens_everything_once_a_holder_was_there(school, clock) -> None:
    register, _staff = school
    concern(register)
    sheets = new_sheets(register)
    assert do(register, renew_sheet) == 0
    register.close()
    with signed_in(register.folder, "Dana Lead", clock) as lead:
        assert do(lead, renew_sheet) == 1
        assert do(lead, renew_sheet) == 0
        sheet = sheet_vault(lead, sheets.safeguarding_code)
        assert do(lead, let_in_with_sheet, _user(lead, "Chris Chair"), sheet) == 1


def test_sealed_parts_close_and_open_again_with_the_password(lead) -> None:
    register, _staff = lead
    posted = concern(register)
    assert read(register, posted.id)
    register.vault.close()
    with pytest.raises(Refusal):
        read(register, posted.id)
    with pytest.raises(WrongPassword):
        reopen_sealed(register, "not my password")
    reopen_sealed(register, PASSWORD)
    assert read(register, posted.id)


# --- figures and relationships


@pytest.mark.requirement("R50", "R52")
def test_relationships_are_declared_with_what_the_policy_asks(school) -> None:
    register, staff = school
    with pytest.raises(Refusal, match="how they are related"):
        do(
            register,
            declare_relationship,
            RelationshipDraft(staff["Ben Okoro"], RelationshipKind.FAMILY_PUPIL, "R.T.", TODAY),
        )
    with pytest.raises(Refusal, match="confidentiality policy"):
        do(
            register,
            declare_relationship,
            RelationshipDraft(staff["Ben Okoro"], RelationshipKind.PARENT_FRIEND, "Mrs T.", TODAY),
        )
    draft = RelationshipDraft(staff["Ben Okoro"], RelationshipKind.FAMILY_PUPIL, "R.T.", TODAY, "niece")
    do(register, declare_relationship, draft)
    with register.reading() as session:
        (row,) = relationships(session, staff["Ben Okoro"], TODAY)
    assert row.words == "A pupil is family: R.T., niece"


def test_figures_are_released_for_whole_terms_by_those_who_may(lead) -> None:
    register, staff = lead
    for number in range(7):
        friend_request(register, staff["Ben Okoro"], person=f"P {number}", received_on=date(2026, 9, 10))
    autumn = ReleaseDraft(date(2026, 9, 1), date(2026, 12, 31))
    with pytest.raises(Refusal, match="whole terms"):
        do(register, release_figures, ReleaseDraft(date(2026, 9, 2), date(2026, 12, 31)))
    do(register, release_figures, autumn)
    with pytest.raises(Refusal, match="subtract a single person"):
        do(register, release_figures, ReleaseDraft(date(2026, 9, 1), date(2027, 3, 31)))
    friend_request(register, staff["Ben Okoro"])
    with pytest.raises(Refusal, match="came in since the last release"):
        do(register, release_figures, autumn)
    register.close()
    with signed_in(register.folder, "Alex Morgan") as office:
        with office.reading() as session:
            (release,) = releases(session)
        assert (release.released_by, release.envelopes) == ("Dana Lead", 7)
        tables = {one["title"]: one for one in release.figures["tables"]}
        assert tables["Friend requests, by answer"]["total"] == 7
        with pytest.raises(Refusal, match="released by a DSL"):
            do(office, release_figures, autumn)


# --- dates that cannot follow


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 11, 17)])
def test_nothing_closes_before_it_was_reported_however_the_year_was_mistyped(lead, day: date) -> None:
    register, _staff = lead
    posted = concern(register, reported_at=NOW.replace(day=18), discovered_at=NOW.replace(day=18))
    with pytest.raises(Refusal) as caught:
        do(register, steps.close_incident, posted.id, Closing(day, "Closed", rationale="R", action="A"))
    assert caught.value.field == "closed_on"
    assert caught.value.says == "This is before it was reported. Enter a date on or after 18 November 2026."
    assert read(register, posted.id).closing is None


def test_people_are_told_referred_to_and_answer_in_this_order(lead) -> None:
    register, _staff = lead
    posted = concern(register, occurred_on=date(2026, 11, 19))
    before = NOW - timedelta(days=5)
    for action, part, field in (
        (steps.tell, Told(Agency.HEADTEACHER, before), "told_at"),
        (steps.refer, Referral(Agency.LADO, before), "referred_at"),
        (steps.refer, Referral(Agency.LADO, NOW, answer_due=date(2026, 11, 19)), "answer_due"),
    ):
        with pytest.raises(Refusal, match="This is before it") as caught:
            do(register, action, posted.id, part)
        assert caught.value.field == field
    referral = do(register, steps.refer, posted.id, Referral(Agency.LADO, NOW, answer_due=TODAY))
    with pytest.raises(Refusal, match="before it was referred"):
        do(register, steps.reply, posted.id, Reply(referral, date(2026, 11, 19), "Nothing"))


def test_a_class_discusses_a_request_after_it_came(lead) -> None:
    register, staff = lead
    asked = friend_request(register, staff["Ben Okoro"])
    with pytest.raises(Refusal, match="before the request was received"):
        do(register, steps.discuss, asked.id, Discussed(date(2026, 11, 17), "Year 6"))


def test_a_concern_is_noticed_after_it_happened_and_taken_down_by_now(school) -> None:
    register, _staff = school
    with pytest.raises(Refusal, match="noticed before it happened") as caught:
        concern(register, occurred_on=TODAY, discovered_at=NOW - timedelta(days=2))
    assert caught.value.field == "occurred_on"
    with pytest.raises(Refusal, match="in the future") as caught:
        concern(register, removed_at=NOW + timedelta(days=1))
    assert caught.value.field == "removed_at"
