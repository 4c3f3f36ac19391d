"""What lies in clear for a moment lies in memory, and goes with the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from station.scratch import use_memory

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not os.access("/dev/shm", os.W_OK),
    reason="this system has no folder in memory",
)

WRITES = """
import os, sys, tempfile
from station.scratch import use_memory
use_memory()
handle, name = tempfile.mkstemp()
print(name, flush=True)
if sys.argv[1:]:
    os._exit(9)
"""


def _run(*words: str, **environment: str) -> Path:
    named = {"TMPDIR": "", "TEMP": "", "TMP": ""} | environment
    done = subprocess.run(
        [sys.executable, "-c", WRITES, *words],
        env={**os.environ, **named},
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(done.stdout.strip())


def test_temporary_files_lie_in_memory_and_go_with_the_program() -> None:
    """Readable to their owner alone."""
    written = _run()
    assert written.is_relative_to("/dev/shm")
    assert not written.parent.exists()


def test_what_a_killed_program_left_is_taken_away_by_the_next() -> None:
    """Not that of a program that runs."""
    left = _run("die")
    assert left.exists()
    assert left.parent.stat().st_mode & 0o077 == 0
    running = left.parent.with_name(f"tramso-{os.getpid()}-running")
    running.mkdir()
    try:
        _run()
        assert (left.parent.exists(), running.exists()) == (False, True)
    finally:
        running.rmdir()


def test_a_folder_that_somebody_named_is_used(tmp_path: Path) -> None:
    """TMPDIR has the last word."""
    assert _run(TMPDIR=str(tmp_path)).parent == tmp_path


def test_it_is_asked_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who has a folder keeps it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    use_memory()
    assert os.environ["TMPDIR"] == str(tmp_path)
