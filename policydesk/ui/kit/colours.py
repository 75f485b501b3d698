"""The colours of the desk by day and by night, each pair dark enough on light enough to be read by everyone."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QGuiApplication, QPalette


class Tone(Enum):
    """What a colour says beside a shape and words: never alone."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    QUIET = "quiet"


@dataclass(frozen=True)
class Ink:
    """Writing and the paper under it."""

    text: str
    paper: str


@dataclass(frozen=True)
class Colours:
    """One set of colours; `outline` is what edges of boxes and ticks have, `hairline` only divides."""

    name: str
    window: str
    surface: str
    raised: str
    sidebar: str
    text: str
    quiet: str
    hairline: str
    outline: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    selected: str
    on_selected: str
    focus: str
    danger: str
    on_danger: str
    disabled: str
    tones: dict[Tone, Ink]

    @property
    def is_dark(self) -> bool:
        """Whether this is the night set."""
        return self.name == "dark"


LIGHT = Colours(
    name="light",
    window="#f4f6f8",
    surface="#ffffff",
    raised="#ebeff3",
    sidebar="#e9edf2",
    text="#17212b",
    quiet="#475563",
    hairline="#d5dce3",
    outline="#727f8c",
    accent="#1b5299",
    on_accent="#ffffff",
    accent_hover="#133f78",
    accent_soft="#dfe9f6",
    selected="#d3e3f8",
    on_selected="#0d1c2e",
    focus="#0f5fd7",
    danger="#a8201a",
    on_danger="#ffffff",
    disabled="#6b7783",
    tones={
        Tone.GOOD: Ink("#0a5c32", "#e0f3e7"),
        Tone.WARN: Ink("#714400", "#fdf0d3"),
        Tone.BAD: Ink("#991b15", "#fce5e2"),
        Tone.INFO: Ink("#17498a", "#e2ecf9"),
        Tone.QUIET: Ink("#475563", "#e9edf1"),
    },
)

DARK = Colours(
    name="dark",
    window="#14191f",
    surface="#1b2229",
    raised="#28313a",
    sidebar="#10151a",
    text="#e9edf1",
    quiet="#adb8c3",
    hairline="#333d47",
    outline="#84919e",
    accent="#8fbcf7",
    on_accent="#0a1a2e",
    accent_hover="#b4d3fb",
    accent_soft="#1f3550",
    selected="#27446a",
    on_selected="#ffffff",
    focus="#ffd54a",
    danger="#ff9d94",
    on_danger="#2d0604",
    disabled="#8b97a3",
    tones={
        Tone.GOOD: Ink("#86dba9", "#17351f"),
        Tone.WARN: Ink("#f5c76d", "#3b2d10"),
        Tone.BAD: Ink("#ffa79f", "#471f1c"),
        Tone.INFO: Ink("#a3c8fb", "#1d324d"),
        Tone.QUIET: Ink("#b5bfc9", "#2b343d"),
    },
)


def luminance(colour: str | QColor) -> float:
    """Return how bright a colour is to the eye, 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str | QColor, other: str | QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours_now() -> Colours:
    """Return the set the program is painted in, so that what a control draws itself fits."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """Return the palette of a set: also what the style sheet does not reach is readable."""
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Highlight: colours.selected,
        role.HighlightedText: colours.on_selected,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.BrightText: colours.on_accent,
        role.Mid: colours.outline,
        role.Dark: colours.raised,
        role.Midlight: colours.hairline,
        role.Light: colours.surface,
        role.Shadow: colours.outline,
    }.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.disabled))
    return palette
