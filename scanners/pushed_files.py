"""Files that a machine pushed, in the spool folder of the scan that took them.

A pushed file belongs to one scan, as a page does. It is moved into that scan's spool before its
first page is made: a scan that is stopped within it, or dies, leaves the rest beside its own pages,
where no other scan takes it.

`pushed-0003-letter.pdf` holds the pages from `page-0003` on. Read again after a crash, it gives
each page the name that it had, so that whoever keeps pages by their names keeps each once. A file
that breaks off is called `refused-0003-letter.pdf`.
"""

import errno
import logging
import os
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

from scanners.errors import PictureError
from scanners.picture_files import pages_of
from scanners.spool import Spool, full_is_an_error, sync_folder
from scanners.values import PageFile

log = logging.getLogger(__name__)

_PUSHED, _REFUSED = "pushed", "refused"
_NAME = re.compile(rf"{_PUSHED}-(\d+)-(.+)", re.DOTALL)
_STEM_LENGTH = 40  # characters: with what is put before it a name still fits any file system


def take(path: Path, spool: Spool) -> Path:
    """Move a file into the spool; its pages will have the numbers after those given so far.

    On another disk it is copied first. A crash before the original is gone leaves it to be taken
    again: rather twice than lost.

    Raises:
        SpoolFull: no room; the file stays where it was.
    """
    name = f"{path.stem[:_STEM_LENGTH]}{path.suffix}"
    target = spool.folder / f"{_PUSHED}-{spool.last_number + 1:04}-{name}"
    _move(path, target)
    return target


def read(pushed: Path) -> Generator[PageFile, None, None]:
    """Yield the pages of a pushed file, each once it is durable; then the file goes.

    Raises:
        PictureError: it is no page, or breaks off; the file stays.
        SpoolFull: no room for a page; the file stays.
    """
    first, _ = _described(pushed)
    yield from pages_of(pushed, Spool(pushed.parent, after=first - 1))
    pushed.unlink()


def give_back(pushed: Path, folder: Path) -> None:
    """Move a pushed file out of the spool, under its own name, over no other file there."""
    _, name = _described(pushed)
    folder.mkdir(exist_ok=True)
    target = folder / name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    _move(pushed, target)


def pushed_files(folder: Path) -> tuple[Path, ...]:
    """Pushed files in a spool folder that may hold more than its pages, first to last."""
    return tuple(sorted(path for path in folder.glob(f"{_PUSHED}-*") if _NAME.fullmatch(path.name)))


def read_on(folder: Path) -> Iterator[PageFile]:
    """Make page files of what an interrupted scan left unread. Only while nobody scans there.

    A file that turns out to be damaged is set aside in the spool folder; what came before stays.

    Raises:
        SpoolFull: no room for a page.
    """
    for pushed in pushed_files(folder):
        try:
            yield from read(pushed)
        except PictureError as error:
            log.warning("rest of a pushed file set aside: %s", error.code)
            pushed.rename(pushed.with_name(f"{_REFUSED}{pushed.name.removeprefix(_PUSHED)}"))


def holds_files(folder: Path) -> bool:
    """Whether a spool folder holds pushed files, so that it must not be dropped."""
    return bool(pushed_files(folder)) or any(folder.glob(f"{_REFUSED}-*"))


def _described(pushed: Path) -> tuple[int, str]:
    """The number of its first page, and its own name."""
    found = _NAME.fullmatch(pushed.name)
    if found is None:
        raise ValueError(pushed.suffix)
    return int(found[1]), found[2]


def _move(path: Path, target: Path) -> None:
    """Give a file another place, durably, be it on another disk."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # Called as half a page is: swept away like one when the copying is cut short.
        part = target.with_name(f"page-{target.stem}.part")
        try:
            room = full_is_an_error(path.stat().st_size)
            with room, path.open("rb") as old, part.open("wb") as new:
                shutil.copyfileobj(old, new)
                new.flush()
                os.fsync(new.fileno())
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(target.parent)
        path.unlink()
    sync_folder(target.parent)
    sync_folder(path.parent)
