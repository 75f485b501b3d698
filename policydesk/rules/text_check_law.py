"""Laws that a policy cites: replaced ones, wrong titles, wrong years, and a list that lacks the newest."""

import re
from collections.abc import Iterator
from functools import cache

from policydesk.dates import written
from policydesk.rules.text_check_lines import Sentence
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.terms import HitKind

_YEARS = r"(?P<years>(?:,?\s*(?:and|&|of)?\s*\(?(?:19|20)\d\d\)?(?!\d))*)"
_NUMBERED = re.compile(r"(?:19|20)\d\d")
_TITLE_GOES_ON = re.compile(r"(?:\b[A-Z][\w’-]*|\b[A-Z][\w’-]*,? (?:and|of|for|from|with|to|in)|[,)])\s+$")
_BEFORE_A_TITLE = re.compile(r"\b(?:The|Under|See|And|In|By|As|Of|With|Legislation|Law|Laws|Legal|Acts?|UK)\s+$")


@cache
def _title(title: str, *, with_years: bool = True) -> re.Pattern[str]:
    """Return how a title is found: "&" for "and", commas or none, capitals aside, "Acts 1984 and 1998" for several."""
    words = re.escape(title).replace(r"\ ", r"\s+").replace(r"\s+and\s+", r"\s+(?:and|&)\s+").replace(",", ",?")
    plural = "s?" if title.endswith("Act") else ""
    return re.compile(rf"(?<![\w-]){words}{plural}(?![\w’-]){_YEARS if with_years else ''}", re.IGNORECASE)


def check_law(reading: Reading) -> Iterator[Hit]:
    """Yield what is wrong with the laws that are cited."""
    for sentence in reading.sentences:
        taken: list[tuple[int, int]] = []
        yield from _misnamed(reading, sentence, taken)
        if not reading.is_history(sentence):
            yield from _replaced(reading, sentence, taken)
        yield from _wrong_year(reading, sentence, taken)
    yield from _without_the_newer(reading)


def _misnamed(reading: Reading, sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Hit]:
    knowledge = reading.knowledge
    for wrong in knowledge.wrong_titles:
        for found in _title(wrong.wrong).finditer(sentence.text):
            taken.append(found.span())
            check = "D23" if "no Act" in wrong.why else "D22" if "Copyright" in wrong.wrong else "D24"
            yield reading.hit(
                HitKind.MISNAMED_LAW,
                wrong.wrong,
                sentence,
                f"“{found[0].strip()}” is not what the law is called. {wrong.why}".rstrip(),
                f"Write {wrong.instead}.",
                knowledge.source("law", wrong.source or knowledge.law_source),
                check,
            )


def _replaced(reading: Reading, sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Hit]:
    knowledge = reading.knowledge
    for old in knowledge.old_laws:
        if old.since > reading.facts.today:
            continue
        found = next((one for one in _title(old.title).finditer(sentence.text) if str(old.year) in one["years"]), None)
        for also in old.also:
            found = found or _title(also, with_years=False).search(sentence.text)
        if found is None:
            continue
        taken.append(found.span())
        yield reading.hit(
            HitKind.OLD_LAW,
            f"{old.title} {old.year}",
            sentence,
            f"The {old.title} {old.year} no longer counts; since {written(old.since)} it is {old.instead}.",
            f"Write {old.instead}.",
            knowledge.source("law", old.source),
            "D20",
        )


def _wrong_year(reading: Reading, sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Hit]:
    """Yield a known title with a year in which no such law was made; longer titles are looked at first."""
    knowledge = reading.knowledge
    replaced: dict[str, set[int]] = {}
    for old in knowledge.old_laws:
        replaced.setdefault(old.title, set()).add(old.year)
    for law in sorted(knowledge.laws, key=lambda one: -len(one.title)):
        known = {*law.years, *replaced.get(law.title, ())}
        for found in _title(law.title).finditer(sentence.text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            before = sentence.text[: found.start()]
            if _TITLE_GOES_ON.search(before) and not _BEFORE_A_TITLE.search(before) and not before.endswith(", "):
                continue
            years = [int(year) for year in _NUMBERED.findall(found["years"])]
            wrong = [year for year in years[:1] if year not in known]
            if wrong:
                true = " or ".join(str(year) for year in law.years)
                note = f" {law.note}" if law.note else ""
                yield reading.hit(
                    HitKind.MISNAMED_LAW,
                    f"{law.title} {wrong[0]}",
                    sentence,
                    f"There is no {law.title} {wrong[0]}; its year is {true}.{note}",
                    f"Write the {law.title} {true}.",
                    knowledge.source("law", law.source or knowledge.law_source),
                    "D22" if "Copyright" in law.title else "D21",
                )


def _without_the_newer(reading: Reading) -> Iterator[Hit]:
    knowledge = reading.knowledge
    for newer in knowledge.newer_laws:
        if newer.since > reading.facts.today or _title(newer.needs, with_years=False).search(reading.words):
            continue
        for title in newer.beside:
            cited = (one for one in reading.sentences if (found := _title(title).search(one.text)) and found["years"])
            sentence = next(cited, None)
            if sentence is not None:
                yield reading.hit(
                    HitKind.OLD_LAW,
                    f"{newer.needs} not named",
                    sentence,
                    newer.why,
                    f"Add {newer.instead}.",
                    knowledge.source("law", newer.source),
                    "D25",
                )
                break
