"""Files that a machine pushed, in the spool folder of the scan that took them.

A pushed file belongs to one scan, as a page does. It is moved into that scan's spool before its
first page is made: a scan that is stopped within it, or dies, leaves the rest beside its own pages,
where no other scan takes it.

`pushed-0003-letter.pdf` holds the pages from `page-0003` on. Read again after a crash, it gives
each page the name that it had, so that whoever keeps pages by their names keeps each once. A file
that breaks off is called `refused-0003-letter.pdf`.

Where the folder has a seal, the file is sealed as its pages are, and its name, which may say whose
paper it is, is left out: `pushed-0003-sealed.pdf`. The scan that took it has it in memory; what a
crash leaves of it is read by the desk, which alone can open it.
"""

import errno
import io
import logging
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scanners.errors import PictureError
from scanners.picture_files import Given, HeldPicture, pages_of
from scanners.spool import Spool, closed, is_sealed, room_in_spool, sync_folder
from scanners.values import PageFile

log = logging.getLogger(__name__)

_PUSHED, _REFUSED = "pushed", "refused"
_NAME = re.compile(rf"{_PUSHED}-(\d+)-(.+)", re.DOTALL)
_STEM_LENGTH = 40  # characters: with what is put before it a name still fits any file system


@dataclass(frozen=True, slots=True)
class Pushed:
    """A pushed file in a spool folder. name: its own. content: what to read of it."""

    path: Path
    name: str
    content: Given


def take(path: Path, spool: Spool) -> Pushed:
    """Move a file into the spool; its pages will have the numbers after those given so far.

    On another disk it is copied first, and sealed where the folder asks for that. A crash before
    the original is gone leaves it to be taken again: rather twice than lost.

    Raises:
        SpoolFull: no room; the file stays where it was.
    """
    name = f"{path.stem[:_STEM_LENGTH]}{path.suffix}"
    begin = f"{_PUSHED}-{spool.last_number + 1:04}-"
    if spool.seal is None:
        target = spool.folder / (begin + name)
        _move(path, target)
        return Pushed(target, name, target)
    target = spool.folder / f"{begin}sealed{path.suffix}"
    held = HeldPicture(name, path.read_bytes())
    _write(target, closed(held.data, spool.seal))
    path.unlink()
    sync_folder(path.parent)
    return Pushed(target, name, held)


def read(pushed: Pushed) -> Generator[PageFile, None, None]:
    """Yield the pages of a pushed file, each once it is durable; then the file goes.

    Raises:
        PictureError: it is no page, or breaks off; the file stays.
        SpoolFull: no room for a page; the file stays.
    """
    yield from pages_of(
        pushed.content, Spool(pushed.path.parent, after=_first_page(pushed.path) - 1)
    )
    pushed.path.unlink()


def give_back(pushed: Pushed, folder: Path) -> None:
    """Move a pushed file out of the spool, under its own name, over no other file there."""
    folder.mkdir(exist_ok=True)
    target = folder / pushed.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{Path(pushed.name).stem}-{number}{Path(pushed.name).suffix}"
    if isinstance(pushed.content, HeldPicture):
        _write(target, pushed.content.data)
        pushed.path.unlink()
    else:
        _move(pushed.path, target)


def pushed_files(folder: Path) -> tuple[Path, ...]:
    """Pushed files in a spool folder that may hold more than its pages, first to last."""
    return tuple(sorted(path for path in folder.glob(f"{_PUSHED}-*") if _NAME.fullmatch(path.name)))


def read_on(folder: Path, content_of: Callable[[Path], bytes] | None = None) -> Iterator[PageFile]:
    """Make page files of what an interrupted scan left unread. Only while nobody scans there.

    A file that turns out to be damaged is set aside in the spool folder; what came before stays.

    content_of: opens a sealed file; without it sealed ones wait for who can.

    Raises:
        SpoolFull: no room for a page.
    """
    for path in pushed_files(folder):
        try:
            if not is_sealed(path):
                yield from read(Pushed(path, path.name, path))
            elif content_of is not None:
                yield from read(Pushed(path, path.name, HeldPicture(path.name, content_of(path))))
        except PictureError as error:
            log.warning("rest of a pushed file set aside: %s", error.code)
            set_aside(path)


def set_aside(path: Path) -> None:
    """Put a file of a spool folder that cannot be read where it stands before no other."""
    kind, _, rest = path.name.partition("-")
    path.rename(
        path.with_name(f"{_REFUSED}-{rest}" if kind == _PUSHED else f"{_REFUSED}-{path.name}")
    )


def set_aside_in(folder: Path) -> int:
    """How many files of a spool folder were set aside."""
    return len(list(folder.glob(f"{_REFUSED}-*")))


def holds_files(folder: Path) -> bool:
    """Whether a spool folder holds files that are no pages, so that it must not be dropped."""
    return bool(pushed_files(folder)) or set_aside_in(folder) > 0


def _first_page(pushed: Path) -> int:
    """The number of its first page."""
    found = _NAME.fullmatch(pushed.name)
    if found is None:
        raise ValueError(pushed.suffix)
    return int(found[1])


def _move(path: Path, target: Path) -> None:
    """Give a file another place, durably, be it on another disk."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with path.open("rb") as old:
            _write(target, old)
        path.unlink()
    sync_folder(target.parent)
    sync_folder(path.parent)


def _write(target: Path, content: bytes | IO[bytes]) -> None:
    """Write a file durably. Half of it is called as half a page is, and swept away like one."""
    part = target.with_name(f"page-{target.stem}.part")
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        with room_in_spool(source.seek(0, os.SEEK_END)), part.open("wb") as new:
            source.seek(0)
            shutil.copyfileobj(source, new)
            new.flush()
            os.fsync(new.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
