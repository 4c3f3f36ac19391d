"""The picture and its text beside each other: pointed at, scrolled and zoomed together."""

from PyQt6.QtCore import QObject, QTimer

from views.page_view import PageView
from views.word_text import WordText


class SideBySide(QObject):
    """Links both ways. Marks of the picture must be the words, in their order, while it is on."""

    def __init__(self, view: PageView, text: WordText) -> None:
        super().__init__(view)
        self._view, self._text = view, text
        self.on = True
        view.word_pointed.connect(lambda index: self._point(text, index))
        text.word_pointed.connect(lambda index: self._point(view, index))
        view.zoomed.connect(text.zoom)
        for here, there in ((view, text), (text, view)):
            bar = here.verticalScrollBar()
            assert bar is not None
            # Only what a hand does: what is brought into sight is so on both sides anyway.
            bar.actionTriggered.connect(
                lambda _, here=here, there=there: QTimer.singleShot(
                    0, lambda: self._follow(here, there)
                )
            )

    def _point(self, at: PageView | WordText, index: int) -> None:
        if self.on:
            at.point_at(index if index >= 0 else None)

    def _follow(self, here: PageView | WordText, there: PageView | WordText) -> None:
        seen = here.word_seen() if self.on else None
        if seen is not None:
            there.scroll_to_word(*seen)
