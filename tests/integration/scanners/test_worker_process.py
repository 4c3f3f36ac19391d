"""The worker process when things go wrong around it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from scanners.errors import (
    DeviceBusy,
    DeviceFault,
    PaperJam,
    ScanCancelled,
    ScannerError,
    WorkerLost,
    WorkerSilent,
)
from scanners.practice.escl_scanner import VirtualScanner
from scanners.scripted_driver import DEATH_STATUS
from scanners.values import ScanOptions
from scanners.worker import NETWORK_SCANNERS, PRACTICE_SCANNERS
from scanners.worker_process import ScanWorker
from tests.scanner_fixtures import (
    SANED_PORT,
    WORKER,
    collect,
    draw_page,
    needs_sane,
    sane_environment,
)

SHORT_S = 1.5
FAIR_S = 6.0  # enough for whoever answers over a line at all


def write_script(folder: Path, **behaviour: object) -> str:
    """Write a scripted scanner with three small pages; return its device id."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = [draw_page(folder / f"{number}.png", number, (310, 438)) for number in (1, 2, 3)]
    path = folder / "script.json"
    path.write_text(json.dumps({"pages": [page.name for page in pages], **behaviour}), "utf-8")
    return f"script:{path}"


def wait_until(condition: Callable[[], bool], limit_s: float = 20.0) -> bool:
    """Ask again and again until the condition holds or the limit is over."""
    deadline = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(process_id: int) -> bool:
    """Tell whether a process runs; one that only waits to be collected does not."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@contextmanager
def mute_service(address: str, port: int) -> Iterator[int]:
    """A service that lets itself be called, and never says a word; yields its port."""
    with socket.create_server((address, port)) as listening:
        yield int(listening.getsockname()[1])


def whole_pages(spool: Path) -> list[str]:
    """Return the names of all that lies in the spool beside small pictures."""
    return sorted(path.name for path in spool.iterdir() if path.suffix != ".thumb")


def test_a_crashing_driver_loses_no_finished_page(tmp_path: Path) -> None:
    """The worker dies at the third page: two stay, and the next request has a new worker."""
    dying = write_script(tmp_path / "dying", die_at=3)
    sound = write_script(tmp_path / "sound")
    spool = tmp_path / "spool"
    with ScanWorker(WORKER) as worker:
        outcome = collect(worker, dying, ScanOptions(), spool)
        after = collect(worker, sound, ScanOptions(), spool)

    assert isinstance(outcome.error, WorkerLost)
    assert outcome.error.facts["exit_status"] == DEATH_STATUS
    assert len(outcome.pages) == 2
    assert after.error is None
    assert whole_pages(spool) == [page.path.name for page in outcome.pages + after.pages]


@needs_sane
def test_a_worker_killed_in_a_scan_is_lost(tmp_path: Path) -> None:
    """A kill from outside in the middle of a page: the pages before stay, no half page does."""
    environment = sane_environment(tmp_path / "sane", test=True)
    options = ScanOptions(
        dpi=75, driver_options=(("source", "Automatic Document Feeder"), ("read-delay", "yes"))
    )
    spool = tmp_path / "spool"
    pages = []
    with ScanWorker(WORKER, environment=environment) as worker:
        scan = worker.scan("sane:test:0", options, spool)
        pages.append(next(scan))
        process = worker._process
        assert process is not None
        process._popen.kill()
        with pytest.raises(WorkerLost) as lost:
            pages.extend(scan)

    assert lost.value.facts["exit_status"] != 0
    assert whole_pages(spool)[: len(pages)] == [page.path.name for page in pages]
    assert not any(name.endswith(".part") for name in whole_pages(spool))


def test_a_silent_worker_is_killed(tmp_path: Path) -> None:
    """A driver that never answers again costs the limit and its process, not the pages before."""
    stalling = write_script(tmp_path / "stalling", stall_at=2)
    spool = tmp_path / "spool"
    with ScanWorker(WORKER, silence_limit_s=SHORT_S) as worker:
        scan = worker.scan(stalling, ScanOptions(), spool)
        first = next(scan)
        process = worker._process
        assert process is not None
        with pytest.raises(WorkerSilent) as silent:
            next(scan)

    assert silent.value.facts == {"limit_s": SHORT_S}
    assert process.has_ended()
    assert whole_pages(spool) == [first.path.name]


def test_a_stalled_scan_can_be_cancelled(tmp_path: Path) -> None:
    """Closing a scan whose driver hangs kills the worker after the grace time."""
    stalling = write_script(tmp_path / "stalling", stall_at=2)
    sound = write_script(tmp_path / "sound")
    with ScanWorker(WORKER, cancel_limit_s=SHORT_S) as worker:
        stopped = collect(worker, stalling, ScanOptions(), tmp_path / "spool", take=1)
        after = collect(worker, sound, ScanOptions(), tmp_path / "spool")

    assert (len(stopped.pages), stopped.error) == (1, None)
    assert (len(after.pages), after.error) == (3, None)


def test_a_cancelled_scan_keeps_its_worker(tmp_path: Path) -> None:
    """After a cancel in order the same process serves the next scan, with nothing left over."""
    device = write_script(tmp_path / "sound")
    spool = tmp_path / "spool"
    with ScanWorker(WORKER) as worker:
        collect(worker, device, ScanOptions(), spool, take=1)
        before = worker._process
        again = collect(worker, device, ScanOptions(), spool)
        assert before is worker._process

    assert len(again.pages) == 3
    # The page behind the one that was taken was on its way, and may have come whole.
    taken = len(whole_pages(spool)) - len(again.pages)
    assert taken in (1, 2)


def test_a_worker_is_one_page_ahead_and_what_it_finished_stays(tmp_path: Path) -> None:
    """While the desk has one page in hand the next is made, and no other; a close deletes none."""
    device = write_script(tmp_path / "sound")
    spool = tmp_path / "spool"
    with ScanWorker(WORKER) as worker:
        scan = worker.scan(device, ScanOptions(), spool)
        next(scan)
        assert wait_until(lambda: "page-0002.png" in whole_pages(spool))
        scan.close()

    assert whole_pages(spool) == ["page-0001.png", "page-0002.png"]


@pytest.mark.parametrize("noise", ["not a message\n", '{"done": {}}\n', "x" * 200_000])
def test_a_chatty_library_cannot_reach_the_desk(tmp_path: Path, noise: str) -> None:
    """What a library prints to standard output is no message, however long or alike."""
    device = write_script(tmp_path / "chatty", chatter=noise)
    with ScanWorker(WORKER) as worker:
        outcome = collect(worker, device, ScanOptions(), tmp_path / "spool")

    assert (len(outcome.pages), outcome.error) == (3, None)


def test_a_second_request_meanwhile_is_refused(tmp_path: Path) -> None:
    """One scan at a time: the second is told so, and the first goes on."""
    device = write_script(tmp_path / "sound")
    with ScanWorker(WORKER) as worker:
        scan = worker.scan(device, ScanOptions(), tmp_path / "spool")
        pages = [next(scan)]
        with pytest.raises(DeviceBusy):
            next(worker.scan(device, ScanOptions(), tmp_path / "other"))
        pages.extend(scan)

    assert len(pages) == 3


@pytest.mark.parametrize("code", ["", "print('hello')", "raise SystemExit(5)"])
def test_a_program_that_is_no_worker_is_lost(tmp_path: Path, code: str) -> None:
    """A command that does not speak as a worker is an error with a code, at once."""
    with (
        ScanWorker((sys.executable, "-c", code)) as worker,
        pytest.raises(WorkerLost),
    ):
        next(worker.scan("script:none", ScanOptions(), tmp_path))


def test_practice_scanners_are_listed_when_asked_for(tmp_path: Path) -> None:
    """A script named by the environment is found like any other device."""
    device = write_script(tmp_path / "sound", name="Máy quét thực hành")
    environment = sane_environment(tmp_path / "sane")
    environment[PRACTICE_SCANNERS] = device.removeprefix("script:")
    with ScanWorker(WORKER, environment=environment) as worker:
        found = list(worker.find_devices())

    assert [(device, "Máy quét thực hành")] == [(one.id, one.name) for one in found]


PARENT = """
import sys
from pathlib import Path
from scanners.values import ScanOptions
from scanners.worker_process import ScanWorker
worker = ScanWorker((sys.executable, "-m", "scanners.worker"))
scan = worker.scan(sys.argv[1], ScanOptions(), Path(sys.argv[2]))
next(scan)
print(worker._process._popen.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="looks into /proc")
@pytest.mark.parametrize("behaviour", [{}, {"stall_at": 2}])
def test_a_worker_does_not_outlive_its_desk(tmp_path: Path, behaviour: dict[str, int]) -> None:
    """When the desk is killed, its worker ends too, idle or stuck in a driver."""
    device = write_script(tmp_path / "script", **behaviour)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, device, str(tmp_path / "spool")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        worker_id = int(parent.stdout.readline())
        assert is_alive(worker_id)
        parent.send_signal(signal.SIGKILL)

    assert wait_until(lambda: not is_alive(worker_id))


