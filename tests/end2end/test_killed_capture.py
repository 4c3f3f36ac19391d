"""SIGKILL of the desk or of its scan worker in the middle of a batch: no page lost, none twice."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from offline_store.records import Document
from offline_store.store import Store
from station.interrupted import InterruptedSessions
from tests.demo_desk import ROOT
from tests.scanner_fixtures import draw_page
from tests.unit.station.desk_parts import Parts, SetClock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the worker is found by /proc")

SIZE = (124, 175)


@dataclass(slots=True)
class Batch:
    """A pile of different pages for one document of a desk."""

    home: Path
    document: Document
    pages: list[Path]
    reported: list[str] = field(default_factory=list)

    def kept(self) -> list[str]:
        """The hashes of the pages that the desk has, recovering what a kill left, in order."""
        with Store.open(self.home) as store:
            sessions = InterruptedSessions(store, self.home / "spool", "clerk", SetClock())
            for session in sessions():
                sessions.recover(session.session)
            assert sessions() == ()
            with store.snapshot() as records:
                pages = records.dossiers.document(self.document.id).pages
            assert [page.position for page in pages] == list(range(1, len(pages) + 1))
            for page in pages:
                store.files.read(page.sha256)  # whole, or FileDamaged
            return [page.sha256 for page in pages]

    def capture(self, already: int, kill: str, after: int, delay_s: float) -> None:
        """Scan what is not kept yet; kill the desk or its worker after so many pages more."""
        script = self.home / "rest.json"
        script.write_text(json.dumps({"pages": [str(page) for page in self.pages[already:]]}))
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.end2end.killed_capture"),
                *(str(self.home), self.document.id, str(script)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process:
            for line in process.stdout:
                word, _, sha256 = line.strip().partition(" ")
                if word == "kept":
                    self.reported.append(sha256)
                    after -= 1
                if after == 0:
                    time.sleep(delay_s)
                    victims = [process.pid] if kill == "desk" else _children(process.pid)
                    for victim in victims:
                        _kill(victim)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Parts]:
    """A desk's store, open only as long as it takes to receive."""
    with Store.open(tmp_path / "home") as store:
        yield Parts(store, tmp_path / "home/spool", SetClock())


def _batch(parts: Parts, folder: Path, count: int) -> Batch:
    document = parts.received()
    folder.mkdir()
    pages = [draw_page(folder / f"{number:03}.png", number, SIZE) for number in range(count)]
    parts.store.close()
    return Batch(parts.spool.parent, document, pages)


def _children(process_id: int) -> list[int]:
    try:
        text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text("ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in text.split()]


def _kill(process_id: int) -> None:
    try:
        os.kill(process_id, signal.SIGKILL)
    except ProcessLookupError:
        return


def _run(batch: Batch, kills: int, seed: int) -> None:
    """Kill so many times, then let the rest come in."""
    chance = random.Random(seed)
    each = max(1, len(batch.pages) // kills)
    for number in range(kills):
        already = len(batch.kept())
        if already == len(batch.pages):
            break
        kill = ("desk", "worker")[number % 2]
        batch.capture(already, kill, chance.randint(1, each), chance.uniform(0, 0.03))
        kept = batch.kept()
        assert set(batch.reported) <= set(kept)  # what was said to be kept is kept
    batch.capture(len(batch.kept()), "nobody", -1, 0.0)
    kept = batch.kept()
    assert len(kept) == len(batch.pages)
    expected = [hashlib.sha256(page.read_bytes()).hexdigest() for page in batch.pages]
    assert expected == kept


def test_a_batch_survives_a_few_kills(workplace: Parts, tmp_path: Path) -> None:
    """Four kills at random moments, of the desk and of the worker in turn."""
    _run(_batch(workplace, tmp_path / "paper", 16), kills=4, seed=1)


@pytest.mark.marathon
@pytest.mark.timeout(3600)
def test_five_hundred_pages_come_whole_and_in_order(workplace: Parts, tmp_path: Path) -> None:
    """One long batch that nobody kills."""
    batch = _batch(workplace, tmp_path / "paper", 500)
    batch.capture(0, "nobody", -1, 0.0)

    assert batch.reported == batch.kept()
    assert len(batch.reported) == 500


@pytest.mark.marathon
@pytest.mark.timeout(3600)
def test_a_hundred_page_batch_survives_a_hundred_kills(workplace: Parts, tmp_path: Path) -> None:
    """A hundred kills; as each lets a page or two through, the pile is twice as high."""
    _run(_batch(workplace, tmp_path / "paper", 200), kills=100, seed=2)
