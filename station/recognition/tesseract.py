"""Tesseract (Apache-2.0) as a reading engine, a program of its own, through pytesseract."""

import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytesseract  # type: ignore[import-untyped]  # it carries no types
from PIL import Image

from offline_store.records import Reading, Word
from station.recognition.codes import codes_in
from station.recognition.copy_marks import find_copy_marks
from station.recognition.errors import (
    LanguageMissing,
    ReadingFailed,
    ReadingTimeout,
    TesseractMissing,
)
from station.recognition.picture import open_picture
from station.recognition.preparation import PreparedPage, prepare, turned
from station.recognition.text import text_of

_T = TypeVar("_T")

_AUTOMATIC, _ONE_COLUMN = 3, 4  # page segmentation modes
_WORD_LEVEL = "5"  # of Tesseract's TSV: page, block, paragraph, line, word
# How often a word of that confidence was wrong: 6,074 words of 22 synthetic Vietnamese pages, fair
# and poor scans together, fast model, after our preparation. On fair scans alone it errs less.
_CONFIDENCE = (0.0, 30.0, 50.0, 80.0, 86.0, 90.0, 92.5, 94.0, 96.0, 97.0, 100.0)
_DOUBT = (0.88, 0.76, 0.58, 0.52, 0.39, 0.24, 0.10, 0.055, 0.02, 0.006, 0.004)
# A page of which so little makes sense may lie on its side or head.
_PERHAPS_TURNED = 0.65
_FEW_WORDS = 5
_ROWS_WIN_FROM = 0.95
_NO_INK = 0.00003
_LITTLE_INK = 0.002
# Windows' usual installer does not put the program on the path.
_WINDOWS_PROGRAM = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")


@dataclass(frozen=True, slots=True)
class TesseractEngine:
    """Reads pages in `language` (Tesseract's name), each within `timeout_s` seconds."""

    language: str = "vie"
    timeout_s: float = 120.0

    def require(self) -> None:
        """See that the program and its language are there.

        Raises:
            TesseractMissing, LanguageMissing: as they say.
        """
        _find_program()
        try:
            languages = pytesseract.get_languages()
        except pytesseract.TesseractNotFoundError as error:
            raise TesseractMissing from error
        for part in self.language.split("+"):
            if part not in languages:
                raise LanguageMissing(language=part)

    def read(self, picture: Path, dpi: int) -> Reading:
        """Read one page: words NFC with boxes in the picture's pixels, codes, and warnings.

        A word's doubt is the share of wrong words among those of like confidence when measured
        (see the table above); on other kinds of paper it is an estimate. Words follow the
        engine's own reading order; `line` counts over the whole page.

        Warnings: `blank` (no words and hardly any ink), `no-text` (ink, but no words),
        `says-copy`, `says-no-copying`.

        Raises:
            TesseractMissing, LanguageMissing, ReadingTimeout, ReadingFailed.
            NotAPicture, PictureTruncated, PictureTooLarge: the file cannot be read.
        """
        pixels = open_picture(picture)
        blank = Reading(engine="tesseract", words=(), codes=codes_in(pixels))
        page = prepare(pixels, dpi)
        if page.ink < _NO_INK:
            return replace(blank, warnings=("blank",))
        deadline = time.monotonic() + self.timeout_s
        words, rotation = self._upright_words(page, dpi, deadline)
        reading = replace(blank, words=words, rotation=rotation)
        if words:
            return replace(reading, warnings=find_copy_marks(text_of(reading)))
        if reading.codes:
            return reading
        return replace(reading, warnings=("blank" if page.ink < _LITTLE_INK else "no-text",))

    def _upright_words(
        self, page: PreparedPage, dpi: int, deadline: float
    ) -> tuple[tuple[Word, ...], int]:
        """Read as it lies; where that makes little sense, ask which way is up and read again."""
        words = self._words(page, dpi, deadline)
        letters = sum(len(word.text) for word in words)
        if len(words) >= _FEW_WORDS and _sense(words) > _PERHAPS_TURNED * letters:
            return _placed(words, page), 0
        if rotation := self._rotation(page, dpi, deadline):
            upright = turned(page, rotation)
            upright_words = self._words(upright, dpi, deadline)
            if _sense(upright_words) > _sense(words):
                return _placed(upright_words, upright), rotation
        return _placed(words, page), 0

    def _words(self, page: PreparedPage, dpi: int, deadline: float) -> tuple[Word, ...]:
        words = self._laid_out_words(page, dpi, deadline, _AUTOMATIC)
        if not page.table:
            return words
        # The automatic layout takes some tables column by column and loses cells; the other one
        # goes row by row, is worse on some others, and wins where both make about the same sense.
        by_rows = self._laid_out_words(page, dpi, deadline, _ONE_COLUMN)
        return by_rows if _sense(by_rows) >= _ROWS_WIN_FROM * _sense(words) else words

    def _laid_out_words(
        self, page: PreparedPage, dpi: int, deadline: float, layout: int
    ) -> tuple[Word, ...]:
        table = self._run(
            lambda limit_s: pytesseract.image_to_data(
                _picture_of(page),
                lang=self.language,
                config=f"--dpi {dpi} --psm {layout}",
                timeout=limit_s,
                output_type=pytesseract.Output.STRING,
            ),
            deadline,
        )
        return _parse(table)

    def _rotation(self, page: PreparedPage, dpi: int, deadline: float) -> int:
        """Degrees clockwise to upright: 0, 90, 180 or 270; 0 where Tesseract cannot tell."""
        try:
            found = self._run(
                lambda limit_s: pytesseract.image_to_osd(
                    _picture_of(page),
                    config=f"--dpi {dpi}",
                    timeout=limit_s,
                    output_type=pytesseract.Output.DICT,
                ),
                deadline,
            )
        except ReadingFailed:
            # Too few letters to tell, or no orientation data installed: the page stays as it is.
            return 0
        return int(found["rotate"])

    def _run(self, program: Callable[[float], _T], deadline: float) -> _T:
        _find_program()
        # More threads make one page slower; pages are read side by side instead. pytesseract
        # hands its own environment on and offers no other way to set the child's.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        left_s = deadline - time.monotonic()
        if left_s <= 0:
            raise ReadingTimeout(limit_s=self.timeout_s)
        try:
            return program(left_s)
        except pytesseract.TesseractNotFoundError as error:
            raise TesseractMissing from error
        except pytesseract.TesseractError as error:
            self.require()
            raise ReadingFailed(status=error.status) from error
        except RuntimeError as error:  # all that pytesseract says when the time is over
            raise ReadingTimeout(limit_s=self.timeout_s) from error
        except OSError as error:
            raise ReadingFailed(status=error.errno) from error