def test_errors_keep_their_class_and_facts_across_the_pipe(tmp_path: Path) -> None:
    """What the driver raised is what the desk catches."""
    device = write_script(tmp_path / "jamming", jam_at=2)
    with ScanWorker(WORKER) as worker:
        outcome = collect(worker, device, ScanOptions(), tmp_path / "spool")

    assert isinstance(outcome.error, ScannerError)
    assert ("paper-jam", {"device": device, "page": 1}) == (
        outcome.error.code,
        outcome.error.facts,
    )


def test_a_practice_jam_is_over_once_it_was_met(tmp_path: Path) -> None:
    """The next scan finds the whole pile in the feeder, as after a clerk's cure."""
    device = write_script(tmp_path / "jamming", jam_at=2, once=True)
    with ScanWorker(WORKER) as worker:
        jammed = collect(worker, device, ScanOptions(), tmp_path / "spool")
        cured = collect(worker, device, ScanOptions(), tmp_path / "spool")

    assert isinstance(jammed.error, PaperJam)
    assert (len(jammed.pages), cured.error) == (1, None)
    assert len(cured.pages) == 3


def test_a_script_that_cannot_be_read_hides_no_scanner(tmp_path: Path) -> None:
    """A misspelled one is listed without what it can do, one that is gone not at all."""
    misspelled = write_script(tmp_path / "misspelled", jam_add=2)
    sound = write_script(tmp_path / "sound")
    gone = f"script:{tmp_path / 'gone.json'}"
    scripts = os.pathsep.join(each.removeprefix("script:") for each in (misspelled, gone, sound))
    environment = {**sane_environment(tmp_path / "sane"), PRACTICE_SCANNERS: scripts}
    with ScanWorker(WORKER, environment=environment) as worker:
        found = {device.id: bool(device.sources) for device in worker.find_devices()}
        outcome = collect(worker, misspelled, ScanOptions(), tmp_path / "spool")

    assert found == {misspelled: False, sound: True}
    assert isinstance(outcome.error, DeviceFault)


