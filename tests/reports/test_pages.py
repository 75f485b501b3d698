"""Whoever looks at every page of a paper names each fault that was put there on purpose, and none in a sound paper."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer

from policydesk.reports.paper import furniture
from policydesk.reports.paper.frame import build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.grid import Grid
from policydesk.reports.paper.parts import Head, Parts
from policydesk.reports.paper.pieces import Words
from policydesk.reports.paper.tagged import Mark
from policydesk.reports.paper.text import PLAIN
from tests.pages.__main__ import main
from tests.pages.inspector import objections
from tests.pages.looks import contrast
from tests.stories import TODAY

SHEET = Sheet("Longacre Primary School", "A list", TODAY, "AD06-38F7 / 250", datetime(2026, 11, 20, 9, 5, tzinfo=UTC),
              "Alex Morgan")  # fmt: skip
HEADS = (Head("Name", 2), Head("Policy", 3), Head("Days", 1, right=True))
ROW = ("Bea Quill", "Code of Conduct", 12)
LONG = " ".join(f"word{number}" for number in range(90))

Story = Callable[[Parts], list[Flowable]]


def paper(story: Story, sheet: Sheet = SHEET) -> bytes:
    parts = Parts()
    return build(sheet, parts, [parts.words("A list", "title"), *story(parts)])


def kinds(content: bytes) -> set[str]:
    return {one.kind for one in objections(content)}


class Drawn(Flowable):
    """Draws on the page whatever it is told to, as a piece of the paper."""

    def __init__(self, draws: Callable[[Canvas], None], high: float = 14) -> None:
        super().__init__()
        self._draws, self._high = draws, high

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        return wide, self._high

    def draw(self) -> None:
        self.canv.tags.begin(self.canv._code, Mark("P"))
        self.canv.setFont(PLAIN, 9.5)
        self._draws(self.canv)
        self.canv.tags.end(self.canv._code)


def coloured(parts: Parts, **look: object) -> Words:
    words = parts.words("Words to be read")
    other = Words(words.text, words.style.clone("other", **look))
    other.mark, other.text = words.mark, words.text
    return other


class Bare(Flowable):
    """Furniture in the midst of a page, or so low on the sheet that no printer prints it."""

    def __init__(self, words: str, base: float | None = None) -> None:
        super().__init__()
        self._words, self._base = words, base

    def draw(self) -> None:
        here = self.canv.absolutePosition(0, 0)[1]
        self.canv.setFont(PLAIN, 9.5)
        self.canv.drawString(0, 0 if self._base is None else self._base - here, self._words)


def test_a_sound_paper_has_nothing_to_object_to() -> None:
    def story(parts: Parts) -> list[Flowable]:
        return [
            parts.figures([("12", "people"), ("3", "policies")]),
            *parts.heading("Everybody"),
            parts.table(HEADS, [ROW] * 120),
            *parts.heading("What they said", "minor"),
            parts.words(LONG),
            *parts.points(["one", "two"]),
            parts.page_break(),
            *parts.heading("Long"),
            parts.table(HEADS, [("Bea", " ".join([LONG] * 12), 1)] * 2),
        ]

    found = objections(paper(story))
    assert not found, [str(one) for one in found]


PLANTED: dict[str, Story] = {
    "outside the frame": lambda _parts: [Drawn(lambda canvas: canvas.drawString(470, 0, "out of the frame"))],
    "at the edge of the sheet": lambda parts: [parts.words("One"), Bare("at the edge", 3)],
    "words over each other": lambda parts: [parts.words("One on the other"), Spacer(1, -14), parts.words("The other")],
    "a line through words": lambda _parts: [
        Drawn(lambda canvas: (canvas.drawString(0, 0, "struck"), canvas.line(0, 3, 60, 3)))
    ],
    "small words": lambda parts: [coloured(parts, fontSize=6)],
    "pale words": lambda parts: [coloured(parts, textColor=HexColor("#9aa5b1"))],
    "letters missing": lambda _parts: [Drawn(lambda canvas: canvas.drawString(0, 0, "a letter \u4e00"))],
    "cut short": lambda parts: [parts.table(HEADS, [("Bea Quill", "Code of Cond…", 12)])],
    "heading alone": lambda parts: [*parts.heading("Nothing is under it")],
    "almost empty": lambda parts: [parts.words("One"), PageBreak(), parts.words("Two")],
    "few words alone": lambda parts: [Spacer(1, parts.tall - 40), parts.words("A note that had no room")],
    "empty page": lambda parts: [
        parts.words(LONG), PageBreak(), Bare(" "), PageBreak(), parts.words("Two")
    ],
    "font not embedded": lambda _parts: [
        Drawn(lambda canvas: (Canvas.setFont(canvas, "Helvetica", 9.5), canvas.drawString(0, 0, "Words")))
    ],
    "bookmark without its words": lambda _parts: [Drawn(lambda canvas: canvas.bookmark("Nowhere", 1))],
    "read before what stands above it": lambda parts: [
        Spacer(1, 60), parts.words("First"), Spacer(1, -50), parts.words("Second"), Spacer(1, 40)
    ],
}  # fmt: skip
"""Faults that a story can have, each by what is said of it."""


@pytest.mark.parametrize("kind", PLANTED)
def test_a_fault_of_the_story_is_named(kind: str) -> None:
    assert kind in kinds(paper(PLANTED[kind]))


def test_words_that_run_into_the_next_column_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydesk.reports.paper.grid_rows.width_of", lambda _text: 1.0)
    long = ("A name that is far too long for the column it stands in", "Code of Conduct", 12)
    assert "runs into the next column" in kinds(paper(lambda parts: [parts.table(HEADS, [long])]))


def test_a_table_that_goes_on_without_its_headings_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Grid._row
    monkeypatch.setattr(
        Grid,
        "_row",
        lambda grid, canvas, laid, top: (
            None if grid.goes_on and laid is grid.plan.heading() else row(grid, canvas, laid, top)
        ),
    )
    assert "no headings" in kinds(paper(lambda parts: [parts.table(HEADS, [ROW] * 60)]))


def test_headings_at_the_foot_of_a_page_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    split = Grid.split

    def split_late(grid: Grid, wide: float, high: float) -> list[Flowable]:
        return split(grid, wide, high) or ([] if grid.goes_on else [grid._part([]), grid._after(0, None)])

    monkeypatch.setattr(Grid, "split", split_late)
    high = Parts().tall - 58
    assert "headings with nothing under them" in kinds(
        paper(lambda parts: [Spacer(1, high), parts.table(HEADS, [ROW] * 2)])
    )


def test_a_row_that_is_cut_in_half_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grid, "_may_cut", lambda _grid, _high, _room: True)
    monkeypatch.setattr(Grid, "_begins_rather_later", lambda _grid, _room: False)
    high = Parts().tall - 140
    assert "row cut in half" in kinds(paper(lambda parts: [Spacer(1, high), parts.table(HEADS, [("Bea", LONG, 1)])]))


def test_a_short_word_that_is_cut_in_two_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydesk.reports.paper.parts.fitted", lambda *_given: [60.0, 40.0, 60.0])
    heads = (Head("Name", 2), Head("State", 3), Head("Policy", 1))
    assert "word cut in two" in kinds(paper(lambda parts: [parts.table(heads, [("Bea", "acknowledged", "Code")])]))


def test_a_page_without_the_seal_is_named() -> None:
    assert kinds(paper(lambda parts: [parts.words("One")], replace(SHEET, seal=""))) == {"furniture missing"}


def test_a_page_without_its_day_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    put = furniture._put
    monkeypatch.setattr(furniture, "_put", lambda canvas, parts, *given, **more: put(
        canvas, parts, *(one.replace("As at", "On") if isinstance(one, str) else one for one in given), **more,
    ))  # fmt: skip
    assert kinds(paper(lambda parts: [parts.words("One")])) == {"furniture missing"}


def test_a_page_with_a_wrong_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    say = Canvas.drawRightString
    monkeypatch.setattr(Canvas, "drawRightString", lambda canvas, x, y, text: say(canvas, x, y, f"{text}0"))
    found = objections(paper(lambda parts: [parts.words("One")]))
    assert [one.kind for one in found] == ["furniture missing"]
    assert "“Page 1 of 1” is not in" in found[0].says


def test_a_piece_that_is_read_out_of_its_order_is_named() -> None:
    def story(parts: Parts) -> list[Flowable]:
        whole = Mark("L")
        words = [parts.words(one) for one in ("one", "between", "two")]
        for one in (words[0], words[2]):
            one.mark = Mark("LBody", Mark("LI", whole))
        return [*words]

    assert kinds(paper(story)) == {"read in another order"}


def test_a_link_that_leads_nowhere_is_named() -> None:
    file = PdfWriter(PdfReader(io.BytesIO(paper(lambda parts: [parts.words("One")]))))
    link = DictionaryObject({NameObject("/Dest"): ArrayObject([NullObject(), NameObject("/Fit")])})
    file.pages[0][NameObject("/Annots")] = ArrayObject([file._add_object(link)])
    changed = io.BytesIO()
    file.write(changed)
    assert kinds(changed.getvalue()) == {"link leads nowhere"}


def test_how_well_words_stand_out_is_measured_as_for_the_web() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (0.4667, 0.4667, 0.4667)) == pytest.approx(4.48, abs=0.01)


def test_the_command_says_what_is_wrong_with_which_paper(tmp_path, capsys) -> None:
    sound, faulty = tmp_path / "sound.pdf", tmp_path / "faulty.pdf"
    sound.write_bytes(paper(lambda parts: [parts.words("One")]))
    faulty.write_bytes(paper(PLANTED["heading alone"]))
    assert main([f"{sound}"]) == 0
    assert main([f"{sound}", f"{faulty}"]) == 1
    said = capsys.readouterr().out
    assert f"{sound}: nothing to object to" in said
    assert f"{faulty}, page 1: heading alone: “Nothing is under it”" in said
