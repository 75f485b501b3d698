"""Dates and intervals that a policy gives: whether they agree with each other and with the register."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policydesk.dates import RoughDate
from policydesk.rules.text_check_header import Header, TextDate
from policydesk.rules.text_check_lines import Sentence
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.terms import HitKind

SOURCE = "AN header, CP Review: the three dates of a policy"

_CERTAIN = ("next", "moved")
"""Kinds of date that are certainly the next review; a bare "review date" may be the last one."""

_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "eighteen": 18, "twenty-four": 24,
    "thirty-six": 36,
}  # fmt: skip
_COUNT = rf"\d{{1,2}}|{'|'.join(_COUNTS)}"
INTERVAL = re.compile(
    rf"\b(?:(?P<annual>annual(?:ly)?|yearly|(?:every|each)\s+(?:academic\s+|school\s+)?year|once\s+(?:a|per|every|each)\s+year)"
    r"|(?P<biennial>biennial(?:ly)?|every\s+(?:other|second)\s+year)|(?P<triennial>triennial(?:ly)?)"
    r"|(?P<half>half[- ]yearly|twice\s+(?:a|each)\s+year)|(?P<termly>termly|(?:each|every)\s+term)"
    r"|(?P<monthly>monthly|every\s+month)"
    rf"|(?:every\s+|each\s+)?\(?(?P<count>{_COUNT})(?:\s*\(\d+\))?[\s-]*(?P<unit>years?|months?|yearly|monthly|year|month)\b)",
    re.IGNORECASE,
)
_FIXED = {"annual": 12, "biennial": 24, "triennial": 36, "half": 6, "termly": 4, "monthly": 1}
_LABELLED = re.compile(r"\breview\s+(?:cycle|frequency|period|interval|schedule)\s*:?", re.IGNORECASE)
_OF_THE_POLICY = re.compile(
    r"\b(?:policy|document|guidance|handout|advice|note)\b[^.;]{0,80}?\breview(?:ed|s)?\b[^.;]{0,60}$|\breview(?:ed|s)?\b[^.;]{0,30}\b(?:this|the|our)\s+(?:\w+\s+){0,3}(?:policy|document|guidance|handout|advice|note)\b[^.;]{0,50}$"
    r"|\b(?:it|this)\s+(?:will|is|shall|must|should)\s+(?:be\s+)?review(?:ed)?\b[^.;]{0,50}$"
    r"|\b(?:policy|document|guidance|handout|advice|note)\b[^.;]{0,50}\b(?:subject\s+to|under)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s+review\s+of\s+(?:this|the)\s+(?:\w+\s+){0,3}(?:policy|document|guidance|handout|advice|note)", re.IGNORECASE
)
_OTHER_THINGS = re.compile(
    r"\b(?:accounts?|settings?|training|filters?|filtering|moderator\w*|followers|register|incidents?|passwords?|consents?|risk|"
    r"platforms?|services?|posts?|sites?|devices?|agreements?|access|apps?|logs?|signed?|sign|acknowledg\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """How often the policy is reviewed, as one place in it says."""

    months: int
    words: str
    at: Sentence


def read_intervals(reading: Reading) -> tuple[Interval, ...]:
    """Return how often the document says that it is reviewed, each place where it says so."""
    return tuple(_intervals(reading))


def _intervals(reading: Reading) -> Iterator[Interval]:
    for number, sentence in enumerate(reading.sentences):
        text = sentence.text
        label = _LABELLED.search(text)
        bracket = re.search(r"next\s+review|to\s+be\s+reviewed", text, re.IGNORECASE)
        for found in INTERVAL.finditer(text):
            months = _months(found)
            before, after = text[: found.start()], text[found.end() :]
            labelled = label is not None and label.end() <= found.start() <= label.end() + 30
            beside_a_date = bracket is not None and re.search(r"(?:19|20)\d\d\s*\($", before)
            of_it = _OF_THE_POLICY.search(before) or _AFTER.match(after)
            if months and (labelled or beside_a_date or (of_it and not _OTHER_THINGS.search(text))):
                yield Interval(months, found[0].strip(" ()"), sentence)
        if label is not None and label.end() >= len(text) and number + 1 < len(reading.sentences):
            following = reading.sentences[number + 1]
            found_next = INTERVAL.match(following.text)
            if found_next is not None:
                yield Interval(_months(found_next), found_next[0].strip(" ()"), following)


def _months(found: re.Match[str]) -> int:
    for name, months in _FIXED.items():
        if found[name]:
            return months
    count = _COUNTS.get(found["count"].lower(), 0) or int(found["count"])
    return count * (12 if found["unit"].lower().startswith("year") else 1)


def check_dates(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield dates that cannot both be right."""
    today = reading.facts.today
    due, last, dated = header.next_review, header.last_review, header.dated
    if due and last and (due.first, due.last) == (last.first, last.last):
        yield _dates(reading, f"last and next review {due.words}", due, "D1",
                     f"The document was last reviewed and is next reviewed on the same date, {due.words}.",
                     "Give the date of the next review.")  # fmt: skip
    before = [one for one in (dated, header.approved, last, header.newest("effective")) if one is not None]
    certain = due is not None and due.kind in _CERTAIN
    newest = max(before, key=lambda one: one.first, default=None)
    for early, own in _before_the_document(header, newest):
        yield _dates(reading, f"next review {early.words} before {own.words}", early, "D2",
                     f"The next review ({early.words}) is before the document’s own date ({own.words}).",
                     "Check both dates.")  # fmt: skip
    if due and certain and due.last < today:
        yield _dates(reading, f"review overdue {due.words}", due, "D3",
                     f"The review was due by {due.words} and that is past.",
                     "Review the policy and give the next date.")  # fmt: skip
    if last and header.approved and header.approved.last < last.first:
        yield _dates(reading, f"reviewed {last.words} after approval {header.approved.words}", last, "D6",
                     f"It was reviewed ({last.words}) after it was approved ({header.approved.words}). "
                     "Nothing shows that the reviewed text was approved.",
                     "Give the date on which the governing body approved this text.")  # fmt: skip
    for one, what in ((last, "last reviewed"), (header.approved, "approved")):
        if one and one.first > today:
            yield _dates(reading, f"{what} {one.words} in the future", one, "D7",
                         f"It says that it was {what} in {one.words}, which is still to come.",
                         "Check the date.")  # fmt: skip
    yield from _two_next_reviews(reading, header)


