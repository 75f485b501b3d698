"""How every control looks: one style sheet, written from a set of colours and a text size."""

from string import Template

from policydesk.ui.kit.colours import Colours, Tone

SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; color: $text; }
QLabel[look="heading"] { font-size: ${heading}pt; font-weight: 600; color: $text; }
QLabel[look="label"] { font-weight: 600; color: $text; }
QLabel[look="hint"], QLabel[look="count"] { color: $quiet; }
QLabel[look="count"] { font-size: ${heading}pt; }
QLabel[look="number"] { font-size: ${number}pt; font-weight: 600; color: $text; }
QLabel[look="code"] { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: ${heading}pt; }
QLabel[look="problem"] { color: $danger; font-weight: 600; }
QLabel[look="banner"] { background: $accent_soft; color: $text; padding: 8px 12px; border-radius: 6px; }

QPushButton { background: $surface; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 5px 14px; min-height: ${line}px; min-width: 24px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; border-color: $accent; color: $text; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $hairline; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {
  background: $accent_hover; border-color: $accent_hover; color: $on_accent; }
QPushButton[look="primary"]:disabled { background: $window; color: $disabled; border-color: $hairline; }
QPushButton::menu-indicator { image: none; width: 0px; }
QPushButton[tall="true"] { min-height: ${tall}px; font-size: ${heading}pt; }
QPushButton[look="danger"] { background: $danger; color: $on_danger; border-color: $danger; font-weight: 600; }
QPushButton[look="danger"]:hover { border-color: $text; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 4px;
  text-align: left; text-decoration: underline; }
QPushButton[look="link"]:hover { background: $accent_soft; }
QPushButton[look="problem"] { background: transparent; border: 0; color: $danger; padding: 3px 0;
  text-align: left; text-decoration: underline; font-weight: 600; }
QPushButton[look="chip"] { border-radius: ${chip}px; padding: 2px 12px; min-height: ${line}px; }
QPushButton[look="chip"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: 8px 10px; color: $text; }
QPushButton[look="nav"]:hover { background: $accent_soft; }
QPushButton[look="nav"]:checked { background: $accent; color: $on_accent; font-weight: 600; }
QPushButton[look="flat"] { background: transparent; border-color: transparent; padding: 5px 8px; }
QPushButton[look="report"] { border-color: $hairline; border-radius: 8px; text-align: left; }
QPushButton[look="report"]:hover { border-color: $accent; background: $raised; }
QPushButton[look="icon"] { padding: 5px 8px; }
QPushButton[look="flat"]:hover { background: $accent_soft; }

QLineEdit, QPlainTextEdit, QSpinBox, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  border: 1px solid $outline; border-radius: 6px; padding: 5px 8px; min-height: ${line}px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $quiet; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $window;
  color: $disabled; border-color: $hairline; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $window; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QSpinBox[wrong="true"] {
  border: 2px solid $danger; padding: 4px 7px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: url($icons/arrow-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $outline; padding: 2px;
  selection-background-color: $selected; selection-color: $on_selected; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 6px; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $on_selected; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 24px; background: transparent; }
QSpinBox::up-arrow { image: url($icons/arrow-up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url($icons/arrow-down.svg); width: 10px; height: 10px; }

QSlider:horizontal { min-height: 32px; background: transparent; }
QSlider::groove:horizontal { height: 6px; background: $raised; border: 1px solid $outline; border-radius: 4px; }
QSlider::sub-page:horizontal { background: $accent; border: 1px solid $accent; border-radius: 4px; }
QSlider::handle:horizontal { background: $accent; border: 2px solid $surface; width: 22px; height: 22px;
  margin: -10px 0; border-radius: 13px; }
QSlider::handle:horizontal:hover { background: $accent_hover; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px 4px 3px 2px; min-height: ${line}px; color: $text;
  background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${tick}px; height: ${tick}px; border: 2px solid $outline;
  background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: ${tick_round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($icons/tick.svg); }
QRadioButton::indicator:checked { background: $surface; border-color: $accent; image: url($icons/dot.svg); }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QTableView::indicator, QListView::indicator, QTreeView::indicator { width: ${tick}px; height: ${tick}px;
  border: 2px solid $outline; border-radius: 4px; background: $surface; }
QTableView::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked { background: $accent;
  border-color: $accent; image: url($icons/tick.svg); }

QTableView, QListView, QTreeView { background: $surface; color: $text; border: 1px solid $hairline; border-radius: 6px;
  gridline-color: $hairline; alternate-background-color: $window; selection-background-color: $selected;
  selection-color: $on_selected; }
QTableView::item, QListView::item { padding: 0 8px; border: 0; }
QTableView::item:selected, QListView::item:selected { background: $selected; color: $on_selected; }
QListView::item { min-height: ${row}px; }
QHeaderView { background: $raised; border: 0; }
QHeaderView::section { background: $raised; color: $text; font-weight: 600; border: 0;
  border-bottom: 1px solid $hairline; border-right: 1px solid $hairline; padding: 6px 11px; }
QHeaderView::section:vertical { background: $surface; font-weight: 400; padding: 0 8px; }
QHeaderView::section:vertical:checked { background: $selected; color: $on_selected; }
QTableView QTableCornerButton::section { background: $raised; border: 0; border-bottom: 1px solid $hairline; }
QHeaderView::up-arrow { image: url($icons/sort-up.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url($icons/sort-down.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: center right; }

QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QListView#search_results { border: 0; }
QScrollArea > QWidget > QWidget[look="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: 0; width: 0; height: 0; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accent_soft; }

QTabWidget::pane { border: 0; border-top: 1px solid $hairline; top: -1px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; padding: 8px 12px; border: 0;
  border-bottom: 3px solid transparent; min-width: 24px; min-height: ${line}px; }
QTabBar[look="within"]::tab { padding: 8px 8px; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::scroller { width: 56px; }
QTabBar QToolButton { background: $surface; border: 1px solid $outline; border-radius: 4px; min-width: 24px;
  min-height: 24px; padding: 0; }
QTabBar::tab:hover { color: $text; background: $accent_soft; }

QMenuBar { background: $window; color: $text; padding: 2px 8px; }
QMenuBar::item { background: transparent; color: $text; padding: 5px 10px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selected; color: $on_selected; }
QMenu { background: $surface; color: $text; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $selected; color: $on_selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { width: ${tick}px; height: ${tick}px; margin-left: 6px; border: 1px solid $outline;
  border-radius: 3px; background: $surface; }
QMenu::indicator:checked { background: $accent; border-color: $accent; image: url($icons/tick.svg); }

QProgressBar { background: $raised; color: $text; border: 1px solid $outline; border-radius: 6px; min-height: ${line}px;
  text-align: center; }
QProgressBar::chunk { background: $accent_soft; border-radius: 5px; }
QStatusBar { background: $window; color: $quiet; border-top: 1px solid $hairline; }
QStatusBar::item { border: 0; }
QCalendarWidget QToolButton { color: $text; background: $surface; min-height: 24px; min-width: 24px; padding: 4px;
  border: 1px solid transparent; border-radius: 4px; }
QCalendarWidget QToolButton:hover { background: $accent_soft; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QTableView::item { padding: 0; }

QFrame[look="sidebar"] { background: $sidebar; border: 0; border-right: 1px solid $hairline; }
QFrame[look="statusline"] { background: $window; border: 0; border-top: 1px solid $hairline; }
QLabel[look="badge"] { background: $accent_soft; color: $text; border-radius: 8px; padding: 1px 7px; font-weight: 600; }
QFrame[look="topbar"] { background: $window; border: 0; border-bottom: 1px solid $hairline; }
QFrame[look="card"] { background: $surface; border: 1px solid $hairline; border-radius: 8px; }
QFrame[look="detail"] { background: $surface; border: 1px solid $hairline; border-radius: 8px; }
QFrame[look="summary"] { background: $surface; border: 3px solid $danger; border-radius: 6px; }
QFrame[look="past"] { background: $past_paper; border: 0; border-bottom: 2px solid $past_text; }
QLabel[look="past_words"] { color: $past_text; font-weight: 600; }
QFrame[look="notice"] { background: $accent_soft; border: 1px solid $accent; border-radius: 6px; }
QFrame[look="drop"] { background: $surface; border: 2px dashed $outline; border-radius: 8px; }
QFrame[look="drop"][over="true"] { border-color: $accent; background: $accent_soft; }
QFrame[look="rule"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="blank"] { background: $window; border: 0; }
$tones
""")

TONE = """QLabel[tone="$tone"] { color: $text; background: $paper; border-radius: 4px; padding: 2px 8px;
  font-weight: 600; }
QLabel[words="$tone"] { color: $text; font-weight: 600; }
"""

TITLE, HEADING, NUMBER = 1.6, 1.2, 2.1
"""How much bigger headings and figures are than the text."""


def style_sheet(colours: Colours, points: float, line: int, icons: str) -> str:
    """Return the whole style sheet; `points` is the text size, `line` a line's height in pixels, `icons` a folder."""
    tones = "".join(
        Template(TONE).substitute(tone=tone.value, text=ink.text, paper=ink.paper)
        for tone, ink in colours.tones.items()
    )
    plain = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    tick = max(16, round(line * 0.9))
    return SHEET.substitute(
        plain,
        past_text=colours.tones[Tone.WARN].text,
        past_paper=colours.tones[Tone.WARN].paper,
        title=f"{points * TITLE:.1f}",
        heading=f"{points * HEADING:.1f}",
        number=f"{points * NUMBER:.1f}",
        line=max(line, 16),
        tall=max(line, 16) * 2,
        row=max(26, line + 10),
        chip=line // 2 + 3,
        tick=tick,
        tick_round=tick // 2 + 2,
        icons=icons,
        tones=tones,
    )
