"""How the window is laid out: the navigation at the left, search and notices round the page in view."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.ui.commands import Command, command
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.labels import PlainLabel


def top_bar(search: QWidget, run: Callable[[Command], object]) -> QWidget:
    """Return the bar over every page: search, help and hiding the screen."""
    top = QFrame()
    top.setProperty("look", "topbar")
    row = QHBoxLayout(top)
    row.setContentsMargins(24, 10, 16, 10)
    row.setSpacing(8)
    row.addWidget(search, 3)
    row.addStretch(1)
    for command_id, picture, words in (("help.page", "help", "Help"), ("file.hide", "hide", "Hide")):
        known = command(command_id)
        button = Button(words, None, look="flat", picture=picture, name=words.lower(), tip=known.tip_with_keys)
        button.clicked.connect(lambda _on=False, known=known: run(known))
        row.addWidget(button)
    return top


def beside(
    sidebar: QWidget, top: QWidget, banner: str, page: tuple[QWidget, QWidget], foot: tuple[QWidget, QWidget]
) -> QWidget:
    """Return all that is in the window; over the page is the sign of another day, at the foot are notice and status."""
    (past, stack), (notice, status) = page, foot
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    right.addWidget(top)
    if banner:
        sign = PlainLabel(banner, look="banner", wrap=True)
        sign.setObjectName("banner")
        right.addWidget(sign)
    right.addWidget(past)
    right.addWidget(stack, 1)
    holder = QVBoxLayout()
    holder.setContentsMargins(24, 0, 24, 8)
    holder.addWidget(notice)
    right.addLayout(holder)
    right.addWidget(status)
    inside = QWidget()
    across = QHBoxLayout(inside)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(sidebar)
    across.addLayout(right, 1)
    return inside
