"""Tesseract (Apache-2.0), reached as a library that stays loaded or as a program a call."""

import os
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from station.programs import bundled_file
from station.recognition.picture import Pixels

Box = tuple[int, int, int, int]

# Windows' usual installer puts neither the program on the path nor its data into the environment.
WINDOWS_FOLDER = Path("C:/Program Files/Tesseract-OCR")
_DATA = ".traineddata"


class Layout(IntEnum):
    """How a page is taken apart: Tesseract's page segmentation modes."""

    AUTOMATIC = 3
    SCATTERED = 11


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as a reader saw it.

    text: NFC. box: x, y, width, height in pixels of the picture read. confidence: the reader's
    own, 0 to 1, not calibrated. line: the reader's own count, from 0, rising over the page.
    """

    text: str
    box: Box
    confidence: float
    line: int


class Tesseract(Protocol):
    """One way to reach Tesseract. Both ways give the same words for the same version of it."""

    def require(self) -> None:
        """See that it is there with its language.

        Raises:
            TesseractMissing, LanguageMissing: as they say.
        """
        ...

    def words(self, grey: Pixels, dpi: int, layout: Layout, limit_s: float) -> tuple[SeenWord, ...]:
        """Read a level, evenly lit page (height, width), within `limit_s` seconds.

        Raises:
            TimeoutError: it took longer. TesseractMissing, LanguageMissing, ReadingFailed.
        """
        ...

    def line(self, grey: Pixels, alphabet: str, limit_s: float) -> str:
        """Read one line of type in which nothing but the alphabet's signs stands; no spaces.

        Raises:
            TimeoutError: it took longer. TesseractMissing, LanguageMissing, ReadingFailed.
        """
        ...

    def rotation(self, grey: Pixels, dpi: int, limit_s: float) -> int:
        """Degrees clockwise to upright: 0, 90, 180 or 270; 0 where it cannot tell.

        Raises:
            TimeoutError: it took longer. TesseractMissing.
        """
        ...


def find_tesseract(language: str) -> Tesseract:
    """The library where it is installed and finds the language's data, else the program."""
    try:
        from station.recognition.tesseract_library import TesseractLibrary
    except ImportError:
        pass
    else:
        library = TesseractLibrary(language)
        if all(name in languages_in(data_folder()) for name in language.split("+")):
            return library
    from station.recognition.tesseract_program import TesseractProgram

    return TesseractProgram(language)


def data_folder() -> Path | None:
    """Where the languages' data lie on this machine; None when nowhere they usually do."""
    if named := os.environ.get("TESSDATA_PREFIX"):
        places = [Path(named), Path(named) / "tessdata"]
    elif sys.platform == "win32":
        places = [bundled_file("tessdata"), WINDOWS_FOLDER / "tessdata"]
    else:
        places = sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
        places += [Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata")]
    return next((place for place in places if languages_in(place)), None)


def languages_in(folder: Path | None) -> frozenset[str]:
    """The names of the languages whose data lie there."""
    if folder is None or not folder.is_dir():
        return frozenset()
    return frozenset(path.name.removesuffix(_DATA) for path in folder.glob(f"*{_DATA}"))
