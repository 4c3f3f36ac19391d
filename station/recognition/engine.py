"""What every reading engine is to the rest of the station."""

from pathlib import Path
from typing import Protocol

from offline_store.records import Reading


class ReadingEngine(Protocol):
    """Reads the words of one page. Picklable: the pool sends it to its processes."""

    def read(self, picture: Path, dpi: int) -> Reading:
        """Read one page file, JPEG, PNG or TIFF, scanned at `dpi` dots per inch.

        Blocks for seconds: never call it on the Qt thread. Boxes are pixels of the picture given.

        Raises:
            ReadingError: the engine is missing, failed, or took too long.
            scanners.errors.PictureError: the file is no picture that can be read.
            OSError: the file cannot be opened.
        """
        ...
