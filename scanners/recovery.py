"""Finished pages that an interrupted scan left in its spool folder."""

import hashlib
from pathlib import Path

from scanners.picture_files import page_size
from scanners.spool import thumbnail_of, warnings_in_name
from scanners.values import PageFile


def spooled_page(path: Path) -> PageFile:
    """Describe one of the files of `spooled_files`."""
    with path.open("rb") as file:
        width, height, dpi = page_size(file)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    small = thumbnail_of(path)
    return PageFile(
        path,
        sha256,
        width,
        height,
        dpi,
        warnings_in_name(path.name),
        small if _is_whole_jpeg(small) else None,
    )


def _is_whole_jpeg(path: Path) -> bool:
    """Whether a small picture is there and whole: nobody waited for the disk to have it."""
    return path.is_file() and path.read_bytes().endswith(b"\xff\xd9")


def spooled_files(folder: Path) -> tuple[Path, ...]:
    """The whole pages in a spool folder, in the order in which they were scanned.

    Only a page that is durable bears its name (`scanners/spool.py`), so that each of these is
    whole; half-written ones are passed over.
    """
    return tuple(sorted(path for path in folder.glob("page-*") if path.suffix in (".png", ".jpg")))
