"""The scan room's own tests in a Windows Python under Wine: files, pipes and processes as there.

What needs Linux is skipped by those tests themselves. Wine is no Windows; it is the nearest thing.
"""

import subprocess
from pathlib import Path

import pytest

from tests.twain.conftest import needed_for
from tests.twain.windows_python import BITS_64, ROOT, WindowsPython, windows_path

# Pages on disk and between threads: what differs most between the two systems.
QUICK = (
    "tests/unit/scanners/test_spool.py",
    "tests/unit/scanners/test_reading_ahead.py",
    "tests/integration/scanners/test_watched_folder.py",
)
LONG = (
    "tests/unit/scanners/test_page_looks.py",
    "tests/unit/scanners/test_picture_files.py",
    "tests/unit/scanners/test_worker_messages.py",
    "tests/integration/scanners/test_worker_process.py",
    "tests/integration/scanners/test_escl.py",
    "tests/contracts",
)


@pytest.mark.parametrize(
    "files", [QUICK, pytest.param(LONG, marks=pytest.mark.marathon)], ids=["quick", "long"]
)
def test_the_scan_room_holds_on_windows(files: tuple[str, ...], tmp_path: Path) -> None:
    """Every test that is not about SANE passes."""
    needed_for(BITS_64)
    windows = WindowsPython.made()
    report = tmp_path / "report.xml"
    options = (
        *("-q", "-k", "not sane and not airscan", "--basetemp", windows_path(tmp_path / "tests")),
        # The project's own options name plug-ins that are not there.
        *("-c", "nul", "--rootdir", ".", "--import-mode=importlib", "-p", "no:cacheprovider"),
        *("--tb=short", "--junitxml", windows_path(report)),
    )
    done = subprocess.run(
        [*windows.command, "-m", "pytest", *options, *files],
        cwd=ROOT,
        env=windows.environment_without_sources,
        # No pipe: Wine's own services would hold it open for as long as anybody uses this Wine.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    assert done.returncode == 0, report.read_text("utf-8") if report.exists() else "no test ran"
