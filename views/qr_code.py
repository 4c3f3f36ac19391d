"""A QR code, drawn sharp at any scaling, dark on white in both themes."""

import segno
from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import QWidget

from views.look import GRID

# ISO/IEC 18004 asks for four modules of quiet around the code.
QUIET = 4
SIDE = GRID * 14


class QrCode(QWidget):
    """Shows one text as a QR code; nothing while the text is empty."""

    def __init__(self, name: str, side: int = SIDE) -> None:
        """With no text. side: in logical pixels."""
        super().__init__()
        self._side = side
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(name)
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Show this text."""
        made = segno.make(text, error="m", micro=False) if text else None
        self._rows = tuple(tuple(bool(dark) for dark in row) for row in made.matrix) if made else ()
        self.setToolTip(text)
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough to be read off the screen."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the modules."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = self._side / (len(self._rows) + 2 * QUIET)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = (x + QUIET) * module, (y + QUIET) * module
                    painter.fillRect(QRectF(left, top, module, module), Qt.GlobalColor.black)
