"""The demo counter for benchmarks: a desk in this process, its services in another one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from offline_store.records import CertifiedCopy, DocumentId, Reading, Requester
from signing.pin import Pin
from station.bootstrap import Desk
from station.demo.desk import PIN, DemoDesk

TRAMSO = (sys.executable, "-m", "station.cli.main")
_STOP_LIMIT_S = 30


@contextmanager
def serving(folder: Path) -> Iterator[DemoDesk]:
    """Prepare a demo desk in a folder; scanner, time-stamps and central run meanwhile."""
    process = subprocess.Popen(
        [*TRAMSO, "demo", "--serve", "--out", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        if not process.stdout.readline():
            raise RuntimeError("the demo's services did not start")
        yield DemoDesk(folder.absolute())
    finally:
        process.terminate()
        process.wait(_STOP_LIMIT_S)
        process.stdout.close()


@dataclass(frozen=True, slots=True)
class ComparedPaper:
    """A paper that was read once; any number of dossiers can be made of it."""

    desk: Desk
    sides: tuple[Path, ...]
    readings: tuple[Reading, ...]

    @classmethod
    def read(cls, desk: Desk, sides: tuple[Path, ...], dpi: int) -> Self:
        """Read each different side."""
        jobs = {side: desk.reader.read(side, dpi) for side in sides}
        return cls(desk, sides, tuple(jobs[side].result() for side in sides))

    def dossier(self) -> DocumentId:
        """A new dossier whose only document is ready to be certified."""
        received = self.desk.receive(Requester(name="Nguyễn Văn An"), "Bằng và bảng điểm")
        document = received.documents[0].id
        pages = self.desk.import_pages(document, self.sides)
        for page, reading in zip(pages, self.readings, strict=True):
            with self.desk.store.transaction() as records:
                records.dossiers.keep_reading(page.id, reading)
            self.desk.compare.mark(page.id)
        return document


def certify(desk: Desk, document: DocumentId) -> CertifiedCopy:
    """Certify with the demo token's PIN."""
    return desk.certify(document, {token: Pin(PIN) for token in desk.signing.tokens_needed()})
