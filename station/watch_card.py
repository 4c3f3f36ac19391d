"""Watch for a card: a webcam or a film, picture by picture, until a card's code is read.

No picture is kept: each is in memory until the next one comes.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2

from station.read_card import first_card
from station.recognition.card_qr import CardData
from station.recognition.codes import codes_in
from station.recognition.errors import CameraMissing, CardNotSeen
from station.recognition.picture import Pixels

_SYSTEM_LIST = Path("/sys/class/video4linux")
_MOST_WINDOWS = 4  # cameras that are asked for there, where the system names none
_WIDTH, _HEIGHT = 1280, 720  # asked for; a card's code needs some 4 pixels a module
_SHOW_EVERY = 3  # pictures
_SHOWN_WIDTH = 320
_AS_IT_IS = 300  # no second look at an enlarged picture: the next one is better
_LOST_AFTER = 30  # pictures in a row that did not come

Preview = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of this computer. id: what `cards.camera` takes."""

    id: str
    name: str


def find_cameras() -> tuple[Camera, ...]:
    """The cameras that the system lists (Linux); elsewhere those that open, by their number."""
    if os.name == "posix":
        return tuple(
            Camera(f"/dev/{entry.name}", (entry / "name").read_text("utf-8", "replace").strip())
            for entry in sorted(_SYSTEM_LIST.glob("video*"))
            if (entry / "name").is_file()
            # A camera has several nodes; the first gives pictures, the others say about them.
            and _position(entry) == 0
        )
    return tuple(
        Camera(str(number), f"camera {number}") for number in range(_MOST_WINDOWS) if _opens(number)
    )


@dataclass(frozen=True, slots=True)
class WatchForCard:
    """A camera or film in, a card's data out. camera: which, where none is named; empty: any."""

    camera: str = ""
    limit_s: int = 60

    def __call__(
        self, source: str = "", *, stop: threading.Event, preview: Preview | None = None
    ) -> CardData | None:
        """Look until a card's code was read, and return what it says; None when `stop` was set.

        source: a camera's id, or a film's path. preview: gets a small JPEG of what is seen, now and
        then, on this thread.

        Raises:
            CameraMissing: it cannot be opened, or gives no pictures any more.
            CardNotSeen: the time was up, or the film at its end.
        """
        source = source or self.camera or next((camera.id for camera in find_cameras()), "")
        film = Path(source).is_file()
        deadline = time.monotonic() + self.limit_s
        with _opened(source) as capture:
            number = missed = 0
            while not stop.is_set():
                if not film and time.monotonic() > deadline:
                    raise CardNotSeen
                came, picture = capture.read()
                if not came:
                    if film:
                        raise CardNotSeen
                    missed += 1
                    if missed > _LOST_AFTER:
                        raise CameraMissing(camera=source)
                    continue
                missed = 0
                rgb: Pixels = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)  # type: ignore[assignment]
                if preview is not None and number % _SHOW_EVERY == 0:
                    preview(_small(rgb))
                number += 1
                if (card := card_seen(rgb)) is not None:
                    return card
        return None


def card_seen(rgb: Pixels) -> CardData | None:
    """The card of the first code of a picture that is a card's; None where there is none."""
    return first_card(codes_in(rgb, _AS_IT_IS))


def _small(rgb: Pixels) -> bytes:
    height = max(1, rgb.shape[0] * _SHOWN_WIDTH // rgb.shape[1])
    small = cv2.resize(rgb, (_SHOWN_WIDTH, height), interpolation=cv2.INTER_AREA)
    _, packed = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    return packed.tobytes()


@contextmanager
def _opened(source: str) -> Iterator[cv2.VideoCapture]:
    if not source:
        raise CameraMissing(camera=None)
    capture = cv2.VideoCapture(int(source)) if source.isdecimal() else cv2.VideoCapture(source)
    try:
        if not capture.isOpened():
            raise CameraMissing(camera=source)
        if not Path(source).is_file():
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
        yield capture
    finally:
        capture.release()


def _position(entry: Path) -> int:
    try:
        return int((entry / "index").read_text("ascii"))
    except (OSError, ValueError):
        return 0


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number)
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()
