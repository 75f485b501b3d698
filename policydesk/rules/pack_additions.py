"""What a school may add to the rule pack: kind by kind what is asked of it, and the entry of a file it becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policydesk.names import fold
from policydesk.terms_pack import PackForm, PackKind

Facts = Mapping[str, Any]
Make = Callable[[Facts], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked of an entry: by what it is known, what it asks, what may stand there.

    `missing` is said where words are not given.
    """

    name: str
    asks: str
    form: PackForm = PackForm.WORDS
    hint: str = ""
    optional: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """One kind of entry: the file and list it goes into ("law/superseded"), its questions, how the entry is made.

    `named` are the questions that name it, so that nothing is in the pack twice.
    """

    list: str
    kind: PackKind
    label: str
    hint: str
    questions: tuple[Question, ...]
    named: tuple[str, ...]
    make: Make

    @property
    def file(self) -> str:
        """The file that it goes into."""
        return self.list.partition("/")[0]

    @property
    def section(self) -> str:
        """The list of that file."""
        return self.list.partition("/")[2]


def _as_asked(facts: Facts) -> dict[str, Any]:
    return dict(facts)


def _names(facts: Facts, first: str = "name") -> list[str]:
    return [facts[first], *(one for one in facts["also"] if one != facts[first])]


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"


def _gone(facts: Facts) -> dict[str, Any]:
    return {**facts, "names": _names(facts)}


def _renamed(facts: Facts) -> dict[str, Any]:
    return {**facts, "names": _names(facts), "instead": facts["to"]}


def _platform(facts: Facts) -> dict[str, Any]:
    return {**facts, "code": f"own {fold(facts['name'])}", "names": _names(facts)}


def _series(facts: Facts) -> dict[str, Any]:
    before = [{"name": str(year), "from": date(year, 1, 1)} for year in facts["before"]]
    newest = {"name": facts["edition"], "from": facts["from"]}
    about = {"id": fold(facts["title"]), "title": facts["title"], "names": _names(facts, "title")}
    return {**about, "editions": [*before, newest]}


def _gone_guidance(facts: Facts) -> dict[str, Any]:
    return {**facts, "patterns": [], "own_words": _names(facts, "subject")}


def _part(facts: Facts) -> dict[str, Any]:
    about = {"id": fold(facts["label"]), "phrases": [], "instead": _quoted(facts["instead"])}
    return {**about, "label": facts["label"], "own_words": facts["phrases"]}


def _leftover(facts: Facts) -> dict[str, Any]:
    return {"subject": facts["subject"], "patterns": [], "own_words": facts["phrases"]}


_DAY = "For example, 1 9 2026."
_ALSO = Question("also", "Other ways to write it (optional)", PackForm.PHRASES, "Several with commas.", optional=True)
_INSTEAD = Question("instead", "Write instead", hint="As it is to stand in the policy.")
_NAME = Question("name", "Name", missing="Enter the name.")
_WRONG = Question("wrong", "As it is wrongly written", missing="Enter how it is wrongly written.")

ADDITIONS = (
    Addition("law/superseded", PackKind.LAW, "A law that was replaced", "The text check says so and what to cite.",
             (Question("title", "Title without its year", hint="For example, Data Protection Act.",
                       missing="Enter the title."),
              Question("year", "Year", PackForm.YEAR),
              _ALSO, Question("since", "Replaced since", PackForm.DAY, _DAY), _INSTEAD),
             ("title",), _as_asked),
    Addition("law/law", PackKind.LAW, "A law in force", "The text check knows its years.",
             (Question("title", "Title without its year", hint="For example, Children Act.",
                       missing="Enter the title."),
              Question("years", "Years in which one was made", PackForm.YEARS, "Several with commas: 1989, 2004.")),
             ("title",), _as_asked),
    Addition("law/misnamed", PackKind.LAW, "A title that no law has", "The text check gives the true one.",
             (_WRONG, _INSTEAD), ("wrong",), _as_asked),
    Addition("services/gone", PackKind.SERVICE, "A service or body that closed", "The text check says since when.",
             (_NAME, _ALSO, Question("closed", "Closed on", PackForm.DAY, _DAY),
              Question("instead", "Name instead", hint="What the school uses now.",
                      missing="Enter what to name instead.")), ("name",), _gone),
    Addition("services/renamed", PackKind.SERVICE, "A service or body with a new name", "The text check gives it.",
             (Question("name", "Old name", missing="Enter the old name."), _ALSO,
              Question("to", "New name", missing="Enter the new name."),
              Question("since", "Renamed on", PackForm.DAY, _DAY)), ("name",), _renamed),
    Addition("services/misspelt", PackKind.SERVICE, "A name that is often miswritten", "The text check puts it right.",
             (_WRONG, _INSTEAD), ("wrong",), _as_asked),
    Addition("platforms/platform", PackKind.PLATFORM, "A platform",
             "It is offered for the school’s accounts; their rules know its age and its end.",
             (_NAME, _ALSO,
              Question("minimum_age", "Minimum age (optional)", PackForm.AGE,
                       "Left empty, that of “Another platform” counts.", optional=True),
              Question("closed_on", "Closed on (optional)", PackForm.DAY, _DAY, optional=True)), ("name",), _platform),
    Addition("guidance/edition", PackKind.GUIDANCE, "An edition of guidance", "From its first day on it is the one.",
             (Question("series", "Guidance", PackForm.SERIES),
              Question("name", "Edition", hint="For example, 2027.", missing="Enter the edition."),
              Question("from", "Counts since", PackForm.DAY, _DAY)), ("name",), _as_asked),
    Addition("guidance/series", PackKind.GUIDANCE, "Guidance that comes in editions",
             "The text check says where an older edition is cited.",
             (Question("title", "Title", missing="Enter the title."), _ALSO,
              Question("edition", "Edition in force", hint="For example, 2026.", missing="Enter the edition."),
              Question("from", "Counts since", PackForm.DAY, _DAY),
              Question("before", "Earlier editions (optional)", PackForm.YEARS, "Their years with commas: 2019, 2023.",
                       optional=True)), ("title",), _series),
    Addition("guidance/gone", PackKind.GUIDANCE, "Guidance that no longer counts", "The text check says so.",
             (Question("subject", "Title", missing="Enter the title."), _ALSO,
              Question("since", "No longer counts since", PackForm.DAY, _DAY),
              Question("instead", "Refer instead to", missing="Enter what to refer to instead.")),
             ("subject",), _gone_guidance),
    Addition("parts/part", PackKind.PART, "An expected part of a policy",
             "The text check misses it where none of its words is found.",
             (Question("label", "What the policy is to say", hint="For example, Artificial intelligence.",
                      missing="Enter what the policy is to say."),
              Question("phrases", "Words that show it", PackForm.PHRASES, "Several with commas: one is enough."),
              Question("instead", "Words to begin with", hint="A sentence that a policy could use.",
                      missing="Enter words to begin with.")),
             ("label",), _part),
    Addition("wording/leftovers", PackKind.WORDING, "Words left over from a page or a model",
             "The text check asks for them to be taken out.",
             (Question("subject", "What they are", hint="For example, menu of the trust’s site.",
                      missing="Enter what they are."),
              Question("phrases", "Words that show it", PackForm.PHRASES, "Several with commas.")),
             ("subject",), _leftover),
)  # fmt: skip
"""Everything that may be added, in the order in which it is offered."""


def addition(list_name: str) -> Addition:
    """Return the kind of entry that goes into a list."""
    return next(one for one in ADDITIONS if one.list == list_name)
