"""The second reader: finds text lines and reads them anew, where Tesseract is in doubt.

Two neural networks, run by onnxruntime from files that other packages carry: optional, known by
their SHA-256 and replaceable one by one (`docs/decisions/0012-a-second-reader.md`). Without them
everything works, less well.
"""

import importlib.util
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from station.recognition.model_files import ModelFile, Presence, installed, presence_of
from station.recognition.picture import Pixels
from station.recognition.tesseract import Box, SeenWord


class LineFinder(Protocol):
    """Finds the places of text on a level page."""

    def lines(self, grey: Pixels, dpi: int) -> tuple[Box, ...]:
        """Boxes of text lines or parts of them, in pixels of the page (height, width) given."""
        ...


class LineReader(Protocol):
    """Reads one line, or a part of one."""

    def read(self, grey: Pixels, box: Box) -> tuple[SeenWord, ...]:
        """The words within `box` of the page, left to right; boxes in its pixels, `line` 0."""
        ...


@dataclass(frozen=True, slots=True)
class SecondReader:
    """What finds lines and what reads them."""

    finder: LineFinder
    reader: LineReader


LINE_FINDER = ModelFile(
    "rapidocr",
    "models/PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
LINE_READER = ModelFile(
    "asterocr",
    "assets/asternet.onnx",
    "10c96b533e1f64031d73edfddafd7d4b13595544f11891f0531bcd72cb29be80",
)


def second_reader_presence() -> Presence:
    """See whether the runtime and both files are there as pinned; reads them once, loads nothing.

    The packages themselves are never imported: only their files are used.
    """
    if importlib.util.find_spec("onnxruntime") is None:
        return Presence.MISSING
    return min(presence_of(LINE_FINDER), presence_of(LINE_READER), key=list(Presence).index)


@cache
def load_second_reader() -> SecondReader | None:
    """Load both, once a process (a second, some 300 MB); None where they cannot be used."""
    if second_reader_presence() is not Presence.READY:
        return None
    # Here and not above: the runtime is optional.
    from station.recognition.aster_lines import AsterLineReader
    from station.recognition.paddle_lines import PaddleLineFinder

    return SecondReader(
        PaddleLineFinder(installed(LINE_FINDER)), AsterLineReader(installed(LINE_READER))
    )
