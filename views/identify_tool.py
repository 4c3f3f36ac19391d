"""Beside the form at Receive: the citizen confirms who they are with their phone."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from offline_store.records import Requester
from station.identify import ToShow
from views.language import translate
from views.look import GRID
from views.place_page import wrapped
from views.presenters.identify import IdentifyPresenter

IDENTIFY_KEY = "Ctrl+G"


class IdentifyTool(QWidget):
    """A button, and a line that says how far it is; not there where nobody identifies.

    waits: what the citizen's screen is to show (`ToShow`), or None; identified: who it is, and who
    vouches for that.
    """

    waits = pyqtSignal(object)
    identified = pyqtSignal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.presenter: IdentifyPresenter | None = None
        self._source = ""
        self.setProperty("role", "clear")
        self.button = QPushButton()
        self.says = wrapped("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.button)
        column.addWidget(self.says)
        self.button.clicked.connect(lambda: self.press())
        self.show_offered("")

    def attach(self, presenter: IdentifyPresenter) -> None:
        """Let the clerk's acts reach the presenter, and what comes of them be seen here."""
        self.presenter = presenter
        presenter.attach(self)

    def press(self) -> None:
        """Begin, or wait no longer."""
        if self.presenter is None or not self._source:
            return
        if self.presenter.asking:
            self.presenter.stop()
        else:
            self.presenter.begin()

    def show_offered(self, source: str) -> None:
        """Offer it by that name; while one is under way nothing changes."""
        if self.presenter is not None and self.presenter.asking:
            return
        self._source = source
        self.setVisible(bool(source))
        self.show_asking(False)

    def show_asking(self, asking: bool) -> None:
        """The button begins or ends it."""
        text = (
            translate("Receive", "Stop waiting for {source}")
            if asking
            else translate("Receive", "Confirm by {source}")
        ).format(source=self._source)
        self.button.setText(" " + text)
        self.button.setAccessibleName(text)
        self.button.setToolTip(f"{text} ({IDENTIFY_KEY})")
        if not asking:
            self.says.setText("")
        self.says.setVisible(bool(self.says.text()))

    def show_waiting(self, to_show: ToShow | None) -> None:
        """What the citizen is to open stands on their screen."""
        words = translate(
            "Receive",
            "The citizen scans the code on their screen with a phone. It holds for {minutes} min.",
        )
        minutes = 0 if to_show is None else max(1, to_show.lives_s // 60)
        self.says.setText("" if to_show is None else words.format(minutes=minutes))
        self.says.setVisible(to_show is not None)
        self.waits.emit(to_show)

    def show_identified(self, requester: Requester, source: str) -> None:
        """The form is filled in elsewhere."""
        self.identified.emit(requester, source)
