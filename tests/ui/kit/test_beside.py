"""Words and what can be done about them: side by side while the words can be read, else one below the other."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.beside import BesideLayout
from policydesk.ui.kit.labels import PlainLabel

SHORT, LONG = (
    "Nothing is missing.",
    "The account was last looked at a long while ago, and the standard asks for more. " * 2,
)


@pytest.mark.parametrize(
    ("words", "link", "wide", "below"),
    [
        (SHORT, "Record a check…", 400, False),
        (LONG, "End…", 400, False),
        (LONG, "Record a check of the account…", 400, True),
        (LONG, "Record a check of the account…", 1600, False),
    ],
)
def test_a_link_stands_below_only_where_it_would_squeeze_the_words(
    qtbot: QtBot, words: str, link: str, wide: int, below: bool
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = BesideLayout(lead=True)
    glyph, label, button = PlainLabel("!"), PlainLabel(words, wrap=True), QPushButton(link)
    for one in (glyph, label, button):
        row.addWidget(one)
    box.setLayout(row)
    box.resize(wide, row.heightForWidth(wide))
    box.show()
    assert (button.y() >= label.geometry().bottom()) is below
    assert button.geometry().right() < wide
    assert label.geometry().left() >= glyph.geometry().right()
    assert box.rect().contains(label.geometry())
    assert glyph.y() == label.y()
