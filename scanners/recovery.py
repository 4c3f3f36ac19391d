"""Finished pages that an interrupted scan left in its spool folder."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

from scanners.errors import PictureTruncated
from scanners.picture_files import DAMAGE, page_size
from scanners.spool import thumbnail_of, warnings_in_name
from scanners.values import PageFile


def spooled_page(path: Path, content_of: Callable[[Path], bytes] = Path.read_bytes) -> PageFile:
    """Describe one of the files of `spooled_files`.

    content_of: reads a file of that folder; it opens what is sealed.

    Raises:
        PictureTruncated: the file is damaged.
    """
    data = content_of(path)
    try:
        width, height, dpi = page_size(io.BytesIO(data))
    except DAMAGE as error:
        raise PictureTruncated(file=path.name, page=0) from error
    small = thumbnail_of(path)
    return PageFile(
        path,
        hashlib.sha256(data).hexdigest(),
        width,
        height,
        dpi,
        warnings_in_name(path.name),
        small if _is_whole_jpeg(small, content_of) else None,
    )


def _is_whole_jpeg(path: Path, content_of: Callable[[Path], bytes]) -> bool:
    """Whether a small picture is there and whole: nobody waited for the disk to have it."""
    try:
        return path.is_file() and content_of(path).endswith(b"\xff\xd9")
    except PictureTruncated:
        return False


def spooled_files(folder: Path) -> tuple[Path, ...]:
    """The whole pages in a spool folder, in the order in which they were scanned.

    Only a page that is durable bears its name (`scanners/spool.py`), so that each of these is
    whole; half-written ones are passed over.
    """
    return tuple(sorted(path for path in folder.glob("page-*") if path.suffix in (".png", ".jpg")))
