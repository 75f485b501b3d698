"""Whose policy it is: other schools and councils that are named, the school's own name, who approved and signed it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from policydesk.names import fold
from policydesk.rules.text_check_header import Header
from policydesk.rules.text_check_lines import Sentence
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.terms import HitKind

COPIED = "AW: a policy copied from a copy must be made the school’s own"

_SCHOOL = re.compile(
    r"\b(?:[A-Z][\w’-]*\.?|St\.?|of|the|and|&)(?:\s+(?:[A-Z][\w’().-]*|of|the|and|&)){0,8}?\s+(?:Schools?|Academy|Academies|College|Nursery|Infants|Juniors)\b"
    r"(?:\s+(?:Trust|Federation|School|Academy))?"
)
_PRIMARY = re.compile(
    r"\b[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,6}\s+(?:Primary|Secondary|High|Junior|Infant)\b(?!\s+(?:School|Academy|[A-Z]))"
)
_COUNCIL = re.compile(
    r"\b((?:(?:City|Isle|Borough)\s+of\s+)?(?:[A-Z][\w’-]+\s+(?:(?:and|upon|on|&)\s+)?){1,4})"
    r"(County|Borough|City|District|Metropolitan|Unitary)?\s*(?:Borough\s+)?Council\b"
)
_BARE_COUNCIL = re.compile(r"\b(?:the\s+)?(?:County|Borough|City|District)\s+Council\b")
_COUNCIL_KINDS = frozenset(
    ("county", "borough", "city", "district", "metropolitan", "unitary", "council", "the", "school", "parish", "pupil",
     "student", "student’s", "youth", "work", "works", "general", "british", "research", "digital", "privy", "local",
     "town")
)  # fmt: skip
_BLANK = re.compile(r"[_.…]{5,}|(?:_ ){4,}|…{2,}")
_SIGNATORY = re.compile(
    r"\b(?:head\s?teacher|principal|"
    r"chair(?: of| person| of the)?(?: governors| governing| trustees| directors| board)?)\b",
    re.IGNORECASE,
)
_OF_THE_SCHOOL = re.compile(r"\bchair\b|\bgovern|\btrustee|\badopt|\bapproved\b", re.IGNORECASE)
_OF_STAFF = re.compile(
    r"\bI (?:have read|understand|agree|confirm|acknowledge|accept|will)\b|member of staff|"
    r"staff member|employee|parent|pupil|line manager|please print|print name",
    re.IGNORECASE,
)


class Names:
    """How this school and others are named in a document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that stand in small letters somewhere in the document, so that they are no name."""
        return frozenset(re.findall(r"(?<![\w’])[a-z][\w’-]+", self._reading.words))

    def telling(self, name: str) -> frozenset[str]:
        """Return the words of a school's name that tell it from others."""
        wording = self._reading.knowledge.wording
        words = re.findall(r"[\w’]+", name)
        plain = {fold(one.removesuffix("’s").removesuffix("s’")) for one in words if one.lower() not in self._common}
        plain = {one for one in plain if not re.fullmatch(r"[a-z]?\d+[a-z]?", one)}  # the number of a clause
        return frozenset(one for one in plain if len(one) > 1 and one not in wording.school_words | wording.plain_words)

    @cached_property
    def own(self) -> frozenset[str]:
        """The telling words of this school's name: the register's, else of the one that is named most."""
        facts = self._reading.facts
        if facts.school_name:
            wording = self._reading.knowledge.wording
            words = {fold(one.removesuffix("’s")) for one in re.findall(r"[\w’]+", facts.school_name.replace("'", "’"))}
            return frozenset(one for one in words if one not in wording.school_words) or frozenset(words)
        counted: Counter[frozenset[str]] = Counter()
        first: dict[frozenset[str], int] = {}
        for number, (_sentence, name) in enumerate(self.schools):
            telling = self.telling(name)
            if telling:
                counted[telling] += 1
                first.setdefault(telling, number)
        return max(counted, key=lambda one: (counted[one], -first[one]), default=frozenset())

    @cached_property
    def schools(self) -> tuple[tuple[Sentence, str], ...]:
        """Every name of a school, with its sentence."""
        found = []
        for sentence in self._reading.sentences:
            for pattern in (_SCHOOL, _PRIMARY):
                found += [(sentence, one[0].strip()) for one in pattern.finditer(sentence.text)]
        return tuple(found)


