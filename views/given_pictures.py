"""Files and pictures that a clerk drops or pastes."""

from pathlib import Path

from PyQt6.QtCore import QBuffer, QIODevice, QMimeData
from PyQt6.QtGui import QImage


def files_in(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that were dropped or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def png_of(image: QImage) -> bytes:
    """A picture as PNG, with the resolution it bears. Any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()
