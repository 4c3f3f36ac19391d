"""The time that the copy in hand has taken, quietly; and what says that somebody looks."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QLabel, QWidget

from views.compare_texts import time_used_text
from views.language import translate
from views.presenters.viewing import ViewingPresenter

EVERY_MS = 1000


class TimeUsed(QLabel):
    """Counts while its place is in front. look: says to the presenter what is seen there."""

    def __init__(self, place: QWidget, look: Callable[[ViewingPresenter], None]) -> None:
        super().__init__()
        self.setProperty("role", "secondary")
        self.setToolTip(translate("Compare", "Time used for this copy"))
        self._look = look
        self._presenter: ViewingPresenter | None = None
        self._place = place
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        place.installEventFilter(self)

    def attach(self, presenter: ViewingPresenter) -> None:
        """Let what is seen reach the presenter."""
        self._presenter = presenter

    def look(self) -> None:
        """Something else may be seen now."""
        if self._presenter is not None and self._place.isVisible():
            self._look(self._presenter)
            self._presenter.tick()

    def show_time_used(self, seconds: int, budget: int) -> None:
        """So much of so much."""
        self.setText(time_used_text(seconds, budget))

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Begin when the place comes to the front, end when it goes."""
        presenter = self._presenter
        if watched is self._place and event is not None and presenter is not None:
            if event.type() == QEvent.Type.Show:
                self._timer.start()
            elif event.type() == QEvent.Type.Hide:
                self._timer.stop()
                presenter.leave()
        return False
