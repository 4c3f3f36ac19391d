"""A real PostgreSQL of the test run's own, from the system's package."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

_READY_WITHIN_S = 60.0
# PostgreSQL does not run as root; this user owns nothing, and came with the package.
_USER = "postgres"


class PostgresqlServer:
    """A server that listens on a socket in its own folder alone. Every database in it is new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"central_{uuid4().hex}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name)

    def answers(self) -> bool:
        """Whether it takes connections yet."""
        try:
            psycopg.connect(self._address("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _address(self, database: str) -> str:
        return f"postgresql://{_USER}@/{database}?host={self._folder}"


@contextmanager
def postgresql_server(folder: Path, *, durable: bool = False) -> Iterator[PostgresqlServer]:
    """A server while the block runs. folder: empty, its path short (a socket's is at most 107).

    durable: whether it waits for its disk, as one in earnest does.
    """
    data = folder / "data"
    user = _USER if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, _USER)
    subprocess.run(
        [
            _program("initdb"),
            "-A",
            "trust",
            "-U",
            _USER,
            "-E",
            "UTF8",
            "--no-sync",
            "-D",
            str(data),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        user=user,
        cwd=folder,
    )
    # Without fsync where they end with the tests.
    options = [
        "-c",
        f"fsync={'on' if durable else 'off'}",
        "-c",
        "listen_addresses=",
        "-c",
        f"unix_socket_directories={folder}",
    ]
    with subprocess.Popen(
        [_program("postgres"), "-D", str(data), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user,
        cwd=folder,
    ) as process:
        server = PostgresqlServer(folder)
        try:
            limit = time.monotonic() + _READY_WITHIN_S
            while not server.answers():
                assert process.poll() is None, "PostgreSQL ended"
                assert time.monotonic() < limit, "PostgreSQL does not answer"
                time.sleep(0.05)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # at once, whoever is connected


def _program(name: str) -> str:
    """Debian keeps each version's programs in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    assert on_path is not None, f"{name} is not here: the package postgresql"
    return on_path
