"""Another day than today: how it is chosen, and the sign that stands over every page while it is shown."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from policydesk.dates import written
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.labels import PlainLabel


def before_it_began(day: date, begun: date) -> str:
    """Say of a day before the register was begun how much the register can know of it."""
    if day >= begun:
        return ""
    return f"The register was begun on {written(begun)}: of earlier days it knows only what was entered since."


class PastBanner(QFrame):
    """Says that the desk shows another day and changes nothing, with the ways back."""

    def __init__(self, choose: Callable[[], object], back: Callable[[], object], compare: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("past")
        self.setProperty("look", "past")
        self.words = PlainLabel(look="past_words", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(Button("Back to today", back, look="primary", name="back_to_today"))
        row.addWidget(Button("Another day…", choose, name="past_another_day"))
        row.addWidget(Button("Compare with today", compare, name="past_compare"))
        self.hide()

    def show_day(self, as_at: date, today: date, begun: date) -> None:
        """Show or hide the sign."""
        says = f"This is the register as it stood on {written(as_at)}. Nothing can be changed here."
        self.words.setText(f"{says} {before_it_began(as_at, begun)}".rstrip())
        self.setVisible(as_at != today)


def ask_for_day(parent: QWidget, desk: Desk) -> None:
    """Ask for a day, and show the whole desk as at it."""
    FormDialog(
        parent,
        "The register on another day",
        (Field("day", "Day to show", lambda: DateBox(desk.today), EXAMPLE, "Enter a day."),),
        intro="Every page, figure and report then shows that day. Nothing can be changed until you come back to today.",
        verb="&Show that day",
        values={"day": desk.as_at},
        save=lambda values: desk.set_as_at(values["day"]),
    ).open()