def test_a_device_that_never_answers_hides_no_other(tmp_path: Path) -> None:
    """It is listed by its name, without what it can do, and the device behind it is found."""
    mute = write_script(tmp_path / "mute", never_answers=True, name="Mute")
    sound = write_script(tmp_path / "sound")
    scripts = os.pathsep.join(each.removeprefix("script:") for each in (mute, sound))
    environment = {**sane_environment(tmp_path / "sane"), PRACTICE_SCANNERS: scripts}

    with ScanWorker(WORKER, device_limit_s=SHORT_S, environment=environment) as worker:
        found = list(worker.find_devices())
        outcome = collect(worker, sound, ScanOptions(), tmp_path / "spool")

    assert [(mute, "Mute"), (sound, "Practice scanner")] == [(each.id, each.name) for each in found]
    assert [bool(each.sources) for each in found] == [False, True]
    assert (len(outcome.pages), outcome.error) == (3, None)


def test_a_network_scanner_that_takes_a_call_and_says_nothing_hides_no_other(
    tmp_path: Path,
) -> None:
    """It is passed over, and whoever answered before it is not blamed for its silence."""
    script = write_script(tmp_path / "sound")
    paper = draw_page(tmp_path / "side.png", 1, (310, 438))
    with mute_service("127.0.0.1", 0) as port, VirtualScanner([[paper]]) as scanner:
        environment = {
            **sane_environment(tmp_path / "sane"),
            PRACTICE_SCANNERS: script.removeprefix("script:"),
            NETWORK_SCANNERS: f"http://127.0.0.1:{port}/eSCL {scanner.url}",
        }
        with ScanWorker(WORKER, device_limit_s=FAIR_S, environment=environment) as worker:
            found = {each.id: bool(each.sources) for each in worker.find_devices()}

    assert found == {script: True, f"escl:{scanner.url}": True}


