"""Certify: the whole act at the station beside bare pyHanko making the same two signatures."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pkcs11

import station.copy_signing
from benchmarks.bare_signing import BareSigning
from benchmarks.counter import ComparedPaper, certify, demo_counter
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, Turns, in_turn
from signing.compose import compose_copy
from signing.sign import sign_copy
from signing.values import KeyOnToken
from station.bootstrap import Desk, open_desk
from station.demo.desk import PIN
from station.demo.papers import draw_papers
from station.demo.sheet import DPI
from station.desk_settings import read_desk_settings
from station.settings import Settings

_PEER = "pyHanko's sign_pdf, twice, on a ready PDF"
# The parts of the act that are timed by themselves, as the station calls them.
_PARTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "compose": ("compose_copy", compose_copy),
    "sign": ("sign_copy", sign_copy),
}


@dataclass(frozen=True, slots=True)
class _Act:
    """CertifyCopy on one dossier after another; parts: seconds by part, one a run."""

    paper: ComparedPaper
    parts: dict[str, list[float]] = field(default_factory=dict)

    def __call__(self) -> float:
        document = self.paper.dossier()
        with _timed() as watches, Stopwatch() as whole:
            certify(self.paper.desk, document)
        for name, watch in watches.items():
            self.parts.setdefault(name, []).append(watch.seconds)
        rest = whole.seconds - watches["compose"].seconds - watches["sign"].seconds
        self.parts.setdefault("rest: log in, number, keep, register", []).append(rest)
        return whole.seconds


def measure(runs: int) -> tuple[Row, ...]:
    """Copies a second of a two-page paper, with and without time-stamps."""
    rows: list[Row] = []
    with demo_counter() as demo:
        papers = draw_papers(demo.out / "papers")
        settings = read_desk_settings(demo.home)
        for stamped in (True, False):
            chosen = settings if stamped else _without_timestamps(settings)
            with closing(open_desk(demo.home, settings=chosen)) as desk:
                paper = ComparedPaper.read(desk, papers.diploma, DPI)
                rows += _rows(paper, stamped, runs)
    return tuple(rows)


def _rows(paper: ComparedPaper, stamped: bool, runs: int) -> list[Row]:
    what = f"two pages, {'with' if stamped else 'without'} time-stamps"
    act = _Act(paper)
    peer = _bare(paper.desk, _composed(paper))
    turns = in_turn(act, peer, runs)
    measured = {name: tuple(seconds[-runs:]) for name, seconds in act.parts.items()}
    rows = [
        turns.rate_row(
            f"{what}: log in, number, compose, sign twice, check, keep, register",
            1,
            "copies",
            _PEER,
        ),
        Turns(measured["sign"], turns.peer).rate_row(
            f"{what}: only signing", 1, "copies", _PEER, "of the same runs; the peer logs in, too"
        ),
    ]
    rows += [
        Row(f"{what}, of the whole: {name}", "s", False, Spread.of(seconds))
        for name, seconds in measured.items()
    ]
    return rows


def _bare(desk: Desk, pdf: bytes) -> Callable[[], float]:
    given = desk.settings.signing
    # The peer uses the library in this process, which may hold another benchmark's tokens.
    pkcs11.lib(given.officer_module).reinitialize()
    signing = BareSigning(
        officer=KeyOnToken(Path(given.officer_module), given.officer_token, given.officer_key),
        agency=KeyOnToken(Path(given.officer_module), given.officer_token, given.agency_key),
        pin=PIN,
        timestamp_url=next(iter(given.timestamp_servers), None),
    )

    def sign() -> float:
        with Stopwatch() as watch:
            signing(pdf)
        return watch.seconds

    return sign


def _composed(paper: ComparedPaper) -> bytes:
    """The PDF that the station signs, before it is signed."""
    composed: list[bytes] = []

    def keep(*given: Any) -> bytes:
        composed.append(compose_copy(*given))
        return composed[-1]

    with patch.object(station.copy_signing, "compose_copy", keep):
        certify(paper.desk, paper.dossier())
    return composed[0]


@contextmanager
def _timed() -> Iterator[dict[str, Stopwatch]]:
    """Put a stopwatch round each of the parts while the block runs."""
    watches = {name: Stopwatch() for name in _PARTS}
    with ExitStack() as stack:
        for name, (called, part) in _PARTS.items():
            timed = _timed_by(watches[name], part)
            stack.enter_context(patch.object(station.copy_signing, called, timed))
        yield watches


def _timed_by(watch: Stopwatch, part: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        with watch:
            return part(*given, **named)

    return timed


def _without_timestamps(settings: Settings) -> Settings:
    signing = replace(settings.signing, timestamp_servers=(), timestamp_debt_allowed=True)
    return replace(settings, signing=signing)