def check_school(reading: Reading) -> Iterator[Hit]:
    """Yield names of other schools and councils, and a policy that never names its own school."""
    names = Names(reading)
    yield from _other_schools(reading, names)
    yield from _councils(reading)
    facts = reading.facts
    if (
        facts.school_name
        and names.own
        and not any(re.search(rf"\b{re.escape(one)}", fold(reading.words)) for one in names.own)
    ):
        at = reading.sentences[0] if reading.sentences else None
        yield reading.hit(
            HitKind.SCHOOL_NAME,
            "not named",
            at,
            f"{facts.school_name} is not named anywhere in the document.",
            f"Name {facts.school_name} on the first page.",
            COPIED,
            "D14",
        )


def _other_schools(reading: Reading, names: Names) -> Iterator[Hit]:
    rightly: dict[str, bool] = {}
    for sentence, name in names.schools:
        telling = names.telling(name)
        if not telling or not names.own or telling & names.own or _alike(telling, names.own):
            continue
        if sentence.text not in rightly:
            rightly[sentence.text] = _names_others_rightly(reading, names, sentence)
        if not rightly[sentence.text]:
            yield _other(reading, sentence, " ".join(sorted(telling)), re.sub(r"^(?:the|of|and|The)\s+", "", name))


def _names_others_rightly(reading: Reading, names: Names, sentence: Sentence) -> bool:
    """Return whether a sentence names another school beside this one, as a partner or with thanks."""
    wording, words = reading.knowledge.wording, fold(sentence.text)
    if names.own & names.telling(sentence.text) or wording.credited.search(sentence.text):
        return True
    return any(one in words for one in wording.not_a_school)


def _alike(some: frozenset[str], own: frozenset[str]) -> bool:
    """Return whether a name is the school's own, run together or cut short."""
    joined = "".join(sorted(own))
    return any(one in joined or any(one.startswith(mine) or mine.startswith(one) for mine in own) for one in some)


def _councils(reading: Reading) -> Iterator[Hit]:
    """Yield a council beside another one, one that is not in the school's address, and one in a trust's policy."""
    wording, address = reading.knowledge.wording, fold(reading.facts.address)
    found: list[tuple[Sentence, str, str]] = []
    for sentence in reading.sentences:
        for one in _COUNCIL.finditer(sentence.text):
            words = re.findall(r"[\w’-]+", one[1])
            place = [word for word in words if fold(word) not in _COUNCIL_KINDS]
            if place and not wording.credited.search(sentence.text):
                found.append((sentence, one[0].strip(), fold(place[-1])))
    counted = Counter(place for _sentence, _name, place in found)
    usual = max(counted, key=lambda one: counted[one], default="")
    for sentence, name, town in found:
        if (address and town not in address) or (not address and town != usual):
            yield _other(reading, sentence, f"{town} council", name)
    trust = len(re.findall(r"\b(?:the|our|this) (?:academy )?(?:T|t)rust\b|\bTrust\b", reading.words))
    if trust >= 3:
        for sentence in reading.sentences:
            bare = _BARE_COUNCIL.search(sentence.text)
            named = any(sentence is one for one, _name, _place in found)
            if bare is not None and not named and not wording.credited.search(sentence.text):
                yield _other(reading, sentence, "council", bare[0])


def _other(reading: Reading, sentence: Sentence, subject: str, name: str) -> Hit:
    own = reading.facts.school_name or "this school"
    return reading.hit(
        HitKind.ORGANISATION,
        subject,
        sentence,
        f"It names {name}. Was the sentence copied from another policy?",
        f"Name {own}, or say why {name} is meant.",
        COPIED,
        "D13",
    )


def check_approval(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield an approval by one person without a body, and an adoption that is not signed."""
    if header.approver and header.approver_at is not None and not header.shows_a_body:
        yield reading.hit(
            HitKind.APPROVAL,
            "no body",
            header.approver_at,
            f"“{header.approver}” approved it alone. Nothing shows that the governing body backs it.",
            "Add the body and the date, for example “Approved by the full governing body, 12 September 2026”.",
            "AW: backed by the governing body; AN header",
            "D8",
        )
    every = reading.sentences
    for number, sentence in enumerate(every):
        if not _BLANK.search(sentence.text):
            continue
        around = " ".join(one.text for one in every[max(0, number - 2) : number + 3])
        before = " ".join(one.text for one in every[max(0, number - 9) : number + 2])
        if (
            _SIGNATORY.search(around)
            and _OF_THE_SCHOOL.search(around)
            and not _OF_STAFF.search(before)
            and re.search(r"sign|adopt|date|name", around, re.IGNORECASE)
        ):
            yield reading.hit(
                HitKind.APPROVAL,
                "adoption is blank",
                sentence,
                "The lines on which the headteacher and the chair of governors adopt the policy are empty.",
                "Fill them in, or keep the signed copy with this version.",
                "CP adoption block",
                "D9",
            )
