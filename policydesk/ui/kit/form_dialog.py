"""One form for everything that is asked: questions as data, one verb, and what is wrong said in one way."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from policydesk.errors import Refusal, Refusals
from policydesk.ui.kit import messages
from policydesk.ui.kit.buttons import Button, with_free_letter
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.form_size import needed_height, usual_width
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import Hint, Title
from policydesk.ui.kit.problem_summary import ProblemSummary
from policydesk.ui.kit.questions import Questions


class FormDialog(QDialog):
    """Asks the questions of `parts`, then calls `save(values)`; `then(result)` hears what came of it.

    A Refusal or Refusals from `save` is shown at the fields it names and nothing typed is lost. `verb` is the primary
    button; `again` a second one that saves and asks the same questions afresh.
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        parts: Sequence[Field | Section],
        *,
        verb: str,
        save: Callable[[dict[str, Any]], Any],
        values: dict[str, Any] | None = None,
        then: Callable[[Any], object] | None = None,
        intro: str = "",
        again: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self._title, self._save, self._then = title, save, then
        self._first_values = dict(values or {})
        self._typed = self._saving = False
        self._first = ""
        self.setObjectName("form")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = ProblemSummary()
        self.area = QScrollArea()
        self.primary = Button(verb, self.save, look="danger" if danger else "primary")
        self.cancel = Button(with_free_letter("Cancel", verb, again), self.reject)
        self.again = Button(again, self.save_and_next) if again else None
        self.questions = Questions(parts, [self.summary, Hint(intro)] if intro else [self.summary], self)
        self.questions.changed.connect(self._on_typed)
        self.rows = self.questions.rows
        self._build()
        self.set_values(self._first_values)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        guard(self)
        self._fit()

    def value_of(self, name: str) -> Any:
        """Return one answer as it stands."""
        return self.rows[name].input.value()

    def input_of(self, name: str) -> Input:
        """Return one field's box."""
        return self.rows[name].input

    def values(self) -> dict[str, Any]:
        """Return the answers to every question that is asked now."""
        return self.questions.values()

    def set_values(self, values: dict[str, Any]) -> None:
        """Show these answers."""
        self.questions.set_values(values)

    def save(self) -> None:
        """Save what was typed, or say what is wrong with it."""
        if self._try_to_save():
            self.accept()

    @property
    def title(self) -> str:
        """What the form is for, also while its window says that there is an error."""
        return self._title

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._typed

    def typed(self) -> dict[str, dict[str, Any]]:
        """Return what stands in each question's boxes, letter by letter, also where it is not yet an answer."""
        return self.questions.typed()

    def put_back(self, boxes: Mapping[str, Mapping[str, Any]]) -> None:
        """Show again what `typed` returned; a question that is not asked any more is left out."""
        self.questions.put_back(boxes)

    def put_away(self) -> None:
        """Leave the form without asking: what was typed is kept elsewhere."""
        self._typed = False
        self.reject()

    def save_and_next(self) -> None:
        """Save, then ask the same questions again."""
        if self._try_to_save():
            for name, row in self.rows.items():
                row.input.set_value(self._first_values.get(name))
            self._typed = False
            self._focus_first()

    def reject(self) -> None:
        if not self._typed:
            super().reject()
            return
        messages.ask(
            self,
            "What you typed is not saved",
            "Keep editing to save it, or leave the form without saving.",
            "Leave without &saving",
            super().reject,
            keep="&Keep editing",
            danger=True,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in a box goes on to the next question, and from a form's only one it saves; nothing is saved by half.
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        bar = self.area.verticalScrollBar()
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:  # what stands below the questions is read as well
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()))
            return
        if event.key() not in keys or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        asked = list(self.questions.asked().values())
        here = next((at for at, row in enumerate(asked) if row.isAncestorOf(self.focusWidget() or self)), None)
        if len(asked) == 1 and here == 0:
            self.save()
        elif here is not None:
            onward: QWidget = asked[here + 1].input if here + 1 < len(asked) else self.primary
            onward.setFocus(Qt.FocusReason.TabFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._typed and self.isVisible():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong in the order of the form; what belongs to no field of it stands last."""
        places = {name: at for at, name in enumerate(self.rows)}
        problems = sorted(problems, key=lambda one: places.get(one[0], len(places)))
        said = dict(reversed([(name, says) for name, says in problems]))
        for name, row in self.rows.items():
            row.say(said.get(name, ""))
        self.setWindowTitle(f"Error: {self._title}" if problems else self._title)
        self.summary.show_problems(
            [(says, partial(self.go_to, name) if name in self.rows else None) for name, says in problems]
        )
        if problems:
            self.grow()
            self.area.verticalScrollBar().setValue(0)

    def add_above_buttons(self, widget: QWidget) -> None:
        """Show something between the questions and the buttons, where it is seen however far the form is scrolled."""
        widget.setContentsMargins(24, 6, 24, 0)
        self._column.insertWidget(self._column.count() - 1, widget)

    def begin_at(self, name: str) -> None:
        """Open with the focus in this field's box, where it is asked: somebody came to answer it."""
        self._first = name

    def go_to(self, name: str) -> None:
        """Put the focus into a field's box and bring it into view."""
        row = self.rows[name]
        row.input.setFocus(Qt.FocusReason.TabFocusReason)  # what stands there is typed over
        self.area.ensureWidgetVisible(row, 0, 24)

    def _try_to_save(self) -> bool:
        if self._saving:
            return False
        problems = self.questions.problems()
        result: object = None
        if not problems:
            self._saving = True
            try:
                result = self._save(self.values())
            except Refusals as refusals:
                problems = [(one.field, one.says) for one in refusals.refusals]
            except Refusal as refusal:
                problems = [(refusal.field, refusal.says)]
            finally:
                self._saving = False
        self.show_problems(problems)
        if problems:
            return False
        self._typed = False
        self.saved.emit(result)
        if self._then is not None:
            self._then(result)
        return True

    def _build(self) -> None:
        self.area.setWidget(self.questions.inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 12, 24, 16)
        buttons.setSpacing(12)
        buttons.addWidget(self.primary)
        if self.again is not None:
            buttons.addWidget(self.again)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        title = Title(self._title)
        title.setWordWrap(True)
        title.setContentsMargins(24, 20, 24, 4)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.area, 1)
        column.addLayout(buttons)

    def _on_typed(self) -> None:
        self._typed = True

    def _fit(self) -> None:
        wide = usual_width(self)
        self.resize(wide, needed_height(self, self.questions.column, wide))
        self.setMinimumSize(min(420, wide), 260)
        QTimer.singleShot(0, self, self._focus_first)

    def grow(self) -> None:
        """Make room for what is said, so that nobody has to scroll for it; never smaller, never beyond the screen."""
        self.resize(self.width(), max(self.height(), needed_height(self, self.questions.column, self.width())))

    def _focus_first(self) -> None:
        asked = self.questions.asked()
        if not asked or self.summary.isVisible():
            return
        first = self._first if self._first in asked else next(iter(asked))
        self.go_to(first)
        box: QWidget | None = asked[first].input
        while box is not None and not isinstance(box, QLineEdit):
            box = box.focusProxy()
        if box is not None:
            box.selectAll()  # what stands there is typed over, as after Tab
