"""The text check from the command line: what stands in a policy's document that wants a look."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from policydesk.dates import written
from policydesk.exchange.policy_limits import POLICY_LIMITS
from policydesk.exchange.policy_text import WORDS, read_policy
from policydesk.exchange.tables import file_content
from policydesk.queries.text_check import DismissalRow, TextMatch, match_of_file, text_dismissals
from policydesk.rules.text_check import Header, Hit, RegisterFacts, check_text, front_page
from policydesk.rules.text_check_lines import PolicyText
from policydesk.rules.text_check_words import found_words, pictures_words, place_words
from policydesk.store import Register


def check_policy(register: Register | None, file: Path, title: str | None, today: date, form: str) -> int:
    """Print what the text check finds in a file, compared with a register where one is given."""
    content = file_content(file, POLICY_LIMITS, WORDS)
    text = read_policy(content)
    match, dismissed = TextMatch(RegisterFacts(today)), dict[str, DismissalRow]()
    if register is not None:
        with register.reading() as session:
            match = match_of_file(session, today, hashlib.sha256(content).hexdigest(), title)
            dismissed = {one.key: one for one in text_dismissals(session, match.policy_id)}
    hits = check_text(text, match.facts)
    if form == "json":
        header = front_page(text, match.facts)
        print(json.dumps(_as_json(file, text, match, header, hits, dismissed), indent=1, ensure_ascii=False))
    else:
        _show(file, text, match, hits, dismissed)
    return 0


def _show(
    file: Path, text: PolicyText, match: TextMatch, hits: tuple[Hit, ...], dismissed: dict[str, DismissalRow]
) -> None:
    live = [one for one in hits if one.key not in dismissed]
    print(f"{file.name}: {found_words(len(live), len(hits) - len(live))}")
    print(f"{match.facts.pack.words}.")
    if match.title:
        print(f"Compared with {match.title}, version {match.label}, in the register.")
    elif match.facts.school_name:
        print(f"Compared with the name of {match.facts.school_name}; the register has no such policy.")
    if text.pictures:
        print(pictures_words(text.pictures))
    for hit in live:
        print(f"\n{place_words(text.unit, hit.places)}: {hit.kind.label}")
        if hit.sentence:
            print(f"  “{hit.sentence}”")
        print(f"  {hit.why}\n  {hit.instead}\n  Source: {hit.source}")
    for hit in hits:
        if hit.key in dismissed:
            one = dismissed[hit.key]
            print(f"\nDismissed: {hit.why}\n  {one.reason} ({one.dismissed_by}, {written(one.dismissed_on)})")


def _as_json(
    file: Path,
    text: PolicyText,
    match: TextMatch,
    header: Header,
    hits: tuple[Hit, ...],
    dismissed: dict[str, DismissalRow],
) -> dict[str, Any]:
    dates = {
        name: None if one is None else one.words
        for name, one in (
            ("approved", header.approved),
            ("last_reviewed", header.last_review),
            ("next_review", header.next_review),
            ("dated", header.dated),
        )
    }
    return {
        "file": file.name,
        "as_at": match.facts.today.isoformat(),
        "rule_pack": match.facts.pack.words,
        "policy": match.title,
        "version": match.label,
        "places": text.unit.value,
        "pages_without_text": list(text.pictures),
        "front_page": {"approved_by": header.approver, **dates},
        "hits": [
            {
                "key": one.key,
                "kind": one.kind.value,
                "subject": one.subject,
                "check": one.check,
                "places": list(one.places),
                "sentence": one.sentence,
                "why": one.why,
                "instead": one.instead,
                "source": one.source,
                "dismissed": dismissed[one.key].reason if one.key in dismissed else None,
            }
            for one in hits
        ],
    }
