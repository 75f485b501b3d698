"""Which pages a window has: named as the navigation names them, made when somebody first goes there."""

from collections.abc import Callable
from dataclasses import dataclass

from policydesk.ui.commands import Place, place
from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import Page, Window


@dataclass(frozen=True)
class PageSpec:
    """A page of the window: its id (as in `commands.PLACES`) and how it is made."""

    id: str
    factory: Callable[[Desk, Window], Page]

    @property
    def place(self) -> Place:
        """Its label, number and side of the navigation."""
        return place(self.id)
