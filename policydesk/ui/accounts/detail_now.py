"""How one account stands: what is missing, the line of its life, what it is; and its checklist."""

from functools import partial

from PySide6.QtWidgets import QWidget

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_detail import AccountDetail, ChecklistRow, StepRow
from policydesk.rules.account_checklist import ItemState
from policydesk.rules.findings import Finding
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision
from policydesk.ui.accounts.answers import audience_words
from policydesk.ui.accounts.columns import STATE_MARKS
from policydesk.ui.accounts.doing import Doing
from policydesk.ui.accounts.sheet import Sheet
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import plain_tip
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import PlainLabel, StatusChip
from policydesk.ui.kit.states import URGENCY_MARKS, Mark

ITEM_MARKS = {
    ItemState.MET: Mark("✓", "Yes", Tone.GOOD),
    ItemState.NO: Mark("✗", "No", Tone.BAD),
    ItemState.MISSING: Mark("○", "Not answered", Tone.WARN),
    ItemState.EXPIRED: Mark("↻", "Out of date", Tone.WARN),
    ItemState.NOT_APPLICABLE: Mark("–", "Not applicable", Tone.QUIET),
}
"""Where one question of the checklist stands."""

SAID_BY = {
    "accounts.approve": "account.not_approved",
    "accounts.appoint": "account.too_few_moderators",
    "accounts.approve_moderator": "account.moderator_not_approved",
    "accounts.tick": "account.checklist_missing",
    "accounts.step": "",
}
"""What an account needs before it goes live, and the finding that says the same."""

ALL_WELL, OPEN = Mark("✓", "", Tone.GOOD), Mark("○", "", Tone.INFO)


def fill(sheet: Sheet, account: AccountDetail, findings: tuple[Finding, ...], doing: Doing) -> None:
    """Show what is missing first, then the life of the account and what it is."""
    sheet.heading("What is missing")
    for finding in findings:
        button = (
            (f"{finding.button}…", partial(doing.put_right, finding), f"missing_{finding.rule.replace('.', '_')}")
            if finding.button and "." in finding.command
            else None
        )
        mark = URGENCY_MARKS[finding.urgency]
        sheet.state(mark, f"{finding.says} ({finding.clause})", *((button,) if button else ()))
    said = {one.rule for one in findings}
    wanting = [one for one in before_it_goes_live(account) if SAID_BY[one[1]] not in said]
    for says, command, verb in wanting:
        sheet.state(OPEN, says, (verb, partial(doing.run, command), f"before_{command.replace('.', '_')}"))
    if not findings and not wanting:
        sheet.state(ALL_WELL, "Nothing is missing.")
    sheet.heading("Its life")
    sheet.add(life_line(account.steps))
    for step in account.steps:
        sheet.hint(_step_words(step))
        if step.override_reason:
            sheet.state(
                Mark("!", "", Tone.WARN),
                f"Went live although something was missing. The headteacher’s reason: {step.override_reason}",
            )
    sheet.heading("What it is", ("Print approval form…", lambda: doing.run("accounts.print"), "print_here"))
    answers = account.answers
    sheet.facts(
        (
            ("Web address", account.row.address),
            ("For", audience_words(answers.audience)),
            ("Purpose", answers.purpose),
            ("Approved", approval_words(account)),
            ("Overall responsibility", answers.responsible_leader),
            ("Planned end", written(answers.planned_end_on)),
            ("Sign-in", sign_in_words(account)),
        )
    )