def _before_the_document(header: Header, newest: TextDate | None) -> Iterator[tuple[TextDate, TextDate]]:
    """Yield a next review before the document’s own date: the one that counts, and one in that date’s own sentence."""
    due = header.next_review
    for one in header.of(*_CERTAIN):
        if newest is not None and one.last < newest.first and (one == due or one.at == newest.at):
            yield one, newest


def _two_next_reviews(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield two dates for the next review; dates before the document's own belong to older versions."""
    if header.of("moved"):
        return
    dated = header.dated
    live = [one for one in header.of("next") if dated is None or one.first > dated.last]
    for other in live[1:]:
        if not other.overlaps(live[0].first, live[0].last) and other.words != live[0].words:
            yield _dates(reading, f"next review {live[0].words} and {other.words}", other, "D5",
                         f"One place says that the next review is in {live[0].words}, this one {other.words}.",
                         "Give one date.")  # fmt: skip
            return


def check_intervals(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield two intervals in one text, and an interval that its dates do not keep."""
    found = read_intervals(reading)
    differ = [one for one in found if one.months != found[0].months and one.at != found[0].at]
    beside = [one for one in found if one.months != found[0].months and one.at == found[0].at]
    if differ and not beside:
        other = differ[0]
        yield reading.hit(
            HitKind.INTERVALS,
            f"review {min(found[0].months, other.months)} and {max(found[0].months, other.months)} months",
            other.at,
            f"One place says that it is reviewed “{found[0].words}”, this one “{other.words}”.",
            "Keep one interval.",
            SOURCE,
            "D5",
        )
    begin = header.last_review or header.approved or header.dated
    due = header.next_review
    if not found or begin is None or due is None or due.kind not in _CERTAIN:
        return
    least = (due.first.year - begin.last.year) * 12 + due.first.month - begin.last.month
    most = (due.last.year - begin.first.year) * 12 + due.last.month - begin.first.month
    for interval in sorted(found, key=lambda one: one.months)[:1]:
        if least > interval.months + max(2, interval.months // 4) or 0 < most < interval.months // 2:
            yield reading.hit(
                HitKind.DATES,
                f"{interval.months} months but {begin.words} to {due.words}",
                interval.at,
                f"It says “{interval.words}”, but from {begin.words} to {due.words} are about {least} months.",
                "Put the interval or the date of the next review right.",
                SOURCE,
                "D4",
            )


def check_register(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield dates and intervals that differ from what the register says of this version."""
    facts = reading.facts
    pairs = (
        ("approved on", header.approved, facts.approved_on, header.of("approved")),
        ("last reviewed", header.last_review, facts.last_reviewed_on, header.of("last")),
        ("next review due", header.next_review, facts.next_review_due, header.of(*_CERTAIN, "review")),
        ("in force from", header.newest("effective"), facts.in_force_from, header.of("effective")),
    )
    for what, said, kept, every in pairs:
        if said is None or kept is None or any(one.overlaps(kept.first, kept.last) for one in every):
            continue
        yield reading.hit(
            HitKind.REGISTER,
            f"{what} {said.words} or {kept}",
            said.at,
            f"The text says {what} {said.words}, the register says {kept}.",
            "Put right whichever is wrong.",
            "The register’s entry for this version",
            "D4" if what == "next review due" else "",
        )
    yield from _interval_of_the_register(reading, facts.review_interval_months)


def _interval_of_the_register(reading: Reading, months: int | None) -> Iterator[Hit]:
    found = read_intervals(reading)
    if months is not None and found and all(one.months != months for one in found):
        yield reading.hit(
            HitKind.REGISTER,
            f"interval {found[0].months} or {months} months",
            found[0].at,
            f"The text says “{found[0].words}”, the register says every {months} months.",
            "Put right whichever is wrong.",
            "The register’s entry for this version",
            "D4",
        )


def rough(found: TextDate | None) -> RoughDate | None:
    """Return a date as the register keeps it."""
    return None if found is None else found.rough


def _dates(reading: Reading, subject: str, found: TextDate, check: str, why: str, instead: str) -> Hit:
    return reading.hit(HitKind.DATES, subject, found.at, why, instead, SOURCE, check)
