"""What is to be seen on one page: its words with their boxes, size and colours, and the boxes and lines around them."""

from dataclasses import dataclass, field

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """Words drawn in one go. `content` is the number by which the structure knows them; furniture has none."""

    text: str
    left: float
    base: float
    right: float
    size: float
    font: str
    colour: Colour
    ground: Colour
    content: int | None = None
    faint: bool = False
    turned: bool = False
    boxes: int = 0
    """Letters drawn as an empty box."""

    @property
    def top(self) -> float:
        """The upper edge of its capital letters."""
        return self.base + 0.72 * self.size

    @property
    def low(self) -> float:
        """The lower edge of letters such as g."""
        return self.base - 0.22 * self.size


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box."""

    left: float
    low: float
    right: float
    top: float
    colour: Colour


@dataclass
class Seen:
    """One page as it is drawn. `borrowed` says that a page of somebody else's paper stands on it."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    borrowed: bool = False
