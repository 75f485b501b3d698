"""A column of words: headings, lines, states in their colour, and what can be done beside a line."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.ui.kit.beside import BesideLayout
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, Words, set_property
from policydesk.ui.kit.states import Mark

Link = tuple[str, Callable[[], object], str]
"""What a link says, what it does, and its stable name."""


class Sheet(QWidget):
    """Filled from top to bottom and made anew for each account."""

    def __init__(self, *, only_looks: bool = False) -> None:
        super().__init__()
        self._only_looks = only_looks
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def heading(self, words: str, *links: Link) -> None:
        """Begin a part; its links stand beside the heading."""
        if self._column.count():
            self._column.addSpacing(10)
        if not links or self._only_looks:
            self._column.addWidget(Heading(words))
            return
        row = BesideLayout()
        row.addWidget(Heading(words))
        for link in links:
            row.addWidget(self._link(link, words))
        self._column.addLayout(row)

    def line(self, words: str, *links: Link) -> None:
        """Write a line."""
        self._column.addLayout(self._beside(words, links))

    def words(self, words: str) -> None:
        """Write a paragraph that can be selected and copied."""
        self._column.addWidget(Words(words))

    def hint(self, words: str) -> None:
        """Write a quiet line."""
        self._column.addWidget(Hint(words))

    def state(self, mark: Mark, words: str, *links: Link, under: str = "") -> None:
        """Write a line with a state's glyph before it, in its colour; the words say the state as well.

        `under` is a quiet line below the words.
        """
        glyph = PlainLabel(mark.glyph, look="label")
        glyph.setFixedWidth(self.fontMetrics().averageCharWidth() * 3)
        glyph.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_property(glyph, "words", mark.tone.value)
        self._column.addLayout(self._beside(words, links, under, glyph))

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write labels with their words behind; those without words are left out."""
        for label, words in facts:
            if words:
                self._column.addWidget(Words(f"{label}: {words}"))

    def links(self, *links: Link) -> None:
        """Write what can be done, side by side."""
        if self._only_looks or not links:
            return
        flow = FlowLayout(spacing=12)
        for link in links:
            flow.addWidget(self._link(link, ""))
        self._column.addLayout(flow)

    def add(self, widget: QWidget) -> None:
        """Put a widget below."""
        self._column.addWidget(widget)

    def end(self) -> None:
        """Leave the rest of the height empty."""
        self._column.addStretch(1)

    def _beside(
        self, words: str, links: tuple[Link, ...], under: str = "", glyph: QWidget | None = None
    ) -> BesideLayout:
        row = BesideLayout(lead=glyph is not None)
        if glyph is not None:
            row.addWidget(glyph)
        row.addWidget(_with_under(words, under) if under else PlainLabel(words, wrap=True))
        for link in () if self._only_looks else links:
            row.addWidget(self._link(link, words))
        return row

    def _link(self, link: Link, about: str) -> Button:
        says, do, name = link
        button = Button(says, do, look="link", name=name)
        if about:
            button.setAccessibleName(f"{says.removesuffix('…')}: {about}")
        return button


def _with_under(words: str, under: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 2)
    column.setSpacing(2)
    column.addWidget(PlainLabel(words, wrap=True))
    column.addWidget(Hint(under))
    return both
