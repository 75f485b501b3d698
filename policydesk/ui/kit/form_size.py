"""How large a form is: with all its questions in view, as far as the screen has room."""

from PySide6.QtWidgets import QLayout, QWidget

LETTERS_WIDE = 78
"""How wide a form is, in letters."""


def usual_width(form: QWidget) -> int:
    """Return how wide a form is at the size of its text."""
    wide = form.fontMetrics().averageCharWidth() * LETTERS_WIDE + 60
    return min(wide, form.screen().availableSize().width() - 40)


def needed_height(form: QWidget, column: QLayout, wide: int) -> int:
    """Return how high a form is with everything in `column` in view, beside its title and its buttons."""
    line = form.fontMetrics().height()
    high = column.heightForWidth(wide) if column.hasHeightForWidth() else column.sizeHint().height()
    return min(high + line * 7 + 60, form.screen().availableSize().height() - 60)
