"""How a cell is painted: quiet words, or a state as a coloured sign with its glyph."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from policydesk.ui.kit.colours import colours_now
from policydesk.ui.kit.rows_model import MARK_ROLE, Index
from policydesk.ui.kit.states import Mark

PADDING = 8
"""Pixels between a cell's edge and its words."""


class RowsDelegate(QStyledItemDelegate):
    """Paints marks as chips, and a clear frame round the current cell while the list has the focus."""

    def __init__(self, view: QTableView, *, whole_row: bool = True) -> None:
        super().__init__(view)
        self._view = view
        self._whole_row = whole_row

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if isinstance(index.data(MARK_ROLE), Mark):
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        mark = index.data(MARK_ROLE)
        rect: QRect = option.rect
        if isinstance(mark, Mark) and (mark.word or mark.detail):
            self._paint_mark(painter, rect, mark)
        if self._view.hasFocus() and self._is_current(index):
            painter.save()
            painter.setPen(QPen(QColor(colours_now().focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        mark = index.data(MARK_ROLE)
        if isinstance(mark, Mark):
            words = QApplication.fontMetrics().horizontalAdvance(mark.says)
            hint.setWidth(words + 5 * PADDING)
        return hint

    def _is_current(self, index: Index) -> bool:
        current = self._view.currentIndex()
        return current.row() == index.row() and current.column() == index.column()

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        ink = colours_now().tones[mark.tone]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._view.font())
        metrics = painter.fontMetrics()
        high = min(metrics.height() + 6, rect.height() - 4)
        room = rect.width() - 2 * (PADDING - 2)
        glyph_wide = metrics.horizontalAdvance("✓") + 6
        words = metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, max(0, room - glyph_wide - 12))
        wide = min(room, glyph_wide + metrics.horizontalAdvance(words) + 14)
        chip = QRectF(rect.left() + PADDING - 2, rect.center().y() - high / 2 + 1, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.paper))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(ink.text))
        inside = chip.toRect().adjusted(6, 0, -4, 0)
        bold = painter.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(QRect(inside.topLeft(), QSize(glyph_wide - 2, inside.height())), _MIDDLE, mark.glyph)
        bold.setBold(False)
        painter.setFont(bold)
        painter.drawText(inside.translated(QPoint(glyph_wide, 0)), _LEFT, words)
        painter.restore()


_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
