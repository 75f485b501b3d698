"""Services that closed, guidance that is gone, editions of KCSIE, figures that aged, rubbish from a web page."""

import re
from collections.abc import Iterator
from functools import cache

from policydesk.dates import written
from policydesk.rules.knowledge import Series, Service
from policydesk.rules.text_check_lines import Sentence
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.terms import HitKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEWEST = re.compile(
    r"\b(?:current|latest|most recent|newest|up[- ]to[- ]date|as (?:updated|amended|revised)|"
    r"updated (?:each|every) year|"
    r"in force|each (?:new )?edition|annual(?:ly)? (?:edition|update\w*))\b",
    re.IGNORECASE,
)
_EDITION_BEFORE = re.compile(
    r"(?:\((?:19|20)\d\d\)[,:]?|(?<!\w)(?:19|20)\d\d\s+(?:edition|version) of)\s+(?:the\s+)?[“‘]?$"
)
_KEPT_THERE = "accounts?|pages?|profiles?|channels?|videos?|bookmarks?"
"""What somebody has on a service, so that its name is no ordinary word."""
_NEAR = 70
"""Characters after a title within which its year stands."""


@cache
def _name(name: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.@/]){re.escape(name)}(?![\w+])", re.IGNORECASE if any_case else 0)


def check_services(reading: Reading) -> Iterator[Hit]:
    """Yield services and bodies that closed or are called something else now."""
    for service in reading.knowledge.services:
        if service.since <= reading.facts.today and not _introduced(reading, service):
            for name in service.names:
                yield from _named(reading, service, name)
    for one in reading.knowledge.misspellings:
        for sentence in reading.sentences:
            if _name(one.wrong).search(sentence.text):
                why = f"The name is written {one.instead}."
                source = reading.knowledge.source("services", one.source)
                yield reading.hit(HitKind.SERVICE, one.wrong, sentence, why, f"Write {one.instead}.", source, "D29")


def _named(reading: Reading, service: Service, name: str) -> Iterator[Hit]:
    for sentence in reading.sentences:
        found = _name(name, any_case=len(name) > 8 and name not in service.ambiguous).search(sentence.text)
        if found is None or reading.is_history(sentence):
            continue
        if name in service.ambiguous and not _has_company(reading, sentence, name):
            continue
        gone = f"“{name}” closed on {written(service.since)}."
        renamed = f"“{name}” has been called {service.to} since {written(service.since)}."
        yield reading.hit(
            HitKind.SERVICE,
            service.names[0],
            sentence,
            renamed if service.to else gone,
            f"Write {service.instead}." if service.to else f"Name {service.instead}.",
            reading.knowledge.source("services", service.source),
            "D26",
        )


def _introduced(reading: Reading, service: Service) -> bool:
    """Return whether the document says somewhere that the new name is the old one's: "X (formerly Twitter)"."""
    if not service.to:
        return False
    to = rf"(?<!\w){re.escape(service.to)}(?!\w)"
    telling = r"(?:formerly|previously|once|now|was|known|call|called|calls|until|former|renamed|became|as)"
    between = rf"(?:(?:[a-z]+ ){{0,6}}{telling} (?:[a-z]+ ){{0,2}})?"
    for name in service.names:
        old = rf"(?<!\w){re.escape(name)}(?!\w)"
        near = rf"{to}\W{{1,3}}{between}{old}|{old}\W{{1,3}}{between}{to}"
        if re.search(near, reading.words):
            return True
    return False


def _has_company(reading: Reading, sentence: Sentence, name: str) -> bool:
    """Return whether an account, or another service, stands in the sentence, so that an ordinary word is one too."""
    if re.search(rf"\b{name} [A-Z]", sentence.text):
        return False
    if re.search(rf"(?i:\b(?:{_KEPT_THERE})\b[^.]{{0,40}}\bon) {name}\b", sentence.text):
        return True
    return any(found[0] != name for found in reading.knowledge.service_names.finditer(sentence.text))


def check_guidance(reading: Reading) -> Iterator[Hit]:
    """Yield guidance that no longer counts, old editions, and figures that aged."""
    for series in reading.knowledge.series:
        yield from _editions(reading, series)
    for gone in reading.knowledge.gone_guidance:
        for sentence in reading.sentences:
            if any(one.search(sentence.text) for one in gone.patterns) and not reading.is_history(sentence):
                why = f"This guidance no longer counts since {written(gone.since)}."
                source = reading.knowledge.source("guidance", gone.source)
                yield reading.hit(
                    HitKind.GUIDANCE, gone.subject, sentence, why, f"Refer to {gone.instead}.", source, "D27"
                )
    yield from _figures(reading)


def _editions(reading: Reading, series: Series) -> Iterator[Hit]:
    """Yield a title with the year of an old edition, or with none where one is needed."""
    names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in series.names), re.IGNORECASE)
    named = [(one, found) for one in reading.sentences for found in names.finditer(one.text)]
    current = series.current(reading.facts.today)
    if not named or not current:
        return
    kind = HitKind.KCSIE if series.needs_edition else HitKind.GUIDANCE
    dated = False
    for sentence, found in named:
        near = re.split(r"[;.]|\band\b|•", sentence.text[found.end() : found.end() + _NEAR])[0]
        before = _EDITION_BEFORE.search(sentence.text[: found.start()])
        year = _YEAR.search(near) or before
        if year is None:
            continue
        dated = True
        cited = year[0].strip(" (")[:4]
        if cited < current and not reading.is_history(sentence) and cited in {one for one, _first in series.editions}:
            since = next(first for name, first in series.editions if name == current)
            why = f"The {cited} edition is cited; the {current} edition has counted since {written(since)}."
            yield _edition_hit(reading, series, kind, f"{series.id} {cited}", sentence, why, current)
    if series.needs_edition and not dated and not any(_NEWEST.search(one.text) for one, _found in named):
        why = f"No edition is named. The {current} edition counts now, and readers cannot tell which one is meant."
        yield _edition_hit(reading, series, kind, f"{series.id} without edition", named[0][0], why, current)


def _edition_hit(
    reading: Reading, series: Series, kind: HitKind, subject: str, at: Sentence, why: str, current: str
) -> Hit:
    instead = f"Write “{series.title}” ({current}), or “the current edition of {series.title}”."
    check = "D28" if series.needs_edition else "D27"
    return reading.hit(kind, subject, at, why, instead, reading.knowledge.source("guidance", series.source), check)


def _figures(reading: Reading) -> Iterator[Hit]:
    figures = reading.knowledge.figures
    oldest = reading.facts.today.year - figures.most_years
    for sentence in reading.sentences:
        for pattern in figures.patterns:
            found = pattern.search(sentence.text)
            if found is None or any(int(year) >= oldest for year in _YEAR.findall(sentence.text)):
                continue
            source = reading.knowledge.source("guidance", figures.source)
            instead = f"Write {figures.instead}."
            yield reading.hit(HitKind.GUIDANCE, found[0], sentence, figures.why, instead, source, "D19")
            break


def check_leftovers(reading: Reading) -> Iterator[Hit]:
    """Yield what a web page or a template left in the text."""
    for subject, patterns, said in reading.knowledge.wording.leftovers:
        for line in reading.lines:
            if any(one.search(line.text) for one in patterns):
                at = Sentence(line.place, line.text, 0)
                source = reading.knowledge.source("wording", said or "Our own recommendation")
                why = "This was not written for the policy: it came with the page or the model that was copied."
                yield reading.hit(
                    HitKind.LEFTOVER, subject, at, why, "Delete it, or write what is meant.", source, "D30"
                )
