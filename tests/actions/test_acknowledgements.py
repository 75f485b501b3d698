"""Who signed, who declined, who is exempt: recorded for many at once, never deleted, counted honestly."""

from datetime import date

import pytest

from policydesk.actions.acknowledgements import (
    AcknowledgementDraft,
    ExemptionDraft,
    RefusalDraft,
    end_exemption,
    exempt,
    record_acknowledgements,
    record_refusal,
    void_acknowledgement,
)
from policydesk.actions.documents import FileDraft
from policydesk.actions.undo import undo
from policydesk.dates import RoughDate
from policydesk.errors import Refusal
from policydesk.queries.acknowledgement_figures import policy_figures, whole_figures
from policydesk.queries.acknowledgements import (
    acknowledgement_history,
    current_versions,
    matrix_rows,
    pairs,
)
from policydesk.queries.given_by_month import given_on, trend
from policydesk.store import Register
from policydesk.terms import AckMethod, AckState, AskAgain, Renewal, StaffCategory
from tests.actions.test_staff import refused
from tests.stories import TODAY, days, draft_version, hire, publish, sign, write_policy


def state(register: Register, staff: int, as_at: date = TODAY) -> AckState | None:
    with register.reading() as session:
        found = pairs(session, as_at, staff_id=staff)
    return found[0].state if found else None


@pytest.mark.requirement("R38", "R40")
def test_a_whole_meeting_is_recorded_at_once_with_its_sheet(register: Register) -> None:
    people = tuple(hire(register, f"Person {number}") for number in range(12))
    version = publish(register, write_policy(register))
    sheet = FileDraft("sheet.png", b"\x89PNG\r\n\x1a\n...")
    before = register.seal().number
    ids = sign(register, version, *people, method=AckMethod.MEETING_REGISTER, evidence=sheet, understanding="Quiz")
    assert len(ids) == 12
    assert register.seal().number == before + 1
    assert {state(register, one) for one in people} == {AckState.ACKNOWLEDGED}
    with register.reading() as session:
        row = acknowledgement_history(session, version_id=version)[0]
    assert (row.method, row.understanding, row.recorded_by) == (AckMethod.MEETING_REGISTER, "Quiz", "Alex Morgan")
    assert row.evidence_id is not None


def test_what_cannot_have_been_signed_is_refused(register: Register) -> None:
    staff, policy = hire(register), write_policy(register)
    version = publish(register, policy, approved_on=RoughDate(2026, 7, 1))
    draft = draft_version(register, policy, "2")

    def asks(*people, on=TODAY, of=version):
        return refused(register, record_acknowledgements, AcknowledgementDraft(people, of, on, AckMethod.ON_SCREEN))

    assert "future" in asks(staff, on=days(1))["signed_on"]
    assert "nobody can have answered before" in asks(staff, on=date(2026, 6, 30))["signed_on"]
    assert "at least one" in asks()["staff_ids"]
    assert "is a draft" in asks(staff, of=draft)["version_id"]
    assert "no longer in the register" in asks(99)["staff_ids"]
    sign(register, version, staff, on=TODAY)
    assert "Bea Quill" in asks(staff)["staff_ids"]


def test_a_refusal_is_kept_with_its_reason_and_a_later_signature_replaces_it(register: Register) -> None:
    staff = hire(register)
    version = publish(register, write_policy(register))
    draft = RefusalDraft(staff, version, date(2026, 9, 4), AckMethod.VERBAL, "Goes too far.")
    with register.writing() as txn:
        record_refusal(txn, draft)
    assert state(register, staff) is AckState.DECLINED
    sign(register, version, staff, on=TODAY)
    assert state(register, staff) is AckState.ACKNOWLEDGED
    assert state(register, staff, days(-1)) is AckState.DECLINED
    assert (
        "Enter the reason"
        in refused(register, record_refusal, RefusalDraft(staff, version, TODAY, AckMethod.VERBAL, ""))["reason"]
    )
    with register.reading() as session:
        assert [row.decline_reason for row in acknowledgement_history(session, staff_id=staff)] == ["", "Goes too far."]


