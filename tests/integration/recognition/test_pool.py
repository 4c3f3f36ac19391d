"""Pages read side by side in processes of their own."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from pathlib import Path

import pytest

from offline_store.records import Reading
from scanners.errors import PictureTooLarge
from station.demo.papers import DemoPapers
from station.recognition.errors import ReaderLost, ReadingTimeout
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.pool import ReadingPool
from station.recognition.text import text_of
from tests.integration.recognition.saboteurs import Saboteur
from tests.unit.station.recognition.test_picture import huge_png

LIMIT_S = 60


@pytest.fixture
def pool() -> Iterator[ReadingPool]:
    """Two processes with an engine that misbehaves when told."""
    with closing(ReadingPool(Saboteur(), 2)) as pool:
        yield pool


@pytest.fixture
def one() -> Iterator[ReadingPool]:
    """The same in a single process."""
    with closing(ReadingPool(Saboteur(), 1)) as pool:
        yield pool


def test_pages_come_back_to_who_asked(pool: ReadingPool) -> None:
    """Each future holds its own page's reading, from two processes that are not this one."""
    jobs = [pool.read(Path(f"page-{number}.png"), 300) for number in range(12)]
    readings = [job.result(LIMIT_S) for job in jobs]

    assert [text_of(reading) for reading in readings] == [f"page-{n}" for n in range(12)]
    assert str(os.getpid()) not in {reading.engine for reading in readings}
    assert len({reading.engine for reading in readings}) <= 2


def test_a_crash_fails_its_own_page_only(pool: ReadingPool) -> None:
    """The pages before and after a crash are read."""
    names = ["page-1", "die-1", "page-2", "die-2", "die-3", "page-3", "page-4"]
    jobs = {name: pool.read(Path(f"{name}.png"), 300) for name in names}

    for name, job in jobs.items():
        if name.startswith("die"):
            with pytest.raises(ReaderLost):
                job.result(LIMIT_S)
        else:
            assert text_of(job.result(LIMIT_S)) == name


def test_a_defect_fails_its_own_page_only(one: ReadingPool) -> None:
    """An error that nobody foresaw ends the process, and the next page gets a new one."""
    defect, after = one.read(Path("defect.png"), 300), one.read(Path("page.png"), 300)

    with pytest.raises(ReaderLost):
        defect.result(LIMIT_S)
    assert text_of(after.result(LIMIT_S)) == "page"


def test_errors_cross_the_pipe_with_their_facts(one: ReadingPool) -> None:
    """What the engine raises is what the future raises."""
    with pytest.raises(ReadingTimeout) as stopped:
        one.read(Path("fail.png"), 300).result(LIMIT_S)

    assert stopped.value.facts == {"limit_s": 1.5}


def test_waiting_pages_can_be_dropped(one: ReadingPool, tmp_path: Path) -> None:
    """The page in hand is finished, those behind it are cancelled, later ones are read."""
    begun = one.read(tmp_path / "wait.png", 300)
    _until_exists(tmp_path / "began-wait.png")
    waiting = [one.read(Path(f"page-{number}.png"), 300) for number in range(3)]

    one.cancel()
    (tmp_path / "go").touch()

    assert text_of(begun.result(LIMIT_S)) == "wait"
    assert all(job.cancelled() for job in waiting)
    assert text_of(one.read(Path("page-4.png"), 300).result(LIMIT_S)) == "page-4"


def test_a_page_that_hangs_is_given_up(tmp_path: Path) -> None:
    """Its process is killed, and its error names the limit."""
    with closing(ReadingPool(Saboteur(), 1, page_limit_s=0.5, grace_s=0)) as pool:
        hung = pool.read(tmp_path / "wait.png", 300)
        with pytest.raises(ReadingTimeout) as stopped:
            hung.result(LIMIT_S)

    assert stopped.value.facts == {"limit_s": 0.5}


def test_closing_does_not_wait_for_pages(tmp_path: Path) -> None:
    """The page in hand is lost, the waiting one cancelled, a new one refused; nothing hangs."""
    pool = ReadingPool(Saboteur(), 1)
    begun = pool.read(tmp_path / "wait.png", 300)
    _until_exists(tmp_path / "began-wait.png")
    waiting = pool.read(Path("page.png"), 300)

    pool.close()

    with pytest.raises(ReaderLost):
        begun.result(LIMIT_S)
    with pytest.raises(CancelledError):
        waiting.result(LIMIT_S)
    with pytest.raises(ReaderLost):
        pool.read(Path("page.png"), 300).result(LIMIT_S)


def test_a_pool_never_used_closes() -> None:
    """No process was started, so none must end."""
    ReadingPool(Saboteur(), 2).close()


def test_real_pages_and_a_bad_one_side_by_side(papers: DemoPapers, tmp_path: Path) -> None:
    """Tesseract reads the diploma while a picture of 400 megapixels is refused."""
    with closing(ReadingPool(PageReader(second_look=SecondLook.OFF), 2)) as pool:
        diploma = pool.read(papers.diploma[0], 300)
        huge = pool.read(huge_png(tmp_path / "huge.png", 20_000), 300)
        missing = pool.read(tmp_path / "missing.png", 300)
        reading: Reading = diploma.result(LIMIT_S)

        assert "TRƯỜNG ĐẠI HỌC SÔNG NHUỆ" in text_of(reading)
        with pytest.raises(PictureTooLarge):
            huge.result(LIMIT_S)
        with pytest.raises(FileNotFoundError):
            missing.result(LIMIT_S)


def _until_exists(path: Path) -> None:
    end = time.monotonic() + LIMIT_S
    while not path.exists():
        assert time.monotonic() < end, path.name
        time.sleep(0.01)
