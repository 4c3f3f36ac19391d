"""A quiet bar above the work: one thing that could be done, with one key to do it."""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QImage, QPixmap
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from views.language import translate
from views.look import GRID, MARGIN, THUMBNAIL
from views.place_page import PlacePage, label

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
        self._picture = QLabel()
        self._picture.hide()
        self.words = label("")
        self.words.setWordWrap(True)
        self._count = label("", "small")
        self.accept = QPushButton(translate("Suggestion", "Do it"))
        self.dismiss = QPushButton(translate("Suggestion", "Leave it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self._count)
        row.addWidget(self.dismiss)
        row.addWidget(self.accept)
        place.key(ACCEPT_KEY, lambda: _click(self.accept))
        place.key(DISMISS_KEY, lambda: _click(self.dismiss))
        self.hide()

    def say(self, words: str, accept: str, dismiss: str, at: int, of: int) -> None:
        """Suggest something, the `at`-th of so many suggestions."""
        self.words.setText(words)
        self._count.setText(f"{at}/{of}" if of > 1 else "")
        for button, text, key in (
            (self.accept, accept, ACCEPT_KEY),
            (self.dismiss, dismiss, DISMISS_KEY),
        ):
            shown = _shown_key(key)
            button.setText(f"{text}   {shown}")
            button.setAccessibleName(text)
            button.setToolTip(f"{text} ({shown})")
        self._picture.hide()
        self.show()

    def show_picture(self, image: QImage) -> None:
        """Show a picture beside the words."""
        if image.isNull():
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
        self.hide()


def _shown_key(key: str) -> str:
    return key.replace("Return", "Enter").replace("Delete", "Del")


def _click(button: QPushButton) -> None:
    if button.isVisible() and button.isEnabled():
        button.click()
