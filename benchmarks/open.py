"""Open: a store of 100,000 dossiers opens, lists a day, and finds; no peer, limits in the notes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, alone
from offline_store.json_columns import words_text
from offline_store.records import Word
from offline_store.search_key import search_key
from offline_store.store import Store
from offline_store.tables import document, dossier, page, reading

_TABLES = (dossier, document, page, reading)
_DOSSIERS = 100_000
_AT_ONCE = 2_000
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Đỗ")
_GIVEN = ("Anh", "Bình", "Châu", "Dũng", "Đào", "Giang", "Hà", "Khánh", "Lan", "Minh", "Yến")
_PAPER = "Giấy khai sinh cộng hòa xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc họ tên"
_END = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def measure(runs: int) -> tuple[Row, ...]:
    """Milliseconds from the call to the answer, for what a clerk asks of old dossiers."""
    with folder_on_disk() as name:
        home = Path(name) / "home"
        fill(home)
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


def fill(home: Path) -> None:
    """Make a store of 100,000 dossiers there."""
    chance = Random(1)
    with Store.open(home, keyring_wanted=False) as store:
        for start in range(0, _DOSSIERS, _AT_ONCE):
            with store.transaction() as records:
                rows = [_rows(number, chance) for number in range(start, start + _AT_ONCE)]
                for table, each in zip(_TABLES, zip(*rows, strict=True), strict=True):
                    records.dossiers.connection.execute(table.insert(), list(each))


def _rows(number: int, chance: Random) -> tuple[dict[str, object], ...]:
    """A row for each of the tables: a dossier of one page, whose words are read."""
    at = _END - timedelta(minutes=3 * (_DOSSIERS - number))
    name = f"{chance.choice(_FAMILY)} Thị {chance.choice(_GIVEN)} {number}"
    if number == 77_777:
        name = "Đặng Thị Đào 77777"
    code, id_number = f"H26.99.1-{at:%y%m%d}-{number:06d}", f"001099{number:06d}"
    asks = {"name": name, "id_number": id_number, "birth_date": "", "address": ""}
    search = search_key(code, name, id_number, "Giấy khai sinh")
    texts = [*_PAPER.split(), "số", "hiệu", str(number)]
    words = words_text(Word(text, (1, 1, 9, 9), 0.0, 0) for text in texts)
    same = {"phone": "", "email": "", "code": code, "created_at": at, "search": search}
    paper = {"dossier_id": f"d{number}", "position": 1, "title": "Giấy khai sinh", "copies": 1}
    side = {"document_id": f"o{number}", "position": 1, "sha256": f"{number:064x}", "dpi": 300}
    read = {"engine": "tesseract", "rotation": 0, "words": words, "codes": "[]", "warnings": "[]"}
    return (
        {"id": f"d{number}", **asks, **same},
        {"id": f"o{number}", **paper},
        {"id": f"p{number}", "width": 9, "height": 9, "kept_at": at, "warnings": "[]", **side},
        {"page_id": f"p{number}", **read},
    )
