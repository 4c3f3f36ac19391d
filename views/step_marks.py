"""The six steps and three lights as marks: filled is done, a ring with a dot next, hollow later."""

from PyQt6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offline_store.records import Document
from station.progress import Light, Step, done_steps, light, next_step, steps_of
from views.look import BODY_PX, GRID, ROW, Palette
from views.theme import Theme
from views.wording import light_name, step_name

RADIUS = 5.0
APART = 20
DOCUMENT = Qt.ItemDataRole.UserRole
LIGHTS = (Light.HERE, Light.ON_THE_WAY, Light.SAFE)


def paint_step(
    painter: QPainter, palette: Palette, at: QPointF, done: bool, next_one: bool
) -> None:
    """Paint one step's mark around a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if done:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.done))
        painter.drawEllipse(at, RADIUS, RADIUS)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.accent if next_one else palette.secondary), 1.5))
    painter.drawEllipse(at, RADIUS - 0.5, RADIUS - 0.5)
    if next_one:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawEllipse(at, 2.5, 2.5)


def light_colour(palette: Palette, shining: Light) -> str:
    """The colour of the light that shines."""
    return {
        Light.HERE: palette.doubt,
        Light.ON_THE_WAY: palette.accent,
        Light.SAFE: palette.done,
        Light.REFUSED: palette.error,
    }[shining]


def paint_lights(painter: QPainter, palette: Palette, left: QPointF, shining: Light) -> float:
    """Paint the three lights from a point to the right; return where they end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, one in enumerate(LIGHTS):
        at = QPointF(left.x() + 4 + index * 12, left.y())
        # What central refused lies on the way, in the colour of an error.
        lit = one is shining or (one is Light.ON_THE_WAY and shining is Light.REFUSED)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(light_colour(palette, shining) if lit else palette.line))
        painter.drawEllipse(at, 4, 4)
    return left.x() + len(LIGHTS) * 12


class MarksDelegate(QStyledItemDelegate):
    """Paints a table cell's marks with their word; the cell's data is a `Document`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Room for the marks and the longest word."""
        return QSize(APART * len(Step) + GRID * 12, ROW)

    def _begin(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex
    ) -> Document:
        # The cell's ground and selection as everywhere, its text by hand.
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        if empty.widget is not None and (style := empty.widget.style()) is not None:
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, empty.widget)
        painter.setFont(self.theme.font(BODY_PX))
        document = index.data(DOCUMENT)
        assert isinstance(document, Document)
        return document

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, left: float, text: str, colour: str
    ) -> None:
        rect = QRectF(option.rect)
        rect.setLeft(left + GRID)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(rect.width())
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class StepsDelegate(MarksDelegate):
    """The steps, and the name of the next one."""

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Paint the steps."""
        if painter is None:
            return
        painter.save()
        document = self._begin(painter, option, index)
        done, following = done_steps(document), next_step(document)
        steps = steps_of(document)
        middle = option.rect.center().y() + 0.5
        left = option.rect.left() + GRID + RADIUS
        palette = self.theme.palette
        painter.setPen(QPen(QColor(palette.line), 1.5))
        painter.drawLine(QPointF(left, middle), QPointF(left + APART * (len(steps) - 1), middle))
        ground = (
            palette.selected if option.state & QStyle.StateFlag.State_Selected else palette.surface
        )
        for position, step in enumerate(steps):
            at = QPointF(left + position * APART, middle)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawEllipse(at, RADIUS + 2, RADIUS + 2)
            paint_step(painter, palette, at, step in done, step is following)
        word = step_name(following) if following is not None else ""
        self._write(painter, option, left + APART * len(Step) - GRID, word, palette.text)
        painter.restore()


class LightsDelegate(MarksDelegate):
    """The three lights, and the name of the one that shines."""

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Paint the lights."""
        if painter is None:
            return
        painter.save()
        document = self._begin(painter, option, index)
        shining = light(document)
        left = QPointF(option.rect.left() + GRID, option.rect.center().y() + 0.5)
        end = paint_lights(painter, self.theme.palette, left, shining)
        colour = self.theme.palette.error if shining is Light.REFUSED else self.theme.palette.text
        self._write(painter, option, end, light_name(shining), colour)
        painter.restore()


class StepMark(QWidget):
    """One step's mark in a list of steps."""

    def __init__(self, theme: Theme, done: bool, next_one: bool) -> None:
        super().__init__()
        self._theme, self._done, self._next = theme, done, next_one
        self.setFixedSize(GRID * 2, GRID * 2)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        at = QPointF(self.width() / 2, self.height() / 2)
        paint_step(painter, self._theme.palette, at, self._done, self._next)


class Lights(QWidget):
    """The three lights of a document."""

    def __init__(self, theme: Theme, shining: Light) -> None:
        super().__init__()
        self._theme, self._shining = theme, shining
        self.setFixedSize(len(LIGHTS) * 12 + 4, GRID * 2)
        self.setAccessibleName(light_name(shining))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the lights."""
        painter = QPainter(self)
        paint_lights(painter, self._theme.palette, QPointF(0, self.height() / 2), self._shining)
