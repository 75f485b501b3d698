"""Who looks after one account: its moderators, and the calendar that shows when too few are there."""

from functools import partial

from policydesk.dates import written
from policydesk.queries.account_detail import AccountDetail, ModeratorRow
from policydesk.rules.cover import Interval
from policydesk.terms_accounts import AccountState
from policydesk.ui.accounts.doing import Doing
from policydesk.ui.accounts.sheet import Sheet
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.cover_calendar import CoverCalendar
from policydesk.ui.kit.cover_words import Cover, explained, stretch
from policydesk.ui.kit.states import Mark

WELL, WARNING, WRONG = Mark("✓", "", Tone.GOOD), Mark("◔", "", Tone.WARN), Mark("!", "", Tone.BAD)
PAST = Mark("–", "", Tone.QUIET)


def fill(sheet: Sheet, account: AccountDetail, doing: Doing) -> None:
    """Show the moderators, the gaps, the calendar, and the same days as a list."""
    sheet.heading(
        f"{len(account.row.moderators)} approved, {account.minimum} needed",
        ("Appoint…", lambda: doing.run("accounts.appoint"), "appoint_here"),
    )
    if not account.moderators:
        sheet.hint("Nobody moderates this account yet.")
    for turn in account.moderators:
        _turn(sheet, turn, doing)
    if account.row.state is AccountState.CLOSED or not account.cover:
        return
    cover = cover_of(account)
    first, last = account.cover[0].first, account.cover[-1].last
    sheet.heading("Cover", ("Record an absence…", lambda: doing.run("accounts.absence"), "absence_here"))
    sheet.hint(stretch(first, last))
    for gap in account.gaps:
        sheet.state(WRONG, f"{stretch(gap.first, gap.last)}: {gap_words(cover, gap)}")
    if not account.gaps:
        sheet.state(WELL, "No gap: enough moderators are there on every day.")
    calendar = CoverCalendar()
    calendar.show_cover(account.row.name, cover)
    sheet.add(calendar)
    sheet.hint(" ".join(explained(cover)))
    sheet.heading("The same as a list")
    for is_gap, words in cover.lines():
        sheet.state(WRONG if is_gap else PAST, words)


def cover_of(account: AccountDetail) -> Cover:
    """Return the days of an account as the calendar shows them."""
    names = {turn.staff_id: turn.full_name for turn in account.moderators}
    return Cover(account.cover, account.minimum, account.holidays, names, account.cover[0].first)


def gap_words(cover: Cover, gap: Interval) -> str:
    """Say how few are there on the days of a gap: on all of them, or on the worst of them."""
    inside = [one for one in cover.intervals if gap.first <= one.first <= gap.last]
    if len({one.staff_ids for one in inside}) == 1:
        return f"only {cover.people(gap)}" if gap.available else "no cover"
    if len({one.available for one in inside}) == 1:
        return f"only {gap.available}"
    return f"at times {f'only {gap.available}' if gap.available else 'nobody'}, {cover.minimum} needed"


def _turn(sheet: Sheet, turn: ModeratorRow, doing: Doing) -> None:
    words = f"{turn.full_name}, {turn.role.label.lower()}, {_days(turn)}"
    if turn.is_past:
        sheet.state(PAST, words, ("Change…", partial(doing.change_moderator, turn), f"change_moderator_{turn.id}"))
        return
    trouble = _trouble(turn)
    mark = WRONG if turn.approved_on is None or not turn.bound else WARNING if trouble else WELL
    sheet.state(
        mark,
        words,
        ("Change…", partial(doing.change_moderator, turn), f"change_moderator_{turn.id}"),
        ("End…", partial(doing.end_moderator, turn), f"end_moderator_{turn.id}"),
        under=". ".join((*_facts(turn), *trouble)),
    )


def _days(turn: ModeratorRow) -> str:
    if turn.last_day is None:
        return f"since {written(turn.from_on)}" if turn.is_running else f"from {written(turn.from_on)}"
    leaves = "left" if turn.is_past else "leave"
    why = f", when they {leaves} the school" if turn.leaves else ""
    return f"{stretch(turn.from_on, turn.last_day)}{why}"


def _facts(turn: ModeratorRow) -> list[str]:
    approved = f"Approved by {turn.approved_by}, {written(turn.approved_on)}" if turn.approved_on else ""
    trained = f"Trained until {written(turn.trained_until)}" if turn.trained_until else ""
    holidays = "Also in the holidays" if turn.in_holidays else "In term time"
    return [one for one in (approved, trained, holidays) if one]


def _trouble(turn: ModeratorRow) -> list[str]:
    asked = (
        (turn.approved_on is None, "Not approved"),
        (turn.trained_until is None, "No training recorded"),
        (not turn.bound, "Not bound by the social media policy"),
        (turn.owes, "Has not acknowledged the current social media policy"),
    )
    return [says for wrong, says in asked if wrong]
