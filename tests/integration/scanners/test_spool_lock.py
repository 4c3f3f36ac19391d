"""Who is at a spool folder, across processes: a desk, its worker, and whoever comes after them."""

import subprocess
import sys
from pathlib import Path

import pytest

from scanners.errors import DeviceBusy
from scanners.spool_lock import if_unused, in_use, joined

_HOLD = """
import sys
from pathlib import Path
from scanners.spool_lock import in_use
with in_use(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_program_that_dies_lets_go(tmp_path: Path) -> None:
    """Two may be at a folder together; nobody has it alone until the last has ended, or died."""
    folder = tmp_path / "session"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with in_use(folder), if_unused(folder) as unused:
            assert not unused
        with if_unused(folder) as unused:
            assert not unused
        other.kill()
        other.wait()
        with if_unused(folder, 5.0) as unused:
            assert unused


def test_alone_means_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One has a folder alone, and nobody else comes to it; a dropped folder leaves no lock."""
    monkeypatch.setattr("scanners.spool_lock._JOIN_LIMIT_S", 0.0)
    folder = tmp_path / "session"
    folder.mkdir()
    with if_unused(folder) as unused:
        assert unused
        with pytest.raises(DeviceBusy), in_use(folder):
            pass
        with if_unused(folder) as twice:
            assert not twice
        folder.rmdir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_nobody_locks_is_joined_freely(tmp_path: Path) -> None:
    """A worker that scans into a plain folder makes no lock there."""
    with joined(tmp_path / "plain"):
        assert list(tmp_path.iterdir()) == []
