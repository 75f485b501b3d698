"""Every shortcut in one list, from the same table that makes them work."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.ui.commands import ANY_PAGE, COMMANDS, EVERYWHERE, ON_FORMS, ON_LISTS
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.labels import Title, without_mnemonic
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.places import INSIDE, PLACES, home_of


@dataclass(frozen=True)
class ShortcutRow:
    """One line of the list."""

    id: int
    keys: str
    does: str
    where: str


COLUMNS: tuple[Column[ShortcutRow], ...] = (
    Column("Keys", lambda row: row.keys, width=22),
    Column("What they do", lambda row: row.does, width=38),
    Column("Where", lambda row: row.where, width=20),
)


def shortcut_rows(pages: frozenset[str]) -> tuple[ShortcutRow, ...]:
    """Return every shortcut that works with these pages, in the order of the menus."""
    names = {one.id: without_mnemonic(one.label) for one in PLACES} | {EVERYWHERE: "Everywhere", ANY_PAGE: "Lists"}
    names |= {name: words for name, (_home, words) in INSIDE.items()}
    lines = [
        (" or ".join(one.keys), one.words, names[one.where])
        for one in COMMANDS
        if one.keys
        and (one.where in {EVERYWHERE, ANY_PAGE} or home_of(one.where) in pages)
        and _goes_somewhere(one.id, pages)
    ]
    lines += [(keys, does, "Forms") for keys, does in ON_FORMS] + [(keys, does, "Lists") for keys, does in ON_LISTS]
    return tuple(ShortcutRow(number, *line) for number, line in enumerate(lines))


def _goes_somewhere(command_id: str, pages: frozenset[str]) -> bool:
    return not command_id.startswith("go.") or command_id.removeprefix("go.") in pages


class ShortcutsView(QDialog):
    """The list, beside the window."""

    def __init__(self, pages: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle("All shortcuts")
        view = RowsView("Shortcuts", RowsModel(COLUMNS, shortcut_rows(pages)), one="shortcut", multi=False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button("&Close", self.close, name="close_shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Title("All shortcuts"))
        column.addWidget(view, 1)
        column.addLayout(row)
        self.resize(self.fontMetrics().averageCharWidth() * 96, self.fontMetrics().height() * 34)
        view.setFocus()
