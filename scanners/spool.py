"""The folder where finished pages lie until the store has taken them.

A page is written under the name `….part`, made durable, and only then gets its name: whatever
happens, a file called `page-0001.png` is a whole page. What is known about a page beside its
pixels stands in the name, `page-0001+dpi-below-rule.png`, so that it is as durable as the page.
Beside it lies a small picture of it, `page-0001.thumb`, a JPEG.

A folder with a seal in it (`scanners/sealed_files.py`) has its files sealed; another has them in
clear.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from scanners.errors import SpoolFull, SpoolReadOnly
from scanners.values import PageFile

# Decree 30/2020/NĐ-CP, Annex I, part II: paper becomes a picture in colour, at least 200 dpi.
LOWEST_DPI = 200
DPI_BELOW_RULE = "dpi-below-rule"

SEAL = "seal"  # the name of the file that says to which key a folder's files are sealed

SEALED = b"TRAMSO\0\2"  # begins a sealed file

_THUMBNAIL = ".thumb"
_CHUNK = 1 << 20
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# A disk that fails answers what is under way with the first, and with the second from then on.
_FAILING = frozenset({errno.EIO, errno.EROFS})
_PAGE_NAME = re.compile(r"page-(\d+)((?:\+[a-z0-9-]+)*)\.\w+")


class Spool:
    """One scan's way into a spool folder. One scan at a time writes to a folder.

    Its numbers go up only: a page taken away while the scan goes on never frees its name.
    """

    def __init__(self, folder: Path, *, after: int | None = None) -> None:
        """Take the folder, made when it is not there; numbering goes on after what lies in it.

        after: the number to go on after instead, where pages are made once more.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._seal = seal_of(folder)
        if after is None:
            names = (_PAGE_NAME.fullmatch(path.name) for path in folder.iterdir())
            after = max((int(name[1]) for name in names if name), default=0)
        self._last_number = after

    @property
    def folder(self) -> Path:
        """Where the pages lie."""
        return self._folder

    @property
    def seal(self) -> bytes | None:
        """To which key its files are sealed; None where they lie in clear."""
        return self._seal

    @property
    def last_number(self) -> int:
        """The number of the page begun last; 0 before the first."""
        return self._last_number

    def begin(self) -> "PagePart":
        """Begin a page whose bytes come one after the other.

        Raises:
            SpoolFull: no room for even its name.
        """
        self._last_number += 1
        return PagePart(self._folder, self._last_number, self._seal)

    def keep(
        self,
        data: bytes,
        suffix: str,
        *,
        size: tuple[int, int],
        dpi: int,
        warnings: tuple[str, ...] = (),
        thumbnail: bytes = b"",
    ) -> PageFile:
        """Write one page, given whole, as `PagePart.keep` does."""
        part = self.begin()
        part.write(data)
        return part.keep(suffix, size=size, dpi=dpi, warnings=warnings, thumbnail=thumbnail)


