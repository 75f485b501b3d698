"""The lists of the reviews page as they are made: their columns, their commands, what they say when empty."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.reviews import columns
from policydesk.ui.reviews.part import ListPart


class Parts:
    """Makes the lists; `add` is what their first button does."""

    def __init__(self, desk: Desk, frame: Window, add: Callable[[], object]) -> None:
        self._desk, self._preferences, self._add = desk, frame.preferences, add

    def agenda(self, detail: QWidget) -> ListPart:
        """Return what is due, by month, with overdue on top."""
        return ListPart(
            "Agenda", RowsModel(columns.agenda_columns(self._desk.as_at)), one="review", many="reviews",
            commands=frozenset({
                "reviews.complete", "reviews.add", "reviews.edit", "reviews.now", "reviews.stop", "reviews.settle",
                "reviews.calendar", "reviews.remind",
            }),
            empty=self._empty(
                "No reviews are planned. Policies are here when their version in force says when it is reviewed next.",
                "Add schedule",
            ),
            preferences=self._preferences, detail=detail,
        )  # fmt: skip

    def discussions(self, detail: QWidget) -> ListPart:
        """Return whom the policies were discussed with."""
        return ListPart(
            "Discussions", RowsModel(columns.ENGAGEMENT), one="discussion", many="discussions",
            commands=frozenset({"reviews.discuss"}),
            empty=self._empty(
                "No discussions yet. Log whom a policy was discussed with and what changed because of it.",
                "Log a discussion",
            ),
            preferences=self._preferences, detail=detail,
        )  # fmt: skip

    def guidance(self) -> ListPart:
        """Return the editions of guidance."""
        return ListPart(
            "Guidance", RowsModel(columns.guidance_columns(self._desk.as_at)), one="edition", many="editions",
            commands=frozenset({"reviews.add", "reviews.edition", "reviews.newer"}),
            empty=self._empty(
                "No editions yet. Add the edition of Keeping children safe in education, and who reads which parts.",
                "Add edition",
            ),
            preferences=self._preferences,
        )  # fmt: skip

    def declarations(self) -> ListPart:
        """Return who has confirmed their connections."""
        return ListPart(
            "Declarations", RowsModel(columns.DECLARATIONS), one="person", many="people",
            commands=frozenset({"reviews.ask", "reviews.answer", "reviews.remind", "reviews.evidence"}),
            empty=EmptyState("No staff yet. Everybody in post is here, to be asked once a year."),
            preferences=self._preferences,
            says="Once a year staff confirm whether they have family, parents or friends among pupils and parents.",
        )  # fmt: skip

    def _empty(self, sentence: str, button: str) -> EmptyState:
        return EmptyState(sentence, "" if self._desk.only_looks else button, self._add)
