"""Read: our reading pool beside OCRmyPDF and the plain `tesseract` program on the same pictures."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from benchmarks.counter import TRAMSO
from benchmarks.reading_peers import LANGUAGE, OcrMyPdf, Ours, Reader, Tesseract
from benchmarks.rows import Row, Spread
from benchmarks.turns import Turns, cost_rows
from benchmarks.word_errors import Errors, TruePage, caught, demo_pages, pages_in, reliability
from station.demo.papers import draw_papers
from station.recognition.model_files import Presence
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.pool import ReadingPool
from station.recognition.second_reader import second_reader_presence

_LOOKED_AT = (2, 5, 10, 15, 20)
# On one core only every third page is read: what they cost is what is asked there.
_EVERY_ON_ONE_CORE = 3


def measure(runs: int, data: Path | None) -> tuple[Row, ...]:
    """Pages a second, what was read wrong, and what the doubts are worth.

    data: a folder of pictures with their truth (see `pages_in`), read instead of the demo papers.
    """
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        pages = pages_in(data) if data is not None else _demo_pages(Path(name))
        what = "pages of the folder given" if data else "demo papers"
        cores = os.cpu_count() or 1
        rows: list[Row] = []
        for at_once in dict.fromkeys((1, cores)):
            few = pages if at_once == cores else pages[::_EVERY_ON_ONE_CORE]
            with ExitStack() as open_pools:
                ours = [_ours(open_pools, few, look, at_once) for look in _looks()]
                peers = list(_peers(few, at_once))
                seconds = _in_turn([*ours, *peers], runs)
                for mine in ours:
                    for peer in peers:
                        turns = Turns(seconds[mine.name], seconds[peer.name])
                        title = f"{len(few)} {what}, {mine.name}"
                        rows.append(turns.rate_row(title, len(few), "pages", peer.name))
                        if at_once == cores:
                            rows += _errors(mine, peer)
                    if at_once == cores:
                        rows += _doubts(mine)
        rows += _costs(pages[::_EVERY_ON_ONE_CORE], what, Path(name))
        return tuple(rows)


def _looks() -> list[SecondLook]:
    if second_reader_presence() is Presence.READY:
        return list(SecondLook)
    return [SecondLook.OFF]


def _ours(pools: ExitStack, pages: tuple[TruePage, ...], look: SecondLook, at_once: int) -> Ours:
    pool = pools.enter_context(_pool(at_once, look))
    warm = Ours("", pages[:at_once], pool)
    warm()  # the processes start, and load what they read with
    return Ours(f"second reader {look.value}, {at_once} at once", pages, pool)


def _peers(pages: tuple[TruePage, ...], at_once: int) -> Iterator[Reader]:
    # Without tesseract there is no ours either: it is the engine of all three.
    if shutil.which("tesseract") is not None:
        yield Tesseract(pages, at_once)
        if missing := OcrMyPdf.missing():
            print(f"no OCRmyPDF here: {missing} missing", file=sys.stderr)
        else:
            yield OcrMyPdf(pages, at_once)


def _in_turn(readers: Sequence[Reader], runs: int) -> dict[str, tuple[float, ...]]:
    """Seconds of each run by reader: A B C A B C …, so that all meet the same machine."""
    rounds = [[reader() for reader in readers] for _ in range(runs)]
    return {
        reader.name: tuple(seconds[number] for seconds in rounds)
        for number, reader in enumerate(readers)
    }


def _errors(ours: Ours, peer: Reader) -> Iterator[Row]:
    for what, mine, its in (
        ("wrong letters", ours.errors.letters, peer.errors.letters),
        ("wrong words", ours.errors.words, peer.errors.words),
        ("wrong words with a digit", ours.errors.with_digits, peer.errors.with_digits),
        ("wrong names", ours.errors.names, peer.errors.names),
        ("wrong words under a seal", ours.errors.sealed, peer.errors.sealed),
    ):
        if its.of:
            yield Row(
                what=f"{ours.name}: {what}",
                unit="%",
                more_is_better=False,
                ours=Spread.of((mine.percent,)),
                peer_name=peer.name,
                peer=Spread.of((its.percent,)),
                ratio=Spread.of((mine.percent / its.percent,)) if its.wrong else None,
                note=f"of {its.of}",
            )


def _doubts(ours: Ours) -> Iterator[Row]:
    yield Row(
        what=f"{ours.name}: wrong words among the most doubtful tenth",
        unit="%",
        more_is_better=True,
        ours=Spread.of((100 * caught(ours.errors, 10),)),
        note=f"{_operating_curve(ours.errors)}; {_reliability_curve(ours.errors)}",
    )


def _operating_curve(errors: Errors) -> str:
    points = (f"{share} % {100 * caught(errors, share):.0f} %" for share in _LOOKED_AT)
    return f"looking at the most doubtful … catches: {', '.join(points)}"


def _reliability_curve(errors: Errors) -> str:
    points = (
        f"{100 * doubt:.1f} → {100 * wrong:.1f} ({count})"
        for doubt, wrong, count in reliability(errors)
    )
    return f"doubt → wrong, in % (words): {', '.join(points)}"


def _costs(pages: tuple[TruePage, ...], what: str, folder: Path) -> tuple[Row, ...]:
    if shutil.which("tesseract") is None:
        return ()
    ours = [*TRAMSO, "--home", str(folder / "home"), "read", "--json"]
    listed = folder / "pictures.txt"
    listed.write_text("".join(f"{page.picture.absolute()}\n" for page in pages), "utf-8")
    peer: Sequence[str] = ["tesseract", str(listed), "stdout", "-l", LANGUAGE, "tsv"]
    return cost_rows(
        f"{what}, `tramso read`",
        [*ours, *(str(page.picture) for page in pages)],
        f"tesseract -l {LANGUAGE}, OMP_THREAD_LIMIT=1",
        peer,
        {**os.environ, "OMP_THREAD_LIMIT": "1"},
    )


@contextmanager
def _pool(processes: int, look: SecondLook) -> Iterator[ReadingPool]:
    with closing(ReadingPool(PageReader(LANGUAGE, second_look=look), processes)) as pool:
        yield pool


def _demo_pages(folder: Path) -> tuple[TruePage, ...]:
    papers = draw_papers(folder / "papers")
    return demo_pages(papers.truth, (papers.birth_extract, *papers.diploma, papers.card))
