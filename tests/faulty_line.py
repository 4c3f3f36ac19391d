"""A line to central that breaks, stalls, loses answers, sends twice and out of order; loopback."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

_CHUNK = 16 * 1024
_LIMIT_S = 20.0
_SILENCE_S = 0.5


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one connection.

    up, down: after how many bytes each way the line is cut; None never. repeated: what was sent is
    sent a second time on a connection of its own, as a confused proxy would. silent: instead of
    being cut it swallows what follows, so that neither side hears that anything is wrong. pause_s:
    before each chunk that goes up. late: what was sent is held back and arrives when a later
    connection has ended: requests come in another order than they were sent in.
    """

    name: str
    up: int | None = None
    down: int | None = None
    repeated: bool = False
    silent: bool = False
    pause_s: float = 0.0
    late: bool = False


CLEAN = Fault("clean")


def random_fault(chance: Random) -> Fault:
    """One connection's fate: few live long."""
    kind = chance.choice(
        [
            *("clean", "clean", "refused", "cut-up", "cut-up", "lost-answer", "cut-down", "twice"),
            *("half-open", "slow", "late", "late"),
        ]
    )
    match kind:
        case "refused":
            return Fault(kind, up=0)
        case "cut-up":
            return Fault(kind, up=chance.randrange(1, 90_000))
        case "lost-answer":
            return Fault(kind, down=0)
        case "cut-down":
            return Fault(kind, down=chance.randrange(1, 2_000))
        case "twice":
            return Fault(kind, repeated=True)
        case "half-open":
            return Fault(kind, up=chance.randrange(1, 90_000), silent=True)
        case "slow":
            return Fault(kind, pause_s=chance.uniform(0.01, 0.1))
        case "late":
            return Fault(kind, late=True)
    return CLEAN


@dataclass(slots=True)
class FaultyLine:
    """A proxy before a server; `fate` is asked once a connection. url: where clients go.

    held: what was sent on connections and has not arrived yet.
    """

    url: str
    target: str
    fate: Callable[[], Fault]
    sent: int = 0
    met: list[str] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, client: socket.socket) -> None:
        """Carry one connection until it ends or its fate does it."""
        fault = self.fate()
        with self.lock:
            self.met.append(fault.name)
        address = urlsplit(self.target)
        with closing(client), suppress(OSError):
            if fault.up == 0:
                return
            if fault.late:
                self._hold(client)
                return
            with socket.create_connection((address.hostname, address.port), _LIMIT_S) as server:
                for each in (client, server):
                    each.settimeout(_LIMIT_S)
                back = threading.Thread(target=_pour, args=(server, client, fault.down))
                back.start()
                seen = bytearray() if fault.repeated else None
                count = _pour(
                    client, server, fault.up, seen, silent=fault.silent, pause_s=fault.pause_s
                )
                self._count(count)
                back.join()
                if seen:
                    self._again(bytes(seen))
        self.deliver()

    def deliver(self) -> None:
        """Let what was held back arrive, the latest first."""
        with self.lock:
            held, self.held = self.held, []
        for seen in reversed(held):
            self._again(seen)

    def _hold(self, client: socket.socket) -> None:
        """Take what comes until nothing more does; whoever sent it hears no answer."""
        client.settimeout(_SILENCE_S)
        seen = bytearray()
        with suppress(TimeoutError):
            while data := client.recv(_CHUNK):
                seen += data
        self._count(len(seen))
        with self.lock:
            self.held.append(bytes(seen))

    def _again(self, seen: bytes) -> None:
        address = urlsplit(self.target)
        place = (address.hostname or "", address.port or 0)
        with suppress(OSError), socket.create_connection(place, _LIMIT_S) as server:
            server.sendall(seen)
            server.shutdown(socket.SHUT_WR)
            while server.recv(_CHUNK):
                pass

    def _count(self, size: int) -> None:
        with self.lock:
            self.sent += size


def _pour(
    source: socket.socket,
    target: socket.socket,
    limit: int | None,
    seen: bytearray | None = None,
    *,
    silent: bool = False,
    pause_s: float = 0.0,
) -> int:
    """Pass bytes on until the end, or cut both ways at the limit; return how many came."""
    count = 0
    try:
        while data := source.recv(_CHUNK):
            if pause_s:
                time.sleep(pause_s)
            if limit is not None and count + len(data) >= limit:
                target.sendall(data[: max(0, limit - count)])
                count = limit
                while silent and source.recv(_CHUNK):
                    pass
                break
            target.sendall(data)
            count += len(data)
            if seen is not None:
                seen += data
        else:
            target.shutdown(socket.SHUT_WR)
            return count
    except OSError:
        pass
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
    return count


@contextmanager
def faulty_line(target: str, fate: Callable[[], Fault]) -> Iterator[FaultyLine]:
    """A faulty line before `target` while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = FaultyLine(f"http://127.0.0.1:{listener.getsockname()[1]}", target, fate)
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    thread = threading.Thread(target=line.carry, args=(client,), daemon=True)
                    threads.append(thread)
                    thread.start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield line
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            accepting.join(_LIMIT_S)
            for thread in threads:
                thread.join(_LIMIT_S)
            line.deliver()
