"""What is seen while a desk is opened: a window at once, where the desk's own will be."""

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette, QShowEvent
from PyQt6.QtWidgets import QLabel, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from views.language import translate
from views.look import COLUMN, GROUP, SMALLEST

SEEN_BY_MS = 500


class Opening(QMainWindow):
    """An empty ground at first, then what is going on, and a bar that moves.

    After an update it may take long. ground: its colour, until a theme has the application. seen:
    for the first time, or as long after it came up as nobody minds. left: the clerk closed it
    before the desk was there.
    """

    seen = pyqtSignal()
    left = pyqtSignal()

    def __init__(self, ground: str) -> None:
        super().__init__()
        self.setWindowTitle("TramSo")
        self.setMinimumSize(*SMALLEST)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        self.setPalette(palette)
        self._over = self._seen = False

    def fill(self) -> None:
        """Say what is going on. Words want fonts, a style and a translation: the ground does not.

        It is painted before anything else is done.
        """
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setSpacing(GROUP)
        column.addStretch()
        words = QLabel(translate("Opening", "Opening the desk…"), centre)
        words.setProperty("role", "title")
        column.addWidget(words, alignment=Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar(centre)
        bar.setRange(0, 0)  # nobody knows how long
        bar.setTextVisible(False)
        bar.setFixedWidth(COLUMN)
        bar.setAccessibleName(words.text())
        column.addWidget(bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.setCentralWidget(centre)
        self.repaint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Say so: all in it is painted in one go, so that the loop's next turn is after it."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._say_seen)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Wait for the first paint, but not for ever: nobody paints what is minimised."""
        super().showEvent(event)
        QTimer.singleShot(SEEN_BY_MS, self._say_seen)

    def _say_seen(self) -> None:
        if not self._seen:
            self._seen = True
            self.seen.emit()

    def give_way(self, to: QWidget) -> None:
        """Let another window stand where this one stood."""
        self._over = True
        to.setGeometry(self.geometry())
        to.setWindowState(self.windowState())
        to.show()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Say so, unless the desk's window stands there now."""
        super().closeEvent(event)
        if not self._over:
            self.left.emit()