@needs_sane
def test_a_library_that_never_returns_from_looking_about_hides_no_other(tmp_path: Path) -> None:
    """SANE asks a saned that hangs: scanners of other drivers are found all the same."""
    paper = draw_page(tmp_path / "side.png", 1, (310, 438))
    address = f"127.{os.getpid() >> 8 & 255}.{os.getpid() & 255}.250"
    environment = sane_environment(tmp_path / "sane")
    (tmp_path / "sane/dll.conf").write_text("net\n", "ascii")
    (tmp_path / "sane/net.conf").write_text(f"{address}\n", "ascii")
    with mute_service(address, SANED_PORT), VirtualScanner([[paper]]) as scanner:
        environment[NETWORK_SCANNERS] = scanner.url
        with ScanWorker(WORKER, device_limit_s=FAIR_S, environment=environment) as worker:
            found = [each.id for each in worker.find_devices()]
        del environment[NETWORK_SCANNERS]
        with (
            ScanWorker(WORKER, device_limit_s=FAIR_S, environment=environment) as worker,
            pytest.raises(WorkerSilent),
        ):
            list(worker.find_devices())

    assert found == [f"escl:{scanner.url}"]


def test_stop_lets_go_of_a_page_under_way(tmp_path: Path) -> None:
    """Stopped while a page is awaited, the scan ends at once, and its worker lives on."""
    slow = write_script(tmp_path / "slow", slow_at=2)
    stop = Event()
    with ScanWorker(WORKER) as worker:
        scan = worker.scan(slow, ScanOptions(), tmp_path / "spool", stop.is_set)
        first = next(scan)
        process = worker._process
        assert process is not None
        stop.set()
        with pytest.raises(ScanCancelled) as cancelled:
            next(scan)

        assert not process.has_ended()
    assert cancelled.value.facts["page"] == 1
    assert whole_pages(tmp_path / "spool") == [first.path.name]


def test_stop_ends_a_driver_that_does_not_let_go(tmp_path: Path) -> None:
    """A hung driver does not keep the clerk waiting for longer than a cancel may take."""
    stalling = write_script(tmp_path / "stalling", stall_at=2)
    with ScanWorker(WORKER, cancel_limit_s=SHORT_S) as worker:
        for _ in range(9):  # heard before the driver hangs, a stop ends the scan in order
            stop = Event()
            scan = worker.scan(stalling, ScanOptions(), tmp_path / "spool", stop.is_set)
            next(scan)
            process = worker._process
            assert process is not None
            stop.set()
            with pytest.raises(ScanCancelled):
                next(scan)
            ended = process.has_ended()
            if ended:
                break

        assert ended
