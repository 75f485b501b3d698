"""What a new register still needs, until it has it: staff, a policy, a first signature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout

from policydesk.queries.policy_rows import PolicyRow
from policydesk.terms import PolicyStatus, PolicyType
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
    subject_id: int | None = None


def policy_step(rows: Sequence[PolicyRow], *, in_force: bool) -> Step:
    """Return the step that brings the policy in: adding it, giving it a version, or publishing the draft."""
    begun = next((row for row in rows if row.policy_type is PolicyType.SOCIAL_MEDIA and not row.withdrawn), None)
    if in_force or begun is None:
        words = "Add the social media policy with its document, and publish it."
        return Step(in_force, words, "Add policy", "policies", "policies.add")
    if begun.status is None:
        words = f"Give “{begun.title}” a version with its document, and publish it."
        return Step(False, words, "Add version", "policies", "policies.version", begun.id)
    if begun.status is not PolicyStatus.DRAFT:
        return Step(False, f"“{begun.title}” is published, but not in force today.", "Show", "policies", "", begun.id)
    return Step(False, f"Publish the draft of “{begun.title}”.", "Publish", "policies", "policies.publish", begun.id)


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
