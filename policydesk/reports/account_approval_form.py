"""The site creation approval form of one account, or a blank one: answers, checklist, moderators, signatures."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.account_detail import AccountDetail, account_detail
from policydesk.queries.account_logs import ApprovalRow
from policydesk.queries.deciders import as_words
from policydesk.queries.demands import demands_on, school_standard
from policydesk.reports.account_questions import GROUPS, Question
from policydesk.reports.report import Options, Report
from policydesk.rules.account_checklist import ItemState
from policydesk.rules.standard import ChecklistItem
from policydesk.terms_accounts import ApprovalKind, Decision, TickAnswer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

ROW = 22
"""Points of a line: room for a signature."""

CLAUSE, QUESTION, ANSWER = 72, 172, 237
"""Points that the columns of clauses, questions and answers are wide."""


@dataclass(frozen=True)
class Asked:
    """One question of the checklist with its answer, where it has one that holds, and what stands beside it."""

    item: ChecklistItem
    answer: TickAnswer | None = None
    beside: str = ""


@dataclass(frozen=True)
class FormFacts:
    """What the form says of an account; of a new one nothing is said yet. `minimum` are the moderators asked for."""

    account: AccountDetail | None
    checklist: tuple[Asked, ...]
    minimum: int

    @property
    def approval(self) -> ApprovalRow | None:
        """The newest request to create the account, decided or not."""
        asked = () if self.account is None else self.account.approvals
        return next((one for one in asked if one.kind is ApprovalKind.CREATE_ACCOUNT), None)


def gather(session: "Session", as_at: date, options: Options) -> FormFacts:
    """Ask what is known of an account; raises Refusal where it does not exist on the day."""
    if options.account_id is None:
        items = school_standard(session, as_at).checklist
        return FormFacts(None, tuple(map(Asked, items)), demands_on(session, as_at).min_moderators)
    account = account_detail(session, as_at, options.account_id)
    if account is None:
        raise Refusal(f"This account did not exist on {written(as_at)}. Select another one or a later day.")
    checklist = tuple(
        Asked(one.item)
        if one.answer is None or one.state is ItemState.EXPIRED
        else Asked(one.item, one.answer, _beside(one.ticked_on, one.ticked_by, one.note))
        for one in account.checklist
    )
    return FormFacts(account, checklist, account.minimum)


def _beside(on: date | None, by: str, note: str) -> str:
    return "\n".join(filter(None, (f"{written(on)}, {by}", note)))


def title_of(facts: FormFacts) -> str:
    """Name the sheet, so that the account stands on every page."""
    return "Site creation approval form: " + ("new account" if facts.account is None else facts.account.answers.name)


def story(facts: FormFacts, parts: "Parts") -> list[Any]:
    """Tell the form."""
    told = [parts.words("Site creation approval form", "title"), parts.words(_lead(facts), "lead")]
    for title, questions in GROUPS:
        told += _group(facts, title, questions, parts)
    return [
        *told,
        *_moderators(facts, parts),
        *_checklist(facts, parts),
        parts.together(*_decision(facts, parts), *_signatures(facts, parts)),
    ]


def _lead(facts: FormFacts) -> str:
    if facts.account is None:
        return (
            "For an account, page or channel that is to speak in the school’s name. Nothing goes live before it is "
            "approved. Answer every question, then hand the form to the headteacher."
        )
    row = facts.account.row
    words = f"{row.name} on {row.platform_name}: {row.state.label.lower()} since {written(row.since)}."
    approval = facts.approval
    asked = "" if approval is None or not approval.asked_by else f" Asked for by {approval.asked_by}"
    return f"{words}{asked}, {written(approval.asked_on)}." if approval is not None and asked else words


def _group(facts: FormFacts, title: str, questions: tuple[Question, ...], parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Clause", CLAUSE), Head("Question", QUESTION), Head("Answer", ANSWER))
    rows = [(one.clause, one.words, _answer(facts, one, parts)) for one in questions]
    return [*parts.heading(title), parts.table(heads, rows)]


def _answer(facts: FormFacts, question: Question, parts: "Parts") -> Any:
    """Return the words of an answer; lines to write on, or boxes to tick, where nobody has answered yet."""
    from policydesk.reports.form_parts import BlankLines, choices

    said = "" if facts.account is None else question.answer(facts.account.answers).strip()
    if said:
        return said
    return choices(parts, question.options) if question.options else BlankLines(question.lines)


def _moderators(facts: FormFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Moderator", 3.2), Head("Role", 2), Head("From", 2.4), Head("Trained until", 2.4))
    turns = () if facts.account is None else facts.account.moderators
    rows: list[tuple[Any, ...]] = [
        (one.full_name, one.role.label, written(one.from_on), written(one.trained_until, "Not trained"))
        for one in turns
        if one.is_running or one.last_day is None
    ]
    rows += [("", "", "", parts.space(ROW)) for _blank in range(max(1, facts.minimum - len(rows)))]
    asked = f"At least {facts.minimum} approved moderators (A.5.4), trained, who can cover leave and absence (A.1.5)."
    return [*parts.heading("Moderators"), parts.words(asked, "quiet"), parts.table(heads, rows)]


def _checklist(facts: FormFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.form_parts import BlankLines, box
    from policydesk.reports.paper.parts import Head

    heads = (Head("Clause", CLAUSE), Head("Question", QUESTION), Head("Yes", 28), Head("No", 26),
             Head("Not applicable", 62), Head("Day, name and note", 121))  # fmt: skip
    rows = [
        (
            one.item.clause,
            one.item.question,
            *(
                box(crossed=one.answer is answer)
                for answer in (TickAnswer.YES, TickAnswer.NO, TickAnswer.NOT_APPLICABLE)
            ),
            f"{one.answer.label}: {one.beside}" if one.answer is not None else BlankLines(2),
        )
        for one in facts.checklist
    ]
    return [
        *parts.heading("Checklist"),
        parts.words("“No” and “Not applicable” want a note.", "quiet"),
        parts.table(heads, rows),
    ]


def _decision(facts: FormFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.form_parts import BlankLines, choices
    from policydesk.reports.paper.parts import Head

    approval = facts.approval
    known = approval is not None and approval.decision is not Decision.PENDING
    answers: tuple[Any, ...]
    if approval is None or not known:
        answers = (choices(parts, [Decision.APPROVED.label, Decision.REFUSED.label]), BlankLines(3), BlankLines(1))
    else:
        by = f", {as_words(approval.decided_as)}" if approval.decided_as else ""
        answers = (
            f"{approval.decision.label} by {approval.decided_by}{by}, {written(approval.decided_on)}",
            approval.conditions or "None",
            written(approval.expires_on, "No end was set"),
        )
    rows = zip(("A.3.2; CP must 1", "", ""), ("Is it approved?", "Conditions", "Holds until"), answers, strict=True)
    heads = (Head("Clause", CLAUSE), Head("Question", QUESTION), Head("Answer", ANSWER))
    return [*parts.heading("Decision"), parts.table(heads, list(rows))]


def _signatures(facts: FormFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Signed by", 2.4), Head("Name", 3.4), Head("Signature", 3.4), Head("Date", 1.8))
    approval = facts.approval
    decided = approval is not None and approval.decision is not Decision.PENDING
    proposer = "" if approval is None else approval.asked_by
    head = approval.decided_by if approval is not None and decided else ""
    turns = () if facts.account is None else facts.account.moderators
    names = list(dict.fromkeys(one.full_name for one in turns if one.is_running or one.last_day is None))
    names += [""] * (facts.minimum - len(names))
    signing = [("Proposed by", proposer), ("Headteacher", head), *(("Moderator", name) for name in names)]
    rows = [(who, name, parts.space(ROW), "") for who, name in signing]
    return [*parts.heading("Signatures"), parts.table(heads, rows)]


REPORT = Report(
    id="account-approval-form",
    title="Site creation approval form",
    says="For one account: its answers and checklist, with room to decide and to sign. Blank for a new account.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=52,
    wants_account="A blank form",
)
