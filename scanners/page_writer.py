"""A page on its way from lines to a durable file."""

from cv2.typing import MatLike

from scanners.page_evidence import EvidenceCollector
from scanners.png import PngPacker
from scanners.spool import Spool
from scanners.values import PageFile


class PageWriter:
    """Packs, hashes and judges lines as they come, so that the last one has little to wait for.

    End it by `finish` or `discard`.
    """

    def __init__(
        self,
        spool: Spool,
        width: int,
        height: int | None,
        dpi: int,
        *,
        colour: bool,
        bitonal: bool = False,
    ) -> None:
        """Begin a page.

        Args:
            spool: where it goes.
            width: in pixels.
            height: in pixels, None while nobody knows.
            dpi: as captured.
            colour: bands are (lines, width, 3) in RGB order, else (lines, width).
            bitonal: only black and white.

        Raises:
            SpoolFull: no room; also by `add` and `finish`.
        """
        self._packer = PngPacker(width, dpi, colour=colour, bitonal=bitonal)
        self._evidence = EvidenceCollector(dpi, bitonal=bitonal)
        self._width, self._dpi = width, dpi
        self._announced = height
        self._lines = 0
        self._part = spool.begin()
        self._part.write(self._packer.head(height or 0))

    def add(self, band: MatLike) -> None:
        """Take some lines, one at least."""
        self._part.write(self._packer.add(band))
        self._evidence.add(band)
        self._lines += band.shape[0]

    def finish(self) -> PageFile:
        """Make the page durable; one line at least must have come."""
        self._part.write(self._packer.end())
        if self._lines != self._announced:
            self._part.rewrite_beginning(self._packer.head(self._lines))
        evidence = self._evidence.finish()
        return self._part.keep(
            ".png",
            size=(self._width, self._lines),
            dpi=self._dpi,
            warnings=evidence.warnings,
            thumbnail=evidence.thumbnail,
        )

    def discard(self) -> None:
        """Leave nothing of it."""
        self._part.discard()
