"""One finding as it stands on Today: how urgent, what it says, its clause, and the button that puts it right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.rules.findings import Finding
from policydesk.rules.sources import source_in_words
from policydesk.terms import Urgency
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel, StatusChip, set_property
from policydesk.ui.kit.states import URGENCY_MARKS, counted


class FindingLine(QWidget):
    """A finding's sentence and its button; Enter on the button does it."""

    def __init__(self, finding: Finding, do: Callable[[Finding], object], number: int, *, only_looks: bool) -> None:
        super().__init__()
        verb = "Show" if only_looks else finding.button
        mark = URGENCY_MARKS[finding.urgency]
        glyph = PlainLabel(mark.glyph, look="label")
        glyph.setFixedWidth(self.fontMetrics().averageCharWidth() * 3)
        glyph.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_property(glyph, "words", mark.tone.value)
        words = PlainLabel(finding.says, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(10)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words)
        source = Hint(f"Why: {finding.clause}")
        source.setToolTip(source_in_words(finding.clause))
        source.setAccessibleName(f"Why: {source_in_words(finding.clause)}")
        text.addWidget(source)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self.button: Button | None = None
        if finding.button:
            self.button = Button(verb, lambda: do(finding), name=f"finding_{number}")
            self.button.setAccessibleName(f"{verb}: {finding.says}")


class FindingGroup(Card):
    """All findings of one urgency under its heading."""

    def __init__(
        self,
        urgency: Urgency,
        findings: tuple[Finding, ...],
        do: Callable[[Finding], object],
        first: int,
        *,
        only_looks: bool,
    ) -> None:
        super().__init__()
        mark = URGENCY_MARKS[urgency]
        head = QHBoxLayout()
        head.addWidget(StatusChip(f"{mark.glyph} {urgency.label}", mark.tone))
        head.addWidget(Hint(counted(len(findings), "thing", "things")), 1)
        self.add(head)
        self.setObjectName(f"group_{urgency.value}")
        self.lines = tuple(
            FindingLine(one, do, first + number, only_looks=only_looks) for number, one in enumerate(findings)
        )
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for number, line in enumerate(self.lines):
            grid.addWidget(line, number, 0)
            if line.button is not None:  # in a column of their own, all as wide as the widest
                grid.addWidget(line.button, number, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        self.add(grid)
