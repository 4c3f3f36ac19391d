"""A scanner that follows a script: for training without hardware, and for rehearsing failures.

The script is a JSON file; pictures are named relative to it. Pages count from 1:

    {"name": "Practice scanner", "pages": ["birth.png", "diploma-1.jpg", "diploma-2.jpg"],
     "sources": ["feeder"], "resolutions": [300], "modes": ["color"],
     "jam_at": 3, "double_feed_at": 4, "slow_at": 3, "stall_at": 2, "die_at": 2,
     "lie_about_size": 1, "chatter": "noise", "never_answers": true, "once": true}

Only `pages` is required. `jam_at` jams before that page, `double_feed_at` draws two sheets in as
one there, `slow_at` takes as long for it as nobody
stops it, `stall_at` never answers again, `die_at` ends the process as a crashing driver does (0:
when looked for),
`lie_about_size` announces more lines than come, and `chatter` goes to the process's standard output
before each page, `never_answers` hangs when looked for. With `once`, a jam or a double feed is over
once it was met: the next scan finds the whole pile in the feeder again, as after a clerk's cure.
"""

import json
import os
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scanners.driver import MayOpen, Stopped, always, never
from scanners.errors import (
    DeviceFault,
    DeviceNotFound,
    DoubleFeed,
    FeederEmpty,
    OptionRefused,
    PageTruncated,
    PaperJam,
    ScanCancelled,
)
from scanners.picture_files import pages_of
from scanners.spool import Spool
from scanners.values import Device, Mode, PageFile, ScanOptions, Source

PREFIX = "script:"
DEATH_STATUS = 86
_SLOW_STEP_S = 0.02


@dataclass(frozen=True, slots=True)
class _Script:
    """What a script file says; a misspelled key is a TypeError."""

    pages: Sequence[str]
    name: str = "Practice scanner"
    sources: Sequence[str] = (Source.FEEDER,)
    resolutions: Sequence[int] = (300,)
    modes: Sequence[str] = (Mode.COLOR,)
    jam_at: int | None = None
    double_feed_at: int | None = None
    stall_at: int | None = None
    slow_at: int | None = None
    die_at: int | None = None
    lie_about_size: int | None = None
    chatter: str = ""
    never_answers: bool = False
    once: bool = False


class ScriptedDriver:
    """A ScanDriver over script files."""

    def __init__(self, scripts: Sequence[Path] = (), may_open: MayOpen = always) -> None:
        """Take the scripts that are listed as devices; any other can still be scanned from."""
        self._scripts = scripts
        self._may_open = may_open
        self._cured: set[Path] = set()

    def find_devices(self) -> Iterator[Device]:
        """Yield one device for each script given."""
        for path in self._scripts:
            device_id = f"{PREFIX}{path}"
            if not path.is_file():
                continue
            try:
                script = _read(path, device_id)
            except DeviceFault:
                yield Device(device_id, path.stem, "script", (), (), ())
                continue
            if not self._may_open(device_id):
                yield Device(device_id, script.name, "script", (), (), ())
                continue
            if script.die_at == 0:
                os._exit(DEATH_STATUS)
            if script.never_answers:
                threading.Event().wait()
            yield Device(
                device_id,
                script.name,
                "script",
                tuple(Source(source) for source in script.sources),
                tuple(script.resolutions),
                tuple(Mode(mode) for mode in script.modes),
                brightness=False,
            )

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the script's pages; resolution and mode are those of the pictures.

        Raises:
            DeviceNotFound: no such script. DeviceFault: it is none.
            OptionRefused: the script names no such source.
            FeederEmpty: the script has no pages.
            PaperJam, DoubleFeed, PageTruncated: the script says so.
        """
        path = Path(device_id.removeprefix(PREFIX))
        if not path.is_file():
            raise DeviceNotFound(device=device_id)
        script = _read(path, device_id)
        source = options.source or Source(script.sources[0])
        if source not in script.sources:
            raise OptionRefused(device=device_id, option="source", value=source.value, page=0)
        if not script.pages:
            raise FeederEmpty(device=device_id, page=0)
        pages_to = Spool(spool)
        limit = 1 if source is Source.FLATBED else options.page_limit
        if path in self._cured:
            script = replace(script, jam_at=None, double_feed_at=None)
        for number, picture in enumerate(script.pages[:limit], start=1):
            if script.once and number in (script.jam_at, script.double_feed_at):
                self._cured.add(path)
            _misbehave(script, number, device_id, stopped)
            yield from pages_of(path.parent / picture, pages_to)


def _read(path: Path, device_id: str) -> _Script:
    try:
        return _Script(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise DeviceFault(device=device_id, status="script", page=0) from error


def _misbehave(script: _Script, number: int, device_id: str, stopped: Stopped) -> None:
    if script.chatter:
        os.write(1, script.chatter.encode())
    if number == script.jam_at:
        raise PaperJam(device=device_id, page=number - 1)
    if number == script.double_feed_at:
        raise DoubleFeed(device=device_id, page=number - 1)
    if number == script.slow_at:
        while not stopped():
            threading.Event().wait(_SLOW_STEP_S)
        raise ScanCancelled(device=device_id, page=number - 1)
    if number == script.stall_at:
        threading.Event().wait()
    if number == script.die_at:
        os._exit(DEATH_STATUS)
    if number == script.lie_about_size:
        raise PageTruncated(device=device_id, page=number - 1, expected=3508, got=1754)
