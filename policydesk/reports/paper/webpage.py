"""A report as one web page that needs nothing else: no script, no picture from elsewhere, readable by everybody.

The same story is told with other parts: headings, lists and tables of HTML, charts as tables whose numbers have bars.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from policydesk.dates import written
from policydesk.reports.paper.proof import Proof
from policydesk.reports.paper.told import Head, Rag, Stack, Told, shown
from policydesk.reports.paper.words import percent

STYLE = """
:root { color-scheme: light; --ink: #16202b; --quiet: #51606f; --line: #76838f; --shade: #eef2f6; --accent: #1c4f93; }
* { box-sizing: border-box; }
body { color: var(--ink); background: #fff; font: 1rem/1.5 "Noto Sans", "Segoe UI", Arial, sans-serif; margin: 0; }
main, header, footer { max-width: 56rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.25; } h2 { font-size: 1.3rem; margin-top: 2rem; } h3 { font-size: 1.1rem; }
.lead { font-size: 1.15rem; } .quiet, footer { color: var(--quiet); font-size: .9rem; }
hr { border: 0; border-top: 2px solid var(--line); margin: 2.5rem 0; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
td, th, p, li { white-space: pre-line; } p, li, h1, h2, h3 { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--ink); } .right { text-align: right; }
tbody th { min-width: 9rem; } td { min-width: 6rem; } td.right { white-space: nowrap; min-width: 3rem; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.cards li { background: var(--shade); padding: .75rem 1rem; flex: 1 1 10rem; } .cards strong { font-size: 1.5rem; }
.bar { display: block; height: .6rem; background: var(--accent); min-width: 1px; }
.good { color: #1c6b3a; } .warn { color: #8a5300; } .bad { color: #9c1c1c; } .state { font-weight: bold; }
.heat0, .heat1, .heat2, .heat3 { display: block; padding: 0 .35rem; }
.heat1 { background: #e3ecf7; } .heat2 { background: #c3d7ee; } .heat3 { background: #9dbfe3; }
@media print { body { font-size: 10pt; } main, header, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; } th, td { padding: .15rem .4rem; } tbody th, td { min-width: 0; }
  hr { break-after: page; visibility: hidden; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
"""

LONG = re.compile(r"(?:&[a-z]+;|[^\s&]){30}")
"""Letters without a space of which a narrow column shows no more on one line."""

SHAPES = {"circle": "●", "triangle": "▲", "square": "■"}

LOOKS = {"title": "h1", "heading": "h2", "minor": "h3"}


class Html(str):
    """A piece of a page whose words are escaped already; `text` are its words as they were."""

    __slots__ = ("text",)
    text: str


class WebParts:
    """Makes the parts of one report as HTML, under the names by which reports ask for them."""

    is_paper = True

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._under = ""
        self._tables: Counter[str] = Counter()

    def words(self, text: str, look: str = "words") -> Html:
        """Return a heading or a paragraph of plain text."""
        if look in LOOKS:
            self._under = text
            return _html(f"<{LOOKS[look]}>{escape(text)}</{LOOKS[look]}>", text)
        kind = f' class="{look}"' if look in {"lead", "quiet"} else ""
        return _html(f"<p{kind}>{escape(text)}</p>", text)

    def heading(self, text: str, look: str = "heading") -> list[Html]:
        """Return a heading."""
        return [self.words(text, look)]

    def points(self, texts: Sequence[str], look: str = "words") -> list[Html]:
        """Return a list."""
        kind = f' class="{look}"' if look == "quiet" else ""
        return [_html(f"<ul{kind}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>")]

    def figures(self, figures: Sequence[tuple[str, str]]) -> Html:
        """Return cards: a number and what it counts."""
        self._tell((Head("Figure", 1), Head("What it counts", 3)), figures)
        cards = (f"<li><strong>{escape(number)}</strong> {escape(says)}</li>" for number, says in figures)
        return _html(f'<ul class="cards">{"".join(cards)}</ul>')

    def table(
        self, heads: Sequence[Head], rows: Sequence[Sequence[Any]], *, high: float | None = None, told: bool = True
    ) -> Html:
        """Return a table whose headings and first cells are its headers; forms to sign by hand are left out."""
        if high or not told:
            return _html("")
        self._tell(heads, rows)
        return self._table(heads, rows)

    def columns(self, points: Sequence[tuple[str, int, int]]) -> Html:
        """Return a line for each month with its numbers and a bar."""
        heads = (Head("When", 2), Head("Given", 1, right=True), Head("Asked for", 1, right=True))
        self._tell(heads, points)
        return self._table((*heads, Head("Share", 3)), [(*one, _bar(one[1], one[2])) for one in points])

    def stacked(self, key: Sequence[str], lines: Sequence[Stack]) -> list[Html]:
        """Return nothing to look at: the table that follows has the same numbers."""
        self._tell((Head("What", 3), *(Head(words, 1, right=True) for words in key)),
                   [(one.words, *one.counts) for one in lines])  # fmt: skip
        return []

    def status(self, rag: Rag) -> Html:
        """Return how something stands: words, a shape and a colour."""
        words, shape, look = rag.value
        return _html(
            f'<span class="state {look}"><span aria-hidden="true">{SHAPES[shape]}</span> {escape(words)}</span>', words
        )

    def share(self, part: int, whole: int) -> Html | str:
        """Return a cell of a heat map; nothing where nobody is asked."""
        words = f"{part:,} of {whole:,}"
        return _html(f'<span class="heat{3 * part // whole}">{words}</span>', words) if whole else "–"

    def sign_off(self, people: Sequence[str]) -> Html:
        """Return who signs: signatures are given on paper."""
        names = (f"<li>{escape(one)}</li>" for one in people)
        return _html(f"<p>To be signed on the printed report by:</p><ul>{''.join(names)}</ul>")

    def space(self, _points: float = 8) -> Html:
        """Return nothing: a page has its own distances."""
        return _html("")

    def page_break(self) -> Html:
        """Return a line across: what stands below is another page where this one is printed."""
        return _html("<hr>")

    def fresh_page(self) -> Html:
        """Return a line across, as for every other page."""
        return self.page_break()

    def together(self, *parts: Html) -> Html:
        """Return parts one after the other."""
        return _html("".join(parts))

    def _tell(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> None:
        self.told.append(Told(self._under, heads, rows))

    def _table(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> Html:
        top = "".join(f'<th scope="col"{_side(head)}>{escape(head.words)}</th>' for head in heads)
        body = "".join(
            f'<tr><th scope="row">{_cell(row[0])}</th>'
            + "".join(f"<td{_side(head)}>{_cell(value)}</td>" for value, head in zip(row[1:], heads[1:], strict=True))
            + "</tr>"
            for row in rows
        )
        self._tables[self._under] += 1
        count = self._tables[self._under]
        name = escape(self._under if count == 1 else f"{self._under}, table {count}")
        return _html(
            f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table><caption>{name}</caption>'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def webpage(school: str, title: str, as_at: date, proof: Proof, story: Sequence[Html]) -> bytes:
    """Return the whole page."""
    printed = f"Made {written(proof.printed_at.date())}, {proof.printed_at:%H:%M}, by {proof.printed_by}."
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="keywords" content="{escape(proof.line)}">
<title>{escape(title)}, {escape(school)}, as at {written(as_at)}</title>
<style>{STYLE}</style>
</head>
<body>
<header><p><strong>{escape(school)}</strong><br>As at {written(as_at)}</p></header>
<main>
{chr(10).join(filter(None, story))}
</main>
<footer><p>{escape(printed)} Register seal {escape(proof.seal)}. Figures {proof.figures}.</p></footer>
</body>
</html>
"""
    return page.encode()


def _html(marked: str, text: str = "") -> Html:
    made = Html(marked)
    made.text = text
    return made


def _cell(value: Any) -> str:
    """Return what stands in a cell; a very long word may go on in the next line."""
    return str(value) if isinstance(value, Html) else LONG.sub(r"\g<0><wbr>", escape(shown(value), quote=False))


def _side(head: Head) -> str:
    return ' class="right"' if head.right else ""


def _bar(part: int, whole: int) -> Html:
    wide = 100 * part / whole if whole else 0
    return _html(f'{percent(part, whole)}<span class="bar" style="width:{wide:.1f}%"></span>', percent(part, whole))
