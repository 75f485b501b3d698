"""A policy's front page read from its text: who approved it, when, when it was reviewed and when that is next due."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policydesk.dates import RoughDate, month_end, read_rough
from policydesk.rules.text_check_lines import Sentence, is_heading
from policydesk.rules.text_check_reading import Reading

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = re.compile(
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+(?:19|20)\d\d)(?!\d)"
    rf"|(?P<month>{_MONTH}\.?,?\s+(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d./-])(?P<numbers>\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d))(?![\d./-])"
    r"|(?P<term>\b(?:Autumn|Spring|Summer)(?:\s+term)?,?\s+(?:19|20)\d\d)(?![\d/-])"
    r"|(?<![\d./-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|(?<![\d./-])(?P<year>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_NAMELESS_DATE = re.sub(r"\?P<[a-z]+>", "?:", DATE.pattern)
_TERMS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 8)}

_LABELS = {
    "next": r"(?:date\s+(?:of|for)\s+)?(?:the\s+)?next\s+(?:\w+\s+)?review"
    r"(?:\s+(?:date|due|is|by|on|in|before|no later than))*"
    r"|to\s+be\s+reviewed(?:\s+(?:again|in|by|on|before))*|due\s+for\s+(?:its\s+)?(?:next\s+)?review(?:\s+(?:in|by|on))?"
    r"|review\s+(?:is\s+)?due(?:\s+(?:date|in|by|on))*|(?:will|shall|must|should)\s+(?:next\s+)?be\s+reviewed(?:\s+(?:again|in|by|on|before))*"
    r"|(?:will|shall|must|should)\s+review\s+(?:it|this\s+\w+|the\s+(?:policy|guidance))(?:\s+(?:again|next|in|by|on|before))+",
    "moved": r"review\s+(?:was|is|has\s+been)\s+(?:held\s+over|put\s+back|postponed|deferred|moved)\s+(?:to|until)",
    "review": r"review\s+date|date\s+(?:of|for)\s+review",
    "last": r"(?:date\s+of\s+)?(?:the\s+)?last\s+(?:\w+\s+)?review(?:ed)?(?:\s+(?:date|on|in|by))*"
    r"|date\s+(?:last\s+)?reviewed"
    r"|reviewed\s+it(?:\s+(?:on|in))+|reviewed(?:\s+(?:and\s+(?:updated|amended)|on|in))+|reviewed(?=\s*:)|most\s+recent\s+review",
    "approved": r"(?:date\s+(?:of\s+)?)?(?:approved|approval|ratified|ratification|adopted|adoption|agreed)"
    r"(?:\s+(?:date|on|in|by))*",
    "effective": r"(?:effective|in\s+force|valid)\s+(?:from|date)|effective(?=\s*:)|with\s+effect\s+from"
    r"|(?:full\s+)?implementation(?:\s+(?:date|from|in|by))*"
    r"|(?:comes?|came)\s+into\s+(?:force|effect)(?:\s+(?:on|in|from))?|applies\s+from",
    "dated": r"(?:policy|document|version)\s+dated?|dated?(?=\s*:)|dated(?=\s)"
    r"|(?:first\s+)?(?:issued|published|written|created|produced|updated)(?:\s+(?:on|in))*"
    r"|date\s+(?:of\s+)?(?:issue|policy|publication|this\s+version|written|updated)|last\s+updated|version(?:\s*(?:no\.?|number)?\s*:?\s*[\d.]{1,4}\b)?(?!\s+(?:control|history))",
}
_TOKEN = re.compile(
    "|".join(rf"(?P<L_{name}>(?<![a-z])(?:{words})|(?<=\d)(?:{words}))" for name, words in _LABELS.items())
    + f"|(?P<DATE>{_NAMELESS_DATE})",
    re.IGNORECASE,
)
_ABOUT_THE_POLICY = re.compile(
    r"\b(?:policy|policies|document|guidance|handout|advice|note|procedures?|it|version)\b", re.IGNORECASE
)
_NOT_THE_POLICY = re.compile(
    r"\b(?:accounts?|settings?|training|filters?|filtering|moderat\w+|followers|registers?|incidents?|passwords?|risk|consents?|"
    r"lists?|platforms?|services?|posts?|sites?|devices?|agreements?|checks?|access|apps?|logs?|Act|Regulations|requests?)\b",
    re.IGNORECASE,
)
_FAR = 70
"""Characters between a label and its date."""
_BODY = re.compile(
    r"govern|\bboard\b|trust|committee|\bFGB\b|\bLGB\b|\bIEB\b|full governing|resources|council", re.IGNORECASE
)
_APPROVER = re.compile(
    r"(?:approved|ratified|adopted|agreed)(?:\s+on\s+behalf\s+of\s+\w+)?\s*by(?:\s*:\s*|\s+|(?=[A-Z]))([^.;|]{3,90})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date as a text gives it: to the day, the month, the term or the year."""

    words: str
    first: date
    last: date
    rough: RoughDate | None
    kind: str
    at: Sentence

    def overlaps(self, first: date, last: date) -> bool:
        """Return whether it can mean a day of this stretch."""
        return self.first <= last and first <= self.last


