"""The text check on the labelled documents: sound ones stay unmarked, and the committed figures are the true ones."""

from pathlib import Path

import pytest

from policydesk.terms import HitKind
from tests.textcheck.corpus import Outcome, figures, labelled, outcomes
from tests.textcheck.report import report

ROOT = Path(__file__).resolve().parents[2]
SOUND = [one for one in labelled() if not one.faults]


def outcome(file: str) -> Outcome:
    return next(one for one in outcomes() if one.document.file == file)


@pytest.mark.parametrize("file", [one.file for one in SOUND])
def test_a_sound_document_raises_no_alarm(file: str) -> None:
    assert [f"{hit.key}: {hit.sentence}" for hit in outcome(file).hits] == []


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len(labelled()) - len(SOUND) >= 12
    assert len(SOUND) >= 4
    assert sum(len(one.faults) for one in labelled()) >= 60
    assert {one.form for one in labelled()} == {"pdf", "docx", "text"}
    assert sum(len(one.text.split()) > 400 for one in SOUND) >= 8


@pytest.mark.parametrize("kind", list(HitKind))
def test_every_kind_is_planted_and_rarely_wrong(kind: HitKind) -> None:
    counts = figures()[kind]
    assert counts["right"] + counts["missed"] > 0
    assert counts["right"] / (counts["right"] + counts["false"]) >= 0.95
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.8


def test_the_committed_page_is_what_the_command_prints() -> None:
    assert (ROOT / "docs/text-check.md").read_text(encoding="utf-8") == report(), (
        "make it again: python -m tests.textcheck.report > docs/text-check.md"
    )


@pytest.mark.requirement("D1", "D3", "D6", "D8", "D14", "D30", "D11")
def test_an_advice_note_with_a_run_together_header_is_read_to_the_month() -> None:
    from policydesk.exchange.policy_text import read_policy
    from policydesk.rules.text_check import front_page

    note = outcome("advice-header")
    header = front_page(read_policy(note.document.content), note.document.facts)
    assert header.approver == "Mrs J Hale"
    assert [str(one.rough) for one in (header.approved, header.last_review, header.next_review) if one] == [
        "December 2023",
        "September 2026",
        "September 2026",
    ]
    assert {"D1", "D3", "D6", "D8", "D14", "D30"} <= {hit.check for hit in note.hits}


@pytest.mark.requirement("D3", "D4", "D5", "D9", "D13", "D15", "D19", "D20", "D22", "D23", "D24", "D26")
def test_a_county_policy_copied_from_a_copy_shows_all_its_age() -> None:
    from policydesk.exchange.policy_text import read_policy
    from policydesk.rules.text_check import front_page

    policy = outcome("county-policy")
    header = front_page(read_policy(policy.document.content), policy.document.facts)
    implemented = header.newest("effective")
    assert [str(one.rough) for one in (header.dated, implemented, header.next_review) if one] == [
        "January 2016",
        "January 2014",
        "January 2019",
    ]
    wanted = {"D3", "D4", "D5", "D9", "D13", "D15", "D19", "D20", "D22", "D23", "D24", "D26"}
    assert wanted <= {hit.check for hit in policy.hits}


@pytest.mark.requirement("D2", "D3", "D13", "D15", "D16", "D17", "D20", "D21", "D26", "D27", "D28", "D25")
def test_a_trust_policy_due_before_it_was_written_is_found_out() -> None:
    policy = outcome("trust-policy")
    wanted = {"D2", "D3", "D13", "D15", "D16", "D17", "D20", "D21", "D26", "D27", "D28", "D25"}
    assert wanted <= {hit.check for hit in policy.hits}


def test_every_hit_says_where_why_what_to_write_and_who_says_so() -> None:
    for one in outcomes():
        for hit in one.hits:
            assert hit.why.endswith((".", "?")), hit
            assert hit.instead, hit
            assert hit.source, hit
            assert bool(hit.places) == bool(hit.sentence), hit
            assert hit.places or hit.kind is HitKind.MISSING_PART, hit
