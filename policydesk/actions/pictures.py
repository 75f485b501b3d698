"""What a picture says beside what it shows: where it was taken. It can be read, and taken out before it is sealed."""

import struct

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
_APP1, _COMMENT, _SCAN = 0xE1, 0xFE, 0xDA
_SAYS = frozenset({*range(_APP1, 0xF0), _COMMENT}) - {0xEE}
"""Parts of a JPEG that carry words; 0xEE says how its colours are meant."""

_PNG_SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
)
_GPS = 0x8825


def without_metadata(content: bytes) -> bytes:
    """Return a picture without place, camera and comments, the picture itself untouched; other files as they are."""
    if content.startswith(_JPEG):
        return _JPEG + b"".join(content[start:end] for kind, start, end in _segments(content) if kind not in _SAYS)
    if content.startswith(_PNG):
        return _PNG + b"".join(whole for kind, whole in _chunks(content) if kind in _PNG_SHOWN)
    return content


def has_metadata(content: bytes) -> bool:
    """Whether a picture carries anything that stripping would take out."""
    return without_metadata(content) != content


def place_in(content: bytes) -> str:
    """Return where a photograph was taken, as its EXIF data say: "51.5007, -0.1246"; "" where they say nothing."""
    exif = _exif(content)
    try:
        return "" if exif is None else _place(exif)
    except (struct.error, IndexError, ZeroDivisionError, KeyError):
        return ""


def _segments(content: bytes) -> list[tuple[int, int, int]]:
    """Return each part of a JPEG with its marker; the last runs from the picture's data to the end."""
    found, at = [], len(_JPEG)
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        found.append((content[at + 1], at, at + 2 + length))
        at += 2 + length
    return [*found, (_SCAN, at, len(content))]


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        found.append((content[at + 4 : at + 8], content[at : at + 12 + length]))
        at += 12 + length
    return found


def _exif(content: bytes) -> bytes | None:
    if content.startswith(_JPEG):
        for marker, start, end in _segments(content):
            if marker == _APP1 and content[start + 4 : start + 10] == b"Exif\0\0":
                return content[start + 10 : end]
    if content.startswith(_PNG):
        return next((whole[8:-4] for kind, whole in _chunks(content) if kind == b"eXIf"), None)
    return None


def _place(exif: bytes) -> str:
    order = ">" if exif[:2] == b"MM" else "<"
    (first,) = struct.unpack(f"{order}I", exif[4:8])
    pointer = _entries(exif, order, first).get(_GPS)
    if pointer is None:
        return ""
    (at,) = struct.unpack(f"{order}I", pointer)
    gps = _entries(exif, order, at)
    north = _degrees(exif, order, gps[2]) * (-1 if gps[1][:1] == b"S" else 1)
    east = _degrees(exif, order, gps[4]) * (-1 if gps[3][:1] == b"W" else 1)
    return f"{north:.4f}, {east:.4f}"


def _entries(exif: bytes, order: str, at: int) -> dict[int, bytes]:
    (count,) = struct.unpack(f"{order}H", exif[at : at + 2])
    found = {}
    for start in range(at + 2, at + 2 + count * 12, 12):
        (tag,) = struct.unpack(f"{order}H", exif[start : start + 2])
        found[tag] = exif[start + 8 : start + 12]
    return found


def _degrees(exif: bytes, order: str, value: bytes) -> float:
    (at,) = struct.unpack(f"{order}I", value)
    numbers = struct.unpack(f"{order}6I", exif[at : at + 24])
    whole, minutes, seconds = (numbers[one] / numbers[one + 1] for one in (0, 2, 4))
    return float(whole + minutes / 60 + seconds / 3600)
