"""Tesseract as a library of this process, by tesserocr (MIT): loaded once, warm for each page.

It saves the program's start and the hand-over of the picture, a third of the time of a page. The
wheel carries its own libtesseract; the languages' data are the system's.
"""

import os
from dataclasses import dataclass
from functools import cache

import numpy as np
import tesserocr  # type: ignore[import-untyped]  # its stubs are not marked as such

from station.recognition.errors import LanguageMissing, ReadingFailed, TesseractMissing
from station.recognition.picture import Pixels
from station.recognition.tesseract import Layout, SeenWord, data_folder, languages_in
from station.recognition.tesseract_table import words_in

_ORIENTATION = "osd"
_LINE_DPI = 300  # of lines that were brought to one height


@dataclass(frozen=True, slots=True)
class TesseractLibrary:
    """Tesseract in this process. One thread of a process at a time may read."""

    language: str

    def require(self) -> None:
        """See that the language's data is there, without loading it."""
        folder = data_folder()
        if folder is None:
            raise TesseractMissing
        for part in self.language.split("+"):
            if part not in languages_in(folder):
                raise LanguageMissing(language=part)

    def words(self, grey: Pixels, dpi: int, layout: Layout, limit_s: float) -> tuple[SeenWord, ...]:
        """Read a page; the first call of a process loads the language (0.2 s).

        The limit is looked at between words: finding the layout is not broken off.
        """
        if limit_s <= 0:
            raise TimeoutError
        self.require()
        engine = _engine(self.language)
        try:
            engine.SetPageSegMode(int(layout))
            _show(engine, grey, dpi)
            if not engine.Recognize(timeout=max(1, round(limit_s * 1000))):
                raise TimeoutError
            return words_in(engine.GetTSVText(0))
        except RuntimeError as error:
            raise ReadingFailed(status=None) from error
        finally:
            engine.Clear()

    def line(self, grey: Pixels, alphabet: str, limit_s: float) -> str:
        """Read one line of type."""
        if limit_s <= 0:
            raise TimeoutError
        self.require()
        engine = _line_engine(self.language)
        try:
            engine.SetVariable("tessedit_char_whitelist", alphabet)
            _show(engine, grey, _LINE_DPI)
            if not engine.Recognize(timeout=max(1, round(limit_s * 1000))):
                raise TimeoutError
            return "".join(str(engine.GetUTF8Text()).split())
        except RuntimeError as error:
            raise ReadingFailed(status=None) from error
        finally:
            engine.Clear()

    def rotation(self, grey: Pixels, dpi: int, limit_s: float) -> int:
        """Which way is up, by the shapes of letters; half a second to a second."""
        if limit_s <= 0:
            raise TimeoutError
        if _ORIENTATION not in languages_in(data_folder()):
            return 0
        engine = _engine(_ORIENTATION)
        try:
            _show(engine, grey, dpi)
            found = engine.DetectOrientationScript()
        finally:
            engine.Clear()
        return -int(found["orient_deg"]) % 360 if found else 0


@cache
def _line_engine(language: str) -> tesserocr.PyTessBaseAPI:
    # One of its own: an alphabet that is set stays set.
    engine = _engine.__wrapped__(language)
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    return engine


@cache
def _engine(language: str) -> tesserocr.PyTessBaseAPI:
    # Warnings about odd boxes and empty pages would go to stderr, page after page.
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    layout = tesserocr.PSM.OSD_ONLY if language == _ORIENTATION else tesserocr.PSM.AUTO
    try:
        engine = tesserocr.PyTessBaseAPI(path=f"{data_folder()}/", lang=language, psm=layout)
    except RuntimeError as error:  # all it says of data it cannot take
        raise LanguageMissing(language=language) from error
    engine.SetVariable("debug_file", os.devnull)
    return engine


def _show(engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: int) -> None:
    height, width = grey.shape
    engine.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(dpi)
