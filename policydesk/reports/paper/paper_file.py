"""How a paper's bytes are written: each thing when it is whole, small ones packed, and at the end where each is."""

import zlib
from typing import BinaryIO

PACKED = 200
"""Things that are packed and squeezed together."""

ENTRY = 7
"""Bytes of a line in the table of objects."""

LINES, OPEN = 4096, 3
"""Lines of that table that are squeezed together, and how many such blocks are open to be filled in."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PaperFile:
    """Writes objects: streams as they are, small ones packed by hundreds, and a table that says where each is.

    Of what is written nothing is kept but its line in the table, so a long paper needs no more memory than a short one.
    """

    def __init__(self, out: BinaryIO, last: int) -> None:
        """Begin a file; `last` is the highest number that an object has already."""
        self.last = last
        self._out, self._size = out, 0
        self._table = _Table()
        self._waiting: list[tuple[int, bytes]] = []
        self._put(HEADER)

    def take(self) -> int:
        """Return the number of an object that will be added."""
        self.last += 1
        return self.last

    def add(self, number: int, body: bytes) -> None:
        """Add one object."""
        if body.endswith(b"endstream\n"):
            self._write(number, body)
            return
        self._waiting.append((number, body))
        if len(self._waiting) == PACKED:
            self._pack()

    def finish(self, trailer: bytes) -> None:
        """Write what is left, and the table."""
        if self._waiting:
            self._pack()
        number, start = self.take(), self._size
        self._table.place(number, 1, start, 0)
        self._table.place(0, 0, 0, 65535)
        said = f"/Type/XRef/Size {number + 1}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ENTRY}>>".encode() + trailer
        self._put(_object(number, _stream(said, self._table.squeezed(number + 1))))
        self._put(f"startxref\n{start}\n%%EOF\n".encode())

    def _pack(self) -> None:
        """Write what waits, in the order of its numbers, so that the table squeezes well."""
        self._waiting.sort()
        heads, at, pack = [], 0, self.take()
        for index, (number, body) in enumerate(self._waiting):
            self._table.place(number, 2, pack, index)
            heads.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(heads).encode() + b"\n"
        said = f"/Type/ObjStm/N {len(heads)}/First {len(head)}".encode()
        self._write(pack, squeezed(said, head + b"\n".join(body for _number, body in self._waiting)))
        self._waiting = []

    def _write(self, number: int, body: bytes) -> None:
        self._table.place(number, 1, self._size, 0)
        self._put(_object(number, body))

    def _put(self, chunk: bytes) -> None:
        self._out.write(chunk)
        self._size += len(chunk)


class _Table:
    """Where each object is: in a pack, or at a place of the file. Of a million objects it keeps few bytes.

    Lines are squeezed by the thousands, column by column, since numbers and packs follow each other; all but the few
    blocks that were needed last.
    """

    def __init__(self) -> None:
        self._open: dict[int, bytearray] = {}
        self._full: dict[int, bytes] = {}

    def place(self, number: int, kind: int, where: int, index: int) -> None:
        """Note where an object is."""
        block, at = divmod(number, LINES)
        if block not in self._open:
            if len(self._open) == OPEN:
                oldest = next(iter(self._open))
                rows = self._open.pop(oldest)
                self._full[oldest] = zlib.compress(b"".join(rows[column::ENTRY] for column in range(ENTRY)))
            self._open[block] = self._taken(block)
        line = kind.to_bytes(1) + where.to_bytes(4) + index.to_bytes(2)
        self._open[block][at * ENTRY : (at + 1) * ENTRY] = line

    def squeezed(self, size: int) -> bytes:
        """Return so many lines as a file holds them: each as its difference from the one above, squeezed."""
        packer, above, told = zlib.compressobj(), bytearray(ENTRY), []
        for block in range((size - 1) // LINES + 1):
            rows = self._taken(block)
            told.append(packer.compress(_differences(above, rows[: (size - block * LINES) * ENTRY])))
            above = rows[-ENTRY:]
        return b"".join([*told, packer.flush()])

    def _taken(self, block: int) -> bytearray:
        """Take the lines of one block out of the table."""
        if block not in self._full:
            return self._open.pop(block, None) or bytearray(LINES * ENTRY)
        columns, rows = zlib.decompress(self._full.pop(block)), bytearray(LINES * ENTRY)
        for column in range(ENTRY):
            rows[column::ENTRY] = columns[column * LINES : (column + 1) * LINES]
        return rows


def _differences(above: bytearray, rows: bytearray) -> bytearray:
    """Return lines as their differences from the line above each, every one behind the number of this way to do it."""
    less = bytes((one - other) & 255 for one, other in zip(rows, above + rows, strict=False))
    told = bytearray(b"\x02") * (len(rows) // ENTRY * (ENTRY + 1))
    for column in range(ENTRY):
        told[column + 1 :: ENTRY + 1] = less[column::ENTRY]
    return told


def squeezed(said: bytes, content: bytes) -> bytes:
    """Return a stream in few bytes, with what is said about it."""
    return _stream(said, zlib.compress(content, 6))


def _stream(said: bytes, packed: bytes) -> bytes:
    return b"<<" + said + f"/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream\n"


def _object(number: int, body: bytes) -> bytes:
    return f"{number} 0 obj\n".encode() + body + b"endobj\n"
