"""One counter for the end-to-end tests of a test process, and desks to copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from station.cli.main import main
from station.settings import FILE_NAME
from tests.demo_desk import Answer, Counter, Here, serving_counter


@pytest.fixture(scope="session")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A demo desk whose scanner, time-stamp server and central are running."""
    with serving_counter(tmp_path_factory.mktemp("counter")) as running:
        yield running


@pytest.fixture(scope="session")
def fresh(counter: Counter, tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A desk with settings, trust and a place at central, and nothing received. To be copied."""
    home = tmp_path_factory.mktemp("fresh")
    shutil.copy(counter.home / FILE_NAME, home)
    shutil.copytree(counter.demo.trust, home / "trust")
    fresh = Counter(counter.demo, home)
    invitation = counter.demo.central.call("invite", "--agency", "H26.99.1")
    with counter.records() as records:
        url = records.desk.enrolment().central_url
    enrolled = fresh.tramso("central", "enrol", "--url", url, "--code", invitation["code"])
    assert enrolled.status == 0, enrolled.err
    return fresh


@pytest.fixture(scope="session")
def compared(fresh: Counter, tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A desk with one dossier of one compared page and numbers to give. To be copied."""
    desk = fresh.copy(tmp_path_factory.mktemp("compared"), {"register": {"volume": 40}})

    def do(*words: str) -> None:
        done = desk.tramso(*words)
        assert done.status == 0, done.err

    do("central", "lease", "--size", "5")
    do("dossier", "new", "--title", "Trích lục khai sinh", "--name", "Nguyễn Văn An")
    code = desk.dossier().code
    do("dossier", "add", code, str(desk.demo.out / "papers" / "birth-extract.jpg"))
    do("dossier", "compared", code, "--all")
    return desk


@pytest.fixture
def desk(compared: Counter, tmp_path: Path) -> Counter:
    """A desk of this test's own, with one dossier of one compared page."""
    return compared.copy(tmp_path / "desk")


@pytest.fixture
def here(desk: Counter, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command line without a process of its own, for what never comes to a device."""
    environment = desk.device_environment()

    def tramso(*words: str) -> Answer:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)  # as the program does; taken back afterwards
        status = main([*words, "--home", str(desk.home)] if words else [])
        said = capfd.readouterr()
        return Answer(status, said.out, said.err)

    return tramso
