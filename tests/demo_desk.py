"""A whole counter for end-to-end tests: the demo desk, its services in a process of their own."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from offline_store.records import Dossier
from offline_store.store import Records, Store
from station.demo.desk import PIN, DemoDesk
from station.settings import FILE_NAME

ROOT = Path(__file__).parents[1]
TRAMSO = (sys.executable, "-m", "station.cli.main")

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
            cwd=ROOT,
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
        path = self.home / FILE_NAME
        settings = tomllib.loads(path.read_text("utf-8"))
        for section, entries in changes.items():
            settings.setdefault(section, {}).update(entries)
        lines = [
            line
            for section, entries in settings.items()
            for line in (f"[{section}]", *(f"{key} = {_toml(entries[key])}" for key in entries))
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")

    @contextmanager
    def records(self) -> Iterator[Records]:
        """What is kept at this desk, opened anew, so that what was not durable is not seen."""
        with Store.open(self.home, create=False) as store, store.snapshot() as records:
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
