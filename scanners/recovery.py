"""Finished pages that an interrupted scan left in its spool folder."""

import hashlib
from pathlib import Path

from PIL import Image

from scanners.values import PageFile

_DPI_WHEN_SILENT = 300


def spooled_pages(folder: Path) -> tuple[PageFile, ...]:
    """The whole pages in a spool folder, in the order in which they were scanned.

    Only a page that is durable bears its name (`scanners/spool.py`), so that each of these is
    whole; half-written ones are passed over.
    """
    names = sorted(path for path in folder.glob("page-*") if path.suffix in (".png", ".jpg"))
    return tuple(_page(path) for path in names)


def _page(path: Path) -> PageFile:
    with Image.open(path) as picture:
        width, height = picture.size
        dpi = round(picture.info.get("dpi", (_DPI_WHEN_SILENT, 0))[0])
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return PageFile(path, sha256, width, height, dpi)
