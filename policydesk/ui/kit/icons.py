"""Our own pictures, drawn in the colour of the words beside them."""

import functools
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from policydesk.paths import resource, settings_folder
from policydesk.ui.kit.colours import Colours

SIZES = (16, 20, 24, 32, 48)
"""Pixels each picture is drawn at, so that none is scaled."""

_IN_STYLE_SHEET = {
    "tick": "on_accent",
    "dot": "accent",
    "arrow-down": "text",
    "arrow-up": "text",
    "sort-up": "text",
    "sort-down": "text",
}


@functools.cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@functools.cache
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, size, size)
    )
    painter.end()
    return picture


@functools.cache
def icon(name: str, colour: str, disabled: str = "", on: str = "") -> QIcon:
    """Return one of our pictures in a colour; `disabled` and `on` (pressed in) may have their own."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_pixmap(name, colour, size))
        if disabled:
            made.addPixmap(_pixmap(name, disabled, size), QIcon.Mode.Disabled)
        if on:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                made.addPixmap(_pixmap(name, on, size), mode, QIcon.State.On)
    return made


def style_sheet_icons(colours: Colours) -> str:
    """Return a folder with the ticks and arrows that the style sheet draws, in this set's colours."""
    drawn = {
        f"{name}.svg": _source(name).replace("currentColor", getattr(colours, ink))
        for name, ink in _IN_STYLE_SHEET.items()
    }
    try:
        return _written(settings_folder() / "look" / colours.name, drawn)
    except OSError:  # the settings cannot be written: pictures for this once
        return _written(_scratch() / colours.name, drawn)


@functools.cache
def _scratch() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="policydesk-look-"))


def _written(folder: Path, drawn: dict[str, str]) -> str:
    """Write what is not there yet or was drawn by an older PolicyDesk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn.items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != picture:
            file.write_text(picture, encoding="utf-8")
    return folder.as_posix()
