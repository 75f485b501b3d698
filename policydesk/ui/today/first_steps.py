"""What a new register still needs, until it has it: staff, a policy, a first signature."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel


@dataclass(frozen=True)
class Step:
    """One first step: whether it is done, its words, and the page and command that do it."""

    done: bool
    words: str
    button: str
    page: str
    command: str


class FirstSteps(Card):
    """The list of first steps; those done are ticked."""

    def __init__(self, steps: tuple[Step, ...], go: Callable[[Step], object]) -> None:
        super().__init__("Finish setting up")
        self.setObjectName("first_steps")
        self.add(Hint("In this order, each takes a few minutes. This list goes when all of it is done."))
        grid = QGridLayout()  # the buttons in a column of their own, all as wide as the widest
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, step in enumerate(steps):
            mark = PlainLabel("✓" if step.done else "○", look="label")
            mark.setAccessibleName("Done" if step.done else "To do")
            grid.addWidget(mark, number, 0)
            grid.addWidget(PlainLabel(step.words, wrap=True), number, 1)
            if not step.done:
                name = f"step_{step.command.replace('.', '_')}"
                grid.addWidget(Button(step.button, partial(go, step), name=name), number, 2)
        self.add(grid)
