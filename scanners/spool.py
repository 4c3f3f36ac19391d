"""The folder where finished pages lie until the store has taken them.

A page is written under the name `….part`, made durable, and only then gets its name: whatever
happens, a file called `page-0001.png` is a whole page. What is known about a page beside its
pixels stands in the name, `page-0001+dpi-below-rule.png`, so that it is as durable as the page.
"""

import errno
import hashlib
import os
import re
from pathlib import Path

from scanners.errors import SpoolFull
from scanners.values import PageFile

# Decree 30/2020/NĐ-CP, Annex I, part II: paper becomes a picture in colour, at least 200 dpi.
LOWEST_DPI = 200

_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_PAGE_NAME = re.compile(r"page-(\d+)((?:\+[a-z0-9-]+)*)\.\w+")


class Spool:
    """One scan's way into a spool folder. One scan at a time writes to a folder.

    Its numbers go up only: a page taken away while the scan goes on never frees its name.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, made when it is not there; numbering goes on after what lies in it."""
        folder.mkdir(parents=True, exist_ok=True)
        names = (_PAGE_NAME.fullmatch(path.name) for path in folder.iterdir())
        self._folder = folder
        self._last_number = max((int(name[1]) for name in names if name), default=0)

    def keep(
        self,
        data: bytes,
        suffix: str,
        *,
        size: tuple[int, int],
        dpi: int,
        warnings: tuple[str, ...] = (),
    ) -> PageFile:
        """Write one page so that it survives a power cut, and describe it.

        Args:
            data: the bytes of the file.
            suffix: `.png` or `.jpg`.
            size: width and height in pixels.
            dpi: as captured; below 200 the page gets the warning `dpi-below-rule`.
            warnings: what else is known about the page.

        Raises:
            SpoolFull: no room; nothing of the page is left behind. Fact bytes: what it needed.
        """
        if dpi < LOWEST_DPI:
            warnings = (*warnings, "dpi-below-rule")
        self._last_number += 1
        known = "".join(f"+{warning}" for warning in warnings)
        path = self._folder / f"page-{self._last_number:04}{known}{suffix}"
        part = path.with_suffix(".part")
        try:
            _write_durably(part, data)
            part.rename(path)
            sync_folder(self._folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            if error.errno in _NO_ROOM:
                raise SpoolFull(bytes=len(data)) from error
            raise
        digest = hashlib.sha256(data).hexdigest()
        return PageFile(path, digest, size[0], size[1], dpi, warnings)


def warnings_in_name(name: str) -> tuple[str, ...]:
    """Return what a page's file name says about the page."""
    found = _PAGE_NAME.fullmatch(name)
    return tuple(found[2].split("+")[1:]) if found else ()


def sweep_parts(folder: Path) -> None:
    """Remove what a killed scan left half-written. Only while nobody writes to the folder."""
    for part in folder.glob("page-*.part"):
        part.unlink(missing_ok=True)


def _write_durably(part: Path, data: bytes) -> None:
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name != "posix":  # Windows keeps names durable by itself and opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
