"""The spy library of `pkcs11_spy.c`, compiled for a test, and what it saw."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.signing_fixtures import PracticeDesk

SPY_SOURCE = Path(__file__).with_name("pkcs11_spy.c")


@dataclass(frozen=True, slots=True)
class Spy:
    """The library before the desk's library: its file, what it saw, what it is to answer."""

    module: Path
    log: Path
    plan: Path

    def calls(self, name: str) -> int:
        """How often a call was made."""
        return self.log.read_text().split().count(name) if self.log.exists() else 0

    def answer(self, name: str, how: int | str) -> None:
        """From now on, answer this call so; or play what the spy's own words name."""
        told = how if isinstance(how, str) else f"{how:#x}"
        # Replaced whole: a worker may be reading it.
        self.plan.with_suffix(".new").write_text(f"{name} {told}\n")
        self.plan.with_suffix(".new").replace(self.plan)


@pytest.fixture
def spy(desk: PracticeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spy:
    """A spy of its own for this test."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "the tests need a C compiler (package gcc)"
    module = tmp_path / "spy.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", module, SPY_SOURCE, "-ldl"], check=True
    )
    made = Spy(module, tmp_path / "log", tmp_path / "plan")
    for name, value in (
        ("SPY_REAL", desk.module),
        ("SPY_LOG", made.log),
        ("SPY_PLAN", made.plan),
    ):
        monkeypatch.setenv(name, str(value))
    return made
