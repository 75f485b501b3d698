"""What PolicyDesk is: its version, what it is made of and under which licences, and where its log is."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication

from policydesk import __version__
from policydesk.logs import LOG_FILE
from policydesk.paths import logs_folder
from policydesk.ui.desk import Desk
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, Words
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Facts, Part, row_of

LICENCES = (
    ("PySide6-Essentials", "Qt for Python: the window", "LGPL 3.0"),
    ("sqlcipher3", "SQLite and SQLCipher: the encrypted file", "zlib and BSD"),
    ("SQLAlchemy", "questions to the register", "MIT"),
    ("alembic", "bringing older registers up to date", "MIT"),
    ("cryptography", "keys and passwords, with OpenSSL", "Apache 2.0 or BSD"),
    ("reportlab", "reports on paper", "BSD"),
    ("uharfbuzz", "writing in every script, with HarfBuzz", "Apache 2.0 and MIT"),
    ("python-calamine", "reading spreadsheets", "MIT"),
    ("platformdirs", "the system’s folders", "MIT"),
    ("email-validator", "reading e-mail addresses", "Unlicense"),
    ("RapidFuzz", "names that are nearly alike", "MIT"),
)
"""The libraries inside, what each is for, and its licence."""


class AboutPart(Part):
    """The version, the licences and the log."""

    title = "About"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.facts = Facts(("Version", "Runs on", "Log"))
        self.copy_button = Button("&Copy these details", self.copy)
        self.log_button = Button("Open the &log’s folder", self.open_log, picture="folder")
        self.licences = Words()
        self.licences.setObjectName("licences")
        self.setFocusProxy(self.copy_button)
        about, inside = Card("PolicyDesk"), Card("Licences")
        about.add(Hint("A school’s social media policy register. Everything stays on this computer."))
        about.add(Hint("It records what a school decides and does. It gives no legal advice and certifies nothing."))
        about.add(self.facts)
        about.add(Hint("The log says what happened and where in the program, never about whom."))
        about.add(row_of(self.copy_button, self.log_button))
        inside.add(Hint("PolicyDesk may be used, changed and passed on under the MIT licence. It is made with:"))
        inside.add(self.licences)
        self.column.addWidget(about)
        self.column.addWidget(inside)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show what runs here."""
        self.facts.show_fact("Version", __version__)
        self.facts.show_fact("Runs on", f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}")
        self.facts.show_fact("Log", str(logs_folder() / LOG_FILE))
        self.licences.setText("\n".join(_line(*one) for one in LICENCES))

    def copy(self) -> None:
        """Put the version and the system on the clipboard, for whoever helps."""
        words = f"PolicyDesk {self.facts.fact('Version')}\n{self.facts.fact('Runs on')}"
        QGuiApplication.clipboard().setText(words)
        announce(self, "The details are copied")
        self.frame.say("Copied the version and the system.")

    def open_log(self) -> None:
        """Show the log's folder in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(logs_folder())))


def _line(name: str, what: str, licence: str) -> str:
    try:
        known = f" {version(name)}"
    except PackageNotFoundError:
        known = ""
    return f"{name.removesuffix('-Essentials')}{known}: {what}. {licence}."
