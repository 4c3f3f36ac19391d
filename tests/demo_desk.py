"""A whole counter for end-to-end tests: the demo desk, its services in a process of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from offline_store.records import Dossier, LineState
from offline_store.store import Records, Store
from station.bootstrap import open_desk
from station.demo.desk import PIN, DemoDesk
from station.settings import FILE_NAME, read_settings

ROOT = Path(__file__).parents[1]
TRAMSO = (sys.executable, "-m", "station.cli.main")

# SANE's name of the demo's scanner.
SCANNER = "sane:airscan:e0:Practice MFP"
# `what_is_kept` of a desk with one page and nothing in its book.
UNTOUCHED: tuple[int, list[LineState]] = (1, [])

Settings = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call of `tramso` ended with."""

    status: int
    out: str
    err: str

    def json(self) -> dict[str, "object"]:
        """Its standard output as one JSON document."""
        document: dict[str, object] = json.loads(self.out)
        return document

    def error(self) -> dict[str, object]:
        """The failure under --json: standard error is that one document and nothing else."""
        error: dict[str, object] = json.loads(self.err)["error"]
        return error


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk at the demo's counter, whose services are running. home: where its data lies."""

    demo: DemoDesk
    home: Path

    def tramso(
        self, *words: str, stdin: str = "", environment: Mapping[str, str] | None = None
    ) -> Answer:
        """Run one command on this desk, as a person would in a shell of its own."""
        done = subprocess.run(
            [*TRAMSO, *words],
            # Certified copies go to the current folder.
            cwd=self.home,
            input=stdin,
            env={**os.environ, "TRAMSO_HOME": str(self.home), **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def copy(self, home: Path, changes: Settings | None = None) -> "Counter":
        """A desk of its own that stands where this one stands, some settings put differently.

        It bears the same name at central and holds the same numbers: only one of the two may
        send what is in a book.
        """
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        other = replace(self, home=home)
        other.change(changes or {})
        return other

    def change(self, changes: Settings) -> None:
        """Put these settings, by section and key, into the desk's file."""
        settings = self.settings()
        for section, entries in changes.items():
            settings.setdefault(section, {}).update(entries)
        lines = [
            line
            for section, entries in settings.items()
            for line in (f"[{section}]", *(f"{key} = {_toml(entries[key])}" for key in entries))
        ]
        (self.home / FILE_NAME).write_text("\n".join(lines) + "\n", "utf-8")

    def change_environment(self, **variables: str) -> None:
        """Put these variables among those that the desk gives to its device libraries."""
        self.change({"devices": {"environment": {**self.device_environment(), **variables}}})

    def device_environment(self) -> dict[str, str]:
        """The variables that the desk gives to its device libraries."""
        environment = self.settings()["devices"]["environment"]
        assert isinstance(environment, dict)
        return environment

    def settings(self) -> dict[str, dict[str, object]]:
        """The desk's file, by section and key."""
        return tomllib.loads((self.home / FILE_NAME).read_text("utf-8"))

    @contextmanager
    def store(self) -> Iterator[Store]:
        """This desk's store, opened anew, so that what was not durable is not seen."""
        settings = read_settings(self.home)
        with closing(open_desk(self.home, settings=settings, create=False)) as desk:
            yield desk.store

    @contextmanager
    def records(self) -> Iterator[Records]:
        """What is kept at this desk."""
        with self.store() as store, store.snapshot() as records:
            yield records

    def dossier(self) -> Dossier:
        """The only dossier at this desk."""
        with self.records() as records:
            (dossier,) = records.dossiers.list()
        return dossier

    @property
    def pin(self) -> str:
        """The PIN of the demo's token."""
        return PIN


Here = Callable[..., Answer]


def certify(desk: Counter, pin: str, *more: str, **environment: str) -> Answer:
    """Certify the desk's dossier."""
    words = ("certify", desk.dossier().code, "--pin-stdin", "--json", *more)
    return desk.tramso(*words, stdin=pin, environment=environment)


def refused(answer: Answer) -> object:
    """The code of a failure that was told as the contract has it."""
    assert answer.status == 3, answer.out + answer.err
    error = answer.error()
    assert set(error) == {"code", "retryable", "facts"}
    return error["code"]


def what_is_kept(desk: Counter) -> tuple[int, list[LineState]]:
    """Pages of the desk's only dossier that are whole, and the states of its register lines."""
    (document,) = desk.dossier().documents
    with desk.store() as store, store.snapshot() as records:
        for page in document.pages:
            store.files.read(page.sha256)
        lines = [
            line for book in records.register.books() for line in records.register.lines(book.name)
        ]
        assert records.audit.verify() is None
    return len(document.pages), [line.state for line in lines]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def serving_counter(folder: Path) -> Iterator[Counter]:
    """Prepare a demo desk in a folder and keep its services running while the block runs."""
    process = subprocess.Popen(
        [*TRAMSO, "demo", "--serve", "--out", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "the demo's services did not start"
        demo = DemoDesk(folder)
        yield Counter(demo, demo.home)
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def _toml(value: object) -> str:
    """A value as TOML: JSON's, but for tables."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(value[key])}" for key in value) + "}"
    return json.dumps(value, ensure_ascii=False)
