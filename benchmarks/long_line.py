"""A long, thin line on loopback: so many kbit/s up, so many milliseconds each way."""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_CHUNK = 1500


class _Line:
    """What all connections of one line share: a byte at a time goes up it.

    kbit: thousand bits a second, up; down it is wide. delay_s: one way.
    """

    def __init__(self, host: str, port: int, kbit: int, delay_s: float) -> None:
        self._target = (host, port)
        self._bytes_a_second = kbit * 1000 / 8
        self._delay_s = delay_s
        self._free_at = 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        await asyncio.gather(
            self._pour(reader, back, thin=True), self._pour(there, writer, thin=False)
        )

    async def _pour(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, thin: bool
    ) -> None:
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(_arrive(on_its_way, target))
        loop = asyncio.get_running_loop()
        with suppress(ConnectionError):
            while data := await source.read(_CHUNK):
                if thin:
                    self._free_at = max(self._free_at, loop.time())
                    self._free_at += len(data) / self._bytes_a_second
                    await asyncio.sleep(self._free_at - loop.time())
                on_its_way.put_nowait((loop.time() + self._delay_s, data))
        on_its_way.put_nowait((loop.time() + self._delay_s, b""))
        await arriving


async def _arrive(
    on_its_way: "asyncio.Queue[tuple[float, bytes]]", target: asyncio.StreamWriter
) -> None:
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):
        while True:
            at, data = await on_its_way.get()
            await asyncio.sleep(at - loop.time())
            if not data:
                break
            target.write(data)
            await target.drain()
    target.close()


@contextmanager
def long_line(target: str, kbit: int, round_trip_ms: int) -> Iterator[str]:
    """A line to `target` as a process of its own; yields the address before it, as secret as it."""
    command = [sys.executable, "-m", "benchmarks.long_line", target, str(kbit), str(round_trip_ms)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"{urlsplit(target).scheme}://{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


async def _serve(line: _Line) -> None:
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    print(f"127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


def main() -> None:
    """Say the address, then carry until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("kbit", type=int)
    parser.add_argument("round_trip_ms", type=int)
    given = parser.parse_args()
    address = urlsplit(given.target)
    host, port = address.hostname or "", address.port or 80
    asyncio.run(_serve(_Line(host, port, given.kbit, given.round_trip_ms / 2000)))


if __name__ == "__main__":
    main()
