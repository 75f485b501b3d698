"""Every sentence with a figure reads right for none, one and two of what it counts."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.actions.acknowledgements import RefusalDraft, record_refusal
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.acknowledgement_figures import PolicyFigure
from policydesk.queries.due import TodayFigures, findings
from policydesk.queries.today import today_head
from policydesk.reports.catalogue import reports
from policydesk.reports.paper.words import so_many
from policydesk.reports.report import Options, gather
from policydesk.rules.shares import Share, count_trend, percent_trend
from policydesk.store import Register
from policydesk.store.health import health_of
from policydesk.terms import AckMethod, StaffCategory
from policydesk.ui.today.page import _sentence
from tests.conftest import StoppedClock, make_register
from tests.figures.hearing import told_of
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account, propose
from tests.stories_incidents import concern, friend_request, read_all, signed_in, staffed
from tests.stories_reviews import complete, due, plan

ONES = (
    "person policy acknowledgement account review thing record entry day user backup concern request moderator gap "
    "demand report file hold month year hour incident finding term problem page row question answer edition category"
)
"""Words for one of something that reports count."""

MANY = {one: one[:-1] + "ies" if one.endswith("y") and one != "day" else one + "s" for one in ONES.split()} | {
    "person": "people"
}

SEVERAL = r"(?<![\w.,-])(?:0|[2-9]|[1-9]\d{1,2})"
"""None, or more than one; no year."""

ODD = (
    rf"(?<![\d,.] of )(?<![\w.,-])1 (?:[a-z]+ )?(?:{'|'.join(MANY.values())})\b",
    rf"{SEVERAL} (?:[a-z]+ )?(?:{'|'.join(MANY)})\b(?! of| to|’)",
    rf"\b\d+ of 1 (?:{'|'.join(MANY.values())})\b",
    r"\b0 (?:of them\b|[a-z]+ (?:is|are|has|have|was|were)\b)",
    r"\b1 (?:of them )?(?:are|have|were)\b",
    rf"{SEVERAL} (?:of them )?(?:is|has|was)\b",
    rf"\b1 (?:{'|'.join(MANY)}) (?:are|have|were)\b",
    rf"{SEVERAL} (?:{'|'.join(MANY.values())}) (?:is|has|was)\b",
    r"[Nn]one (?:of [^;,.]*)?(?:are|have) overdue|all [01] ",
    r" [,.;:](?!\d)|[,;:]\.|\.\.|\(\)|“”|  |of \.|by \.",
)
"""What no sentence may say."""


def odd_words(says: str) -> list[str]:
    """Return what is wrong with the numbers of a sentence."""
    cells = [cell.strip() for cell in says.split(" |")]
    return [f"{found[0]!r} in {cell!r}" for cell in cells for one in ODD if (found := re.search(one, cell))]


@pytest.mark.parametrize(
    "says",
    ["1 people are here", "0 policies are in force", "2 person", "1 of them are", "1 of 1 people", "2 of them is"],
)
def test_what_reads_wrong_is_found(says: str) -> None:
    assert odd_words(says)


def school(folder: Path, many: int) -> Register:
    """A school with so many of everything: people, late people, policies, accounts, incidents, reviews done and due."""
    register = make_register(folder / f"{many}.policydesk", StoppedClock())
    if not many:
        return register
    staffed(register)
    ids = [hire(register, f"Governor {letter}", category=StaffCategory.GOVERNOR) for letter in "AB"[:many]]
    for number, letter in enumerate("AB"[:many]):
        title = f"{'Other' if number else 'Social Media'} Policy"
        version = publish(register, write_policy(register, title), categories=frozenset({StaffCategory.GOVERNOR}))
        sign(register, version, ids[0], on=date(2026, 9, 3))
        if number:
            with register.writing() as txn:
                record_refusal(txn, RefusalDraft(ids[-1], version, days(-1), AckMethod.VERBAL, "Goes too far."))
        if number:
            a_live_account(register, moderators=tuple(ids))
        propose(register, f"Plan {letter}")
        friend_request(register, ids[0])
        concern(register)
        plan(register, f"Posters {letter}", days(-1 - number))
        plan(register, f"Forms {letter}", days(-20))
        complete(register, next(one.id for one in due(register) if one.name == f"Forms {letter}"))
    return register


@pytest.fixture(scope="module", params=[0, 1, 2], ids=["none", "one", "two"])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A school with none, one or two of everything; the DSL signed in where there is one."""
    register = school(tmp_path_factory.mktemp("plurals"), request.param)
    if not request.param:
        yield register
        register.close()
        return
    register.close()
    with signed_in(register.folder, "Dana Lead") as opened:
        yield opened


def test_every_report_reads_right(small: Register) -> None:
    wrong = []
    for report in (one for one in reports() if not one.offers_parts):
        options = Options(incidents=read_all(small) if report.takes_incidents else None, look=lambda: health_of(small))
        for day in (TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=1)):
            with small.reading() as session:
                try:
                    facts = gather(session, report, day, options).facts
                except Refusal as refusal:
                    wrong += odd_words(refusal.says)
                    continue
            if not report.wants_look:
                wrong += [f"{report.id}: {one}" for says in told_of(report, facts) for one in odd_words(says)]
    assert not wrong, "\n".join(wrong)


def test_every_finding_and_today_read_right(small: Register) -> None:
    for day in (TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=30)):
        with small.reading() as session:
            said = [one.says for one in findings(session, day)]
            figures = today_head(session, day).figures
            said += [_sentence(figures)] if figures.asked else []
        wrong = [one for says in said for one in odd_words(says)]
        assert not wrong, "\n".join(wrong)


FEW = st.integers(0, 2)


@given(st.integers(1, 2), FEW, st.integers(1, 2), st.integers(1, 2))
def test_what_today_says_reads_right_for_any_small_numbers(people: int, done: int, asked: int, policies: int) -> None:
    policy = PolicyFigure(1, 1, "Social Media Policy", "1", *(0 for _one in range(9)))
    figures = TodayFigures(asked, min(done, asked), people, min(done, people), 0, 1, 0, (policy,) * policies)
    shares = Share(min(done, people), people), Share(min(asked, policies), policies)
    said = (_sentence(figures), percent_trend(*shares), count_trend(done, asked), counted(people, "person", "people"),
            f"{so_many(done, 'is', 'are')} overdue.", f"{so_many(done, 'has', 'have')} cover.")  # fmt: skip
    assert [one for says in said for one in odd_words(says)] == []
