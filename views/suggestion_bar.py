"""A quiet bar above the work: one thing that could be done, with one key to do it."""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QImage, QPixmap
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from views.language import translate
from views.look import GRID, MARGIN, THUMBNAIL
from views.pictures import Pictures
from views.place_page import PlacePage, label, wrapped
from views.suggestion_texts import SuggestionText

ACCEPT_KEY = "Ctrl+Return"
DISMISS_KEY = "Ctrl+Delete"
PICTURE = QSize(THUMBNAIL * 3 // 4, THUMBNAIL)


class SuggestionBar(QFrame):
    """Words, maybe a picture, and two buttons; hidden while there is nothing to say.

    Its keys are its place's: Ctrl+Enter does it, Ctrl+Del does not.
    """

    def __init__(self, place: PlacePage) -> None:
        super().__init__()
        self.setProperty("role", "suggestion")
        self.setAccessibleName(translate("Suggestion", "Suggestion"))
        self._key = ""
        self._narrow = False
        self._picture = label("", "thumbnail")
        self._picture.hide()
        self.words = wrapped("")
        self._count = label("", "small")
        self.accept = QPushButton(translate("Suggestion", "Do it"))
        self.dismiss = QPushButton(translate("Suggestion", "Leave it"))
        answers = QHBoxLayout()
        answers.setSpacing(GRID)
        answers.addWidget(self._count)
        answers.addStretch(1)
        answers.addWidget(self.dismiss)
        answers.addWidget(self.accept)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(self.words, 1)
        column.addLayout(answers)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        row.setSpacing(MARGIN)
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        place.key(ACCEPT_KEY, lambda: _click(self.accept))
        place.key(DISMISS_KEY, lambda: _click(self.dismiss))
        self.hide()

    def say(self, text: SuggestionText, at: int, of: int) -> None:
        """Suggest something, the `at`-th of so many suggestions."""
        self.words.setText(text.words)
        self._count.setText(f"{at}/{of}" if of > 1 else "")
        for button, words, key in (
            (self.accept, text.accept, ACCEPT_KEY),
            (self.dismiss, text.dismiss, DISMISS_KEY),
        ):
            shown = _shown_key(key)
            button.setText(words if self._narrow else f"{words}   {shown}")
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({shown})")
        self.accept.setVisible(bool(text.accept))
        self.show()

    def set_narrow(self, narrow: bool) -> None:
        """Little room: from the next suggestion on, no picture, and the keys only in the tips."""
        self._narrow = narrow
        if narrow:
            self._picture.hide()

    def show_picture(self, pictures: Pictures, key: str) -> None:
        """Show a picture beside the words, once it is there."""
        if key != self._key:
            self._key = key
            self._picture.hide()
            pictures.thumbnail(key, lambda image: self._arrived(key, image))

    def _arrived(self, key: str, image: QImage) -> None:
        if image.isNull() or key != self._key or self._narrow:
            return
        ratio = self.devicePixelRatioF()
        scaled = QPixmap.fromImage(image).scaled(
            PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self._picture.setPixmap(scaled)
        self._picture.show()

    def be_quiet(self) -> None:
        """Nothing to suggest."""
        self._key = ""
        self.hide()


def _shown_key(key: str) -> str:
    return key.replace("Return", "Enter").replace("Delete", "Del")


def _click(button: QPushButton) -> None:
    if button.isVisible() and button.isEnabled():
        button.click()
