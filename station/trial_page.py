"""One page out of a scanner, to see whether it is fit for work; its picture is not kept."""

import io
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from scanners.errors import FeederEmpty, ScannerError
from scanners.picture_files import open_page_picture
from scanners.skew import skew
from scanners.values import Mode, PageFile, ScanOptions
from station.device_book import RememberingScanner
from station.settings import ScanningSettings

_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What came: the sheet's size by pixels and dpi, and how it looks.

    light: of the paper, 0 to 255. skew_degrees: by which turning it counter-clockwise makes its
    lines level, None where none tell. warnings: as a page bears them.
    """

    width_mm: float
    height_mm: float
    dpi: int
    light: int
    skew_degrees: float | None
    warnings: tuple[str, ...]


def trial_options(scanning: ScanningSettings) -> ScanOptions:
    """One side, as this desk scans."""
    return ScanOptions(dpi=scanning.dpi, mode=Mode(scanning.mode), page_limit=1)


@dataclass(frozen=True, slots=True)
class TryScanner:
    """Scans one page. A driver that crashes or hangs of it counts, and one that works, too.

    How it went is remembered in the device book, for whoever helps from afar.
    """

    scanner: RememberingScanner

    def __call__(self, device_id: str, options: ScanOptions) -> TrialPage:
        """Scan one side with the options given, and look at it.

        Raises:
            ScannerError: what the device or its driver said.
        """
        book = self.scanner.book
        try:
            page = self._page(device_id, options)
        except ScannerError as error:
            book.tried(device_id, error=error.code)
            raise
        book.tried(device_id, **asdict(page))
        return page

    def _page(self, device_id: str, options: ScanOptions) -> TrialPage:
        with tempfile.TemporaryDirectory(prefix="tramso-trial-") as name:
            with closing(self.scanner.scan(device_id, options, Path(name))) as scan:
                pages = list(scan)  # to its end: only a scan that ended well speaks for the driver
            if not pages:
                raise FeederEmpty(device=device_id, page=0)
            return _looked_at(pages[0])


def _looked_at(page: PageFile) -> TrialPage:
    picture = open_page_picture(io.BytesIO(page.path.read_bytes()))
    gray = np.asarray(picture.convert("L"), np.uint8)
    turn = skew(gray, page.dpi)
    return TrialPage(
        width_mm=round(page.width / page.dpi * _MM_PER_INCH, 1),
        height_mm=round(page.height / page.dpi * _MM_PER_INCH, 1),
        dpi=page.dpi,
        light=int(np.percentile(gray, 80)),
        skew_degrees=None if turn is None else round(turn, 1),
        warnings=page.warnings,
    )