def _find_program() -> None:
    if (
        sys.platform == "win32"
        and shutil.which(pytesseract.pytesseract.tesseract_cmd) is None
        and _WINDOWS_PROGRAM.is_file()
    ):
        pytesseract.pytesseract.tesseract_cmd = str(_WINDOWS_PROGRAM)


def _picture_of(page: PreparedPage) -> Image.Image:
    picture = Image.fromarray(page.grey)
    picture.format = "PPM"  # how pytesseract passes it on: unpacked is faster than PNG
    return picture


def _parse(table: str) -> tuple[Word, ...]:
    """The words of Tesseract's TSV, boxes in pixels of the prepared page."""
    words: list[Word] = []
    line, at_line = -1, ("", "", "")
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        text = unicodedata.normalize("NFC", cells[11].strip()) if len(cells) == 12 else ""
        if cells[0] != _WORD_LEVEL or not text:
            continue
        if (at := (cells[2], cells[3], cells[4])) != at_line:
            line, at_line = line + 1, at
        x, y, width, height = (int(cell) for cell in cells[6:10])
        doubt = float(np.interp(float(cells[10]), _CONFIDENCE, _DOUBT))
        words.append(Word(text, (x, y, width, height), round(doubt, 3), line))
    return tuple(words) if any(c.isalnum() for w in words for c in w.text) else ()


def _placed(words: tuple[Word, ...], page: PreparedPage) -> tuple[Word, ...]:
    """The same words with their boxes in the picture given."""
    return tuple(replace(word, box=page.box_in_given(word.box)) for word in words)


def _sense(words: tuple[Word, ...]) -> float:
    """Letters that are probably right. Tesseract reads some lying text: that counts for half."""
    return sum(len(word.text) * (1 - word.doubt) * (0.5 if _lies(word) else 1.0) for word in words)


def _lies(word: Word) -> bool:
    return len(word.text) >= 3 and word.box[3] > word.box[2]
