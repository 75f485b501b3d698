"""What is kept how long, held and disposed of: nothing by itself, nothing early, and a line stays of what went."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from policydesk.actions.disposal import DisposalDraft, dispose
from policydesk.actions.documents import FileDraft
from policydesk.actions.incident_steps import answer_request, hold
from policydesk.actions.retention import HoldDraft, PeriodDraft, choose_period, hold_record, lift_hold
from policydesk.actions.staff import mark_leaving
from policydesk.actions.undo import undo
from policydesk.dates import RoughDate
from policydesk.models import Document, Incident, IncidentPart
from policydesk.queries.acknowledgements import pairs
from policydesk.queries.retention import DisposalRow, KeptRow, disposals, holds_on, kept_until, periods
from policydesk.queries.staff_detail import staff_detail
from policydesk.rules.incident_parts import Answered, Hold
from policydesk.rules.retention import PERIODS
from policydesk.store import Register
from policydesk.terms import AckState, StaffCategory
from policydesk.terms_incidents import Answer
from policydesk.terms_retention import KeptKind, PeriodKind
from tests.actions.refusing import refused
from tests.conftest import StoppedClock, make_register
from tests.stories import TODAY, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account, close
from tests.stories_incidents import friend_request, signed_in, staffed

LEFT = date(2020, 8, 31)
EVER = date.max
BOARD = "Governing board, minute 14"


def listed(register: Register, until: date = EVER, as_at: date = TODAY) -> list[KeptRow]:
    with register.reading() as session:
        return list(kept_until(session, as_at, until))


def log(register: Register) -> tuple[DisposalRow, ...]:
    with register.reading() as session:
        return disposals(session, date(2000, 1, 1), date(2100, 1, 1))


def leaver(register: Register, name: str = "Wilf Tarrant", last: date = LEFT, **about: object) -> int:
    return hire(register, name, started_on=date(2015, 9, 1), ended_on=last, **about)


def going(kind: KeptKind, *ids: int, by: str = BOARD, checked: bool = True) -> DisposalDraft:
    return DisposalDraft(tuple((kind, one) for one in ids), by, checked)


def test_somebody_who_left_is_kept_for_six_years_and_then_due(register: Register) -> None:
    hire(register)
    staff_id = leaver(register)
    (row,) = listed(register)
    assert (row.kind, row.record_id, row.says, row.reference) == (
        KeptKind.STAFF, staff_id, "Wilf Tarrant", f"Person {staff_id}",
    )  # fmt: skip
    assert (row.counted_from, row.keep_until, row.period, row.source) == (
        LEFT, date(2026, 8, 31), "6 years", "School’s default",
    )  # fmt: skip
    assert listed(register, date(2026, 8, 30)) == []
    assert listed(register, as_at=date(2020, 8, 30)) == []


def test_what_is_said_about_somebody_goes_and_past_figures_stay(register: Register) -> None:
    policy = write_policy(register)
    staff_id = leaver(register, email="w.tarrant@longacre.example", reference="T-77", notes="Lives by the mill")
    version = publish(register, policy, in_force_from=_rough(2019), categories=_everybody())
    scan = FileDraft("scan.txt", b"Signed: W. Tarrant")
    sign(register, version, staff_id, on=date(2019, 10, 1), evidence=scan)
    then = date(2020, 1, 15)
    with register.reading() as session:
        before = [(one.state, one.signed_on) for one in pairs(session, then, frozenset(AckState))]
    with register.writing() as txn:
        assert dispose(txn, going(KeptKind.STAFF, staff_id)) == 1
    with register.reading() as session:
        person = staff_detail(session, then, staff_id)
        assert person is not None
        assert person.row.full_name == f"Former member of staff {staff_id}"
        assert (person.row.email, person.row.reference, person.notes) == ("", "", "")
        assert [(one.state, one.signed_on) for one in pairs(session, then, frozenset(AckState))] == before
        assert session.scalars(select(Document.id)).all() == []
    assert listed(register, TODAY) == []
    (line,) = log(register)
    assert (line.reference, line.period, line.decided_by, line.done_on, line.done_by) == (
        f"Person {staff_id}", "6 years", BOARD, TODAY, "Alex Morgan",
    )  # fmt: skip
    assert line.records == 4  # the spell, the answer, the person, the scan
    assert "Tarrant" not in str(line)


def test_the_register_is_sound_after_a_disposal_and_its_bytes_are_gone(tmp_path: Path) -> None:
    register = make_register(tmp_path / "school.policydesk")
    staff_id = leaver(register, notes="Lives by the mill")
    with register.writing() as txn:
        dispose(txn, going(KeptKind.STAFF, staff_id))
    assert register.verify().problems == ()
    with register.reading() as session:
        tables = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        said = [
            name
            for name in tables.all()
            for row in session.connection().exec_driver_sql(f'SELECT * FROM "{name}"')
            if "mill" in str(row)
        ]
    assert said == []
    register.close()


def test_a_scan_that_proves_somebody_elses_answer_stays(register: Register) -> None:
    version = publish(register, write_policy(register), in_force_from=_rough(2019), categories=_everybody())
    gone, here = leaver(register), hire(register)
    sign(register, version, gone, here, on=date(2019, 10, 1), evidence=FileDraft("sheet.txt", b"Signed: both"))
    with register.writing() as txn:
        dispose(txn, going(KeptKind.STAFF, gone))
    with register.reading() as session:
        assert session.scalars(select(Document.file_name)).all() == ["sheet.txt"]


def test_nothing_goes_early_unsaid_unchecked_or_by_another_role(register: Register) -> None:
    early, due = leaver(register, "Ida Frome", date(2021, 7, 16)), leaver(register)
    assert refused(register, dispose, going(KeptKind.STAFF, early, by=" ", checked=False)) == {
        "": "Ida Frome is kept until 16 July 2027. Dispose of it after that day.",
        "decided_by": "Enter who decided it, for example “Governing board, minute 14”.",
        "checked": "Confirm that you have checked this.",
    }
    assert "not due for disposal" in refused(register, dispose, going(KeptKind.STAFF, 99))[""]
    assert "not due for disposal" in refused(register, dispose, going(KeptKind.STAFF))[""]
    staffed(register)
    register.sign_in("Dana Lead")
    says = refused(register, dispose, going(KeptKind.STAFF, due))[""]
    assert says == "Wilf Tarrant is disposed of by the office manager or the headteacher."
    assert len(listed(register)) == 2
    assert log(register) == ()


def test_a_legal_hold_stops_disposal_until_it_is_lifted(register: Register) -> None:
    staff_id = leaver(register)
    assert "reason" in refused(register, hold_record, HoldDraft(KeptKind.STAFF, staff_id, " "))
    with register.writing() as txn:
        hold_record(txn, HoldDraft(KeptKind.STAFF, staff_id, "A claim is open"))
    assert listed(register)[0].held == "A claim is open"
    with register.reading() as session:
        (kept,) = holds_on(session, TODAY)
    assert (kept.says, kept.from_on, kept.set_by) == ("Wilf Tarrant", TODAY, "Alex Morgan")
    says = refused(register, dispose, going(KeptKind.STAFF, staff_id))[""]
    assert says == "A legal hold on Wilf Tarrant stops this (A claim is open). Lift the hold first."
    assert "on hold already" in refused(register, hold_record, HoldDraft(KeptKind.STAFF, staff_id, "Again"))[""]
    with register.writing() as txn:
        lift_hold(txn, KeptKind.STAFF, staff_id)
    assert "not on hold" in refused(register, lift_hold, KeptKind.STAFF, staff_id)[""]
    with register.writing() as txn:
        assert dispose(txn, going(KeptKind.STAFF, staff_id)) == 1


def test_a_disposal_is_not_undone(register: Register) -> None:
    staff_id = leaver(register)
    with register.writing() as txn:
        dispose(txn, going(KeptKind.STAFF, staff_id))
    change = register.last_change
    assert change is not None
    assert change.images == ()
    assert refused(register, undo, change) == {"": "This cannot be undone."}


def test_the_school_chooses_another_period_from_today_on_with_a_reason(register: Register, clock: StoppedClock) -> None:
    leaver(register)
    assert "reason" in refused(register, choose_period, PeriodDraft(PeriodKind.STAFF, 7, ""))
    assert "years" in refused(register, choose_period, PeriodDraft(PeriodKind.STAFF, 100, "Insurer"))
    assert "Guidance" in refused(register, choose_period, PeriodDraft(PeriodKind.ALLEGATION, 3, "Shorter"))["years"]
    clock.advance(days=1)
    with register.writing() as txn:
        choose_period(txn, PeriodDraft(PeriodKind.STAFF, 7, "The insurer asks for it"))
    with register.reading() as session:
        now, before = (periods(session, day)[PeriodKind.STAFF] for day in (date(2026, 11, 21), TODAY))
        (row,) = kept_until(session, date(2026, 11, 21), EVER)
    assert (now.words, now.source, now.reason) == ("7 years", "Chosen by the school", "The insurer asks for it")
    assert (before.words, before.source) == ("6 years", "School’s default")
    assert row.keep_until == date(2027, 8, 31)
    with register.writing() as txn:
        choose_period(txn, PeriodDraft(PeriodKind.STAFF, None, "Back to six"))
    with register.reading() as session:
        assert periods(session, date(2026, 11, 21))[PeriodKind.STAFF].words == "6 years"


def test_a_replaced_version_stays_while_somebody_who_signed_it_is_here(register: Register, clock: StoppedClock) -> None:
    policy, here = write_policy(register), hire(register, started_on=date(2016, 9, 1))
    first = publish(register, policy, "1", in_force_from=_rough(2017), categories=_everybody())
    publish(register, policy, "2", in_force_from=_rough(2019), categories=_everybody())
    (row,) = listed(register)
    assert (row.says, row.keep_until) == ("Social Media Policy, version 1", date(2025, 1, 1))
    sign(register, first, here, on=date(2018, 9, 3))
    assert listed(register) == []
    _leave(register, here, TODAY)
    clock.advance(days=1)
    until = {one.says: one.keep_until for one in listed(register, as_at=date(2026, 11, 21))}
    assert until == {"Bea Quill": date(2032, 11, 20), "Social Media Policy, version 1": date(2032, 11, 20)}


def test_an_account_loses_its_words_and_keeps_its_dates(register: Register, clock: StoppedClock) -> None:
    account = a_live_account(register, login_email="office@longacre.example", notes="Ask Mo for the code word")
    close(register, account, note="Mo left")
    clock.advance(days=6 * 366)
    today = clock.now.date()
    (row,) = (one for one in listed(register, as_at=today) if one.kind is KeptKind.ACCOUNT)
    assert (row.reference, row.keep_until) == (f"Account {account}", date(2032, 11, 20))
    with register.writing() as txn:
        dispose(txn, going(KeptKind.ACCOUNT, account))
    assert register.verify().problems == ()
    with register.reading() as session:
        rows = [
            str(tuple(one))
            for table in ("account_record", "account_step", "approval", "moderator")
            for one in session.connection().exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert any("School Facebook page" in one for one in rows)
    assert not any("office@" in one or "Mo" in one for one in rows)


def test_a_friend_request_goes_with_its_keys_and_its_number_never_comes_again(
    tmp_path: Path, clock: StoppedClock
) -> None:
    register = make_register(tmp_path / "school.policydesk", clock)
    staff_id = staffed(register)["Ben Okoro"]
    logged = friend_request(register, staff_id)
    register.close()
    with signed_in(tmp_path / "school.policydesk", "Dana Lead", clock) as dsl:
        with dsl.writing() as txn:
            answer_request(txn, logged.id, Answered(Answer.DECLINED, TODAY))
            hold(txn, logged.id, Hold(on=True, reason="A claim"))
        assert listed(dsl) == []
        with dsl.writing() as txn:
            hold(txn, logged.id, Hold(on=False, reason="Settled"))
        (row,) = listed(dsl)
        assert (row.says, row.kind, row.source) == (logged.number, KeptKind.FRIEND_REQUEST, "Sealed record")
        assert "kept until 31 August 2033" in refused(dsl, dispose, going(row.kind, logged.id))[""]
        clock.advance(days=2480)
        with dsl.writing() as txn:
            dispose(txn, going(row.kind, logged.id))
        assert dsl.verify().problems == ()
        with dsl.reading() as session:
            assert session.scalars(select(Incident.id)).all() == session.scalars(select(IncidentPart.id)).all() == []
        assert [one.reference for one in log(dsl)] == [logged.number]
        clock.advance(days=-2480)  # in a year of which this was the newest
        again = friend_request(dsl, staff_id)
        assert (logged.number, again.number) == ("FR-2026-001", "FR-2026-002")
        assert again.id != logged.id, "nor does what the register itself calls it by"
        assert dsl.verify().problems == ()


def test_the_office_manager_disposes_of_no_sealed_record(tmp_path: Path, clock: StoppedClock) -> None:
    register = make_register(tmp_path / "school.policydesk", clock)
    logged = friend_request(register, staffed(register)["Ben Okoro"])
    register.close()
    with signed_in(tmp_path / "school.policydesk", "Dana Lead", clock) as dsl, dsl.writing() as txn:
        answer_request(txn, logged.id, Answered(Answer.DECLINED, TODAY))
    clock.advance(days=2480)
    with signed_in(tmp_path / "school.policydesk", "Alex Morgan", clock) as manager:
        says = refused(manager, dispose, going(KeptKind.FRIEND_REQUEST, logged.id))[""]
        assert says == f"{logged.number} is disposed of by a DSL or the headteacher."
        assert (
            "set in the incident itself"
            in refused(manager, hold_record, HoldDraft(KeptKind.FRIEND_REQUEST, logged.id, "A claim"))[""]
        )


def test_every_period_says_how_long_and_by_whose_word() -> None:
    assert {one.kind for one in PERIODS} == set(PeriodKind)
    assert all(one.words and one.source for one in PERIODS)


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_only_what_no_guidance_fixes_is_adjustable(kind: PeriodKind) -> None:
    period = next(one for one in PERIODS if one.kind is kind)
    assert not kind.is_adjustable or period.source == "School’s default"


def _rough(year: int) -> RoughDate:
    return RoughDate(year, 1, 1)


def _everybody() -> frozenset[StaffCategory]:
    return frozenset(StaffCategory)


def _leave(register: Register, staff_id: int, last: date) -> None:
    with register.writing() as txn:
        mark_leaving(txn, staff_id, last)
