"""The demo counter for benchmarks: a desk in this process, its services in another one."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from PIL import Image

from offline_store.records import CertifiedCopy, DocumentId, Reading, Requester
from signing.pin import Pin
from station.bootstrap import Desk
from station.demo.desk import PIN, DemoDesk

TRAMSO = (sys.executable, "-m", "station.cli.main")
_STOP_LIMIT_S = 30
_BEST_QUALITY = 95
_QUALITIES = 20


@contextmanager
def demo_counter(parent: Path | None = None) -> Iterator[DemoDesk]:
    """A new demo desk in a temporary folder; scanner, time-stamps and central run meanwhile.

    parent: where that folder is made; the system's place for such if not given.
    """
    with tempfile.TemporaryDirectory(prefix="tramso-bench-", dir=parent) as folder:
        process = subprocess.Popen(
            [*TRAMSO, "demo", "--serve", "--out", folder],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout is not None
        try:
            if not process.stdout.readline():
                raise RuntimeError("the demo's services did not start")
            yield DemoDesk(Path(folder).absolute())
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
        """Read each side."""
        jobs = [desk.reader.read(side, dpi) for side in sides]
        return cls(desk, sides, tuple(job.result() for job in jobs))

    def grown(self, pages: int, folder: Path) -> Self:
        """The same sides again and again, each in a file with bytes of its own."""
        folder.mkdir(parents=True)
        sides = []
        for number in range(pages):
            side = folder / f"side-{number:03}.jpg"
            # Kept once and embedded once, if two were alike.
            with Image.open(self.sides[number % len(self.sides)]) as picture:
                quality = _BEST_QUALITY - number % _QUALITIES
                dpi, comment = picture.info["dpi"], f"side {number}"
                picture.save(side, quality=quality, dpi=dpi, comment=comment)
            sides.append(side)
        readings = self.readings * (pages // len(self.readings))
        return replace(self, sides=tuple(sides), readings=readings)

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
