"""Sync: the outbox to the real central beside a plain HTTP upload of the same bytes."""

from contextlib import closing
from dataclasses import dataclass, field

import requests

from benchmarks.bare_upload import bare_server
from benchmarks.counter import ComparedPaper, certify, demo_counter
from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, in_turn
from offline_store.records import CertifiedCopy
from station.bootstrap import open_desk
from station.demo.papers import draw_papers
from station.demo.sheet import DPI

_PEER = "requests.put to a server that keeps nothing"
_COPIES = 4
_MANY_PAGES = 20


@dataclass(slots=True)
class _Sync:
    """Certifies new copies each time, and times only their way to central."""

    paper: ComparedPaper
    copies: int
    sent: list[CertifiedCopy] = field(default_factory=list)

    def __call__(self) -> float:
        self.sent = [certify(self.paper.desk, self.paper.dossier()) for _ in range(self.copies)]
        with Stopwatch() as watch:
            report = self.paper.desk.synchronise()
        if report.accepted != self.copies:
            raise RuntimeError(f"central accepted {report.accepted} of {self.copies}")
        return watch.seconds

    def upload(self, url: str) -> float:
        """Send the bytes that were sent last once more, plainly."""
        bodies = self._bodies()
        with Stopwatch() as watch, requests.Session() as session:
            session.trust_env = False
            for number, body in enumerate(bodies):
                session.put(f"{url}/{number}", data=body, timeout=60).raise_for_status()
        return watch.seconds

    @property
    def mib(self) -> float:
        """How much was sent last."""
        return sum(map(len, self._bodies())) / 2**20

    def _bodies(self) -> list[bytes]:
        return [self.paper.desk.store.files.read(copy.sha256) for copy in self.sent]


def measure(runs: int) -> tuple[Row, ...]:
    """MiB a second of copies of two pages and of many."""
    with (
        demo_counter() as demo,
        bare_server() as url,
        closing(open_desk(demo.home)) as desk,
    ):
        papers = draw_papers(demo.out / "papers")
        short = ComparedPaper.read(desk, papers.diploma, DPI)
        long = short.grown(_MANY_PAGES, demo.out / "more-papers")
        return (
            _row(_Sync(short, _COPIES), f"{_COPIES} copies of 2 pages", url, runs),
            _row(_Sync(long, 1), f"a copy of {_MANY_PAGES} pages", url, runs),
        )


def _row(sync: _Sync, what: str, url: str, runs: int) -> Row:
    turns = in_turn(sync, lambda: sync.upload(url), runs)
    note = (
        f"{sync.mib:.1f} MiB; ours also hashes on both sides, keeps durably, verifies both "
        "signatures at central, and comes back with a signed receipt"
    )
    return turns.rate_row(what, sync.mib, "MiB", _PEER, note)
