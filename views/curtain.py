"""The curtain: the work, or in its place the page on which somebody signs in."""

from PyQt6.QtCore import QEvent, QObject, Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from views.pages.sign_in import SignInPage


class Curtain(QStackedWidget):
    """While it is drawn, nothing of the work is seen, and no key reaches it.

    Hidden widgets take no keys and no shortcuts. Dialogs are windows of their own: those that are
    open are given up, and one that finished work would open now never comes up. `covered` says
    when it is drawn and when it opens.
    """

    covered = pyqtSignal(bool)

    def __init__(self, work: QWidget, page: SignInPage) -> None:
        super().__init__()
        self._work = work
        self.page = page
        self._drawn = False
        self.addWidget(work)
        self.addWidget(page)

    @property
    def drawn(self) -> bool:
        """Whether the work is covered."""
        return self._drawn

    def draw(self) -> None:
        """Cover the work."""
        if self._drawn:
            return
        self._drawn = True
        self.covered.emit(True)
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        _give_up_dialogs()
        self.setCurrentWidget(self.page)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def open(self) -> None:
        """Show the work again; Qt puts the focus where it was."""
        if not self._drawn:
            return
        self._drawn = False
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self.setCurrentWidget(self._work)
        self.covered.emit(False)

    def let_go(self) -> None:
        """Watch no dialog any more: the window is closed, drawn or not."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Give up a dialog before it is on the screen."""
        if (
            isinstance(watched, QDialog)
            and event is not None
            and event.type() is QEvent.Type.Show
            and not watched.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        ):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            # Whoever opens it is still within that call.
            QTimer.singleShot(0, _give_up_dialogs)
        return False


def _give_up_dialogs() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
