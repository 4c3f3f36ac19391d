"""What child processes import anew is light: each starts with the module of the program's door."""

import subprocess
import sys

import pytest

HEAVY = ("PyQt6", "cv2", "fastapi", "numpy", "pyhanko", "sqlalchemy")


@pytest.mark.parametrize("door", ["views.__main__", "central.__main__", "station.cli.main"])
def test_a_door_imports_nothing_that_takes_its_time(door: str) -> None:
    """Judges of files and readers of pages would pay for it with seconds and megabytes each."""
    seen = f"import sys, {door}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
