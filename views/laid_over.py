"""Another picture of the page in hand, shown in its place while asked for: what differs jumps."""

from PyQt6.QtGui import QImage

from views.jobs import QtJobs
from views.page_view import PageView
from views.pictures import decode


class LaidOver:
    """Decodes the other picture off the Qt thread, and shows it on the page, or no more."""

    def __init__(self, view: PageView, drawing: QtJobs) -> None:
        self._view = view
        self._drawing = drawing
        self._data = b""
        self._shown = False

    def take(self, data: bytes) -> None:
        """Take another picture, in the page's place and size; empty: none."""
        if data == self._data:
            return
        self._data = data
        self.show(False)
        self._view.lay_over(QImage())
        if data:

            def arrived(image: QImage) -> None:
                if data == self._data:
                    self._view.lay_over(image)
                    self._view.picture_arrived.emit()

            self._drawing.start(lambda: decode(data, False), arrived, _defect)

    def blink(self) -> None:
        """Show it, or the page again."""
        self.show(not self._shown)

    def show(self, shown: bool) -> None:
        """Show it in the page's place, or no more."""
        self._shown = shown
        self._view.show_other(shown)


def _defect(error: Exception) -> None:
    raise error
