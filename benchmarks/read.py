"""Read: our reading pool beside the plain `tesseract` program on the same pictures."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks.counter import TRAMSO
from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, cost_rows, in_turn, run
from benchmarks.word_errors import Box, Errors, TruePage, demo_pages, errors_of, pages_in
from station.demo.papers import draw_papers
from station.recognition.page_reader import PageReader
from station.recognition.pool import ReadingPool

_LANGUAGE = "vie"
_WORD_LEVEL = "5"  # of Tesseract's TSV


@dataclass(slots=True)
class _Ours:
    """Our pool, warm, over all pages at once."""

    pages: tuple[TruePage, ...]
    pool: ReadingPool
    errors: Errors = field(default_factory=Errors)

    def __call__(self) -> float:
        with Stopwatch() as watch:
            jobs = [self.pool.read(page.picture, page.dpi) for page in self.pages]
            readings = [job.result() for job in jobs]
        self.errors = _sum(
            errors_of(page, ((word.text, word.box) for word in reading.words))
            for page, reading in zip(self.pages, readings, strict=True)
        )
        return watch.seconds


@dataclass(slots=True)
class _Tesseract:
    """The program, one call a page. threads: of each call, None for its own choice."""

    pages: tuple[TruePage, ...]
    at_once: int
    threads: int | None
    errors: Errors = field(default_factory=Errors)

    def __call__(self) -> float:
        environment = dict(os.environ)
        environment.pop("OMP_THREAD_LIMIT", None)
        if self.threads is not None:
            environment["OMP_THREAD_LIMIT"] = str(self.threads)
        with ThreadPoolExecutor(self.at_once) as executor, Stopwatch() as watch:
            tables = list(
                executor.map(lambda page: run(_command(page), environment)[1], self.pages)
            )
        self.errors = _sum(
            errors_of(page, _words(table)) for page, table in zip(self.pages, tables, strict=True)
        )
        return watch.seconds

    @property
    def name(self) -> str:
        """What to call it in a row."""
        threads = "default threads" if self.threads is None else f"OMP_THREAD_LIMIT={self.threads}"
        beside = f", {self.at_once} at once" if self.at_once > 1 else ""
        return f"tesseract -l {_LANGUAGE}, {threads}{beside}"


def measure(runs: int, data: Path | None) -> tuple[Row, ...]:
    """Pages a second, with the share of words read wrong beside it.

    data: a folder of pictures with their truth (see `pages_in`), read instead of the demo papers.
    """
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        pages = pages_in(data) if data is not None else _demo_pages(Path(name))
        what = f"{len(pages)} {'pages of the folder given' if data else 'demo papers'}"
        cores = os.cpu_count() or 1
        rows: list[Row] = []
        for processes in dict.fromkeys((1, cores)):
            with _pool(processes) as pool:
                ours = _Ours(pages, pool)
                many = f"{what}, {processes} process{'es' if processes > 1 else ''}"
                rows += _against(ours, _Tesseract(pages, processes, 1), many, runs)
                if processes == cores:
                    rows += _against(ours, _Tesseract(pages, 1, None), many, runs)
        rows += _costs(pages, what, Path(name))
        return tuple(rows)


def _against(ours: _Ours, peer: _Tesseract, what: str, runs: int) -> list[Row]:
    if shutil.which("tesseract") is None:
        # Without it there is no ours either: it is the engine.
        return []
    row = in_turn(ours, peer, runs).rate_row(what, len(ours.pages), "pages", peer.name)
    note = f"words wrong: ours {ours.errors}, peer {peer.errors} of {ours.errors.printed}"
    return [replace(row, note=note)]


def _costs(pages: tuple[TruePage, ...], what: str, folder: Path) -> tuple[Row, ...]:
    ours = [*TRAMSO, "--home", str(folder / "home"), "read", "--json"]
    listed = folder / "pictures.txt"
    listed.write_text("".join(f"{page.picture.absolute()}\n" for page in pages), "utf-8")
    return cost_rows(
        f"{what}, `tramso read`",
        [*ours, *(str(page.picture) for page in pages)],
        f"tesseract -l {_LANGUAGE}, OMP_THREAD_LIMIT=1",
        ["tesseract", str(listed), "stdout", "-l", _LANGUAGE, "tsv"],
        {**os.environ, "OMP_THREAD_LIMIT": "1"},
    )


@contextmanager
def _pool(processes: int) -> Iterator[ReadingPool]:
    with closing(ReadingPool(PageReader(_LANGUAGE), processes)) as pool:
        yield pool


def _demo_pages(folder: Path) -> tuple[TruePage, ...]:
    papers = draw_papers(folder / "papers")
    return demo_pages(papers.truth, (papers.birth_extract, *papers.diploma, papers.card))


def _command(page: TruePage) -> list[str]:
    words = ["tesseract", str(page.picture), "stdout", "-l", _LANGUAGE, "--dpi", str(page.dpi)]
    return [*words, "tsv"]


def _words(table: str) -> Iterator[tuple[str, Box]]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD_LEVEL and cells[11].strip():
            x, y, width, height = (float(cell) for cell in cells[6:10])
            yield cells[11].strip(), (x, y, width, height)


def _sum(errors: Iterator[Errors]) -> Errors:
    return reduce(add, errors, Errors())
