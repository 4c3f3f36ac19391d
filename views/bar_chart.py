"""Bars over time, painted plainly: one colour, a few lines to read them by."""

from dataclasses import dataclass

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from views.look import GRID, HAIRLINE
from views.theme import Theme
from views.wording import number

_LINES = 4
_BAR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: what stands below it, and how high it is, 0 or more."""

    label: str
    value: int


class BarChart(QWidget):
    """Bars side by side. What they say is also said in words, to who cannot see them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._palette = theme.palette
        self._bars: tuple[ChartBar, ...] = ()
        self.setAccessibleName(name)
        self.setMinimumHeight(GRID * 16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: tuple[ChartBar, ...]) -> None:
        """Show these, from left to right."""
        self._bars = bars
        said = "; ".join(f"{bar.label}: {number(bar.value)}" for bar in bars if bar.value)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as bars can be told apart."""
        return QSize(GRID * 60, GRID * 24)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw lines, bars and what stands below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = step_of(max((bar.value for bar in self._bars), default=0)) * _LINES
        high = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance(number(top)) + GRID
        area = QRectF(left, high / 2, self.width() - left, self.height() - high * 2)
        for line in range(_LINES + 1):
            value = top * line // _LINES
            y = area.bottom() - area.height() * line / _LINES
            painter.setPen(QPen(QColor(self._palette.line), HAIRLINE))
            painter.drawLine(int(area.left()), int(y), int(area.right()), int(y))
            painter.setPen(QColor(self._palette.secondary))
            at = QRectF(0, y - high / 2, left - GRID, high)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(at, right, number(value))
        if not self._bars:
            return
        place = area.width() / len(self._bars)
        widest = max(self.fontMetrics().horizontalAdvance(bar.label) for bar in self._bars)
        every = max(1, -(-(widest + GRID) // max(1, int(place))))
        for at_bar, bar in enumerate(self._bars):
            x = area.left() + at_bar * place
            tall = area.height() * bar.value / top
            painter.fillRect(
                QRectF(
                    x + place * (1 - _BAR_SHARE) / 2, area.bottom() - tall, place * _BAR_SHARE, tall
                ),
                QColor(self._palette.accent),
            )
            if at_bar % every == 0:
                below = QRectF(x - place, area.bottom() + 2, place * 3, high)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.label)


def step_of(most: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … of which four lines reach as high as the highest bar."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _LINES >= most:
                return step
        power *= 10
