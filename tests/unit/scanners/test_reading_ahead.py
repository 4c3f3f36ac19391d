"""Reading ahead: one item at most, on one thread, and nothing lost at the end."""

import threading
from collections.abc import Generator

import pytest

from scanners.errors import PaperJam
from scanners.reading_ahead import read_ahead


def test_what_was_read_before_a_failure_comes_first() -> None:
    """Two items, then the failure, though it happened while the second was in hand."""

    def jams() -> Generator[int, None, None]:
        yield 1
        yield 2
        raise PaperJam(page=2)

    seen: list[int] = []
    with pytest.raises(PaperJam):
        seen.extend(read_ahead(jams))
    source = read_ahead(jams)

    assert [next(source), next(source)] == [1, 2]
    with pytest.raises(PaperJam):
        next(source)


def test_everything_happens_on_one_thread() -> None:
    """Made, run and closed there, also when nobody wants the rest."""
    threads: list[int] = []

    def endless() -> Generator[int, None, None]:
        try:
            while True:
                threads.append(threading.get_ident())
                yield len(threads)
        finally:
            threads.append(threading.get_ident())

    source = read_ahead(endless)
    next(source)
    source.close()

    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


def test_it_runs_ahead_by_one() -> None:
    """The third item is not begun before the first has been let go."""
    begun = threading.Semaphore(0)
    count = 0

    def counts() -> Generator[int, None, None]:
        nonlocal count
        while True:
            count += 1
            begun.release()
            yield count

    source = read_ahead(counts)
    next(source)
    for _ in range(2):
        assert begun.acquire(timeout=10)

    assert count == 2
    assert not begun.acquire(blocking=False)
    source.close()


def test_what_nobody_took_is_not_lost() -> None:
    """Closed after the first: the second, which was ready, and none that was not begun."""
    ready = threading.Semaphore(0)

    def counts() -> Generator[int, None, None]:
        for number in (1, 2, 3, 4):
            yield number
            ready.release()

    untaken: list[int] = []
    source = read_ahead(counts, ahead=2, untaken=untaken)
    assert next(source) == 1
    assert ready.acquire(timeout=10)
    source.close()

    assert untaken in ([2], [2, 3])
