"""The forms that show an account is looked after: checks, evaluations, the checklist, content."""

from collections.abc import Sequence
from typing import Any

from policydesk.actions.approvals import ContentDraft, log_content
from policydesk.actions.moderation import (
    CheckDraft,
    EvaluationDraft,
    TickDraft,
    record_checks,
    record_evaluation,
    tick_items,
)
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.account_detail import AccountDetail, ChecklistRow
from policydesk.rules.account_checklist import ItemState
from policydesk.rules.standard import ChecklistItem
from policydesk.terms import Role
from policydesk.terms_accounts import ApprovalKind, TickAnswer
from policydesk.ui.accounts import work_fields
from policydesk.ui.accounts.answer_box import AnswerBox
from policydesk.ui.accounts.asks import Asks, keep_deciders
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.policies.fields import DOCUMENTS
from policydesk.ui.policies.forms import read_file


def record_check(asks: Asks, accounts: Sequence[tuple[int, str]]) -> None:
    """Note that somebody looked at one or several accounts."""
    ids = tuple(one for one, _name in accounts)
    what = accounts[0][1] if len(accounts) == 1 else counted(len(accounts), "account")
    names = ", ".join(name for _id, name in accounts[:6])
    more = f" and {len(accounts) - 6} more" if len(accounts) > 6 else ""
    asks.form(
        f"Record a check of {what}",
        work_fields.check_fields(asks.today, asks.search),
        f"Recorded a check of {what}",
        intro="" if len(accounts) == 1 else f"{names}{more}.",
        verb="&Record the check",
        values={"checked_on": asks.today, "removed": 0},
        save=lambda values: asks.desk.act(record_checks, CheckDraft(ids, **values)),
    ).open()


def evaluate(asks: Asks, account: AccountDetail) -> None:
    """Note how an account did against its purpose."""
    criteria = account.answers.evaluation_criteria
    asks.form(
        f"Evaluate {account.row.name}",
        work_fields.evaluation_fields(asks.today),
        f"Recorded the evaluation of {account.row.name}",
        intro=f"Its success is judged by: {criteria}" if criteria else "How its success is judged is not written down.",
        verb="&Record the evaluation",
        values={"evaluated_on": asks.today, "evaluated_by": asks.desk.actor.name},
        save=lambda values: asks.desk.act(record_evaluation, EvaluationDraft(account.row.id, **values)),
    ).open()


def tick(asks: Asks, account: AccountDetail) -> None:
    """Answer the questions of the checklist, all on one form."""
    rows = account.checklist
    before = {row.item.code: _answer(row) for row in rows}
    asks.form(
        f"Checklist of {account.row.name}",
        work_fields.tick_fields(
            asks.today, [row.item for row in rows], lambda item: may_answer(asks, item), asks.desk.actor.name
        ),
        intro="Earlier answers are filled in where they still hold; those that you change are recorded.",
        verb="&Record the answers",
        values={"on": asks.today, "by": asks.desk.actor.name, **before},
        save=lambda values: _tick(asks, account, values, before),
        then=lambda count: asks.done(f"Recorded {counted(count, 'answer')} about {account.row.name}"),
    ).open()


def tick_one(asks: Asks, account: AccountDetail, row: ChecklistRow) -> None:
    """Answer one question, with evidence."""
    item = row.item
    first, second = work_fields.tick_fields(asks.today, (), lambda _item: True, asks.desk.actor.name)
    hint = f"{item.clause}. {item.help}"
    asks.form(
        item.question,
        (
            Field(item.code, "Answer", AnswerBox, hint, required="Choose an answer."),
            first,
            second,
            Field("evidence", "Evidence (optional)", lambda: FileBox(DOCUMENTS)),
        ),
        f"Recorded an answer about {account.row.name}",
        verb="&Record the answer",
        values={
            "on": asks.today,
            "by": asks.desk.actor.name,
            item.code: _answer(row),
        },
        save=lambda values: _tick_one(asks, account.row.id, item, values),
    ).open()


def may_answer(asks: Asks, item: ChecklistItem) -> bool:
    """Whether who is signed in may answer a question."""
    return not item.who or asks.desk.actor.may(*(Role(one) for one in item.who))


def content(asks: Asks, accounts: Sequence[tuple[int, str]]) -> None:
    """Note content that was agreed to: on one account, or on one that is chosen."""
    only = accounts[0] if len(accounts) == 1 else None
    form = asks.form(
        f"Log content for {only[1]}" if only else "Log content",
        work_fields.content_fields(asks.today, asks.search, () if only else accounts),
        "Logged the content",
        intro="Quick log: what was posted, and who agreed to it.",
        verb="&Log it",
        values={"decided_on": asks.today},
        save=lambda values: asks.desk.act(
            log_content, ContentDraft(**({**values, "account_id": only[0]} if only else values))
        ),
        again="Log and &next",
    )
    keep_deciders(
        asks,
        form,
        lambda: ApprovalKind.CONTENT,
        lambda: only[0] if only else form.value_of("account_id"),
        lambda: form.value_of("asked_by_id"),
    )
    form.open()


def _answer(row: ChecklistRow) -> tuple[TickAnswer, str] | None:
    """Return an earlier answer; one that is out of date is given afresh."""
    return None if row.answer is None or row.state is ItemState.EXPIRED else (row.answer, row.note)


def _tick(asks: Asks, account: AccountDetail, values: dict[str, Any], before: dict[str, Any]) -> int:
    answered = {row.item.code: values.get(row.item.code) for row in account.checklist}
    changed = {code: value for code, value in answered.items() if value is not None and value != before[code]}
    ticks = [TickDraft(code, answer, note) for code, (answer, note) in changed.items()]
    if not ticks:
        raise Refusal("Answer at least one question, or change an answer.")
    return asks.desk.act(tick_items, account.row.id, ticks, values["on"], values["by"])


def _tick_one(asks: Asks, account_id: int, item: ChecklistItem, values: dict[str, Any]) -> int:
    answer, note = values[item.code]
    draft = TickDraft(item.code, answer, note, read_file(values["evidence"], "evidence"))
    return asks.desk.act(tick_items, account_id, [draft], values["on"], values["by"])
