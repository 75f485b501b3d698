"""The questions of the site creation approval form: what a proposal answers, under which clause of A.1 to A.5."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_answers import AccountAnswers
from policydesk.queries.account_states import shown_platform
from policydesk.terms import Term
from policydesk.terms_accounts import Audience, ContentRule, Engagement, LoginIdentity, TwoStep


@dataclass(frozen=True)
class Question:
    """One question: its clause, its words, how it is answered, lines to write on, or what can be ticked instead."""

    clause: str
    words: str
    answer: Callable[[AccountAnswers], str]
    lines: int = 1
    options: tuple[str, ...] = ()


def _labels(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(one.label for one in terms)


def _text(name: str) -> Callable[[AccountAnswers], str]:
    return lambda answers: str(getattr(answers, name))


def _day(name: str) -> Callable[[AccountAnswers], str]:
    return lambda answers: written(getattr(answers, name))


def _label(name: str) -> Callable[[AccountAnswers], str]:
    return lambda answers: str(getattr(answers, name).label)


def _counted(name: str, one: str) -> Callable[[AccountAnswers], str]:
    def answer(answers: AccountAnswers) -> str:
        count: Any = getattr(answers, name)
        return "" if count is None else counted(count, one)

    return answer


def _yes(name: str) -> Callable[[AccountAnswers], str]:
    return lambda answers: "Yes" if getattr(answers, name) else "No"


def _together(*answers_to: Callable[[AccountAnswers], str]) -> Callable[[AccountAnswers], str]:
    return lambda answers: ", ".join(filter(None, (one(answers) for one in answers_to)))


def _audience(answers: AccountAnswers) -> str:
    return ", ".join(one.label for one in Audience if one in answers.audience)


def _two_step(answers: AccountAnswers) -> str:
    return "" if answers.two_step is TwoStep.UNKNOWN else answers.two_step.label


def _delegated(answers: AccountAnswers) -> str:
    if answers.content_rule is not ContentRule.DELEGATED:
        return "Not delegated"
    return _together(_text("content_delegated_by"), _day("content_delegated_on"))(answers)


YES_NO = ("Yes", "No")

GROUPS: tuple[tuple[str, tuple[Question, ...]], ...] = (
    (
        "The account",
        (
            Question("A.3.1", "Name of the account", _text("name")),
            Question("A.3.1", "Platform", lambda one: shown_platform(one.platform, one.other_platform)),
            Question("A.3.1", "Name on the platform and web address", _together(_text("handle"), _text("address"))),
        ),
    ),
    (
        "A.1 Planning",
        (
            Question("A.1.2", "What the account is for", _text("purpose"), 3),
            Question("A.1.2", "What pupils, parents or the school gain from it", _text("intended_outcome"), 2),
            Question("A.1.2", "What may be posted", _text("permitted_uses"), 2),
            Question("A.1.2", "What it is not for", _text("not_for"), 2),
            Question("A.1.3", "For whom it is", _audience, options=_labels(Audience)),
            Question("A.1.3", "Discussed with the headteacher on", _day("discussed_with_head_on")),
            Question("A.1.4", "Time each week", _counted("hours_per_week", "hour")),
            Question("A.1.4", "How often something is posted", _text("post_frequency")),
            Question("A.1.5", "Leader with overall responsibility", _text("responsible_leader")),
            Question("A.1.6", "How it will end, and what happens to it then", _text("exit_strategy"), 2),
            Question("A.1.6", "Planned end", _day("planned_end_on")),
            Question("A.1.7", "By what its success is judged", _text("evaluation_criteria"), 2),
        ),
    ),
    (
        "A.2 Children and safety",
        (
            Question("A.2.4", "Good-practice guidance that is followed, with its date", _text("guidance_followed")),
            Question("A.2.5", "Age of the youngest pupils it is for", _counted("youngest_age", "year")),
            Question(
                "A.2.5", "If they are under the platform’s minimum age: why, and what is done about it",
                _text("minimum_age_reason"), 2,
            ),
            Question("A.2.6", "How followers and contributors are vetted", _text("vetting_method"), 2),
            Question(
                "A.2.7", "Risks assessed on, and by whom",
                _together(_day("risk_assessed_on"), _text("risk_assessed_by")),
            ),
            Question("A.2.7", "Risks, and what is done about them", _text("risk_notes"), 3),
            Question("A.2.7", "Advice asked from", _text("advice_from")),
        ),
    ),
    (
        "A.3 Approval",
        (
            Question("A.3.1", "The strong reason for an account of the school", _text("strong_reason"), 3),
            Question("A.3.4", "Who agrees to what is posted", _label("content_rule"), options=_labels(ContentRule)),
            Question("A.3.4", "If it is delegated: by whom, in writing on", _delegated),
        ),
    ),
    (
        "A.4 What people see",
        (
            Question("A.4.1", "House rules are published at", _text("house_rules_at")),
            Question("A.4.1", "Terms of use are published at", _text("terms_of_use_at")),
            Question("A.4.7", "Page of the school’s website that links to it", _text("website_page")),
            Question(
                "A.4.10", "It says that personal opinions are not the school’s", _yes("views_disclaimer"),
                options=YES_NO,
            ),
        ),
    ),
    (
        "A.5 Moderation and sign-in",
        (
            Question("A.5.1", "How far others may take part", _label("engagement"), options=_labels(Engagement)),
            Question("A.5.2", "Pupils may contribute", _yes("pupils_contribute"), options=YES_NO),
            Question("A.5.5", "What moderators do when something goes wrong", _text("intervention_plan"), 2),
            Question("A.5.5", "If the account is hacked or lost", _text("recovery_plan"), 2),
            Question("CP must not 9", "Registered with", _label("login_identity"), options=_labels(LoginIdentity)),
            Question("CP must not 9", "E-mail address it is registered with", _text("login_email")),
            Question(
                "A.5.4", "Where the sign-in is kept and who holds it (never the password itself)",
                _together(_text("credentials_kept"), _text("credentials_holder")),
            ),
            Question(
                "A.5.4", "Two-step sign-in", _two_step,
                options=tuple(one.label for one in TwoStep if one is not TwoStep.UNKNOWN),
            ),
            Question("A.5.4", "Recovery address or telephone", _text("recovery_address")),
        ),
    ),
)  # fmt: skip
"""The questions in the order in which the form asks them."""
