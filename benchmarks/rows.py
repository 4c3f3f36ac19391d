"""What a benchmark says: one row a comparison, and how rows are printed."""

from dataclasses import asdict, dataclass
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing: median, lowest, highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: tuple[float, ...]) -> Self:
        """The spread of one measurement or more."""
        return cls(median(values), min(values), max(values))

    def __str__(self) -> str:
        if self.low == self.high:
            return _short(self.median)
        return f"{_short(self.median)} ({_short(self.low)}–{_short(self.high)})"


@dataclass(frozen=True, slots=True)
class Row:
    """Ours beside a peer's.

    what: what was done. unit: of ours and peer; `more_is_better` says which way it points.
    peer_name: who the peer is; for a peer that is not here, `not installed: …`, and peer and
    ratio are None. Without any peer, peer_name is empty.
    ratio: ours divided by peer, taken pair by pair.
    ours_s, peer_s: seconds of one run, where the unit is another one.
    note: what a reader must know to judge the figures.
    """

    what: str
    unit: str
    more_is_better: bool
    ours: Spread
    peer_name: str = ""
    peer: Spread | None = None
    ratio: Spread | None = None
    ours_s: Spread | None = None
    peer_s: Spread | None = None
    note: str = ""


def document(tables: dict[str, tuple[Row, ...]], runs: int, cores: int) -> dict[str, object]:
    """All rows by benchmark, ready for JSON."""
    return {
        "runs": runs,
        "cores": cores,
        "benchmarks": {name: [asdict(row) for row in rows] for name, rows in tables.items()},
    }


def lines(rows: tuple[Row, ...]) -> list[str]:
    """Rows for people: ratio first, then what it is made of."""
    said = []
    for row in rows:
        arrow = "more is better" if row.more_is_better else "less is better"
        said.append(row.what)
        if row.ratio is not None:
            said.append(f"    ratio  {row.ratio}, {arrow}")
        said.append(f"    ours   {row.ours} {row.unit}{_seconds(row.ours_s)}")
        if row.peer is not None:
            said.append(f"    peer   {row.peer} {row.unit}{_seconds(row.peer_s)}: {row.peer_name}")
        elif row.peer_name:
            said.append(f"    peer   {row.peer_name}")
        if row.note:
            said.append(f"    note   {row.note}")
    return said


def _seconds(spread: Spread | None) -> str:
    return "" if spread is None else f"  [{spread} s]"


def _short(value: float) -> str:
    """Three significant digits, and never an exponent."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"
