"""A webcam or a film, picture by picture. No picture is kept: each lives until the next one."""

import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2

from station.recognition.errors import CameraMissing
from station.recognition.picture import Pixels

_SYSTEM_LIST = Path("/sys/class/video4linux")
_MOST_WINDOWS = 4  # cameras that are asked for there, where the system names none
_WIDTH, _HEIGHT = 1280, 720  # asked for; a card's code needs some 4 pixels a module
_SHOWN_WIDTH = 320
_LOST_AFTER = 30  # pictures in a row that did not come

Preview = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of this computer. id: what `cards.camera` takes."""

    id: str
    name: str


class CameraOver(Exception):
    """The time was up, or the film at its end: whoever looked says what they did not see."""


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


def pictures(source: str, limit_s: int, stop: threading.Event) -> Generator[Pixels, None, None]:
    """Yield what a camera sees, (height, width, 3) RGB, until `stop` is set.

    source: a camera's id, a film's path, or empty for the first camera there is. limit_s: how long
    a camera is looked through; a film runs to its end, as fast as its pictures are taken.

    Raises:
        CameraMissing: it cannot be opened, or gives no pictures any more.
        CameraOver: the time was up, or the film at its end.
    """
    if stop.is_set():  # be it while faces were made ready for: no camera lights up
        return
    source = source or next((camera.id for camera in find_cameras()), "")
    film = Path(source).is_file()
    deadline = time.monotonic() + limit_s
    with _opened(source) as capture:
        missed = 0
        while not stop.is_set():
            if not film and time.monotonic() > deadline:
                raise CameraOver
            came, picture = capture.read()
            if not came:
                if film:
                    raise CameraOver
                missed += 1
                if missed > _LOST_AFTER:
                    raise CameraMissing(camera=source)
                continue
            missed = 0
            yield cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)  # type: ignore[misc]


def small_jpeg(rgb: Pixels) -> bytes:
    """A picture as small as it is shown, as JPEG."""
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
