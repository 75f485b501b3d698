"""What the text check finds may be let stand with a reason, and the reason holds for later versions."""

import hashlib

import pytest

from policydesk.actions.documents import FileDraft, attach_file
from policydesk.actions.text_check import DismissalDraft, bring_back_hit, dismiss_hit
from policydesk.actions.undo import undo
from policydesk.dates import RoughDate
from policydesk.errors import Refusal, Refusals
from policydesk.queries.history import history
from policydesk.queries.text_check import facts_of_version, match_of_file, text_dismissals
from policydesk.store import Register
from policydesk.terms import FileKind, HitKind, PolicyType
from tests.stories import TODAY, draft_version, publish, write_policy

TWITTER = DismissalDraft(HitKind.SERVICE, "twitter", "“Twitter” has been called X.", "Parents still call it that.")


def test_a_hit_is_dismissed_once_with_a_reason_and_brought_back(register: Register) -> None:
    policy_id = write_policy(register)
    with register.writing() as txn:
        dismissal_id = dismiss_hit(txn, policy_id, TWITTER)
    with register.reading() as session:
        (row,) = text_dismissals(session, policy_id)
        assert (row.key, row.reason, row.dismissed_by) == ("service:twitter", TWITTER.reason, "Alex Morgan")
        assert row.dismissed_on == TODAY
        assert "Dismissed in the text of Social Media Policy: “Twitter” has been called X." in history(session)[0].words
    with pytest.raises(Refusal, match="dismissed already"), register.writing() as txn:
        dismiss_hit(txn, policy_id, TWITTER)
    with register.writing() as txn:
        bring_back_hit(txn, dismissal_id)
    with register.reading() as session:
        assert text_dismissals(session, policy_id) == ()
    with pytest.raises(Refusal, match="no longer in the register"), register.writing() as txn:
        bring_back_hit(txn, dismissal_id)
    assert register.verify().is_sound


def test_a_dismissal_without_a_reason_is_refused_beside_its_box(register: Register) -> None:
    policy_id = write_policy(register)
    with pytest.raises(Refusal) as refused, register.writing() as txn:
        dismiss_hit(txn, policy_id, DismissalDraft(HitKind.SERVICE, "twitter", "Twitter", "  "))
    assert not isinstance(refused.value, Refusals)
    assert (refused.value.field, refused.value.says) == ("reason", "Enter why this may stay as it is.")


def test_a_dismissal_can_be_undone(register: Register) -> None:
    policy_id = write_policy(register)
    with register.writing() as txn:
        dismiss_hit(txn, policy_id, TWITTER)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    with register.reading() as session:
        assert text_dismissals(session, policy_id) == ()


def test_a_dismissal_belongs_to_its_own_policy(register: Register) -> None:
    one, other = write_policy(register), write_policy(register, "Code of Conduct")
    with register.writing() as txn:
        dismiss_hit(txn, one, TWITTER)
    with register.reading() as session:
        assert len(text_dismissals(session, one)) == 1
        assert text_dismissals(session, other) == ()


def test_a_file_is_compared_with_the_version_that_keeps_it(register: Register) -> None:
    policy_id = write_policy(register, "Acceptable Use Policy", policy_type=PolicyType.ACCEPTABLE_USE)
    version_id = draft_version(register, policy_id, "2", next_review_due=RoughDate(2027, 9))
    content = b"Acceptable use policy"
    with register.writing() as txn:
        attach_file(txn, version_id, FileDraft("policy.txt", content))
        attach_file(txn, version_id, FileDraft("b.txt", b"Facebook"), FileKind.APPENDIX, "Appendix B")
    with register.reading() as session:
        match = match_of_file(session, TODAY, hashlib.sha256(content).hexdigest(), None)
        assert (match.title, match.label, match.facts.next_review_due) == (
            "Acceptable Use Policy",
            "2",
            RoughDate(2027, 9),
        )
        assert match.facts.is_social_media is False
        assert match.facts.appendices == ("Appendix B  b.txt",)
        assert facts_of_version(session, TODAY, policy_id, version_id) == match.facts
        with pytest.raises(Refusal, match="no longer in the register"):
            facts_of_version(session, TODAY, policy_id, version_id + 1)


def test_another_file_is_compared_with_the_named_policy_else_the_social_media_policy(register: Register) -> None:
    with register.reading() as session:
        match = match_of_file(session, TODAY, "", None)
        assert (match.policy_id, match.facts.school_name) == (0, "Longacre Primary School")
    publish(register, write_policy(register), "4")
    write_policy(register, "Code of Conduct")
    with register.reading() as session:
        assert match_of_file(session, TODAY, "", None).label == "4"
        assert match_of_file(session, TODAY, "", "social media POLICY").label == "4"
        assert match_of_file(session, TODAY, "", "Code of Conduct").label == ""
        with pytest.raises(Refusal, match="There are: Code of Conduct, Social Media Policy"):
            match_of_file(session, TODAY, "", "Uniform")
