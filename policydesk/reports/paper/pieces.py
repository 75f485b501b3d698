"""The pieces a paper is put together from, each of which says to a screen reader what it is."""

from typing import Any

from reportlab.graphics.shapes import Drawing, String
from reportlab.platypus import CondPageBreak, Flowable, Paragraph
from reportlab.platypus.paragraph import _SplitWord, _SplitWordEnd

from policydesk.reports.paper.tagged import Mark

LEVELS = {"H1": 0, "H2": 1, "H3": 2}


class Words(Paragraph):
    """A paragraph; where it goes on over the page, both halves are the same piece."""

    mark: Mark
    text = ""
    shaped = False
    goes_on = False

    @property
    def is_heading(self) -> bool:
        """Whether it heads what follows."""
        return self.mark.role in LEVELS

    def split(self, availWidth: float, availHeight: float) -> list["Words"]:  # noqa: N803 - reportlab's names
        parts: list[Words] = super().split(availWidth, availHeight)
        if parts != [self]:
            for part in parts:
                part.mark, part.shaped, part.text = self.mark, self.shaped, ""
                part.goes_on = self.goes_on or part is not parts[-1]
        return parts

    def draw(self) -> None:
        canvas = self.canv
        here = self.text if self.shaped and len(self.blPara.lines) == 1 else ""
        begun = canvas.tags.begin(canvas._code, self.mark, here)
        if begun and self.is_heading and self.text:
            canvas.bookmark(self.text, LEVELS[self.mark.role])
        self._space_lines()
        super().draw()
        if begun:
            canvas.tags.end(canvas._code, None if self.goes_on else self.mark)

    def _space_lines(self) -> None:
        """End each line that goes on with a space, so that what is read aloud or copied keeps its words apart."""
        lines = self.blPara.lines
        for line in lines if self.goes_on else lines[:-1]:
            if isinstance(line, tuple):
                if not isinstance(line[1][-1], _SplitWord) or isinstance(line[1][-1], _SplitWordEnd):
                    line[1].append("")
            elif not self.shaped and line.words:
                line.words[-1].text += " "


class Status(Words):
    """Words with a shape before them, so that a state is told by words, shape and colour: ● ▲ ■."""

    shape = ""

    def draw(self) -> None:
        canvas, size = self.canv, 7.0
        low = self.height - 10.5
        canvas.saveState()
        canvas.setFillColor(self.style.textColor)
        if self.shape == "circle":
            canvas.circle(size / 2, low + size / 2, size / 2, stroke=0, fill=1)
        elif self.shape == "square":
            canvas.rect(0, low, size, size, stroke=0, fill=1)
        else:
            path = canvas.beginPath()
            path.moveTo(0, low)
            path.lineTo(size, low)
            path.lineTo(size / 2, low + size)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()
        super().draw()


class Bookmark(Flowable):
    """A bookmark of the first level, for a report whose pages begin without a title."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmark(self.words, 0)


MOSTLY = 0.6
"""Part of a page that is most of it."""


class FreshPage(CondPageBreak):
    """Begins a new page, unless most of this one is free: then what came before it ran over by a few lines."""

    def __init__(self, tall: float) -> None:
        super().__init__(MOSTLY * tall)


PAGE_ROOM = 40
"""Points at the end of a line of the contents, for the number of a page."""


def chapter_key(chapter: int) -> str:
    """Return the name of the place where a chapter begins."""
    return f"chapter-{chapter}"


def page_of(chapter: int) -> str:
    """Return the name under which the page number of a chapter is drawn once it is known."""
    return f"page-of-{chapter}"


class Contents(Words):
    """A line of a contents page, which leads to a chapter: the words, and at its end the page on which it begins."""

    chapter = 0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        wide, high = super().wrap(availWidth - PAGE_ROOM - 8, availHeight)
        self._whole = availWidth
        return wide, high

    def draw(self) -> None:
        canvas = self.canv
        begun = canvas.tags.begin(canvas._code, self.mark)
        super().draw()
        canvas.saveState()
        canvas.translate(self._whole - PAGE_ROOM, self.height - self.style.fontSize)
        canvas.doForm(page_of(self.chapter))
        canvas.restoreState()
        if begun:
            canvas.tags.end(canvas._code)
            left, low = canvas.absolutePosition(0, 0)
            area = (left, low, left + self._whole, low + self.height)
            canvas.leads[self.chapter] = canvas.link_to(chapter_key(self.chapter), self.text, self.mark, area)
            canvas.tags.close(self.mark)


class Picture(Flowable):
    """A drawing with the sentence that stands for it; inside a picture nothing is a piece of its own."""

    def __init__(self, drawing: Flowable, alt: str) -> None:
        super().__init__()
        self.drawing, self.mark = drawing, Mark("Figure", alt=alt)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        self.drawing.canv = self.canv if hasattr(self, "canv") else None
        self.width, self.height = self.drawing.wrap(availWidth, availHeight)
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        left, low = canvas.absolutePosition(0, 0)
        box = f"/A<</O/Layout/BBox[{left:.1f} {low:.1f} {left + self.width:.1f} {low + self.height:.1f}]>>"
        self.mark.more = self.mark.more or box.encode()
        begun = canvas.tags.begin(canvas._code, self.mark)
        self.drawing.drawOn(canvas, 0, 0)
        if begun:
            canvas.tags.end(canvas._code, self.mark)


def pictured(part: Any) -> Any:
    """Return a part of a story with each bare drawing in it as a picture that says the drawing's words."""
    if isinstance(part, Drawing):
        return Picture(part, ", ".join(_strings(part)) or "Drawing")
    inside = getattr(part, "_content", None)
    if isinstance(inside, list):
        part._content = [pictured(one) for one in inside]
    return part


def _strings(group: Any) -> list[str]:
    found: list[str] = []
    for one in group.contents:
        if isinstance(one, String):
            found.append(one.text)
        elif hasattr(one, "contents"):
            found += _strings(one)
    return found
