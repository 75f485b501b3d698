"""The school: its name and numbers, its logo on every report, and when something is due soon."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from policydesk.actions.documents import FileDraft
from policydesk.actions.school import SchoolDraft, change_school, set_logo
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.queries.school import SchoolRow, school_row
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Facts, Part, row_of

LOGO_LINES = 5
"""How high the logo is shown, in lines of text."""

PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
"""How the files of pictures begin."""

FIELDS = (
    Field("name", "School name", lambda: TextBox(longest=200), required="Enter the school’s name."),
    Field("urn", "URN (optional)", lambda: TextBox(letters=12), "The number on GOV.UK’s register of schools."),
    Field("dfe_number", "DfE number (optional)", lambda: TextBox(letters=12), "For example, 873/2345"),
    Field("address", "Address (optional)", NotesBox),
    Field("email_domain", "E-mail domain (optional)", TextBox, "What stands after @ in the school’s own addresses."),
    Field(
        "due_soon_days",
        "Due soon",
        lambda: NumberBox(1, 180, "days before the date"),
        "From then on something is shown as due soon.",
        "Enter a number of days from 1 to 180, for example 28.",
    ),
)

LABELS = ("School name", "URN", "DfE number", "Address", "E-mail domain", "Due soon")


class SchoolPart(Part):
    """What is said of the school."""

    title = "School"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self._row: SchoolRow | None = None
        self.facts = Facts(LABELS)
        self.change_button = Button("&Change details…", self.change, look="primary", picture="edit")
        self.logo = PlainLabel()
        self.logo.setObjectName("logo")
        self.no_logo = Hint("No logo. It stands at the top of every report.")
        self.choose_button = Button("Choose a &logo…", self.choose_logo, picture="file")
        self.remove_button = Button("Re&move the logo", self.remove_logo)
        details, picture = Card("Details"), Card("Logo")
        details.add(self.facts)
        details.add(row_of(self.change_button))
        picture.add(self.no_logo)
        picture.add(self.logo)
        picture.add(row_of(self.choose_button, self.remove_button))
        self.setFocusProxy(self.change_button)
        self.column.addWidget(details)
        self.column.addWidget(picture)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the school as it stands."""
        row = self._row = self.desk.ask(school_row)
        soon = f"{counted(row.due_soon_days, 'day')} before the date"
        said = (row.name, row.urn, row.dfe_number, row.address, row.email_domain, soon)
        for label, words in zip(LABELS, said, strict=True):
            self.facts.show_fact(label, words)
        picture = QPixmap()
        has_logo = row.logo is not None and picture.loadFromData(row.logo)
        if has_logo:
            high = self.fontMetrics().height() * LOGO_LINES
            smooth = Qt.TransformationMode.SmoothTransformation
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self.logo.setPixmap(picture.scaled(high * 4, high, keep, smooth))
            self.logo.setAccessibleName(f"Logo of {row.name}")
        self.logo.setVisible(has_logo)
        self.no_logo.setVisible(not has_logo)
        may_change = not self.desk.only_looks
        self.change_button.setVisible(may_change)
        self.choose_button.setVisible(may_change)
        self.remove_button.setVisible(may_change and row.logo is not None)
        self.choose_button.set_words("Choose another &logo…" if row.logo is not None else "Choose a &logo…")

    def change(self) -> None:
        """Ask for the details."""
        row = self._row
        if row is None:
            return
        FormDialog(
            self,
            "Change the school’s details",
            FIELDS,
            verb="&Save details",
            values={field.name: getattr(row, field.name) for field in FIELDS},
            save=lambda values: self.desk.act(change_school, SchoolDraft(**values)),
            then=lambda _none: self.say_done("Changed the school’s details"),
        ).open()

    def choose_logo(self) -> None:
        """Ask for the logo's file."""
        FormDialog(
            self,
            "Choose the school’s logo",
            (
                Field(
                    "logo",
                    "Logo",
                    lambda: FileBox("Pictures (*.png *.jpg *.jpeg)"),
                    "A PNG or JPEG picture of up to 2 MB.",
                    "Choose a picture.",
                ),
            ),
            verb="&Use this logo",
            save=self._keep_logo,
            then=lambda _none: self.say_done("Changed the school’s logo"),
        ).open()

    def remove_logo(self) -> None:
        """Print reports without a logo from now on."""
        self.desk.act(set_logo, None)
        self.say_done("Removed the school’s logo")

    def _keep_logo(self, values: dict[str, Any]) -> None:
        path = values["logo"]
        try:
            content = path.read_bytes()
        except OSError as trouble:
            says = f"“{path.name}” could not be read ({trouble.strerror}). Choose another file."
            raise Refusal(says, "logo") from trouble
        if content.startswith(PICTURES) and not QPixmap().loadFromData(content):
            raise Refusal(f"“{path.name}” is damaged: its picture cannot be shown. Choose another one.", "logo")
        self.desk.act(set_logo, FileDraft(path.name, content))
