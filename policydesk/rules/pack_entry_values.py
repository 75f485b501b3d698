"""What may be entered in an entry of the school's own: each wrong answer has its sentence, and nothing stands twice."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from policydesk.rules.pack_additions import Addition, Question
from policydesk.rules.pack_files import Tables
from policydesk.rules.pack_names import as_compared, known_names, names_of, spelled
from policydesk.rules.pack_texts import value_of
from policydesk.rules.pack_values import wanted, wrong_text
from policydesk.terms_pack import PackForm

LONGEST_NAME = 200
"""Characters that a name or a title may have."""

Texts = Mapping[str, str]
Problem = tuple[str, str]

_YEAR_BEHIND = re.compile(r",?\s*\(?(?:19|20)\d\d\)?$")


def wrong_with_entry(kind: Addition, texts: Texts, tables: Tables, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with an entry, as fields with their sentences; one that is there already is refused too."""
    found = [(one.name, says) for one in kind.questions if (says := _wrong_answer(kind, one, texts, today))]
    if found:
        return tuple(found)
    return tuple(_wrong_together(kind, texts, tables))


def _wrong_answer(kind: Addition, question: Question, texts: Texts, today: date) -> str:
    text = texts.get(question.name, "")
    if not text:
        return "" if question.optional else asked_for(question)
    if question.name not in kind.named:
        return wrong_text(question.form, text, today)
    if len(text) > LONGEST_NAME:
        return f"Shorten this to {LONGEST_NAME} characters; it has {len(text):,}."
    if len(spelled(text)) < 2 and kind.list != "guidance/edition":
        return "Enter a name with letters or figures in it."
    if question.name == "title" and kind.file == "law" and _YEAR_BEHIND.search(text):
        return "Leave the year out of the title: it has its own box."
    return ""


def asked_for(question: Question) -> str:
    """Return what is said where a question is not answered."""
    if question.form is PackForm.SERIES:
        return "Select the guidance."
    if question.form is not PackForm.WORDS:
        return f"Enter {wanted(question.form)}."
    return question.missing or "Enter what to write instead."


def _wrong_together(kind: Addition, texts: Texts, tables: Tables) -> Iterator[Problem]:
    entry = kind.make({one.name: value_of(one.form, texts.get(one.name, "")) for one in kind.questions})
    first, also = kind.named[0], texts.get("also", "")
    known = dict(known_names(tables, kind.list))
    double = next((one for one in names_of(kind.list, entry) if as_compared(kind.list, one) in known), None)
    if double is not None:
        there = known[as_compared(kind.list, double)]
        field = "also" if also and double in also.split(", ") else first
        yield field, f"This is in the rule pack already: “{there}”. Find it in the list and change it there."
    made = texts.get("year", "")
    if made and texts["since"][:4] < made:
        yield "since", "It cannot have been replaced before it was made. Check the day and the year."
    if kind.list == "guidance/edition" and all(one["title"] != texts["series"] for one in tables["guidance"]["series"]):
        yield "series", "This guidance is not in the rule pack. Select another one."
    other = next((one for one in ("to", "instead") if one in texts), None)
    if other is not None and texts[other] == texts[first]:
        yield other, "Here stands the same as above. Enter what is to be written instead."
