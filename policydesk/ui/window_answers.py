"""What the window itself does when a command of the table is chosen; pages and the app answer for the others."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from policydesk import __version__
from policydesk.ui.kit import messages
from policydesk.ui.kit.help_view import HelpView
from policydesk.ui.shortcuts_view import ShortcutsView
from policydesk.ui.theme import Look

if TYPE_CHECKING:
    from policydesk.ui.main_window import MainWindow


def answers(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return what the window does for each command that is its own."""
    theme = window.theme
    return {f"go.{name}": partial(window.go_to, name) for name in window.stack.specs} | {
        "file.hide": window.hide_screen,
        "file.lock": window.lock,
        "file.quit": window.close,
        "edit.undo": window.undo,
        "edit.find": window.search.begin,
        "view.refresh": lambda: window.page.refresh(),
        "view.larger": theme.larger,
        "view.smaller": theme.smaller,
        "view.usual": theme.usual_size,
        "view.system": lambda: theme.set_look(Look.SYSTEM),
        "view.light": lambda: theme.set_look(Look.LIGHT),
        "view.dark": lambda: theme.set_look(Look.DARK),
        "view.another_day": window.choose_day,
        "view.today": window.show_today,
        "view.next_pane": lambda: window.panes.step(1),
        "view.previous_pane": lambda: window.panes.step(-1),
        "help.page": lambda: HelpView(window.stack.current, window).show(),
        "help.keys": lambda: ShortcutsView(frozenset(window.stack.specs), window).show(),
        "help.about": lambda: messages.tell(
            window, "PolicyDesk", f"A school’s social media policy register. Version {__version__}."
        ),
    }