def test_an_acknowledgement_is_voided_with_a_reason_and_never_deleted(register: Register, clock) -> None:
    staff = hire(register)
    (row,) = sign(register, publish(register, write_policy(register)), staff)
    clock.advance(days=3)
    assert "Enter why" in refused(register, void_acknowledgement, row, " ")["reason"]
    with register.writing() as txn:
        void_acknowledgement(txn, row, "Signed for somebody else.")
    assert state(register, staff, days(3)) is AckState.OVERDUE
    assert state(register, staff, days(2)) is AckState.ACKNOWLEDGED
    with register.reading() as session:
        kept = acknowledgement_history(session, staff_id=staff)[0]
    assert (kept.voided_on, kept.void_reason) == (days(3), "Signed for somebody else.")
    assert "already" in refused(register, void_acknowledgement, row, "Again.")[""]


def test_undoing_a_signature_voids_it_for_every_day(register: Register) -> None:
    staff = hire(register)
    sign(register, publish(register, write_policy(register)), staff)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert state(register, staff) is AckState.OVERDUE
    assert state(register, staff, date(2026, 9, 10)) is AckState.DUE_SOON
    with register.reading() as session:
        assert len(acknowledgement_history(session, staff_id=staff)) == 1


def test_an_exemption_lasts_from_its_first_to_its_last_day(register: Register) -> None:
    staff, policy = hire(register), write_policy(register)
    publish(register, policy)
    draft = ExemptionDraft(staff, policy, "Long illness", days(-10), days(-5))
    with register.writing() as txn:
        row = exempt(txn, draft)
    states = [state(register, staff, days(count)) for count in (-11, -10, -5, -4)]
    assert states == [AckState.OVERDUE, AckState.EXEMPT, AckState.EXEMPT, AckState.OVERDUE]
    assert (
        "at that time already" in refused(register, exempt, ExemptionDraft(staff, policy, "Again", days(-6)))["from_on"]
    )
    assert set(refused(register, exempt, ExemptionDraft(staff, policy, "", days(0), days(-1)))) == {
        "reason",
        "until_on",
    }
    assert "began on" in refused(register, end_exemption, row, days(-11))["until_on"]
    with register.writing() as txn:
        end_exemption(txn, row, days(-8))
    assert state(register, staff, days(-7)) is AckState.OVERDUE


def test_a_new_version_asks_everybody_again_unless_acknowledgements_carry_over(register: Register) -> None:
    staff, policy = hire(register), write_policy(register)
    first = publish(register, policy, "1", in_force_from=RoughDate(2025, 9, 1))
    sign(register, first, staff, on=date(2025, 9, 3))
    publish(register, policy, "1.1", in_force_from=RoughDate(2026, 1, 5), ask_again=AskAgain.CARRY_OVER)
    assert state(register, staff) is AckState.ACKNOWLEDGED
    publish(register, policy, "2", in_force_from=RoughDate(2026, 11, 2))
    assert state(register, staff) is AckState.OVERDUE
    assert state(register, staff, date(2026, 11, 1)) is AckState.ACKNOWLEDGED
    with register.reading() as session:
        assert len(acknowledgement_history(session, staff_id=staff)) == 1


def test_a_yearly_renewal_asks_again_from_the_first_of_september(register: Register) -> None:
    staff = hire(register)
    version = publish(
        register, write_policy(register), in_force_from=RoughDate(2025, 9, 1), renewal=Renewal.ACADEMIC_YEAR
    )
    sign(register, version, staff, on=date(2025, 9, 10))
    assert state(register, staff, date(2026, 8, 31)) is AckState.ACKNOWLEDGED
    assert state(register, staff, date(2026, 9, 1)) is AckState.EXPIRED
    sign(register, version, staff, on=date(2026, 9, 1))
    assert state(register, staff) is AckState.ACKNOWLEDGED
    with register.reading() as session:
        assert [pair.due_on for pair in pairs(session, TODAY)] == [date(2026, 9, 15)]


