"""Keep: pages sealed, durable and with their rows, beside the same bytes written and synced.

Twice: as a scanner gives them, each durable before the next is asked for; and as files are taken
in and a capture is taken up again, the next ones written while one waits.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from uuid_utils import uuid7

from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, in_turn
from offline_store.keeping import kept_in_turn
from offline_store.records import Document, DocumentId, Dossier, DossierId, Page, PageId, Requester
from offline_store.store import Records, Store
from station.hanoi_time import utc_now

_PEER = "open, write, fsync of each page's bytes"
_PAGES = 10
_Row = Callable[[Records, bytes, str], None]


@dataclass(slots=True)
class _Keep:
    """Keeps new bytes each time: what is there already would cost less."""

    store: Store
    folder: Path
    size: int

    def __call__(self) -> float:
        return self._timed(lambda data, row: [*kept_in_turn(self.store, data, self._write, row)])

    def one_by_one(self) -> float:
        """Each durable before the next is begun."""

        def keep(pages: list[bytes], row: _Row) -> None:
            for data in pages:
                sha256 = self._write(data)
                with self.store.transaction() as records:
                    row(records, data, sha256)

        return self._timed(keep)

    def _timed(self, keep: Callable[[list[bytes], _Row], object]) -> float:
        document = self._document()
        pages = [os.urandom(self.size) for _ in range(_PAGES)]

        def row(records: Records, data: bytes, sha256: str) -> None:
            page = Page(PageId(str(uuid7())), document, _PAGES, sha256, 2480, 3508, 300, utc_now())
            records.dossiers.add_page(page)

        with Stopwatch() as watch:
            keep(pages, row)
        return watch.seconds

    def _write(self, data: bytes) -> str:
        return self.store.files.keep(data)

    def written(self) -> float:
        """Write as many bytes plainly."""
        pages = [os.urandom(self.size) for _ in range(_PAGES)]
        with Stopwatch() as watch:
            for data in pages:
                with (self.folder / str(uuid7())).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
        return watch.seconds

    def _document(self) -> DocumentId:
        dossier, document = DossierId(str(uuid7())), DocumentId(str(uuid7()))
        papers = (Document(document, dossier, 1, "Giấy khai sinh", 1),)
        with self.store.transaction() as records:
            records.dossiers.add(Dossier(dossier, dossier, Requester("Thử"), utc_now(), papers))
        return document


def measure(runs: int) -> tuple[Row, ...]:
    """Durable pages a second, at the size of a packed colour page and of a large one."""
    rows = []
    for size in (5 << 20, 20 << 20):
        with folder_on_disk() as name:
            folder = Path(name)
            with Store.open(folder / "home", keyring_wanted=False) as store:
                keep = _Keep(store, folder, size)
                together = in_turn(keep, keep.written, runs)
                apart = in_turn(keep.one_by_one, keep.written, runs)
        what = f"{_PAGES} pages of {size >> 20} MiB made durable"
        note = "ours hashes, encrypts, syncs file and folder, and commits a row for each page"
        rows += [
            turns.rate_row(f"{what}, {how}", _PAGES, "pages", _PEER, note)
            for turns, how in ((together, "one after the other"), (apart, "one by one"))
        ]
    return tuple(rows)
