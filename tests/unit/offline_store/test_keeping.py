"""Many things kept one after the other: in order, each only once it is durable."""

import threading
from collections.abc import Iterator

import pytest

from offline_store.errors import FileMissing, StoreFull
from offline_store.keeping import AHEAD, kept_in_turn
from offline_store.store import Records, Store
from tests.store_fixtures import NOON

GIVEN = [f"page {number}".encode() for number in range(20)]


def row(records: Records, given: bytes, sha256: str) -> tuple[bytes, str]:
    """A line of the trail for each."""
    records.audit.append(NOON, "an", "page-kept", sha256)
    return given, sha256


def on_record(store: Store) -> list[str]:
    """Of which of them there is a row, in the order of the rows."""
    with store.snapshot() as records:
        return [line.subject for line in records.audit.lines()]


def test_all_are_kept_in_their_order(store: Store) -> None:
    """What is told has its file and its row."""
    told = list[bytes]()
    for given, sha256 in kept_in_turn(store, GIVEN, store.files.keep, row):
        told.append(given)
        assert store.files.read(sha256) == given
        assert sha256 in on_record(store)
    assert told == GIVEN
    assert len(on_record(store)) == len(GIVEN)


def test_a_slow_one_holds_back_those_after_it_and_nothing_else(store: Store) -> None:
    """The next ones are written meanwhile; they are told after it."""
    others = threading.Semaphore(0)

    def write(given: bytes) -> str:
        if given == GIVEN[0]:
            for _ in range(AHEAD - 1):
                assert others.acquire(timeout=60)
        sha256 = store.files.keep(given)
        others.release()
        return sha256

    kept = kept_in_turn(store, GIVEN[:AHEAD], write, row)
    assert [given for given, _ in kept] == GIVEN[:AHEAD]


@pytest.mark.parametrize("place", [0, 1, 7, 19])
def test_what_cannot_be_written_comes_after_what_could(store: Store, place: int) -> None:
    """Those before it are kept, and told; it, and those after it, are not."""

    def write(given: bytes) -> str:
        if given == GIVEN[place]:
            raise StoreFull
        return store.files.keep(given)

    told = list[tuple[bytes, str]]()
    with pytest.raises(StoreFull):
        told.extend(kept_in_turn(store, GIVEN, write, row))
    assert [given for given, _ in told] == GIVEN[:place]
    assert on_record(store) == [sha256 for _, sha256 in told]


def test_a_source_that_ends_in_an_error_gives_what_it_gave(store: Store) -> None:
    """The pages before the damaged one."""

    def given() -> Iterator[bytes]:
        yield from GIVEN[:5]
        raise FileMissing(sha256="00" * 32)

    told = list[tuple[bytes, str]]()
    with pytest.raises(FileMissing):
        told.extend(kept_in_turn(store, given(), store.files.keep, row))
    assert [each for each, _ in told] == GIVEN[:5]
    assert len(on_record(store)) == 5