@pytest.mark.requirement("R39")
def test_a_new_starter_has_the_induction_days_and_others_the_versions(register: Register) -> None:
    policy = write_policy(register)
    publish(register, policy, in_force_from=RoughDate(2026, 11, 10), days_to_acknowledge=14, induction_days=7)
    old, new = hire(register), hire(register, "Cara Evans", started_on=days(0))
    with register.reading() as session:
        due = {pair.staff_id: pair.due_on for pair in pairs(session, TODAY)}
    assert due == {old: date(2026, 11, 24), new: date(2026, 11, 27)}


@pytest.mark.requirement("R38")
def test_every_figure_counts_what_the_lists_show(register: Register) -> None:
    signed, late, governor = (
        hire(register),
        hire(register, "Bo Fox"),
        hire(register, "Di Oak", category=StaffCategory.GOVERNOR),
    )
    policy = write_policy(register)
    version = publish(register, policy)
    other = publish(register, write_policy(register, "Code of Conduct"), categories=frozenset(StaffCategory))
    sign(register, version, signed)
    with register.writing() as txn:
        exempt(txn, ExemptionDraft(late, policy, "Away", date(2026, 1, 1)))
    with register.reading() as session:
        heads = current_versions(session, TODAY)
        assert [(head.title, head.asked, head.up_to_date) for head in heads] == [
            ("Code of Conduct", 3, 0),
            ("Social Media Policy", 1, 1),
        ]
        figures = {one.title: one for one in policy_figures(session, TODAY)}
        assert (figures["Social Media Policy"].exempt, figures["Code of Conduct"].overdue) == (1, 3)
        by_category = {
            one.category: (one.people, one.asked, one.up_to_date, one.overdue)
            for one in whole_figures(session, TODAY).categories
        }
        assert by_category == {StaffCategory.TEACHING: (2, 3, 1, 2), StaffCategory.GOVERNOR: (1, 1, 0, 1)}
        assert (given_on(session, (TODAY,))[0].asked, given_on(session, (TODAY,))[0].up_to_date) == (4, 1)
        rows = matrix_rows(session, TODAY, (governor, late), heads)
        assert [[cell.state for cell in row.cells] for row in rows] == [
            [AckState.OVERDUE, AckState.NOT_REQUIRED],
            [AckState.OVERDUE, AckState.EXEMPT],
        ]
        assert matrix_rows(session, TODAY, (), heads) == ()
        assert [pair.version_id for pair in pairs(session, TODAY, {AckState.OVERDUE}, policy_id=policy)] == []
        assert {pair.version_id for pair in pairs(session, TODAY, {AckState.OVERDUE})} == {other}
        assert pairs(session, TODAY, ()) == ()
        points = trend(session, TODAY, 3)
        assert [(point.as_at, point.asked) for point in points] == [
            (date(2026, 8, 31), 0), (date(2026, 9, 30), 4), (date(2026, 10, 31), 4), (TODAY, 4),
        ]  # fmt: skip


def test_somebody_in_two_bound_categories_is_asked_once_and_counted_in_both(register: Register) -> None:
    from policydesk.actions.staff import RoleDraft, add_role

    staff = hire(register)
    with register.writing() as txn:
        add_role(txn, staff, RoleDraft(StaffCategory.SUPPORT, date(2021, 1, 1)))
    publish(register, write_policy(register))
    with register.reading() as session:
        assert given_on(session, (TODAY,))[0].asked == 1
        assert [one.asked for one in whole_figures(session, TODAY).categories] == [1, 1]


def test_a_change_that_cannot_be_undone_says_so(register: Register) -> None:
    from policydesk.store import Change

    with pytest.raises(Refusal, match="cannot be undone"), register.writing() as txn:
        undo(txn, Change("Imported", frozenset(), (), 1))
