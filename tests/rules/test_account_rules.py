"""Each rule about official accounts is silent about an account that has it all, and says one sentence otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from policydesk.rules import account_approvals, account_care, accounts, media, moderators
from policydesk.rules.account_checklist import ChecklistFacts, ItemState, Tick, checklist_facts, item_state
from policydesk.rules.account_dates import check_due_on, evaluation_due_on
from policydesk.rules.account_facts import (
    AccessFacts,
    AccountFacts,
    EnquiryFacts,
    ModeratorFacts,
    OfficialFacts,
    OverrideFacts,
    PageFacts,
    RefusalFacts,
    SignInFacts,
    WaitingFacts,
    WithdrawnFacts,
)
from policydesk.rules.account_rules import span
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.cover import Interval
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, run
from policydesk.rules.platforms import platform_named
from policydesk.rules.standard import standard_named
from policydesk.terms import Topic, Urgency
from policydesk.terms_accounts import (
    AccountState,
    ApprovalKind,
    Disclaimer,
    LoginIdentity,
    ModeratorRole,
    TickAnswer,
)
from tests.rules.good_account import BEA, DAY, GOOD, HEADS, SAM, days

RULES = (*account_approvals.RULES, *accounts.RULES, *account_care.RULES, *moderators.RULES, *media.RULES)


SCHOOL = SchoolFacts(DAY, 28, official=OfficialFacts(accounts=(GOOD,), policy_id=4))


def findings(**changed: object) -> tuple[Finding, ...]:
    """Return every finding about an account that is good but for this."""
    return run(RULES, replace(SCHOOL, official=replace(SCHOOL.official, accounts=(replace(GOOD, **changed),))))


def said(**changed: object) -> list[tuple[str, str]]:
    return [(one.rule, one.says) for one in findings(**changed)]


def logged(**changed: object) -> tuple[Finding, ...]:
    """Return every finding about a school whose logs have this."""
    return run(RULES, replace(SCHOOL, official=replace(SCHOOL.official, **changed)))


def test_an_account_that_has_it_all_has_no_finding() -> None:
    assert findings() == ()


def test_a_closed_account_has_none_either() -> None:
    lost = SignInFacts("Bea Quill", in_post=False, last_day=days(-100))
    assert findings(state=AccountState.CLOSED, grant=None, moderators=(), sign_in=lost, credentials_kept="") == ()


REFUSED = replace(HEADS, granted=False)
REFUSES = "Ines Elcock refused it on 9 September 2026."
HOUSE_RULES = "Can everybody see the house rules?"
TAKEN = replace(HEADS, granted=False, withdrawn=WithdrawnFacts("Ines Elcock", date(2026, 11, 9), "Nobody answers"))
LATER = WithdrawnFacts("Ines Elcock", days(10), "Nobody answers")
AGAIN = RefusalFacts("Ines Elcock", date(2026, 11, 9))


def test_a_name_that_reads_like_a_sentence_or_is_long_leaves_the_sentence_readable() -> None:
    (finding,) = findings(name="We “love” reading.  Join us!", credentials_kept="")
    assert (
        finding.says == "The register does not say where the sign-in details of “We ‘love’ reading. Join us!” are kept."
    )
    (finding,) = findings(name="News of the school and of everybody who goes there, every week", credentials_kept="")
    assert "of “News of the school and of everybody who goes there, every…” are kept" in finding.says
    (finding,) = findings(name="N" * 80, credentials_kept="")
    assert f"of “{'N' * 59}…” are kept" in finding.says


def test_an_account_whose_approval_was_withdrawn_and_that_is_asked_for_again_only_waits() -> None:
    assert said(grant=TAKEN, state=AccountState.APPROVED, is_asked=True) == []
    assert [rule for rule, _says in said(grant=TAKEN, is_asked=True)] == ["account.not_approved"]


def test_a_refused_renewal_wants_a_decision_only_where_the_old_approval_has_no_end() -> None:
    assert [one.urgency for one in findings(grant=replace(HEADS, refused=AGAIN))] == [Urgency.SOON]
    ends = replace(HEADS, refused=AGAIN, expires_on=days(200))
    assert [one.urgency for one in findings(grant=ends)] == [Urgency.FOR_INFORMATION]


@pytest.mark.requirement("R55", "R56")
@pytest.mark.parametrize(
    ("changed", "rule", "sentence"),
    [
        (
            {"grant": None},
            "not_approved",
            "“Facebook page” has been live since 14 September 2026 without an approval.",
        ),
        (
            {"grant": REFUSED},
            "not_approved",
            (
                "“Facebook page” has been live since 14 September 2026 without an approval. "
                "Ines Elcock refused it on 9 September 2026."
            ),
        ),
        (
            {"grant": None, "state": AccountState.PROPOSED, "since": date(2026, 9, 7)},
            "not_approved",
            "“Facebook page” was proposed on 7 September 2026, and nobody has been asked to approve it.",
        ),
        (
            {"grant": REFUSED, "state": AccountState.PROPOSED},
            "not_approved",
            f"“Facebook page” is not to be created: {REFUSES} Close it, or ask again.",
        ),
        (
            {"grant": TAKEN},
            "not_approved",
            (
                "“Facebook page” is live without an approval. Ines Elcock withdrew its approval from 9 November 2026: "
                "Nobody answers. Close it, or ask again."
            ),
        ),
        (
            {"grant": TAKEN, "state": AccountState.APPROVED},
            "not_approved",
            (
                "“Facebook page” is not to go live. Ines Elcock withdrew its approval from 9 November 2026: Nobody "
                "answers. Close it, or ask again."
            ),
        ),
        (
            {
                "grant": replace(
                    TAKEN, granted=True, expires_on=days(9), withdrawn=replace(TAKEN.withdrawn, on=days(10))
                )
            },
            "approval_expired",
            (
                "The approval of “Facebook page” ends on 29 November 2026. Ines Elcock withdraws it from 30 November "
                "2026: Nobody answers."
            ),
        ),
        (
            {"grant": replace(HEADS, refused=AGAIN)},
            "renewal_refused",
            (
                "Ines Elcock refused a new approval of “Facebook page” on 9 November 2026. The approval of 9 September "
                "2026 goes on, unless it is withdrawn."
            ),
        ),
        (
            {"grant": replace(HEADS, refused=AGAIN, expires_on=days(29))},
            "renewal_refused",
            (
                "Ines Elcock refused a new approval of “Facebook page” on 9 November 2026. The approval of 9 September "
                "2026 holds until 19 December 2026, unless it is withdrawn."
            ),
        ),
        (
            {"grant": replace(HEADS, refused=AGAIN, expires_on=days(28))},
            "approval_expired",
            (
                "The approval of “Facebook page” ends on 18 December 2026. Ines Elcock refused a new one on 9 November "
                "2026. Close it, or ask again."
            ),
        ),
        (
            {"grant": replace(HEADS, expires_on=days(-1))},
            "approval_expired",
            "The approval of “Facebook page” ended on 19 November 2026. Ask for a new one.",
        ),
        (
            {"grant": replace(HEADS, in_office=False)},
            "approver_not_in_office",
            (
                "Ines Elcock approved “Facebook page” on 9 September 2026 as headteacher, but was not recorded in that "
                "post on that day."
            ),
        ),
        (
            {"grant": replace(HEADS, allowed=False, decided_as="line_manager")},
            "approver_not_in_office",
            (
                "Ines Elcock approved “Facebook page” on 9 September 2026 as line manager, which the policy of that "
                "day did not allow."
            ),
        ),
        (
            {"grant": replace(HEADS, allowed=False, in_office=False, decided_as="")},
            "approver_not_in_office",
            "Ines Elcock approved “Facebook page” on 9 September 2026, and the register does not say in which post.",
        ),
        (
            {"override": OverrideFacts("The fair is tomorrow.", "Ines Elcock", date(2026, 9, 14))},
            "overridden",
            (
                "“Facebook page” went live on 14 September 2026 by the decision of Ines Elcock although something was "
                "missing: The fair is tomorrow. Ask for its approval as it is now."
            ),
        ),
    ],
)
def test_what_is_wrong_with_an_approval_is_said(changed: dict[str, object], rule: str, sentence: str) -> None:
    assert said(**changed) == [(f"account.{rule}", sentence)]


def test_an_account_that_waits_for_its_approval_is_not_asked_for_it_again() -> None:
    assert findings(grant=None, state=AccountState.PROPOSED, is_asked=True) == ()


def test_what_was_missing_at_going_live_stays_found_beside_the_heads_reason() -> None:
    override = OverrideFacts("The fair is tomorrow", "Ines Elcock", date(2026, 9, 14))
    assert {one.rule for one in findings(override=override, grant=None, moderators=(BEA,))} == {
        "account.overridden",
        "account.not_approved",
        "account.too_few_moderators",
    }


def test_the_heads_reason_is_named_until_nothing_is_missing_and_the_account_is_approved_again() -> None:
    override = OverrideFacts("The fair is tomorrow", "Ines Elcock", date(2026, 9, 14))
    again = replace(HEADS, decided_on=date(2026, 9, 15))
    (few,) = [one for one in findings(override=override, grant=again, moderators=(BEA,)) if "overridden" in one.rule]
    assert (few.button, few.command) == ("Appoint", "accounts.appoint")
    (enough,) = findings(override=override)
    assert (enough.button, enough.command) == ("Record approval", "accounts.approve")
    assert findings(override=override, grant=again) == ()


@pytest.mark.requirement("R64")
@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        ((), "“Facebook page” has no approved moderator and needs 2."),
        ((BEA,), "“Facebook page” has only 1 approved moderator, Bea Quill, and needs 2."),
    ],
)
def test_too_few_moderators_are_said_with_who_there_is(there: tuple[ModeratorFacts, ...], sentence: str) -> None:
    (finding,) = findings(moderators=there)
    assert (finding.rule, finding.says) == ("account.too_few_moderators", sentence)
    assert (finding.urgency, finding.command, finding.subject_id) == (Urgency.OVERDUE, "accounts.appoint", 7)


def test_a_policy_that_wants_three_moderators_is_not_content_with_two() -> None:
    (finding,) = logged(minimum=3)
    assert finding.says == ("“Facebook page” has only 2 approved moderators, Bea Quill and Sam Reed, and needs 3.")


def gap(first: int, last: int, available: int = 0) -> Interval:
    return Interval(days(first), days(last), available)


@pytest.mark.requirement("R63", "R64")
@pytest.mark.parametrize(
    ("gaps", "urgency", "sentence"),
    [
        ((gap(33, 33),), Urgency.SOON, "has no moderator on 23 December 2026."),
        ((gap(3, 7, 1),), Urgency.THIS_WEEK, "has only 1 moderator from 23 to 27 November 2026."),
        ((gap(0, 2, 1),), Urgency.OVERDUE, "has only 1 moderator from 20 to 22 November 2026."),
        ((gap(9, 15),), Urgency.SOON, "has no moderator from 29 November to 5 December 2026."),
        ((gap(40, 44),), Urgency.SOON, "has no moderator from 30 December 2026 to 3 January 2027."),
        ((gap(20, 60),), Urgency.SOON, "has no moderator from 10 December 2026 on."),
        (
            (gap(5, 5), gap(8, 8)),
            Urgency.THIS_WEEK,
            "has no moderator on 25 November 2026, and too few 1 more time by 28 November 2026.",
        ),
        (
            (gap(5, 5), gap(8, 8), gap(10, 11)),
            Urgency.THIS_WEEK,
            "has no moderator on 25 November 2026, and too few 2 more times by 1 December 2026.",
        ),
    ],
)
def test_days_without_cover_are_said_with_their_dates(
    gaps: tuple[Interval, ...], urgency: Urgency, sentence: str
) -> None:
    (finding,) = findings(gaps=gaps)
    assert finding.says == f"“Facebook page” {sentence} It needs 2."
    assert (finding.rule, finding.urgency, finding.due) == ("account.cover_gap", urgency, gaps[0].first)


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(
    ("people", "rule", "sentence"),
    [
        (
            (replace(BEA, trained_until=None), SAM),
            "moderator_untrained",
            "No training is recorded for Bea Quill, who moderates “Facebook page”.",
        ),
        (
            (replace(BEA, trained_until=None), replace(SAM, trained_until=None)),
            "moderator_untrained",
            "No training is recorded for Bea Quill and Sam Reed, who moderate “Facebook page”.",
        ),
        (
            (replace(BEA, trained_until=days(-1)), SAM),
            "training_expired",
            "The training of Bea Quill, who moderates “Facebook page”, ended on 19 November 2026.",
        ),
        (
            (replace(BEA, trained_until=days(-1)), replace(SAM, trained_until=days(-9))),
            "training_expired",
            (
                "Training ended for Bea Quill (19 November 2026) and Sam Reed (11 November 2026), "
                "who moderate “Facebook page”."
            ),
        ),
        (
            (replace(BEA, trained_until=days(0)), SAM),
            "training_expired",
            "The training of Bea Quill, who moderates “Facebook page”, ends on 20 November 2026.",
        ),
        (
            (replace(BEA, bound=False), SAM),
            "moderator_not_bound",
            "Bea Quill moderates “Facebook page”, but the social media policy does not bind them.",
        ),
        (
            (replace(BEA, acknowledged=False), replace(SAM, acknowledged=False)),
            "moderator_not_acknowledged",
            (
                "Bea Quill and Sam Reed moderate “Facebook page” and have not acknowledged the social media policy in "
                "force."
            ),
        ),
        (
            (BEA, SAM, replace(BEA, staff_id=4, name="Ivy Stone", approved=False)),
            "moderator_not_approved",
            "Ivy Stone has moderated “Facebook page” since 9 September 2026 without being approved.",
        ),
        (
            (BEA, replace(SAM, role=ModeratorRole.MODERATOR)),
            "few_administrators",
            "Only Bea Quill of the 2 moderators of “Facebook page” is an administrator.",
        ),
        (
            tuple(replace(one, role=ModeratorRole.MODERATOR) for one in (BEA, SAM)),
            "few_administrators",
            "None of the 2 moderators of “Facebook page” is an administrator.",
        ),
    ],
)
def test_what_is_missing_of_moderators_names_them(people: tuple[ModeratorFacts, ...], rule: str, sentence: str) -> None:
    assert said(moderators=people) == [(f"account.{rule}", sentence)]


@pytest.mark.requirement("R85", "R65")
def test_somebody_who_is_not_approved_does_not_count_as_a_moderator() -> None:
    rules = {one.rule for one in findings(moderators=(BEA, replace(SAM, approved=False)))}
    assert rules == {"account.too_few_moderators", "account.moderator_not_approved"}


@pytest.mark.parametrize(
    ("changed", "rule", "sentence"),
    [
        (
            {"checklist": ChecklistFacts(14, 1, "Can everybody see the house rules?")},
            "checklist_missing",
            "1 of 14 questions about “Facebook page” has no “yes” yet: Can everybody see the house rules?",
        ),
        (
            {"checklist": ChecklistFacts(14, 3, HOUSE_RULES)},
            "checklist_missing",
            f"3 of 14 questions about “Facebook page” have no “yes” yet. The first: {HOUSE_RULES}",
        ),
        (
            {"checklist": ChecklistFacts(14, expired=1, expired_first="Is sign-in safe?", expired_on=days(-1))},
            "checklist_expired",
            "1 answer about “Facebook page” is out of date since 20 November 2026: Is sign-in safe?",
        ),
        (
            {"checklist": ChecklistFacts(14, expired=2, expired_first="Is sign-in safe?", expired_on=days(-5))},
            "checklist_expired",
            "2 answers about “Facebook page” are out of date, the first since 16 November 2026: Is sign-in safe?",
        ),
        (
            {"for_pupils": True},
            "minimum_age",
            (
                "“Facebook page” is for pupils, and the register does not say how old the youngest are. "
                "Facebook asks for 13."
            ),
        ),
        (
            {"for_pupils": True, "youngest_age": 12},
            "minimum_age",
            "“Facebook page” is for pupils from the age of 12, but Facebook asks for 13.",
        ),
        (
            {"login_identity": LoginIdentity.PERSONAL},
            "personal_email",
            "“Facebook page” is registered with a personal account. Register it with a school e-mail address.",
        ),
        (
            {"login_email": "bea@home.example", "email_is_outside": True},
            "personal_email",
            "“Facebook page” is registered with bea@home.example, which is not an e-mail address of the school.",
        ),
        (
            {"check_due_on": days(-1), "last_checked_on": days(-8)},
            "neglected",
            "“Facebook page” was last looked at on 12 November 2026. The standard asks for a look every 7 days.",
        ),
        (
            {"check_due_on": date(2026, 9, 21), "last_checked_on": None},
            "neglected",
            (
                "Nobody has looked at “Facebook page” since it went live on 14 September 2026. "
                "The standard asks for a look every 7 days."
            ),
        ),
        (
            {"evaluation_due_on": days(-1)},
            "evaluation_due",
            "“Facebook page” was to be evaluated by 19 November 2026. It has never been evaluated.",
        ),
        (
            {"evaluation_due_on": days(28), "last_evaluated_on": date(2026, 6, 18)},
            "evaluation_due",
            "“Facebook page” is to be evaluated by 18 December 2026. The last time was 18 June 2026.",
        ),
        (
            {"planned_end_on": days(-1)},
            "planned_end",
            "“Facebook page” was planned to end on 19 November 2026 and is still live.",
        ),
        (
            {"planned_end_on": days(60)},
            "planned_end",
            "“Facebook page” is planned to end on 19 January 2027. Close it then, or change the date.",
        ),
        (
            {"sign_in": SignInFacts("Bea Quill", in_post=False, last_day=days(-1))},
            "credentials_leaver",
            "Bea Quill, who holds the sign-in of “Facebook page”, left on 19 November 2026. Change the password.",
        ),
        (
            {"sign_in": SignInFacts("Bea Quill", in_post=True, last_day=days(0))},
            "credentials_leaver",
            "Bea Quill, who holds the sign-in of “Facebook page”, leaves on 20 November 2026. Hand it over before.",
        ),
        (
            {"credentials_kept": "", "sign_in": None},
            "credentials_unknown",
            "The register does not say where the sign-in details of “Facebook page” are kept and who holds them.",
        ),
        (
            {"credentials_kept": ""},
            "credentials_unknown",
            "The register does not say where the sign-in details of “Facebook page” are kept.",
        ),
        (
            {"sign_in": None},
            "credentials_unknown",
            "The register does not say who holds the sign-in details of “Facebook page”.",
        ),
        (
            {"platform": platform_named("google_plus"), "platform_name": "Google+"},
            "platform_defunct",
            "“Facebook page” is on Google+, which has closed down. Close the account here too.",
        ),
        (
            {"has_appendix": False},
            "no_appendix",
            "The social media policy has no appendix on Facebook, which “Facebook page” uses.",
        ),
    ],
)
@pytest.mark.requirement("R17", "R58", "R66", "R67", "R68", "R70", "R80", "R86", "R93", "D26")
def test_what_is_missing_of_an_account_is_one_sentence(changed: dict[str, object], rule: str, sentence: str) -> None:
    assert said(**changed) == [(f"account.{rule}", sentence)]


@pytest.mark.parametrize(
    "changed",
    [
        {"grant": replace(HEADS, expires_on=days(29))},
        {"moderators": (replace(BEA, trained_until=days(29)), SAM)},
        {"for_pupils": True, "youngest_age": 13},
        {"for_pupils": True, "youngest_age": 9, "minimum_age_reason": "Only parents can post."},
        {"check_due_on": days(0)},
        {"evaluation_due_on": days(29)},
        {"planned_end_on": days(61)},
        {"sign_in": SignInFacts("Bea Quill", in_post=True, last_day=days(29))},
        {"platform": replace(platform_named("google_plus"), closed_on=days(1))},
        {"state": AccountState.APPROVED, "moderators": (), "credentials_kept": "", "check_due_on": None},
    ],
)
def test_on_the_day_before_it_matters_nothing_is_said(changed: dict[str, object]) -> None:
    assert findings(**changed) == ()


@pytest.mark.parametrize(
    ("changed", "rule", "urgency"),
    [
        ({"grant": replace(HEADS, expires_on=days(28))}, "approval_expired", Urgency.SOON),
        ({"grant": replace(HEADS, expires_on=days(0))}, "approval_expired", Urgency.THIS_WEEK),
        ({"grant": replace(HEADS, expires_on=days(-1))}, "approval_expired", Urgency.OVERDUE),
        ({"moderators": (replace(BEA, trained_until=days(28)), SAM)}, "training_expired", Urgency.SOON),
        ({"moderators": (replace(BEA, trained_until=days(-1)), SAM)}, "training_expired", Urgency.OVERDUE),
        ({"check_due_on": days(-1)}, "neglected", Urgency.OVERDUE),
        ({"evaluation_due_on": days(0)}, "evaluation_due", Urgency.THIS_WEEK),
        ({"evaluation_due_on": days(-1)}, "evaluation_due", Urgency.OVERDUE),
        ({"planned_end_on": days(0)}, "planned_end", Urgency.THIS_WEEK),
        ({"planned_end_on": days(60)}, "planned_end", Urgency.SOON),
        ({"for_pupils": True, "youngest_age": 12}, "minimum_age", Urgency.OVERDUE),
        (
            {"for_pupils": True, "youngest_age": 12, "state": AccountState.APPROVED},
            "minimum_age",
            Urgency.FOR_INFORMATION,
        ),
        ({"login_identity": LoginIdentity.PERSONAL, "state": AccountState.APPROVED}, "personal_email", Urgency.SOON),
    ],
)
def test_the_day_decides_how_urgent_it_is(changed: dict[str, object], rule: str, urgency: Urgency) -> None:
    assert [(one.rule, one.urgency) for one in findings(**changed)] == [(f"account.{rule}", urgency)]


def test_a_suspended_account_is_held_to_as_much_as_a_live_one() -> None:
    changed = {"moderators": (BEA,), "grant": None, "credentials_kept": "", "check_due_on": days(-1)}
    assert {one.rule for one in findings(**changed)} == {
        one.rule for one in findings(state=AccountState.SUSPENDED, **changed)
    }


def test_two_accounts_on_one_platform_miss_one_appendix() -> None:
    both = (replace(GOOD, has_appendix=False), replace(GOOD, account_id=8, name="PTA page", has_appendix=False))
    (finding,) = logged(accounts=both)
    assert finding.says == "The social media policy has no appendix on Facebook, where the school has 2 accounts."
    assert (finding.topic, finding.subject_id, finding.command) == (Topic.POLICIES, 4, "policies")
    assert logged(accounts=both, policy_id=None) == ()


@pytest.mark.parametrize(
    ("more", "who"),
    [((), "“Facebook page” has"), ((replace(GOOD, account_id=8, name="Blog"),), "2 accounts have")],
)
def test_unknown_term_dates_are_said_once_for_the_school(more: tuple[AccountFacts, ...], who: str) -> None:
    (finding,) = logged(accounts=(GOOD, *more), terms_unknown_from=days(29))
    assert finding.rule == "account.no_terms"
    assert finding.says == (
        f"The school’s term dates are not known from 19 December 2026. {who} moderators who are there in term time "
        "only, so gaps in the holidays are not found."
    )


@pytest.mark.requirement("R55", "R75", "R77", "R78", "R79")
@pytest.mark.parametrize(
    ("kind", "asked_by", "sentence", "clause"),
    [
        (ApprovalKind.CREATE_ACCOUNT, "", "The request to create “Blog”", "CP must 1; AT A.3.2"),
        (ApprovalKind.TAKE_PART, "Bea Quill", "The request of Bea Quill to take part in “Blog”", "AT A.3.3"),
        (ApprovalKind.CONTENT, "", "The request to post “Blog”", "CP must 2; AT A.3.4"),
        (ApprovalKind.ADVERTISE, "", "The request to advertise for contributors: “Blog”", "AT A.5.8"),
        (ApprovalKind.OUTSIDE_FRIEND, "", "The request to take “Blog” as a friend", "AT A.5.9"),
    ],
)
def test_what_waits_for_a_decision_is_said_for_every_kind(
    kind: ApprovalKind, asked_by: str, sentence: str, clause: str
) -> None:
    (finding,) = logged(waiting=(WaitingFacts(31, kind, 7, "Blog", asked_by, date(2026, 11, 16)),))
    assert finding.says == f"{sentence} waits for a decision since 16 November 2026."
    assert (finding.clause, finding.subject_id, finding.command) == (clause, 31, "accounts_log.decide")


@pytest.mark.parametrize(("asked", "urgency"), [(-7, Urgency.THIS_WEEK), (-8, Urgency.OVERDUE)])
def test_a_request_is_late_after_a_week(asked: int, urgency: Urgency) -> None:
    (finding,) = logged(waiting=(WaitingFacts(31, ApprovalKind.TAKE_PART, None, "Blog", "", days(asked)),))
    assert finding.urgency is urgency


@pytest.mark.requirement("R89")
def test_an_enquiry_that_has_not_gone_to_the_head_is_overdue_at_once() -> None:
    (finding,) = logged(enquiries=(EnquiryFacts(5, "Longacre Gazette", DAY),))
    assert finding.says == (
        "The enquiry from Longacre Gazette of 20 November 2026 has not gone to the headteacher. It goes at once."
    )
    assert (finding.rule, finding.urgency, finding.subject_id) == ("media.not_forwarded", Urgency.OVERDUE, 5)


@pytest.mark.parametrize(
    ("disclaimer", "urgency", "ends"),
    [
        (Disclaimer.NOT_ASKED, Urgency.SOON, "Nobody has asked for the line that says it is not the school’s."),
        (Disclaimer.ASKED, Urgency.SOON, "It was asked to say that it is not the school’s, and does not show it yet."),
        (
            Disclaimer.REFUSED,
            Urgency.FOR_INFORMATION,
            "Those who run it refused to say that it is not the school’s.",
        ),
    ],
)
def test_a_page_of_others_without_a_disclaimer_is_said(disclaimer: Disclaimer, urgency: Urgency, ends: str) -> None:
    (finding,) = logged(pages=(PageFacts(6, "Longacre Parents", "the PTA", disclaimer, date(2026, 9, 1)),))
    assert finding.says == f"“Longacre Parents”, run by the PTA, is noted since 1 September 2026. {ends}"
    assert finding.urgency is urgency


@pytest.mark.requirement("R96")
def test_a_firm_with_access_and_no_agreement_is_said() -> None:
    (finding,) = logged(firms=(AccessFacts(9, "Brightway Media", "Facebook page", date(2026, 10, 1)),))
    assert finding.says == (
        "Brightway Media has had access to “Facebook page” since 1 October 2026, and no agreement is recorded."
    )
    assert (finding.rule, finding.subject_id) == ("access.agreement_missing", 9)


def test_every_button_is_a_verb_and_leads_somewhere() -> None:
    worst = replace(
        GOOD, grant=None, moderators=(replace(BEA, trained_until=None, acknowledged=False),), credentials_kept=""
    )
    waiting = (WaitingFacts(31, ApprovalKind.TAKE_PART, None, "Blog", "", DAY),)
    found = logged(accounts=(worst,), waiting=waiting, enquiries=(EnquiryFacts(5, "Gazette", DAY),))
    assert len(found) >= 6
    assert all(one.button and one.command for one in found)
    assert {one.button.split()[0] for one in found} <= {"Record", "Appoint", "Change", "Open", "Decide", "Forward"}


def test_every_rule_about_accounts_is_in_the_catalogue_once() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert all(ids.count(rule.id) == 1 for rule in RULES)
    assert len(RULES) == 29


STANDARD = standard_named("AT")


def test_an_account_is_looked_at_a_week_and_evaluated_half_a_year_after_the_last_time() -> None:
    live = date(2026, 8, 31)
    assert check_due_on(STANDARD, live, None) == date(2026, 9, 7)
    assert check_due_on(STANDARD, live, date(2026, 9, 5)) == date(2026, 9, 12)
    assert evaluation_due_on(STANDARD, live, None) == date(2027, 2, 28)
    assert evaluation_due_on(STANDARD, live, date(2026, 10, 1)) == date(2027, 4, 1)
    assert check_due_on(STANDARD, None, None) is None
    assert evaluation_due_on(STANDARD, None, None) is None


@pytest.mark.parametrize(
    ("tick", "state"),
    [
        (None, ItemState.MISSING),
        (Tick(TickAnswer.YES, date(2026, 5, 20)), ItemState.MET),
        (Tick(TickAnswer.YES, date(2026, 5, 19)), ItemState.EXPIRED),
        (Tick(TickAnswer.NO, date(2026, 5, 19)), ItemState.NO),
        (Tick(TickAnswer.NOT_APPLICABLE, date(2026, 5, 20)), ItemState.NOT_APPLICABLE),
        (Tick(TickAnswer.NOT_APPLICABLE, date(2026, 5, 19)), ItemState.EXPIRED),
    ],
)
def test_an_answer_holds_to_the_last_of_its_days(tick: Tick | None, state: ItemState) -> None:
    item = STANDARD.item("sign_in")
    assert item is not None
    assert item.valid_months == 6
    assert item_state(item, tick, DAY) is state


def test_the_checklist_names_the_first_open_question_and_the_answer_that_is_longest_out_of_date() -> None:
    items = tuple(one for one in (STANDARD.item("purpose"), STANDARD.item("sign_in"), STANDARD.item("media")) if one)
    old = {
        "sign_in": Tick(TickAnswer.YES, date(2026, 5, 1)),
        "media": Tick(TickAnswer.YES, date(2025, 10, 1)),
    }
    facts = checklist_facts(items, old, DAY)
    assert (facts.asked, facts.open, facts.open_first) == (3, 1, items[0].question)
    assert (facts.expired, facts.expired_first, facts.expired_on) == (2, items[2].question, date(2026, 10, 1))


def test_days_are_said_as_short_as_they_can_be() -> None:
    assert span(date(2026, 8, 22), date(2026, 8, 30)) == "from 22 to 30 August 2026"
    assert span(date(2026, 8, 30), date(2026, 9, 2)) == "from 30 August to 2 September 2026"
    assert span(date(2026, 12, 30), date(2027, 1, 2)) == "from 30 December 2026 to 2 January 2027"
    assert span(date(2026, 8, 22), date(2026, 8, 22)) == "on 22 August 2026"
