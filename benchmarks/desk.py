"""Desk: what the window's own thread does while a clerk looks, turns, searches, scans; with aims.

Each look is a program of its own (`desk_once.py`) on Qt's raster back-end, without a display, has a
time limit, and its rows are told as soon as they are there; all of it takes some three minutes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from uuid_utils import uuid7

from benchmarks.open import fill
from benchmarks.paper_tray import paper_tray
from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row, Spread
from benchmarks.start import EMPTY_WINDOW, until_painted
from benchmarks.turns import in_turn, run
from offline_store.records import Page, PageId, Reading, Requester, Word
from scanners.page_evidence import evidence_of
from scanners.png import encode_png
from station.bootstrap import Desk, open_desk
from station.demo.papers import draw_papers
from station.hanoi_time import utc_now
from station.settings import FILE_NAME

# As the window's own program: this first, then what takes the most memory.
_PROGRAM = (
    "from station.allocation import give_back_memory; give_back_memory(); "
    "from benchmarks.desk_once import main; main()"
)
_LIMIT_S = 120.0
_SIDES = 50
_PAGES, _TURNED = 500, 12
_WORDS_ON_A_PAGE = 300
_DISTINCT = 16
_NOISE = 3.0
_MOST_RUNS = 2  # of a look with many frames


def measure(runs: int) -> Iterator[Row]:
    """First paint, frames, turns, memory, search, stalls; each row as it comes."""
    with folder_on_disk() as name:
        folder = Path(name)
        parts: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
            ("first paint", lambda: _first_paint(folder, runs)),
            ("frames", lambda: _frames(folder, min(runs, _MOST_RUNS))),
            ("turns", lambda: _turns(folder)),
            ("memory", lambda: _memory(folder)),
            ("search", lambda: _filter(folder)),
            ("stall", lambda: _stall(folder)),
        )
        for what, part in parts:
            try:
                yield from part()
            except subprocess.TimeoutExpired as late:
                limit = Spread.of((float(late.timeout),))
                yield Row(f"{what}: did not end", "s", False, limit, note="nothing was measured")


def _look(home: Path, which: str) -> dict[str, list[float]]:
    """The figures of one look, each as a list."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    _, said = run([sys.executable, "-c", _PROGRAM, str(home), which], environment, _LIMIT_S)
    figures = json.loads(said.splitlines()[-1])
    return {name: each if isinstance(each, list) else [each] for name, each in figures.items()}


def _frames(folder: Path, runs: int) -> Iterator[Row]:
    home = folder / "frames"
    with closing(_new_desk(home)) as desk:
        _dossier(desk, _pictures(folder, 1, scale=2), 1)
    looks = [_look(home, "frames") for _ in range(runs)]
    for kind, words in (("pan", "panned"), ("zoom", "zoomed")):
        yield _percentile_row(
            f"a page of A4 at 600 dpi in colour, {words} beside its text, 1920 × 1080: a frame",
            [each[kind] for each in looks],
            "aim 16.7 ms; raster back-end; the step and all that the Qt thread did by then",
        )
        yield _percentile_row(
            "the same, processor time of the Qt thread",
            [each[f"{kind}_cpu"] for each in looks],
            "whatever else the machine does",
        )


def _turns(folder: Path) -> Iterator[Row]:
    home = folder / "turns"
    with closing(_new_desk(home)) as desk:
        _dossier(desk, _pictures(folder, _TURNED, scale=1), _TURNED)
    look = _look(home, "turns")
    for kind, words in (("new", "never seen before"), ("again", "seen before")):
        yield Row(
            f"a page turned, A4 at 300 dpi, {words}: from the key to the sharp page",
            "ms",
            False,
            Spread.of(tuple(look[kind])),
            note=f"aim 50 ms; {len(look[kind])} pages, each once the one before had come to rest",
        )


def _memory(folder: Path) -> Iterator[Row]:
    home = folder / "memory"
    with closing(_new_desk(home)) as desk:
        _dossier(desk, _pictures(folder, _DISTINCT, scale=1), _PAGES)
    look = _look(home, "memory")
    note = (
        f"aim 400 MB, which are 381; {look['opened'][0]:.0f} once it was open; libraries included"
    )
    what = f"a dossier of {look['pages'][0]:.0f} pages opened, turned through, zoomed, scrolled"
    yield Row(f"{what}: peak memory", "MiB", False, Spread.of(tuple(look["peak"])), note=note)


def _filter(folder: Path) -> Iterator[Row]:
    home = folder / "filter"
    fill(home)
    _settle(home)
    look = _look(home, "filter")
    what = "a list of 100,000 dossiers filtered as typed"
    yield _percentile_row(
        f"{what}: from a key to its list",
        [look["keys"]],
        f"aim 50 ms a key; {len(look['keys'])} keys",
    )
    yield _percentile_row(
        f"{what}, processor time of all threads", [look["keys_cpu"]], "whatever else runs"
    )


