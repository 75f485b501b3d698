"""One finding as it stands on Today: how urgent, what it says, its clause, and the buttons that see to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.finding_care import Care
from policydesk.rules.findings import Finding
from policydesk.rules.sources import source_in_words
from policydesk.terms import Urgency
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel, StatusChip, set_property
from policydesk.ui.kit.states import URGENCY_MARKS, days


@dataclass(frozen=True)
class Doing:
    """What a line may ask of its page: put it right, and all else that `offers` lists as words and what they do."""

    put_right: Callable[[Finding], object]
    offers: Callable[[Finding], tuple[tuple[str, Callable[[], object]], ...]]
    care: dict[str, Care]
    as_at: date
    only_looks: bool


class FindingLine(QWidget):
    """A finding's sentence and its buttons; Enter on a button does it."""

    def __init__(self, finding: Finding, doing: Doing, number: int) -> None:
        super().__init__()
        verb = "Show" if doing.only_looks else finding.button
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
        source = Hint(" · ".join(_beside(finding, doing)))
        source.setToolTip(source_in_words(finding.clause))
        source.setAccessibleName(f"Why: {source_in_words(finding.clause)}")
        text.addWidget(source)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self.button: Button | None = None
        if finding.button:
            self.button = Button(verb, lambda: doing.put_right(finding), name=f"finding_{number}")
            self.button.setAccessibleName(f"{verb}: {finding.says}")
        self.more = Button("More…", lambda: self.open_menu(finding, doing), look="flat", name=f"more_{number}")
        self.more.setAccessibleName(f"More: {finding.says}")
        self.has_more = bool(doing.offers(finding))

    def open_menu(self, finding: Finding, doing: Doing) -> None:
        """Show what else can be done, under the button."""
        menu = QMenu(self)
        menu.setObjectName("finding_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, do in doing.offers(finding):
            menu.addAction(words.replace("&", "&&"), do)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class FindingGroup(Card):
    """All findings of one urgency under its heading."""

    def __init__(self, urgency: Urgency, findings: tuple[Finding, ...], doing: Doing, first: int) -> None:
        super().__init__()
        mark = URGENCY_MARKS[urgency]
        head = QHBoxLayout()
        head.addWidget(StatusChip(f"{mark.glyph} {urgency.label}", mark.tone))
        head.addWidget(Hint(counted(len(findings), "thing", "things")), 1)
        self.add(head)
        self.setObjectName(f"group_{urgency.value}")
        self.lines = tuple(FindingLine(one, doing, first + number) for number, one in enumerate(findings))
        self.add(grid_of(self.lines))


def grid_of(lines: tuple[FindingLine, ...]) -> QGridLayout:
    """Return lines with their buttons in columns of their own, all as wide as the widest."""
    grid = QGridLayout()
    grid.setVerticalSpacing(0)
    for number, line in enumerate(lines):
        grid.addWidget(line, number, 0)
        if line.button is not None:
            grid.addWidget(line.button, number, 1, Qt.AlignmentFlag.AlignTop)
        if line.has_more:
            grid.addWidget(line.more, number, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    return grid


def _beside(finding: Finding, doing: Doing) -> list[str]:
    """Return the quiet words under a sentence: why, since when, who sees to it, and until when it is put off."""
    said = [f"Why: {finding.clause}"]
    if finding.since is not None and finding.since <= doing.as_at:
        said.append(f"Since {written(finding.since)}, {days((doing.as_at - finding.since).days)}")
    care = doing.care.get(finding.identity)
    if care is not None and care.assigned_to:
        said.append(f"{care.assigned_to} sees to it")
    if care is not None and care.is_put_off(doing.as_at):
        said.append(f"Put off until {written(care.put_off_until)}: {care.reason}")
    return said
