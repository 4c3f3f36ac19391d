"""Finished pages that an interrupted scan left in its spool folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from scanners.picture_files import page_size
from scanners.spool import warnings_in_name
from scanners.values import PageFile


def spooled_pages(folder: Path) -> Iterator[PageFile]:
    """The whole pages in a spool folder, in the order in which they were scanned.

    Only a page that is durable bears its name (`scanners/spool.py`), so that each of these is
    whole; half-written ones are passed over.
    """
    for path in spooled_files(folder):
        with path.open("rb") as file:
            width, height, dpi = page_size(file)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        yield PageFile(path, sha256, width, height, dpi, warnings_in_name(path.name))


def spooled_files(folder: Path) -> tuple[Path, ...]:
    """The files of those pages, in the same order."""
    return tuple(sorted(path for path in folder.glob("page-*") if path.suffix in (".png", ".jpg")))
