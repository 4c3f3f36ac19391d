"""Files and pictures that a clerk drops or pastes."""

from pathlib import Path

from PyQt6.QtCore import QBuffer, QIODevice, QMimeData
from PyQt6.QtGui import QDropEvent, QImage


def files_in(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that were dropped or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def dropped_file(event: QDropEvent) -> Path | None:
    """The first file that is being dropped; None where there is none."""
    data = event.mimeData()
    files = files_in(data) if data is not None else ()
    return files[0] if files else None


def png_of(image: QImage) -> bytes:
    """A picture as PNG, with the resolution it bears. Any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()
