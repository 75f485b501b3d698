"""What a social media policy is expected to say: looked for in several ways, missed only when none finds it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from rapidfuzz import fuzz, process

from policydesk.names import fold
from policydesk.rules.knowledge import Part, Together
from policydesk.rules.text_check_header import DATE, Header, read_date
from policydesk.rules.text_check_lines import Sentence
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.terms import HitKind

_ALIKE = 86
"""Likeness of two headings, of 100, from which they announce the same."""
_NUMBER = re.compile(r"^(?:(?:part|section) )?(?:[a-z]\.)?\d*(?:\.\d+)*[.:)]? +")
_SAME = (
    (re.compile(r"\b(?:academy|college|nursery|trust|federation|centre)\b"), "school"),
    (re.compile(r"\b(?:protocols|rules|documents|procedures|guides)\b"), "policies"),
    (re.compile(r"\b(?:protocol|document|procedure|guide|guidance|handbook|note)\b"), "policy"),
    (re.compile(r"\b(?:students|children|learners)\b"), "pupils"),
)
"""What schools, their papers and their pupils are called, brought to one word."""
_REVIEW = "review date"
_TITLE = 6
"""Sentences and headings at the top in which a document says what it is."""
_NEAR, _MOST = 45, 8
"""Words that are read together, and the sentences, cells or points that they may come from."""
_LONGEST = 1200
"""Characters of a paragraph that are read together."""


@dataclass(frozen=True)
class Parts:
    """One policy, and the ways in which it may say what is expected of it."""

    reading: Reading
    header: Header

    @property
    def are_expected(self) -> bool:
        """Whether this is a policy about social media, as the register, its title or its words say."""
        knowledge, words = self.reading.knowledge, self.reading.words
        told = self.reading.facts.is_social_media
        if told is None:
            title = " ".join(one.text for one in self.reading.sentences[:_TITLE] if one.is_heading)
            found = len(knowledge.part_words.findall(words))
            told = found >= knowledge.part_times or knowledge.part_words.search(title) is not None
        return told and len(words.split()) >= knowledge.part_least_words

    def has(self, part: Part) -> bool:
        """Return whether anything shows a part: a phrase, a heading, words that stand together, a date at the front."""
        return (
            any(phrase.search(self.reading.words) for phrase in part.phrases)
            or (part.id == _REVIEW and self._says_when_next)
            or any(self._is_headed(one) for one in part.headings)
            or any(self._stand_together(one) for one in part.together)
        )

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings under which something is said."""
        every = self.reading.sentences
        return tuple(_plain(one.text) for one, after in pairwise(every) if one.is_heading and not after.is_heading)

    @cached_property
    def _says_when_next(self) -> bool:
        """Whether a review is announced, or a day is named that is still to come or comes after the policy's own."""
        if self.header.next_review is not None:
            return True
        today = self.reading.facts.today
        own = self.header.dated.last if self.header.dated else today
        for sentence in self.reading.sentences:
            for found in DATE.finditer(sentence.text):
                day = read_date(found, "", sentence)
                if day is not None and (day.first > today or (day.first > own and not found["year"])):
                    return True
        return False

    def _is_headed(self, heading: str) -> bool:
        found = process.extractOne(_plain(heading), self.headings, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        return found is not None

    @cached_property
    def _stretches(self) -> tuple[str, ...]:
        """Each sentence with its heading and its neighbour, short ones with several; and each paragraph."""
        every, found, heading = self.reading.sentences, [], ""
        for at, sentence in enumerate(every):
            if sentence.is_heading and at >= _TITLE:
                heading = sentence.text
            found.append(f"{heading} {_with_neighbours(every[at : at + _MOST])}")
        paragraphs = groupby(every, key=lambda one: one.block)
        return (*found, *(" ".join(one.text for one in block)[:_LONGEST] for _number, block in paragraphs))

    def _stand_together(self, together: Together) -> bool:
        return any(together.are_in(text) for text in self._stretches)


def _plain(heading: str) -> str:
    """Return a heading as it is compared: without its number, and with one word for things that have several."""
    words = _NUMBER.sub("", fold(heading))
    for pattern, word in _SAME:
        words = pattern.sub(word, words)
    return words


def _with_neighbours(sentences: Sequence[Sentence]) -> str:
    """Return the first sentence with the next one, or with more of them while all are short."""
    text = sentences[0].text
    for number, one in enumerate(sentences[1:], 1):
        if number > 1 and len(text.split()) >= _NEAR:
            break
        text = f"{text} {one.text}"
    return text


def missing_parts(reading: Reading, header: Header) -> Iterator[Hit]:
    """Yield what a social media policy is expected to say and this one does not."""
    parts = Parts(reading, header)
    if not parts.are_expected:
        return
    for part in reading.knowledge.parts:
        if not parts.has(part):
            said = f"{part.label[0].lower()}{part.label[1:]}"
            yield reading.hit(
                HitKind.MISSING_PART,
                part.id,
                None,
                f"Nothing was found about this: {said}. Does it stand there in other words?",
                f"For example {part.instead}",
                reading.knowledge.source("parts", part.source),
            )
