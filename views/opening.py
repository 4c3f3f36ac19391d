"""What is seen while a desk is opened: a window at once, where the desk's own will be."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QLabel, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from views.language import translate
from views.look import COLUMN, GROUP, SMALLEST


class Opening(QMainWindow):
    """The product's name, what is going on, and a bar that moves: after an update it may take long.

    left: the clerk closed it before the desk was there.
    """

    left = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(translate("Window", "TramSo"))
        self.setMinimumSize(*SMALLEST)
        self._over = False
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setSpacing(GROUP)
        column.addStretch()
        self.words = QLabel(translate("Opening", "Opening the desk…"), centre)
        self.words.setProperty("role", "title")
        column.addWidget(self.words, alignment=Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar(centre)
        bar.setRange(0, 0)  # nobody knows how long
        bar.setTextVisible(False)
        bar.setFixedWidth(COLUMN)
        bar.setAccessibleName(self.words.text())
        column.addWidget(bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.setCentralWidget(centre)

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
