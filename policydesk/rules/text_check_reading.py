"""What the text check looks at, and what it says: a reading of one document, and the hits in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policydesk.dates import RoughDate
from policydesk.names import fold
from policydesk.rules.knowledge import Knowledge
from policydesk.rules.pack import AS_SHIPPED, RulePack
from policydesk.rules.text_check_lines import Line, PolicyText, Sentence, body_lines, sentences
from policydesk.terms import HitKind


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the register says of the policy whose text is read; all of it may be unknown.

    `is_social_media` is None where only the text can tell; `appendices` are titles of files kept with the version.
    """

    today: date
    school_name: str = ""
    address: str = ""
    is_social_media: bool | None = None
    in_force_from: RoughDate | None = None
    approved_on: RoughDate | None = None
    last_reviewed_on: RoughDate | None = None
    next_review_due: RoughDate | None = None
    review_interval_months: int | None = None
    appendices: tuple[str, ...] = ()
    pack: RulePack = AS_SHIPPED
    """The rule pack in force today, with what the school changed of it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing in a document that wants a look: where it stands, why, and what to write instead.

    Its kind and subject are its identity: the same fault in a later version is the same hit. `check` is the number of
    the check in the list of data-quality checks. `places` are all pages, paragraphs or lines, none for what is missing.
    """

    kind: HitKind
    subject: str
    sentence: str
    why: str
    instead: str
    source: str
    check: str = ""
    places: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Its identity as one word for machines."""
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True)
class Reading:
    """One document being read, with what is known and what the register says."""

    text: PolicyText
    knowledge: Knowledge
    facts: RegisterFacts

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines without page numbers and repeated headers."""
        return body_lines(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences and headings in order."""
        return sentences(self.lines, self.text.unit)

    @cached_property
    def words(self) -> str:
        """All the words in one line."""
        return " ".join(one.text for one in self.sentences)

    def is_history(self, sentence: Sentence) -> bool:
        """Return whether a sentence speaks of how things used to be."""
        return self.knowledge.wording.history.search(sentence.text) is not None

    def hit(
        self, kind: HitKind, subject: str, at: Sentence | None, why: str, instead: str, source: str, check: str = ""
    ) -> Hit:
        """Make a hit; a sentence longer than a few lines is cut."""
        words = "" if at is None else at.text if len(at.text) <= 300 else f"{at.text[:297].rstrip()}…"
        places = () if at is None else (at.place,)
        return Hit(kind, subject_of(subject), words, why, instead, source, check, places)


def subject_of(words: str) -> str:
    """Return a hit's subject as it is compared: capitals, accents and stray blanks aside."""
    return " ".join(fold(words).split())[:120]


def merged(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    """Return the hits with those of one identity made one, which knows all its places; missing parts come last."""
    by_key: dict[str, Hit] = {}
    for hit in hits:
        old = by_key.get(hit.key)
        if old is None:
            by_key[hit.key] = hit
        elif hit.places and hit.places[0] not in old.places:
            places = tuple(sorted({*old.places, *hit.places}))
            by_key[hit.key] = Hit(
                old.kind, old.subject, old.sentence, old.why, old.instead, old.source, old.check, places
            )
    order = {kind: number for number, kind in enumerate(HitKind)}
    return tuple(sorted(by_key.values(), key=lambda one: (not one.places, one.places[:1], order[one.kind])))