def before_it_goes_live(account: AccountDetail) -> list[tuple[str, str, str]]:
    """Return what an account that is not live yet still needs, with the command that does it and its verb."""
    row = account.row
    if row.state not in {AccountState.PROPOSED, AccountState.APPROVED}:
        return []
    short_of = row.minimum - len(row.moderators)
    waiting = [turn.full_name for turn in account.moderators if turn.is_running and turn.approved_on is None]
    open_questions = sum(one.state.is_open for one in account.checklist)
    asked = (
        (row.state is AccountState.PROPOSED, "It is not approved yet.", "accounts.approve", "Decide…"),
        (
            bool(waiting),
            f"{', '.join(waiting)} {'is' if len(waiting) == 1 else 'are'} not approved as moderator yet.",
            "accounts.approve_moderator",
            "Approve…",
        ),
        (
            short_of > len(waiting),
            f"{counted(short_of - len(waiting), 'more moderator is', 'more moderators are')} needed to go live.",
            "accounts.appoint",
            "Appoint…",
        ),
        (
            open_questions > 0,
            f"{counted(open_questions, 'question', 'questions')} of the checklist without a “yes”.",
            "accounts.tick",
            "Answer…",
        ),
        (
            row.state is AccountState.APPROVED and short_of <= 0,
            "It can go live.",
            "accounts.step",
            "Next step…",
        ),
    )
    return [(says, command, verb) for so, says, command, verb in asked if so]


def life_line(steps: tuple[StepRow, ...]) -> QWidget:
    """Return the steps side by side, the newest in its colour."""
    line = QWidget()
    line.setObjectName("life_line")
    line.setAccessibleName("Life line")
    flow = FlowLayout(line, spacing=6)
    for number, step in enumerate(steps):
        if number:
            flow.addWidget(PlainLabel("→"))
        mark = STATE_MARKS[step.state]
        last = number == len(steps) - 1
        chip = StatusChip(mark.says, mark.tone if last else Tone.QUIET)
        chip.setToolTip(plain_tip(_step_words(step)))
        flow.addWidget(chip)
    return line


def fill_checklist(sheet: Sheet, account: AccountDetail, doing: Doing) -> None:
    """Show every question with who answered what when; what is missing first."""
    rows = account.checklist
    met = sum(row.state in {ItemState.MET, ItemState.NOT_APPLICABLE} for row in rows)
    sheet.heading(f"{met} of {len(rows)} in order", ("Answer them…", lambda: doing.run("accounts.tick"), "answer_all"))
    open_rows = [row for row in rows if row.state not in {ItemState.MET, ItemState.NOT_APPLICABLE}]
    if open_rows:
        sheet.heading("What is missing")
    for row in open_rows:
        _question(sheet, row, doing)
    group = ""
    for row in rows:
        if row in open_rows:
            continue
        if row.item.group != group:
            group = row.item.group
            sheet.heading(group)
        _question(sheet, row, doing)


def _question(sheet: Sheet, row: ChecklistRow, doing: Doing) -> None:
    mark = ITEM_MARKS[row.state]
    link = ("Answer…", partial(doing.answer, row), f"answer_{row.item.code}")
    sheet.state(mark, f"{mark.word}: {row.item.question} ({row.item.clause})", link, under=_who_answered(row))


def _who_answered(row: ChecklistRow) -> str:
    if row.answer is None:
        return ""
    said = f"{row.ticked_by}, {written(row.ticked_on)}"
    until = f"; holds until {written(row.valid_until)}" if row.valid_until else ""
    note = f". {row.note}" if row.note else ""
    return f"{said}{until}{note}"


def approval_words(account: AccountDetail) -> str:
    """Say who approved an account and until when that holds."""
    decided = [
        one for one in account.approvals
        if one.kind is ApprovalKind.CREATE_ACCOUNT and one.decision is Decision.APPROVED
    ]  # fmt: skip
    if not decided:
        return ""
    newest = decided[0]
    until = f", until {written(newest.expires_on)}" if newest.expires_on else ""
    return f"by {newest.decided_by}, {written(newest.decided_on)}{until}"


def sign_in_words(account: AccountDetail) -> str:
    """Say where the sign-in is kept and who holds it."""
    answers = account.answers
    held = f"held by {answers.credentials_holder}" if answers.credentials_holder else ""
    return "; ".join(one for one in (answers.credentials_kept, held) if one)


def _step_words(step: StepRow) -> str:
    note = f". {step.note}" if step.note else ""
    return f"{step.state.label} {written(step.on_day)}, {step.by_name}{note}"
