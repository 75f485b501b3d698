"""One page with what its file says of it: whose words are whose, what is furniture, and where the story may stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policydesk.reports.paper.parts import FOOT, SIDE, TOP
from tests.pages.seen import Seen, Words
from tests.pages.told import Piece


@dataclass(frozen=True)
class Fault:
    """What somebody would object to, and where; `kind` is a short name for it."""

    page: int
    kind: str
    says: str

    def __str__(self) -> str:
        return f"page {self.page}: {self.kind}: {self.says}"


@dataclass(eq=False)
class Page:
    """A page of a paper, by its number from 1."""

    number: int
    many: int
    seen: Seen
    owners: dict[int, Piece]
    cells: dict[Piece, list[Words]] = field(default_factory=dict)
    """The words of each piece that has some here."""

    def __post_init__(self) -> None:
        for one in self.seen.words:
            if one.content is not None and one.content in self.owners:
                self.cells.setdefault(self.owners[one.content], []).append(one)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Where its story may stand: left, low, right, top."""
        return SIDE, FOOT, self.seen.width - SIDE, self.seen.height - TOP

    @cached_property
    def story(self) -> list[Words]:
        """The words that belong to a piece, in the order in which they were drawn."""
        return [one for one in self.seen.words if one.content is not None]

    @cached_property
    def furniture(self) -> list[Words]:
        """The words that belong to none: round the story, and headings of tables that go on."""
        return [one for one in self.seen.words if one.content is None and not one.faint]

    @cached_property
    def around(self) -> str:
        """What stands above and below the story, in one line."""
        _left, low, _right, top = self.frame
        return " ".join("".join(f"{one.text} " for one in self.furniture if not low <= one.base <= top).split())

    @property
    def title(self) -> str:
        """What stands above the story: school, title and day. Another one begins with another part of the paper."""
        return self.around.partition("Printed")[0]

    @cached_property
    def last(self) -> Piece | None:
        """The last piece of which something stands here."""
        return self.owners[max(self.owners)] if self.owners else None

    @cached_property
    def first(self) -> Piece | None:
        """The first piece of which something stands here."""
        return self.owners[min(self.owners)] if self.owners else None

    def fault(self, kind: str, says: str) -> Fault:
        """Object to something on this page."""
        return Fault(self.number, kind, says)


def quoted(words: Sequence[Words], most: int = 60) -> str:
    """Return words as they are shown in an objection."""
    text = " ".join("".join(f"{one.text} " for one in words).split())
    return f"“{text if len(text) <= most else f'{text[:most]}…'}”"
