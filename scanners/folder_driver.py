"""A watched folder as a scanner: for machines that push their scans as files.

Nothing is taken before it is fully written: its size and time have stood still for a while, no
other program holds it, and it ends as its format does. What is taken is first moved into the scan's
spool (`scanners/pushed_files.py`), and goes when its pages are durable: it is of that scan, also
where the scan stops within it.
"""

import os
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import IO

from PIL.TiffImagePlugin import TiffImageFile

from scanners.driver import MayOpen, Stopped, always, never
from scanners.errors import (
    DeviceNotFound,
    FeederEmpty,
    OptionRefused,
    PictureError,
    PictureTruncated,
    ScanCancelled,
)
from scanners.picture_files import DAMAGE
from scanners.pushed_files import give_back, read, read_on, take
from scanners.spool import Spool
from scanners.values import Device, PageFile, ScanOptions, Source

PREFIX = "folder:"

_REFUSED = "refused"
_SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"})
_STILL_S = 1.0
_LOOK_S = 0.2
_BROKEN_OFF_S = 30.0  # without a byte more and without its end: whoever pushed it was cut off
_GROWING_LIMIT_S = 60.0
_HEAD_BYTES = 1024


class FolderDriver:
    """A ScanDriver over folders. Only files of the known kinds are looked at."""

    def __init__(self, folders: Sequence[Path] = (), may_open: MayOpen = always) -> None:
        """Take the folders that are listed as devices; any other can still be scanned from.

        may_open: asked before a folder is looked at in a search: it may lie on another machine.
        """
        self._folders = folders
        self._may_open = may_open

    def find_devices(self) -> Iterator[Device]:
        """Yield the folders that are there."""
        for folder in self._folders:
            device_id = f"{PREFIX}{folder}"
            if self._may_open(device_id) and folder.is_dir():
                yield Device(
                    device_id, folder.name, "folder", (Source.FEEDER,), (), (), brightness=False
                )

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the pages of the files that lie there, oldest first, each file when it is whole.

        What an earlier scan into this spool left unread comes before them. A file that is still
        growing is waited for, a minute at most; one that stands still for half a minute without its
        end stands in nobody's way any longer. `page_limit` ends after the file with that page.
        Resolution and mode are those of the files.

        Raises:
            DeviceNotFound: no such folder.
            OptionRefused: another source than the feeder is asked for.
            ScanCancelled: `stopped` said so, before a file was taken.
            FeederEmpty: no file lies there, or none that is fully written.
            PictureError: a file that is no page, or breaks off; it is put into `refused` inside the
                folder.
        """
        folder = Path(device_id.removeprefix(PREFIX))
        if not folder.is_dir():
            raise DeviceNotFound(device=device_id, page=0)
        if options.source not in (None, Source.FEEDER):
            raise OptionRefused(
                device=device_id, option="source", value=options.source.value, page=0
            )
        pages = 0
        for page in read_on(spool):
            yield page
            pages += 1
        for path, whole in _ripe_files(folder, stopped):
            if stopped():
                raise ScanCancelled(device=device_id, page=pages)
            if options.page_limit is not None and pages >= options.page_limit:
                return
            pushed = take(path, Spool(spool))
            try:
                if not whole:  # some readers would mend it, and nobody would know what is missing
                    raise PictureTruncated(file=path.name, page=0)
                for page in read(pushed):
                    yield page
                    pages += 1
            except PictureError:
                give_back(pushed, folder / _REFUSED)
                raise
        if stopped():
            raise ScanCancelled(device=device_id, page=pages)
        if pages == 0:
            raise FeederEmpty(device=device_id, page=0)


def _ripe_files(folder: Path, stopped: Stopped) -> Iterator[tuple[Path, bool]]:
    """Yield files, and whether they are fully written or broke off, until none is left."""
    deadline = time.monotonic() + _GROWING_LIMIT_S
    seen: dict[Path, tuple[tuple[int, int], float]] = {}
    while not stopped() and (waiting := _listed(folder)):
        now = time.monotonic()
        path = waiting[0]  # a later file never overtakes: pages stay in their order
        state = _state(path)
        if path not in seen or seen[path][0] != state:
            seen[path] = (state, now)
        elif now - seen[path][1] >= _STILL_S and _is_free(path):
            whole = _ends_well(path)
            if whole or now - seen[path][1] >= _BROKEN_OFF_S:
                yield path, whole
                deadline = time.monotonic() + _GROWING_LIMIT_S
                continue
        if now > deadline:
            return
        time.sleep(_LOOK_S)


def _listed(folder: Path) -> list[Path]:
    """Oldest first; names decide between files of one moment."""
    files = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]
    return sorted(files, key=lambda path: (_state(path)[1], path.name))


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _is_free(path: Path) -> bool:
    """Whether no other program holds it: Windows refuses a second writer, others never do."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return os.name != "nt" and os.access(path, os.R_OK)


def _ends_well(path: Path) -> bool:
    """Whether a file ends as its format does; one of no known format is told apart later."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(max(0, file.seek(0, os.SEEK_END) - _HEAD_BYTES))
        tail = file.read()
        if head.startswith((b"II", b"MM")):
            return _has_its_pages(file)
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in tail
    if head.startswith(b"\x89PNG"):
        return b"IEND" in tail
    if b"%PDF-" in head:
        return b"%%EOF" in tail
    return bool(head)


def _has_its_pages(file: IO[bytes]) -> bool:
    """Whether a TIFF's directories, which many programs write last, lie within the file."""
    file.seek(0)
    try:
        picture = TiffImageFile(file)
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
    except DAMAGE:
        return False
    return True