class PagePart:
    """A page under way: bytes that get a page's name when all of them are durable."""

    def __init__(self, folder: Path, number: int, seal: bytes | None = None) -> None:
        self._folder = folder
        self._seal = seal
        self._stem = f"page-{number:04}"
        self._part = folder / f"{self._stem}.part"
        self._digest = hashlib.sha256()
        self._bytes = 0
        self._rewritten = False
        with room_in_spool(0):
            self._file = self._part.open("x+b")
        with self._room():
            self._bytes_of: _Part = (
                _ClearPart(self._file) if seal is None else _sealed_part(self._file, seal)
            )

    def write(self, data: bytes) -> None:
        """Add bytes.

        Raises:
            SpoolFull: no room; nothing of the page is left behind. Fact bytes: how many it had.
        """
        self._digest.update(data)
        self._bytes += len(data)
        with self._room():
            self._bytes_of.write(data)

    def rewrite_beginning(self, data: bytes) -> None:
        """Put other bytes in place of as many of the first ones."""
        self._rewritten = True
        with self._room():
            self._bytes_of.rewrite_beginning(data)

    def keep(
        self,
        suffix: str,
        *,
        size: tuple[int, int],
        dpi: int,
        warnings: tuple[str, ...] = (),
        thumbnail: bytes = b"",
    ) -> PageFile:
        """Make the page survive a power cut, give it its name, and describe it.

        Args:
            suffix: `.png` or `.jpg`.
            size: width and height in pixels.
            dpi: as captured; below 200 the page gets the warning `dpi-below-rule`.
            warnings: what else is known about the page.
            thumbnail: a small JPEG of it; none when empty.

        Raises:
            SpoolFull: no room; nothing of the page is left behind.
        """
        if dpi < LOWEST_DPI:
            warnings = (*warnings, DPI_BELOW_RULE)
        known = "".join(f"+{warning}" for warning in warnings)
        path = self._folder / f"{self._stem}{known}{suffix}"
        small = thumbnail_of(path) if thumbnail else None
        with self._room():
            if self._rewritten:
                self._digest = hashlib.sha256()
                for chunk in self._bytes_of.content():
                    self._digest.update(chunk)
            self._bytes_of.finish()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if small is not None:
                small.write_bytes(
                    closed(thumbnail, self._seal)
                )  # it can be made anew: not worth a wait for the disk
            self._part.replace(path)  # over itself, where a file is read again after a crash
            sync_folder(self._folder)
        return PageFile(path, self._digest.hexdigest(), *size, dpi, warnings, small)

    def discard(self) -> None:
        """Leave nothing of a page that will not be whole."""
        try:
            self._file.close()
        finally:  # closing writes what is left, for which there may be no room
            self._part.unlink(missing_ok=True)
            thumbnail_of(self._part).unlink(missing_ok=True)

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            with room_in_spool(self._bytes):
                yield
        except (OSError, SpoolFull, SpoolReadOnly):
            with suppress(OSError):
                self.discard()
            raise


class _Part(Protocol):
    """Where a page's bytes go."""

    def write(self, data: bytes) -> None: ...

    def rewrite_beginning(self, data: bytes) -> None: ...

    def content(self) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


class _ClearPart:
    """Bytes as they are."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def rewrite_beginning(self, data: bytes) -> None:
        self._file.seek(0)
        self._file.write(data)

    def content(self) -> Iterator[bytes]:
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk

    def finish(self) -> None:
        """Nothing was held back."""


# Imported where a seal is found: the worker for 32-bit sources has Python's own library alone, and
# none of its files is a page yet. Where nothing is sealed nothing waits for it.


def _sealed_part(file: IO[bytes], seal: bytes) -> _Part:
    from scanners.sealed_files import SealedPart

    return SealedPart(file, seal)


def closed(data: bytes, seal: bytes | None) -> bytes:
    """These bytes as a file of a folder with this seal has them."""
    if seal is None:
        return data
    from scanners.sealed_files import sealed

    return sealed(data, seal)


def is_sealed(path: Path) -> bool:
    """Whether a file of a spool is sealed: those of earlier versions are not."""
    with path.open("rb") as file:
        return file.read(len(SEALED)) == SEALED


def seal_of(folder: Path) -> bytes | None:
    """The key to which everything in a folder is to be sealed; None where it lies in clear."""
    try:
        return (folder / SEAL).read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def room_in_spool(needed: int) -> Iterator[None]:
    """Raise SpoolFull where there is no room for so many bytes, SpoolReadOnly on a failing disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise SpoolFull(bytes=needed) from error
        if error.errno in _FAILING:
            raise SpoolReadOnly from error
        raise


def thumbnail_of(path: Path) -> Path:
    """Where the small picture of a page file lies, if it has one."""
    stem = path.name.partition("+")[0].partition(".")[0]
    return path.with_name(stem + _THUMBNAIL)


def warnings_in_name(name: str) -> tuple[str, ...]:
    """Return what a page's file name says about the page."""
    found = _PAGE_NAME.fullmatch(name)
    return tuple(found[2].split("+")[1:]) if found else ()


def sweep_parts(folder: Path) -> None:
    """Remove what a killed scan left half-written. Only while nobody writes to the folder."""
    for part in folder.glob("page-*.part"):
        with suppress(OSError):  # never taken for a page, wherever it is left
            part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name != "posix":  # Windows keeps names durable by itself and opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
