"""Where one can go: the pages in the order of the navigation, and the tabs that are found by a name of their own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A page as the navigation knows it; numbers stay the same when other pages come between."""

    id: str
    label: str
    number: int
    at_bottom: bool = False
    under: str = ""
    """The place it is reached from, where it does not stand in the navigation itself."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What goes there; a page without a number has no keys."""
        return (f"Ctrl+{self.number}",) if self.number else ()


PLACES = (
    Place("today", "&Today", 1),
    Place("compare", "&Compare two days", 0, under="today"),
    Place("standard", "Sta&ndard", 0, under="today"),
    Place("staff", "&Staff", 2),
    Place("policies", "&Policies", 3),
    Place("acknowledgements", "&Acknowledgements", 4),
    Place("accounts", "&Official accounts", 5),
    Place("incidents", "&Incidents", 6),
    Place("reviews", "Re&views", 7),
    Place("reports", "&Reports", 8),
    Place("settings", "S&ettings", 9, at_bottom=True),
)
"""Where one can go, in the order of the navigation."""

INSIDE = {"accounts_log": ("accounts", "Approvals and logs"), "rule_pack": ("settings", "Rule pack")}
"""Pages that are a tab of another one: the one they are on, and what the tab says."""


def home_of(page: str) -> str:
    """Return the page of the navigation on which a page stands: itself, or the one whose tab it is."""
    return INSIDE[page][0] if page in INSIDE else page


def place(wanted: str) -> Place:
    """Return one place by its page's id."""
    return next(one for one in PLACES if one.id == wanted)
