"""A reader for software chips: Debian's pcscd with vpcd, and the chip at the end of its TCP line.

vpcd's protocol: two bytes of length, then either one byte of control (off, on, reset, answer to
reset) or a command; answers to reset and to commands come the same way.
"""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.chip.errors import CardServiceMissing, ChipLost
from station.chip.reader import find_card_readers
from tests.chip.software_chip import ATR, SoftwareChip

READER = "Virtual PCD 00 00"
LIBRARY = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SOCKET = Path("/run/pcscd/pcscd.comm")

_RESET_OR_POWER = (b"\x00", b"\x01", b"\x02")
_ASK_RESET = b"\x04"
_LIMIT_S = 60.0


def lacking() -> str:
    """Why there can be no virtual reader; empty where there can."""
    if shutil.which("pcscd") is None or not LIBRARY.is_file():
        return "pcscd and vsmartcard-vpcd are not installed"
    if os.geteuid() != 0:
        return "pcscd is started as root alone"
    return ""


def require_virtual_reader() -> None:
    """Skip where it cannot be had; in CI, where root has the packages, that is a fault."""
    why = lacking()
    if not why:
        return
    if os.environ.get("CI") and os.geteuid() == 0:
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def virtual_reader(folder: Path) -> Iterator[int]:
    """Start pcscd with one virtual reader; yields the port at which a chip is laid on it.

    One at a time on this machine: its socket has one place.
    """
    with Path("/tmp/tramso-pcscd.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        port = _free_port()
        settings = folder / "reader.conf"
        settings.write_text(
            'FRIENDLYNAME "Virtual PCD"\n'
            f"DEVICENAME /dev/null:0x{port:04X}\n"
            f"LIBPATH {LIBRARY}\n"
            f"CHANNELID 0x{port:04X}\n"
        )
        SOCKET.parent.mkdir(parents=True, exist_ok=True)
        with (folder / "pcscd.log").open("wb") as log:
            process = subprocess.Popen(
                ["pcscd", "--foreground", "--config", str(settings)],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_for_reader(process, folder)
            yield port
        finally:
            process.terminate()
            process.wait(_LIMIT_S)


@contextmanager
def laid_on(port: int, chip: SoftwareChip) -> Iterator[None]:
    """A chip lies on the reader for as long as this lasts, and is noticed there.

    pcscd looks every 0.4 s: a card that takes another's place faster than that is not told from it.
    """
    until_seen(False)
    line = socket.create_connection(("127.0.0.1", port), timeout=_LIMIT_S)
    line.settimeout(None)
    thread = threading.Thread(target=_serve, args=(line, chip), name="software-chip", daemon=True)
    thread.start()
    try:
        until_seen(True)
        yield
    finally:
        with_shutdown(line)
        thread.join(_LIMIT_S)
        line.close()


def until_seen(card: bool) -> None:
    """Wait until a card is noticed on the reader, or noticed to be gone."""
    pause = threading.Event()
    for _ in range(600):
        if find_card_readers()[0].card is card:
            return
        pause.wait(0.1)
    pytest.fail(f"the reader does not say card: {card}")


def with_shutdown(line: socket.socket) -> None:
    """End a line that the other side may have ended before."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _serve(line: socket.socket, chip: SoftwareChip) -> None:
    while (message := _received(line)) is not None:
        if message in _RESET_OR_POWER:
            chip.reset()
            continue
        try:
            answer = ATR if message == _ASK_RESET else chip.transmit(message)
            line.sendall(struct.pack(">H", len(answer)) + answer)
        except (ChipLost, OSError):
            with_shutdown(line)
            return


def _received(line: socket.socket) -> bytes | None:
    head = _exactly(line, 2)
    return None if head is None else _exactly(line, struct.unpack(">H", head)[0])


def _exactly(line: socket.socket, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        try:
            # vpcd sends the length alone and waits for its receipt, which would come after 40 ms.
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            more = line.recv(count - len(data))
        except OSError:
            return None
        if not more:
            return None
        data += more
    return data


def _wait_for_reader(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    waited = threading.Event()
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail((folder / "pcscd.log").read_text("utf-8", "replace"))
        try:
            if any(reader.id.startswith("Virtual PCD") for reader in find_card_readers()):
                return
        except CardServiceMissing:
            pass
        waited.wait(0.1)
    pytest.fail("pcscd names no reader")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
