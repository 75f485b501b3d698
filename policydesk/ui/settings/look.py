"""How the desk looks: its colours and the size of its text; each choice counts at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QSlider

from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel
from policydesk.ui.kit.page import Window
from policydesk.ui.settings.part import Part
from policydesk.ui.theme import LARGEST, SMALLEST, STEP, Look, Theme

LOOKS = ((Look.SYSTEM, "&As the system"), (Look.LIGHT, "&Light"), (Look.DARK, "&Dark"))


class LookPart(Part):
    """Colours and text size."""

    title = "Look"

    def __init__(self, desk: Desk, frame: Window, theme: Theme) -> None:
        super().__init__(desk, frame)
        self._theme = theme
        self.looks: dict[Look, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("text_size")
        self.slider.setAccessibleName("Text size")
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setSingleStep(STEP)
        self.slider.setPageStep(STEP * 2)
        self.slider.setTracking(False)
        self.slider.setMinimumHeight(28)
        self.size_words = PlainLabel(look="label")
        self._build()
        self.slider.valueChanged.connect(self._on_size)
        self.slider.sliderMoved.connect(self._say_size)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, also where a key or a menu chose it."""
        self.looks[self._theme.look].setChecked(True)
        self.setFocusProxy(self.looks[self._theme.look])
        self.slider.blockSignals(True)
        self.slider.setValue(self._theme.text_size)
        self.slider.blockSignals(False)
        self._say_size(self._theme.text_size)

    def _on_size(self, per_cent: int) -> None:
        if per_cent != self._theme.text_size:
            self._theme.set_text_size(per_cent)

    def _on_look(self, look: Look) -> None:
        if look is not self._theme.look:
            self._theme.set_look(look)

    def _say_size(self, per_cent: int) -> None:
        rounded = round(per_cent / STEP) * STEP
        self.size_words.setText(f"{rounded} %")
        self.slider.setAccessibleDescription(f"{rounded} per cent of the usual size")

    def _build(self) -> None:
        colours, size = Card("Colours"), Card("Text size")
        for look, words in LOOKS:
            button = self.looks[look] = QRadioButton(words)
            button.setObjectName(f"look_{look.value}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(words.replace("&", ""))
            button.clicked.connect(lambda _on=False, look=look: self._on_look(look))
            self._group.addButton(button)
            colours.add(button)
        size.add(Hint("Ctrl and + make it larger on every page, Ctrl and - smaller, Ctrl and 0 as usual."))
        line = QHBoxLayout()
        line.setSpacing(16)
        self.slider.setMaximumWidth(self.fontMetrics().averageCharWidth() * 60)
        line.addWidget(self.slider, 1)
        line.addWidget(self.size_words)
        line.addStretch(1)
        size.add(line)
        size.add(PlainLabel("5 people have not signed the social media policy.", wrap=True))
        self.column.addWidget(colours)
        self.column.addWidget(size)
        self.column.addStretch(1)
