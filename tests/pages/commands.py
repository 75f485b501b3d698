"""The drawing commands of a page: each with what it is given, and how places are moved by them."""

import re
from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]

SAME: Matrix = (1, 0, 0, 1, 0, 0)

TOKEN = re.compile(
    rb"\((?P<text>(?:[^()\\]|\\.)*)\)|(?P<open><<|\[)|(?P<close>>>|\])|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\s/<>\[\]()]*)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))|(?P<does>[A-Za-z'\"*][A-Za-z0-9*]*)",
    re.DOTALL,
)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def commands(code: bytes) -> Iterator[tuple[bytes, list]]:
    """Yield each command with what it is given."""
    given: list = []
    outer: list[list] = []
    for token in TOKEN.finditer(code):
        kind, held = token.lastgroup, token[token.lastgroup]
        if kind == "does":
            yield held, given
            given = []
        elif kind == "number":
            given.append(float(held))
        elif kind == "text":
            given.append(ESCAPED.sub(_escaped, held))
        elif kind == "name":
            given.append(held.decode("latin-1"))
        elif kind == "hex":
            given.append(bytes.fromhex(held.decode()))
        elif kind == "open":
            outer.append(given)
            given = []
        else:
            inner, given = given, outer.pop()
            given.append(inner)


def _escaped(found: re.Match[bytes]) -> bytes:
    one = found[1]
    return bytes([int(one, 8) & 255]) if one[:1].isdigit() else LETTERS.get(one, one)


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return one move after another."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a place is moved to."""
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
