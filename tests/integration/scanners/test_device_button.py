"""The device's own button, on a SANE back-end that has one, behind the real libsane and worker."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from scanners.driver import never
from scanners.errors import OptionRefused, ScanCancelled
from scanners.values import ScanOptions
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import WORKER, collect, needs_sane, sane_environment

pytestmark = [
    needs_sane,
    pytest.mark.skipif(shutil.which("gcc") is None, reason="no compiler: see desk.packages"),
]

SOURCE = Path(__file__).parents[2] / "sane/button_backend.c"
DEVICE = "sane:button:desk"


@pytest.fixture(scope="module")
def back_end(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the back-end, compiled."""
    folder = tmp_path_factory.mktemp("backend")
    flags = ("-shared", "-fPIC", "-Wall", "-o", str(folder / "libsane-button.so.1"))
    subprocess.run(["gcc", *flags, str(SOURCE)], check=True)
    return folder


@pytest.fixture
def button(tmp_path: Path) -> Path:
    """The file that is there while the button is down."""
    return tmp_path / "down"


@pytest.fixture
def worker(back_end: Path, button: Path, tmp_path: Path) -> Iterator[ScanWorker]:
    """A worker whose SANE has the device with a button, and SANE's test device without."""
    environment = sane_environment(tmp_path / "sane", test=True)
    (tmp_path / "sane/dll.conf").write_text("button\ntest\n", "ascii")
    environment |= {"LD_LIBRARY_PATH": str(back_end), "TRAMSO_TEST_BUTTON": str(button)}
    with ScanWorker(WORKER, environment=environment) as worker:
        yield worker


def press_once_watched(worker: ScanWorker, button: Path) -> threading.Thread:
    """Press the button when the worker has looked at it for the first time."""
    looked = Event()
    original = worker._hear

    def noted(*given: object) -> object:
        answer = original(*given)  # type: ignore[arg-type]  # as it was given
        looked.set()
        return answer

    worker._hear = noted  # type: ignore[method-assign, assignment]  # only looked at

    def press() -> None:
        looked.wait()
        button.touch()

    thread = threading.Thread(target=press)
    thread.start()
    return thread


def test_a_press_at_the_device_is_heard_and_lets_go_of_it(
    worker: ScanWorker, button: Path, tmp_path: Path
) -> None:
    """Whoever waits hears which button it was, and can scan from the device at once."""
    pressing = press_once_watched(worker, button)
    pressed = worker.wait_for_button(DEVICE, Event().is_set)
    pressing.join()
    outcome = collect(worker, DEVICE, ScanOptions(), tmp_path / "spool")

    assert pressed == "scan"
    assert outcome.error is None
    assert (outcome.pages[0].width, outcome.pages[0].height) == (64, 64)


def test_a_button_that_is_held_already_is_no_press(
    worker: ScanWorker, button: Path, tmp_path: Path
) -> None:
    """A key that sticks, or a press from before, starts nothing; waiting can be stopped."""
    button.touch()
    looks = 0

    def stopped() -> bool:
        nonlocal looks
        looks += 1
        return looks > 8

    with pytest.raises(ScanCancelled):
        worker.wait_for_button(DEVICE, stopped)


@pytest.mark.parametrize("device", ["sane:test:0", "script:nothing.json"])
def test_a_device_without_a_button_says_so(worker: ScanWorker, device: str) -> None:
    """Waiting for what cannot come would be waiting for ever."""
    with pytest.raises(OptionRefused) as refused:
        worker.wait_for_button(device, never)

    assert refused.value.facts["option"] == "button"
