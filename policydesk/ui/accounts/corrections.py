"""The forms that put right an approval or a permission that was mistyped, and ask why."""

from collections.abc import Callable
from typing import Any

from policydesk.actions.approval_corrections import ApprovalCorrection, correct_approval
from policydesk.actions.outside import PermissionDraft, correct_permission
from policydesk.queries.account_logs import ApprovalRow, PermissionRow
from policydesk.terms_accounts import ApprovalKind, Decision
from policydesk.ui.accounts.asks import Asks, keep_deciders
from policydesk.ui.accounts.fields import Parts
from policydesk.ui.accounts.log_fields import asked_fields, permission_fields
from policydesk.ui.accounts.work_fields import Choices, decision_fields
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.inputs import NotesBox
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.policies.forms import read_file

_APPROVAL = (
    "account_id", "title", "address", "asked_on", "permission_reference", "notes", "decision", "decided_on",
    "conditions", "expires_on",
)  # fmt: skip
_PERMISSION = ("kind", "subject", "given_by", "given_on", "account_id", "expires_on", "reference", "notes")
_KEPT = "What it said before stays in the history, with your reason."


def correct(asks: Asks, accounts: Choices, row: ApprovalRow | PermissionRow) -> None:
    """Put right what was noted."""
    if isinstance(row, ApprovalRow):
        _correct_approval(asks, accounts, row)
    else:
        _correct_permission(asks, accounts, row)


def _correct_approval(asks: Asks, accounts: Choices, row: ApprovalRow) -> None:
    what = row.title or row.account or row.kind.label
    asked_by = None if row.asked_by_id is None else Choice(row.asked_by_id, row.asked_by)
    decided = row.decision is not Decision.PENDING
    form = asks.form(
        f"Correct {what}",
        (*asked_fields(asks.today, asks.search, accounts, row.kind), *(_decided(asks, row) if decided else ()), _why()),
        f"Corrected {what}",
        intro=f"{row.kind.label}. {_KEPT}",
        verb="&Save the correction",
        values={name: getattr(row, name) for name in _APPROVAL} | {"asked_by_id": asked_by},
        save=lambda values: asks.desk.act(correct_approval, row.id, ApprovalCorrection(**_given(row, values))),
    )
    if decided:
        keep_deciders(
            asks,
            form,
            lambda: row.kind,
            lambda: form.value_of("account_id") if "account_id" in form.rows else row.account_id,
            lambda: form.value_of("asked_by_id"),
        )
        form.input_of("decided_by_id").set_value(row.decided_by_id)
    form.open()


def _correct_permission(asks: Asks, accounts: Choices, row: PermissionRow) -> None:
    form = asks.form(
        f"Correct the permission of {row.given_by}",
        (*permission_fields(asks.today, accounts), _why()),
        f"Corrected the permission of {row.given_by}",
        intro=_KEPT,
        verb="&Save the correction",
        values={name: getattr(row, name) for name in _PERMISSION},
        save=_saving(lambda values, reason: asks.desk.act(
            correct_permission, row.id, PermissionDraft(**values), reason
        )),
    )  # fmt: skip
    form.open()


def _decided(asks: Asks, row: ApprovalRow) -> Parts:
    """Return the questions about the decision; whether an account may be created is not changed here."""
    parts = decision_fields(asks.today, asks.search, ask_who=False)
    fixed = row.kind is ApprovalKind.CREATE_ACCOUNT
    kept = [one for one in parts if not (fixed and isinstance(one, Field) and one.name == "decision")]
    says = "Approved or refused stays. Undo the decision in the history where it was the wrong one." if fixed else ""
    return (Section("The decision", says), *kept)


def _given(row: ApprovalRow, values: dict[str, Any]) -> dict[str, Any]:
    fixed = {"decision": row.decision, "account_id": row.account_id, "title": row.title}
    return {**fixed, **values, "evidence": read_file(values.get("evidence"), "evidence")}


def _saving(save: Callable[[dict[str, Any], str], object]) -> Callable[[dict[str, Any]], object]:
    def saving(values: dict[str, Any]) -> object:
        own = {name: value for name, value in values.items() if name != "reason"}
        return save({**own, "evidence": read_file(values.get("evidence"), "evidence")}, values["reason"])

    return saving


def _why() -> Field:
    return Field(
        "reason",
        "Why it is corrected",
        lambda: NotesBox(lines=2),
        "For example: the day was mistyped.",
        required="Enter why it is corrected.",
    )
