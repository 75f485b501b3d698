"""The help that ships with the program: short pages of our own, shown as plain reading, never from elsewhere."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from policydesk.paths import resource
from policydesk.ui.kit.buttons import Button

NO_PAGE = "There is no help for this page yet. Ctrl+/ lists every shortcut."


def help_text(page: str) -> str:
    """Return a help page's text; a name that is not a plain word has none."""
    if not page.replace("_", "").isalnum():
        return NO_PAGE
    found = resource("help", f"{page}.md")
    return found.read_text(encoding="utf-8") if found.is_file() else NO_PAGE


class _Reader(QTextBrowser):
    """Shows text only: nothing is loaded, from the disk or from anywhere."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's name
        return None


class HelpView(QDialog):
    """One help page beside the window, which stays usable; links lead to other help pages."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setModal(False)
        self.reader = _Reader()
        self.reader.setOpenLinks(False)
        self.reader.setOpenExternalLinks(False)
        self.reader.setTabChangesFocus(True)
        self.reader.setObjectName("help_text")
        self.reader.anchorClicked.connect(lambda url: self.show_page(url.path().removesuffix(".md")))
        close = Button("&Close", self.close, name="close_help")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.reader, 1)
        column.addLayout(row)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 32)
        self.show_page(page)

    def show_page(self, page: str) -> None:
        """Show another help page."""
        text = help_text(page)
        title = text.splitlines()[0].lstrip("# ") if text.startswith("#") else "Help"
        self.setWindowTitle(f"Help: {title}" if title != "Help" else title)
        self.reader.setAccessibleName(f"Help, {title}")
        self.reader.setMarkdown(text)
