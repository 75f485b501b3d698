"""What stands in a question's boxes, letter by letter, and back: half a date is kept as half a date."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.person_picker import PersonPicker


def typed_in(box: Input) -> dict[str, Any]:
    """Return the words, choices and ticks of a question's boxes, each under its name."""
    return {one.objectName(): _state(one) for one in _boxes(box)}


def put_back_in(box: Input, typed: Mapping[str, Any]) -> None:
    """Show again what `typed_in` returned; a box that is not there any more is left out."""
    for one in _boxes(box):
        _show(one, typed.get(one.objectName()))
    if isinstance(box, PersonPicker):
        box.settle()
    box.changed.emit()


def _boxes(box: Input) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
    return [one for one in box.findChildren(QWidget) if isinstance(one, kinds)]


def _state(box: QWidget) -> Any:
    if isinstance(box, QComboBox):
        return box.currentText()
    if isinstance(box, QCheckBox):
        return box.isChecked()
    if isinstance(box, QPlainTextEdit):
        return box.toPlainText()
    assert isinstance(box, QLineEdit)
    return box.text()


def _show(box: QWidget, state: Any) -> None:
    if isinstance(box, QComboBox) and isinstance(state, str):
        at = box.findText(state)
        if at >= 0:
            box.setCurrentIndex(at)
    elif isinstance(box, QCheckBox) and isinstance(state, bool):
        box.setChecked(state)
    elif isinstance(box, QPlainTextEdit) and isinstance(state, str):
        box.setPlainText(state)
        box.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(box, QLineEdit) and isinstance(state, str):
        box.setText(state)