def read_date(found: re.Match[str], kind: str, at: Sentence) -> TextDate | None:
    """Return a date that was found; None where the calendar has none such."""
    words = found[0].strip()
    names = DATE.match(words)
    if names is None:
        return None
    if names["term"]:
        name, year = words.split()[0].lower(), int(words[-4:])
        begins, ends = _TERMS[name]
        return TextDate(words, date(year, begins, 1), month_end(year, ends), None, kind, at)
    plain = re.sub(r"\bof\b", " ", words.replace("-", "/") if names["numbers"] else words, flags=re.IGNORECASE)
    rough = read_rough(plain.replace(".", "/") if names["numbers"] else plain, date(2000, 1, 1))
    if rough is None:
        return None
    shown = str(rough) if rough.month else words
    return TextDate(shown, rough.first, rough.last, rough, kind, at)


@dataclass(frozen=True)
class Header:
    """What a document says of itself; each kind of date in the order in which it stands there."""

    dates: tuple[TextDate, ...]
    approver: str
    approver_at: Sentence | None
    shows_a_body: bool

    def of(self, *kinds: str) -> tuple[TextDate, ...]:
        """Return the dates of some kinds."""
        return tuple(one for one in self.dates if one.kind in kinds)

    def newest(self, *kinds: str) -> TextDate | None:
        """Return the newest date of some kinds: of a table of versions, the last line."""
        return max(self.of(*kinds), key=lambda one: (one.first, one.last), default=None)

    @cached_property
    def approved(self) -> TextDate | None:
        """When it was approved."""
        return self.newest("approved")

    @cached_property
    def last_review(self) -> TextDate | None:
        """When it was last reviewed."""
        return self.newest("last")

    @cached_property
    def next_review(self) -> TextDate | None:
        """When it is reviewed next: as moved, where it was; a bare "review date" where nothing says more."""
        return self.newest("moved") or self.newest("next") or self.newest("review")

    @cached_property
    def dated(self) -> TextDate | None:
        """The day the document itself bears."""
        return self.newest("dated") or self.approved or self.last_review


def read_header(reading: Reading) -> Header:
    """Read what the document says of itself, on its front page and in its closing section on review."""
    found = [*_dates(reading)]
    if not any(one.kind == "dated" for one in found):
        found += _in_the_title(reading)
    dates = tuple(one for one in found if 1990 <= one.first.year <= reading.facts.today.year + 20)
    approver, at = _approver(reading)
    shows = any(
        re.search(r"approv|adopt|ratif|agreed|ratification|behalf", one.text, re.IGNORECASE) and _BODY.search(one.text)
        for one in reading.sentences
    )
    return Header(dates, approver, at, shows)


def _dates(reading: Reading) -> Iterator[TextDate]:
    every = reading.sentences
    pending, where = "", 0
    for number, sentence in enumerate(every):
        near_the_ends = number < 40 or number >= len(every) - 25
        short = len(sentence.text) < 160 and near_the_ends
        if not (short and _is_header(sentence)) and not _speaks_of_the_policy(sentence):
            pending = ""
            continue
        position = 0
        if number - where > 1 or not short:
            pending = ""
        for found in _TOKEN.finditer(sentence.text):
            name = found.lastgroup or ""
            if name != "DATE":
                label = name.removeprefix("L_")
                # "Approved by the governors. Date: 3 May 2026" is the date of the approval.
                keep = (
                    label == "dated" and pending in {"approved", "last", "next"} and found[0].lower().startswith("date")
                )
                pending = pending if keep else label
                position = found.end()
            elif pending and found.start() - position <= _FAR:
                read = read_date(found, pending, sentence)
                if read is not None and not (
                    read.rough is not None and read.rough.month is None and pending == "dated"
                ):
                    yield read
                pending = ""
        where = number


def _in_the_title(reading: Reading) -> Iterator[TextDate]:
    """Yield the date that stands in the title without a word before it: "Social Media Policy, January 2016"."""
    for sentence in reading.sentences[:6]:
        found = DATE.search(sentence.text)
        if found is None or found["year"] or not sentence.is_heading:
            continue
        labels = [one for one in _TOKEN.finditer(sentence.text) if one.lastgroup != "DATE"]
        read = None if labels else read_date(found, "dated", sentence)
        if read is not None:
            yield read
            return


def _is_header(sentence: Sentence) -> bool:
    text = sentence.text
    return ":" in text or is_heading(text) or len(text) < 80 or (DATE.search(text) is not None and len(text) < 120)


def _speaks_of_the_policy(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(
        re.search(r"review|approved|adopted|ratified|in force|effect|implement", text, re.IGNORECASE)
        and _ABOUT_THE_POLICY.search(text)
        and not _NOT_THE_POLICY.search(text)
    )


def _approver(reading: Reading) -> tuple[str, Sentence | None]:
    """Return who approved the document as its front or last lines say it."""
    every = reading.sentences
    for number, sentence in enumerate(every):
        if 40 <= number < len(every) - 25 or (
            ":" not in sentence.text and not sentence.is_heading and len(sentence.text) > 90
        ):
            continue
        found = _APPROVER.search(sentence.text)
        if found is not None and (found.start() < 12 or ":" in found[0]):
            name = DATE.split(_TOKEN.split(found[1])[0] or "")[0] or ""
            name = re.split(r"\b(?:[Dd]ate|on|in)\b|(?<=[a-z])Date|,\s*$", name)[0].strip(" ,:-–|")
            if re.search(r"\w", name.replace("_", "")):
                return name, sentence
    return "", None
