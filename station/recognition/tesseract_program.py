"""Tesseract as a program of its own, by pytesseract: the way that is there on every machine."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pytesseract  # type: ignore[import-untyped]  # it carries no types
from PIL import Image

from station.recognition.errors import LanguageMissing, ReadingFailed, TesseractMissing
from station.recognition.picture import Pixels
from station.recognition.tesseract import WINDOWS_FOLDER, Layout, SeenWord
from station.recognition.tesseract_table import words_in

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TesseractProgram:
    """Tesseract, started for each page."""

    language: str

    def require(self) -> None:
        """Ask the program for its languages."""
        _find_program()
        try:
            languages = pytesseract.get_languages()
        except pytesseract.TesseractNotFoundError as error:
            raise TesseractMissing from error
        for part in self.language.split("+"):
            if part not in languages:
                raise LanguageMissing(language=part)

    def words(self, grey: Pixels, dpi: int, layout: Layout, limit_s: float) -> tuple[SeenWord, ...]:
        """Read a page; the program is killed when its time is up."""
        return words_in(
            self._run(
                lambda: pytesseract.image_to_data(
                    _picture_of(grey),
                    lang=self.language,
                    config=f"--dpi {dpi} --psm {int(layout)}",
                    timeout=limit_s,
                    output_type=pytesseract.Output.STRING,
                ),
                limit_s,
            )
        )

    def line(self, grey: Pixels, alphabet: str, limit_s: float) -> str:
        """Read one line of type."""
        # Only letters, digits and `<` are asked for: nothing that a command line would part at.
        text = self._run(
            lambda: pytesseract.image_to_string(
                _picture_of(grey),
                lang=self.language,
                config=f"--dpi 300 --psm 7 -c tessedit_char_whitelist={alphabet}",
                timeout=limit_s,
            ),
            limit_s,
        )
        return "".join(str(text).split())

    def rotation(self, grey: Pixels, dpi: int, limit_s: float) -> int:
        """Which way is up, by the shapes of letters."""
        try:
            found = self._run(
                lambda: pytesseract.image_to_osd(
                    _picture_of(grey),
                    config=f"--dpi {dpi}",
                    timeout=limit_s,
                    output_type=pytesseract.Output.DICT,
                ),
                limit_s,
            )
        except ReadingFailed:
            # Too few letters to tell, or no orientation data installed: the page stays as it is.
            return 0
        return int(found["rotate"])

    def _run(self, program: Callable[[], _T], limit_s: float) -> _T:
        _find_program()
        # More threads make one page slower; pages are read side by side instead. pytesseract
        # hands its own environment on and offers no other way to set the child's.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        if limit_s <= 0:
            raise TimeoutError
        try:
            return program()
        except pytesseract.TesseractNotFoundError as error:
            raise TesseractMissing from error
        except pytesseract.TesseractError as error:
            self.require()
            raise ReadingFailed(status=error.status) from error
        except RuntimeError as error:  # all that pytesseract says when the time is over
            raise TimeoutError from error
        except OSError as error:
            raise ReadingFailed(status=error.errno) from error


def _find_program() -> None:
    program = WINDOWS_FOLDER / "tesseract.exe"
    if (
        sys.platform == "win32"
        and shutil.which(pytesseract.pytesseract.tesseract_cmd) is None
        and program.is_file()
    ):
        pytesseract.pytesseract.tesseract_cmd = str(program)


def _picture_of(grey: Pixels) -> Image.Image:
    picture = Image.fromarray(grey)
    picture.format = "PPM"  # how pytesseract passes it on: unpacked is faster than PNG
    return picture