def _stall(folder: Path) -> Iterator[Row]:
    if sys.platform == "win32":
        return
    home = folder / "stall"
    with paper_tray(folder / "papers", _SIDES) as address:
        _settle(home, f'[scanning]\nnetwork_scanners = ["{address}"]\nsource = "feeder"\n')
        with closing(open_desk(home)) as desk:
            desk.receive(Requester("Nguyễn Văn An"), "Bằng và bảng điểm")
        look = _look(home, "stall")
    note = (
        f"aim 50 ms; 99 % of beats were late by at most {look['p99'][0]:.0f} ms, 99.9 % by "
        f"{look['p999'][0]:.0f}, {look['over'][0]:.0f} by more than 50; {look['seconds'][0]:.0f} s"
    )
    what = f"{look['pages'][0]:.0f} sides scanned and read: longest stall of the Qt thread"
    yield Row(what, "ms", False, Spread.of(tuple(look["worst"])), note=note)


def _first_paint(folder: Path, runs: int) -> Iterator[Row]:
    home = folder / "first"
    _new_desk(home).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [*EMPTY_WINDOW, "--home", str(home)]
    empty = partial(until_painted, [*EMPTY_WINDOW, "--same-imports"], environment)
    turns = in_turn(partial(until_painted, command, environment), empty, runs)
    peer = "an empty QMainWindow with the same imports of Qt"
    yield turns.time_row("from process start to first paint", peer, "aim 1.3")


def _percentile_row(what: str, looks: Sequence[list[float]], note: str) -> Row:
    worst = Spread.of(tuple(_percentile(each, 0.99) for each in looks))
    middle = _percentile(looks[0], 0.5)
    return Row(f"{what}, 99th percentile", "ms", False, worst, note=f"{note}; median {middle:.1f}")


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _settle(home: Path, more: str = "") -> None:
    """Write a desk's settings."""
    home.mkdir(exist_ok=True)
    text = '[agency]\nname = "UBND phường Mẫu"\ncode = "H26.99.1"\n[store]\nkeyring = false\n'
    (home / FILE_NAME).write_text(text + more, "utf-8")


def _new_desk(home: Path) -> Desk:
    _settle(home)
    return open_desk(home)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as a scanner gives it, and its small picture."""

    png: bytes
    small: bytes
    width: int
    height: int
    dpi: int


def _pictures(folder: Path, count: int, *, scale: int) -> list[_Picture]:
    """Papers, each with other bytes."""
    papers = draw_papers(folder / "drawn")
    made = []
    chance = np.random.default_rng(8)
    grain: NDArray[np.int16] | None = None
    for at, side in enumerate(islice(cycle([papers.birth_extract, *papers.diploma]), count)):
        with Image.open(side) as opened:
            drawn = opened.convert("RGB")
            size = (drawn.width * scale, drawn.height * scale)
            pixels = np.asarray(drawn.resize(size) if scale > 1 else drawn, np.int16)
        if grain is None or grain.shape[:2] != pixels.shape[:2]:
            grain = chance.normal(0, _NOISE, (*pixels.shape[:2], 1)).astype(np.int16)
        noisy = np.clip(pixels + np.roll(grain, 7 * at, axis=1), 0, 255).astype(np.uint8)
        dpi = 300 * scale
        small = evidence_of(noisy, dpi).thumbnail
        made.append(_Picture(encode_png(noisy, dpi, rgb=True), small, *size, dpi))
    return made


def _dossier(desk: Desk, pictures: list[_Picture], pages: int) -> None:
    """A dossier of so many pages, read; its pictures come again and again where there are fewer."""
    document = desk.receive(Requester("Nguyễn Văn An"), "Bằng và bảng điểm").documents[0].id
    keep = desk.store.files.keep
    kept = [(each, keep(each.png), keep(each.small)) for each in pictures]
    with desk.store.transaction() as records:
        for position, (picture, sha256, small) in enumerate(islice(cycle(kept), pages), start=1):
            page = Page(
                id=PageId(str(uuid7())),
                document_id=document,
                position=position,
                sha256=sha256,
                width=picture.width,
                height=picture.height,
                dpi=picture.dpi,
                kept_at=utc_now(),
                thumbnail=small,
                reading=_reading(picture.width, picture.height, position),
            )
            records.dossiers.add_page(page)


def _reading(width: int, height: int, page: int) -> Reading:
    """Words in lines, no page's like another's, every twentieth of them doubtful."""
    across, line = width // 12, height // 40
    words = tuple(
        Word(
            f"chữ{page}-{number}",
            (across + number % 10 * across, line * (4 + number // 10), across * 3 // 4, line // 2),
            0.4 if number % 20 == 0 else 0.002,
            number // 10,
        )
        for number in range(_WORDS_ON_A_PAGE)
    )
    return Reading("bench", words)
