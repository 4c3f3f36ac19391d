"""The band over the window of a desk to train at: nobody takes it for a real one."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMainWindow

from station.training import TRAINING_PIN, WATERMARK
from views.language import translate
from views.place_page import wrapped


def name_window(window: QMainWindow, training: bool) -> None:
    """Give the window its title, and where it is one to train at, the band."""
    title = translate("Window", "TramSo")
    if training:
        title = f"{title} – {WATERMARK}"
        words = translate(
            "Training",
            "{mark}: nothing made here is worth anything, nothing leaves this computer. "
            "PIN of the token: {pin}",
        )
        band = wrapped(words.format(mark=WATERMARK, pin=TRAINING_PIN), "training")
        band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        window.setMenuWidget(band)
    window.setWindowTitle(title)
