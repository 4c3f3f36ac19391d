"""Readers of the same pages: this product, the plain `tesseract` program, OCRmyPDF."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from html import unescape
from operator import add
from pathlib import Path
from typing import Protocol

from benchmarks.turns import Stopwatch, run
from benchmarks.word_errors import Box, Errors, TruePage, errors_of
from station.recognition.pool import ReadingPool

LANGUAGE = "vie"
_WORD_LEVEL = "5"  # of Tesseract's TSV
_HOCR_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_HOCR_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


class Reader(Protocol):
    """Reads all pages once and says how many seconds it took; keeps what was wrong."""

    errors: Errors

    @property
    def name(self) -> str:
        """What to call it in a row."""
        ...

    def __call__(self) -> float:
        """Read the pages."""
        ...


@dataclass(slots=True)
class Ours:
    """Our pool, warm, over all pages at once."""

    name: str
    pages: tuple[TruePage, ...]
    pool: ReadingPool
    errors: Errors = field(default_factory=Errors)

    def __call__(self) -> float:
        """Read the pages."""
        with Stopwatch() as watch:
            jobs = [self.pool.read(page.picture, page.dpi) for page in self.pages]
            readings = [job.result() for job in jobs]
        self.errors = _sum(
            errors_of(page, ((word.text, word.box, word.doubt) for word in reading.words))
            for page, reading in zip(self.pages, readings, strict=True)
        )
        return watch.seconds


@dataclass(slots=True)
class Tesseract:
    """The program, one call a page, one thread a call."""

    pages: tuple[TruePage, ...]
    at_once: int
    errors: Errors = field(default_factory=Errors)

    def __call__(self) -> float:
        """Read the pages."""
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        with ThreadPoolExecutor(self.at_once) as executor, Stopwatch() as watch:
            tables = list(
                executor.map(lambda page: run(_command(page), environment)[1], self.pages)
            )
        self.errors = _sum(
            errors_of(page, _words_of_table(table))
            for page, table in zip(self.pages, tables, strict=True)
        )
        return watch.seconds

    @property
    def name(self) -> str:
        """What to call it in a row."""
        return f"tesseract -l {LANGUAGE}, {self.at_once} at once"


@dataclass(slots=True)
class OcrMyPdf:
    """OCRmyPDF over one PDF of all pages: plain PDF and no optimising, so that it only reads."""

    pages: tuple[TruePage, ...]
    jobs: int
    errors: Errors = field(default_factory=Errors)

    def __call__(self) -> float:
        """Read the pages; only its own run counts, not the putting together and apart."""
        with tempfile.TemporaryDirectory(prefix="tramso-bench-") as folder:
            source, result = Path(folder) / "pages.pdf", Path(folder) / "read.pdf"
            # img2pdf comes with it; it puts the pictures in as they are.
            run(
                [
                    _script("img2pdf"),
                    *(str(page.picture) for page in self.pages),
                    "-o",
                    str(source),
                ],
                os.environ,
            )
            command = [_script("ocrmypdf"), "-q", "-l", LANGUAGE, "--jobs", str(self.jobs)]
            command += ["--output-type", "pdf", "--optimize", "0", "--tesseract-timeout", "600"]
            seconds, _ = run([*command, str(source), str(result)], os.environ)
            said = run(["pdftotext", "-bbox", str(result), "-"], os.environ)[1]
        self.errors = _sum(
            errors_of(page, _words_of_boxes(boxes, page.dpi))
            for page, boxes in zip(self.pages, _HOCR_PAGE.split(said)[3::3], strict=True)
        )
        return seconds

    @property
    def name(self) -> str:
        """What to call it in a row."""
        return f"ocrmypdf -l {LANGUAGE} --jobs {self.jobs}"

    @staticmethod
    def missing() -> str:
        """Which of its parts is not here; nothing when all are."""
        parts = {"ocrmypdf": _script("ocrmypdf"), "img2pdf": _script("img2pdf")}
        parts["pdftotext"] = "pdftotext"
        return ", ".join(name for name, program in parts.items() if shutil.which(program) is None)


def _script(name: str) -> str:
    """A program of this environment."""
    return str(Path(sys.executable).with_name(name))


def _command(page: TruePage) -> Sequence[str]:
    words = ["tesseract", str(page.picture), "stdout", "-l", LANGUAGE, "--dpi", str(page.dpi)]
    return [*words, "tsv"]


def _words_of_table(table: str) -> Iterator[tuple[str, Box, float]]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD_LEVEL and cells[11].strip():
            x, y, width, height = (float(cell) for cell in cells[6:10])
            yield cells[11].strip(), (x, y, width, height), 1 - float(cells[10]) / 100


def _words_of_boxes(boxes: str, dpi: int) -> Iterator[tuple[str, Box, float]]:
    scale = dpi / 72
    for left, top, right, bottom, text in _HOCR_WORD.findall(boxes):
        x, y = float(left) * scale, float(top) * scale
        size = float(right) * scale - x, float(bottom) * scale - y
        yield unescape(text), (x, y, *size), 0.0


def _sum(errors: Iterable[Errors]) -> Errors:
    return reduce(add, errors, Errors())
