"""Words on paper: every name prints in a font that has its letters, and nothing a person typed is ever markup."""

import re
import unicodedata
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from policydesk.paths import resource

PLAIN, BOLD = "Noto", "Noto-Bold"

FILES = {PLAIN: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}

FALLBACKS = (
    "NotoNaskhArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansBengali", "NotoSansGurmukhi",
    "NotoSansGujarati", "NotoSansTamil", "NotoSansTelugu", "NotoSansKannada", "NotoSansMalayalam", "NotoSansSinhala",
    "NotoSansThai", "NotoSansGeorgian", "NotoSansArmenian", "NotoSansEthiopic",
)  # fmt: skip
"""Asked in this order for letters that the plain font has not."""

MISSING = "\ufffd"
"""Stands for a letter that no font here has; a note under the page says so."""

_APART = '<font size="0.1"> </font>'
"""Keeps a name and the comma after it two words: reportlab shapes a whole word with the font of its first letter."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_JOINERS = frozenset("\u200c\u200d")


class Missing:
    """Remembers whether some letters could not be printed."""

    def __init__(self) -> None:
        self.any = False


@cache
def fonts() -> tuple[str, ...]:
    """Make the fonts known to reportlab and return their names, the plain one first."""
    for name, file in FILES.items():
        _register(name, file)
    for name in FALLBACKS:
        _register(name, f"{name}-Regular.ttf")
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return (PLAIN, *FALLBACKS)


def _register(name: str, file: str) -> None:
    try:
        with resource("fonts", file).open("rb") as opened:
            pdfmetrics.registerFont(TTFont(name, opened))
    except TTFError as trouble:
        raise RuntimeError(f"the font {file} is damaged") from trouble


def markup(text: str, missing: Missing | None = None, *, font: str = PLAIN) -> str:
    """Return text as reportlab's paragraphs take it: escaped, lines kept, each letter in a font that has it."""
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    return "<br/>".join(_line(line, missing or Missing(), font) for line in lines)


def _line(line: str, missing: Missing, font: str) -> str:
    runs: list[tuple[str, str]] = []
    for letter in _visual_order(_printable(line)):
        name = _font_for(letter, font, runs[-1][0] if runs else font)
        if name is None:
            name, letter = font, MISSING
            missing.any = True
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + letter)
        else:
            runs.append((name, letter))
    marked = ""
    for (name, words), (_before, earlier) in zip(runs, [("", " "), *runs], strict=False):
        between = "" if earlier.endswith(" ") or words.startswith(" ") else _APART
        marked += between + (escape(words) if name == font else f'<font name="{name}">{escape(words)}</font>')
    return marked


def _printable(line: str) -> str:
    """Leave out signs that paper does not have: controls, and marks that turn the direction of text round."""
    kept = (letter if letter != "\t" else " " for letter in unicodedata.normalize("NFC", line))
    return "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co"} or one in _JOINERS)


def _visual_order(line: str) -> str:
    """Put words that are read from the right into the order in which they stand on paper; shaping turns each word."""
    words = line.split(" ")
    found: list[str] = []
    turned: list[str] = []
    for word in words:
        if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in word):
            turned.insert(0, word)
        else:
            found += turned
            turned = []
            found.append(word)
    return " ".join(found + turned)


def needs_only(font: str, text: str) -> bool:
    """Whether one font has every letter of a line, and nothing in it has to be shaped, turned round or left out."""
    if text.isascii():
        return text.isprintable()
    return all(
        _has(font, letter) and unicodedata.bidirectional(letter) not in _RIGHT_TO_LEFT and letter.isprintable()
        for letter in text
    ) and unicodedata.is_normalized("NFC", text)


def _font_for(letter: str, font: str, before: str) -> str | None:
    """Return the font of a letter: the one of the letter before for signs that join, else the first that has it."""
    if letter in _JOINERS or (unicodedata.combining(letter) and _has(before, letter)):
        return before
    return next((name for name in (font, *fonts()) if _has(name, letter)), None)


@cache
def _has(font: str, letter: str) -> bool:
    fonts()
    return ord(letter) in pdfmetrics.getFont(font).face.charToGlyph
