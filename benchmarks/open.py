"""Open: a store of 100,000 dossiers opens, lists a day, and finds; no peer, limits in the notes."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, alone
from offline_store.records import (
    Document,
    DocumentId,
    Dossier,
    DossierId,
    Page,
    PageId,
    Reading,
    Requester,
    Word,
)
from offline_store.store import Store

_DOSSIERS = 100_000
_AT_ONCE = 2_000
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Đỗ")
_GIVEN = ("Anh", "Bình", "Châu", "Dũng", "Đào", "Giang", "Hà", "Khánh", "Lan", "Minh", "Yến")
_PAPER = "Giấy khai sinh cộng hòa xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc họ tên"
_END = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def measure(runs: int) -> tuple[Row, ...]:
    """Milliseconds from the call to the answer, for what a clerk asks of old dossiers."""
    with tempfile.TemporaryDirectory(prefix="tramso-bench-", dir=Path.cwd()) as name:
        home = Path(name) / "home"
        _fill(home)
        with Store.open(home) as store:
            asked: dict[str, Callable[[], object]] = {
                "lists a day": lambda: _list(store, day=_END.date()),
                "finds by name": lambda: _list(store, text="đặng thị đào 77777"),
                "finds by a common name": lambda: _list(store, text="nguyễn"),
                "finds by ID number": lambda: _list(store, text="001099077777"),
                "finds by code": lambda: _list(store, text="-077777"),
                "finds by text inside pages": lambda: _list(store, text="số hiệu 77777"),
            }
            rows = [_row(what, work, runs, 50) for what, work in asked.items()]
        return (_row("opens", lambda: Store.open(home, create=False).close(), runs, 1000), *rows)


def _row(what: str, work: Callable[[], object], runs: int, limit_ms: int) -> Row:
    def timed() -> float:
        with Stopwatch() as watch:
            work()
        return watch.seconds * 1000

    ours = Spread.of(alone(timed, runs))
    return Row(f"{_DOSSIERS} dossiers: {what}", "ms", False, ours, note=f"limit {limit_ms} ms")


def _list(store: Store, **asked: object) -> None:
    with store.snapshot() as records:
        found = records.dossiers.list(**asked)  # type: ignore[arg-type]  # as given above
    if not found:
        raise RuntimeError(f"nothing found for {asked}")


def _fill(home: Path) -> None:
    with Store.open(home, keyring_wanted=False) as store:
        dossiers = _dossiers()
        for _ in range(_DOSSIERS // _AT_ONCE):
            with store.transaction() as records:
                for _ in range(_AT_ONCE):
                    records.dossiers.add(next(dossiers))


def _dossiers() -> Iterator[Dossier]:
    chance = Random(1)
    for number in range(_DOSSIERS):
        dossier, document = DossierId(f"d{number:06d}"), DocumentId(f"o{number:06d}")
        at = _END - timedelta(minutes=3 * (_DOSSIERS - number))
        name = f"{chance.choice(_FAMILY)} Thị {chance.choice(_GIVEN)} {number}"
        if number == 77_777:
            name = "Đặng Thị Đào 77777"
        texts = [*_PAPER.split(), "số", "hiệu", str(number)]
        words = tuple(Word(text, (1, 1, 9, 9), 0.0, 0) for text in texts)
        page = Page(
            PageId(f"p{number:06d}"),
            document,
            1,
            f"{number:064x}",
            9,
            9,
            300,
            at,
            reading=Reading("tesseract", words),
        )
        paper = Document(document, dossier, 1, "Giấy khai sinh", 1, (page,))
        asks = Requester(name, id_number=f"001099{number:06d}")
        yield Dossier(dossier, f"H26.99.1-{at:%y%m%d}-{number:06d}", asks, at, (paper,))
