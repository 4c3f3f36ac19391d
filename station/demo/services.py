"""What surrounds the demo desk: network scanner, time-stamp server and central, on loopback."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scanners.practice.escl_scanner import VirtualScanner
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from station.errors import ServiceLost
from station.programs import central_program

STOP_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class Services:
    """Addresses of the running services."""

    scanner_url: str
    timestamp_url: str
    central_url: str


@dataclass(frozen=True, slots=True)
class CentralProcess:
    """The program `central` on a folder of its own; nothing here imports it."""

    home: Path

    def call(self, *words: str) -> dict[str, str]:
        """Run one of its commands and return the JSON it prints.

        Raises:
            ServiceLost: it failed.
        """
        done = subprocess.run(
            self._command(*words), capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise ServiceLost(service="central", status=done.returncode)
        answer: dict[str, str] = json.loads(done.stdout)
        return answer

    @contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """Run it on 127.0.0.1 and give its address; end it at the end.

        Raises:
            ServiceLost: it ended before it listened.
        """
        command = self._command("serve", "--host", "127.0.0.1", "--port", str(port))
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                raise ServiceLost(service="central", status=process.wait())
            yield json.loads(line)["url"]
        finally:
            process.terminate()
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def _command(self, word: str, *more: str) -> list[str]:
        return [*central_program(), word, "--home", str(self.home), *more, "--json"]


@contextmanager
def running(
    trays: Sequence[Sequence[Path]], authority: Path, central: CentralProcess
) -> Iterator[Services]:
    """Run all three on free ports, and end them at the end.

    Args:
        trays: the piles of pages that lie in the scanner, one a scan.
        authority: the folder with the time-stamp server's key and certificate.
        central: made already.

    Raises:
        ServiceLost: central did not start.
    """
    with (
        VirtualScanner(trays) as scanner,
        timestamp_server(TimestampIdentity.read(authority)) as timestamp_url,
        central.serve() as central_url,
    ):
        yield Services(scanner.url, timestamp_url, central_url)
