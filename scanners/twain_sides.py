"""Sides that TWAIN's transfer left as bitmaps, `side-0003-300.bmp`, and pages made of them.

Such a side is whole, and has left the feeder. Each lies there for as long as a page takes to be
packed; what a killed worker left is taken up with the session.
"""

import re
from pathlib import Path

from PIL.BmpImagePlugin import BmpImageFile

from scanners.errors import PageTruncated
from scanners.picture_files import DAMAGE, encode_picture, picture_evidence
from scanners.spool import Spool
from scanners.values import PageFile

_SIDE = re.compile(r"side-\d+-(\d+)\.bmp")


def keep_side(spool: Spool, bitmap: Path, dpi: int, device_id: str) -> PageFile:
    """Make a page of a transferred bitmap, which then goes.

    Raises:
        PageTruncated: it is no whole bitmap, and gone. SpoolFull: no room; it stays.
    """
    try:
        with bitmap.open("rb") as file, BmpImageFile(file) as picture:
            picture.load()
            page = picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")
    except DAMAGE as error:
        bitmap.unlink(missing_ok=True)
        raise PageTruncated(device=device_id, got=0) from error
    evidence = picture_evidence(page, dpi)
    kept = spool.keep(
        encode_picture(page, dpi),
        ".png",
        size=page.size,
        dpi=dpi,
        warnings=evidence.warnings,
        thumbnail=evidence.thumbnail,
    )
    bitmap.unlink()  # only now: the same sheet twice is seen, one that is lost is not
    return kept


def keep_untaken(spool: Spool, device_id: str = "") -> None:
    """Make pages of the whole sides that nobody took, first to last.

    Raises:
        PageTruncated, SpoolFull: as `keep_side`.
    """
    for path, dpi in untaken_sides(spool.folder):
        keep_side(spool, path, dpi, device_id)


def untaken_sides(folder: Path) -> list[tuple[Path, int]]:
    """Whole sides in a spool folder that nobody took, first to last, and their dpi."""
    found = ((path, _SIDE.fullmatch(path.name)) for path in sorted(folder.glob("side-*.bmp")))
    return [(path, int(name[1])) for path, name in found if name is not None]
