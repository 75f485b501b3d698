"""Which pages a window has: named as the navigation names them, made when somebody first goes there."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.places import Place, place

_HOMES = {
    "today": "TodayPage",
    "compare": "ComparePage",
    "standard": "StandardPage",
    "staff": "StaffPage",
    "policies": "PoliciesPage",
    "acknowledgements": "AcknowledgementsPage",
    "accounts": "AccountsPage",
    "incidents": "IncidentsPage",
    "reviews": "ReviewsPage",
    "reports": "ReportsPage",
    "settings": "SettingsPage",
}
"""Each page's class, in `policydesk.ui.<id>.page`; imported when it is first looked at."""


@dataclass(frozen=True)
class PageSpec:
    """A page of the window: its id (as in `places.PLACES`) and how it is made."""

    id: str
    factory: Callable[[Desk, Window], Page]

    @property
    def place(self) -> Place:
        """Its label, number and side of the navigation."""
        return place(self.id)


def pages() -> tuple[PageSpec, ...]:
    """Return every page of the window, in the order of the navigation."""
    return tuple(PageSpec(name, _factory(name)) for name in _HOMES)


def _factory(name: str) -> Callable[[Desk, Window], Page]:
    def make(desk: Desk, frame: Window) -> Page:
        kind = getattr(import_module(f"policydesk.ui.{name}.page"), _HOMES[name])
        page: Page = kind(desk, frame)
        return page

    return make
